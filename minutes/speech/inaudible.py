"""The mark that stands in a transcript where something was said and nobody can vouch for its text."""

from __future__ import annotations

import re

from minutes.domain import Seconds

_MARK = re.compile(r"〔聴取不能 \d{2,}:\d{2}:\d{2}〕")


def mark(start: Seconds) -> str:
    """〔聴取不能 00:12:34〕"""
    minutes, seconds = divmod(int(start), 60)
    hours, minutes = divmod(minutes, 60)
    return f"〔聴取不能 {hours:02}:{minutes:02}:{seconds:02}〕"


def is_mark(text: str) -> bool:
    return _MARK.fullmatch(text.strip()) is not None
