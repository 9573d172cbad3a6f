"""Opening, breaks and closing with their times of day: as spoken, else counted from the recording.

A time that is counted is an estimate: recorders start early and stop in breaks. What the chair says sets the count right
for what follows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from minutes.domain import Meeting
from minutes.render.japanese import clock
from minutes.structure.sentences import Sentence

Event = Literal["opening", "break", "resumption", "closing"]

NO_TIMES = "no_times"  # an imported transcript without times
NEAR, NEAR_S = 2, 60.0  # sentences and seconds around an event in which its time may be said
DAY = 24 * 60
EARLIEST = 8 * 60  # minutes; 「1時」 in an office is in the afternoon

_EVENTS: tuple[tuple[re.Pattern[str], Event], ...] = (
    (re.compile(r"休憩前に引き続|(?:会議|議事)?を?再開(?:いたし|し|させ)|再び会議を開き"), "resumption"),
    (re.compile(r"休憩(?:と(?:し|いた)|に(?:し|いた|入)|を(?:取|と|挟)|いた|し|。)"), "break"),
    (
        re.compile(
            r"(?:開会|開議)(?:いた|し|を|の時|させ)|(?<!次の)(?:会議?|委員会|審議会|協議会|部会|庁議)を(?:開き|開催し|始め)"
        ),
        "opening",
    ),
    (
        re.compile(
            r"(?:閉会|散会|延会)(?:と|いた|し|を|させ)|(?:会議?|委員会|審議会|協議会|部会|庁議)を(?:閉じ|終了|終わ|閉め)"
        ),
        "closing",
    ),
)
_TIME = r"(?P<half>午前|午後)?(?P<hour>\d{1,2})時(?:(?P<minute>\d{1,2})分|(?P<half_past>半))?"
_SPOKEN = re.compile(_TIME)
_UNTIL = re.compile(rf"{_TIME}(?=まで|から|に?再開|より)")
_RESUMES = re.compile(rf"再開は、?{_TIME}")
TIME_ONLY = re.compile(
    rf"^(?:はい、|それでは、)?(?:ただいま|現在|今|時刻|時間|の|は|が|、)*{_TIME}(?:です|でござい|にな|を回)[^。、]*。?$"
)


@dataclass
class _Count:
    """Minutes of the day at the beginning of the recording, as far as is known, and when a break was to end."""

    origin: float | None
    until: int | None = None

    def at(self, seconds: float) -> int | None:
        return None if self.origin is None else int(self.origin + seconds / 60)

    def set_right(self, seconds: float, minutes: int) -> None:
        self.origin = minutes - seconds / 60


def event_of(cue: str) -> Event | None:
    """What the sentence does to the meeting as a whole."""
    return next((event for pattern, event in _EVENTS if pattern.search(cue)), None)


def timed(said: Sequence[Sentence], meeting: Meeting) -> tuple[Sentence, ...]:
    """The sentences; those that open, break, resume or close the meeting have its time, 「午前10時20分」."""
    count = _Count(_minutes(meeting.start) if meeting.start else None)
    return tuple(_timed(said, place, count) for place in range(len(said)))


def _timed(said: Sequence[Sentence], place: int, count: _Count) -> Sentence:
    sentence = said[place]
    event = event_of(sentence.cue)
    if event is None:
        return sentence
    place_known = NO_TIMES not in sentence.flags
    about = count.at(sentence.start) if place_known else None
    spoken = next(_spoken(said, place, about), None)
    following = said[place + 1].cue if place + 1 < len(said) else ""
    until = (_UNTIL.search(sentence.cue) or _RESUMES.search(following)) if event == "break" else None
    minutes = spoken[0] if spoken else about
    if event == "resumption" and not spoken and count.until is not None:
        minutes = max(about or 0, count.until)
    count.until = _of(until, minutes) if until else None
    if minutes is None:
        return sentence
    if place_known and (spoken or event == "resumption"):
        count.set_right(sentence.start, minutes)
    if spoken and spoken[1] is sentence:
        return sentence  # it is in the words already
    return replace(
        sentence, time=_printed(minutes), estimated=spoken is None, timed_by=spoken[1].evidence if spoken else ()
    )


def _spoken(said: Sequence[Sentence], place: int, about: int | None) -> Iterator[tuple[int, Sentence]]:
    """The time said in the sentence itself, or alone in one of its neighbours by the same speaker."""
    own = _SPOKEN.search(_UNTIL.sub("", said[place].cue))
    if own:
        yield _of(own, about), said[place]
    for there in range(max(0, place - NEAR), min(place + NEAR + 1, len(said))):
        other = said[there]
        match = TIME_ONLY.match(other.cue)
        near = other.key == said[place].key and abs(other.start - said[place].start) <= NEAR_S
        if match and near and _nearest_event(said, there) == place:
            yield _of(match, about), other


def _nearest_event(said: Sequence[Sentence], place: int) -> int | None:
    """Whose time a sentence like 「ただいま10時12分です。」 says; of two, the one before it."""
    around = sorted(range(max(0, place - NEAR), min(place + NEAR + 1, len(said))), key=lambda at: (abs(at - place), at))
    return next((at for at in around if event_of(said[at].cue)), None)


def _of(match: re.Match[str], about: int | None) -> int:
    """Minutes of the day. Without 午前 or 午後 the half of the day that is nearer to what is expected."""
    hour = int(match["hour"])
    minutes = hour * 60 + (30 if match["half_past"] else int(match["minute"] or 0))
    if match["half"]:
        return minutes % (12 * 60) + (12 * 60 if match["half"] == "午後" else 0)
    if about is not None:
        return min((minutes % DAY, (minutes + 12 * 60) % DAY), key=lambda choice: abs(choice - about))
    return minutes + 12 * 60 if minutes < EARLIEST else minutes


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _printed(minutes: int) -> str:
    return clock(dt.time(minutes // 60 % 24, minutes % 60))
