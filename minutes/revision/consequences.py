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


def _lines(desk: Desk, trial: Desk, known: Known) -> Iterator[Restate]:
    """The lines whose evidence says something else now, has another speaker, or is no longer in doubt."""
    before = {one.id: one for one in desk.utterances}
    tidied = {id_: one.edited for id_, one in desk.tidied.items()}
    touched = {one.id for one in trial.utterances if before.get(one.id) is not one and before.get(one.id) != one}
    changed = {one.id for one in trial.utterances if one.id in touched and _is_other(before.get(one.id), one)}
    changed |= {id_ for id_, one in trial.tidied.items() if id_ in before and tidied.get(id_) != one.edited}
    words = {
        id_: (*_exchanged(before[id_].text, now.text), *_exchanged(tidied.get(id_, ""), trial.tidied[id_].edited))
        for now in trial.utterances
        if (id_ := now.id) in before and id_ in changed and id_ in trial.tidied
    }
    checking = Checking(trial, known)
    for line in trial.lines:
        part, evidence = line.part, frozenset(line.part.evidence)
        if not evidence.isdisjoint(touched | changed):
            part = _followed(part, before, trial, [pair for id_ in part.evidence for pair in words.get(id_, ())])
        if not evidence.isdisjoint(changed):
            part = checking.checked(part, line.item)
        if part != line.part:
            yield Restate(line=line.id, was=line.part.text, part=part)


def _is_other(before: Utterance | None, now: Utterance) -> bool:
    """Whether there is something to check anew; that nothing is doubted any more changes no words."""
    return before is None or (before.text, before.name) != (now.text, now.name)


def _exchanged(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that gave way to others (水同 → 水道)."""
    if before == after:
        return
    old, new = ([word.surface for word in morphemes(text)] for text in (before, after))
    for kind, start, end, begin, close in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace":
            alone = sum(map(len, old[start:end])) < _SHORTEST and start > 0 and begin > 0
            yield "".join(old[start - alone : end]), "".join(new[begin - alone : close])


def _followed(part: Part, before: Mapping[str, Utterance], trial: Desk, words: Sequence[tuple[str, str]]) -> Part:
    text = part.text
    for old, new in words:
        text = text if new in text else text.replace(old, new)
    update: dict[str, object] = {"text": text}
    now = {one.id: one for one in trial.utterances if one.id in part.evidence}
    if isinstance(part, Statement):
        update["speaker"] = _whose(part.speaker, part.evidence, before, now)
        if not any(flag in SPEAKER_REASONS for one in now.values() for flag in one.flags):
            update["flags"] = tuple(flag for flag in part.flags if flag not in SPEAKER_REASONS)
    elif isinstance(part, ActionItem):
        update["owner"] = _whose(part.owner, part.evidence, before, now)
    return part.model_copy(update=update)


def _whose(
    name: str | None, evidence: Sequence[str], before: Mapping[str, Utterance], now: Mapping[str, Utterance]
) -> str | None:
    """Whoever says now what he was thought to have said."""
    if any(one.name == name for one in now.values()):
        return name
    given = (now[id_].name for id_ in evidence if id_ in before and id_ in now and before[id_].name == name)
    return next(given, name)
