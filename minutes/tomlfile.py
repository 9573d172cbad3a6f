"""Reading a TOML file into one of our types, with errors that name the line and the key in Japanese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from minutes.errors import BadConfiguration, InputMissing

T = TypeVar("T", bound=BaseModel)

_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_REASONS = {
    "extra_forbidden": "知らない項目です",
    "missing": "必要な項目がありません",
    "literal_error": "選べる値ではありません",
    "date_from_datetime_parsing": "日付は 2025-08-06 のように書きます",
    "date_type": "日付は 2025-08-06 のように書きます",
    "date_parsing": "日付は 2025-08-06 のように書きます",
    "time_parsing": '時刻は "10:00" のように書きます',
    "time_type": '時刻は "10:00" のように書きます',
    "string_type": '文字は " " で囲んで書きます',
    "bool_type": "true か false を書きます",
    "bool_parsing": "true か false を書きます",
    "int_type": "整数を書きます",
    "int_parsing": "整数を書きます",
    "tuple_type": "[ ] で囲んだ一覧を書きます",
}


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables. Raises InputMissing, or BadConfiguration with the line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputMissing("設定ファイルが見つかりません", subject=path) from None
    except IsADirectoryError:
        raise BadConfiguration("ファイルではなくフォルダーです", subject=path) from None
    except OSError as error:
        raise BadConfiguration(f"ファイルを開けません（{error.strerror}）", subject=path) from None
    except UnicodeDecodeError:
        raise BadConfiguration(
            "文字コードが UTF-8 ではありません", subject=path, advice="UTF-8 で保存し直してください。"
        ) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfiguration(_syntax(error), subject=path) from None


def parse(kind: type[T], tables: Mapping[str, Any], path: Path | str) -> T:
    """The tables as a `kind`. Raises BadConfiguration naming the first wrong key, its line and what is wanted."""
    try:
        return kind.model_validate(tables)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        # a key nobody knows is usually the misspelt form of one that is missing: name the misspelt one
        first = next((one for one in wrong if one["type"] == "extra_forbidden"), wrong[0])
        raise BadConfiguration(_wrong(first, Path(path)), subject=path) from None


def _syntax(error: tomllib.TOMLDecodeError) -> str:
    place = _TOML_PLACE.search(str(error))
    where = f"{place[1]}行目の{place[2]}文字目" if place and place[1] else "ファイルの終わり"
    return f"{where}が TOML の書き方になっていません"


def _wrong(first: Any, path: Path) -> str:
    key = ".".join(str(step + 1) + "件目" if isinstance(step, int) else step for step in first["loc"])
    reason = _REASONS.get(first["type"]) or (first["msg"] if not first["msg"].isascii() else "値が正しくありません")
    if first["type"] == "literal_error":
        reason += f"（選べる値：{first['ctx']['expected'].replace(' or ', '、').replace(', ', '、')}）"
    line = _line_of(first["loc"], path)
    return f"{f'{line}行目の' if line else ''}「{key}」：{reason}"


def _line_of(location: tuple[str | int, ...], path: Path) -> int | None:
    """The line where a key stands: tomllib does not tell, so its table's n-th header and the key are looked for."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):  # a sheet has rows, which its reader names
        return None
    nth = next((step for step in location if isinstance(step, int)), 0)
    tables = [step for step in location[:-1] if isinstance(step, str)]
    begin = 0
    if tables:
        header = re.compile(r"\s*\[\[?\s*" + r"\s*\.\s*".join(map(re.escape, tables)) + r"\s*\]")
        begins = [number for number, line in enumerate(lines) if header.match(line)]
        begin = begins[nth] if nth < len(begins) else 0
    keys = [step for step in location if isinstance(step, str)]
    wanted = re.compile(rf"\s*\"?{re.escape(keys[-1])}\"?\s*=") if keys else None
    for number in range(begin, len(lines)):
        if wanted and wanted.match(lines[number]):
            return number + 1
    return begin + 1 if tables and begin else None
