"""Text as it may stand in a document: valid XML, no invisible controls, on one line."""

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


def clean(text: str) -> str:
    """The text composed (NFC), on one line, without characters that XML or a reader cannot take."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE.sub(" ", text)
    text = _INVISIBLE.sub("", _FORBIDDEN.sub("", text))
    return unicodedata.normalize("NFC", text)
