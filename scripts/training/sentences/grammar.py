"""Expands the sentence patterns of patterns.txt with the word lists of slots.txt, number forms and dictionary classes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
_INNERMOST = re.compile(r"\{([^{}]*)\}")

Slot = Callable[[random.Random], str]


def read_lines(path: Path) -> list[str]:
    """Lines of a hand-written file without comments and empty ones."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_word_lists(path: Path) -> dict[str, list[str]]:
    """`name: word word …` per line."""
    lists: dict[str, list[str]] = {}
    for line in read_lines(path):
        name, words = line.split(":", 1)
        lists[name] = words.split()
    return lists


class Grammar:
    """Random sentences from patterns. Slots are word lists or functions of a random generator."""

    def __init__(self, patterns: list[str], word_lists: Mapping[str, list[str]], slots: Mapping[str, Slot]) -> None:
        self._patterns = patterns
        self._lists = word_lists
        self._slots = slots

    def sentence(self, rng: random.Random) -> str:
        """One expanded pattern."""
        return self.expand(rng.choice(self._patterns), rng)

    def expand(self, pattern: str, rng: random.Random) -> str:
        """`pattern` with every slot and choice replaced, innermost first. Raises KeyError for an unknown slot."""
        while found := _INNERMOST.search(pattern):
            # Choices are marked and drawn only when their content is free of braces, so the inner ones go first.
            replacement = self._draw(found.group(1), rng)
            pattern = pattern[: found.start()] + replacement + pattern[found.end() :]
        return pattern

    def _draw(self, body: str, rng: random.Random) -> str:
        option = rng.choice(body.split("|")) if "|" in body else body
        if option in self._lists:
            return rng.choice(self._lists[option])
        if option in self._slots:
            return self._slots[option](rng)
        if "|" in body:
            return option
        raise KeyError(f"unknown slot {{{body}}}")
