"""Everything in a text that is to be masked, by all the recognisers together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from minutes.text.masking.addresses import addresses
from minutes.text.masking.birthdates import birthdates, loose_birthdates
from minutes.text.masking.emails import emails
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.members import KnownPeople
from minutes.text.masking.mentions import Met, mentions
from minutes.text.masking.mynumbers import mynumbers
from minutes.text.masking.numbers import loose_numbers, numbers
from minutes.text.masking.persons import persons
from minutes.text.masking.phones import phones
from minutes.text.masking.placeholders import lookalikes
from minutes.text.masking.public import is_public_address, is_public_mail, is_public_phone
from minutes.text.masking.terms import Terms
from minutes.text.masking.vehicles import vehicles
from minutes.text.masking.words import Words

# Of several readings of the same characters the first.
_ORDER = (
    Kind.LITERAL,
    Kind.TERM,
    Kind.EMAIL,
    Kind.BIRTHDATE,
    Kind.VEHICLE,
    Kind.POLICY,
    Kind.MYNUMBER,
    Kind.PHONE,
    Kind.ACCOUNT,
    Kind.ADDRESS,
    Kind.PERSON,
)
_FIRST = (Kind.LITERAL, Kind.TERM)  # whatever else overlaps them


class Found(NamedTuple):
    """`hits` in order, none overlapping; `published`: what an office itself publishes, which stays, by identity."""

    hits: tuple[Hit, ...]
    published: frozenset[str]


def find(text: str, known: KnownPeople, terms: Terms, met: Met) -> Found:
    """`known`: who is on the roster; `met`: who else was named in this meeting, so that the name alone is enough now."""
    words = Words(text)
    hits = [*patterns(text), *addresses(words)]
    published = [hit for hit in hits if _is_published(text, hit)]
    hits = [hit for hit in hits if not _overlaps(hit, published)]
    hits += [*lookalikes(text), *terms.find(text), *persons(words, known), *mentions(words, met, known)]
    loose = [hit for hit in (*loose_numbers(text), *loose_birthdates(text)) if not _overlaps(hit, published)]
    hits += [hit for hit in loose if _is_beside(text, hit, hits)]
    return Found(tuple(_apart(hits)), frozenset(hit.identity for hit in published))


def _overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.overlaps(other) for other in others)


def _is_beside(text: str, loose: Hit, hits: Iterable[Hit]) -> bool:
    """Whether something else that is personal stands in the same sentence."""
    begin = text.rfind("。", 0, loose.start) + 1
    end = text.find("。", loose.end)
    stop = len(text) if end < 0 else end
    if _overlaps(loose, hits):
        return False
    return any(begin <= hit.start < stop for hit in hits if hit.kind not in _FIRST)


def patterns(text: str) -> Iterator[Hit]:
    """What can be told by its form, and the words right before it."""
    for recognise in (emails, birthdates, vehicles, numbers, mynumbers, phones):
        yield from recognise(text)


def _is_published(text: str, hit: Hit) -> bool:
    if hit.kind is Kind.PHONE:
        return is_public_phone(text, hit.start, hit.identity)
    if hit.kind is Kind.EMAIL:
        return is_public_mail(text, hit.start)
    return hit.kind is Kind.ADDRESS and is_public_address(text, hit.start, hit.end)


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Of what overlaps, the office's terms, then the longest."""
    taken: list[Hit] = []
    ranked = sorted(hits, key=lambda hit: (hit.kind not in _FIRST, hit.start - hit.end, _ORDER.index(hit.kind)))
    for hit in ranked:
        if not any(hit.overlaps(other) for other in taken):
            taken.append(hit)
    return sorted(taken)
