"""Whether a number stands for what it stood for when it was said: 「A案120万円、B案150万円」 is no proof of 「A案150万円」.

Each number has labels: the content words around it as far as the next number, the topic of its sentence, and its place in
a change (from, to). A number is taken from elsewhere when another number of its kind has a label that the claim gives it
and that its own place lacks, while none of its own labels is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from minutes.structure.grounding.passage import Passage, keys_of
from minutes.structure.grounding.quantities import Quantity

_FROM_TO = re.compile(
    r"^(?:程度|前後|ほど|台)?(?:から|より|を|が|だったものが|であったものが)、?(?:税込み?)?(?:約|およそ)?$"
)
_STOP = re.compile(r"[、。]|(?<=[^の])(?:と|や|及び|並びに|又は)(?=[^い考見し思の])|(?<!ま)で(?=[^のはもす])")
_TOPIC = re.compile(r"([^、。]{1,40}?)(?:について|に関して|につきまして|の場合|は|も(?!の)|では|には)(?:、|$)?")
_PART_OF = re.compile(r"^[^、。0-9]{0,4}?(?:中(?=[0-9])|のうち|のなか)")
_PARTICLE = re.compile("[はがをにでのともや、]")
_CHARACTER = re.compile("[一-鿿]")
FROM, TO = "→", "←"
_DISTANCE = 30  # characters; what stands farther away is no label


@dataclass(frozen=True)
class Labelled:
    """A number with the words that say what it is of: `labels` beside it, `loose` ones farther off, `around` all of its
    sentence."""

    quantity: Quantity
    labels: frozenset[str]
    loose: frozenset[str]
    around: frozenset[str]


@lru_cache(maxsize=1024)
def labelled(passage: Passage) -> tuple[Labelled, ...]:
    found: list[Labelled] = []
    numbers = [one for one in passage.quantities if one.date is None or one.date.known()]  # no bare weekdays
    for index, quantity in enumerate(numbers):
        sentence = next(
            ((start, end) for start, end in passage.sentences if start <= quantity.start < end), (0, len(passage.text))
        )
        before = numbers[index - 1] if index and numbers[index - 1].end > sentence[0] else None
        after = numbers[index + 1] if index + 1 < len(numbers) and numbers[index + 1].start < sentence[1] else None
        start = _start(passage.text, sentence[0], quantity, before)
        end = _end(passage.text, sentence[1], quantity, after)
        part = _PART_OF.match(passage.text[quantity.end :]) is not None  # 6系列中2系列: the words before are of the 2
        labels = set() if part else _words(passage, max(start, quantity.start - _DISTANCE), quantity.start)
        labels |= set() if part else _words(passage, quantity.end, end)
        own_topic = "は" in passage.text[start : quantity.start]
        loose = set() if own_topic else _topic(passage, sentence[0], start)
        if passage.text[end : end + 1] == "、" and passage.text[end - 1] == "は":
            stop = _STOP.search(passage.text, end + 1, sentence[1])
            loose |= _words(passage, end, stop.start() if stop else sentence[1])
        labels |= _direction(passage.text, quantity, after)
        labels |= _change(passage.text, before, quantity, after)
        if TO in labels and found:
            loose |= found[-1].labels - {FROM}
        found.append(Labelled(quantity, frozenset(labels), frozenset(loose), frozenset(_words(passage, *sentence))))
    return tuple(found)


def _words(passage: Passage, start: int, end: int) -> set[str]:
    return {key for word in passage.between(start, end) for key in keys_of(word)}


def _start(text: str, sentence: int, quantity: Quantity, before: Quantity | None) -> int:
    if before is None:
        return max(sentence, text.rfind("、", sentence, quantity.start) + 1)
    if not _PARTICLE.search(text, before.end, quantity.start):
        return quantity.start  # 予算を1億円下回る31億円: what stands between is said of the first
    stop = _STOP.search(text, before.end, quantity.start)
    return stop.end() if stop else before.end


def _end(text: str, sentence: int, quantity: Quantity, after: Quantity | None) -> int:
    """Up to the next stop; where no stop is before the next number, what stands between is that number's."""
    limit = after.start if after else sentence
    stop = _STOP.search(text, quantity.end, limit)
    if stop:
        return stop.start()
    return limit if after is None or text[quantity.end : quantity.end + 1] == "の" else quantity.end


def _topic(passage: Passage, sentence: int, end: int) -> set[str]:
    """The words of the last 「…は」 before the number's own words."""
    topics = list(_TOPIC.finditer(passage.text, sentence, end))
    if not topics:
        return set()
    return _words(passage, topics[-1].start(1), topics[-1].end(1))


_SIGNS = (
    ("↑", re.compile(r"^[^、。]{0,8}?(?:増|上昇|上回|上が|伸び|多く|プラス)")),
    ("↓", re.compile(r"^[^、。]{0,8}?(?:減|低下|下回|下が|落ち|少な|安[くい]|マイナス)")),
    ("!", re.compile(r"^(?:だけ|のみ|しか|にとどま)")),
)


def _direction(text: str, quantity: Quantity, after: Quantity | None) -> set[str]:
    """Up, down, or no more than that."""
    rest = text[quantity.end : after.start if after else len(text)]
    return {sign for sign, written in _SIGNS if written.search(rest)}


def _change(text: str, before: Quantity | None, quantity: Quantity, after: Quantity | None) -> set[str]:
    found = set()
    if after is not None and after.kind == quantity.kind and _FROM_TO.match(text[quantity.end : after.start]):
        found.add(FROM)
    if before is not None and before.kind == quantity.kind and _FROM_TO.match(text[before.end : quantity.start]):
        found.add(TO)
    return found


_UP_DOWN = frozenset("↑↓")
_FROM_TO_ = frozenset((FROM, TO))


def _opposed(claimed: frozenset[str], said: frozenset[str]) -> bool:
    return any(
        len(claimed & pair) == len(said & pair) == 1 and claimed & pair != said & pair for pair in (_UP_DOWN, _FROM_TO_)
    )


def misplaced(claimed: Labelled, own: Sequence[Labelled], rivals: Sequence[Labelled]) -> bool:
    """`own`: where the number was said; `rivals`: the other numbers of its kind."""
    opposed = [here for here in own if _opposed(claimed.labels, here.labels)]
    return bool(own) and all(here in opposed or any(_taken(claimed, here, rival) for rival in rivals) for here in own)


def _taken(claimed: Labelled, here: Labelled, rival: Labelled) -> bool:
    own, other = here.labels | here.loose, rival.labels | rival.loose
    theirs = claimed.labels & (rival.labels - own) - _UP_DOWN
    theirs = frozenset(word for word in theirs if not _CHARACTER.fullmatch(word))  # 費, 率
    if own and not claimed.around & (own - other):
        theirs |= claimed.loose & (rival.loose - own)
    ours = (claimed.labels | claimed.loose) & (own - other)
    return bool(theirs) and not ours
