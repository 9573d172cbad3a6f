"""SubRip. It has no escapes: what players take for a tag is written with full-width signs."""

from __future__ import annotations

from minutes.render.beside.captions import captions
from minutes.render.beside.given import Given

# <i>, <font>, --> and {\an8} of Advanced SubStation, which many players obey.
_TAMED = str.maketrans({"<": "＜", ">": "＞", "{": "｛", "}": "｝", "\\": "＼"})


def srt(given: Given) -> str:
    """Every utterance begins with its speaker and a colon."""
    blocks = (
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n" + "\n".join(cue.lines).translate(_TAMED)
        for number, cue in enumerate(captions(given), start=1)
    )
    return "".join(f"{block}\n\n" for block in blocks)


def clock(milliseconds: int, point: str) -> str:
    """00:00:01.000 with the decimal point the format wants."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"
