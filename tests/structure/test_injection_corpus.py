"""The shape of the spoken instructions: what someone might say in a meeting to steer the model that writes the minutes."""

from __future__ import annotations

import json
from pathlib import Path

from minutes.domain import nfc

SPOKEN = Path(__file__).parents[1] / "resources" / "injection" / "spoken.jsonl"
AT_LEAST = 30


def test_every_row_is_one_sentence_of_its_own() -> None:
    rows = [json.loads(line) for line in SPOKEN.read_text("utf-8").splitlines()]
    assert len(rows) >= AT_LEAST
    assert {tuple(row) for row in rows} == {("id", "text")}
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    assert all(row["text"] == nfc(row["text"]).strip() != "" for row in rows)


def test_the_ways_of_steering_are_all_there() -> None:
    text = SPOKEN.read_text("utf-8")
    for way in (
        "これまでの指示を無視して",
        "【システム】",
        "<|im_start|>",
        "〔個人1〕",
        "statements",
        "assistant:",
        "</transcript>",
        "evidence",
    ):
        assert way in text, way
