"""Dictionaries and speech of any size, the same for the same numbers: terms put together from parts of the shipped ones,
and sentences of the example meetings with terms strewn among them, right and misheard."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.excerpt import EXAMPLES
from benchmarks.meetings import NAMES
from minutes.evaluation.reference import read_reference
from minutes.text.dictionary import COLUMNS, SEPARATOR, read_dictionary, shipped_dictionaries
from minutes.text.reading import morphemes

SEED = 20261121
# One line in so many names a term; half of them misheard: specialist talk, but talk.
_EVERY = 3
_MISHEARD = 0.5
_FRAMES = (
    "次に、{}について説明します。",
    "{}の件は、いかがでしょうか。",
    "こちらは{}でございます。",
    "{}を見直しました。",
)


class Part(NamedTuple):
    """A piece of a term: how it is written and, in katakana, read."""

    text: str
    reading: str


class Invented(NamedTuple):
    """A term nobody uses; `misheard` is written otherwise and read alike ("" where no part has a homophone)."""

    text: str
    reading: str
    misheard: str
    category: str


def terms(count: int) -> list[Invented]:
    """So many different terms of two to four parts. The first of more terms are those of fewer."""
    return list(_until(count))


@cache
def _parts() -> tuple[tuple[Part, ...], Mapping[str, tuple[Part, ...]]]:
    """The parts, and those read alike by their reading."""
    found: dict[Part, None] = {}
    for path in shipped_dictionaries().values():
        for term in read_dictionary(path)[0].terms:
            for word in morphemes(term.text, "A"):
                if word.pos[0] in ("名詞", "接頭辞", "接尾辞") and len(word.reading) > 1:
                    found[Part(word.surface, word.reading)] = None
    alike: dict[str, list[Part]] = defaultdict(list)
    for part in found:
        alike[part.reading].append(part)
    return tuple(found), {reading: tuple(parts) for reading, parts in alike.items()}


def _until(count: int) -> Iterator[Invented]:
    rng = random.Random(SEED)
    parts, alike = _parts()
    seen: set[str] = set()
    while len(seen) < count:
        chosen = rng.choices(parts, k=rng.choice((2, 2, 3, 3, 4)))
        text = "".join(part.text for part in chosen)
        misheard = "".join(_homophone(part, alike, rng) for part in chosen)
        category = f"分類{rng.randrange(20)}"
        if text not in seen:
            seen.add(text)
            reading = "".join(part.reading for part in chosen)
            yield Invented(text, reading, misheard if misheard != text else "", category)


def _homophone(part: Part, alike: Mapping[str, Sequence[Part]], rng: random.Random) -> str:
    others = [other.text for other in alike[part.reading] if other != part]
    return rng.choice(others) if others else part.text


def write_csv(invented: Sequence[Invented], place: Path) -> None:
    """A dictionary as a clerk would have it. A wrong form may stand in one row only, and be no term itself."""
    correct = {term.text for term in invented}
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for term in invented:
            wrong = term.misheard if term.misheard not in correct and SEPARATOR not in term.misheard else ""
            correct.add(wrong)
            rows.writerow((term.text, term.reading, wrong, term.category, ""))


def speech(characters: int, invented: Sequence[Invented]) -> list[str]:
    """Lines of at least so many characters together: what is said in the examples, and sentences with terms."""
    rng = random.Random(SEED + 1)
    ordinary = _sentences()
    lines: list[str] = []
    length = 0
    while length < characters:
        line = rng.choice(ordinary)
        if len(lines) % _EVERY == 0:
            term = rng.choice(invented)
            line = rng.choice(_FRAMES).format(
                term.misheard if term.misheard and rng.random() < _MISHEARD else term.text
            )
        lines.append(line)
        length += len(line)
    return lines


@cache
def _sentences() -> tuple[str, ...]:
    references = [read_reference(EXAMPLES / f"{name}.reference.json") for name in NAMES]
    return tuple(dict.fromkeys(one.text for reference in references for one in reference.utterances))
