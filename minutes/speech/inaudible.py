"""Text nobody vouches for: taken out of the transcript, a mark left in its place, the text itself kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from minutes.domain import Doubt, Seconds, Segment
from minutes.speech.suspicion import Suspicion

_MARK = re.compile(r"〔聴取不能 \d{2,}:\d{2}:\d{2}〕")
_SHORTEST_S = 0.1  # inventions may be crowded into one moment


def mark(start: Seconds) -> str:
    """〔聴取不能 00:12:34〕"""
    minutes, seconds = divmod(int(start), 60)
    hours, minutes = divmod(minutes, 60)
    return f"〔聴取不能 {hours:02}:{minutes:02}:{seconds:02}〕"


def is_mark(text: str) -> bool:
    return _MARK.fullmatch(text.strip()) is not None


def set_aside(
    segment: Segment, suspicions: Sequence[Suspicion], tried: Sequence[str]
) -> Iterator[tuple[Segment, Doubt | None]]:
    """The segment in order: what stays as it is, and for each doubtful run of words a mark (a segment without words)
    with what is kept aside of it."""
    if not suspicions:
        yield segment, None
        return

    def reasons(number: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.reason for s in suspicions if s.first <= number < s.end))

    for doubted, run in groupby(range(len(segment.words)), key=lambda number: bool(reasons(number))):
        numbers = list(run)
        words = tuple(segment.words[number] for number in numbers)
        start, end = words[0].start, max(words[-1].end, words[0].start + _SHORTEST_S)
        text = "".join(word.text for word in words).strip()
        if not doubted:
            yield segment.model_copy(update={"start": start, "end": end, "text": text, "words": words}), None
            continue
        why = tuple(dict.fromkeys(reason for number in numbers for reason in reasons(number)))
        doubt = Doubt(start=start, end=end, text=text, reasons=why, tried=tuple(tried))
        yield segment.model_copy(update={"start": start, "end": end, "text": mark(start), "words": ()}), doubt
