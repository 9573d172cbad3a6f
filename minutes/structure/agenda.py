"""Which sentence belongs to which item of the agenda: by the chair's cues, deterministic, in the agenda's order.

An item may be announced by number, by title (as written or as it sounds), or as the next one; several may be taken
together (一括議題), and the chair may say that an item is taken earlier or taken up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from minutes.domain import Meeting
from minutes.structure import cues
from minutes.structure.designators import places
from minutes.structure.numbers import with_figures
from minutes.structure.sentences import Sentence
from minutes.structure.topics import PROPOSED as PROPOSED
from minutes.structure.topics import Section as Section
from minutes.structure.topics import opening_part, opens, proposed, talked
from minutes.text.reading import reading

TITLE_ALIKE = 78.0  # partial ratio (0–100) from which a title counts as named, by wording or by sound
SHORTEST_FUZZY = 5  # characters; a shorter title must be there as it is
SCORE_NUMBER, SCORE_TITLE, SCORE_TRANSITION, SCORE_HANDOVER = 2.0, 3.0, 1.0, 2.0
SCORE_NEEDED = 2.0
NOT_THE_CHAIR = 0.5  # what a cue counts from someone else

UNPLANNED = "unplanned_item"  # 「その他」 and the like, beside the agenda given
UNCERTAIN = "uncertain_boundary"  # talk may belong to a neighbour: a cue was missed
NOT_FOUND = "no_statements"  # an item of the agenda that nobody announced
TOGETHER = "taken_together"  # talked about with the item before it

_PAPER = r"(?:議案|陳情|請願|認定|諮問|承認|同意|発議|報告)"
_NUMBERING = re.compile(
    rf"^\s*(?:日程第?\d+[\s　、.．]*)?(?:{_PAPER}第?\d+号?|第?\d+(?:号(?:{_PAPER})?)?[.．、]?|[（(]\d+[)）]|[①-⑳]|議題\d*[.．、]?"
    r"|(?:報告|協議|審議)(?:事項)?\d*)[\s　]*"
)
_TAIL = re.compile(
    r"(?:について|に関する件|の件|に関すること)?\s*(?:[（(](?:報告|協議|審議|諮問|答申|議決|報告・協議)[)）])?$"
)


@dataclass(frozen=True)
class _Start:
    """Where an item may begin, or (`last` > `item`) several that are taken together."""

    sentence: int
    item: int
    score: float
    last: int


def sections(said: Sequence[Sentence], meeting: Meeting, chair: str | None) -> tuple[Section, ...]:
    """The meeting divided into items. What is said before the first item begins belongs to it as procedure."""
    if not meeting.agenda:
        return proposed(said, meeting, chair)
    agenda = meeting.agenda
    moved = _out_of_order(said, agenda, chair)
    starts = _best(_candidates(said, agenda, chair, moved), said, chair)
    starts = sorted((*starts, *moved), key=lambda start: start.sentence) or [_Start(0, 0, 0.0, 0)]
    other = None if cues.OTHER_TITLE in agenda else _other_business(said, chair, starts)
    found: dict[int, Section] = {}
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.sentence if following else len(said)
        for item, part in _parts(said[start.sentence : min(end, other or end)], start, agenda, chair):
            before = found[item].sentences if item in found else ()
            found[item] = Section(agenda[item], (*before, *part), () if item == start.item else (TOGETHER,))
    _put_before(found, said[: starts[0].sentence], agenda, chair)
    for number in range(1, len(agenda)):
        if number not in found and number - 1 in found:
            found[number - 1] = replace(found[number - 1], flags=(UNCERTAIN,))
    items = [found.get(number, Section(title, (), (NOT_FOUND,))) for number, title in enumerate(agenda)]
    if other is not None:
        items.append(Section(cues.OTHER_TITLE, tuple(said[other:]), (UNPLANNED,)))
    return tuple(items)


def _parts(
    said: Sequence[Sentence], start: _Start, agenda: Sequence[str], chair: str | None
) -> Iterator[tuple[int, tuple[Sentence, ...]]]:
    """Of items taken together: the talk belongs to the first, what is put to the vote to the item that the chair names."""
    items = range(start.item, start.last + 1)
    parts: dict[int, list[Sentence]] = {item: [] for item in items}
    current = start.item
    for sentence in said:
        if len(items) > 1 and sentence.key == chair and cues.PUTS_ITEM.search(sentence.cue):
            named = places(sentence.cue, agenda) & set(items)
            current = next(iter(named)) if len(named) == 1 else current
        parts[current].append(sentence)
    return ((item, tuple(part)) for item, part in parts.items())


def _put_before(
    found: dict[int, Section], before: Sequence[Sentence], agenda: Sequence[str], chair: str | None
) -> None:
    """What was said before the first item: its procedure, or (a cue was missed) talk on the item the agenda has first."""
    first = min(found)
    if first > 0 and talked(before, chair):
        found[0] = Section(agenda[0], tuple(before), (UNCERTAIN,))
    else:
        found[first] = replace(found[first], sentences=(*before, *found[first].sentences))


# ---- with an agenda ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Title:
    text: str
    sound: str


def _candidates(
    said: Sequence[Sentence], agenda: Sequence[str], chair: str | None, moved: Sequence[_Start]
) -> list[_Start]:
    titles = [_Title(core, reading(core)) for core in map(core_title, agenda)]
    found = []
    taken = {start.sentence for start in moved}
    for place, sentence in enumerate(said):
        led = chair is None or sentence.key == chair
        if place in taken or (not led and not cues.HANDOVER.search(sentence.cue) and "説明" not in sentence.cue):
            continue
        cue = opening_part(sentence.cue)
        scores = _scores(cue, titles, agenda)
        best = max(scores.values(), default=0.0) * (1.0 if led else NOT_THE_CHAIR)
        named = sorted(item for item, score in scores.items() if score >= SCORE_NEEDED)
        if best < SCORE_NEEDED or (cues.VOTES_ON_ITEM.search(cue) and not opens(cue)):
            continue
        if len(named) > 1 and cues.TOGETHER.search(_with_next(said, place)) and (_consecutive(named) or "から" in cue):
            found.append(_Start(place, named[0], best * (named[-1] - named[0] + 1), named[-1]))
        elif len(named) == 1 or _by_far(scores):
            item = max(scores, key=lambda item: scores[item])
            found.append(_Start(place, item, best, item))
    return found + _relative(said, len(agenda), chair)


def _with_next(said: Sequence[Sentence], place: int) -> str:
    """「議案第5号及び第6号に移ります。この2件は一括して議題といたします。」"""
    return said[place].cue + (said[place + 1].cue if place + 1 < len(said) else "")


def _consecutive(items: Sequence[int]) -> bool:
    return items[-1] - items[0] == len(items) - 1


def _by_far(scores: dict[int, float]) -> bool:
    """Several items are named (similar titles), but one clearly more."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    return first - second >= SCORE_NUMBER


