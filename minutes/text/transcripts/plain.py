"""Lines of text in which 「名前：」, a time, or both say who speaks when.

    山田：それでは始めます。            [00:01:23] 山田：…            00:01:23 山田：…
    山田 太郎   0:03                    00:00:05.100 --> 00:00:08.250
    それでは始めます。                  山田 太郎
                                        それでは始めます。

A line without a name goes on with the speaker before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes.domain import Seconds
from minutes.text.plainfile import read_plain, tidy_lines
from minutes.text.transcripts.cues import Cue
from minutes.text.transcripts.labels import clean_label, is_label, split_label

LONGEST_HEADING = 60  # characters
_CLOCK = r"(?:\d{1,2}[:：]\d{1,2}[:：]\d{1,2}|\d{1,3}[:：]\d{2})(?:[.,]\d{1,3})?"
_STAMP = rf"[\[(（［【<〔]?\s*({_CLOCK})\s*(?:(?:-->|→|～|〜|-|–)\s*({_CLOCK})\s*)?[\])）］】>〕]?"
_STAMP_FIRST = re.compile(rf"{_STAMP}(?:\s+|(?<=[\])）］】>〕])|$)")  # 「10:30から始めます」 is no stamp
_STAMP_ALONE = re.compile(rf"{_STAMP}$")
_STAMP_LAST = re.compile(rf"(?:\s+|(?=[\[(（［【<〔])){_STAMP}\s*[:：]?$")
_LONGEST_HEAD = 60  # characters of a name, two times and blanks
_SPOKEN_TAIL = re.compile(r"(?:はい|ええ|うん|いいえ|ません|さい|でしょう|ですね|ますね|か|よ|ね)$")
# What meeting services write between the sentences.
_SERVICE = re.compile(r"文字起こしを(?:開始|停止|終了)しました|(?:started|stopped) transcription")


@dataclass(frozen=True)
class _Head:
    """A line that says who speaks or when; `said` is the rest of it, `range` that its time has an end."""

    speaker: str | None = None
    start: Seconds | None = None
    end: Seconds | None = None
    said: str = ""
    range: bool = False


def read_txt(path: Path) -> list[Cue]:
    """Raises InputMissing, InputUnreadable."""
    return cues_of(tidy_lines(read_plain(path).text))


def cues_of(lines: Sequence[str]) -> list[Cue]:
    """One cue per line that says something."""
    spoken = [line for line in lines if line and not _SERVICE.search(line)]
    cues: list[Cue] = []
    speaker, start, end, stamped = "", None, None, False
    for at, line in enumerate(spoken):
        head = _head(line, spoken[at + 1 : at + 2], after_range=stamped)
        stamped = head.range and head.speaker is None and not head.said
        if head.start is not None:
            start, end = head.start, head.end
        speaker = speaker if head.speaker is None else head.speaker
        if head.said:
            cues.append(Cue(text=head.said, speaker=speaker, start=start, end=end))
    return list(_without_headings(cues))


def has_speakers(cues: Sequence[Cue]) -> bool:
    return any(cue.speaker for cue in cues)


def _head(line: str, following: Sequence[str], after_range: bool) -> _Head:
    """`after_range`: the line before was a time with an end and nothing else, so this one may be a bare name."""
    alone = _STAMP_ALONE.match(line)
    if alone:
        return _Head(start=_seconds(alone[1]), end=_seconds(alone[2]), range=bool(alone[2]))
    if after_range and following and not _STAMP_ALONE.match(following[0]) and _is_bare_name(line):
        return _Head(speaker=clean_label(line))
    first = _STAMP_FIRST.match(line)
    rest = line[first.end() :] if first else line
    start, end = (_seconds(first[1]), _seconds(first[2])) if first else (None, None)
    named = split_label(rest)
    if named:
        label, said = named
        return _Head(label, start, end, said)
    last = None if first or len(line) > _LONGEST_HEAD else _STAMP_LAST.search(line)
    if last and _is_bare_name(line[: last.start()]):
        return _Head(clean_label(line[: last.start()]), _seconds(last[1]), _seconds(last[2]))
    if first and following and _is_bare_name(rest) and not _STAMP_FIRST.match(following[0]):
        return _Head(clean_label(rest), start, end)
    return _Head(start=start, end=end, said=rest)


def _is_bare_name(line: str) -> bool:
    """A line that is a name and nothing else; one that a sentence could be is not."""
    return is_label(clean_label(line)) and not _SPOKEN_TAIL.search(line)


def _without_headings(cues: Sequence[Cue]) -> Iterator[Cue]:
    """A title or date above the first speaker was not spoken: it is short and no sentence."""
    begun = not has_speakers(cues)
    for cue in cues:
        begun = begun or bool(cue.speaker)
        if begun or len(cue.text) > LONGEST_HEADING or re.search(r"[。．！？!?]", cue.text):
            yield cue


def _seconds(clock: str | None) -> Seconds | None:
    """1:02:03.4, 02:03 → seconds."""
    if not clock:
        return None
    seconds = 0.0
    for field in re.split("[:：]", clock.replace(",", ".")):
        seconds = seconds * 60 + float(field)
    return seconds
