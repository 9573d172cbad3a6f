"""What the last page and provenance.json say of a run with an LLM, and of one without it over the same folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from minutes.cli.main import call
from tests.cli.test_road import MEETING, TALK
from tests.fakes.chat_server import MODEL, ChatServer
from tests.fakes.honest import honest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "会議.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "会議.toml").write_text(MEETING, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *more: str) -> int:
    given = ("run", "会議.txt", "--meeting", "会議.toml", "-o", "議事録.docx")
    return call([str(folder / one) if one.startswith(("会議", "議事録")) else one for one in given] + list(more))


def _origin(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "議事録.work" / "provenance.json").read_text("utf-8")))


def _record(folder: Path) -> dict[str, str]:
    document = docx.Document(str(folder / "議事録.docx"))
    return {row.cells[0].text: row.cells[1].text for table in document.tables for row in table.rows}


def test_what_was_sent_once_is_told_by_every_later_document(folder: Path) -> None:
    config = folder / "minutes.toml"
    with ChatServer(honest) as server:
        config.write_text(
            f'[llm]\ndefault = "office"\n[llm.endpoints.office]\nbase_url = "{server.base_url}"\nmodel = "{MODEL}"\n',
            encoding="utf-8",
        )
        assert _run(folder, "--config", str(config)) == 0
        asked = len(server.requests)
    with_llm = _origin(folder)
    assert with_llm["sent"][0]["requests"] == asked > 0
    assert sum(one["by_llm"] for one in with_llm["authorship"]) > 0
    assert f"生成AI（{MODEL}）が" in _record(folder)["文の作成"]
    assert _run(folder, "--no-llm") == 0
    without = _origin(folder)
    assert without["sent"] == with_llm["sent"]
    assert sum(one["by_llm"] for one in without["authorship"]) == 0
    record = _record(folder)
    assert f"要求{asked}回" in record["送信先"] and "生成AIが書いた文はない" in record["文の作成"]


def test_without_an_llm_nothing_was_sent(folder: Path) -> None:
    assert _run(folder, "--no-llm") == 0
    assert _origin(folder)["sent"] == []
    assert _record(folder)["生成AIへの送信"] == "なし"
