"""Our own files: utterances.json, with speakers, or transcript.json, as the recogniser left it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import fmean

from pydantic import TypeAdapter, ValidationError

from minutes.domain import Meeting, Segment, Transcript, Utterance
from minutes.errors import InputUnreadable
from minutes.text.plainfile import read_plain
from minutes.text.transcripts.cues import Cue
from minutes.text.transcripts.labels import role_of
from minutes.text.transcripts.merging import utterances_of


def read_json_transcript(path: Path, meeting: Meeting) -> tuple[Utterance, ...]:
    """Utterances as they stand in the file, named where they were not; segments as utterances of nobody known.

    Raises InputMissing, InputUnreadable.
    """
    found = parsed(path)
    if isinstance(found, Transcript):
        return utterances_of([_cue(segment) for segment in found.segments], meeting)
    return tuple(_named(utterance, meeting) for utterance in found)


def parsed(path: Path) -> Transcript | tuple[Utterance, ...]:
    """Whichever of the two files it is. Raises InputMissing, InputUnreadable."""
    text = read_plain(path).text
    kind: TypeAdapter[Transcript | tuple[Utterance, ...]] = TypeAdapter(Transcript | tuple[Utterance, ...])
    try:
        found = kind.validate_json(text)
    except ValidationError as error:
        raise InputUnreadable(
            "minutes の utterances.json でも transcript.json でもありません",
            subject=path,
            advice="作業フォルダーの utterances.json を指定するか、文字起こしを .vtt .srt .txt .docx で用意してください。",
        ) from error
    ids = () if isinstance(found, Transcript) else (utterance.id for utterance in found)
    [(commonest, times)] = Counter(ids).most_common(1) or [("", 0)]
    if times > 1:
        raise InputUnreadable(
            f"発言番号「{commonest}」が{times}回あります", subject=path, advice="番号が重ならないように直してください。"
        )
    return found


def _named(utterance: Utterance, meeting: Meeting) -> Utterance:
    if utterance.name:
        return utterance
    return utterance.model_copy(update={"name": role_of(utterance.speaker, meeting.attendees)})


def _cue(segment: Segment) -> Cue:
    sure = fmean(word.probability for word in segment.words) if segment.words else 1.0
    return Cue(text=segment.text.strip(), start=segment.start, end=segment.end, confidence=sure)
