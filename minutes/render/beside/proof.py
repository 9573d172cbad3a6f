"""What stands beside a sentence to lead to its evidence: the times of the utterances, one for each run of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from minutes.render.beside.blocks import Paragraph
from minutes.render.sheet import Control, Piece
from minutes.render.sources import Sources


class Proof(NamedTuple):
    """A run of utterances: the places of all of them in spoken order (from 0), and how the run is called."""

    places: tuple[int, ...]
    label: str


def proofs(evidence: Iterable[str], sources: Sources) -> tuple[Proof, ...]:
    """In spoken order; what is not among the utterances leads nowhere."""
    places = sorted({place for name in evidence if (place := sources.first((name,))) is not None})
    runs = groupby(enumerate(places), key=lambda counted: counted[1] - counted[0])
    return tuple(_proof(tuple(place for _, place in run), sources) for _, run in runs)


def _proof(places: tuple[int, ...], sources: Sources) -> Proof:
    time, _ = sources.said(sources.utterances[places[0]].id)
    return Proof(places, time or f"発言{places[0] + 1}")


def stretches(paragraph: Paragraph) -> Iterator[tuple[tuple[str, ...], list[Piece | Control]]]:
    """The pieces in runs that rest on the same evidence, () for what needs none."""
    for evidence, run in groupby(paragraph.pieces, key=lambda one: one.evidence if isinstance(one, Piece) else ()):
        yield evidence, list(run)
