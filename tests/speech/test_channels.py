"""Microphones that hear everybody: whose voice is whose, whatever the gains, and nothing twice."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile
from pyannote.core import Annotation
from pyannote.core import Segment as Piece
from pyannote.metrics.diarization import DiarizationErrorRate

from minutes.domain import Audio, Coverage, Segment, Turn
from minutes.progress import NoProgress
from minutes.speech.channels import diarization_of, own_voices, transcribe_channels
from minutes.speech.sound import RATE
from minutes.speech.voice_activity import FRAME_S, VoiceActivity, listen
from tests.fakes.engines import ScriptedRecognizer, spoken

ROOT = Path(__file__).parents[2]
LOUD, QUIET = -25.0, -80.0


def _microphones(
    speakers: Sequence[Sequence[tuple[float, float]]], seconds: float, bleed_db: float, gains: Sequence[float]
) -> list[VoiceActivity]:
    """What the detector would hear: everyone's voice in every microphone, in those of others `bleed_db` louder (< 0)."""
    rng = np.random.default_rng(2)
    times = np.arange(round(seconds / FRAME_S)) * FRAME_S
    talking = np.zeros((len(speakers), len(times)), bool)
    for mine, spans in enumerate(speakers):
        for start, end in spans:
            talking[mine, (start <= times) & (times < end)] = True
    voices = np.where(talking, LOUD + 4 * rng.standard_normal(talking.shape), -200.0)
    made = []
    for mine, gain in enumerate(gains):
        thrown = [voice + (0.0 if other == mine else bleed_db) for other, voice in enumerate(voices)]
        level = 10 * np.log10(np.sum([10 ** (one / 10) for one in thrown], axis=0) + 10 ** (QUIET / 10)) + gain
        probability = np.where(talking.any(axis=0), 0.9, 0.0)
        made.append(VoiceActivity(seconds, probability.astype(np.float32), level.astype(np.float32)))
    return made


def _turns(voices: Sequence[VoiceActivity]) -> list[tuple[str, float, float]]:
    return [(turn.speaker, turn.start, turn.end) for turn in diarization_of(own_voices(voices)).turns]


@pytest.mark.parametrize("gains", [(0, 0, 0), (0, -15, 10)])
@pytest.mark.parametrize("bleed_db", [-12, -25])
def test_each_turn_belongs_to_one_microphone(bleed_db: float, gains: tuple[float, ...]) -> None:
    said = [[(1.0, 6.0), (20.0, 24.0)], [(7.0, 12.0)], [(13.0, 18.0)]]
    turns = _turns(_microphones(said, 26.0, bleed_db, gains))
    expected = sorted((a, b, f"CHANNEL_{n:02}") for n, spans in enumerate(said, 1) for a, b in spans)
    assert [turn[0] for turn in turns] == [label for _, _, label in expected]
    for (_, start, end), (a, b, _) in zip(turns, expected, strict=True):
        assert start == pytest.approx(a, abs=0.4)
        assert end == pytest.approx(b, abs=0.4)


def test_two_who_speak_at_once_are_both_heard() -> None:
    said = [[(1.0, 10.0)], [(6.0, 9.0), (14.0, 18.0)]]
    turns = _turns(_microphones(said, 20.0, -12, (0, 0)))
    second = next(turn for turn in turns if turn[0] == "CHANNEL_02")
    assert second[1:] == (pytest.approx(6.0, abs=0.4), pytest.approx(9.0, abs=0.4))
    assert ("CHANNEL_01", pytest.approx(1.0, abs=0.4), pytest.approx(10.0, abs=0.4)) in turns


def test_a_microphone_nobody_speaks_into_is_silent() -> None:
    turns = _turns(_microphones([[(1.0, 6.0)], [(7.0, 12.0)], []], 13.0, -12, (0, 0, 12)))
    assert {turn[0] for turn in turns} == {"CHANNEL_01", "CHANNEL_02"}


def test_the_same_sound_in_two_channels_is_not_heard_twice() -> None:
    (one,) = _microphones([[(1.0, 6.0), (8.0, 12.0)]], 13.0, 0.0, (0,))
    assert {turn[0] for turn in _turns([one, one])} == {"CHANNEL_01"}


