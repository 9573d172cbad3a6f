"""The sentences that measure masking: offsets, enough of each kind, right check digits, and halves that share nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from minutes.domain import Attendee

FOLDER = Path(__file__).parents[2] / "resources" / "masking"
HALVES = ("tuning", "held_out")
FILES = (*HALVES, "development")
KINDS = {"person", "address", "phone", "email", "mynumber", "account", "birthdate", "vehicle", "policy", "term"}
KEYS = {"id", "text", "roster", "terms", "entities"}
FEWEST_SENTENCES = 320  # with entities, and as many without, in each half
FEWEST_ENTITIES = 420
FEWEST_OF_A_KIND = 32
FEWEST_PEOPLE = 150
FEWEST_CHARACTERS = 8_000  # without entities: the false masks are counted per 1,000
TWELVE_DIGITS = re.compile(
    r"(?<![\d〇零一二三四五六七八九])(?:[\d〇零一二三四五六七八九][ \-－]?){12}(?![\d〇零一二三四五六七八九])"
)
KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def entities(name: str) -> list[dict[str, Any]]:
    return [entity for row in rows(name) for entity in row["entities"]]


def check_digit_is_right(number: str) -> bool:
    """The last of twelve digits follows from the others (省令第85号 of 2014, article 5)."""
    digits = [int(sign) for sign in unicodedata.normalize("NFKC", number).translate(KANJI_DIGITS) if sign.isdecimal()]
    weighed = sum(digit * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1)) % 11
    return digits[11] == (0 if weighed <= 1 else 11 - weighed)


@pytest.mark.parametrize("name", FILES)
def test_an_entity_stands_where_its_row_says(name: str) -> None:
    for row in rows(name):
        assert {"id", "text", "entities"} <= set(row) <= KEYS
        spans = sorted((entity["start"], entity["end"]) for entity in row["entities"])
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), row["id"]
        for entity in row["entities"]:
            assert entity["kind"] in KINDS
            assert entity["text"] == row["text"][entity["start"] : entity["end"]] == entity["text"].strip() != ""


@pytest.mark.parametrize("name", FILES)
def test_rosters_are_attendees_and_terms_are_those_of_the_list(name: str) -> None:
    for row in rows(name):
        assert all(Attendee.model_validate(member) for member in row.get("roster", ()))
        marked = {entity["text"] for entity in row["entities"] if entity["kind"] == "term"}
        assert marked == {term for term in row.get("terms", ()) if term in row["text"]}, row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_there_are_enough_of_every_kind_and_of_sentences_without(half: str) -> None:
    without = [row["text"] for row in rows(half) if not row["entities"]]
    counts = Counter(entity["kind"] for entity in entities(half))
    assert len(without) >= FEWEST_SENTENCES <= len(rows(half)) - len(without)
    assert sum(map(len, without)) >= FEWEST_CHARACTERS
    assert set(counts) == KINDS
    assert counts.total() >= FEWEST_ENTITIES
    assert min(counts.values()) >= FEWEST_OF_A_KIND
    assert counts["person"] >= FEWEST_PEOPLE


@pytest.mark.parametrize("name", FILES)
def test_only_numbers_of_persons_have_a_right_check_digit(name: str) -> None:
    assert all(check_digit_is_right(entity["text"]) for entity in entities(name) if entity["kind"] == "mynumber")
    others = [row for row in rows(name) if not row["entities"] and TWELVE_DIGITS.search(row["text"])]
    assert len(others) >= (6 if name in HALVES else 1)
    for row in others:
        assert not any(check_digit_is_right(number) for number in TWELVE_DIGITS.findall(row["text"])), row["id"]


def test_no_id_and_no_sentence_twice() -> None:
    every = [row for name in FILES for row in rows(name)]
    assert max(Counter(row["id"] for row in every).values()) == 1
    assert max(Counter(row["text"] for row in every).values()) == 1


def test_the_halves_share_no_entity() -> None:
    tuning, held_out = ({entity["text"].replace(" ", "") for entity in entities(half)} for half in HALVES)
    assert not tuning & held_out
