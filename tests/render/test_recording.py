"""What a document says of the recording it was made from."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from minutes.domain import Part, Recording, Utterance
from minutes.render.annexes import Annexes
from minutes.render.forms import load_form
from minutes.render.recording import remarks_on
from minutes.render.render import render
from minutes.render.sources import Sources
from tests.render.sample import coverage, meeting, minutes, utterances


def _part(name: str, start: float, **more: object) -> Part:
    return Part.model_validate({"file": name, "sha256": "0" * 64, "start": start, "duration": 3600.0, **more})


WHOLE = Recording(parts=(_part("会議.m4a", 0.0),), sha256="0" * 64, duration=3600.0)
SPLIT = Recording(parts=(_part("1.mp3", 0.0), _part("2.mp3", 3600.0)), sha256="0" * 64, duration=7200.0)
SPOKEN = Utterance(id="u0001", speaker="A", start=3754.0, end=3760.0, heard="はい。", text="はい。")


def _remark(recording: Recording | None) -> str:
    sources = Sources([SPOKEN], meeting(), load_form("choigi"), recording)
    return "\n".join(sources.check(["確かめる。"], ["u0001"])[0].remark)


def test_a_place_is_named_by_file_where_there_are_several() -> None:
    assert "録音の時刻：01:02:34～01:02:40（2.mp3 の 00:02:34）" in _remark(SPLIT)
    assert "録音の時刻：01:02:34～01:02:40\n" in _remark(WHOLE)


def test_microphones_of_one_time_need_no_second_time() -> None:
    together = SPLIT.model_copy(update={"parts": (_part("1.mp3", 0.0), _part("2.mp3", 0.0))})
    assert "の 00:" not in _remark(together)


def test_what_is_missing_is_told() -> None:
    broken = _part("1.mp3", 100.0, truncated=True, broken=(160.0, 3700.0), stream=2, streams=3)
    assert remarks_on(WHOLE) == ()
    assert remarks_on(Recording(parts=(broken,), sha256="", duration=3700.0)) == (
        "録音「1.mp3」は、終わりが欠けている（01:00:00まで）。その後の発言は入っていない。",
        "録音「1.mp3」には、壊れて読めない所がある（00:01:00、01:00:00）。その部分の発言は入っていない。",
        "録音「1.mp3」には音声が3本あり、2本目を使った。",
    )


def test_the_document_names_the_files_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    cut = SPLIT.model_copy(update={"parts": (SPLIT.parts[0], _part("2.mp3", 3600.0, truncated=True))})
    place = tmp_path / "out.docx"
    render(minutes(), utterances(), load_form("choigi"), place, Annexes(coverage(), cut))
    with zipfile.ZipFile(place) as archive:
        text = re.sub(r"<[^>]*>", "", archive.read("word/document.xml").decode())
    assert "録音「2.mp3」は、終わりが欠けている（01:00:00まで）。" in text
    assert "1.mp3（00:00:00～01:00:00）、2.mp3（01:00:00～02:00:00）" in text
