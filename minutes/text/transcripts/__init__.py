"""Transcripts that other programs made, as utterances: .vtt .srt .txt .docx .json.

    read_transcript ─ one reader per format ─→ cues ─ merging ─→ utterances, speakers named by the roster

A reader only says who said what when; which cues belong together and who is meant is decided in one place for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from minutes.domain import Meeting, Utterance
from minutes.errors import InputUnreadable
from minutes.text.transcripts.cues import Cue
from minutes.text.transcripts.merging import utterances_of

SUFFIXES = (".vtt", ".srt", ".txt", ".docx", ".json")


def is_transcript(path: Path) -> bool:
    """Whether the file is a transcript rather than a recording, by its suffix."""
    return path.suffix.lower() in SUFFIXES


def read_transcript(path: Path, meeting: Meeting) -> tuple[Utterance, ...]:
    """Utterances u0001… in order of time (where there are times), named where the roster knows the speaker.

    Raises InputMissing, or InputUnreadable when the file is empty, broken, or not what its suffix says.
    """
    if path.suffix.lower() == ".json":
        from minutes.text.transcripts.own import read_json_transcript

        found = read_json_transcript(path, meeting)
    else:
        found = utterances_of(_cues(path), meeting)
    if not found:
        raise InputUnreadable(
            "発言が一つもありません", subject=path, advice="文字起こしをもう一度書き出して、指定してください。"
        )
    return found


def _cues(path: Path) -> Sequence[Cue]:
    """Readers are imported where needed: a .txt must not wait for the Word library."""
    suffix = path.suffix.lower()
    if suffix in (".vtt", ".srt"):
        from minutes.text.transcripts.captions import read_srt, read_vtt

        return read_vtt(path) if suffix == ".vtt" else read_srt(path)
    if suffix == ".docx":
        from minutes.text.transcripts.word import read_docx

        return read_docx(path)
    if suffix == ".txt":
        from minutes.text.transcripts.plain import read_txt

        return read_txt(path)
    raise InputUnreadable(
        "文字起こしとして読める形式ではありません",
        subject=path,
        advice=f"読めるのは {' '.join(SUFFIXES)} です。",
    )
