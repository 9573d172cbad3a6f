"""Files whose terms are put right while everything else in them stays: .txt, .vtt, .srt line by line, utterances.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from minutes.domain import Correction, Dictionary, Transcript, nfc
from minutes.errors import WrongUsage
from minutes.text.correct import Forms, correct, correct_text
from minutes.text.plainfile import encoded, read_plain
from minutes.text.transcripts.own import parsed

SUFFIXES = (".txt", ".vtt", ".srt", ".json")

_ARROW = "-->"
_NOT_SPOKEN = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>|<\d[\d:.]*>)+")
_HIDDEN = "\0"  # stands for the characters of a tag while its line is corrected


class CorrectedFile(NamedTuple):
    """The new content, as characters and as the bytes to write, and what was changed."""

    text: str
    data: bytes
    corrections: tuple[Correction, ...]


def correct_file(path: Path, dictionaries: Sequence[Dictionary]) -> CorrectedFile:
    """Same format, same encoding, same number of lines; line 12 of a text is filed under u0012.

    Raises InputMissing, InputUnreadable, or WrongUsage for a format that cannot be kept.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise WrongUsage(
            f"{suffix or '拡張子のないファイル'} の用語は直せません",
            subject=path,
            advice=f"直せるのは {' '.join(SUFFIXES)} です。Word 文書（.docx）の文字起こしは minutes run に渡してください。",
        )
    if suffix == ".json":
        return _corrected_json(path, dictionaries)
    source = read_plain(path)
    lines = source.text.split("\n")
    spoken = [True] * len(lines) if suffix == ".txt" else _spoken(lines)
    corrected, corrections = _corrected_lines(zip(lines, spoken, strict=True), Forms.of(dictionaries))
    text = "\n".join(corrected)
    return CorrectedFile(text, encoded(text, source.encoding), corrections)


def _corrected_json(path: Path, dictionaries: Sequence[Dictionary]) -> CorrectedFile:
    utterances = parsed(path)
    if isinstance(utterances, Transcript):
        raise WrongUsage(
            "transcript.json の用語は直せません",
            subject=path,
            advice="同じ作業フォルダーの utterances.json を指定してください。",
        )
    corrected, corrections = correct(utterances, dictionaries)
    plain = [utterance.model_dump(mode="json") for utterance in corrected]
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return CorrectedFile(text, text.encode(), corrections)


def _corrected_lines(lines: Iterable[tuple[str, bool]], forms: Forms) -> tuple[list[str], tuple[Correction, ...]]:
    """A line without a change stays as it is, character for character."""
    corrected: list[str] = []
    corrections: list[Correction] = []
    for number, (line, spoken) in enumerate(lines, start=1):
        text, changes = _corrected_line(nfc(line), forms, f"u{number:04}") if spoken else (line, ())
        corrected.append(text if any(change.applied for change in changes) else line)
        corrections.extend(changes)
    return corrected, tuple(corrections)


def _corrected_line(line: str, forms: Forms, name: str) -> tuple[str, tuple[Correction, ...]]:
    """Tags (with the names of speakers in them) are left alone; offsets are those of the line with its tags."""
    if _HIDDEN in line:
        return line, ()
    tags = iter(_TAGS.findall(line))
    text, changes = correct_text(_TAGS.sub(lambda tag: _HIDDEN * len(tag[0]), line), forms, name)
    return re.sub(f"{_HIDDEN}+", lambda _: next(tags), text), changes


def _spoken(lines: Sequence[str]) -> list[bool]:
    """For each line of a caption file whether it is text, rather than a time, a number, or a block that is not shown."""
    spoken: list[bool] = []
    shown = False
    for number, line in enumerate(lines):
        before = lines[number - 1].strip() if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if not before:
            shown = (shown or _ARROW in line) and not _NOT_SPOKEN.match(line)
        shown = shown or _ARROW in line
        label = _ARROW in after and (not before or line.strip().isdecimal())
        spoken.append(shown and _ARROW not in line and not label)
    return spoken
