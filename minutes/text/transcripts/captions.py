"""WebVTT and SubRip, by webvtt-py: cues with times, speakers as voices (<v 山田>) or written before a colon.

The library passes over what it cannot read; a transcript must not lose a sentence that way, so times it would not
understand are refused with their line, and text it would not count as a cue's is handed to it as such.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from minutes.domain import Seconds
from minutes.errors import InputUnreadable
from minutes.text.plainfile import read_plain, tidy_lines
from minutes.text.transcripts.cues import Cue, joined
from minutes.text.transcripts.labels import clean_label, split_label

_ARROW = "-->"
_MINUTES = r"[0-5]?\d:[0-5]?\d[.,]\d{1,3}"
_VTT_TIMING = re.compile(rf"(?:\d{{1,4}}:)?{_MINUTES}\s*-->\s*(?:\d{{1,4}}:)?{_MINUTES}(?:\s|$)")
_SRT_TIMING = re.compile(rf"\d{{1,4}}:{_MINUTES}\s*-->\s*\d{{1,4}}:{_MINUTES}(?:\s|$)")
_NOT_SPOKEN = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]+)>|</v\s*>")
# Only tags that captions have: 「<資料1>」 is text.
_TAG = re.compile(r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d+:[\d:.]+>|\{\\[^{}]*\}", re.IGNORECASE)
_DASH = re.compile(r"^[-–—]\s*(?=\S+[:：])")


def read_vtt(path: Path) -> list[Cue]:
    """Raises InputMissing, InputUnreadable."""
    lines = tidy_lines(read_plain(path).text)
    while lines and not lines[0]:
        lines.pop(0)
    if not lines or not lines[0].startswith("WEBVTT"):
        raise InputUnreadable(
            "先頭に WEBVTT がなく、字幕ファイル（.vtt）ではありません",
            subject=path,
            advice="Teams や Zoom から文字起こしを書き出し直すか、.txt の形（名前：発言）で保存してください。",
        )
    _refuse_unread_times(lines, _VTT_TIMING, path)
    return _cues(["WEBVTT", *_mended_vtt(lines[1:])], "vtt", path)


def read_srt(path: Path) -> list[Cue]:
    """Raises InputMissing, InputUnreadable."""
    lines = tidy_lines(read_plain(path).text)
    _refuse_unread_times(lines, _SRT_TIMING, path)
    if not any(_ARROW in line for line in lines):
        raise InputUnreadable(
            "時刻の行（00:00:01,000 --> 00:00:04,000）がなく、字幕ファイル（.srt）ではありません",
            subject=path,
            advice="字幕を書き出し直すか、.txt の形（名前：発言）で保存してください。",
        )
    return _cues(list(_mended_srt(lines)), "srt", path)


def _cues(lines: list[str], kind: str, path: Path) -> list[Cue]:
    try:
        captions = webvtt.from_buffer(lines, format=kind).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise InputUnreadable(
            "字幕ファイルとして読めません", subject=path, advice="字幕をもう一度書き出してください。"
        ) from error
    if any(_VOICE.search(caption.raw_text) for caption in captions):
        return [cue for caption in captions for cue in _voiced(caption)]
    cues: list[Cue] = []
    for caption in captions:  # a caption without a name goes on with the speaker before it
        cues.extend(_labelled(caption, cues[-1].speaker if cues else ""))
    return cues


def _voiced(caption: webvtt.Caption) -> Iterator[Cue]:
    """One cue for each voice of a caption; one without a voice is nobody's, or that of a 「名前：」 in it."""
    start, end = _times(caption)
    speaker, at = "", 0
    text = caption.raw_text
    for mark in (*_VOICE.finditer(text), None):
        said = _plain(text[at : mark.start() if mark else None])
        named = None if speaker else split_label(said)
        # as players show no voice, some captions (ours, too) say the name again in words
        words = said.removeprefix(f"{speaker}：") if speaker else said
        yield Cue(named[1], named[0], start, end) if named else Cue(words, speaker, start, end)
        if mark:  # a voice that is not closed lasts until the next one
            speaker, at = clean_label(html.unescape(mark[1] or "")), mark.end()


def _labelled(caption: webvtt.Caption, speaker: str) -> Iterator[Cue]:
    """One cue for each 「名前：」 of a caption; all have the caption's times."""
    start, end = _times(caption)
    pieces: list[str] = []
    for line in caption.lines:
        text = _plain(line)
        named = split_label(_DASH.sub("", text))
        if named:
            yield Cue(joined(pieces), speaker, start, end)
            speaker, pieces = named[0], []
        pieces.append(named[1] if named else text)
    yield Cue(joined(pieces), speaker, start, end)


def _times(caption: webvtt.Caption) -> tuple[Seconds, Seconds]:
    return caption.start_time.in_milliseconds() / 1000, caption.end_time.in_milliseconds() / 1000


def _plain(text: str) -> str:
    return joined(html.unescape(_TAG.sub("", text)).split("\n"))


# ---- so that nothing is passed over ------------------------------------------------------------------------------


def _refuse_unread_times(lines: list[str], timing: re.Pattern[str], path: Path) -> None:
    for number, line in enumerate(lines, start=1):
        if _ARROW in line and not timing.match(line) and not _NOT_SPOKEN.match(line):
            raise InputUnreadable(
                f"{number}行目の時刻が読めません",
                subject=path,
                advice="00:00:01.000 --> 00:00:04.000 の形に直すか、字幕をもう一度書き出してください。",
            )


def _mended_vtt(lines: list[str]) -> Iterator[str]:
    """Blank lines inside a cue are left out: by the standard the cue ends there and the rest is not shown."""
    in_cue = False
    for block in _blocks(lines):
        if not in_cue or _begins(block):
            yield ""
            in_cue = any(_ARROW in line for line in block)
        yield from (line.replace(",", ".", 2) if _VTT_TIMING.match(line) else line for line in block)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines that are not blank."""
    return (list(run) for filled, run in groupby(lines, key=bool) if filled)


def _begins(block: list[str]) -> bool:
    """Whether a block is a cue (with or without a number or name of its own) or one that is not spoken."""
    return any(_ARROW in line for line in block[:2]) or bool(_NOT_SPOKEN.match(block[0]))


def _mended_srt(lines: list[str]) -> Iterator[str]:
    """Every timing has a number before it, as the library wants."""
    before, begun = "", False
    for line in lines:
        timing = _ARROW in line
        if timing and not before.isdecimal():
            yield from ("", "0") if begun else ("0",)
        if line or begun:
            yield line.replace(".", ",", 2) if timing else line
            begun = True
        before = line
