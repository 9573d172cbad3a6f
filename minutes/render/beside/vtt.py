"""WebVTT (W3C): every cue names its speaker as a voice, and in words where an utterance begins, as players show no voice."""

from __future__ import annotations

import html

from minutes.render.beside.captions import captions
from minutes.render.beside.given import Given
from minutes.render.beside.srt import clock
from minutes.render.clean import clean


def vtt(given: Given) -> str:
    """The captions; what players do not show says what they are."""
    blocks = ["WEBVTT", f"NOTE {escaped(clean(given.title))}"]
    for number, cue in enumerate(captions(given), start=1):
        voice = f"<v {escaped(cue.speaker)}>" if cue.speaker else ""
        text = "\n".join(map(escaped, cue.lines))
        blocks.append(f"{number}\n{clock(cue.start, '.')} --> {clock(cue.end, '.')}\n{voice}{text}")
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Also makes an arrow of times impossible, which would begin another cue."""
    return html.escape(text, quote=False)
