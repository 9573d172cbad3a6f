from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from minutes import workfolder
from minutes.domain import Attendee, Minutes, Provenance, Style, Utterance
from minutes.errors import InputUnreadable
from minutes.order import Order
from minutes.pipeline import SPEECH, UNTOLD, stages_of
from minutes.pipeline import run as take
from minutes.progress import NoProgress
from minutes.speech.engines import Diarizer, SpeakerBound
from minutes.speech.manifest import Decoding
from minutes.workfolder import WorkFolder
from tests.fakes.engines import FailingDiarizer
from tests.fakes.orders import MEETING, RECORDING_S, SCRIPT, fake_order

LABELS = [stage.label for stage in SPEECH] + ["整文", "議事の整理", "文書の作成"]
CALLS = {"文字起こし": "transcribe", "話者の区別": "diarize"}  # these two run side by side
ARTEFACTS = [
    workfolder.RECORDING,
    workfolder.AUDIO,
    workfolder.TRANSCRIPT,
    workfolder.DOUBTFUL,
    workfolder.PROMPT,
    workfolder.TURNS,
    workfolder.EXCLUSIVE,
    workfolder.UTTERANCES,
    workfolder.CORRECTIONS,
    workfolder.TIDIED,
    workfolder.COVERAGE,
    workfolder.MINUTES,
    workfolder.PROVENANCE,
    workfolder.DOCUMENT,
]


@pytest.fixture
def recording(tone: Callable[..., Path]) -> Path:
    return tone("会議.wav", RECORDING_S)


