"""Structuring and rendering again over a work folder, as an older version of the program may have left it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.again import render_again, structure_again
from minutes.domain import Meeting, Minutes, Provenance, Tidied, Utterance
from minutes.progress import NoProgress
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder

UTTERANCES = tuple(
    Utterance(id=f"u{number:04}", speaker="A", name="防災課長", start=number, end=number + 0.9, heard=text, text=text)
    for number, text in enumerate(("えー、子供の為の備蓄です。", "やっぱり、30箱必要です。"), start=1)
)
MEETING = Meeting(title="防災会議", agenda=("備蓄について",), form="choigi")


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    """Without tidied.json, which older versions did not leave."""
    folder = WorkFolder(tmp_path)
    folder.write_json(workfolder.UTTERANCES, UTTERANCES)
    made = Provenance(software="minutes 0", dictionaries={"gone": "0" * 64})
    folder.write_json(workfolder.MINUTES, Minutes(meeting=MEETING, items=(), provenance=made))
    return folder


def tidied(work: WorkFolder) -> tuple[Tidied, ...]:
    return work.read(workfolder.TIDIED, tuple[Tidied, ...])


def test_the_levels_are_made_anew(work: WorkFolder) -> None:
    structure_again(work, Wishes(), NoProgress())
    assert [one.id for one in tidied(work)] == ["u0001", "u0002"]
    assert [one.clean for one in tidied(work)] == ["子供の為の備蓄です。", "やっぱり、30箱必要です。"]
    assert [one.edited for one in tidied(work)] == ["子供のための備蓄です。", "やはり、30箱必要です。"]
    assert work.read(workfolder.UTTERANCES, tuple[Utterance, ...]) == UTTERANCES


def test_the_artefact_is_that_of_the_contract(work: WorkFolder) -> None:
    structure_again(work, Wishes(), NoProgress())
    first = json.loads(work.path(workfolder.TIDIED).read_text("utf-8"))[0]
    assert set(first) == {"id", "clean", "edited", "changes"}
    assert first["changes"] == [
        {"rule": "filler", "before": "えー、", "after": "", "start": 0, "end": 3, "level": 1},
        {"rule": "kana", "before": "為", "after": "ため", "start": 3, "end": 4, "level": 2},
    ]


def test_the_configuration_s_style_is_followed(work: WorkFolder, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[style]\nchildren = "こども"\ndigits = "full"\n', encoding="utf-8")
    structure_again(work, Wishes(config=config), NoProgress())
    assert [one.edited for one in tidied(work)] == ["こどものための備蓄です。", "やはり、３０箱必要です。"]


def test_a_clerk_s_correction_is_tidied_too(work: WorkFolder) -> None:
    structure_again(work, Wishes(), NoProgress())
    corrected = UTTERANCES[1].model_copy(update={"text": "やっぱり、300箱必要です。"})
    work.write_json(workfolder.UTTERANCES, (UTTERANCES[0], corrected))
    structure_again(work, Wishes(), NoProgress())
    assert tidied(work)[1].edited == "やはり、300箱必要です。"


def test_a_form_may_print_the_utterances_at_a_level(work: WorkFolder, tmp_path: Path) -> None:
    from docx import Document

    form = tmp_path / "zenbun.toml"
    form.write_text('description = "全文"\nlayout = ["title", "verbatim"]\nlevel = "edited"\n', encoding="utf-8")
    render_again(work, str(form))
    printed = "\n".join(paragraph.text for paragraph in Document(str(work.path(workfolder.DOCUMENT))).paragraphs)
    assert "子供のための備蓄です。" in printed
    assert "えー" not in printed
    render_again(work, "chikugo")  # evidence: as heard
    printed = "\n".join(paragraph.text for paragraph in Document(str(work.path(workfolder.DOCUMENT))).paragraphs)
    assert "えー、子供の為の備蓄です。" in printed
