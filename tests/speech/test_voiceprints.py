"""Voices of people who agreed: compared in memory, only where the office has set it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutes.domain import Attendee, Audio, Diarization, Meeting, Utterance
from minutes.errors import BadConfiguration, InputUnreadable
from minutes.order import Order
from minutes.pipeline import run
from minutes.progress import NoProgress, Progress
from minutes.settings import Settings
from minutes.speech.catalog import resolve
from minutes.speech.diarize import Told
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.naming import name_speakers
from minutes.speech.sound import RATE
from minutes.speech.voiceprints import Voiceprints, heard_opinions
from minutes.workfolder import WorkFolder
from tests.fakes.orders import RECORDING_S, fake_order

EXAMPLES = Path(__file__).parents[2] / "examples"
MEETING = Meeting(
    title="会議",
    attendees=(Attendee(role="財政課長", name="山田 太郎"), Attendee(role="総務課長", aliases=("総務課課長",))),
)
MODEL = ModelFolder("none", "diarization", Path("none"), "")


class PitchEar:
    """A voice is where its loudest tone lies."""

    def tell(self, samples: np.ndarray, bound: SpeakerBound, progress: Progress) -> Told:
        assert (bound.least, bound.most) == (1, 1)
        pitch = int(np.abs(np.fft.rfft(samples[:RATE])).argmax())
        return Told(Diarization(turns=(), exclusive=()), {"SPEAKER_00": np.eye(1000, dtype=np.float32)[pitch]})


def tone(hertz: float, seconds: float) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE).astype(np.float32) * 0.3


def sound(path: Path, *tones: tuple[float, float]) -> Path:
    soundfile.write(path, np.concatenate([tone(hertz, seconds) for hertz, seconds in tones]), RATE)
    return path


def said(number: int, speaker: str, start: float, end: float, *flags: str) -> Utterance:
    text = "説明します。"
    return Utterance(id=f"u{number:04}", speaker=speaker, start=start, end=end, heard=text, text=text, flags=flags)


def test_a_voice_on_file_names_its_speaker(tmp_path: Path) -> None:
    recording = Audio(file=str(sound(tmp_path / "audio.flac", (200, 5), (300, 5), (200, 5), (400, 2))), duration=17.0)
    utterances = (said(1, "A", 0, 5, "overlap"), said(2, "B", 5, 10), said(3, "A", 10, 15), said(4, "C", 15, 17))
    files = {
        "財政課長": sound(tmp_path / "財政課長.wav", (200, 4)),
        "総務課長": sound(tmp_path / "総務課長.wav", (400, 4)),
    }
    found = heard_opinions(recording, utterances, files, PitchEar(), 0.5)
    assert [(one.speaker, one.role, one.weight, one.reason) for one in found] == [("A", "財政課長", 1.2, "voiceprint")]
    named = name_speakers(utterances, MEETING, heard=found).utterances
    assert [one.name for one in named] == ["財政課長", None, "財政課長", None]  # C: too short to say anything of


@pytest.mark.parametrize(
    ("file", "role"),
    [("財政課長.wav", "財政課長"), ("山田太郎.wav", "財政課長"), ("総務課課長.WAV", "総務課長"), ("来客.wav", None)],
)
def test_files_are_named_like_the_roster(tmp_path: Path, file: str, role: str | None) -> None:
    (tmp_path / file).write_bytes(b"no sound")
    prints = Voiceprints(tmp_path, MODEL)
    if role is None:
        assert prints.opinions(Audio(file="none", duration=1.0), (), MEETING) == ()
    else:
        with pytest.raises(InputUnreadable, match="声の見本"):
            prints.opinions(Audio(file="none", duration=1.0), (), MEETING)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="フォルダー"):
        Voiceprints(tmp_path / "none", MODEL).state()


def test_it_is_off_unless_set() -> None:
    assert Settings().naming.voiceprints == ""


@pytest.mark.models
def test_the_shipped_model_knows_two_voices_of_the_demo_again(tmp_path: Path) -> None:
    """The longest statement of each on file, the next ones in the meeting."""
    from faster_whisper.audio import decode_audio

    samples = decode_audio(str(EXAMPLES / "kettei-kaigi.m4a"), sampling_rate=RATE)
    lines = json.loads((EXAMPLES / "kettei-kaigi.reference.json").read_text("utf-8"))["utterances"]
    meeting, pieces, at = [], [], 0.0
    for role in ("DX推進課長", "危機管理課長"):
        own = sorted((one for one in lines if one["speaker"] == role), key=lambda one: one["start"] - one["end"])
        first, second, third = (samples[round(one["start"] * RATE) : round(one["end"] * RATE)] for one in own[:3])
        soundfile.write(tmp_path / f"{role}.wav", first, RATE)
        pieces += [second, third]
        meeting.append(said(len(meeting) + 1, f"S-{role}", at, at := at + (len(second) + len(third)) / RATE))
    soundfile.write(tmp_path / "audio.flac", np.concatenate(pieces), RATE)
    roster = Meeting(title="会議", attendees=(Attendee(role="DX推進課長"), Attendee(role="危機管理課長")))
    prints = Voiceprints(tmp_path, resolve("diarization-mini", "diarization"), "cpu")
    found = prints.opinions(Audio(file=str(tmp_path / "audio.flac"), duration=at), meeting, roster)
    best = {one.speaker: one.role for one in sorted(found, key=lambda one: one.weight)}
    assert best == {"S-DX推進課長": "DX推進課長", "S-危機管理課長": "危機管理課長"}


def test_nothing_is_compared_or_kept_unless_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the setting naming.json tells the weight; no other file is written, no number of a voice appears."""
    asked: list[int] = []

    class Ear(PitchEar):
        def __init__(self, model: ModelFolder, device: str) -> None: ...

        def tell(self, samples: np.ndarray, bound: SpeakerBound, progress: Progress) -> Told:
            asked.append(len(samples))
            return super().tell(samples, bound, progress)

    monkeypatch.setattr("minutes.speech.pyannote.PyannoteDiarizer", Ear)
    monkeypatch.setattr("minutes.speech.voiceprints._sample", lambda audio, utterances: tone(200, 4))
    folder = tmp_path / "voices"
    folder.mkdir()
    sound(folder / "総務法制課長.wav", (200, 4))
    recording = sound(tmp_path / "recording.wav", (200, RECORDING_S))
    order = fake_order([recording], [])
    without = _run(order, tmp_path / "without")
    assert not asked
    with_it = _run(replace(order, voiceprints=Voiceprints(folder, MODEL)), tmp_path / "with")
    assert asked
    assert without.keys() == with_it.keys()
    assert [name for name in with_it if "登録された声に似ています。" in with_it[name]] == ["naming.json"]
    assert "登録された声" not in "".join(without.values())


def _run(order: Order, folder: Path) -> dict[str, str]:
    """What lies in the work folder afterwards."""
    with WorkFolder(folder).held() as work:
        run(order, work, NoProgress())
        return {path.name: path.read_text("utf-8", errors="replace") for path in sorted(folder.iterdir())}
