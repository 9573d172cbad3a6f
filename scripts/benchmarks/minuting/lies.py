"""A model that lies about everything it is given: each statement of an honest reply is falsified in one way, in turn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from threading import Lock
from typing import Any

from minutes.structure.extractive import in_register
from tests.fakes.chat_server import Request
from tests.fakes.honest import honest, minutes_of

Entry = dict[str, Any]


@dataclass(frozen=True)
class Lie:
    """What was planted: of which kind, what the minutes would print, and under whose name (None: nobody's)."""

    kind: str
    text: str
    speaker: str | None = None


@dataclass
class Liar:
    """`answer` is a server's; `lies` are all it told, each once however often it was asked."""

    others: tuple[str, ...]  # people of the meeting, some of whom are not in a window
    lies: set[Lie] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._kinds = cycle(_FALSIFIERS)
        self._chosen: dict[str, str] = {}  # by honest text: asked again, the same lie is told
        self._lock = Lock()

    def answer(self, request: Request) -> str:
        if "lines" not in request.data:
            return honest(request)
        reply = minutes_of(request.data)
        roles = list(dict.fromkeys([*(line["speaker"] for line in request.data["lines"]), *self.others]))
        with self._lock:
            for entry in reply["statements"]:
                self._falsify(entry, roles)
            for entry in reply["actions"]:
                self._invent_owner(entry, roles)
            reply["statements"] += [self._invented(request)]
            reply["decisions"] += [self._decided(request)]
        return json.dumps(reply, ensure_ascii=False)

    def _falsify(self, entry: Entry, roles: list[str]) -> None:
        honest_text = entry["text"]
        for _ in _FALSIFIERS:
            kind = self._chosen.get(honest_text) or next(self._kinds)
            changed = _FALSIFIERS[kind](dict(entry), roles)
            if changed is not None:
                self._chosen[honest_text] = kind
                entry.update(changed)
                self._told(kind, entry["text"], entry["speaker"])
                return

    def _invent_owner(self, entry: Entry, roles: list[str]) -> None:
        entry["owner"] = next(role for role in reversed(roles) if role != entry["owner"])
        self._told("owner", f"{entry['text']}／{entry['owner']}")

    def _invented(self, request: Request) -> Entry:
        line = request.data["lines"][0]
        text = "市民会館の跡地に立体駐車場を建てるべきである。"
        self._told("invented", text, line["speaker"])
        return {"kind": "opinion", "speaker": line["speaker"], "evidence": line["ids"], "text": text}

    def _decided(self, request: Request) -> Entry:
        text = "条例案を全会一致で否決する。"
        self._told("decision", text)
        return {"evidence": request.data["lines"][-1]["ids"], "text": text}

    def _told(self, kind: str, text: str, speaker: str | None = None) -> None:
        printed = in_register(text, "dearu") if kind != "owner" else text
        self.lies.add(Lie(kind, printed, speaker if kind == "speaker" else None))


# ---- the ways to falsify -----------------------------------------------------------------------------------------

_ENDINGS = (
    ("している。", "していない。"),
    ("しない。", "する。"),
    ("できない。", "できる。"),
    ("ではない。", "である。"),
    ("である。", "ではない。"),
    ("する。", "しない。"),
    ("はない。", "はある。"),
    ("がない。", "がある。"),
    ("した。", "しなかった。"),
)
_STRENGTHS = (
    ("検討する", "実施する"),
    ("検討している", "実施している"),
    ("予定である", "ことに決定した"),
    ("見込んでいる", "確定している"),
    ("したいと考える", "した"),
    ("したいと考えている", "した"),
    ("可能性がある", "ことが判明した"),
)
_DIGITS = re.compile(r"\d+")


def _appended(sentence: str) -> Callable[[Entry, list[str]], Entry | None]:
    def falsify(entry: Entry, roles: list[str]) -> Entry | None:
        return None if sentence in entry["text"] else {**entry, "text": entry["text"] + sentence}

    return falsify


def _number(entry: Entry, roles: list[str]) -> Entry | None:
    found = _DIGITS.search(entry["text"])
    if found is None:
        return None
    other = str(int(found[0]) + 7)
    text = entry["text"][: found.start()] + other + entry["text"][found.end() :]
    return None if other in _DIGITS.findall(entry["text"]) else {**entry, "text": text}


def _replaced(pairs: tuple[tuple[str, str], ...], *, at_end: bool) -> Callable[[Entry, list[str]], Entry | None]:
    def falsify(entry: Entry, roles: list[str]) -> Entry | None:
        text = entry["text"]
        for before, after in pairs:
            if at_end and text.endswith(before):
                return {**entry, "text": text.removesuffix(before) + after}
            if not at_end and before in text:
                return {**entry, "text": text.replace(before, after, 1)}
        return None

    return falsify


def _speaker(entry: Entry, roles: list[str]) -> Entry | None:
    others = [role for role in roles if role != entry["speaker"]]
    return {**entry, "speaker": others[0]} if others else None


def _evidence(ids: list[str]) -> Callable[[Entry, list[str]], Entry | None]:
    """The statement is true; that these utterances prove it is not. Not a lie in print, so told by its own text."""

    def falsify(entry: Entry, roles: list[str]) -> Entry | None:
        return {**entry, "evidence": ids, "text": "この点について、" + entry["text"]}

    return falsify


_FALSIFIERS: dict[str, Callable[[Entry, list[str]], Entry | None]] = {
    "number": _number,
    "amount": _appended("費用は7,345万円である。"),
    "date": _appended("令和11年3月19日までに行う。"),
    "time": _appended("午後11時47分に始める。"),
    "percentage": _appended("全体の83.7パーセントに当たる。"),
    "name": _appended("担当は河野義則である。"),
    "organisation": _appended("株式会社アクロスに委託する。"),
    "negation": _replaced(_ENDINGS, at_end=True),
    "modality": _replaced(_STRENGTHS, at_end=False),
    "speaker": _speaker,
    "foreign": _evidence(["u0001"]),
    "unknown": _evidence(["u9999"]),
    "none": _evidence([]),
}


def kinds() -> Iterator[str]:
    yield from (*_FALSIFIERS, "owner", "invented", "decision")