def test_silence_has_no_turns() -> None:
    assert _turns(_microphones([[], []], 5.0, -12, (0, 0))) == []


def test_words_of_two_at_once_stay_with_their_microphones() -> None:
    said = [[(1.0, 10.0)], [(6.0, 9.0), (14.0, 18.0)]]
    voices = dict(zip(("1", "2"), _microphones(said, 20.0, -12, (0, 0)), strict=True))
    texts = {
        "1": [spoken("異議があります。", 1.0, 10.0)],
        "2": [spoken("静粛に。", 6.2, 8.8), spoken("続けます。", 14.2, 17.8)],
    }

    class Recognizer(ScriptedRecognizer):
        def decode(self, audio, windows, asking):  # type: ignore[no-untyped-def]
            return ScriptedRecognizer(texts[audio.file]).decode(audio, windows, asking)

    audio = Audio(file="0", duration=20.0, channels=("1", "2"))
    heard = transcribe_channels(audio, lambda a, p: voices[a.file], Recognizer(()), (), NoProgress())
    segments = heard.transcription.transcript.segments
    assert [(segment.speaker, segment.text) for segment in segments] == [
        ("CHANNEL_01", "異議があります。"),
        ("CHANNEL_02", "静粛に。"),
        ("CHANNEL_02", "続けます。"),
    ]
    coverage = heard.transcription.coverage
    assert coverage.transcribed == pytest.approx(9 + 3 + 4, abs=1.5)
    assert coverage.lost == 0
    assert isinstance(coverage, Coverage) and isinstance(segments[0], Segment)


@pytest.mark.models
def test_the_demo_meeting_on_four_microphones(tmp_path: Path) -> None:
    """Every speaker of the demo recording has a microphone of another gain, the others 12 dB weaker in it."""
    voices = [
        listen(Audio(file=str(path), duration=_DURATION), NoProgress())
        for path in _demo_microphones(tmp_path, -12.0, (1.0, 0.2, 3.0, 0.6))
    ]
    found, reference = Annotation(), Annotation()
    for number, turn in enumerate(diarization_of(own_voices(voices)).turns):
        found[Piece(turn.start, turn.end), number] = turn.speaker
    for number, turn in enumerate(_demo_turns()):
        reference[Piece(turn.start, turn.end), number] = turn.speaker
    error = DiarizationErrorRate()(reference, found, detailed=True)
    print(f"DER of the channels: {error['diarization error rate']:.3f}", dict(error))
    assert error["diarization error rate"] < 0.10
    assert error["confusion"] < 1.0


_REFERENCE = json.loads((ROOT / "examples" / "kettei-kaigi.reference.json").read_text("utf-8"))
_DURATION = float(_REFERENCE["duration"])
_ROLES = sorted({utterance["speaker"] for utterance in _REFERENCE["utterances"]})


def _demo_turns() -> list[Turn]:
    return [
        Turn(start=one["start"], end=one["end"], speaker=f"CHANNEL_{_ROLES.index(one['speaker']) + 1:02}")
        for one in _REFERENCE["utterances"]
    ]


def _demo_microphones(folder: Path, bleed_db: float, gains: Sequence[float]) -> list[Path]:
    whole = folder / "whole.wav"
    program, demo = imageio_ffmpeg.get_ffmpeg_exe(), ROOT / "examples" / "kettei-kaigi.m4a"
    convert = [program, "-y", "-loglevel", "error", "-i", str(demo), "-ar", str(RATE), "-ac", "1", str(whole)]
    subprocess.run(convert, check=True)
    sound, _ = soundfile.read(whole)
    voices = np.zeros((len(_ROLES), len(sound)))
    for one in _REFERENCE["utterances"]:
        at = slice(round(one["start"] * RATE), round(one["end"] * RATE))
        voices[_ROLES.index(one["speaker"]), at] = sound[at]
    rng = np.random.default_rng(0)
    paths = []
    for mine, gain in enumerate(gains):
        heard = voices[mine] + 10 ** (bleed_db / 20) * (voices.sum(axis=0) - voices[mine])
        heard = gain * (heard + 0.0005 * rng.standard_normal(len(heard)))
        paths.append(folder / f"microphone-{mine}.flac")
        soundfile.write(paths[-1], heard / np.abs(heard).max() * 0.8, RATE)
    return paths
