"""Synthetic meetings: who speaks when is known because it was put together here.

A meeting has 2–6 speakers, each at a seat (a room response), with a loudness and a spectral tilt. Turns of one to three
sentences follow each other with pauses of 0.1–1.5 s, or start before the last one ends; others say 「はい」 in between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.diarization.channel import MAX_TILT, tap, telephone, tilt
from training.diarization.pool import Pool, Utterance
from training.rooms import add_noise, in_room
from training.voices import SAMPLE_RATE, Voice

BRIDGED_PAUSE_S = 0.35  # a shorter pause inside an utterance belongs to the turn
_FRAME = 160
_SILENCE_DB = -38.0  # below an utterance's loudest frame
_TAIL_S = 0.5
# Two speakers of one meeting differ in pitch (semitones) or in formants (factor) by at least this; see `distinct`.
_PITCH_APART = 1.5
_FORMANT_APART = 0.04


@dataclass(frozen=True)
class Turn:
    """Speech of one speaker without a pause longer than `BRIDGED_PAUSE_S`, seconds; `speaker` counts within the meeting."""

    start: float
    end: float
    speaker: int


@dataclass(frozen=True)
class Style:
    """How meetings are drawn.

    Ranges are uniform. `overlapping` and `long_pause` are shares of the changes of turn, `backchannels` the mean number of
    相づち in a turn, `dry` and `telephone` shares of the meetings. As set, about a tenth of the speech overlaps.
    """

    duration_s: float = 180.0
    speakers: tuple[int, int] = (2, 6)
    overlapping: float = 0.4
    backchannels: float = 1.5
    long_pause: float = 0.05
    dry: float = 0.15
    telephone: float = 0.05
    snr_db: tuple[float, float] = (10.0, 30.0)
    loudness_db: float = 5.0


@dataclass(frozen=True)
class Meeting:
    """`samples` float32 mono at 16 kHz; `turns` in order of their start."""

    samples: np.ndarray
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class _Seat:
    """One speaker of one meeting: pool index, room response (None: close microphone), gain and tilt."""

    speaker: int
    response: np.ndarray | None
    gain: float
    tilt: float


def distinct(one: Voice, other: Voice) -> bool:
    """Whether two voices would pass for two people."""
    if one.base != other.base:
        return True
    pitch = (one.half_tone - other.half_tone) - 12 * np.log2(one.formant / other.formant)
    return bool(abs(pitch) >= _PITCH_APART or abs(one.formant - other.formant) >= _FORMANT_APART)


def speech_spans(samples: np.ndarray) -> list[tuple[int, int]]:
    """Where a dry utterance is voiced, in samples, pauses up to `BRIDGED_PAUSE_S` bridged."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = 10 * np.log10((frames**2).mean(1) + 1e-12)
    active = np.flatnonzero(level > level.max() + _SILENCE_DB)
    breaks = np.flatnonzero(np.diff(active) > BRIDGED_PAUSE_S * SAMPLE_RATE / _FRAME)
    starts = np.concatenate((active[:1], active[breaks + 1]))
    ends = np.concatenate((active[breaks], active[-1:]))
    return [(int(start) * _FRAME, (int(end) + 1) * _FRAME) for start, end in zip(starts, ends, strict=True)]


