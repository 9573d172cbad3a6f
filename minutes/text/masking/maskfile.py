"""Files whose personal data is masked while everything else in them stays: .txt, .vtt, .srt line by line, utterances.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from minutes.domain import Attendee, Transcript, nfc
from minutes.errors import WrongUsage
from minutes.text.masking.protect import Protection, restored
from minutes.text.masking.table import Table
from minutes.text.plainfile import encoded, read_plain
from minutes.text.transcripts.own import parsed

SUFFIXES = (".txt", ".vtt", ".srt", ".json")


class MaskedFile(NamedTuple):
    """The new content as bytes to write, what it was masked with, and what a second look still found."""

    data: bytes
    protection: Protection
    left: tuple[str, ...]


def mask_file(path: Path, attendees: Sequence[Attendee], terms: Sequence[str] = ()) -> MaskedFile:
    """Same format, same encoding, same number of lines.

    Raises InputMissing, InputUnreadable, or WrongUsage for a format that cannot be kept.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise WrongUsage(
            f"{suffix or '拡張子のないファイル'} は匿名化できません",
            subject=path,
            advice=f"匿名化できるのは {' '.join(SUFFIXES)} です。Word 文書（.docx）はテキスト（.txt）で保存し直してください。",
        )
    if suffix == ".json":
        return _masked_json(path, attendees, terms)
    source = read_plain(path)
    lines = [nfc(line) for line in source.text.split("\n")]
    protection = Protection(attendees, lines, terms)
    text = "\n".join(map(protection.mask, lines))
    return MaskedFile(encoded(text, source.encoding), protection, protection.scan(text))


def restore_file(path: Path, table: Table) -> bytes:
    """A text file with what stands behind its placeholders, in its own encoding. Raises InputMissing, InputUnreadable."""
    source = read_plain(path)
    return encoded(restored(source.text, table), source.encoding)


def _masked_json(path: Path, attendees: Sequence[Attendee], terms: Sequence[str]) -> MaskedFile:
    """utterances.json: what was heard and what was made of it; who speaks stays, since the roster does."""
    utterances = parsed(path)
    if isinstance(utterances, Transcript):
        raise WrongUsage(
            "transcript.json は匿名化できません",
            subject=path,
            advice="同じ作業フォルダーの utterances.json を指定してください。",
        )
    protection = Protection(attendees, [text for one in utterances for text in (one.heard, one.text)], terms)
    plain: list[dict[str, Any]] = []
    for utterance in utterances:
        masked = {"heard": protection.mask(utterance.heard), "text": protection.mask(utterance.text)}
        plain.append(utterance.model_copy(update=masked).model_dump(mode="json"))
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return MaskedFile(text.encode(), protection, protection.scan(text))
