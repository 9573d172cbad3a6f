"""Files whose terms are put right while everything else in them stays: .txt, .vtt, .srt line by line, utterances.json."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from minutes.domain import Correction, Dictionary, Transcript, nfc
from minutes.errors import WrongUsage
from minutes.text.correction.correct import NOTHING_KNOWN, Known, Result, correct_texts
from minutes.text.plainfile import encoded, read_plain
from minutes.text.transcripts.own import parsed

SUFFIXES = (".txt", ".vtt", ".srt", ".json")

_ARROW = "-->"
_NOT_SPOKEN = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>|<\d[\d:.]*>)+")
_HIDDEN = "\0"  # stands for the characters of a tag while its line is corrected


class CorrectedFile(NamedTuple):
    """The new content, as characters and as the bytes to write, and what was found in each text of it."""

    text: str
    data: bytes
    results: tuple[Result, ...]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return tuple(correction for result in self.results for correction in result.corrections)


def correct_file(path: Path, dictionaries: Sequence[Dictionary], known: Known = NOTHING_KNOWN) -> CorrectedFile:
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
        return _corrected_json(path, dictionaries, known)
    source = read_plain(path)
    lines = source.text.split("\n")
    spoken = [True] * len(lines) if suffix == ".txt" else _spoken(lines)
    text, results = _corrected_lines(lines, spoken, dictionaries, known)
    return CorrectedFile(text, encoded(text, source.encoding), results)


def _corrected_json(path: Path, dictionaries: Sequence[Dictionary], known: Known) -> CorrectedFile:
    utterances = parsed(path)
    if isinstance(utterances, Transcript):
        raise WrongUsage(
            "transcript.json の用語は直せません",
            subject=path,
            advice="同じ作業フォルダーの utterances.json を指定してください。",
        )
    names = [utterance.id for utterance in utterances]
    results = correct_texts([utterance.heard for utterance in utterances], dictionaries, known, names)
    plain = [
        utterance.model_copy(update={"text": result.text}).model_dump(mode="json")
        for utterance, result in zip(utterances, results, strict=True)
    ]
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return CorrectedFile(text, text.encode(), tuple(results))


def _corrected_lines(
    lines: Sequence[str], spoken: Sequence[bool], dictionaries: Sequence[Dictionary], known: Known
) -> tuple[str, tuple[Result, ...]]:
    """A line without a change stays as it is, character for character. Tags (with the names of speakers in them) are
    left alone; offsets are those of the line with its tags."""
    numbers = [number for number, line in enumerate(lines) if spoken[number] and _HIDDEN not in line]
    plain = [nfc(lines[number]) for number in numbers]
    hidden = [_TAGS.sub(lambda tag: _HIDDEN * len(tag[0]), line) for line in plain]
    results = correct_texts(hidden, dictionaries, known, [f"u{number + 1:04}" for number in numbers])
    corrected = list(lines)
    for number, line, result in zip(numbers, plain, results, strict=True):
        if any(change.applied for change in result.corrections):
            corrected[number] = _with_tags(result.text, _TAGS.findall(line))
    return "\n".join(corrected), tuple(results)


def _with_tags(text: str, tags: Sequence[str]) -> str:
    put_back = iter(tags)
    return re.sub(f"{_HIDDEN}+", lambda _: next(put_back), text)


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
