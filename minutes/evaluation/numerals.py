"""Numbers in one form: kanji, mixed and full-width ones become plain figures (二百四十万, 240万, 2,400,000 → 2400000).

For comparing only, on both sides alike. That 一般 becomes 1般 and 十分 10分 on both sides changes no figure; telling a
number from a word would need a reading of the sentence, and a reading can be wrong.
"""

from __future__ import annotations

import re

_DIGITS = {kanji: number for number, kanji in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_ONE = "0-9〇一二三四五六七八九"
_SPOKEN_POINT = re.compile(f"(?<=[{_ONE}])点(?=[{_ONE}])")  # 三点五
_GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile(
    rf"[{_ONE}十百千](?:[{_ONE}十百千]|\.(?=[{_ONE}]))*(?:[万億兆](?:[{_ONE}十百千]|\.(?=[{_ONE}]))*)*"
)
_PIECE = re.compile(rf"((?:[{_ONE}.])*)([十百千]?)")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_LONGEST = 24  # characters; anything longer is a list of digits, not a number


def with_figures(text: str) -> str:
    """All numbers of an NFKC text as figures; a decimal point as 点, which is how it is said."""
    text = _SPOKEN_POINT.sub(".", _GROUPS.sub("", text))
    return _POINT.sub("点", _NUMBER.sub(lambda found: _figures(found.group()), text))


def _figures(number: str) -> str:
    plain = "".join(str(_DIGITS.get(character, character)) for character in number)
    units = any(character in _SMALL or character in _LARGE for character in plain)
    if not units or len(plain) > _LONGEST or plain.count(".") > 1:
        return plain
    total, rest = 0.0, plain
    for myriad, worth in reversed(_LARGE.items()):
        group, found, after = rest.partition(myriad)
        if found:
            total, rest = total + _below_myriad(group) * worth, after
    return _written(total + _below_myriad(rest))


def _below_myriad(group: str) -> float:
    """五百, 2千5百, 240, 3.5 (of 3.5万); 0 for nothing."""
    value = 0.0
    for digits, unit in _PIECE.findall(group):
        if digits or unit:
            value += float(digits or 1) * _SMALL.get(unit, 1)
    return value


def _written(value: float) -> str:
    return str(round(value)) if abs(value - round(value)) < 1e-6 else f"{value:.6f}".rstrip("0")
