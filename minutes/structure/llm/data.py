"""What was said, put as data between two marks: no word of it can end the data or pass for an instruction's markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

BEGIN, END = "<発言データ>", "</発言データ>"
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e"})  # JSON reads them as the same characters


def row(value: Mapping[str, Any]) -> str:
    """One of the rows as it is sent."""
    return _json(value)


def as_data(fields: Mapping[str, str | int | None], rows: str, values: Sequence[Mapping[str, Any]]) -> str:
    """One JSON object of `fields` and, under the name `rows`, of `values`, one a line, between the marks."""
    head = "".join(f"{_json(name)}:{_json(value)},\n" for name, value in fields.items() if value is not None)
    body = ",\n".join(map(row, values))
    return f"{BEGIN}\n{{{head}{_json(rows)}:[\n{body}\n]}}\n{END}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
