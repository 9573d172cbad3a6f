"""The constructed meetings of tests/resources/structure, and short talks written in the test itself."""

from __future__ import annotations

import json
from pathlib import Path

from minutes.domain import Meeting, Utterance
from minutes.structure.sentences import Sentence, sentences

FOLDER = Path(__file__).parent.parent / "resources" / "structure"


def load(name: str) -> tuple[tuple[Utterance, ...], Meeting]:
    """`choigi` (two items, misspelt cues), `shingikai` (no agenda, one voice unknown) or `seisaku` (casual speech)."""
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    utterances = tuple(Utterance.model_validate(utterance) for utterance in content["utterances"])
    return utterances, Meeting.model_validate(content["meeting"])


def talk(*lines: tuple[str | None, str]) -> tuple[Utterance, ...]:
    """Utterances from (role, text), ten seconds each; a role of None is an unknown voice."""
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
