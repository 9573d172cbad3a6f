"""Things that were said in pairs and are claimed in other pairs: 「東部は保健師、西部は看護師」 turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from minutes.structure.grounding.likeness import nearest
from minutes.structure.grounding.passage import Passage, keys_of, passage

_SEGMENT = re.compile(r"[^、。？！]+")
_NOUN = "([々一-鿿ァ-ヴーA-Za-z]+)"
_SETTINGS = tuple(re.compile(_NOUN + after) for after in (r"より(?!も?前|も?後)", r"で(?:は)?なく", r"の(?:方|ほう)が"))
_ANYBODY = frozenset("方者人物所事")
_NEAR, _NEARER = 0.45, 0.1  # cosines
Segment = frozenset[str]


@lru_cache(maxsize=1024)
def segments(passage: Passage) -> tuple[tuple[str, Segment], ...]:
    """What stands between two commas, with the words and numbers in it."""
    found = []
    for match in _SEGMENT.finditer(passage.text):
        start, end = match.span()
        words = {key for word in passage.between(start, end) for key in keys_of(word) if not key.startswith("/")}
        numbers = {
            f"#{one.value}{one.unit}"
            for one in passage.quantities
            if start <= one.start < end and one.value is not None
        }
        if words or numbers:
            found.append((match.group(), frozenset(words | numbers)))
    return tuple(found)


def exchanged(claim: Passage, said: Passage) -> Iterator[str]:
    """Segments of the claim of which two have changed their partners."""
    theirs = [segment for _, segment in segments(said)]
    ours = segments(claim)
    for (text, one), (_, other) in combinations(ours, 2):
        if _crossed(one - other, other - one, theirs):
            yield text


def _crossed(one: Segment, other: Segment, said: Sequence[Segment]) -> bool:
    known_one = [word for word in one if any(word in segment for segment in said)]
    known_other = [word for word in other if any(word in segment for segment in said)]
    for a, b in combinations(sorted(known_one), 2):
        if _together(a, b, said):
            continue
        for c, d in combinations(sorted(known_other), 2):
            if _together(c, d, said):
                continue
            if _apart(a, d, c, b, said) or _apart(a, c, d, b, said):
                return True
    return False


def _together(a: str, b: str, said: Sequence[Segment]) -> bool:
    return any(a in segment and b in segment for segment in said)


def _apart(a: str, d: str, c: str, b: str, said: Sequence[Segment]) -> bool:
    """a was said with d and c with b, in two places."""
    first = [number for number, segment in enumerate(said) if a in segment and d in segment]
    second = [number for number, segment in enumerate(said) if c in segment and b in segment]
    return any(one != other for one in first for other in second)


def compared(claim: Passage, said: Passage) -> Iterator[str]:
    """「病院より診療所」「需要ではなく供給」 turned round: of the two that were set against each other, the other one."""
    for setting in _SETTINGS:
        theirs = setting.findall(said.text)
        for name in setting.findall(claim.text) if theirs else ():
            if (
                not _ANYBODY.issuperset(theirs)
                and not any(name in other or other in name for other in theirs)
                and _is_other(name, theirs, said)
            ):
                yield name


def _is_other(name: str, theirs: Sequence[str], said: Passage) -> bool:
    """It stands elsewhere in what was said, or is nearer in meaning to something else there."""
    if name in said.text:
        return True
    words = {word.surface: word for word in passage(name).content}
    if any(word.normalized in said.keys for word in words.values()):
        return True
    among = passage("、".join(theirs))
    return any(nearest(word, said) > max(nearest(word, among) + _NEARER, _NEAR) for word in words.values())
