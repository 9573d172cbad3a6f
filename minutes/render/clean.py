"""Text as it may stand in a document: valid XML, no invisible controls, on one line, one glyph for a circle."""

from __future__ import annotations

import re
import unicodedata

_LINE = re.compile(r"[ \t]*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029][\s]*")
# What XML 1.0 forbids (production 2), the rest of C1, and non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# Marks without a shape that reorder or hide text: in minutes they can only mislead a reader or a search.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# 〇 is a nought (二〇二五年, 〇・五, 〇歳児), or else typed for want of the circle ○, as ◯ is.
_KANJI_FIGURES = "一二三四五六七八九十百千〇"
_CIRCLES = re.compile(
    f"◯|(?<![{_KANJI_FIGURES}])(?<![{_KANJI_FIGURES}][・．.])〇+(?![{_KANJI_FIGURES}]|[・．.][{_KANJI_FIGURES}]|[歳才時分秒点割％])"
)
_CIRCLE = "○"


def clean(text: str) -> str:
    """The text composed (NFC), on one line, without characters that XML or a reader cannot take; every circle is ○."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE.sub(" ", text)
    text = _INVISIBLE.sub("", _FORBIDDEN.sub("", text))
    text = _CIRCLES.sub(lambda circles: _CIRCLE * len(circles[0]), text)
    return unicodedata.normalize("NFC", text)
