"""What was said and stands nowhere in the minutes: the sentences of substance that no statement, decision or to-do uses."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from minutes.domain import ActionItem, AgendaItem, Decision, Statement, Unreflected
from minutes.structure.grounding.claim import claim_of
from minutes.structure.grounding.passage import Passage, keys_of, passage
from minutes.structure.sentences import Sentence
from minutes.structure.turns import SUBSTANCE, turns

USED = 0.5  # the share of a sentence's words that is found in the parts that name it as evidence
LEAST = 2  # words; shorter sentences say nothing by themselves


def unreflected(
    said: Sequence[Sentence], items: Sequence[AgendaItem], chair: str | None, today: dt.date | None = None
) -> tuple[Unreflected, ...]:
    """By utterance in spoken order. `said`: all sentences of the meeting; courtesy and what only keeps the meeting moving
    need not be reflected. An utterance may be evidence and yet have a sentence that nothing uses."""
    parts = _parts(items, today)
    left: dict[str, list[str]] = defaultdict(list)
    for sentence in _of_substance(said, chair):
        if not _used(sentence, parts, today):
            left[sentence.evidence[0]].append(sentence.text)
    return tuple(Unreflected(utterance=utterance, text="".join(texts)) for utterance, texts in left.items())


def _of_substance(said: Sequence[Sentence], chair: str | None) -> Iterator[Sentence]:
    for turn in turns(said, chair):
        for sentence, sense in zip(turn.sentences, turn.senses, strict=True):
            if sense in SUBSTANCE:
                yield sentence


def _parts(items: Sequence[AgendaItem], today: dt.date | None) -> dict[str, list[Passage]]:
    """The texts of the minutes by the utterances they name."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for item in items:
        parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
        for part in parts:
            claim = claim_of(part)
            text = passage(claim.text, today)
            for utterance in claim.evidence:
                found[utterance].append(text)
    return found


def _used(sentence: Sentence, parts: dict[str, list[Passage]], today: dt.date | None) -> bool:
    naming = [text for utterance in sentence.evidence for text in parts.get(utterance, ())]
    if not naming:
        return False
    words = passage(sentence.text, today).content
    if len(words) < LEAST:
        return True
    found = [any(_in(word_keys, text) for text in naming) for word_keys in map(keys_of, words)]
    return sum(found) / len(found) >= USED


def _in(keys: tuple[str, ...], text: Passage) -> bool:
    return any(key in text.keys for key in keys)
