"""Reference and result character by character: what has a counterpart, what was lost, what was invented.

Both texts are normalised (`normalisation`) and aligned with the fewest insertions, deletions and substitutions
(Levenshtein). A pair of characters, equal or substituted, is a counterpart only if the result's character is heard
within REACH_S of the reference's utterance: a sentence lost at one place and another invented a minute later may
lie side by side in the alignment, and are a loss and an invention all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from minutes.domain import Seconds, Value
from minutes.evaluation.hypothesis import Hypothesis
from minutes.evaluation.normalisation import normalized, one_width
from minutes.evaluation.reference import Reference, Said
from minutes.evaluation.timedtext import Span, TimedText, evenly, joined

# The reference knows when an utterance begins and ends, not when a word does; word times are a few tenths off.
REACH_S = 1.0
# Fewer characters in a row are a slip of the recogniser; from here on it is worth listening.
SHORTEST_PASSAGE = 4


class Passage(Value):
    """Characters in a row, normalised, and when: in the reference's time if lost, in the result's if invented."""

    start: Seconds
    end: Seconds
    text: str


@dataclass(frozen=True)
class Alignment:
    """`counterpart[i]` is the place in `result` of the reference's character i, or None; `utterance[i]` is its utterance."""

    reference: TimedText
    utterance: tuple[int, ...]
    result: TimedText
    counterpart: tuple[int | None, ...]

    def lost(self) -> tuple[int, ...]:
        """Places of the reference's characters that have no counterpart."""
        return tuple(place for place, other in enumerate(self.counterpart) if other is None)

    def invented(self) -> tuple[int, ...]:
        """Places of the result's characters that have no counterpart."""
        matched = {other for other in self.counterpart if other is not None}
        return tuple(place for place in range(len(self.result.text)) if place not in matched)


def align(reference: Reference, hypothesis: Hypothesis, *, fillers: bool = True) -> Alignment:
    """The corrected text against the reference, over the whole meeting. `fillers=False` leaves fillers out on both sides."""
    spoken = [normalized(said.text, fillers=fillers) for said in reference.utterances]
    truth = joined(evenly(text, said.start, said.end) for text, said in zip(spoken, reference.utterances, strict=True))
    owner = tuple(number for number, text in enumerate(spoken) for _ in text)
    result = _result(hypothesis, fillers)
    counterpart: list[int | None] = [None] * len(truth.text)
    for block in Levenshtein.opcodes(truth.text, result.text):
        if block.tag in ("equal", "replace"):
            for place, other in zip(
                range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
            ):
                near = _near(result.spans[other], reference.utterances[owner[place]])
                counterpart[place] = other if near or not hypothesis.timed else None
    return Alignment(truth, owner, result, tuple(counterpart))


def passages(text: TimedText, places: Sequence[int], *, owner: Sequence[int] = ()) -> tuple[Passage, ...]:
    """Runs of at least SHORTEST_PASSAGE places; with `owner`, a run ends where its owner changes."""
    runs: list[list[int]] = []
    for place in places:
        follows = runs and runs[-1][-1] == place - 1 and (not owner or owner[place] == owner[place - 1])
        if follows:
            runs[-1].append(place)
        else:
            runs.append([place])
    return tuple(
        Passage(
            start=round(text.spans[run[0]][0], 3),
            end=round(text.spans[run[-1]][1], 3),
            text=text.text[run[0] : run[-1] + 1],
        )
        for run in runs
        if len(run) >= SHORTEST_PASSAGE
    )


def seconds_of(text: TimedText, places: Sequence[int]) -> Seconds:
    """How long the characters at these places last."""
    return sum(text.spans[place][1] - text.spans[place][0] for place in places)


def within(text: TimedText, places: Sequence[int], stretches: Sequence[Span]) -> tuple[int, ...]:
    """Those of the places whose middle lies in one of the stretches."""
    middles = {place: sum(text.spans[place]) / 2 for place in places}
    return tuple(place for place, at in middles.items() if any(start <= at <= end for start, end in stretches))


def _result(hypothesis: Hypothesis, fillers: bool) -> TimedText:
    """The corrected text, normalised, with the times of what was heard."""
    if not hypothesis.utterances:
        return TimedText("", ())
    heard = hypothesis.heard.respelled("".join(utterance.heard for utterance in hypothesis.utterances))
    corrected = heard.respelled("".join(utterance.text for utterance in hypothesis.utterances))
    # in two steps: in one, 「す。DX」 → 「すdx」 could take 。 for the d, and with it the time of the sentence before
    return corrected.respelled(one_width(corrected.text)).respelled(
        "".join(normalized(utterance.text, fillers=fillers) for utterance in hypothesis.utterances)
    )


def _near(span: Span, said: Said) -> bool:
    return said.start - REACH_S <= (span[0] + span[1]) / 2 <= said.end + REACH_S
