"""The office's own list of what must not leave it: names of projects, companies, places that are not public yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from minutes.domain import nfc
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.plainfile import read_plain, tidy_lines

_COMMENT = "#"


def read_terms(path: Path) -> tuple[str, ...]:
    """One term a line; lines that begin with # are remarks. Raises InputMissing, InputUnreadable."""
    lines = (nfc(line.strip()) for line in tidy_lines(read_plain(path).text))
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith(_COMMENT)))


class Terms:
    """A mask list, looked for in any width and case, with spaces or without."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._identities = {_plain(term): term for term in terms}
        patterns = (_pattern(term) for term in sorted(terms, key=len, reverse=True))
        self._pattern = re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Hit]:
        """Every occurrence; of terms within each other the longest."""
        for match in self._pattern.finditer(text):
            plain = _plain(match[0])
            yield Hit(*match.span(), Kind.TERM, self._identities.get(plain, plain))


def _pattern(term: str) -> str:
    return r"[\s　]*".join(_either(character) for character in _plain(term))


def _either(character: str) -> str:
    """A character in half and in full width."""
    wide = chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character
    return re.escape(character) if wide == character else f"[{re.escape(character)}{re.escape(wide)}]"


def _plain(term: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", term)).lower()
