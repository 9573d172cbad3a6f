"""The data file, and that its documented schema is the one it follows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from minutes.domain import Unreflected
from minutes.render.annexes import Annexes
from minutes.render.beside.given import Given
from minutes.render.beside.whole import Whole, whole
from minutes.render.forms import load_form
from tests.render.beside import hostile
from tests.render.origin import final
from tests.render.sample import minutes, utterances

SCHEMA = Path(__file__).parents[3] / "docs" / "minutes.schema.json"


def test_everything_is_there() -> None:
    missed = (Unreflected(utterance="u0005", text="研修"),)
    made = whole(Given(minutes(), utterances(), load_form("choigi"), Annexes(unreflected=missed)))
    assert (made.title, made.draft) == ("決定会議　会議録（案）", True)
    assert (made.meeting, made.items, made.provenance) == (minutes().meeting, minutes().items, minutes().provenance)
    assert (made.utterances, made.unreflected) == (utterances(), missed)
    assert not whole(Given(final(), utterances(), load_form("choigi"))).draft


def test_it_comes_back_as_it_was() -> None:
    made = whole(hostile.given())
    assert Whole.model_validate_json(made.model_dump_json()) == made


def test_the_public_gets_what_is_printed_and_not_what_was_recognised() -> None:
    content = Given(minutes(), utterances(), load_form("chikugo"), Annexes(audience="public"))
    assert whole(replace(content, form=load_form("choigi"))).utterances == ()
    unnamed = whole(content).utterances[6]
    assert (unnamed.heard, unnamed.speaker, unnamed.flags) == (unnamed.text, "発言者1", ())


def test_the_documented_schema_is_this_one() -> None:
    """After a change: .venv/bin/python -m tests.render.beside.test_whole"""
    assert json.loads(SCHEMA.read_text("utf-8")) == Whole.model_json_schema(mode="serialization")


if __name__ == "__main__":
    text = json.dumps(Whole.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1)
    SCHEMA.write_text(text + "\n", encoding="utf-8")
