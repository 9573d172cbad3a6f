"""Whatever a clerk may do to a meeting, one thing after the other, drawn by lot."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from minutes.domain import Act, ActionItem, Correction, Decision, Mask, Minutes, Provenance, Statement
from minutes.domain.edits import (
    Add,
    Boundary,
    Drop,
    Judge,
    Keep,
    Listened,
    Merge,
    Restate,
    Retidy,
    Reword,
    Settle,
    Speaker,
    Split,
)
from minutes.revision.results import Part, Results, Revised
from minutes.structure.compose import Manner, compose
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from tests.structure.meetings import load

_NAMES = ("佐藤委員", "総務課長", "名簿にない人", None)
_WORDS = ("上下水道", "200万円", "来年度", "はい。", "", "えー、", "ございません")


def meeting_of(name: str) -> Results:
    """One of the constructed meetings as the machine leaves it, with a correction that was made and one that was not."""
    utterances, meeting = load(name)
    tidied = tidy(utterances, House())
    made = compose(at_level(utterances, tidied, "edited"), meeting, Manner("dearu", House()))
    corrections = tuple(
        Correction(
            utterance=one.id,
            before=before,
            after=after,
            start=0,
            end=len(before),
            term=after,
            rule="reading",
            score=0.7,
            applied=applied,
        )
        for one, applied in ((utterances[3], True), (utterances[5], False))
        for before, after in ((("誤り", one.text[:2]) if applied else (one.text[:2], "正解")),)
    )
    return Results(
        utterances=utterances,
        minutes=Minutes(meeting=meeting, items=made.items, provenance=Provenance(software="minutes")),
        tidied=tidied,
        corrections=corrections,
        unreflected=made.unreflected,
    )


def any_act(lot: Random, now: Revised, number: int) -> Act:
    """An act on the state as it is; now and then on something that is not there."""
    return lot.choice(_ACTS)(lot, now, number)


def _utterance(lot: Random, now: Revised) -> str:
    return "u9999" if lot.random() < 0.03 else lot.choice(now.results.utterances).id


def _text(now: Revised, id_: str) -> str:
    return next((one.text for one in now.results.utterances if one.id == id_), "別の文。")


def _other(lot: Random, text: str) -> str:
    """The text with a word put in, left out, or changed."""
    at = lot.randrange(len(text) + 1)
    return text[:at] + lot.choice(_WORDS) + text[at + lot.randrange(4) :]


def _reword(lot: Random, now: Revised, number: int) -> Act:
    id_ = _utterance(lot, now)
    was = _text(now, id_)
    text = lot.choice(("はい。", "", was)) if lot.random() < 0.2 else _other(lot, was)
    return Reword(utterance=id_, was=was, text=text)


def _retidy(lot: Random, now: Revised, number: int) -> Act:
    one = lot.choice(now.results.tidied)
    return Retidy(utterance=one.id, was=one.edited, text=_other(lot, one.edited))


def _speaker(lot: Random, now: Revised, number: int) -> Act:
    known = tuple({one.name for one in now.results.utterances})
    name = lot.choice((*sorted(filter(None, known)), *_NAMES))
    return Speaker(utterance=_utterance(lot, now), reach=lot.choice(("this", "this", "onward", "voice")), name=name)


def _split(lot: Random, now: Revised, number: int) -> Act:
    id_ = _utterance(lot, now)
    text = _text(now, id_)
    return Split(utterance=id_, was=text, at=lot.randrange(1, len(text) + 2), into=f"{id_}.{number}")


def _merge(lot: Random, now: Revised, number: int) -> Act:
    place = lot.randrange(len(now.results.utterances))
    one, after = now.results.utterances[place], now.results.utterances[min(place + 1, len(now.results.utterances) - 1)]
    return Merge(utterance=one.id, was=(one.text, after.text))


def _boundary(lot: Random, now: Revised, number: int) -> Act:
    return Boundary(item=lot.randrange(2, len(now.results.minutes.items) + 2), utterance=_utterance(lot, now))


def _restate(lot: Random, now: Revised, number: int) -> Act:
    if not now.lines:
        return _drop(lot, now, number)
    line = lot.choice(now.lines)
    update: dict[str, object] = {"flags": ()}
    if lot.random() < 0.6:
        update["text"] = _other(lot, line.part.text)
    if lot.random() < 0.3:
        update["evidence"] = (_utterance(lot, now),)
    if lot.random() < 0.3:
        update |= {"speaker": lot.choice(_NAMES)} if isinstance(line.part, Statement) else {}
        update |= {"owner": lot.choice(_NAMES)} if isinstance(line.part, ActionItem) else {}
    return Restate(line=line.id, was=line.part.text, part=line.part.model_copy(update=update))


def _add(lot: Random, now: Revised, number: int) -> Act:
    chosen = lot.sample(now.results.utterances, k=min(lot.randrange(1, 3), len(now.results.utterances)))
    evidence = tuple(one.id for one in chosen)
    text = lot.choice((chosen[0].text, "何も言っていない。", "賛成である。"))
    parts: tuple[Part, ...] = (
        Statement(kind="opinion", speaker=chosen[0].name, text=text, evidence=evidence),
        Decision(text=text, evidence=evidence),
        ActionItem(text=text, owner=chosen[0].name, due="来週", evidence=evidence),
    )
    return Add(line=f"c{number}", item=lot.randrange(1, len(now.results.minutes.items) + 2), part=lot.choice(parts))


def _drop(lot: Random, now: Revised, number: int) -> Act:
    if not now.lines or lot.random() < 0.05:
        return Drop(line="i1.s999", was="")
    line = lot.choice(now.lines)
    return Drop(line=line.id, was=line.part.text)


def _settle(lot: Random, now: Revised, number: int) -> Act:
    lines = [line.id for line in now.lines]
    items = [f"i{item}" for item in range(1, len(now.results.minutes.items) + 2)]
    return Settle(target=lot.choice((*lines, *items, _utterance(lot, now))))


def _judge(lot: Random, now: Revised, number: int) -> Act:
    return Judge(corrections=(lot.randrange(-1, len(now.results.corrections) + 1),), accept=lot.random() < 0.5)


def _keep(lot: Random, now: Revised, number: int) -> Act:
    return Keep(mask=Mask(utterance=_utterance(lot, now), reason="個人"), on=lot.random() < 0.7)


def _listened(lot: Random, now: Revised, number: int) -> Act:
    return Listened(start=1.0, end=2.0)


_ACTS: tuple[Callable[[Random, Revised, int], Act], ...] = (
    *(_reword, _reword, _speaker, _speaker, _restate, _restate, _add, _add, _drop, _drop),
    *(_retidy, _split, _merge, _boundary, _settle, _judge, _keep, _listened),
)
