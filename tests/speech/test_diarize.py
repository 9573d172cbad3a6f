from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from minutes.domain import Audio, Diarization, Turn
from minutes.progress import NoProgress, Progress
from minutes.speech import diarize as module
from minutes.speech.diarize import Told, cut, diarize
from minutes.speech.engines import SpeakerBound
from minutes.speech.manifest import Diarizing
from minutes.speech.voice_activity import FRAME_S, VoiceActivity

LENGTH_S = 300.0
# Who speaks in which minute of the recording: the third comes only at the end.
MINUTES = "AABBC"
VOICES = dict(zip("ABC", np.eye(3, dtype=np.float32), strict=True))


def _activity(*quiet: tuple[float, float], duration: float = LENGTH_S) -> VoiceActivity:
    times = (np.arange(round(duration / FRAME_S)) + 0.5) * FRAME_S
    probability = np.ones(len(times), np.float32)
    for start, end in quiet:
        probability[(times >= start) & (times < end)] = 0.0
    return VoiceActivity(duration, probability, np.zeros(len(times), np.float32))


@dataclass
class MinuteTeller:
    """Tells who speaks by the sample values, which are the minute; labels are numbered as they come in each piece."""

    voices: bool = True
    heard: list[tuple[float, SpeakerBound]] = field(default_factory=list)

    def tell(self, samples: np.ndarray, bound: SpeakerBound, progress: Progress) -> Told:
        self.heard.append((len(samples) / 16_000, bound))
        progress.done(0.5)
        minutes = np.rint(samples * 100).astype(int)
        edges = [0, *(np.flatnonzero(np.diff(minutes)) + 1).tolist(), len(samples)]
        labels: dict[str, str] = {}
        turns = []
        for start, end in pairwise(edges):
            label = labels.setdefault(MINUTES[minutes[start] - 1], f"S{len(labels)}")
            turns.append(Turn(start=start / 16_000, end=end / 16_000, speaker=label))
        voices = {label: VOICES[person] for person, label in labels.items()} if self.voices else {}
        return Told(Diarization(turns=tuple(turns), exclusive=tuple(turns)), voices)


@pytest.fixture
def audio(tmp_path: Path) -> Audio:
    import soundfile

    minutes = np.repeat(np.arange(1, 6), 60 * 16_000) / 100
    soundfile.write(tmp_path / "a.wav", minutes.astype(np.float32), 16_000, subtype="FLOAT")
    return Audio(file=str(tmp_path / "a.wav"), duration=LENGTH_S)


@pytest.fixture(autouse=True)
def all_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector hears speech but for a pause of two seconds in the third minute."""
    monkeypatch.setattr(module, "listen", lambda audio, progress: _activity((150.0, 152.0)))


def _speech_of(found: Diarization) -> dict[str, float]:
    spoken: dict[str, float] = {}
    for turn in found.exclusive:
        spoken[turn.speaker] = spoken.get(turn.speaker, 0.0) + turn.end - turn.start
    return spoken


def test_a_recording_of_one_piece_is_told_as_it_is(audio: Audio) -> None:
    teller = MinuteTeller()
    found = diarize(audio, teller, Diarizing(), SpeakerBound(3, 4), NoProgress())
    assert teller.heard == [(LENGTH_S, SpeakerBound(3, 4))]
    assert {turn.speaker for turn in found.turns} == {"S0", "S1", "S2"}


def test_pieces_are_joined_by_voice_and_no_second_is_lost_or_told_twice(audio: Audio) -> None:
    teller = MinuteTeller()
    found = diarize(audio, teller, Diarizing(piece_s=100.0), SpeakerBound(2, 3), NoProgress())
    assert [seconds for seconds, _ in teller.heard] == pytest.approx([100, 100, 100])
    assert {bound for _, bound in teller.heard} == {SpeakerBound(None, 3)}, "not everyone speaks in every piece"
    assert _speech_of(found) == pytest.approx({"SPEAKER_00": 120, "SPEAKER_01": 120, "SPEAKER_02": 60})
    assert found.turns == found.exclusive
    assert all(before.end <= after.start for before, after in pairwise(found.turns))


def test_the_bound_holds_over_the_pieces(audio: Audio) -> None:
    found = diarize(audio, MinuteTeller(), Diarizing(piece_s=100.0), SpeakerBound(None, 2), NoProgress())
    assert len(_speech_of(found)) == 2


def test_without_voices_the_recording_is_told_in_one_go(audio: Audio) -> None:
    teller = MinuteTeller(voices=False)
    found = diarize(audio, teller, Diarizing(piece_s=100.0), SpeakerBound(2, 3), NoProgress())
    assert teller.heard[-1] == (LENGTH_S, SpeakerBound(2, 3))
    assert len(_speech_of(found)) == 3


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (((150.0, 152.0),), [151.0]),
        (((140.0, 141.0), (145.0, 148.0)), [146.5]),
        (((20.0, 40.0),), [150.0]),  # too far away
        ((), [150.0]),
        (((0.0, 300.0),), [150.0]),
    ],
)
def test_cuts_are_made_where_nobody_speaks(quiet: tuple[tuple[float, float], ...], expected: list[float]) -> None:
    pieces = cut(LENGTH_S, 200.0, _activity(*quiet))
    assert [piece.end for piece in pieces[:-1]] == pytest.approx(expected, abs=0.1)
    assert (pieces[0].start, pieces[-1].end) == (0.0, LENGTH_S)


def test_progress_never_goes_back(audio: Audio) -> None:
    shares: list[float] = []

    class Shares(NoProgress):
        def done(self, share: float) -> None:
            shares.append(share)

    diarize(audio, MinuteTeller(), Diarizing(piece_s=100.0), SpeakerBound(), Shares())
    assert shares == sorted(shares)
    assert len(shares) == 3
