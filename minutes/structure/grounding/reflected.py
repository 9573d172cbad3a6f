"""The other way round: what of substance was said and stands nowhere in the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import AgendaItem, Unreflected
from minutes.structure.sentences import Sentence


def unreflected(said: Sequence[Sentence], items: Sequence[AgendaItem]) -> tuple[Unreflected, ...]:
    """The sentences of substance whose utterances no statement, decision or to-do cites; one for each utterance."""
    cited = {
        id_
        for item in items
        for parts in (item.statements, item.decisions, item.actions)
        for part in parts
        for id_ in part.evidence
    }
    left: dict[str, str] = {}
    for sentence in said:
        if not cited.intersection(sentence.evidence):
            left[sentence.evidence[0]] = left.get(sentence.evidence[0], "") + sentence.text
    return tuple(Unreflected(utterance=id_, text=text) for id_, text in left.items())