def test_the_whole_road_leaves_every_artefact(recording: Path, tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        outcome = take(fake_order([recording], []), work, NoProgress())
    assert list(outcome.ran) == LABELS
    assert {path.name for path in (tmp_path / "w").iterdir()} >= set(ARTEFACTS)
    utterances = json.loads((tmp_path / "w" / workfolder.UTTERANCES).read_text("utf-8"))
    assert set(utterances[0]) == {"id", "speaker", "name", "start", "end", "heard", "text", "confidence", "flags"}
    minutes = json.loads((tmp_path / "w" / workfolder.MINUTES).read_text("utf-8"))
    assert set(minutes) == {"meeting", "items", "provenance"}
    known = {utterance["id"] for utterance in utterances}
    for item in minutes["items"]:
        for piece in (*item["statements"], *item["decisions"], *item["actions"]):
            assert piece["evidence"]
            assert set(piece["evidence"]) <= known


def test_a_second_run_does_nothing(recording: Path, tmp_path: Path) -> None:
    calls: list[str] = []
    for _ in range(2):
        with WorkFolder(tmp_path / "w").held() as work:
            outcome = take(fake_order([recording], calls), work, NoProgress())
    assert sorted(calls) == ["diarize", "transcribe"]
    assert outcome.ran == ()
    assert list(outcome.kept) == LABELS


def test_a_changed_roster_does_not_transcribe_again_in_vain(recording: Path, tmp_path: Path) -> None:
    """Who is there is part of what the recogniser is told; how else the others call them is not."""
    calls: list[str] = []
    with WorkFolder(tmp_path / "w").held() as work:
        take(fake_order([recording], calls), work, NoProgress())
        called = MEETING.attendees[2].model_copy(update={"aliases": ("法制課長",)})
        changed = MEETING.model_copy(update={"attendees": (*MEETING.attendees[:2], called)})
        outcome = take(fake_order([recording], calls, changed), work, NoProgress())
    assert sorted(calls) == ["diarize", "transcribe"]
    assert "議事の整理" in outcome.ran


@pytest.mark.parametrize(("prompted", "times"), [(True, 2), (False, 1)])
def test_a_new_role_transcribes_again_only_where_the_model_listens_to_a_prompt(
    prompted: bool, times: int, recording: Path, tmp_path: Path
) -> None:
    calls: list[str] = []
    more = MEETING.model_copy(update={"attendees": (*MEETING.attendees, Attendee(role="財政課長"))})
    with WorkFolder(tmp_path / "w").held() as work:
        for meeting in (MEETING, more):
            take(_asked(fake_order([recording], calls, meeting), Decoding(prompt=prompted)), work, NoProgress())
    assert calls.count("transcribe") == times


def test_other_settings_of_the_recogniser_transcribe_again(recording: Path, tmp_path: Path) -> None:
    calls: list[str] = []
    with WorkFolder(tmp_path / "w").held() as work:
        for beam in (2, 5):
            take(_asked(fake_order([recording], calls), Decoding(beam=beam)), work, NoProgress())
    assert calls.count("transcribe") == 2


def _asked(order: Order, decoding: Decoding) -> Order:
    assert order.engines is not None
    model = replace(order.engines.recognizer_model, decoding=decoding)
    return replace(order, engines=replace(order.engines, recognizer_model=model))


def test_another_form_only_does_what_depends_on_it(recording: Path, tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        take(fake_order([recording], []), work, NoProgress())
        outcome = take(fake_order([recording], [], MEETING.model_copy(update={"form": "chikugo"})), work, NoProgress())
    assert set(outcome.ran) == {"議事の整理", "文書の作成"}


def test_another_house_style_tidies_again_and_hears_nothing_again(recording: Path, tmp_path: Path) -> None:
    order = fake_order([recording], [])
    with WorkFolder(tmp_path / "w").held() as work:
        take(order, work, NoProgress())
        outcome = take(replace(order, style=Style(comma="，", digits="full")), work, NoProgress())
        minutes = work.read(workfolder.MINUTES, Minutes)
    assert outcome.ran == ("整文", "議事の整理", "文書の作成")
    printed = "".join(part.text for item in minutes.items for part in (*item.statements, *item.decisions))
    assert "、" not in printed


def test_an_edited_artefact_is_not_taken_for_the_machine_s(recording: Path, tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        take(fake_order([recording], []), work, NoProgress())
        work.path(workfolder.MINUTES).write_text("{}")
        outcome = take(fake_order([recording], []), work, NoProgress())
    assert outcome.ran == ("議事の整理",)  # it comes out as before, so the document is still valid


def test_a_recording_with_a_new_name_but_the_same_content_is_only_probed(recording: Path, tmp_path: Path) -> None:
    calls: list[str] = []
    moved = tmp_path / "elsewhere" / recording.name
    moved.parent.mkdir()
    shutil.copy(recording, moved)
    with WorkFolder(tmp_path / "w").held() as work:
        take(fake_order([recording], calls), work, NoProgress())
        outcome = take(fake_order([moved], calls), work, NoProgress())
    assert outcome.ran == ("録音の確認",)


def test_a_failed_diarisation_costs_the_names_and_nothing_else(recording: Path, tmp_path: Path) -> None:
    calls: list[str] = []
    order = fake_order([recording], calls)
    with WorkFolder(tmp_path / "w").held() as work:
        outcome = take(_with(order, FailingDiarizer(RuntimeError("十分なメモリーがない"))), work, NoProgress())
        assert list(outcome.ran) == [label for label in LABELS if label != "話者の区別"]
        assert "十分なメモリーがない" in outcome.remarks[0]
        utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
        assert "".join(utterance.text for utterance in utterances) == "".join(text for _, text in SCRIPT)
        assert all("unknown_speaker" in utterance.flags for utterance in utterances)
        provenance = work.read(workfolder.PROVENANCE, Provenance)
        assert any(UNTOLD in notice for notice in provenance.notices)
        assert [model.stage for model in provenance.models] == ["transcribe"]
        document = Document(str(work.path(workfolder.DOCUMENT)))
        assert any(UNTOLD in paragraph.text for paragraph in document.paragraphs)
        assert not work.path(workfolder.TURNS).exists()

        again = take(order, work, NoProgress())
        assert again.ran[0] == "話者の区別"
        assert again.remarks == ()
        assert calls == ["transcribe", "diarize"]
        assert not any(UNTOLD in notice for notice in work.read(workfolder.PROVENANCE, Provenance).notices)


def test_turns_of_an_earlier_run_do_not_stand_in_for_those_of_a_failed_one(recording: Path, tmp_path: Path) -> None:
    order = fake_order([recording], [])
    with WorkFolder(tmp_path / "w").held() as work:
        take(order, work, NoProgress())
        three = replace(_with(order, FailingDiarizer(MemoryError())), speakers=SpeakerBound(3, 3))
        outcome = take(three, work, NoProgress())
        utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    assert outcome.ran[0] == "発言者の割り当て"
    assert {utterance.speaker for utterance in utterances} == {"SPEAKER_00"}


def _with(order: Order, diarizer: Diarizer) -> Order:
    assert order.engines is not None
    return replace(order, engines=replace(order.engines, diarizer=lambda: diarizer))


MOMENTS = [(label, -1.0) for label in LABELS] + [("音量の調整", 0.2), ("文字起こし", 0.5), ("話者の区別", 0.5)]


@pytest.mark.parametrize(("stage", "share"), MOMENTS)
def test_a_run_killed_anywhere_goes_on_where_it_stopped(
    stage: str, share: float, recording: Path, tmp_path: Path
) -> None:
    killed = subprocess.run(
        [sys.executable, "-m", "tests.fakes.killed_run", str(recording), str(tmp_path / "w"), stage, str(share)],
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    calls: list[str] = []
    with WorkFolder(tmp_path / "w").held() as work:
        assert not list(work.root.glob("*.part"))
        outcome = take(fake_order([recording], calls), work, NoProgress())
    at = LABELS.index(stage)
    before = [label for label in LABELS[:at] if stage not in CALLS or label not in CALLS]
    beside = [label for label in CALLS if label != stage] if stage in CALLS else []
    assert [label for label in outcome.kept if label not in beside] == before
    assert [label for label in LABELS if label in (*outcome.kept, *outcome.ran)] == LABELS
    assert sorted(calls) == sorted(CALLS[label] for label in outcome.ran if label in CALLS)
    assert {path.name for path in (tmp_path / "w").iterdir()} >= set(ARTEFACTS)
    assert not list((tmp_path / "w").glob(".*.part"))


def test_a_recording_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.wav"
    broken.write_text("これは録音ではありません")
    with pytest.raises(InputUnreadable), WorkFolder(tmp_path / "w").held() as work:
        take(fake_order([broken], []), work, NoProgress())
    assert not (tmp_path / "w").exists()


def test_every_stage_says_what_it_reads_from_a_stage_before(recording: Path) -> None:
    left = {workfolder.MASKS}  # by a clerk
    for stage in stages_of(fake_order([recording], [])):
        assert set(stage.reads) <= left, stage.name
        left |= set(stage.leaves)


def test_where_everyone_has_a_microphone_no_diariser_is_asked(tone: Callable[..., Path], tmp_path: Path) -> None:
    calls: list[str] = []
    microphones = [tone("1.wav", RECORDING_S, hz=300), tone("2.wav", RECORDING_S, hz=700)]
    chair = MEETING.attendees[0].model_copy(update={"channel": 1})
    meeting = MEETING.model_copy(update={"attendees": (chair, *MEETING.attendees[1:])})
    with WorkFolder(tmp_path / "w").held() as work:
        order = replace(fake_order(microphones, calls, meeting), channels="separate")
        take(order, work, NoProgress())
        again = take(order, work, NoProgress())
    assert calls == ["transcribe"]
    assert again.ran == ()
    assert {"channel-01.flac", "channel-02.flac", workfolder.TURNS, workfolder.EXCLUSIVE} <= {
        path.name for path in (tmp_path / "w").iterdir()
    }
    segments = json.loads((tmp_path / "w" / workfolder.TRANSCRIPT).read_text("utf-8"))["segments"]
    assert {segment["speaker"] for segment in segments} <= {"CHANNEL_01", "CHANNEL_02"}
    utterances = json.loads((tmp_path / "w" / workfolder.UTTERANCES).read_text("utf-8"))
    assert {one["name"] for one in utterances if one["speaker"] == "CHANNEL_01"} == {"市長公室長"}
    provenance = json.loads((tmp_path / "w" / workfolder.PROVENANCE).read_text("utf-8"))
    assert [model["stage"] for model in provenance["models"]] == ["transcribe"]
