"""An asker and a writer for the fake server, and a masking that knows two names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from minutes.domain import Attendee, Meeting
from minutes.settings import Endpoint
from minutes.structure.llm.answers import Answers
from minutes.structure.llm.asker import Asker
from minutes.structure.llm.protection import Protection, Unprotected
from minutes.structure.llm.writer import Writer
from minutes.structure.sentences import Sentence
from minutes.structure.topics import Section
from tests.fakes.chat_server import MODEL
from tests.structure.meetings import said

MEETING = Meeting(
    title="決定会議",
    agenda=("生成AIの導入について",),
    attendees=(
        Attendee(role="市長公室長", chair=True),
        Attendee(role="DX推進課長", group="担当課"),
        Attendee(role="総務課長"),
    ),
)
TALK = (
    ("市長公室長", "生成AIの導入について、DX推進課長から説明をお願いします。"),
    ("DX推進課長", "費用は850万円と見込んでおります。"),
    ("市長公室長", "ご質問はございますか。"),
    ("総務課長", "どのような体制を考えているのでしょうか。"),
    ("DX推進課長", "5人の体制を考えております。"),
    ("市長公室長", "原案のとおり承認することでよろしいでしょうか。"),
    ("総務課長", "異議なし。"),
    ("市長公室長", "ご異議なしと認め、そのように決定いたします。"),
)


def endpoint(base_url: str, **settings: Any) -> Endpoint:
    return Endpoint.model_validate({"base_url": base_url, "model": MODEL, "timeout_s": 20, **settings})


def asker(base_url: str, folder: Path, protection: Protection | None = None, key: str = "", **settings: Any) -> Asker:
    protection = protection or Unprotected()
    return Asker("office", endpoint(base_url, **settings), protection, Answers(folder / "answers"), key)


def writer(base_url: str, folder: Path, protection: Protection | None = None, **settings: Any) -> Writer:
    return Writer(asker(base_url, folder, protection, **settings))


def section(*lines: tuple[str | None, str], title: str = "生成AIの導入について") -> Section:
    return Section(title, said(*(lines or TALK)))


def texts(sentences: tuple[Sentence, ...]) -> str:
    return "".join(sentence.text for sentence in sentences)


class TwoNames:
    """Masks two names and looks out for a third."""

    table = (("佐藤花子", "〔個人1〕"), ("鈴木一郎", "〔個人2〕"))

    def mask(self, text: str) -> str:
        for name, mark in self.table:
            text = text.replace(name, mark).replace(name[:2], mark)
        return text

    def restore(self, text: str, said: str = "") -> str:
        for name, mark in self.table:
            text = text.replace(mark, name if name in said else name[:2])  # in full where it was said in full
        return text

    def unknown(self, text: str) -> tuple[str, ...]:
        known = {mark for _, mark in self.table}
        return tuple(sign for sign in re.findall("〔個人[0-9]+〕", text) if sign not in known)

    def scan(self, body: str) -> tuple[str, ...]:
        return ("個人名",) if "高橋次郎" in body else ()
