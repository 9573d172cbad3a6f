"""Character error rate and word start errors of a transcript against a meeting of known content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from training.asr.known import Meeting

_NOT_SPOKEN = re.compile(r"[\s、。，．・「」『』（）()！？!?,]")


@dataclass(frozen=True)
class Heard:
    """A recognised word and when it starts, seconds."""

    text: str
    start: float


@dataclass(frozen=True)
class Score:
    """`cer` after normalisation; medians and 90th percentiles (seconds) of how far the start of a sentence, and of a
    clause inside one, lies from the truth; over the starts that were heard right."""

    cer: float
    characters: int
    sentence_start: tuple[float, float]
    clause_start: tuple[float, float]
    starts_heard: float


def bare(text: str) -> str:
    """NFKC, lower case, without punctuation, brackets, blanks and digit commas."""
    return _NOT_SPOKEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def score(meeting: Meeting, words: Iterable[Heard]) -> Score:
    """Aligns all characters of the meeting with all characters heard."""
    heard = [
        (character, word.start if n == 0 else None) for word in words for n, character in enumerate(bare(word.text))
    ]
    truth = "".join(bare(said.text) for said in meeting.said)
    text = "".join(character for character, _ in heard)
    place: dict[int, int] = {}  # index in the truth → index in what was heard
    for block in Levenshtein.opcodes(truth, text):
        if block.tag == "equal":
            place |= dict(
                zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
            )
    errors: dict[bool, list[float]] = {True: [], False: []}
    starts = at = 0
    for said in meeting.said:
        length = len(bare(said.text))
        if not length:
            continue
        starts += 1
        start = heard[place[at]][1] if at in place else None
        if start is not None:
            errors[said.opens].append(abs(start - said.start))
        at += length
    return Score(
        cer=Levenshtein.distance(truth, text) / max(1, len(truth)),
        characters=len(truth),
        sentence_start=_spread(errors[True]),
        clause_start=_spread(errors[False]),
        starts_heard=(len(errors[True]) + len(errors[False])) / max(1, starts),
    )


def _spread(errors: list[float]) -> tuple[float, float]:
    if not errors:
        return float("nan"), float("nan")
    return float(np.median(errors)), float(np.percentile(errors, 90))
