"""Which files and folders hold papers, and reading each by its kind: one that cannot be read stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from natsort import natsorted

from minutes.errors import InputMissing, InputUnreadable, MinutesError
from minutes.materials.papers import Line, Paper, line
from minutes.materials.unwrapping import unwrapped
from minutes.text.plainfile import read_plain

# what offices keep papers in that we cannot read: worth a word when it lies in a folder
_OTHER_PAPERS = {
    ".doc": "Word で開き、「Word 文書（.docx）」として保存し直してください。",
    ".xls": "Excel で開き、「Excel ブック（.xlsx）」として保存し直してください。",
    ".ppt": "PowerPoint で開き、「PowerPoint プレゼンテーション（.pptx）」として保存し直してください。",
    ".jtd": "一太郎で開き、Word 形式（.docx）か PDF で保存し直してください。",
    ".xdw": "DocuWorks で開き、PDF で保存し直してください。",
    ".rtf": "Word で開き、「Word 文書（.docx）」として保存し直してください。",
    ".odt": "Word で開き、「Word 文書（.docx）」として保存し直してください。",
}
OLD_SUFFIXES = frozenset(_OTHER_PAPERS)
_OPEN_MARK = "~$"  # Word and Excel put a file of this name beside one that is open


class Papers(NamedTuple):
    """What could be read, and why the rest could not."""

    read: tuple[Paper, ...]
    problems: tuple[MinutesError, ...]


def read_papers(places: Sequence[Path]) -> Papers:
    """Files, and folders with all they hold. Raises the first problem when nothing could be read."""
    read: list[Paper] = []
    problems: list[MinutesError] = []
    for place in places:
        for path in _files(place):
            try:
                read.append(read_paper(path))
            except (InputMissing, InputUnreadable) as error:
                problems.append(error)
    if not read:
        raise (
            problems[0]
            if problems
            else InputMissing(
                "フォルダーに資料がありません", subject=places[0], advice=f"読めるのは {' '.join(SUFFIXES)} です。"
            )
        )
    return Papers(tuple(read), tuple(problems))


def read_paper(path: Path) -> Paper:
    """One file by its suffix. Raises InputMissing or InputUnreadable."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputUnreadable(
            "資料として読める形式ではありません",
            subject=path,
            advice=_OTHER_PAPERS.get(suffix, f"読めるのは {' '.join(SUFFIXES)} です。"),
        )
    return SUFFIXES[suffix](path)


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    for path in natsorted(place.rglob("*"), key=str):
        hidden = path.name.startswith((_OPEN_MARK, "."))
        if path.is_file() and not hidden and path.suffix.lower() in (*SUFFIXES, *_OTHER_PAPERS):
            yield path


def _read_txt(path: Path) -> Paper:
    lines = [one.rstrip() for one in read_plain(path).text.lstrip("\ufeff").splitlines()]
    whole = (line(one) for one in unwrapped(lines))
    return Paper(path.name, tuple(one for one in whole if one != Line("")))


def _read_docx(path: Path) -> Paper:
    from minutes.materials.word import read_docx

    return read_docx(path)


def _read_pdf(path: Path) -> Paper:
    from minutes.materials.pdf import read_pdf

    return read_pdf(path)


def _read_xlsx(path: Path) -> Paper:
    from minutes.materials.sheets import read_xlsx

    return read_xlsx(path)


def _read_csv(path: Path) -> Paper:
    from minutes.materials.sheets import read_csv

    return read_csv(path)


def _read_pptx(path: Path) -> Paper:
    from minutes.materials.slides import read_pptx

    return read_pptx(path)


# the readers import their library when first used: a text file must not wait for Excel's
SUFFIXES: dict[str, Callable[[Path], Paper]] = {
    ".docx": _read_docx,
    ".pdf": _read_pdf,
    ".xlsx": _read_xlsx,
    ".pptx": _read_pptx,
    ".txt": _read_txt,
    ".csv": _read_csv,
}
