"""What follows from an act of a clerk: how a reworded utterance reads when tidied, the same word in the minutes, whose words they
now are, what of a line its evidence no longer bears out, and what of what was said stands nowhere in the minutes.

It is found once, when the clerk acts, and kept in the same edit: what follows is seen at once, undone together with its cause,
and needs no language tools when the edits are read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from minutes.domain import Act, ActionItem, Statement, Utterance
from minutes.domain.edits import Boundary, Restate
from minutes.render.flags import SPEAKER_REASONS
from minutes.revision.checking import Checking, astray
from minutes.revision.desk import Desk
from minutes.revision.known import Known as Known
from minutes.revision.reflection import reflected_again
from minutes.revision.results import Part
from minutes.revision.whole import made_whole
from minutes.text.reading import morphemes
from minutes.unsupported import PREFIX

_SHORTEST = 2  # characters of a word that is known by itself; a shorter one only with the word before it


def with_consequences(desk: Desk, act: Act, known: Known) -> tuple[Act, ...]:
    """The act, made whole, and what follows from it: the acts of one edit. The desk stays as it is. Raises Stale."""
    trial = desk.copy()
    acts = list(made_whole(act, trial, known))
    lines = list(astray(act, desk, trial) if isinstance(act, Boundary) else _lines(desk, trial, known))
    for one in lines:
        trial.apply(one)
    left = reflected_again(desk, trial, known)
    return (*acts, *lines, *([left] if left else ()))


class _Change:
    """What another act has made of what was said: the utterances `before` and `now`, which of them say something else, have
    another speaker, or are any other in the least (`touched`)."""

    def __init__(self, desk: Desk, trial: Desk) -> None:
        self.before = {one.id: one for one in desk.utterances}
        self.now = {one.id: one for one in trial.utterances}
        edited, edits = ({id_: one.edited for id_, one in each.tidied.items()} for each in (desk, trial))
        self.reworded, self.renamed, self.touched = set[str](), set[str](), set[str]()
        self.words: dict[str, tuple[tuple[str, str], ...]] = {}
        for id_, one in self.now.items():
            was = self.before.get(id_)
            if was is None or was.text != one.text or edited.get(id_) != edits.get(id_):
                self.reworded.add(id_)
            if was is not None and was.name != one.name:
                self.renamed.add(id_)
            if was is not one and was != one:
                self.touched.add(id_)
            if was is not None and id_ in self.reworded:
                self.words[id_] = (
                    *_exchanged(was.text, one.text),
                    *_exchanged(edited.get(id_, was.text), edits.get(id_, one.text)),
                )


def _lines(desk: Desk, trial: Desk, known: Known) -> Iterator[Restate]:
    """The lines whose evidence says something else now, has another speaker, or is no longer in doubt."""
    if desk.utterances == trial.utterances and desk.tidied == trial.tidied:
        return
    change, checking = _Change(desk, trial), Checking(trial, known)
    for line in trial.lines:
        part, evidence = line.part, frozenset(line.part.evidence)
        if not evidence.isdisjoint(change.touched | change.reworded):
            part = _followed(part, change)
        if not evidence.isdisjoint(change.reworded) or (
            not evidence.isdisjoint(change.renamed) and not _renamed_alike(line.part, part, change, known)
        ):
            part = checking.checked(part, line.item)
        if part is not line.part and part != line.part:
            yield Restate(line=line.id, was=line.part.text, part=part)


def _renamed_alike(before: Part, part: Part, change: _Change, known: Known) -> bool:
    """Whether all who said it have one other name, the line has it too, and speaks of nobody by the old one: then it can be
    shown as it could before, which for a whole voice need not be asked hundreds of times."""
    if not (isinstance(before, Statement) and isinstance(part, Statement)):
        return False
    if before.text != part.text or any(flag.startswith(PREFIX) for flag in before.flags):
        return False
    pairs = {
        (was.name, now.name)
        for id_ in part.evidence
        for was, now in [(change.before.get(id_), change.now.get(id_))]
        if was and now
    }
    return pairs == {(before.speaker, part.speaker)} and not known.speaks_of(before.speaker, part.text)


def _exchanged(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that gave way to others (水同 → 水道)."""
    if before == after:
        return
    old, new = ([word.surface for word in morphemes(text)] for text in (before, after))
    for kind, start, end, begin, close in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace":
            alone = sum(map(len, old[start:end])) < _SHORTEST and start > 0 and begin > 0
            yield "".join(old[start - alone : end]), "".join(new[begin - alone : close])


def _followed(part: Part, change: _Change) -> Part:
    text = part.text
    for old, new in (pair for id_ in part.evidence for pair in change.words.get(id_, ())):
        text = text if new in text else text.replace(old, new)
    update: dict[str, object] = {"text": text}
    now = {id_: change.now[id_] for id_ in part.evidence if id_ in change.now}
    if isinstance(part, Statement):
        update["speaker"] = _whose(part.speaker, part.evidence, change.before, now)
        if not any(flag in SPEAKER_REASONS for one in now.values() for flag in one.flags):
            update["flags"] = tuple(flag for flag in part.flags if flag not in SPEAKER_REASONS)
    elif isinstance(part, ActionItem):
        update["owner"] = _whose(part.owner, part.evidence, change.before, now)
    return part.model_copy(update=update)


def _whose(
    name: str | None, evidence: Sequence[str], before: Mapping[str, Utterance], now: Mapping[str, Utterance]
) -> str | None:
    """Whoever says now what he was thought to have said."""
    if any(one.name == name for one in now.values()):
        return name
    given = (now[id_].name for id_ in evidence if id_ in before and id_ in now and before[id_].name == name)
    return next(given, name)
