"""Lines that a page's margin broke, made whole again: PDF files and mailed text keep the line ends of the paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

# A line that ends this many columns (a kanji has two) before the longest may have been broken by the margin.
_SLACK_COLUMNS = 5
_NARROWEST_COLUMNS = 40  # below this a page holds no running text
_BEGINS_ANEW = re.compile(
    r"[　\s]|[(（]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、　\s]|[(（]?[ア-ン][)）　]|[①-⑳・○●◎◆■□◇※〇【《〈]"
    r"|第[0-9０-９一二三四五六七八九十]+[条章節項号]|[\w　 ]{1,8}[：:]"  # 日　時：
)
_ENDS = ("。", "．", "：", ":")
_GOES_ON = re.compile(r"[にのをはとがで、]$")  # no sentence and no heading ends here, however short its line
_CELLS = re.compile(r"\S[ 　]+\S+[ 　]+\S")  # a row of a table, whose cells are no running text


def unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """The lines of one page, those continued on the next joined with it."""
    margin = max((_columns(line) for line in lines), default=0) - _SLACK_COLUMNS
    whole = ""
    reaches = False  # whether the last line went up to the margin
    for line in lines:
        open_ = (reaches and not whole.endswith(_ENDS)) or _GOES_ON.search(whole)
        goes_on = bool(whole) and bool(open_) and not _BEGINS_ANEW.match(line)
        if whole and not goes_on:
            yield whole
            whole = ""
        whole += line
        wide = margin >= _NARROWEST_COLUMNS - _SLACK_COLUMNS and _columns(line) >= margin
        reaches = wide and not _CELLS.search(line.strip())
    if whole:
        yield whole


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)
