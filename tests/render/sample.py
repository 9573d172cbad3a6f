"""A small meeting with everything a form must cope with, and ways to read the documents made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from minutes.domain import (
    ActionItem,
    AgendaItem,
    Attendee,
    Correction,
    Coverage,
    Decision,
    Meeting,
    Minutes,
    ModelUse,
    Provenance,
    Statement,
    Stretch,
    Unreflected,
    Utterance,
)
from minutes.render.annexes import Annexes
from minutes.render.forms import Form, load_form
from minutes.render.render import render
from minutes.render.styles import CHECKLIST

AI = "生成AIの全庁導入について"
WATER = "下水道使用料の改定について"
NOTICE = "試用モデル（asr-mini）で書き起こした。"


def meeting(**changed: Any) -> Meeting:
    people = (
        Attendee(role="市長公室長", chair=True, group="庁議構成員"),
        Attendee(role="総務局長", presence="absent", group="庁議構成員"),
        Attendee(role="危機管理局長", presence="proxy", group="庁議構成員"),
        Attendee(role="総務法制課長", group="庁議構成員"),
        Attendee(role="DX推進課長", name="山田 太郎", group="担当課"),
    )
    given: dict[str, Any] = {
        "title": "決定会議",
        "date": dt.date(2025, 8, 6),
        "start": dt.time(10),
        "end": dt.time(12, 15),
        "venue": "第3委員会室",
        "department": "市長公室 DX推進課",
        "agenda": (AI, WATER),
        "attendees": people,
    }
    return Meeting(**{**given, **changed})


def utterance(number: int, name: str | None, text: str, speaker: str = "", **changed: Any) -> Utterance:
    start = number * 10.0
    voice = speaker or name or "?"
    given = {"id": f"u{number:04d}", "speaker": voice, "name": name, "start": start, "end": start + 8}
    return Utterance(**{**given, "heard": text, "text": text, **changed})


def utterances() -> tuple[Utterance, ...]:
    return (
        utterance(1, "市長公室長", "ただいまから決定会議を開会いたします。"),
        utterance(2, "DX推進課長", "えー、御説明いたします。"),
        utterance(3, "総務法制課長", "どのような体制を考えているのか伺います。"),
        utterance(4, "DX推進課長", "外部に情報を送信しない構成を考えております。"),
        utterance(5, "総務法制課長", "研修はどうするのでしょうか。"),
        utterance(6, "DX推進課長", "年2回を予定しています。", flags=("overlap",)),
        utterance(7, None, "経費は2,000万円ですか。", "SPEAKER_03", flags=("low_confidence",)),
        utterance(8, "市長公室長", "原案のとおり承認してよろしいでしょうか。"),
        utterance(9, None, "異議なし。", "SPEAKER_01"),
        utterance(10, "総務局長", "下水道使用料の改定です。"),
        utterance(11, None, "", "SPEAKER_03"),
    )


def said(kind: Any, speaker: str | None, text: str, *evidence: int, flags: tuple[str, ...] = ()) -> Statement:
    ids = tuple(f"u{number:04d}" for number in evidence)
    return Statement(kind=kind, speaker=speaker, text=text, evidence=ids, flags=flags)


def items() -> tuple[AgendaItem, ...]:
    first = AgendaItem(
        title=AI,
        statements=(
            said("procedure", "市長公室長", "開会を宣告した。", 1),
            said("explanation", "DX推進課長", "生成AIを導入する。", 2),
            said("explanation", "DX推進課長", "10月から開始する。", 2),
            said("question", "総務法制課長", "どのような体制を考えているのか。", 3),
            said("answer", "DX推進課長", "外部に情報を送信しない構成を考えている。", 4),
            said("question", "総務法制課長", "研修はどうするのか。", 5),
            said("answer", "DX推進課長", "年2回を予定している。", 6, flags=("uncertain_kind",)),
            said("question", None, "経費は2,000万円か。", 7),
        ),
        decisions=(Decision(text="原案のとおり承認する。", evidence=("u0008", "u0009")),),
        actions=(ActionItem(text="資料を作成する。", owner="DX推進課長", evidence=("u0008",)),),
    )
    second = AgendaItem(title=WATER, statements=(said("explanation", "総務局長", "料金を改定する。", 10),))
    return first, second


def minutes(**changed: Any) -> Minutes:
    made = Provenance(
        software="minutes 9.9",
        recording="ab12" * 16,
        models=(ModelUse(stage="transcribe", name="asr-mini", revision="r1", sha256="cd34" * 16),),
        dictionaries={"gyosei": "0123" * 16},
        notices=(NOTICE,),
    )
    return Minutes(**{"meeting": meeting(), "items": items(), "provenance": made, **changed})


def coverage() -> Coverage:
    pieces = (
        Stretch(start=0, end=100, state="transcribed"),
        Stretch(start=100, end=103, state="flagged"),
        Stretch(start=110, end=112, state="lost"),
    )
    return Coverage(stretches=pieces, transcribed=100, flagged=3, lost=2)


class Read:
    """A document read back: texts of the paragraphs of the body, those of the table, the comments."""

    def __init__(self, path: Path) -> None:
        self.document = Document(str(path))
        self.texts: list[str] = []
        self.paragraphs: list[Any] = []
        self.tables: list[list[list[str]]] = []
        self.last_page: list[list[list[str]]] = []  # the tables of the check list, which a final document has not
        tables = self.tables
        for block in self.document.iter_inner_content():
            if isinstance(block, Table):
                tables.append([[cell.text for cell in row.cells] for row in block.rows])
            elif block.style.style_id == CHECKLIST:
                tables = self.last_page
            elif tables is self.tables:
                self.paragraphs.append(block)
                self.texts.append(block.text)
        self.comments = [comment.text for comment in self.document.comments]
        self.record = {row[0]: row[1] for table in self.tables for row in table}

    def paragraph(self, begin: str) -> Any:
        """The only paragraph that begins so."""
        (found,) = [paragraph for paragraph in self.paragraphs if paragraph.text.startswith(begin)]
        return found

    def remarked(self) -> list[tuple[str, str]]:
        """The words each comment hangs on, and the comment."""
        body = self.document.element.body
        texts = dict(zip((comment.comment_id for comment in self.document.comments), self.comments, strict=True))
        found = []
        for start in body.iter(qn("w:commentRangeStart")):
            words, one = "", start.getnext()
            while one.tag != qn("w:commentRangeEnd"):
                words += "".join(text.text for text in one.iter(qn("w:t")))
                one = one.getnext()
            found.append((words, texts[int(start.get(qn("w:id")))]))
        return found

    def headings(self) -> list[str]:
        return [one.text for one in self.paragraphs if one.style.name.startswith("Heading")]

    def runs(self) -> list[Any]:
        """Every run of the package: body, table, footer, comments."""
        roots = [self.document.element.body, self.document.sections[0].footer._element]
        roots += [comment._comment_elm for comment in self.document.comments]
        return [run for root in roots for run in root.iter(qn("w:r"))]


def made(
    folder: Path,
    content: Minutes | None = None,
    form: str | Form = "choigi",
    heard: Sequence[Utterance] | None = None,
    covered: Coverage | None = None,
    corrections: Sequence[Correction] = (),
    unreflected: Sequence[Unreflected] = (),
) -> Read:
    """The document of these minutes (the sample's by default), read back."""
    place = folder / "out.docx"
    chosen = form if isinstance(form, Form) else load_form(form)
    beside = Annexes(coverage=covered, corrections=corrections, unreflected=unreflected)
    render(content or minutes(), utterances() if heard is None else heard, chosen, place, beside)
    return Read(place)
