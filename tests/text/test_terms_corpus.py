"""The sentences that measure the correction of terms: their shape, their numbers, and that the halves share no term."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minutes.text.dictionary import read_dictionary, shipped_dictionaries

FOLDER = Path(__file__).parents[1] / "resources" / "terms"
HALVES = ("tuning", "held_out")
FIELDS = {"kaigo", "toshikeikaku", "jogesuido", "kyoiku", "gikai", "zaisei", "dx", "bosai"}
GENERAL = ("gyosei", "gikai")
KEYS = {"id", "field", "kind", "sentence", "span", "heard", "term", "correct", "before", "after", "source"}
SOURCES = {"measured-asr", "measured-kkc", "composed"}
FEWEST_OF_A_KIND = 300
FEWEST_IN_A_CELL = 15  # rows of one field and kind in one half
FEWEST_CHARACTERS = 20_000


@cache
def rows(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines()]


@cache
def passages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "running.jsonl").read_text("utf-8").splitlines()]


@cache
def loaded(field: str) -> frozenset[str]:
    names = (field, *GENERAL)
    return frozenset(term.text for name in names for term in read_dictionary(shipped_dictionaries()[name])[0].terms)


@pytest.mark.parametrize("half", HALVES)
def test_a_row_says_where_the_word_stands_and_what_was_said(half: str) -> None:
    for row in rows(half):
        assert set(row) == KEYS
        assert row["field"] in FIELDS
        assert row["source"] in SOURCES
        start, end = row["span"]
        assert row["heard"] == row["sentence"][start:end] != row["term"]
        rest = row["sentence"][:start], row["sentence"][end:]
        assert row["correct"] == (row["heard"] if row["kind"] == "lookalike" else row["term"]).join(rest)


@pytest.mark.parametrize("half", HALVES)
def test_a_clerk_of_the_field_has_the_term_loaded(half: str) -> None:
    assert not {(row["field"], row["term"]) for row in rows(half) if row["term"] not in loaded(row["field"])}


@pytest.mark.parametrize("half", HALVES)
def test_every_field_has_errors_and_lookalikes(half: str) -> None:
    cells = Counter((row["field"], row["kind"]) for row in rows(half))
    assert set(cells) == {(field, kind) for field in FIELDS for kind in ("error", "lookalike")}
    assert min(cells.values()) >= FEWEST_IN_A_CELL


def test_there_are_enough_of_both_kinds_and_no_sentence_twice() -> None:
    every = [row for half in HALVES for row in rows(half)]
    assert min(Counter(row["kind"] for row in every).values()) >= FEWEST_OF_A_KIND
    assert max(Counter(row["id"] for row in every).values()) == 1
    assert max(Counter(row["sentence"] for row in every).values()) == 1


def test_the_halves_share_no_term_and_are_about_equal() -> None:
    tuning, held_out = ({row["term"] for row in rows(half)} for half in HALVES)
    assert not tuning & held_out
    assert 0.8 <= len(rows("tuning")) / len(rows("held_out")) <= 1.25


def test_running_text_is_long_enough_in_both_halves() -> None:
    characters: Counter[str] = Counter()
    for passage in passages():
        assert passage["field"] in FIELDS
        characters[passage["half"]] += sum(map(len, passage["sentences"]))
    assert set(characters) == set(HALVES)
    assert sum(characters.values()) >= FEWEST_CHARACTERS
    assert min(characters.values()) >= FEWEST_CHARACTERS / 3
