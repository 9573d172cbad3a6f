"""The paper that lists what a meeting is about (次第): its title, day, time, place and items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from minutes.materials.papers import Paper
from minutes.text.dates import find_day, find_times, folded

_NAMES = ("次第", "議事日程", "アジェンダ")
_TITLE_WITHIN = 8  # lines from the top of the paper
_ORDER = re.compile(
    r"^(?P<before>.*?)[\s　]*[（(]?(?:会議|議事)?次\s*第(?:書)?[）)]?(?:[\s　（(].*)?$|^.*(?:議事日程|アジェンダ).*$"
)
_LABEL = re.compile(
    r"^[◯○・■□◆]?\s*(?P<label>日\s*時|と\s*き|開催日時|日\s*程|場\s*所|と\s*こ\s*ろ|会\s*場|開催場所)[\s　]*[:：]?[\s　]*(?P<rest>.*)$"
)
_WHEN = ("日時", "とき", "開催日時", "日程")
_OUTER = re.compile(
    r"^(?:第?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})[.．、\s　:：]+|(?P<sign>[■◆●]))[\s　]*(?P<text>.+)$"
)
_INNER = re.compile(
    r"^(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2}|[ア-ン])[)）]|[①-⑳]|[ア-ン][.．、\s　]|議案第\d+号|報告第\d+号|議題\d+|[・○])"
    r"[\s　]*(?P<text>.+)$"
)
_SUBJECTS = re.compile(
    r"^(?:議\s*題|議\s*事|案\s*件|付議事項|会議事項|(?:報告|協議|審議|決定|説明|検討|諮問)(?:事項|案件)?(?:等|及び.*)?)$"
)
_CEREMONY = re.compile(
    r"開\s*会|閉\s*会|(?:あいさつ|挨拶)|委嘱|自己紹介|紹介|点呼|資料(?:の)?確認|事務連絡|出欠|定足数|休憩|会議録署名|署名委員|配[付布]資料|^資料|連絡事項"
)
_PAPERS = re.compile(
    r"[（(【\[]?[\s　]*(?:別紙|参考)?資料[\s　]*\d[^）)】\]]*[）)】\]]?$|[…・.．]{3,}.*$|[（(]\d+分[）)]$"
)
_OTHER = "その他"


class ProposedAgenda(NamedTuple):
    """What of it the paper says."""

    title: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    venue: str = ""
    items: tuple[str, ...] = ()


def propose_agenda(papers: Sequence[Paper]) -> ProposedAgenda:
    """From the first paper that is one, by its name or its heading; nothing where none is."""
    return next((_read(paper) for paper in papers if _is_agenda(paper)), ProposedAgenda())


def _is_agenda(paper: Paper) -> bool:
    top = [line.text for line in islice(paper.lines(), _TITLE_WITHIN)]
    return any(word in paper.name for word in _NAMES) or any(_ORDER.match(text) for text in top)


def _read(paper: Paper) -> ProposedAgenda:
    lines = [text for line in paper.lines() for part in line.text.splitlines() if (text := part.strip())]
    fields = dict(_fields(lines))
    when = folded(fields.get("when", ""))
    day = find_day(when) or find_day(folded(" ".join(lines[:_TITLE_WITHIN])))
    times = find_times(when)
    return ProposedAgenda(
        title=_title(lines),
        date=day.day if day else None,
        start=times[0] if times else None,
        venue=fields.get("where", ""),
        items=tuple(dict.fromkeys(_items(lines))),
    )


def _title(lines: Sequence[str]) -> str:
    for number, text in enumerate(lines[:_TITLE_WITHIN]):
        found = _ORDER.match(text)
        if found:
            before = (found["before"] or "").strip()
            return before or (lines[number - 1] if number and not _LABEL.match(lines[number - 1]) else "")
    return ""


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(lines):
        found = _LABEL.match(text)
        if found:
            key = "when" if re.sub(r"\s", "", found["label"]) in _WHEN else "where"
            below = "".join(lines[number + 1 : number + 2])
            goes_on = not found["rest"] or (key == "when" and not _LABEL.match(below) and not _OUTER.match(below))
            yield key, f"{found['rest']} {below}".strip() if goes_on else found["rest"].strip()


def _items(lines: Sequence[str]) -> Iterator[str]:
    """What stands below 議題, 報告事項 and the like; else every numbered line that is no ceremony."""
    outer: list[str] = []
    below: list[str] = []
    within = False
    for text in lines:
        if _LABEL.match(text):
            continue
        inner = _INNER.match(text)
        heading = None if inner else _OUTER.match(text)
        plain = heading["text"].strip() if heading else text
        if inner and within:
            below.append(_without_paper(inner["text"]))
        elif _SUBJECTS.match(plain):
            within = True
        elif heading:
            within = False
            outer.append(_without_paper(plain))
    chosen = [*below, *(text for text in outer if text.startswith(_OTHER))] if below else outer
    yield from (text for text in chosen if text and not _CEREMONY.search(text))


def _without_paper(text: str) -> str:
    return _PAPERS.sub("", text).strip()
