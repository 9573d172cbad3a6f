from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes.domain import Turn
from minutes.speech.exclusive import Winner, exclusive

Told = list[tuple[float, float, str]]


def _turns(told: Told) -> tuple[Turn, ...]:
    return tuple(Turn(start=start, end=end, speaker=speaker) for start, end, speaker in told)


@pytest.mark.parametrize(
    ("told", "winner", "expected"),
    [
        ([(0, 2, "A"), (3, 4, "B")], "holder", [(0, 2, "A"), (3, 4, "B")]),
        ([(0, 2, "A"), (2, 4, "A")], "holder", [(0, 2, "A"), (2, 4, "A")]),
        ([(0, 5, "A"), (4, 9, "B")], "holder", [(0, 5, "A"), (5, 9, "B")]),
        ([(0, 5, "A"), (4, 9, "B")], "newcomer", [(0, 4, "A"), (4, 9, "B")]),
        ([(0, 9, "A"), (4, 5, "B")], "holder", [(0, 9, "A")]),
        ([(0, 9, "A"), (4, 5, "B")], "newcomer", [(0, 4, "A"), (4, 5, "B"), (5, 9, "A")]),
        ([(4, 9, "B"), (0, 5, "A"), (6, 7, "C")], "holder", [(0, 5, "A"), (5, 9, "B")]),
        ([], "holder", []),
    ],
)
def test_one_speaker_at_a_time(told: Told, winner: Winner, expected: Told) -> None:
    assert exclusive(_turns(told), winner) == _turns(expected)


_SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from("ABC"))


@given(st.lists(_SPANS, max_size=12), st.sampled_from(["holder", "newcomer"]))
def test_nothing_overlaps_and_no_speech_is_lost(spans: list[tuple[int, int, str]], winner: Winner) -> None:
    told = _turns([(start, start + length, speaker) for start, length, speaker in spans])
    found = exclusive(told, winner)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for moment in range(60):
        open_then = {turn.speaker for turn in told if turn.start <= moment < turn.end}
        chosen = {turn.speaker for turn in found if turn.start <= moment < turn.end}
        assert chosen <= open_then
        assert bool(chosen) == bool(open_then)
