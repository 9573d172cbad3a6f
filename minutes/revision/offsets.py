"""Where a place of one text lies in another level of it."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein


def carried(at: int, text: str, other: str) -> int:
    """The character of `other` that stands where character `at` of `text` does."""
    for block in Levenshtein.opcodes(text, other):
        if block.src_start <= at < block.src_end:
            within = at - block.src_start
            return min(block.dest_start + within, block.dest_end)
    return len(other) if at >= len(text) else 0
