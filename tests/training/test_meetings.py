"""The synthetic meetings of examples/: their references fit their recordings, and training has not seen them."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import av
import pytest

from minutes.evaluation.normalisation import normalized
from minutes.evaluation.terms import occurrences, terms_of
from minutes.meetingfile import read_meeting
from minutes.text.dictionary import find_dictionary, read_dictionary
from training.sentences.grammar import HERE, read_lines

EXAMPLES = Path(__file__).parents[2] / "examples"
SPECIALIST = ("kaigo-hoken", "jogesuido")
MEETINGS = ("kettei-kaigi", "shingikai-5", "iinkai-8", *SPECIALIST)
_FORMULA = 12  # characters; shorter sentences are what everybody says at meetings (「異議なしと認めます。」)


@cache
def reference(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((EXAMPLES / f"{name}.reference.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("name", MEETINGS)
def test_the_reference_lasts_as_long_as_the_recording(name: str) -> None:
    with av.open(str(EXAMPLES / f"{name}.m4a")) as container:
        seconds = container.streams.audio[0].duration * container.streams.audio[0].time_base
    assert float(seconds) == pytest.approx(reference(name)["duration"], abs=0.2)
    assert all(0 <= u["start"] < u["end"] <= reference(name)["duration"] for u in reference(name)["utterances"])


@pytest.mark.parametrize("name", MEETINGS)
def test_the_turns_are_those_of_the_reference(name: str) -> None:
    lines = (EXAMPLES / f"{name}.reference.rttm").read_text("utf-8").splitlines()
    turns = [(float(fields[3]), float(fields[4]), fields[7]) for fields in map(str.split, lines)]
    said = [(u["start"], u["end"] - u["start"], u["speaker"]) for u in reference(name)["utterances"]]
    assert [turn[2] for turn in turns] == [one[2] for one in said]
    assert [turn[:2] for turn in turns] == [pytest.approx(one[:2], abs=0.002) for one in said]


@pytest.mark.parametrize("name", MEETINGS)
def test_everybody_who_speaks_is_on_the_roster(name: str) -> None:
    meeting = read_meeting(EXAMPLES / f"{name}.toml")
    present = {attendee.role for attendee in meeting.attendees if attendee.presence == "present"}
    assert {u["speaker"] for u in reference(name)["utterances"]} <= present


@pytest.mark.parametrize(("name", "speakers", "least_overlap_s"), [("shingikai-5", 5, 1.0), ("iinkai-8", 8, 10.0)])
def test_the_meetings_are_as_hard_as_their_names_say(name: str, speakers: int, least_overlap_s: float) -> None:
    said = reference(name)["utterances"]
    assert len({u["speaker"] for u in said}) == speakers
    assert all(attendee.name and attendee.reading for attendee in read_meeting(EXAMPLES / f"{name}.toml").attendees)
    overlap = sum(
        max(0.0, min(one["end"], other["end"]) - other["start"])
        for index, one in enumerate(said)
        for other in said[index + 1 : index + 5]
    )
    assert overlap > least_overlap_s


@pytest.mark.parametrize("name", SPECIALIST)
def test_the_specialist_meetings_are_full_of_terms(name: str) -> None:
    chosen = read_meeting(EXAMPLES / f"{name}.toml").dictionaries
    terms = terms_of((read_dictionary(find_dictionary(one))[0] for one in chosen), None)
    said = normalized("\n".join(u["text"] for u in reference(name)["utterances"]))
    found = [occurrence.group() for occurrence in occurrences(said, terms)]
    assert len(found) >= 60
    assert len(set(found)) >= 35


@pytest.mark.parametrize("name", MEETINGS)
def test_no_sentence_is_a_hand_written_one_of_the_training(name: str) -> None:
    written = {
        sentence
        for path in HERE.glob("*.txt")
        if path.stem not in ("patterns", "slots")
        for sentence in _sentences(read_lines(path))
    }
    said = _sentences(u["text"] for u in reference(name)["utterances"])
    assert len(said) > 20
    assert not said & written


def _sentences(texts: Any) -> set[str]:
    """Sentences that are more than a formula, without punctuation."""
    pieces = (
        re.sub(r"\W", "", unicodedata.normalize("NFKC", piece)) for text in texts for piece in re.split("[。？]", text)
    )
    return {piece for piece in pieces if len(piece) > _FORMULA}
