"""Terms and corrections of a whole meeting against its reference."""

from __future__ import annotations

import pytest

from benchmarks.specialist import Level, Measured, effects, table
from minutes.domain import Correction, Utterance
from tests.evaluation.meetings import reference

_SAID = (("会長", "庁議に付議します。", 0.0, 2.0), ("委員", "町議会の話です。", 2.0, 4.0))
_HEARD = ("町議に不義します。", "町議会の話です。")
TERM_RIGHT = ("u0", 0, 2, "庁議")
OTHER_RIGHT = ("u0", 3, 5, "付議")
WRONG = ("u1", 0, 2, "庁議")
NEITHER = ("u0", 3, 5, "不偽")


def _corrections(*given: tuple[str, int, int, str], applied: bool = True) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            utterance=utterance,
            before=_HEARD[int(utterance[1:])][start:end],
            after=after,
            start=start,
            end=end,
            term=after,
            rule="reading",
            score=0.9,
            applied=applied,
        )
        for utterance, start, end, after in given
    )


def _corrected(corrections: tuple[Correction, ...]) -> list[Utterance]:
    found = []
    for number, heard in enumerate(_HEARD):
        text = heard
        for one in sorted(corrections, key=lambda one: -one.start):
            if one.utterance == f"u{number}" and one.applied:
                text = text[: one.start] + one.after + text[one.end :]
        found.append(Utterance(id=f"u{number}", speaker="A", start=0.0, end=2.0, heard=heard, text=text))
    return found


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        (_corrections(), (0, 0, 0)),
        (_corrections(TERM_RIGHT, OTHER_RIGHT), (2, 0, 0)),
        (_corrections(TERM_RIGHT, WRONG), (1, 1, 0)),
        (_corrections(TERM_RIGHT, NEITHER), (1, 0, 1)),
        (_corrections(TERM_RIGHT, applied=False), (0, 0, 0)),
    ],
)
def test_a_correction_is_judged_by_what_undoing_it_would_do(
    corrections: tuple[Correction, ...], expected: tuple[int, int, int]
) -> None:
    assert effects(reference(*_SAID), _corrected(corrections), corrections) == expected


def test_the_table_shows_before_and_after() -> None:
    one = Measured("m", 2, 4, Level(1, 0.3, {}), Level(3, 0.2, {"庁議": 1}), 2, 0, 1, 5)
    printed = [line.split() for line in table([one]).splitlines()]
    assert ["recall", "as", "heard", "1", "(0.250)"] in printed
    assert ["recall", "as", "corrected", "3", "(0.750)"] in printed
    assert ["CER", "as", "corrected", "0.200"] in printed
