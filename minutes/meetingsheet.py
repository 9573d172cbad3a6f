"""The meeting file as an Excel sheet (会議情報.xlsx), for clerks who would rather not write TOML: its template, and reading it.

Above, a row for each thing known of the meeting; below, from the row headed 役職 and 氏名 on, one for each person.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from minutes.errors import BadConfiguration
from minutes.text.dates import find_day, find_times, folded
from minutes.text.sheet import Row, read_sheet

SUFFIX = ".xlsx"
TEMPLATE_NAME = "会議情報.xlsx"
_TITLE, _ROLE = "会議名", "役職"
_ADVICE = "Excel で直して保存し、閉じてから、もう一度行ってください。"
_SEVERAL = re.compile(r"[|｜、,，\n]")


def _text(cell: str) -> Any:
    return cell


def _day(cell: str) -> Any:
    found = find_day(folded(cell))
    return found.day if found else _wrong("日付として読めません。令和7年8月6日 か 2025/8/6 のように書きます")


def _time(cell: str) -> Any:
    times = find_times(folded(cell))
    return times[0] if times else _wrong("時刻として読めません。10:00 か 午後1時30分 のように書きます")


def _names(cell: str) -> Any:
    return tuple(part.strip() for part in _SEVERAL.split(cell) if part.strip())


def _number(cell: str) -> Any:
    digits = re.fullmatch(r"\s*(\d+)\s*人?\s*", folded(cell))
    return int(digits[1]) if digits else _wrong("人数を数字で書きます")


def _one_of(choices: dict[str, Any]) -> Callable[[str], Any]:
    wanted = "、".join(dict.fromkeys(choices))

    def read(cell: str) -> Any:
        key = re.sub(r"\s", "", folded(cell))
        return choices[key] if key in choices else _wrong(f"{wanted} のどれかを書きます")

    return read


def _wrong(what: str) -> Any:
    raise ValueError(what)


class _Field(NamedTuple):
    """`label`: what stands beside the cell; `key`: of the meeting file; `hint`: what the template says of it."""

    label: str
    key: str
    read: Callable[[str], Any]
    hint: str = ""


_FORMS = {
    label: name
    for name, *labels in (
        ("choigi", "庁議"),
        ("shingikai", "審議会", "審議会(要点)"),
        ("zenbun", "全文", "審議会(全文)"),
        ("gaiyo", "概要"),
        ("memo", "打合せ", "メモ"),
        ("chikugo", "逐語"),
    )
    for label in (*labels, name)
}
_LEVELS = {"1": 1, "2": 2, "3": 3, "機密性1": 1, "機密性2": 2, "機密性3": 3}
FIELDS = (
    _Field(_TITLE, "title", _text, "必ず書きます（例：第2回介護保険運営協議会）"),
    _Field("日付", "date", _day, "例：令和7年8月6日"),
    _Field("開始時刻", "start", _time, "例：10:00、午後1時30分"),
    _Field("終了時刻", "end", _time, ""),
    _Field("場所", "venue", _text, "例：第3委員会室"),
    _Field("担当課", "department", _text, "例：市長公室　DX推進課"),
    _Field("様式", "form", _one_of(_FORMS), "庁議、審議会、全文、概要、打合せ、逐語 のどれか（空欄は庁議）"),
    _Field("機密性", "confidentiality", _one_of(_LEVELS), "1、2、3 のどれか（空欄は3＝庁外に送りません）"),
    _Field("辞書", "dictionaries", _names, "例：gyosei、kaigo（使う用語辞書）"),
    _Field("傍聴者", "observers", _number, "人数"),
    _Field("問合せ先", "contact", _text, ""),
)
_AGENDA = re.compile(r"^(?:議題|議事|案件|次第)\s*\d*$")
_AGENDA_ROWS = 8  # of the template
_YES = _one_of(
    {"○": True, "◯": True, "〇": True, "はい": True, "司会": True, "議長": True, "TRUE": True, "True": True, "1": True}
)
_PRESENCE = _one_of(
    {"出席": "present", "○": "present", "〇": "present", "欠席": "absent", "×": "absent", "代理": "proxy"}
)
PEOPLE = (
    _Field(_ROLE, "role", _text, "議事録に出る呼び名（例：DX推進課長、山田委員）"),
    _Field("氏名", "name", _text),
    _Field("よみ", "reading", _text),
    _Field("出欠", "presence", _PRESENCE),
    _Field("司会", "chair", _YES),
    _Field("区分", "group", _text),
    _Field("別の呼び方", "aliases", _names),
)
_PEOPLE_ROWS = 30


def read_meeting_sheet(path: Path) -> dict[str, Any]:
    """The tables of a meeting file. Raises InputMissing, InputUnreadable, BadConfiguration with the row."""
    rows = read_sheet(path, _TITLE).rows
    head = next((number for number, row in enumerate(rows) if row.cells[0] == _ROLE), len(rows))
    if head == len(rows) and not any(row.cells[0] == one.label for row in rows for one in FIELDS):
        raise BadConfiguration(
            "会議情報の表ではありません",
            subject=path,
            advice="ひな形（minutes watch INBOX --template で作れます）に書き込んで保存してください。",
        )
    tables = _about(rows[:head], path)
    people = _people(rows[head:], path)
    return {**tables, **({"attendees": people} if people else {})}


def _about(rows: Iterable[Row], path: Path) -> dict[str, Any]:
    fields = {one.label: one for one in FIELDS}
    tables: dict[str, Any] = {}
    agenda: list[str] = []
    for row in rows:
        label, cell = (*row.cells, "", "")[:2]
        if cell and _AGENDA.match(label):
            agenda += [part.strip() for part in cell.split("\n") if part.strip()]
        elif cell and label in fields:
            tables[fields[label].key] = _read(fields[label], cell, row, path)
    return {**tables, **({"agenda": tuple(agenda)} if agenda else {})}


def _people(rows: Sequence[Row], path: Path) -> list[dict[str, Any]]:
    if not rows:
        return []
    fields = {one.label: one for one in PEOPLE}
    columns = [fields.get(label) for label in rows[0].cells]
    found = []
    for row in rows[1:]:
        person = {
            field.key: _read(field, cell, row, path)
            for field, cell in zip(columns, row.cells, strict=False)
            if field and cell
        }
        if "name" in person and "role" not in person:
            raise _bad(row, _ROLE, "役職がありません。議事録に出る呼び名を書きます", path)
        if person:
            found.append(person)
    return found


def _read(field: _Field, cell: str, row: Row, path: Path) -> Any:
    try:
        return field.read(cell)
    except ValueError as error:
        raise _bad(row, field.label, str(error), path) from None


def _bad(row: Row, label: str, what: str, path: Path) -> BadConfiguration:
    return BadConfiguration(f"{row.line}行目の「{label}」：{what}", subject=path, advice=_ADVICE)


# ---- the template ------------------------------------------------------------------------------------------------


def template() -> bytes:
    """An empty 会議情報.xlsx, every cell text, so that Excel makes no number of 10:00."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    sheet = book.active
    sheet.title = "会議情報"
    bold, grey = Font(name="游ゴシック", size=11, bold=True), Font(name="游ゴシック", size=10, color="808080")
    fill = PatternFill("solid", start_color="DDEBF7")
    about = [(one.label, one.hint) for one in FIELDS]
    about[8:8] = [
        (f"議題{number}", "" if number > 1 else "次第があれば空欄でかまいません")
        for number in range(1, _AGENDA_ROWS + 1)
    ]
    for number, (label, hint) in enumerate(about, start=1):
        sheet.cell(number, 1, label).font = bold
        sheet.cell(number, 1).fill = fill
        sheet.cell(number, 2).number_format = "@"
        sheet.cell(number, 3, hint).font = grey
    head = len(about) + 2
    for column, one in enumerate(PEOPLE, start=1):
        cell = sheet.cell(head, column, one.label)
        cell.font, cell.fill = bold, fill
        for row in range(head + 1, head + 1 + _PEOPLE_ROWS):
            sheet.cell(row, column).number_format = "@"
    for letter, width in zip("ABCDEFG", (22, 40, 30, 10, 10, 14, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    _choices(sheet, head)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _choices(sheet: Any, head: int) -> None:
    """Lists to choose from, where only some words are understood."""
    from openpyxl.worksheet.datavalidation import DataValidation

    last = head + _PEOPLE_ROWS
    labels = [cell.value for cell in sheet["A"]]
    for cells, words in (
        (f"B{labels.index('様式') + 1}", "庁議,審議会,全文,概要,打合せ,逐語"),
        (f"B{labels.index('機密性') + 1}", "1,2,3"),
        (f"D{head + 1}:D{last}", "出席,欠席,代理"),
        (f"E{head + 1}:E{last}", "○"),
    ):
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        sheet.add_data_validation(choice)
        choice.add(cells)


def write_template(place: Path) -> None:
    """Raises CannotWrite; a file that is there is not written over."""
    from minutes.files import writing

    if not place.exists():
        with writing(place) as beside:
            beside.write_bytes(template())


def plain_value(value: Any) -> Any:
    """For TOML: a time as the contract writes it."""
    return f"{value:%H:%M}" if isinstance(value, dt.time) else value
