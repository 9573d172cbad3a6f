"""An item's talk in pieces that fit a request: whole exchanges together.

Only an exchange that is longer is cut: before follow-up questions, else between turns, sentences or at last clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from minutes.structure.llm.data import row
from minutes.structure.sentences import Sentence

UNKNOWN = "話者不明"
_CLAUSE = re.compile(r"[^、，,。]*[、，,。]?")
Piece = tuple[Sentence, ...]


@dataclass(frozen=True)
class Line:
    """What one speaker said in one go, as it is sent: the utterances it stands in, the speaker's label, the text."""

    ids: tuple[str, ...]
    speaker: str
    text: str

    def fields(self) -> dict[str, object]:
        return {"ids": list(self.ids), "speaker": self.speaker, "text": self.text}


Size = Callable[[Line], int]


def size_of(line: Line) -> int:
    """Characters of the line in a request, with what separates it from the next."""
    return len(row(line.fields())) + 2


@dataclass(frozen=True)
class Window:
    """Part of an item (`number` of `of`, from 1) that is sent in one request. `chair`: the label of who leads."""

    item_title: str
    exchanges: tuple[Piece, ...]
    chair: str | None = None
    number: int = 1
    of: int = 1

    @cached_property
    def sentences(self) -> Piece:
        return tuple(sentence for exchange in self.exchanges for sentence in exchange)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The utterances of which something is in the window."""
        return frozenset(id_ for sentence in self.sentences for id_ in sentence.evidence)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return lines(self.sentences)

    @cached_property
    def speakers(self) -> Mapping[str, str | None]:
        """The role each label stands for; None for a voice nobody has named."""
        return {_label(sentence): sentence.role for sentence in self.sentences}

    @cached_property
    def spoken_by(self) -> Mapping[str, str]:
        """The label of each utterance's speaker."""
        return {id_: line.speaker for line in self.lines for id_ in line.ids}

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What was said in each utterance, as far as it is in the window."""
        found: dict[str, str] = {}
        for line in self.lines:
            for id_ in line.ids:
                found[id_] = found.get(id_, "") + line.text
        return found


def windows(
    title: str, exchanges: Iterable[Sequence[Sentence]], room: int, chair: str | None = None, size: Size = size_of
) -> tuple[Window, ...]:
    """`exchanges` in spoken order; `room`: characters that the lines of a window may take, as `size` measures them."""
    found: list[list[Piece]] = []
    left = 0
    for exchange in exchanges:
        for piece in _fitting(tuple(exchange), room, size, chair):
            needed = _size(piece, size)
            if not found or needed > left:
                found.append([])
                left = room
            found[-1].append(piece)
            left -= needed
    return tuple(
        Window(title, tuple(pieces), chair, number, len(found)) for number, pieces in enumerate(found, start=1)
    )


def lines(sentences: Sequence[Sentence]) -> tuple[Line, ...]:
    """Neighbouring sentences of one utterance on one line."""
    found = []
    for _, group in groupby(sentences, key=lambda sentence: (sentence.key, sentence.evidence)):
        said = tuple(group)
        found.append(Line(said[0].evidence, _label(said[0]), "".join(sentence.text for sentence in said)))
    return tuple(found)


def label_of(key: str | None) -> str | None:
    """How a speaker is called in a request, by his key (see `sentences`)."""
    return UNKNOWN + key[1:] if key is not None and key.startswith("?") else key


def _label(sentence: Sentence) -> str:
    return sentence.role if sentence.role is not None else UNKNOWN + sentence.key.lstrip("?")


def _size(piece: Sequence[Sentence], size: Size) -> int:
    return sum(map(size, lines(piece)))


def _fitting(exchange: Piece, room: int, size: Size, chair: str | None) -> Iterator[Piece]:
    """The exchange whole where it fits; else in runs of the largest units that tell anything apart in it."""
    if _size(exchange, size) <= room:
        yield exchange
        return
    units = next((units for cut in (_rounds, _turns, _sentences) if len(units := cut(exchange, chair)) > 1), None)
    if units is None:
        yield from _clauses(exchange[0], room, size)
        return
    run: Piece = ()
    for unit in units:
        if run and _size(run + unit, size) > room:
            yield from _fitting(run, room, size, chair)
            run = ()
        run += unit
    yield from _fitting(run, room, size, chair)


def _rounds(exchange: Piece, chair: str | None) -> list[Piece]:
    """Cut where whoever began it speaks again: a follow-up question with its answer."""
    asker = next((sentence.key for sentence in exchange if _label(sentence) != chair), None)
    found: list[Piece] = []
    for turn in _turns(exchange, chair):
        if found and (turn[0].key != asker or all(sentence.key != asker for sentence in found[-1])):
            found[-1] += turn  # what leads up to the first question belongs to it
        else:
            found.append(turn)
    return found


def _turns(exchange: Piece, chair: str | None) -> list[Piece]:
    return [tuple(group) for _, group in groupby(exchange, key=lambda sentence: sentence.key)]


def _sentences(exchange: Piece, chair: str | None) -> list[Piece]:
    return [(sentence,) for sentence in exchange]


def _clauses(sentence: Sentence, room: int, size: Size) -> Iterator[Piece]:
    """A sentence nobody could say in one breath; where it has no comma either, it is cut where the room ends."""

    def fits(text: str) -> bool:
        return _size((replace(sentence, text=text),), size) <= room

    most = max(room - (_size((replace(sentence, text=""),), size)), 1)
    said = ""
    for clause in _CLAUSE.findall(sentence.text):
        for part in (clause[place : place + most] for place in range(0, len(clause), most)):
            if said and not fits(said + part):
                yield (replace(sentence, text=said),)
                said = ""
            said += part
    if said:
        yield (replace(sentence, text=said),)
