"""DER, JER and cpCER on cases worked out by hand."""

from __future__ import annotations

import pytest

from minutes.domain import Turn
from minutes.evaluation.ratio import Ratio
from minutes.evaluation.speakers import by_speaker, cpcer, der, jer, paired


def _turns(*told: tuple[str, float, float]) -> list[Turn]:
    return [Turn(start=start, end=end, speaker=who) for who, start, end in told]


TRUTH = _turns(("A", 0, 10), ("B", 10, 20))


def test_other_labels_are_no_error() -> None:
    heard = _turns(("x", 0, 10), ("y", 10, 20))
    assert der(TRUTH, heard) == Ratio(part=0, whole=20)
    assert jer(TRUTH, heard) == Ratio(part=0, whole=2)
    assert paired(TRUTH, heard) == {"x": "A", "y": "B"}


def test_confusion_miss_and_false_alarm_are_summed() -> None:
    # x has 2 s of B (confusion), the last 3 s of B are missed, 1 s after the end is false alarm
    heard = _turns(("x", 0, 12), ("y", 12, 17), ("y", 20, 21))
    assert der(TRUTH, heard) == Ratio(part=2 + 3 + 1, whole=20)


def test_overlap_counts_twice() -> None:
    both = _turns(("A", 0, 10), ("B", 8, 18))
    assert der(both, _turns(("x", 0, 10), ("y", 10, 18))) == Ratio(part=2, whole=20)


def test_the_collar_forgives_a_quarter_second_on_either_side_of_a_boundary() -> None:
    heard = _turns(("x", 0, 10.2), ("y", 10.2, 20))
    assert der(TRUTH, heard).part == pytest.approx(0.2)
    assert der(TRUTH, heard, collar=0.25).part == 0
    # boundaries at 0, 10 and 20: a quarter second at the outer ones, half a second at the inner one is left out
    assert der(TRUTH, heard, collar=0.25).whole == pytest.approx(20 - 0.25 - 0.5 - 0.25)


def test_jer_weighs_speakers_not_seconds() -> None:
    # B speaks 2 of 20 s and is given to x altogether: B's error is 1; A's is 2 / 20 (false alarm of union)
    truth = _turns(("A", 0, 18), ("B", 18, 20))
    found = jer(truth, _turns(("x", 0, 20)))
    assert found.whole == 2
    assert found.part == pytest.approx(1 + 2 / 20)


def test_nobody_heard() -> None:
    assert der(TRUTH, []).value == 1.0


def test_cpcer_finds_the_speakers_whatever_their_labels() -> None:
    assert cpcer({"A": "あいうえお", "B": "かきく"}, {"1": "かきく", "2": "あいうえお"}) == Ratio(part=0, whole=8)


def test_cpcer_of_a_sentence_under_the_wrong_speaker() -> None:
    # きく moved from B to A: 2 deleted there, 2 inserted here; the text as a whole is flawless
    assert cpcer({"A": "あいうえお", "B": "かきく"}, {"1": "あいうえおきく", "2": "か"}) == Ratio(part=4, whole=8)


def test_cpcer_counts_who_has_no_partner_in_full() -> None:
    assert cpcer({"A": "あいう", "B": "かき"}, {"1": "あいう"}) == Ratio(part=2, whole=5)
    assert cpcer({"A": "あいう"}, {"1": "あいう", "2": "かきくけ"}) == Ratio(part=4, whole=3)
    assert cpcer({"A": "あいう"}, {}) == Ratio(part=3, whole=3)
    assert cpcer({}, {}).value is None


def test_the_text_of_a_speaker_is_joined_in_spoken_order() -> None:
    assert by_speaker([("A", "あ"), ("B", "か"), ("A", "い")]) == {"A": "あい", "B": "か"}
