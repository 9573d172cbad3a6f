"""Marks as official documents write them: 、。（）「」 full-width, Latin letters half-width."""

from __future__ import annotations

import re
import unicodedata

from minutes.domain import Style
from minutes.text.tidying.draft import Edit

_JAPANESE = r"[ぁ-んァ-ヺー一-龠々〆。、」』）？！０-９]"
# Pattern → what stands for it, beside Japanese only: 1,000, (a) and 3.5 are as they should be.
MARKS: tuple[tuple[str, str], ...] = (
    (rf"(?<={_JAPANESE}),[ ]?", "、"),
    (rf"(?<={_JAPANESE})\.(?![0-9A-Za-z])", "。"),
    (rf"(?<={_JAPANESE})\?", "？"),
    (rf"(?<={_JAPANESE})!", "！"),
    (rf"\((?=[^()]*{_JAPANESE})", "（"),
    (rf"(?<={_JAPANESE})\)", "）"),
    (r"(?<=（)([^（）()]*)\)", r"\1）"),
    (r"｡", "。"),
    (r"､", "、"),
    (r"｢", "「"),
    (r"｣", "」"),
    (r"，", "、"),
)
COMPILED = tuple((re.compile(pattern), mark) for pattern, mark in MARKS)
_HALF_KANA = re.compile(r"[ｦ-ﾟ]+")
_WIDE_LATIN = re.compile(r"[Ａ-Ｚａ-ｚ]+(?:[－．＆][Ａ-Ｚａ-ｚ]+)*")
_COMMA = re.compile(r"[、，]")


def marks(pattern: re.Pattern[str], mark: str, text: str) -> list[Edit]:
    """What one pair of the table changes."""
    return [Edit(*match.span(), match.expand(mark), "mark") for match in pattern.finditer(text)]


def letters(text: str) -> list[Edit]:
    """ｱｲ → アイ, ＡＩ → AI."""
    return [
        Edit(*match.span(), unicodedata.normalize("NFKC", match.group()), "width")
        for pattern in (_HALF_KANA, _WIDE_LATIN)
        for match in pattern.finditer(text)
    ]


def commas(text: str, style: Style) -> list[Edit]:
    """、 or ，, whichever the house writes."""
    return [
        Edit(*match.span(), style.comma, "comma") for match in _COMMA.finditer(text) if match.group() != style.comma
    ]
