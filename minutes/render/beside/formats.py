"""The formats there are, by the ending of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from minutes.files import write_json
from minutes.render.beside.given import Given, is_timed
from minutes.render.beside.markdown import markdown
from minutes.render.beside.page import page
from minutes.render.beside.rttm import named_turns
from minutes.render.beside.srt import srt
from minutes.render.beside.vtt import vtt
from minutes.render.beside.whole import whole
from minutes.rttm import write_rttm


class Format(NamedTuple):
    """`write` puts the file to its place; `needs_times`: it says when each utterance was spoken and little else."""

    write: Callable[[Given, Path], None]
    needs_times: bool = False

    def can_be_made(self, given: Given) -> bool:
        """Whether what the format is about is known."""
        return not self.needs_times or all(map(is_timed, given.utterances))


def _text(written: Callable[[Given], str]) -> Callable[[Given, Path], None]:
    def write(given: Given, place: Path) -> None:
        place.write_text(written(given), encoding="utf-8", newline="\n")

    return write


FORMATS: Mapping[str, Format] = {
    "md": Format(_text(markdown)),
    "html": Format(_text(page)),
    "vtt": Format(_text(vtt), needs_times=True),
    "srt": Format(_text(srt), needs_times=True),
    "json": Format(lambda given, place: write_json(place, whole(given))),
    "rttm": Format(lambda given, place: write_rttm(named_turns(given), place), needs_times=True),
}
