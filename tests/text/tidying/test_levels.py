"""Over whole meetings: the levels hang together, a second pass changes nothing, and nothing changes but by a rule."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from minutes.domain import Tidied, Utterance
from minutes.text.reading import morphemes
from minutes.text.tidying.clean import clean
from minutes.text.tidying.edit import House, edit
from minutes.text.tidying.levels import tidy

ROOT = Path(__file__).parents[3]
FILES = [
    *sorted((ROOT / "examples").glob("*.reference.json")),
    *sorted((ROOT / "tests/resources/structure").glob("*.json")),
]
HOUSE = House()

_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NEGATIONS = ("ない", "ぬ", "まい")
# What rules of level 2 may exchange a content word for is told by its rule; these rules only spell.
_RULES = re.compile(
    r"(?:spoken|kana|kanji|conjunction|ending|okurigana|number|counter|counted|width|mark|comma|honorific|long_vowel|chatgpt|\+)+"
)


def meeting(file: Path) -> tuple[Utterance, ...]:
    said = json.loads(file.read_text("utf-8"))["utterances"]
    return tuple(
        Utterance(
            id=f"u{number}",
            speaker=one["speaker"],
            start=one["start"],
            end=one["end"],
            heard=one["text"],
            text=one["text"],
        )
        for number, one in enumerate(said)
    )


MEETINGS = [(utterances, tidy(utterances, HOUSE)) for utterances in map(meeting, FILES)]
Levels = tuple[tuple[Utterance, ...], tuple[Tidied, ...]]


@pytest.fixture(params=MEETINGS, ids=[file.stem for file in FILES])
def levels(request: pytest.FixtureRequest) -> Levels:
    found: Levels = request.param
    return found


def test_every_utterance_has_its_levels(levels: Levels) -> None:
    utterances, tidied = levels
    assert [one.id for one in tidied] == [one.id for one in utterances]


def test_the_changes_lead_from_level_to_level(levels: Levels) -> None:
    for utterance, one in zip(*levels, strict=True):
        for text, level, result in ((utterance.text, 1, one.clean), (one.clean, 2, one.edited)):
            for change in reversed([change for change in one.changes if change.level == level]):
                assert text[change.start : change.end] == change.before
                text = text[: change.start] + change.after + text[change.end :]
            assert text == result


def test_tidying_twice_is_tidying_once(levels: Levels) -> None:
    for one in levels[1]:
        assert clean(one.clean).text == one.clean
        assert edit(one.edited, HOUSE).text == one.edited
        assert clean(one.edited).text == one.edited


def test_level_1_only_takes_away(levels: Levels) -> None:
    for utterance, one in zip(*levels, strict=True):
        letters = iter(utterance.text)
        assert all(letter in letters for letter in one.clean)
        assert figures(one.clean) == figures(utterance.text)


def test_level_2_changes_by_the_table_and_nothing_else(levels: Levels) -> None:
    for one in levels[1]:
        of_level_2 = [change for change in one.changes if change.level == 2]
        assert all(_RULES.fullmatch(change.rule) for change in of_level_2)
        assert bool(of_level_2) == (one.clean != one.edited)


def test_level_2_keeps_numbers_and_negations(levels: Levels) -> None:
    for one in levels[1]:
        assert figures(one.edited) == figures(one.clean), one
        assert negations(one.edited) == negations(one.clean), one


def figures(text: str) -> list[float]:
    """The values of the numbers, whatever their spelling: 4千万 is 4,000万, 2つ is 二つ."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    for number, kanji in enumerate("一二三四五六七八九", start=1):
        plain = plain.replace(f"{kanji}つ", f"{number}つ")
    plain = re.sub(r"([0-9]+)千", lambda thousands: f"{int(thousands[1]) * 1000}", plain)
    return [float(number) for number in _FIGURES.findall(plain)]


def negations(text: str) -> int:
    return sum(word.lemma in _NEGATIONS for word in morphemes(text))
