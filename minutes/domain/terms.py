"""Specialist terms and what was put right by them."""

from __future__ import annotations

from minutes.domain.value import Text, Value


class Term(Value):
    """A specialist term, how it is read, and the wrong forms a recogniser writes for it.

    `cues`: words that stand near by where the term is meant and not another word of the same sound.
    """

    text: Text
    reading: Text = ""
    wrong: tuple[Text, ...] = ()
    category: Text = ""
    note: Text = ""
    cues: tuple[Text, ...] = ()


class Dictionary(Value):
    """A named list of terms; `sha256` is that of the file it was read from."""

    name: str
    sha256: str
    terms: tuple[Term, ...]


class Correction(Value):
    """One change of an utterance's text, or (not `applied`) the suggestion of one; offsets are characters of `heard`."""

    utterance: str
    before: Text
    after: Text
    start: int
    end: int
    term: Text
    rule: str
    score: float
    applied: bool = True
