"""Files of Word, Excel and PowerPoint, opened by whichever library reads them, with errors a clerk understands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from minutes.errors import InputUnreadable
from minutes.text.plainfile import read_bytes

T = TypeVar("T")

# Unpacked size beyond which a document is a trap rather than a paper (a day of talk is 5 MB of XML).
LARGEST_UNPACKED_BYTES = 300_000_000
_OLD = b"\xd0\xcf\x11\xe0"  # the container of Office 97–2003; a password wraps today's files in it, too
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class OfficeKind(NamedTuple):
    """A kind of document: the program that writes it, what it is called, its suffix today and before 2007."""

    program: str
    what: str
    suffix: str
    old_suffix: str


WORD = OfficeKind("Word", "Word 文書", ".docx", ".doc")
EXCEL = OfficeKind("Excel", "Excel ブック", ".xlsx", ".xls")
POWERPOINT = OfficeKind("PowerPoint", "PowerPoint プレゼンテーション", ".pptx", ".ppt")


def open_office(path: Path, kind: OfficeKind, open_with: Callable[[io.BytesIO], T]) -> T:
    """What `open_with` makes of the file. Raises InputMissing, or InputUnreadable (old, locked, damaged, too large)."""
    data = read_bytes(path)
    save = f"「{kind.what}（{kind.suffix}）」として保存し直してください。"
    if data.startswith(_OLD):
        locked = _LOCKED in data
        raise InputUnreadable(
            f"パスワード付きの {kind.what}です" if locked else f"古い形式（{kind.old_suffix}）の {kind.what}です",
            subject=path,
            advice=f"{kind.program} で開き、{'パスワードを外して' if locked else ''}{save}",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size <= LARGEST_UNPACKED_BYTES:
            return open_with(io.BytesIO(data))
    except Exception as error:  # zipfile, lxml and each library have their own for a damaged file
        raise InputUnreadable(
            f"{kind.what}（{kind.suffix}）として読めません",
            subject=path,
            advice=f"{kind.program} で開けるか確かめ、開けるときは{save}",
        ) from error
    raise InputUnreadable(
        f"{kind.what}が大きすぎます", subject=path, advice="文章だけの文書に分けて、指定し直してください。"
    )
