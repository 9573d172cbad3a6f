"""Edited utterances → minutes: the rules' words, or an LLM's wherever it can show what it says; every word with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from minutes.domain import AgendaItem, Authorship, Dictionary, Meeting, Sent, Unreflected, Utterance, Value
from minutes.progress import NoProgress, Progress, Share
from minutes.structure.agenda import Section
from minutes.structure.drafting import Desk, Failed, Parts, Refusal, doubts, of_rules
from minutes.structure.extractive import Register, item_of
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.reflected import unreflected
from minutes.structure.llm.refine import refine
from minutes.structure.llm.writer import Writer
from minutes.structure.outline import Outline, outline_of
from minutes.structure.settle import Author, flagged, in_spoken_order
from minutes.structure.typesetting import typeset
from minutes.text.tidying.edit import House

_REMEMBERED = 4096  # claims


class ItemAuthors(Value):
    """Who worded each part of an item, in the order of minutes.json."""

    item: str
    statements: tuple[Author, ...] = ()
    decisions: tuple[Author, ...] = ()
    actions: tuple[Author, ...] = ()

    def count(self) -> Authorship:
        authors = (*self.statements, *self.decisions, *self.actions)
        return Authorship(item=self.item, by_llm=authors.count("llm"), by_rules=authors.count("rules"))


class Drafting(Value):
    """How the minutes came about: who worded what, what of an LLM's words was refused, where it gave none."""

    authors: tuple[ItemAuthors, ...] = ()
    refused: tuple[Refusal, ...] = ()
    failed: tuple[Failed, ...] = ()


@dataclass(frozen=True)
class Manner:
    """How minutes are worded: their register, the house's spelling, and the terms that have one of their own."""

    register: Register
    house: House
    dictionaries: tuple[Dictionary, ...] = ()


@dataclass(frozen=True)
class Composed:
    """The minutes' items, what of substance none of them uses, how they came about, and what was sent for them."""

    items: tuple[AgendaItem, ...]
    unreflected: tuple[Unreflected, ...]
    drafting: Drafting
    sent: Sent | None = None

    @property
    def unused(self) -> bool:
        """Whether an LLM was asked and not a word of it stands."""
        return self.sent is not None and not any(authors.count().by_llm for authors in self.drafting.authors)


def compose(
    utterances: Sequence[Utterance],
    meeting: Meeting,
    manner: Manner,
    writer: Writer | None = None,
    progress: Progress | None = None,
) -> Composed:
    """Without a `writer`, or wherever it fails, the rules' minutes. Forbidden passes; an LLM's failures do not."""
    outline = outline_of(utterances, meeting, manner.house)
    if writer is not None:
        outline = Outline(outline.chair, refine(outline.sections, writer.asker, writer.prompts))
    desk = _Composing(utterances, meeting, manner, outline.chair, writer)
    parts = desk.all(outline.sections, progress or NoProgress())
    items = tuple(_item(section, one) for section, one in zip(outline.sections, parts, strict=True))
    said = [sentence for section in outline.sections for sentence in section.sentences]
    left = unreflected(said, items, outline.chair, meeting.date)
    authors = tuple(_authors(section.title, one) for section, one in zip(outline.sections, parts, strict=True))
    return Composed(
        items=tuple(typeset(item, manner.house) for item in items),
        unreflected=left,
        drafting=Drafting(authors=authors, refused=desk.refused, failed=desk.failed),
        sent=writer.sent if writer is not None else None,
    )


class _Composing:
    """One meeting's sections, one after the other."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        meeting: Meeting,
        manner: Manner,
        chair: str | None,
        writer: Writer | None,
    ) -> None:
        self._meeting, self._register, self._chair, self._writer = meeting, manner.register, chair, writer
        # a claim of an LLM is checked as it came and again as it is printed: mostly the same words
        self._check = lru_cache(maxsize=_REMEMBERED)(Grounds(utterances, meeting, manner.dictionaries).check)
        self._order = {utterance.id: index for index, utterance in enumerate(utterances)}
        by_id = {utterance.id: utterance for utterance in utterances}
        self._desk = Desk(writer, self._check, self._register, by_id) if writer is not None else None

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return tuple(self._desk.refused) if self._desk else ()

    @property
    def failed(self) -> tuple[Failed, ...]:
        return tuple(self._desk.failed) if self._desk else ()

    def all(self, sections: Sequence[Section], progress: Progress) -> list[Parts]:
        found = []
        for number, section in enumerate(sections):
            share = Share(progress, number / len(sections), (number + 1) / len(sections))
            found.append(self._parts(section, share))
            share.done(1.0)
        return found

    def _parts(self, section: Section, progress: Progress) -> Parts:
        allowed = frozenset(id_ for sentence in section.sentences for id_ in sentence.evidence)
        parts = of_rules(item_of(section, self._meeting, self._chair, self._register))
        if self._writer is not None and self._desk is not None:
            windows = self._writer.windows(section, self._meeting, self._chair, self._register)
            shares = parts.divided([window.ids for window in windows])
            parts = shares.pop()  # what is about no window's utterances
            for number, (window, rules) in enumerate(zip(windows, shares, strict=True), start=1):
                parts += self._desk.word(window, rules, allowed)
                progress.done(number / len(windows))
        doubt = doubts(self._check, allowed)
        return Parts(
            in_spoken_order(flagged(parts.statements, doubt), self._order),
            in_spoken_order(flagged(parts.decisions, doubt), self._order),
            in_spoken_order(flagged(parts.actions, doubt), self._order),
        )


def _item(section: Section, parts: Parts) -> AgendaItem:
    return AgendaItem(
        title=section.title,
        statements=tuple(one.part for one in parts.statements),
        decisions=tuple(one.part for one in parts.decisions),
        actions=tuple(one.part for one in parts.actions),
        flags=section.flags,
    )


def _authors(title: str, parts: Parts) -> ItemAuthors:
    return ItemAuthors(
        item=title,
        statements=tuple(one.by for one in parts.statements),
        decisions=tuple(one.by for one in parts.decisions),
        actions=tuple(one.by for one in parts.actions),
    )
