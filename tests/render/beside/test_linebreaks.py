from __future__ import annotations

import pytest

from minutes.render.beside.linebreaks import ends_sentence, lines_of
from minutes.render.japanese import width
from tests.render.beside import hostile

# A text, the width of a line, and where a person would end the lines.
LINES = [
    ("外部に情報を送信しない構成を考えております。", 20, "外部に情報を送信しない|構成を考えております。"),
    ("はい。では、次の議題に移ります。よろしいですか。", 20, "はい。では、次の議題に移ります。|よろしいですか。"),
    ("研修は、全ての職員が対象になりますか。", 20, "研修は、全ての職員が対象になりますか。"),
    ("費用は年間で1,234,567円です。", 10, "費用は年間で|1,234,567円です。"),
    ("ガバメントクラウドへの移行", 9, "ガバメントクラウド|への移行"),
    ("「承認する。」と発言した。", 7, "「承認する。」|と発言した。"),
    ("ああああああああああっとする", 10, "あああああああ|あああっとする"),
    ("abcdefghijklmnopqrstuvwxyz", 5, "abcdefghij|klmnopqrst|uvwxyz"),
    ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4, "👨‍👩‍👧‍👦|👨‍👩‍👧‍👦"),
]


@pytest.mark.parametrize(("text", "columns", "wanted"), LINES)
def test_lines_end_where_a_reader_pauses(text: str, columns: float, wanted: str) -> None:
    assert "|".join(text[line.start : line.end] for line in lines_of(text, columns)) == wanted


@pytest.mark.parametrize("text", hostile.TEXTS)
@pytest.mark.parametrize("taken", [0, 9.5])
def test_nothing_is_lost_and_no_line_is_too_long(text: str, taken: float) -> None:
    lines = list(lines_of(text, 20, taken))
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.start < line.end for line in lines)
    assert all(width(text[line.start : line.end]) <= (20 if line.start else 20 - taken) for line in lines)


@pytest.mark.parametrize(
    ("text", "ends"), [("承認する。", True), ("「承認する。」", True), ("承認", False), ("そう、", False), ("", False)]
)
def test_where_a_sentence_ends(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
