"""The files beside the document: where they are put, and what is never written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.also import make_beside
from minutes.domain import Part, Recording
from minutes.render.forms import load_form
from minutes.workfolder import WorkFolder
from tests.render.sample import minutes, utterances

FORM = load_form("choigi")
KINDS = ("md", "html", "vtt", "srt", "json", "rttm")


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    folder = WorkFolder(tmp_path / "議事録.work")
    folder.write_json(workfolder.MINUTES, minutes())
    folder.write_json(workfolder.UTTERANCES, utterances())
    return folder


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "議事録.docx"


def recorded(work: WorkFolder, *files: str) -> None:
    parts = tuple(Part(file=file, sha256="0" * 64, start=0, duration=120) for file in files)
    work.write_json(workfolder.RECORDING, Recording(parts=parts, sha256="0" * 64, duration=120))


def page(work: WorkFolder, document: Path | None) -> str:
    return make_beside(work, FORM, ("html",), document).files["html"].read_text("utf-8")


def test_they_have_the_document_s_name(work: WorkFolder, document: Path) -> None:
    made = make_beside(work, FORM, KINDS, document)
    assert made.files == {kind: document.with_suffix(f".{kind}") for kind in KINDS}
    assert all(place.stat().st_size for place in made.files.values())
    assert made.remarks == ()
    assert json.loads(made.files["json"].read_text("utf-8"))["format"] == "minutes"


def test_without_a_document_elsewhere_they_stay_in_the_work_folder(work: WorkFolder) -> None:
    assert make_beside(work, FORM, ("md",), None).files == {"md": work.root / "also" / "minutes.md"}
    assert make_beside(work, FORM, (), None).files == {}


def test_what_somebody_has_worked_on_is_kept(work: WorkFolder, document: Path) -> None:
    place = make_beside(work, FORM, ("srt",), document).files["srt"]
    place.write_text("職員が直した字幕", encoding="utf-8")
    (remark,) = make_beside(work, FORM, ("srt",), document).remarks
    kept = document.with_name("議事録（前の版1）.srt")
    assert str(kept) in remark
    assert kept.read_text("utf-8") == "職員が直した字幕"
    assert make_beside(work, FORM, ("srt",), document).remarks == ()


def test_what_the_minutes_are_made_from_is_not_written_over(work: WorkFolder, document: Path) -> None:
    talk = document.with_suffix(".vtt")
    talk.write_text("WEBVTT", encoding="utf-8")
    made = make_beside(work, FORM, ("vtt", "srt"), document, (talk,))
    assert made.files["vtt"] == document.with_name("議事録_議事録.vtt")
    assert made.files["srt"] == document.with_suffix(".srt")
    assert talk.read_text("utf-8") == "WEBVTT"


def test_an_artefact_of_the_work_folder_is_not_written_over(work: WorkFolder) -> None:
    before = work.path(workfolder.MINUTES).read_bytes()
    made = make_beside(work, FORM, ("json",), work.path(workfolder.DOCUMENT))
    assert made.files["json"].name == "minutes_議事録.json"
    assert work.path(workfolder.MINUTES).read_bytes() == before


def test_what_needs_times_is_not_made_without_them(work: WorkFolder, document: Path) -> None:
    untimed = tuple(one.model_copy(update={"flags": ("no_times",)}) for one in utterances())
    work.write_json(workfolder.UTTERANCES, untimed)
    made = make_beside(work, FORM, KINDS, document)
    assert tuple(made.files) == ("md", "html", "json")
    assert made.remarks == ("発言の時刻が分からないため、作れないファイルがあります：vtt、srt、rttm",)


def test_the_recording_beside_is_played(work: WorkFolder, document: Path) -> None:
    recorded(work, "会議.m4a")
    assert "<audio" not in page(work, document)
    document.with_name("会議.m4a").write_bytes(b"")
    assert 'src="./%E4%BC%9A%E8%AD%B0.m4a"' in page(work, document)


@pytest.mark.parametrize("files", [("1.m4a", "2.m4a"), ("会議.wma",)])
def test_else_the_work_folder_s_own_copy(files: tuple[str, ...], work: WorkFolder, document: Path) -> None:
    recorded(work, *files)
    for file in files:
        document.with_name(file).write_bytes(b"")
    work.path(workfolder.AUDIO).write_bytes(b"")
    assert 'src="./%E8%AD%B0%E4%BA%8B%E9%8C%B2.work/audio.flac"' in page(work, document)
    assert 'src="./../audio.flac"' in page(work, None)


def test_a_copy_out_of_reach_is_no_link(work: WorkFolder, tmp_path: Path) -> None:
    work.path(workfolder.AUDIO).write_bytes(b"")
    assert "<audio" not in page(work, tmp_path / "elsewhere" / "議事録.docx")
