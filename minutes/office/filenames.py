"""What a file's name says of its meeting: 20250806_決定会議_第3委員会室.m4a has a day, a title and a place in it."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from minutes.text.dates import find_day, find_times, folded

_JAPAN = dt.timezone(dt.timedelta(hours=9))
_ZOOM = re.compile(r"(?<![A-Za-z])GMT(?P<day>\d{8})-(?P<time>\d{6})")  # by the clock of Greenwich
_WEEKDAY = re.compile(r"[(（]?[月火水木金土日](?:曜日?)?[)）]|[月火水木金土日]曜日?")
_TIME_DIGITS = re.compile(
    r"^[_\-T ]*(?:\d{6}|\d{4}|\d\d-\d\d-\d\d)(?!\d)"
)  # behind the day, as recorders count: 250806_1001
_SPAN = re.compile(
    r"(?P<from>(?:午前|午後)?\d{1,2}(?:[:：]\d\d|時(?:\d{1,2}分|半)?))(?:[~〜～\-ー](?:(?:午前|午後)?\d{1,2}(?:[:：]\d\d|時(?:\d{1,2}分|半)?)))?(?:から|開始|開会)?"
)
_COPY = re.compile(r"\s*(?:[(（]\d{1,2}[)）]|[-ー]\s*(?:コピー|Copy)|のコピー)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"[_\s]+")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_BRACKETS_AT_END = re.compile(r"(?<=\S)\(([^()]+)\)(?=[_\s]|$)")
# What recorders, telephones and meeting services call a file, and what says nothing of the meeting.
_NO_TITLE = re.compile(
    r"(?:REC|VOICE|VOC|DSS|DM|DS|LS|WS|TRACK|FILE|AUDIO|VIDEO|MVI|IMG|DSC|MOV|ZOOM|STE|MONO|GVO|PIC|VN|NEW|A|V|R)?[-_ ]?\d*"
    r"|(?:新規)?録音(?:データ|ファイル)?\d*|音声\d*|(?:GMT)?recording\d*|meeting|GMT|double_click.*|audio_?only|ボイスメモ\d*|新しい録音\d*"
    r"|新しいフォルダー?|new ?folder|\d+x\d+",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r".*(?:会議室|委員会室|議室|議場|応接室|ホール|講堂|庁舎|公民館|センター|会館|集会所|オンライン|Zoom|Teams)(?:[A-Z\d０-９一-十]{0,3}|[(（].*[)）])"
    r"|.*\d{1,2}階.*|第?\d{1,3}[号室]{1,2}室?|[A-Z\d]{1,4}会議室",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """What was read; "" and None where the name does not say."""

    title: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    venue: str = ""


def read_name(stem: str) -> Named:
    """`stem`: of a file or folder, without suffix."""
    text = folded(stem)
    while (shorter := _COPY.sub("", text)) != text:
        text = shorter
    day, text = _without_day(text)
    start, text = _without_time(text)
    words = [word.strip("-・") for word in _BETWEEN.split(_with_venue_apart(_EMPTY_BRACKETS.sub(" ", text)))]
    telling = [word for word in words if word and not _NO_TITLE.fullmatch(word)]
    venue = next((word for word in reversed(telling[1:]) if _VENUE.fullmatch(word)), "")
    title = " ".join(word for word in telling if word != venue)
    return Named(_as_printed(title), day, start if title else None, _as_printed(venue))


def _with_venue_apart(text: str) -> str:
    """決定会議（301会議室） is two words, 計画（素案） one."""
    return _BRACKETS_AT_END.sub(lambda found: f" {found[1]}" if _VENUE.fullmatch(found[1]) else found[0], text)


def _as_printed(text: str) -> str:
    """Brackets and blanks as in a Japanese document."""
    return text if text.isascii() else text.replace("(", "（").replace(")", "）").replace(" ", "　")


def _without_day(text: str) -> tuple[dt.date | None, str]:
    zoom = _ZOOM.search(text)
    if zoom:
        at = dt.datetime.strptime(zoom["day"] + zoom["time"], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
        return at.astimezone(_JAPAN).date(), f"{text[: zoom.start()]} {text[zoom.end() :]}"
    found = find_day(text)
    if not found:
        return None, text
    behind = _TIME_DIGITS.sub("", text[found.end :])
    return found.day, f"{text[: found.start]} {_WEEKDAY.sub('', behind, count=1) if _WEEKDAY.match(behind) else behind}"


def _without_time(text: str) -> tuple[dt.time | None, str]:
    found = _SPAN.search(text)
    if not found:
        return None, text
    times = find_times(found["from"])
    return (times[0] if times else None), f"{text[: found.start()]} {text[found.end() :]}"
