"""Documents as text with their structure, to be compared with those in tests/resources/render/golden.

After a change that is meant:  python -m tests.render.golden  writes them anew; what became of them is read in the diff.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from minutes.render.forms import known_forms
from tests.render.editions import held

FOLDER = Path(__file__).parents[1] / "resources" / "render" / "golden"


def as_text(place: Path) -> str:
    """A line for each paragraph with the name of its style, tables row by row, comments where they hang and at the end."""
    document = Document(str(place))
    section = document.sections[0]
    lines = [
        f"[{name}] {_text(one._element)}" for name, one in (("header", section.header), ("footer", section.footer))
    ]
    for block in document.iter_inner_content():
        lines += list(_table(block)) if isinstance(block, Table) else [f"<{block.style.name}> {_text(block._p)}"]
    for number, comment in enumerate(document.comments, start=1):
        lines += [f"[^{number}] {line}" for line in comment.text.splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    """Columns with what they leave to the last; the head, which comes again on every page, between ='s."""
    for row in table.rows:
        mark = "=" if row._tr.find(f".//{qn('w:tblHeader')}") is not None else "|"
        cells = ["／".join(_text(one._p) for one in cell.paragraphs) for cell in row.cells]
        yield f"{mark} {' | '.join(cells)} {mark}"


def _text(element: Any) -> str:
    """What a reader sees, with a tab, a break, a field's name and the number of a comment as signs."""
    found = ""
    for one in element.iter():
        if one.tag == qn("w:t"):
            found += one.text or ""
        elif one.tag == qn("w:instrText"):
            found += f"{{{(one.text or '').strip()}}}"
        elif one.tag == qn("w:tab") and one.getparent().tag == qn("w:r"):
            found += "→|"
        elif one.tag == qn("w:br"):
            found += "↵"
        elif one.tag == qn("w:commentReference"):
            found += f"[^{int(one.get(qn('w:id'))) + 1}]"
    return found


def main() -> None:
    """Write them all anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in known_forms():
        with tempfile.TemporaryDirectory() as folder:
            text = as_text(held().document(form, "draft", Path(folder)))
        (FOLDER / f"{form}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
