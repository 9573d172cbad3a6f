"""Which terms a heard text may have meant, by sound and by listed wrong forms; nothing is weighed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutes.text.correction.anchors import Anchored, anchored
from minutes.text.correction.candidate import LETTERS, LITERAL, READING, SOUND, Rule
from minutes.text.correction.compiled import Compiled, Entry
from minutes.text.correction.edges import stands_alone
from minutes.text.correction.secondguess import second_sounds
from minutes.text.correction.sounds import Morae
from minutes.text.correction.spans import Heard, Span
from minutes.text.correction.stretches import stretches

_DOING = tuple("しすさせ")  # how する begins, however it is inflected


@dataclass(frozen=True, slots=True)
class Match:
    """`after` would be written for the characters `start` to `end`; `apart`: distance of the readings in sounds;
    `guessed`: by another reading than the usual one; `inflected`: by the dictionary form of its last word; `anchored`:
    of a long term, whose characters at both ends stand in their places."""

    start: int
    end: int
    before: str
    after: str
    entry: Entry
    rule: Rule
    apart: float
    listed: bool = False
    guessed: bool = False
    inflected: bool = False
    anchored: Anchored | None = None


def matches(heard: Heard, terms: Compiled) -> list[Match]:
    """Every stretch with every term it may be, in order of place; a stretch and a term only once, at its nearest."""
    found: dict[tuple[int, int, str], Match] = {}
    for match in (*_listed(heard, terms), *_sounding(heard, terms)):
        key = (match.start, match.end, match.after)
        other = found.get(key)
        if other is None or _nearness(match) > _nearness(other):
            found[key] = match
    for match in _anchored(heard, terms):
        key = (match.start, match.end, match.after)
        other = found.get(key)
        nearer = match if other is None or _nearness(match) > _nearness(other) else other
        found[key] = replace(nearer, anchored=match.anchored)
    return sorted(found.values(), key=lambda match: (match.start, match.end, match.after))


def _nearness(match: Match) -> tuple[bool, float, bool]:
    return (match.listed, -match.apart, not match.guessed)


def term_places(text: str, terms: Compiled) -> list[tuple[int, int, int]]:
    """(start, end, entry) of the terms that stand in a text as they should; the longest, wherever they overlap."""
    places: list[tuple[int, int, int]] = []
    taken = bytearray(len(text))
    for start, end in sorted(stretches(text, terms.term_heads), key=_longest_first):
        number = terms.terms.get(text[start:end])
        if number is not None and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            places.append((start, end, number))
    return sorted(places)


def _longest_first(stretch: tuple[int, int]) -> tuple[int, int]:
    start, end = stretch
    return (start - end, start)


def _listed(heard: Heard, terms: Compiled) -> Iterator[Match]:
    text = heard.text
    for start, end in stretches(text, terms.form_heads):
        form = text[start:end]
        numbers = terms.forms.get(form)
        if numbers and stands_alone(heard, start, end):
            for number in numbers:
                entry = terms.entries[number]
                if entry.does and text[end : end + 1] not in _DOING:
                    continue
                yield Match(start, end, form, entry.text, entry, LITERAL, 0.0, listed=True)


def _sounding(heard: Heard, terms: Compiled) -> Iterator[Match]:
    for span in heard.spans(terms.longest + 1, terms.joints):
        inner = [word.surface for word in heard.words[span.first : span.last] if word.surface in terms.joints]
        for sounds in _readings(span):
            for number, apart in terms.near(sounds):
                entry = terms.entries[number]
                match = _match(span, sounds, entry, apart) if _keeps(entry, inner) else None
                if match and (apart == 0 or match.before not in terms.terms):  # a right term sounds as it should
                    yield match


def _anchored(heard: Heard, terms: Compiled) -> Iterator[Match]:
    for one in anchored(heard, terms.anchors, terms.sounded, max(terms.term_lengths, default=0)):
        entry = terms.entries[one.number]
        before = heard.text[one.start : one.end]
        if one.apart == 0 or before not in terms.terms:
            rule = READING if one.apart == 0 else SOUND
            yield Match(one.start, one.end, before, entry.text, entry, rule, one.apart, anchored=one)


def _keeps(entry: Entry, inner: Sequence[str]) -> bool:
    """A particle that was heard is not left out: 道路の専用 is not 道路占用, even if it sounds nearly so."""
    return all(joint in entry.parts for joint in inner)


def _readings(span: Span) -> Iterator[Morae]:
    yield span.sounds
    if not span.lemma:
        yield from second_sounds(span.text)


def _match(span: Span, sounds: Morae, entry: Entry, apart: float) -> Match | None:
    if entry.text == (span.lemma or span.text) or bool(span.lemma) != entry.verb:
        return None
    after = _inflected(span, entry.text) if span.lemma else entry.text
    if after is None or after == span.text:
        return None
    return Match(
        span.start,
        span.end,
        span.text,
        after,
        entry,
        _rule(span, entry, apart),
        apart,
        listed=bool(span.lemma) and span.lemma in entry.wrong,
        guessed=sounds != span.sounds,
        inflected=bool(span.lemma),
    )


def _rule(span: Span, entry: Entry, apart: float) -> Rule:
    if any("A" <= sign <= "z" for sign in entry.text) and not any("A" <= sign <= "z" for sign in span.text):
        return LETTERS
    return READING if apart == 0 else SOUND


def _inflected(span: Span, term: str) -> str | None:
    """図って for 図る, 諮る → 諮って; None where the two are not inflected alike."""
    tail = 0
    while tail < min(len(term), len(span.lemma)) - 1 and term[-1 - tail] == span.lemma[-1 - tail]:
        tail += 1
    stem = span.lemma[: len(span.lemma) - tail]
    if not tail or not span.text.startswith(stem):
        return None
    return term[: len(term) - tail] + span.text[len(stem) :]
