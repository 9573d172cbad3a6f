"""What recognisers write where nobody speaks (configs/inventions.ja.txt)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from minutes.errors import BadConfiguration
from minutes.files import file_hash
from minutes.resources import shipped

_FILE = ("configs", "inventions.ja.txt")
_NOT_SPOKEN = re.compile(r"[^\w]|_")
_GAP = "…"
_LONGEST_GAP = 20
# Shorter phrases are words of people too (「ごゆっくりおやすみ」); they are inventions only as a whole sentence.
_SURE_CHARACTERS = 8


def bare(text: str) -> str:
    """Text as phrases are compared: NFKC, small letters, without punctuation and blanks."""
    return _NOT_SPOKEN.sub("", unicodedata.normalize("NFKC", text)).lower()


class Inventions:
    """A list of phrases. Raises BadConfiguration where a line holds no letters."""

    def __init__(self, lines: list[str]) -> None:
        patterns = {_pattern(line): _surely(line) for line in lines}
        self._anywhere = re.compile("|".join(p for p, sure in patterns.items() if sure) or r"(?!)")
        self._alone = re.compile("|".join(patterns) or r"(?!)")

    def begins_at(self, text: str, starts: set[int]) -> int | None:
        """Where in the `bare` text an invention begins that reaches to its end; None: nowhere. `starts`: where sentences
        begin. Several inventions may follow one another."""
        end = len(text)
        while end:
            begin = next((at for at in range(end) if self._is_one(text[at:end], at in starts)), None)
            if begin is None:
                break
            end = begin
        return end if end < len(text) else None

    def _is_one(self, text: str, sentence: bool) -> bool:
        return (self._alone if sentence else self._anywhere).fullmatch(text) is not None


def _surely(line: str) -> bool:
    return len(bare(line)) >= _SURE_CHARACTERS


def _pattern(line: str) -> str:
    pieces = [bare(piece) for piece in line.split(_GAP)]
    if not pieces[0] or not any(pieces):
        raise BadConfiguration("この行は文句として使えません", subject=f"{'/'.join(_FILE)}：{line}")
    return rf".{{0,{_LONGEST_GAP}}}".join(map(re.escape, pieces))


def _lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def shipped_inventions() -> Inventions:
    """The list that comes with the software."""
    return Inventions(_lines(shipped(*_FILE)))


@cache
def inventions_hash() -> str:
    """SHA-256 of the shipped list: another list makes another transcript."""
    return file_hash(shipped(*_FILE))
