"""Small Word files for the tests of templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document

from minutes.render.forms import Form, load_form

WHOLE = (
    "{{ 題名 }}",
    "{{ 開催日 }}　{{ 開催場所 }}",
    "{{ 出席者一覧 }}",
    "{% for 案件 in 議題 %}",
    "{{ 案件.番号 }}　{{ 案件.件名 }}",
    "{% for 発言 in 案件.発言 %}",
    "{{ 発言.書き出し }}{{ 発言.本文 }}",
    "{% endfor %}",
    "{% for 結果 in 案件.結果 %}",
    "結果：{{ 結果.本文 }}",
    "{% endfor %}",
    "{% for 対応 in 案件.今後の対応 %}",
    "対応：{{ 対応.本文 }}（{{ 対応.担当 }}）",
    "{% endfor %}",
    "{% endfor %}",
)


def document(*paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "") -> Any:
    """Paragraphs, then a table, and a header."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    if header:
        made.sections[0].header.paragraphs[0].text = header
    return made


def template(folder: Path, *paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "") -> Path:
    """The same as a file."""
    place = folder / "ours.docx"
    document(*paragraphs, rows=rows, header=header).save(str(place))
    return place


def form_of(folder: Path, template: Path, **changed: Any) -> Form:
    """A form with this template and otherwise as choigi."""
    place = folder / "ours.toml"
    place.write_text(f'description = "当課の様式"\ntemplate = "{template.name}"\n', "utf-8")
    kept = {name: getattr(load_form("choigi"), name) for name in ("leads", "follow_up", "new_topic")}
    return load_form(place).model_copy(update={**kept, **changed})
