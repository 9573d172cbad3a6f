"""Where in a text one of many others may stand, by how they begin: most places need no look-up of a whole one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_HEAD = 2  # characters

Heads = Mapping[str, tuple[int, ...]]  # the first characters of texts → how many characters these have


def heads_of(texts: Iterable[str]) -> Heads:
    found: dict[str, set[int]] = {}
    for text in texts:
        found.setdefault(text[:_HEAD], set()).add(len(text))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def stretches(text: str, heads: Heads) -> Iterator[tuple[int, int]]:
    """(start, end) of all that begins like one of the texts and is as long, in order of place."""
    for start in range(len(text)):
        for size in range(1, min(_HEAD, len(text) - start) + 1):
            for length in heads.get(text[start : start + size], ()):
                if start + length <= len(text):
                    yield start, start + length
