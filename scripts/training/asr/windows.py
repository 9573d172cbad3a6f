"""Training windows: utterances of several speakers in a row, heard in a room, as mel frames with their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training import rooms
from training.asr.corpus import SAMPLE_RATE, Clause, Utterance, character_times
from training.asr.features import FRAMES_PER_S, HOP, MELS, WINDOW_FRAMES, log_mel, scaled
from training.asr.tokens import Vocabulary

ENCODER_STEP = 2 * HOP  # samples per encoder position
NO_TIME = -1.0
IGNORED = -100
_PART_SHARE = 0.2
_TIMESTAMP_SHARE = 0.55
_CUT_OFF_SHARE = 0.3
_NO_SPEECH_SHARE = 0.04
_LONGEST_GAP_S = 1.0
_NOISES, _NOISE_S = 64, 31


@dataclass(frozen=True)
class Conditions:
    """How hard a window is made: shares of windows with a room and with noise, and the least SNR in dB."""

    room: float = 0.4
    noise: float = 0.4
    least_snr_db: float = 10.0
    masked: float = 0.5


@dataclass(frozen=True)
class Window:
    """`mel` [80, frames]; decoder `inputs` and `labels`; `times` (encoder positions) of what each input predicts;
    CTC targets and the number of encoder positions they lie in (0: no CTC)."""

    mel: np.ndarray
    inputs: list[int]
    labels: list[int]
    times: list[float]
    phonemes: list[int]
    characters: list[int]
    positions: int


class WindowMaker:
    """Draws windows from utterances with a random generator of its own."""

    def __init__(self, vocabulary: Vocabulary, responses: Sequence[np.ndarray], rng: np.random.Generator) -> None:
        self._vocabulary = vocabulary
        self._responses = responses
        self._rng = rng
        self._noises = [rooms.noise(_NOISE_S * SAMPLE_RATE, rng) for _ in range(_NOISES)]
        self.utterances: list[Utterance] = []
        self._order: list[int] = []

    def draw(self, seconds: float, conditions: Conditions, padded: bool) -> Window:
        """One window of `seconds`; `padded`: with zeros to 30 s, as faster-whisper does."""
        if self._rng.random() < _NO_SPEECH_SHARE:
            return self._silence(seconds, conditions, padded)
        length = int(seconds * SAMPLE_RATE)
        sound, clauses, cut_at = self._conversation(length)
        sound = self._recorded(sound, conditions)
        inputs, labels, times = self._targets(clauses, cut_at, length)
        last = cut_at if cut_at is not None else length
        phonemes = [phoneme for turn in clauses for clause in turn for phoneme in clause.phonemes]
        characters = [i for turn in clauses for clause in turn for i in self._vocabulary.characters(clause.text)]
        positions = min(last, length) // ENCODER_STEP
        return Window(self._mel(sound, conditions, padded), inputs, labels, times, phonemes, characters, positions)

    def _conversation(self, length: int) -> tuple[np.ndarray, list[list[Clause]], int | None]:
        """Sound, the clauses of each whole turn with times in the window, and where a turn cut off at the end starts."""
        rng = self._rng
        sound = np.zeros(length, np.float32)
        turns: list[list[Clause]] = []
        at = int(rng.uniform(0, 0.5) * SAMPLE_RATE)
        while True:
            utterance = self._next()
            if at + len(utterance.samples) > length:
                utterance = self._fitting(utterance, length - at)
            if at + len(utterance.samples) > length:
                if not turns:
                    continue
                if rng.random() < _CUT_OFF_SHARE and length - at > SAMPLE_RATE // 3:
                    sound[at:] += self._level(utterance.samples[: length - at])
                    return sound, turns, at
                return sound, turns, None
            sound[at : at + len(utterance.samples)] += self._level(utterance.samples)
            turns.append([Clause(c.text, c.phonemes, c.start + at, c.end + at) for c in utterance.clauses])
            at += len(utterance.samples) + int(rng.uniform(0.0, _LONGEST_GAP_S) ** 2 * SAMPLE_RATE)
            if rng.random() < 0.06 or at >= length:
                return sound, turns, None

    def _next(self) -> Utterance:
        if not self._order:
            self._order = list(self._rng.permutation(len(self.utterances)))
        utterance = self.utterances[self._order.pop()]
        if len(utterance.clauses) > 1 and self._rng.random() < _PART_SHARE:
            first, last = sorted(self._rng.integers(0, len(utterance.clauses), 2))
            return utterance.part(int(first), int(last))
        return utterance

    def _fitting(self, utterance: Utterance, room: int) -> Utterance:
        """The longest run of clauses from a random one on that fits into `room` samples, else the utterance."""
        first = int(self._rng.integers(0, len(utterance.clauses)))
        for last in range(len(utterance.clauses) - 1, first - 1, -1):
            part = utterance.part(first, last)
            if len(part.samples) <= room:
                return part
        return utterance

    def _level(self, samples: np.ndarray) -> np.ndarray:
        """Speakers sit nearer or farther: ±5 dB between turns."""
        return samples.astype(np.float32) / 32_768 * np.float32(10 ** (self._rng.uniform(-5, 5) / 20))

    def _recorded(self, sound: np.ndarray, conditions: Conditions) -> np.ndarray:
        rng = self._rng
        if rng.random() < conditions.room:
            sound = rooms.in_room(sound, self._responses[rng.integers(len(self._responses))])
        if rng.random() < conditions.noise:
            loudness = float(np.sqrt(np.mean(sound**2)))
            sound = sound + self._noise(len(sound)) * np.float32(
                loudness * 10 ** (-rng.uniform(conditions.least_snr_db, 40) / 20)
            )
        else:
            sound = sound + rng.standard_normal(len(sound), np.float32) * np.float32(10 ** rng.uniform(-5, -3.5))
        return sound * np.float32(10 ** (rng.uniform(-10, 6) / 20))

    def _targets(
        self, turns: list[list[Clause]], cut_at: int | None, length: int
    ) -> tuple[list[int], list[int], list[float]]:
        """Decoder inputs, labels and the encoder position of each label. A cut-off turn needs timestamps."""
        vocabulary = self._vocabulary
        timed = cut_at is not None or self._rng.random() < _TIMESTAMP_SHARE
        tokens = [*vocabulary.prompt] if timed else [*vocabulary.prompt, vocabulary.no_timestamps]
        times = [NO_TIME] * len(tokens)
        for turn in turns:
            start, end = turn[0].start, turn[-1].end
            if timed:
                tokens.append(vocabulary.time(start / SAMPLE_RATE))
                times.append(start / ENCODER_STEP)
            for clause in turn:
                tokens += vocabulary.characters(clause.text)
                times += [middle / ENCODER_STEP for middle in character_times(clause)]
            if timed:
                tokens.append(vocabulary.time(end / SAMPLE_RATE))
                times.append(end / ENCODER_STEP)
        if cut_at is not None:
            tokens.append(vocabulary.time(cut_at / SAMPLE_RATE))
            times.append(cut_at / ENCODER_STEP)
        return tokens, [*tokens[1:], vocabulary.end], [*times[1:], NO_TIME]

    def _silence(self, seconds: float, conditions: Conditions, padded: bool) -> Window:
        """Nothing said: `<|nospeech|>` first, and an empty text if the decoder is made to write all the same."""
        rng, vocabulary = self._rng, self._vocabulary
        level = np.float32(10 ** rng.uniform(-4.5, -1.0))
        sound = self._noise(int(seconds * SAMPLE_RATE)) * level
        last = vocabulary.no_timestamps if rng.random() < 0.5 else vocabulary.time(0.0)
        inputs = [*vocabulary.prompt, last]
        labels = [vocabulary.no_speech, IGNORED, IGNORED, vocabulary.end]
        return Window(self._mel(sound, conditions, padded), inputs, labels, [NO_TIME] * 4, [], [], 0)

    def _noise(self, length: int) -> np.ndarray:
        """A stretch of one of the noises; making each anew would cost more than all the rest of a window."""
        start = self._rng.integers(0, _NOISE_S * SAMPLE_RATE - length + 1)
        return self._noises[self._rng.integers(_NOISES)][start : start + length]

    def _mel(self, sound: np.ndarray, conditions: Conditions, padded: bool) -> np.ndarray:
        rng = self._rng
        mel = log_mel(sound)
        # The loudest value is that of the whole recording, so a window may lie below it.
        mel = scaled(mel, float(mel.max()) + rng.uniform(0, 0.6))
        if rng.random() < conditions.masked:
            band = rng.integers(0, MELS - 8)
            mel[band : band + rng.integers(1, 9)] = mel.mean()
            for start in rng.integers(0, mel.shape[1] - 16, max(1, mel.shape[1] // (4 * FRAMES_PER_S))):
                mel[:, start : start + rng.integers(1, 12)] = mel.mean()
        if padded:
            mel = np.pad(mel, ((0, 0), (0, WINDOW_FRAMES - mel.shape[1])))
        return mel.astype(np.float16)