class Simulator:
    """Draws meetings from a pool of utterances and a stock of room responses."""

    def __init__(self, pool: Pool, rooms: list[np.ndarray], style: Style) -> None:
        self._pool = pool
        self._rooms = rooms
        self._style = style
        self._sentences = pool.by_speaker(backchannel=False)
        self._backchannels = pool.by_speaker(backchannel=True)

    def meeting(self, rng: np.random.Generator, speakers: int | None = None) -> Meeting:
        """One meeting; `speakers` fixes their number."""
        style = self._style
        count = speakers or int(rng.integers(style.speakers[0], style.speakers[1] + 1))
        seats = self._seats(count, rng)
        mix = np.zeros(int((style.duration_s + _TAIL_S) * SAMPLE_RATE), np.float32)
        turns: list[Turn] = []
        self._fill(mix, turns, seats, rng)
        self._taps(mix, rng)
        mix = add_noise(mix, float(rng.uniform(*style.snr_db)), rng).astype(np.float32)
        if rng.random() < style.telephone:
            mix = telephone(mix * (0.5 / float(np.abs(mix).max())))
        mix *= np.float32(10 ** (rng.uniform(-12, 0) / 20) * 0.9 / float(np.abs(mix).max()))
        return Meeting(mix, tuple(sorted(turns, key=lambda turn: turn.start)))

    def _seats(self, count: int, rng: np.random.Generator) -> list[_Seat]:
        chosen: list[int] = []
        voices = self._pool.voices
        while len(chosen) < count:
            candidate = int(rng.integers(len(voices)))
            if all(distinct(voices[candidate], voices[other]) for other in chosen):
                chosen.append(candidate)
        dry = rng.random() < self._style.dry
        return [
            _Seat(
                speaker,
                None if dry else self._rooms[int(rng.integers(len(self._rooms)))],
                float(10 ** (rng.uniform(-1, 1) * self._style.loudness_db / 20)),
                float(rng.uniform(-MAX_TILT, MAX_TILT)),
            )
            for speaker in chosen
        ]

    def _fill(self, mix: np.ndarray, turns: list[Turn], seats: list[_Seat], rng: np.random.Generator) -> None:
        style = self._style
        limit = int(style.duration_s * SAMPLE_RATE)
        cursor, last = int(rng.uniform(0.0, 2.0) * SAMPLE_RATE), -1
        while cursor < limit:
            who = self._next_speaker(last, len(seats), rng)
            start, sentences = cursor, int(rng.choice((1, 1, 2, 3)))
            for _ in range(sentences):
                cursor = self._say(mix, turns, (who, seats[who], self._draw(self._sentences, seats[who], rng)), cursor)
                cursor += int(rng.uniform(0.1, 0.7) * SAMPLE_RATE)
            for _ in range(rng.poisson(style.backchannels) if len(seats) > 1 else 0):
                other = self._next_speaker(who, len(seats), rng)
                place = int(rng.uniform(start, max(start + 1, cursor - SAMPLE_RATE)))
                self._say(mix, turns, (other, seats[other], self._draw(self._backchannels, seats[other], rng)), place)
            if rng.random() < style.overlapping:
                cursor = max(start + SAMPLE_RATE, cursor - int(rng.uniform(0.8, 4.0) * SAMPLE_RATE))
            elif rng.random() < style.long_pause:
                cursor += int(rng.uniform(2.0, 6.0) * SAMPLE_RATE)
            else:
                cursor += int(rng.uniform(0.0, 0.9) * SAMPLE_RATE)
            last = who

    def _say(self, mix: np.ndarray, turns: list[Turn], line: tuple[int, _Seat, Utterance], start: int) -> int:
        """Add one utterance to the mix and its spans to the turns; returns the sample at which it ends."""
        who, seat, utterance = line
        dry = self._pool.audio(utterance)
        end = start + len(dry)
        if end > len(mix):
            return end
        wet = tilt(dry, seat.tilt)
        if seat.response is not None:
            wet = in_room(np.pad(wet, (0, min(int(_TAIL_S * SAMPLE_RATE), len(mix) - end))), seat.response)
        mix[start : start + len(wet)] += wet * np.float32(seat.gain)
        turns.extend(
            Turn((start + first) / SAMPLE_RATE, (start + after) / SAMPLE_RATE, who)
            for first, after in speech_spans(dry)
        )
        return end

    def _taps(self, mix: np.ndarray, rng: np.random.Generator) -> None:
        level = float(np.abs(mix).max())
        for _ in range(rng.poisson(len(mix) / SAMPLE_RATE / 30)):
            knock = tap(rng)
            place = int(rng.integers(len(mix) - len(knock)))
            mix[place : place + len(knock)] += knock * np.float32(level * rng.uniform(0.02, 0.3))

    @staticmethod
    def _next_speaker(last: int, count: int, rng: np.random.Generator) -> int:
        """Anyone but the last speaker; the chair (0) somewhat more often."""
        if last != 0 and rng.random() < 0.2:
            return 0
        others = [speaker for speaker in range(count) if speaker != last]
        return int(rng.choice(others))

    @staticmethod
    def _draw(groups: list[list[Utterance]], seat: _Seat, rng: np.random.Generator) -> Utterance:
        lines = groups[seat.speaker]
        return lines[int(rng.integers(len(lines)))]
