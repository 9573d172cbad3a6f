"""The constructed meetings of tests/resources/structure, and short talks written in the test itself."""

from __future__ import annotations

import json
from pathlib import Path

from minutes.domain import Meeting, Utterance
from minutes.structure.sentences import Sentence, sentences
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy

FOLDER = Path(__file__).parent.parent / "resources" / "structure"


def load(name: str) -> tuple[tuple[Utterance, ...], Meeting]:
    """`choigi` (two items, misspelt cues), `shingikai` (no agenda, one voice unknown) or `seisaku` (casual speech)."""
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    utterances = tuple(Utterance.model_validate(utterance) for utterance in content["utterances"])
    return edited(utterances), Meeting.model_validate(content["meeting"])


def talk(*lines: tuple[str | None, str]) -> tuple[Utterance, ...]:
    """Edited utterances from (role, text), ten seconds each; a role of None is an unknown voice."""
    return edited(spoken(*lines))


def edited(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """As the stage before structuring leaves them."""
    return at_level(utterances, tidy(utterances, House()), "edited")


def spoken(*lines: tuple[str | None, str]) -> tuple[Utterance, ...]:
    """The same before anything is tidied."""
    return tuple(
        Utterance(
            id=f"u{number:04d}",
            speaker=f"S-{role}",
            name=role,
            start=10.0 * number,
            end=10.0 * number + 9.5,
            heard=text,
            text=text,
        )
        for number, (role, text) in enumerate(lines, start=1)
    )


def said(*lines: tuple[str | None, str]) -> tuple[Sentence, ...]:
    return sentences(talk(*lines))
