"""What follows from an act of a clerk: how a reworded utterance reads when tidied, the same word in the minutes, whose words they
now are, and what of a line its evidence no longer bears out.

It is found once, when the clerk acts, and kept in the same edit: what follows is seen at once, undone together with its cause,
and needs no language tools when the edits are read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from minutes.domain import Act, ActionItem, Correction, Dictionary, Meeting, Statement, Utterance
from minutes.domain.edits import Add, Judge, Restate, Reword, Split
from minutes.render.flags import SPEAKER_REASONS
from minutes.revision.desk import Desk, Stale
from minutes.revision.results import Line, Part
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.claim import claim_of
from minutes.text.reading import morphemes
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import tidied_at
from minutes.unsupported import PREFIX

_SHORTEST = 2  # characters of a word that is known by itself; a shorter one only with the word before it


@dataclass(frozen=True)
class Known:
    """What is known of a meeting besides what was said: the meeting file, how the office writes, its terms."""

    meeting: Meeting
    house: House
    dictionaries: tuple[Dictionary, ...] = ()


def with_consequences(desk: Desk, act: Act, known: Known) -> tuple[Act, ...]:
    """The act, made whole, and what follows from it: the acts of one edit. The desk stays as it is. Raises Stale."""
    trial = desk.copy()
    acts = list(_whole(act, trial, known))
    before = {one.id: one for one in desk.utterances}
    tidied = {id_: one.edited for id_, one in desk.tidied.items()}
    changed = [one.id for one in trial.utterances if before.get(one.id) != one]
    changed += [id_ for id_, one in trial.tidied.items() if id_ in before and tidied.get(id_) != one.edited]
    words = {
        id_: (*_exchanged(before[id_].text, now.text), *_exchanged(tidied.get(id_, ""), trial.tidied[id_].edited))
        for now in trial.utterances
        if (id_ := now.id) in before and id_ in changed and id_ in trial.tidied
    }
    grounds: Grounds | None = None  # of a long meeting they take a while
    for line in trial.lines:
        about = [id_ for id_ in line.part.evidence if id_ in changed]
        if about:
            grounds = grounds or _grounds(trial, known)
            part = _followed(line.part, before, trial, [pair for id_ in about for pair in words.get(id_, ())])
            part = _checked(part, line.item, trial.lines, grounds)
            if part != line.part:
                acts.append(Restate(line=line.id, was=line.part.text, part=part))
    return tuple(acts)


# ---- the act itself --------------------------------------------------------------------------------------------------


def _whole(act: Act, trial: Desk, known: Known) -> Iterator[Act]:
    """The act with all it leaves to be found; each is done on the trial desk as soon as it is known."""
    for one in _parts(act, trial, known):
        trial.apply(one)
        yield one


def _parts(act: Act, trial: Desk, known: Known) -> Iterator[Act]:
    if isinstance(act, Reword):
        yield _tidied(act, trial, known)
    elif isinstance(act, Split):
        yield act
        for id_ in (act.utterance, act.into):
            text = trial.utterances[trial.place(id_)].text
            yield _tidied(Reword(utterance=id_, was=text, text=text), trial, known)
    elif isinstance(act, Judge):
        for number in act.corrections:
            if _is_other(trial.corrections, number, act.accept):  # a suggestion refused changes no text
                yield _tidied(_judged(trial, number, act.accept), trial, known)
            yield Judge(corrections=(number,), accept=act.accept)
    elif isinstance(act, (Restate, Add)):
        item = act.item if isinstance(act, Add) else trial.lines[trial.line(act.line)].item
        yield act.model_copy(update={"part": _checked(act.part, item, trial.lines, _grounds(trial, known))})
    else:
        yield act


def _tidied(act: Reword, trial: Desk, known: Known) -> Reword:
    """With what tidying makes of the new words where they stand."""
    place = trial.place(act.utterance)
    utterances = list(trial.utterances)
    utterances[place] = utterances[place].model_copy(update={"text": act.text})
    tidied = tidied_at(utterances, place, known.house)
    return act.model_copy(update={"clean": tidied.clean, "edited": tidied.edited})


def _is_other(corrections: Sequence[Correction], number: int, accept: bool) -> bool:
    if number >= len(corrections):
        raise Stale(str(number))
    return corrections[number].applied is not accept


def _judged(trial: Desk, number: int, accept: bool) -> Reword:
    """The utterance with the suggestion taken over, or with the correction taken back. Raises Stale where its words are
    not there any more."""
    one = trial.corrections[number]
    text = trial.utterances[trial.place(one.utterance)].text
    old, new = (one.before, one.after) if accept else (one.after, one.before)
    shift = sum(
        len(other.after) - len(other.before)
        for other in trial.corrections
        if other.utterance == one.utterance and other.applied and other.end <= one.start
    )
    at = one.start + shift
    if text[at : at + len(old)] != old:
        if text.count(old) != 1:
            raise Stale(one.utterance)
        at = text.index(old)
    return Reword(utterance=one.utterance, was=text, text=text[:at] + new + text[at + len(old) :])


# ---- what follows ----------------------------------------------------------------------------------------------------


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


def _grounds(trial: Desk, known: Known) -> Grounds:
    """What was said, in the words in which it is cited."""
    said = [
        one.model_copy(update={"text": trial.tidied[one.id].edited}) if one.id in trial.tidied else one
        for one in trial.utterances
    ]
    return Grounds(said, known.meeting, known.dictionaries)


def _checked(part: Part, item: int, lines: Sequence[Line], grounds: Grounds) -> Part:
    """With what of it cannot be shown; what else was to be checked stays to be checked."""
    allowed = frozenset(id_ for line in lines if line.item == item for id_ in line.part.evidence) | set(part.evidence)
    failures = grounds.check(claim_of(part), frozenset(allowed))
    other = (flag for flag in part.flags if not flag.startswith(PREFIX))
    flags = tuple(dict.fromkeys((*other, *(failure.flag for failure in failures))))
    return part.model_copy(update={"flags": flags})
