"""What was said and stands nowhere in the minutes: the sentences of substance that no statement, decision or to-do uses."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from minutes.domain import ActionItem, AgendaItem, Decision, Statement, Unreflected
from minutes.structure.grounding.claim import claim_of
from minutes.structure.grounding.passage import keys_of, passage
from minutes.structure.sentences import Sentence
from minutes.structure.turns import TELLING, turns

Part: TypeAlias = Statement | Decision | ActionItem

USED = 0.5  # the share of a sentence's words that is found in the parts that name it as evidence
LEAST = 2  # words; shorter sentences say nothing by themselves


def unreflected(
    said: Sequence[Sentence], items: Sequence[AgendaItem], chair: str | None, today: dt.date | None = None
) -> tuple[Unreflected, ...]:
    """By utterance in spoken order. `said`: all sentences of the meeting; courtesy and what only keeps the meeting moving
    need not be reflected. An utterance may be evidence and yet have a sentence that nothing uses."""
    return unused(said, [part for item in items for part in _of_item(item)], chair, today)


def unused(
    said: Sequence[Sentence], parts: Iterable[Part], chair: str | None, today: dt.date | None = None
) -> tuple[Unreflected, ...]:
    """The same of a stretch of the meeting. `said`: whole turns; `parts`: of the minutes, at least those that name an
    utterance of it."""
    texts = _texts(parts, today)
    left: dict[str, list[str]] = defaultdict(list)
    for sentence in _of_substance(said, chair):
        if not _used(sentence, texts, today):
            left[sentence.evidence[0]].append(sentence.text)
    return tuple(Unreflected(utterance=utterance, text="".join(texts)) for utterance, texts in left.items())


def _of_substance(said: Sequence[Sentence], chair: str | None) -> Iterator[Sentence]:
    for turn in turns(said, chair):
        for sentence, sense in zip(turn.sentences, turn.senses, strict=True):
            if sense in TELLING:
                yield sentence


def _of_item(item: AgendaItem) -> tuple[Part, ...]:
    return (*item.statements, *item.decisions, *item.actions)


def _texts(parts: Iterable[Part], today: dt.date | None) -> dict[str, list[frozenset[str]]]:
    """The words of the minutes by the utterances they name."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for part in parts:
        keys = _keys(claim_of(part).text, today)
        for utterance in part.evidence:
            found[utterance].append(keys)
    return found


# After every edit of a long meeting the same lines and sentences are looked at again.
@lru_cache(maxsize=4096)
def _keys(text: str, today: dt.date | None) -> frozenset[str]:
    return passage(text, today).keys


@lru_cache(maxsize=8192)
def _words(sentence: str, today: dt.date | None) -> tuple[tuple[str, ...], ...]:
    """By what each word of substance is found again."""
    return tuple(map(keys_of, passage(sentence, today).content))


def _used(sentence: Sentence, texts: dict[str, list[frozenset[str]]], today: dt.date | None) -> bool:
    naming = [text for utterance in sentence.evidence for text in texts.get(utterance, ())]
    if not naming:
        return False
    words = _words(sentence.text, today)
    if len(words) < LEAST:
        return True
    found = [any(not text.isdisjoint(keys) for text in naming) for keys in words]
    return sum(found) / len(found) >= USED
