"""Hashes as a document prints them."""

from __future__ import annotations

import re

_SHORT = 12  # hexadecimal digits: enough to compare two files by eye
_HASH = re.compile(r"[0-9a-f]{40,}")


def short(digest: str) -> str:
    """The beginning of a hash; what is none (a revision's name) as it is."""
    return digest[:_SHORT] if _HASH.fullmatch(digest) else digest
