"""The shipped recording through the whole road with the shipped models: what the README promises."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from benchmarks.scores import cer, der, right_name_share
from minutes import workfolder
from minutes.cli.main import call
from minutes.domain import Coverage, Turn, Utterance
from minutes.files import read_json
from minutes.speech.rttm import read_rttm

EXAMPLES = Path(__file__).parents[1] / "examples"

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with out.docx and out.work/."""
    folder = tmp_path_factory.mktemp("demo")
    arguments = [str(EXAMPLES / "kettei-kaigi.m4a"), "--meeting", str(EXAMPLES / "kettei-kaigi.toml")]
    assert call(["run", *arguments, "--no-llm", "-o", str(folder / "out.docx")]) == 0
    return folder


@pytest.fixture(scope="module")
def texts(made: Path) -> list[str]:
    document = docx.Document(str(made / "out.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.fixture(scope="module")
def reference() -> list[dict[str, object]]:
    read = json.loads((EXAMPLES / "kettei-kaigi.reference.json").read_text("utf-8"))
    spoken: list[dict[str, object]] = read["utterances"]
    return spoken


@pytest.fixture(scope="module")
def turns(reference: list[dict[str, object]]) -> list[Turn]:
    return [Turn.model_validate({key: u[key] for key in ("start", "end", "speaker")}) for u in reference]


def _heading(texts: list[str], title: str) -> int:
    """Where an item begins: its title stands in the header first."""
    return len(texts) - 1 - texts[::-1].index(title)


def test_head_and_attendance(texts: list[str]) -> None:
    assert "○開催日　：令和7年8月6日" in texts
    assert "○開催場所：第3委員会室" in texts
    roster = "".join(text for text in texts if "■" in text)
    assert "■市長公室長" in roster
    assert "□総務局長" in roster
    assert "（代）財政課長" in roster


def test_the_trial_models_are_named_on_the_first_page(texts: list[str]) -> None:
    assert any("asr-mini" in text and "試用" in text for text in texts[:8])


def test_questions_and_answers_stand_under_the_right_roles(texts: list[str]) -> None:
    first = _heading(texts, "1　生成AIの全庁導入について")
    second = _heading(texts, "2　避難所の備蓄計画の見直しについて")
    about_ai, about_shelters = texts[first:second], texts[second:]
    assert any(text.startswith("○（総務法制課長）") and "個人情報" in text for text in about_ai)
    assert any(text.startswith("→（DX推進課長）") and "ガイドライン" in text for text in about_ai)
    assert any(text.startswith("○（総務法制課長）") and "足りる" in text for text in about_shelters)
    assert any(text.startswith("→（危機管理課長）") and "教育委員会" in text for text in about_shelters)
    assert any(text.startswith("○（DX推進課長）") and "在庫" in text for text in about_shelters)


def test_the_results_stand_under_their_items(texts: list[str]) -> None:
    second = _heading(texts, "2　避難所の備蓄計画の見直しについて")
    assert any(text.startswith("○原案のとおり承認") for text in texts[:second])
    assert any(text.startswith("○") and "審議する" in text for text in texts[second:])


def test_the_figures_of_the_model_cards_hold(made: Path, reference: list[dict[str, object]], turns: list[Turn]) -> None:
    work = made / "out.work"
    utterances = read_json(work / workfolder.UTTERANCES, tuple[Utterance, ...])
    coverage = read_json(work / workfolder.COVERAGE, Coverage)
    assert cer("".join(str(u["text"]) for u in reference), "".join(u.heard for u in utterances)) <= 0.10
    assert der(turns, read_rttm(work / workfolder.TURNS), collar=0.5) <= 0.10
    assert right_name_share(turns, utterances) >= 0.9
    assert coverage.lost <= 0.01 * (coverage.transcribed + coverage.flagged + coverage.lost)
