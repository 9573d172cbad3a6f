"""Which sentence belongs to which item of the agenda: by the chair's cues, deterministic, in the agenda's order.

Without an agenda the topics are those the chair announces; they are flagged, as a person has to confirm them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from minutes.domain import Meeting
from minutes.structure import cues
from minutes.structure.sentences import Sentence
from minutes.structure.sound import hands_over
from minutes.text.reading import reading

TITLE_ALIKE = 78.0  # partial ratio (0–100) from which a title counts as named, by wording or by sound
SHORTEST_FUZZY = 5  # characters; a shorter title must be there as it is
SCORE_NUMBER, SCORE_TITLE, SCORE_TRANSITION, SCORE_HANDOVER = 2.0, 3.0, 1.0, 2.0
SCORE_NEEDED = 2.0
NOT_THE_CHAIR = 0.5  # what a cue counts from someone else

PROPOSED = "topic_proposed"  # an item that no agenda names
UNPLANNED = "unplanned_item"  # 「その他」 and the like, beside the agenda given
UNCERTAIN = "uncertain_boundary"  # talk may belong to a neighbour: a cue was missed
UNNAMED = "（議題名を確認）"
OPENING_SENTENCES = 5  # that a secretariat needs for 開会, 出席の報告 and 資料の確認
NOT_FOUND = "no_statements"  # an item of the agenda that nobody announced

_NUMBERING = re.compile(r"^\s*(?:第?\d+(?:号|号議案)?[.．、]?|[（(]\d+[)）]|[①-⑳]|議題\d*|報告|協議)\s*")
_TAIL = re.compile(
    r"(?:について|に関する件|の件|に関すること)?\s*(?:[（(](?:報告|協議|審議|諮問|答申|報告・協議)[)）])?$"
)


@dataclass(frozen=True)
class Section:
    """An item and its sentences."""

    title: str
    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Start:
    """Where an item may begin."""

    sentence: int
    item: int
    score: float


def sections(said: Sequence[Sentence], meeting: Meeting, chair: str | None) -> tuple[Section, ...]:
    """The meeting divided into items. What is said before the first item begins belongs to it as procedure."""
    if not meeting.agenda:
        return _proposed(said, meeting, chair)
    starts = _best(_candidates(said, meeting.agenda, chair), said, chair)
    other = None if cues.OTHER_TITLE in meeting.agenda else _other_business(said, chair, starts)
    ends = sorted([start.sentence for start in starts] + ([other] if other is not None else []))
    found: dict[int, Section] = {}
    for start in starts or [_Start(0, 0, 0.0)]:
        end = next((place for place in ends if place > start.sentence), len(said))
        found[start.item] = Section(meeting.agenda[start.item], tuple(said[start.sentence : end]))
    _put_before(found, said[: starts[0].sentence if starts else 0], meeting.agenda, chair)
    for number in range(1, len(meeting.agenda)):
        if number not in found and number - 1 in found:
            found[number - 1] = replace(found[number - 1], flags=(UNCERTAIN,))
    items = [found.get(number, Section(title, (), (NOT_FOUND,))) for number, title in enumerate(meeting.agenda)]
    if other is not None:
        items.append(Section(cues.OTHER_TITLE, tuple(said[other:]), (UNPLANNED,)))
    return tuple(items)


def _put_before(
    found: dict[int, Section], before: Sequence[Sentence], agenda: Sequence[str], chair: str | None
) -> None:
    """What was said before the first item: its procedure, or (a cue was missed) talk on the item the agenda has first."""
    first = min(found)
    if first > 0 and _talk(before, chair):
        found[0] = Section(agenda[0], tuple(before), (UNCERTAIN,))
    else:
        found[first] = replace(found[first], sentences=(*before, *found[first].sentences))


def _talk(said: Sequence[Sentence], chair: str | None) -> bool:
    """Whether others than the chair say more than opens a meeting."""
    return sum(sentence.key != chair for sentence in said) > OPENING_SENTENCES


# ---- with an agenda ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Title:
    text: str
    sound: str


def _candidates(said: Sequence[Sentence], agenda: Sequence[str], chair: str | None) -> list[_Start]:
    titles = [_Title(core, reading(core)) for core in map(core_title, agenda)]
    found = []
    for place, sentence in enumerate(said):
        led = chair is None or sentence.key == chair
        if not led and not cues.HANDOVER.search(sentence.cue) and "説明" not in sentence.cue:
            continue
        scores = _scores(_opening_part(sentence.cue), titles)
        best = max(scores.values(), default=0.0) * (1.0 if led else NOT_THE_CHAIR)
        named = [item for item, score in scores.items() if score >= SCORE_NEEDED]
        if best >= SCORE_NEEDED and len(named) == 1:
            found.append(_Start(place, named[0], best))
        elif best >= SCORE_NEEDED and _by_far(scores):
            found.append(_Start(place, max(scores, key=lambda item: scores[item]), best))
    return found + _relative(said, len(agenda), chair)


def _by_far(scores: dict[int, float]) -> bool:
    """Several items are named (similar titles), but one clearly more."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    return first - second >= SCORE_NUMBER


