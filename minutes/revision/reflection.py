"""What of what was said stands nowhere in the minutes, looked at again around what a clerk has changed.

The rules are those of the first run (see `minutes.structure.grounding.reflected`). Whether a sentence says anything of substance
hangs on the turn it is in and on the turns before it, so whole turns are looked at; the rest of the meeting is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from minutes.domain import Unreflected, Utterance
from minutes.domain.edits import Reflect
from minutes.revision.desk import Desk
from minutes.revision.known import Known
from minutes.revision.results import Line
from minutes.structure.cues import OWN_NAME
from minutes.structure.grounding.reflected import unused
from minutes.structure.sentences import SENTENCE, key_of, sentences
from minutes.structure.typesetting import unset

_SAYS_NOTHING = re.compile(r"[。？！?!\s]*")  # as sentences are cut
_BEFORE = 3  # turns from which an echo, or an answer to a question, is known as such


class _Talk:
    """The meeting as it stands, turn by turn. `turn_at`: the number of the turn at each place; `begins`: the place at which
    each turn begins, and the end; `keys`: who speaks in it."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self.said = known.cited.of(desk)
        self.chair = known.chair(self.said)
        self.gone = [not after.text and bool(one.text) for one, after in zip(desk.utterances, self.said, strict=True)]
        self.place = {one.id: place for place, one in enumerate(self.said)}
        self.turn_at: list[int] = []
        self.begins: list[int] = []
        self.keys: list[str] = []
        for place, one in enumerate(self.said):
            key = key_of(one)
            if not self.keys or (key != self.keys[-1] and not _SAYS_NOTHING.fullmatch(one.text)):
                self.begins.append(place)
                self.keys.append(key)
            self.turn_at.append(len(self.keys) - 1)
        self.begins.append(len(self.said))

    def stretch(self, turns: Iterable[int]) -> Iterator[Utterance]:
        """What is said in these turns."""
        for turn in turns:
            for place in range(self.begins[turn], self.begins[turn + 1]):
                if not self.gone[place]:
                    yield self.said[place]

    def led(self, turn: int) -> bool:
        return self.chair is not None and self.keys[turn] == self.chair

    def put_before(self, turn: int) -> list[int]:
        """The turn in which the chair may have put to the meeting what is answered in this one."""
        return next(([one] for one in range(turn - 1, -1, -1) if self.led(one)), [])


def reflected_again(before: Desk, after: Desk, known: Known) -> Reflect | None:
    """What has become of the utterances that another act is about, and of those around them; None where nothing has."""
    same = before.utterances == after.utterances and before.tidied == after.tidied
    uses_the_same = before.unreflected == after.unreflected and not _named(before.lines, after.lines)
    if uses_the_same and (same or _says_the_same(before, after)):
        return None
    new = _Talk(after, known)
    old = new if same else _Talk(before, known)
    heard = [] if same else [place for place, one in enumerate(new.said) if _is_other(place, one, old, new)]
    turns = {turn for place in heard for turn in _around(place, old, new)}
    turns |= {new.turn_at[new.place[id_]] for id_ in _named(before.lines, after.lines) if id_ in new.place}
    again = {new.said[place].id for place in heard}
    again |= {one.id for turn in turns for one in new.said[new.begins[turn] : new.begins[turn + 1]]}
    left = {row.utterance: row for run in _runs(sorted(turns)) for row in _left(run, after.lines, new, known)}
    stands = defaultdict(list)
    for row in after.unreflected:
        stands[row.utterance].append(row)
    # a line of which only a flag or the speaker became another uses no more and no less of what was said
    left |= {row.utterance: row for row in before.unreflected if row.utterance not in again | stands.keys()}
    other = [
        id_
        for id_ in new.place
        if (id_ in again or id_ not in stands) and stands.get(id_, []) != [left[one] for one in (id_,) if one in left]
    ]
    return Reflect(utterances=tuple(other), left=tuple(left[id_] for id_ in other if id_ in left)) if other else None


def _says_the_same(before: Desk, after: Desk) -> bool:
    """Everybody what he said, under the name he had: a mark that is settled takes nothing out of the minutes."""
    pairs = zip(before.utterances, after.utterances, strict=False)
    return (
        len(before.utterances) == len(after.utterances)
        and before.tidied == after.tidied
        and all(one is was or (one.id, one.text, key_of(one)) == (was.id, was.text, key_of(was)) for was, one in pairs)
    )


# ---- what is looked at -------------------------------------------------------------------------------------------------


def _is_other(place: int, one: Utterance, old: _Talk, new: _Talk) -> bool:
    """Whether it says something else now, or its speaker another thing: a new name alone turns nothing into substance."""
    was = old.place.get(one.id)
    if was is None or old.said[was].text != one.text:
        return True
    if key_of(old.said[was]) == key_of(one):
        return False
    same_turns = len(old.said) == len(new.said) and _turn(was, old) == _turn(place, new)
    same_part = (key_of(old.said[was]) == old.chair) == (key_of(one) == new.chair)
    return not (same_turns and same_part) or any(
        OWN_NAME.match(sentence.group().strip()) for sentence in SENTENCE.finditer(one.text)
    )


def _turn(place: int, talk: _Talk) -> tuple[int, int]:
    """From where to where it goes."""
    turn = talk.turn_at[place]
    return talk.begins[turn], talk.begins[turn + 1]


def _around(place: int, old: _Talk, new: _Talk) -> Iterator[int]:
    """The turn at a place, its neighbours, and where the chair says something else what is answered to it."""
    turn, was = new.turn_at[place], old.place.get(new.said[place].id)
    last = turn + 1
    if new.led(turn) or (was is not None and old.led(old.turn_at[was])):
        while last < len(new.keys) and not new.led(last):
            last += 1
    return iter(range(max(0, turn - 1), min(last + 1, len(new.keys))))


def _named(before: Sequence[Line], after: Sequence[Line]) -> Iterator[str]:
    """The evidence of lines that are there or not, or that say or name something else."""
    old = {line.id: line for line in before}
    for line in after:
        was = old.pop(line.id, None)
        if was is None:
            yield from line.part.evidence
        elif was is not line and (was.part.text, was.part.evidence) != (line.part.text, line.part.evidence):
            yield from (*was.part.evidence, *line.part.evidence)
    for gone in old.values():
        yield from gone.part.evidence


def _runs(turns: Sequence[int]) -> Iterator[range]:
    """Turns that follow each other."""
    for _, group in groupby(enumerate(turns), key=lambda pair: pair[1] - pair[0]):
        run = [turn for _, turn in group]
        yield range(run[0], run[-1] + 1)


def _left(run: range, lines: Sequence[Line], talk: _Talk, known: Known) -> Iterator[Unreflected]:
    """Of these turns."""
    context = range(max(0, run.start - _BEFORE), run.stop)
    said = [unset(one, known.house) for one in talk.stretch([*talk.put_before(context.start), *context])]
    own = {one.id for one in talk.stretch(run)}
    parts = [line.part for line in lines if not own.isdisjoint(line.part.evidence)]
    for row in unused(sentences(said), parts, talk.chair, known.meeting.date):
        if row.utterance in own:
            yield row
