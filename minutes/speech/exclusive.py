"""One speaker at a time: what attributing words to people needs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from minutes.domain import Seconds, Turn

Winner = Literal["holder", "newcomer"]


def exclusive(turns: Sequence[Turn], winner: Winner = "holder") -> tuple[Turn, ...]:
    """The turns in order of start, with at most one open at any moment.

    Where several overlap, `holder`: whoever spoke first keeps the floor to the end of the turn, so that a word thrown in
    belongs to the speaker it was thrown at; `newcomer`: whoever came last has it, and the others go on afterwards.
    """
    moments = sorted({moment for turn in turns for moment in (turn.start, turn.end)})
    waiting = sorted(turns, key=lambda turn: (turn.start, turn.end), reverse=True)
    present: list[Turn] = []
    spoken: list[tuple[Turn, Seconds, Seconds]] = []
    for start, end in pairwise(moments):
        while waiting and waiting[-1].start <= start:
            present.append(waiting.pop())
        present = [turn for turn in present if turn.end > start]
        if present:
            turn = present[0] if winner == "holder" else present[-1]
            if spoken and spoken[-1][0] is turn and spoken[-1][2] == start:
                start = spoken.pop()[1]
            spoken.append((turn, start, end))
    return tuple(Turn(start=start, end=end, speaker=turn.speaker) for turn, start, end in spoken)
