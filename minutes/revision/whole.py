"""An act as it is kept: with how a reworded utterance reads when tidied, and with what of a clerk's own words cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutes.domain import Act, Correction
from minutes.domain.edits import Add, Judge, Restate, Reword, Split
from minutes.revision.checking import Checking
from minutes.revision.desk import Desk, Stale
from minutes.revision.known import Known
from minutes.text.tidying.levels import tidied_at


def made_whole(act: Act, trial: Desk, known: Known) -> Iterator[Act]:
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
    elif isinstance(act, Add):
        yield act.model_copy(update={"part": Checking(trial, known).checked(act.part, act.item)})
    elif isinstance(act, Restate):
        line = trial.lines[trial.line(act.line)]
        yield act.model_copy(update={"part": Checking(trial, known).restated(act.part, line.part, line.item)})
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
    if not 0 <= number < len(corrections):
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
