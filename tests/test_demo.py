"""The shipped recording through the whole road with the shipped models: what the README promises."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from minutes.evaluation.evaluate import evaluate
from minutes.evaluation.hypothesis import read_hypothesis
from minutes.evaluation.reference import read_reference
from minutes.journal import Journal
from minutes.workfolder import EVENTS, WorkFolder
from tests.closednet import Ran, has_namespaces, minutes_without_network

EXAMPLES = Path(__file__).parents[1] / "examples"

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """The command as an office runs it, where there is no network."""
    arguments = [str(EXAMPLES / "kettei-kaigi.m4a"), "--meeting", str(EXAMPLES / "kettei-kaigi.toml")]
    return minutes_without_network(
        ["run", *arguments, "--no-llm", "-o", str(folder / "out.docx")], folder / "counts.txt"
    )


@pytest.fixture(scope="module")
def made(ran: Ran, folder: Path) -> Path:
    """The folder with out.docx and out.work/."""
    assert ran.code == 0, ran.stderr
    return folder


def test_it_needs_no_network_and_tries_none(ran: Ran, made: Path) -> None:
    """Not even this machine's own: by the kernel's count of all processes, and by the guard's of what Python tried."""
    assert ran.isolated == has_namespaces()
    assert not ran.attempts
    assert "許可していない通信" not in ran.stderr
    assert not [event for event in Journal(made / "out.work" / EVENTS).events() if event.event == "egress_refused"]


@pytest.fixture(scope="module")
def texts(made: Path) -> list[str]:
    document = docx.Document(str(made / "out.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


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


def test_the_figures_of_the_model_cards_hold(made: Path) -> None:
    reference = read_reference(EXAMPLES / "kettei-kaigi.reference.json")
    scores = evaluate(reference, read_hypothesis(WorkFolder(made / "out.work"))).scores
    assert scores.cer_heard.value <= 0.10
    assert scores.der_collar.value <= 0.10
    assert scores.names.right.value >= 0.9
    assert scores.coverage_lost.value <= 0.01
