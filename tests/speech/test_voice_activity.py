"""The detector is heard once, block by block, and gives what the library gives for a whole recording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from faster_whisper.vad import VadOptions, get_speech_timestamps

from minutes.domain import Audio
from minutes.progress import NoProgress
from minutes.speech import voice_activity
from minutes.speech.sound import RATE, read_samples
from minutes.speech.voice_activity import FRAME_S, Listening, Span, VoiceActivity, listen
from tests.conftest import write_wav

DEMO_S = 40.0


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Audio:
    """The demo meeting's beginning, decoded as the detector wants it."""
    import av

    samples: list[np.ndarray] = []
    with av.open("examples/kettei-kaigi.m4a") as file:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        for frame in file.decode(audio=0):
            samples += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            if frame.time and frame.time > DEMO_S:
                break
    place = tmp_path_factory.mktemp("speech") / "speech.wav"
    write_wav(place, np.concatenate(samples)[: round(DEMO_S * RATE)])
    return Audio(file=str(place), duration=DEMO_S)


@pytest.mark.parametrize("listening", [Listening(), Listening(pause_s=0.2, margin_s=0.2)])
def test_a_recording_heard_in_blocks_is_as_the_library_hears_the_whole(
    listening: Listening, speech: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_activity, "_BLOCK_S", 3.2)  # thirteen seams
    options = VadOptions(
        threshold=listening.threshold,
        min_speech_duration_ms=round(listening.shortest_s * 1000),
        min_silence_duration_ms=round(listening.pause_s * 1000),
        speech_pad_ms=round(listening.margin_s * 1000),
    )
    whole = [
        (piece["start"] / RATE, piece["end"] / RATE) for piece in get_speech_timestamps(read_samples(speech), options)
    ]
    heard = listen(speech, NoProgress()).stretches(listening)
    assert len(heard) > 4
    assert [time for span in heard for time in span] == pytest.approx([t for span in whole for t in span], abs=1e-3)


def test_silence_and_hum_are_no_speech(tone: Callable[..., Path]) -> None:
    for level in (0.0, 0.1):
        voice = listen(Audio(file=str(tone(seconds=5.0, hz=50.0, level=level)), duration=5.0), NoProgress())
        assert voice.stretches() == ()
        assert voice.stretches(Listening(pause_s=0.2, margin_s=0.2)) == ()
    nothing = listen(Audio(file=str(tone(seconds=0.0)), duration=0.0), NoProgress())
    assert (nothing.stretches(), nothing.speech_level) == ((), 0.0)


def activity(*probabilities: tuple[int, float]) -> VoiceActivity:
    """So many frames of each probability, and a level that follows it."""
    heard = np.concatenate([np.full(frames, probability, np.float32) for frames, probability in probabilities])
    return VoiceActivity(len(heard) * FRAME_S, heard, -60 + 40 * heard)


def frames(*spans: Span) -> list[tuple[int, int]]:
    return [(round(span.start / FRAME_S), round(span.end / FRAME_S)) for span in spans]


@pytest.mark.parametrize(
    ("heard", "listening", "stretches"),
    [
        ([(10, 0.0), (20, 0.9), (30, 0.0)], Listening(), [(10, 30)]),
        ([(10, 0.0), (5, 0.9), (30, 0.0)], Listening(), []),  # 0.16 s are a cough
        ([(20, 0.9), (10, 0.0), (20, 0.9), (20, 0.0)], Listening(), [(0, 50)]),  # 0.32 s are no pause
        ([(20, 0.9), (20, 0.0), (20, 0.9)], Listening(), [(0, 20), (40, 60)]),
        ([(20, 0.9), (30, 0.4), (20, 0.0)], Listening(), [(0, 50)]),  # once speaking, a voice may sink
        ([(20, 0.4), (30, 0.9), (20, 0.0)], Listening(), [(20, 50)]),
        ([(20, 0.9), (20, 0.0), (20, 0.9)], Listening(margin_s=15 * FRAME_S), [(0, 30), (30, 60)]),
        ([(20, 0.0), (20, 0.9), (20, 0.0)], Listening(margin_s=5 * FRAME_S), [(15, 45)]),
        ([(70, 0.9), (3, 0.55), (27, 0.9)], Listening(longest_s=100.5 * FRAME_S), [(0, 100)]),
        ([(70, 0.9), (3, 0.55), (57, 0.9)], Listening(longest_s=100.5 * FRAME_S), [(0, 70), (70, 130)]),
    ],
)
def test_stretches(heard: list[tuple[int, float]], listening: Listening, stretches: list[tuple[int, int]]) -> None:
    assert frames(*activity(*heard).stretches(listening)) == stretches


def test_no_stretch_is_longer_than_allowed_and_nothing_is_left_out() -> None:
    rng = np.random.default_rng(0)
    probability = rng.uniform(0.5, 1.0, 5000).astype(np.float32)
    voice = VoiceActivity(5000 * FRAME_S, probability, probability)
    spans = voice.stretches(Listening(longest_s=10.0, margin_s=0.2))
    assert max(span.end - span.start for span in spans) <= 10.0
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
    assert (spans[0].start, spans[-1].end) == (0.0, voice.duration)


def test_what_is_known_of_a_moment() -> None:
    voice = activity((50, 0.0), (50, 0.9), (50, 0.0))
    inside, outside = Span(55 * FRAME_S, 60 * FRAME_S), Span(0.0, 10 * FRAME_S)
    assert (voice.most_probable(inside), voice.most_probable(outside)) == (pytest.approx(0.9), 0.0)
    assert (voice.loudest(inside), voice.loudest(outside)) == (pytest.approx(-24.0), -60.0)
    assert voice.seconds_of_voice(Span(0.0, voice.duration)) == pytest.approx(50 * FRAME_S)
    assert voice.speech_level == pytest.approx(-24.0)
    assert voice.most_probable(Span(99.0, 100.0)) == 0.0
