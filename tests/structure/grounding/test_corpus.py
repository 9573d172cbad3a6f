"""The shape of the grounding corpus: what a row promises, and that the halves have nothing in common."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from minutes.domain import Meeting

RESOURCES = Path(__file__).parents[2] / "resources" / "grounding"
HALVES = ("tuning", "held_out")
FILES = (*HALVES, "development")
KINDS = frozenset(
    [
        "number",
        "amount",
        "date",
        "time",
        "percentage",
        "name",
        "organisation",
        "negation",
        "modality",
        "speaker",
        "foreign",
        "unknown_id",
        "invented",
        "owner",
        "due",
    ]
)
CORRECT = PLANTED = 320  # rows of a half, at least
OF_EACH_KIND = 20
ALIKE = 70.0  # rapidfuzz ratio from which two sentences without their numbers count as one frame

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (RESOURCES / f"{name}.jsonl").read_text("utf-8").splitlines()]


ROWS = {name: rows(name) for name in FILES}
MEETINGS = {
    key: Meeting.model_validate(value)
    for key, value in json.loads((RESOURCES / "meetings.json").read_text("utf-8")).items()
}


def frames(half: str) -> list[str]:
    """The utterances of a half, without their numbers."""
    texts = {utterance["text"] for row in ROWS[half] for utterance in row["utterances"]}
    return sorted({re.sub(r"[0-9.,一二三四五六七八九十百千万億]+", "#", text) for text in texts})


def roles(row: Row) -> set[str]:
    return {attendee.role for attendee in MEETINGS[row["meeting"]].attendees}


@pytest.mark.parametrize("half", HALVES)
def test_there_is_enough_of_everything(half: str) -> None:
    planted = Counter(row["planted"] for row in ROWS[half] if not row["good"])
    assert sum(row["good"] for row in ROWS[half]) >= CORRECT
    assert planted.total() >= PLANTED
    assert set(planted) == KINDS
    assert {kind: count for kind, count in planted.items() if count < OF_EACH_KIND} == {}
    assert {row["claim"]["kind"] for row in ROWS[half] if row["good"]} == {"statement", "decision", "action"}


@pytest.mark.parametrize("name", FILES)
def test_rows_are_whole(name: str) -> None:
    for row in ROWS[name]:
        ids = [utterance["id"] for utterance in row["utterances"]]
        assert len(ids) == len(set(ids)), row["id"]
        assert set(row["allowed"]) <= set(ids), row["id"]
        assert {utterance["name"] for utterance in row["utterances"]} <= roles(row), row["id"]
        assert row["good"] == (row["planted"] is None), row["id"]
        assert row["claim"]["text"].endswith("。"), row["id"]
        assert row["claim"]["evidence"], row["id"]
        unknown = set(row["claim"]["evidence"]) - set(ids)
        assert bool(unknown) == (row["planted"] == "unknown_id"), row["id"]


@pytest.mark.parametrize("name", FILES)
def test_a_correct_claim_is_its_speakers_and_its_items(name: str) -> None:
    for row in filter(lambda row: row["good"], ROWS[name]):
        claim = row["claim"]
        assert set(claim["evidence"]) <= set(row["allowed"]), row["id"]
        names = {utterance["name"] for utterance in row["utterances"] if utterance["id"] in claim["evidence"]}
        assert claim["speaker"] in names if claim["kind"] == "statement" else claim["speaker"] is None, row["id"]
        assert claim["kind"] == "action" or claim["owner"] is claim["due"] is None, row["id"]


@pytest.mark.parametrize("name", FILES)
def test_a_planted_claim_is_none_of_the_correct_ones(name: str) -> None:
    correct = {(row["family"], json.dumps(row["claim"])) for row in ROWS[name] if row["good"]}
    planted = [(row["family"], json.dumps(row["claim"])) for row in ROWS[name] if not row["good"]]
    assert len(planted) == len(set(planted))
    assert correct.isdisjoint(planted)


@pytest.mark.parametrize("name", FILES)
def test_an_id_means_the_same_utterance_throughout_a_meeting(name: str) -> None:
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for row in ROWS[name]:
        for utterance in row["utterances"]:
            place, what = (row["meeting"], utterance["id"]), (utterance["name"], utterance["text"])
            assert said.setdefault(place, what) == what, row["id"]


def test_ids_are_unique() -> None:
    ids = [row["id"] for name in FILES for row in ROWS[name]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("field", ["family", "meeting"])
def test_the_halves_share_no(field: str) -> None:
    tuning, held_out = ({row[field] for row in ROWS[half]} for half in HALVES)
    assert tuning.isdisjoint(held_out)


def test_the_halves_share_no_frame_of_a_sentence() -> None:
    assert process.cdist(frames("tuning"), frames("held_out"), scorer=fuzz.ratio).max() < ALIKE
