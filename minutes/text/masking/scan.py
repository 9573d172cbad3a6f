"""A second look at what is about to leave: nothing in it may look personal, nothing of the table may stand in it.

It shares the patterns of form with masking, but none of its decisions, and takes the body as it will be sent.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from minutes.text.masking.find import patterns
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import NUMBER
from minutes.text.masking.table import Entity

# Lot and house number after a block: no place is written so that nobody lives in.
_ADDRESS = re.compile(rf"{NUMBER}丁目の?{NUMBER}(?:番地?|[-－の])(?:の?{NUMBER})?")
_BLANKS = re.compile(r"[\s　]+")
_NAMED = r"(?:さん|さま|様|氏|君|くん|ちゃん|宅|という(?:方|人|者)|と申)"
_SHORTEST_ALONE = 4  # characters of a name that is no part of other words


def reasons(body: str, entities: Iterable[Entity], allowed: Iterable[str], members: Iterable[str]) -> tuple[str, ...]:
    """Why this must not be sent, in Japanese and without what was found; empty: it may.

    `allowed`: identities of what an office publishes itself; `members`: names of the roster.
    """
    texts = tuple(_texts(body))
    passed = frozenset(allowed)
    known = frozenset(map(_plain, members))
    found = [hit.kind for text in texts for hit in _by_form(text) if hit.identity not in passed]
    plain = "\n".join(map(_plain, texts))
    found += [entity.kind for entity in entities if _stands_in(entity, plain, known)]
    return tuple(f"{kind.label}が残っています（{found.count(kind)}か所）" for kind in dict.fromkeys(found))


def _texts(body: str) -> Iterator[str]:
    """The strings of a JSON body; a body that is no JSON as it is."""
    try:
        yield from _strings(json.loads(body))
    except ValueError:
        yield body


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _by_form(text: str) -> Iterator[Hit]:
    yield from patterns(text)
    for match in _ADDRESS.finditer(text):
        yield Hit(*match.span(), Kind.ADDRESS, match[0])


def _stands_in(entity: Entity, plain: str, members: frozenset[str]) -> bool:
    if entity.kind is Kind.LITERAL:
        return False
    spellings = {_plain(spelling) for spelling in entity.spellings}
    if entity.kind is not Kind.PERSON:
        return any(spelling in plain for spelling in spellings)
    return any(_is_named(spelling, plain) for spelling in spellings if spelling not in members)


def _is_named(name: str, plain: str) -> bool:
    """A whole name anywhere; a shorter one, which may be a place's, only as a person's."""
    if len(name) >= _SHORTEST_ALONE:
        return name in plain
    return bool(re.search(rf"(?<![々一-鿿]){re.escape(name)}{_NAMED}", plain))


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))