def _out_of_order(said: Sequence[Sentence], agenda: Sequence[str], chair: str | None) -> list[_Start]:
    """Where the chair says that an item is taken before its turn or taken up again."""
    titles = [_Title(core, reading(core)) for core in map(core_title, agenda)]
    found = []
    for place, sentence in enumerate(said):
        if sentence.key == chair and cues.OUT_OF_ORDER.search(sentence.cue):
            scores = _scores(sentence.cue, titles, agenda)
            if len(scores) == 1 or (scores and _by_far(scores)):
                item = max(scores, key=lambda item: scores[item])
                found.append(_Start(place, item, scores[item], item))
    return found


def core_title(title: str) -> str:
    """What of an agenda entry is said aloud: no numbering, no について, no （報告）."""
    return _TAIL.sub("", _NUMBERING.sub("", with_figures(title).strip())) or title


def _scores(cue: str, titles: Sequence[_Title], agenda: Sequence[str]) -> dict[int, float]:
    """Per item how strongly the sentence announces it; only items that are named at all."""
    numbered = places(cue, agenda)
    context = (SCORE_TRANSITION if cues.TRANSITION.search(cue) else 0) + (SCORE_HANDOVER if opens(cue) else 0)
    sound = reading(cue)
    scores: dict[int, float] = {}
    for item, title in enumerate(titles):
        score = SCORE_NUMBER if item in numbered else 0.0
        score += SCORE_TITLE * named(title.text, title.sound, cue, sound)
        if score:
            scores[item] = score + context
    return scores


def named(title: str, title_sound: str, text: str, sound: str) -> float:
    """0, or how surely (0–1) the title is named, by wording or by sound."""
    if title == cues.OTHER_TITLE:
        return 1.0 if cues.OTHER_BUSINESS.search(text) else 0.0
    if len(title) < SHORTEST_FUZZY or len(text) < len(title) // 2:
        return 1.0 if title in text else 0.0
    alike = max(fuzz.partial_ratio(title, text), fuzz.partial_ratio(title_sound, sound))
    return alike / 100 if alike >= TITLE_ALIKE else 0.0


def _relative(said: Sequence[Sentence], items: int, chair: str | None) -> list[_Start]:
    """「次の議題に移ります」 begins whichever item comes next; the chain that fits best decides which."""
    found = []
    for place, sentence in enumerate(said):
        cue = opening_part(sentence.cue)
        if sentence.key != chair or not cue:
            continue
        if cues.FIRST_ITEM.search(cue):
            found.append(_Start(place, 0, SCORE_NEEDED, 0))
        elif cues.LAST_ITEM.search(cue):
            found.append(_Start(place, items - 1, SCORE_NEEDED, items - 1))
        elif cues.NEXT_ITEM.search(cue):
            found += [_Start(place, item, SCORE_NEEDED, item) for item in range(1, items)]
    return found


def _best(candidates: Sequence[_Start], said: Sequence[Sentence], chair: str | None) -> list[_Start]:
    """The chain of starts in the agenda's order with the highest score; between two of them others must have spoken."""
    ordered = sorted(candidates, key=lambda start: (start.sentence, start.item))
    others = [0]
    for sentence in said:
        others.append(others[-1] + (sentence.key != chair))
    chains: list[tuple[float, list[_Start]]] = []
    for index, start in enumerate(ordered):
        score, chain = 0.0, list[_Start]()
        for before, (total, earlier) in zip(ordered[:index], chains, strict=False):
            spoken = others[start.sentence] - others[before.sentence]
            if before.last < start.item and spoken and total - _skipped(before, start) > score:
                score, chain = total - _skipped(before, start), earlier
        chains.append((score + start.score, [*chain, start]))
    return max(chains, key=lambda pair: pair[0], default=(0.0, []))[1]


def _skipped(before: _Start, after: _Start) -> float:
    """A leap over an item is possible, but less likely than the next one."""
    return 0.5 * (after.item - before.last - 1)


def _other_business(said: Sequence[Sentence], chair: str | None, starts: Sequence[_Start]) -> int | None:
    """Where 「その他」 begins after the last item, if anybody but the chair says anything there."""
    last = starts[-1].sentence if starts else 0
    for place in range(last + 1, len(said)):
        cue = said[place].cue
        led = said[place].key == chair and cues.TRANSITION.search(cue) and cues.OTHER_BUSINESS.search(cue)
        if led and any(sentence.key != chair for sentence in said[place:]):
            return place
    return None
