"""Placeholders: 〔個人1〕. Read back in whatever width and brackets a model made of them.

What a speaker says may look like one; it is masked under a placeholder of its own, so that it can neither be taken for a
person's nor be lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from minutes.text.masking.kinds import Hit, Kind

_OPEN, _CLOSE = "〔［\\[【（({｛<＜《〈「『", "〕］\\]】）)}｝>＞》〉」』"
_KINDS = {kind.label: kind for kind in Kind}
_LABEL = "|".join(sorted(_KINDS, key=len, reverse=True))
_NUMBER = r"[0-9０-９]{1,5}"
_GAP = r"[\s　_＿]*"
_NAMED = rf"(?:{_LABEL}){_GAP}{_NUMBER}"
# Without brackets only where the words after it leave nothing to count: 「個人1さん」, not 「個人1人当たり」.
_AFTER = r"(?=さん|さま|様|氏|君|くん|ちゃん|宅|[のはがをにへともで、。，．）」]|から|より|まで|$)"
_SHAPE = re.compile(
    rf"[{_OPEN}]{{1,2}}{_GAP}{_NAMED}(?![0-9０-９])(?:{_GAP}[{_CLOSE}]{{1,2}})?|(?<![々一-鿿]){_NAMED}{_AFTER}"
)
_PARTS = re.compile(rf"(?P<label>{_LABEL}){_GAP}(?P<number>{_NUMBER})")


def placeholder(kind: Kind, number: int) -> str:
    return f"〔{kind.label}{number}〕"


def replaced(text: str, meaning: Callable[[str], str | None]) -> str:
    """Each placeholder, as it should be written, handed to `meaning`; where that knows none, the text stays."""

    def put(match: re.Match[str]) -> str:
        found = meaning(_normal(match))
        return match[0] if found is None else found

    return _SHAPE.sub(put, text)


def placeholders_in(text: str) -> tuple[str, ...]:
    """Each placeholder of the text once, as it should be written."""
    return tuple(dict.fromkeys(_normal(match) for match in _SHAPE.finditer(text)))


def lookalikes(text: str) -> Iterator[Hit]:
    """What looks like a placeholder."""
    for match in _SHAPE.finditer(text):
        yield Hit(*match.span(), Kind.LITERAL, match[0])


def _normal(match: re.Match[str]) -> str:
    parts = _PARTS.search(match[0])
    assert parts
    return placeholder(_KINDS[parts["label"]], int(unicodedata.normalize("NFKC", parts["number"])))
