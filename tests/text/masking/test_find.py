"""What is masked and what is not, sentence by sentence: brackets stand around what somebody must not read."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from minutes.domain import Attendee
from minutes.text.masking.find import find
from minutes.text.masking.kinds import Kind
from minutes.text.masking.members import KnownPeople, known_people
from minutes.text.masking.mentions import Met
from minutes.text.masking.terms import Terms

FOLDER = Path(__file__).parents[2] / "resources" / "masking"
TUNING = FOLDER / "tuning.jsonl"
HIDDEN = (FOLDER / "hidden.txt").read_text("utf-8").splitlines()
STAYS = (FOLDER / "stays.txt").read_text("utf-8").splitlines()


def _hidden(text: str) -> str:
    """The text with what would be masked blotted out."""
    found = find(text, KnownPeople(), Terms(()), Met()).hits
    places = {at for hit in found for at in range(hit.start, hit.end)}
    return "".join("■" if at in places else character for at, character in enumerate(text))


@pytest.mark.parametrize("row", HIDDEN)
def test_what_is_personal_is_hidden(row: str) -> None:
    text = re.sub(r"[\[\]]", "", row)
    hidden, at = _hidden(text), 0
    for piece in re.split(r"(\[[^\]]*\])", row):
        said = piece.strip("[]")
        if piece.startswith("["):
            left = re.sub(r"[■\s　]", "", hidden[at : at + len(said)])
            assert not left, hidden
        at += len(said)


@pytest.mark.parametrize("row", STAYS)
def test_what_is_nobodys_stays(row: str) -> None:
    assert _hidden(row) == row


def test_the_tuning_half_is_found_as_well_as_is_asked() -> None:
    """0.98 of each kind that has a pattern, 0.95 of names; at most one false mask in 1,000 characters."""
    there, found = Counter[str](), Counter[str]()
    characters = false = 0
    for line in TUNING.read_text("utf-8").splitlines():
        row = json.loads(line)
        known = known_people(tuple(Attendee.model_validate(one) for one in row.get("roster", ())))
        hits = find(row["text"], known, Terms(row.get("terms", ())), Met()).hits
        masked = {at for hit in hits for at in range(hit.start, hit.end)}
        characters += len(row["text"])
        for entity in row["entities"]:
            places = range(entity["start"], entity["end"])
            there[entity["kind"]] += 1
            found[entity["kind"]] += all(at in masked or row["text"][at].isspace() for at in places)
        of_somebody = {at for one in row["entities"] for at in range(one["start"], one["end"])}
        false += sum(of_somebody.isdisjoint(range(hit.start, hit.end)) for hit in hits)
    least = {kind: 0.95 if kind == Kind.PERSON else 0.98 for kind in there}
    assert {kind: found[kind] / there[kind] for kind in there if found[kind] < least[kind] * there[kind]} == {}
    assert 1_000 * false <= characters
