"""`minutes dict import` and `export` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.cli.main import call
from minutes.text.dictionary import read_dictionary

ROWS = "用語,よみ,誤変換,分類,備考\n管渠,かんきょ,官渠,下水道,手がかり：敷設\n雨水,,,,\n付議,ふ議,,,\n"


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "用語.csv"
    path.write_bytes(ROWS.encode("cp932"))
    return path


@pytest.mark.parametrize("form", ["msime", "google", "atok"])
def test_there_and_back(dictionary: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed, again = dictionary.with_name("一覧.txt"), dictionary.with_name("again.csv")
    assert call(["dict", "export", str(dictionary), "-o", str(listed), "--to", form]) == 0
    told = capsys.readouterr()
    assert "1語を書きました" in told.out
    assert "雨水：よみがありません" in told.err
    assert "4行目" in told.err
    assert "誤変換は単語一覧に書けない" in told.err
    assert call(["dict", "import", str(listed), "-o", str(again)]) == 0
    (term,) = read_dictionary(again)[0].terms
    assert (term.text, term.category, term.cues, term.wrong) == ("管渠", "下水道", ("敷設",), ())
    assert again.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["again.xlsx", "again.csv"])
def test_a_dictionary_in_another_dress_keeps_everything(dictionary: Path, name: str) -> None:
    there, back = dictionary.with_name(name), dictionary.with_name("back.xlsx")
    assert call(["dict", "export", str(dictionary), "-o", str(there)]) == 0
    assert call(["dict", "import", str(there), str(dictionary), "-o", str(back)]) == 0
    assert read_dictionary(back)[0].terms == read_dictionary(dictionary)[0].terms


def test_nothing_is_overwritten_unasked(dictionary: Path) -> None:
    there = dictionary.with_name("a.csv")
    there.write_text("mine", "utf-8")
    export = ["dict", "export", str(dictionary), "-o", str(there)]
    assert call(export) == 73
    assert call(["dict", "import", str(dictionary), "-o", str(there)]) == 73
    assert there.read_text("utf-8") == "mine"
    assert call([*export, "--replace"]) == 0
    assert call(["dict", "export", str(there), "-o", str(there), "--replace"]) == 2
    assert read_dictionary(there)[0].terms[0].text == "管渠"


def test_exit_codes(dictionary: Path) -> None:
    out = str(dictionary.with_name("out.txt"))
    assert call(["dict", "export", str(dictionary), "-o", out]) == 2
    assert call(["dict", "export", "ない辞書", "-o", out, "--to", "atok"]) == 78
    assert call(["dict", "import", "ない.txt", "-o", out]) == 66
    dictionary.write_text("文章です。\n", "utf-8")
    assert call(["dict", "import", str(dictionary), "-o", out]) == 65
    assert not Path(out).exists()
