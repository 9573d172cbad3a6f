"""Invented dictionaries and speech, and what is made of the seconds they take."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.terminology.invented import speech, terms, write_csv
from benchmarks.terms_speed import AT_CHARACTERS, AT_TERMS, Point, Seconds, slope, slopes, verdicts
from minutes.text.dictionary import read_dictionary
from minutes.text.reading import katakana


def test_more_terms_begin_with_those_of_fewer() -> None:
    assert terms(300)[:100] == terms(100)
    assert len({term.text for term in terms(300)}) == 300


def test_a_clerk_could_have_written_the_dictionary(tmp_path: Path) -> None:
    invented = terms(2_000)
    write_csv(invented, tmp_path / "terms.csv")
    dictionary, problems = read_dictionary(tmp_path / "terms.csv")
    assert problems == ()
    assert [(term.text, katakana(term.reading)) for term in dictionary.terms] == [
        (term.text, term.reading) for term in invented
    ]
    assert sum(bool(term.wrong) for term in dictionary.terms) > 200


def test_speech_is_as_long_as_asked_and_names_terms_right_and_misheard() -> None:
    invented = terms(200)
    lines = speech(5_000, invented)
    assert lines == speech(5_000, invented)
    assert 5_000 <= sum(map(len, lines)) < 5_200
    said = "\n".join(lines)
    assert any(term.text in said for term in invented)
    assert any(term.misheard in said for term in invented if term.misheard)


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0])
def test_a_slope_is_the_exponent(exponent: float) -> None:
    sizes = (100, 1_000, 10_000)
    assert slope(sizes, [3 * size**exponent for size in sizes]) == pytest.approx(exponent)


def _point(count: int = AT_TERMS, characters: int = AT_CHARACTERS, **other: float) -> Point:
    values = {"first": 1.0, "start": 0.5, "correct": 1.0, "peak": 2e8, "applied": 0} | other
    first, start, correct = (Seconds(values[name], values[name]) for name in ("first", "start", "correct"))
    return Point(count, characters, first, start, correct, int(values["peak"]), 0)


def test_targets_are_judged_where_they_were_measured() -> None:
    assert [line[0] for line in verdicts([_point(), _point(100, correct=9.0)])] == [" "] * 4
    assert [line[0] for line in verdicts([_point(first=2.1, start=2.1, correct=2.1, peak=5e8)])] == ["!"] * 4
    assert verdicts([_point(100)]) == []


def test_slopes_are_of_the_series_they_name() -> None:
    by_terms = [_point(100, correct=1.0), _point(10_000, correct=1.0)]
    by_characters = [_point(characters=1_000, correct=0.1), _point(characters=10_000, correct=1.0)]
    found = slopes(by_terms, by_characters)
    assert "slope of correction by characters: 1.00, last step 1.00" in found
    assert "slope of correction by terms: 0.00, last step 0.00" in found