def core_title(title: str) -> str:
    """What of an agenda entry is said aloud: no numbering, no について, no （報告）."""
    return _TAIL.sub("", _NUMBERING.sub("", title.strip())) or title


def _opening_part(cue: str) -> str:
    """Of 「以上で議題1を終わり、続きまして議題2に移ります」 the second half; nothing of a sentence that only closes."""
    parts = re.split(r"(?=続きまして|続いて|次に)", cue)
    tail = parts[-1] if len(parts) > 1 else cue
    return "" if cues.CLOSING_MENTION.search(tail) or cues.OVERVIEW.search(tail) else tail


def _scores(cue: str, titles: Sequence[_Title]) -> dict[int, float]:
    """Per item how strongly the sentence announces it; only items that are named at all."""
    number = _number(cue)
    context = (SCORE_TRANSITION if cues.TRANSITION.search(cue) else 0) + (SCORE_HANDOVER if _hands_over(cue) else 0)
    sound = reading(cue)
    scores: dict[int, float] = {}
    for item, title in enumerate(titles):
        score = SCORE_NUMBER if number == item + 1 else 0.0
        score += SCORE_TITLE * named(title.text, title.sound, cue, sound)
        if score:
            scores[item] = score + context
    return scores


def _hands_over(text: str) -> bool:
    return cues.HANDOVER.search(text) is not None or hands_over(text)


def _number(cue: str) -> int | None:
    match = cues.ITEM_NUMBER.search(cue)
    return int(next(group for group in match.groups() if group)) if match else None


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
        cue = _opening_part(sentence.cue)
        if sentence.key != chair or not cue:
            continue
        if cues.FIRST_ITEM.search(cue):
            found.append(_Start(place, 0, SCORE_NEEDED))
        elif cues.LAST_ITEM.search(cue):
            found.append(_Start(place, items - 1, SCORE_NEEDED))
        elif cues.NEXT_ITEM.search(cue):
            found += [_Start(place, item, SCORE_NEEDED) for item in range(1, items)]
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
            if before.item < start.item and spoken and total - _skipped(before, start) > score:
                score, chain = total - _skipped(before, start), earlier
        chains.append((score + start.score, [*chain, start]))
    return max(chains, key=lambda pair: pair[0], default=(0.0, []))[1]


def _skipped(before: _Start, after: _Start) -> float:
    """A leap over an item is possible, but less likely than the next one."""
    return 0.5 * (after.item - before.item - 1)


def _other_business(said: Sequence[Sentence], chair: str | None, starts: Sequence[_Start]) -> int | None:
    """Where 「その他」 begins after the last item, if anybody but the chair says anything there."""
    last = starts[-1].sentence if starts else 0
    for place in range(last + 1, len(said)):
        cue = said[place].cue
        led = said[place].key == chair and cues.TRANSITION.search(cue) and cues.OTHER_BUSINESS.search(cue)
        if led and any(sentence.key != chair for sentence in said[place:]):
            return place
    return None


# ---- without an agenda -------------------------------------------------------------------------------------------


def _proposed(said: Sequence[Sentence], meeting: Meeting, chair: str | None) -> tuple[Section, ...]:
    topics: list[tuple[int, str]] = []
    for place, sentence in enumerate(said):
        if chair is not None and sentence.key != chair:
            continue
        topic = announced(sentence.cue)
        if topic and (not topics or topic != topics[-1][1]):
            topics.append((place, topic))
    topics = [topic for topic in topics if _discussed(topic, topics, said, chair)]
    if not topics:
        return (Section(meeting.title, tuple(said), (PROPOSED,)),)
    if _talk(said[: topics[0][0]], chair):
        topics.insert(0, (0, UNNAMED))
    places = [0, *(place for place, _ in topics[1:]), len(said)]
    return tuple(
        Section(title, tuple(said[places[index] : places[index + 1]]), (PROPOSED,))
        for index, (_, title) in enumerate(topics)
    )


def announced(cue: str) -> str | None:
    """The topic a sentence of the chair opens; None when it opens none."""
    tail = _opening_part(cue)
    if cues.OTHER_BUSINESS.search(tail) and cues.TRANSITION.search(tail):
        return cues.OTHER_TITLE
    match = cues.ANNOUNCEMENT.search(tail)
    if match is None or not (cues.ITEM_NUMBER.search(tail) or _hands_over(tail[match.end() - 2 :])):
        return None
    title = cues.BEFORE_TITLE.sub("", match["title"]).strip("「」『』、 ")
    return title if len(title) > len("について") + 1 and not cues.NO_TOPIC.search(title) else None


def _discussed(
    topic: tuple[int, str], topics: Sequence[tuple[int, str]], said: Sequence[Sentence], chair: str | None
) -> bool:
    """A topic of which only the chair speaks before the next one was an overview of the agenda."""
    end = next((place for place, _ in topics if place > topic[0]), len(said))
    return any(sentence.key != chair for sentence in said[topic[0] : end])
