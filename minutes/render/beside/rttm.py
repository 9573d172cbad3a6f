"""Who speaks when, by the names the minutes use instead of a diariser's labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.domain import Turn
from minutes.render.beside.given import Given, is_timed
from minutes.render.clean import clean

_SPACE = re.compile(r"\s+")  # the format's columns are parted by it, also by a full-width one


def named_turns(given: Given) -> Iterator[Turn]:
    """One for each utterance of which somebody knows the time."""
    sources = given.sources()
    for utterance in filter(is_timed, given.utterances):
        name = _SPACE.sub("_", clean(sources.speaker(utterance)).strip())
        unknown = given.form.labels.unknown
        yield Turn(start=utterance.start, end=utterance.end, speaker=name or _SPACE.sub("_", unknown) or "?")
