"""What anybody can see of the office from outside: the folder of results, its work folders, the ledger by `minutes status`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import docx

from minutes.office.notes import ERROR, STATUS
from minutes.workfolder import EVENTS
from soaking.office import Office
from soaking.services import minutes

_HEADING = re.compile(r"【(.+?)】(.*)")
_RECORDINGS = "録音："
_TEMPORARY = re.compile(r".*\.(?:part|tmp|temp|swp)|~.*|\..*-\d+\.part")
# Also lie there and are no leftovers: locks, the mark of a watched folder.
_JSON = {".json"}
_LINES = {".jsonl"}


@dataclass(frozen=True)
class Document:
    """`text`: None where Word could not open it."""

    place: str
    text: str | None


@dataclass(frozen=True)
class Folder:
    """A folder of results as a clerk finds it. `label`: what 状況.txt begins with, "" without one, None where there is to be
    none (a batch's); `error`: whether there is
    an エラー.txt; `recordings`: those it is about."""

    name: str
    label: str | None
    error: bool
    recordings: tuple[str, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Job:
    """As `minutes status --json` has it."""

    title: str
    condition: str
    error: str


@dataclass(frozen=True)
class Step:
    """A stage that began or ended, in a work folder."""

    folder: str
    stage: str
    event: str


@dataclass(frozen=True)
class Seen:
    """`broken`: files that are not what they should be; `leftovers`: temporary files; `strays`: what lies under the place of
    a share."""

    folders: tuple[Folder, ...]
    jobs: tuple[Job, ...]
    steps: tuple[Step, ...]
    broken: tuple[str, ...]
    leftovers: tuple[str, ...]
    strays: tuple[str, ...]


def look(office: Office) -> Seen:
    """At an office that is at rest."""
    out = office.out.place
    files = [
        path for place in (out, office.inbox.place, office.batch) for path in sorted(place.rglob("*")) if path.is_file()
    ]
    return Seen(
        folders=(*folders(out), *([_of_batch(office.batch)] if office.batch.is_dir() else [])),
        jobs=jobs(office),
        steps=tuple(step for path in files if path.name == EVENTS for step in steps(path)),
        broken=tuple(f"{path.name}: {why}" for path in files if (why := _broken(path))),
        leftovers=tuple(str(path.relative_to(office.base)) for path in files if _TEMPORARY.fullmatch(path.name)),
        strays=tuple(sorted(office.out.strays | office.inbox.strays)),
    )


def folders(out: Path) -> tuple[Folder, ...]:
    return tuple(_folder(path) for path in sorted(out.iterdir()) if path.is_dir())


def status(folder: Path) -> tuple[str, tuple[str, ...]]:
    """The label of a note, and which recordings it is about."""
    try:
        lines = (folder / STATUS).read_text("utf-8-sig").splitlines()
    except OSError:
        return "", ()
    heading = _HEADING.match(lines[0]) if lines else None
    told = next((line.removeprefix(_RECORDINGS) for line in lines if line.startswith(_RECORDINGS)), "")
    return heading[1] if heading else "", tuple(filter(None, told.split("、")))


def _folder(path: Path) -> Folder:
    label, recordings = status(path)
    documents = tuple(Document(str(one.relative_to(path.parent)), text_of(one)) for one in sorted(path.glob("*.docx")))
    return Folder(path.name, label, (path / ERROR).exists(), recordings, documents)


def _of_batch(path: Path) -> Folder:
    documents = tuple(Document(one.name, text_of(one)) for one in sorted(path.glob("*.docx")))
    return Folder(path.name, None, False, (), documents)


def text_of(place: Path) -> str | None:
    """All words of a Word document, in the same width."""
    try:
        document = docx.Document(str(place))
    except Exception:  # whatever a library says of half a file
        return None
    paragraphs = [one.text for one in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return normalize("NFKC", "\n".join([*paragraphs, *cells]))


def steps(events: Path) -> Iterator[Step]:
    folder = events.parent.relative_to(events.parents[2]).as_posix()
    for line in events.read_bytes().splitlines():
        try:
            event = json.loads(line)
        except ValueError:  # cut off by a kill
            continue
        if event["event"] in ("stage_began", "stage_ended"):
            yield Step(folder, event["stage"], event["event"])


def jobs(office: Office) -> tuple[Job, ...]:
    command = minutes("status", "--all", "--json", "--config", office.config)
    told = subprocess.run(command, env=office.environment, capture_output=True, check=True)
    return tuple(
        Job(one["title"], one["condition"], (one["error"] or {}).get("kind", "")) for one in json.loads(told.stdout)
    )


def _broken(path: Path) -> str:
    try:
        if path.suffix == ".docx":
            return "" if text_of(path) is not None else "Word cannot open it"
        if path.suffix in _JSON:
            json.loads(path.read_bytes())
        if path.suffix in _LINES:
            for line in path.read_bytes().splitlines():
                json.loads(line)
    except ValueError as error:
        return str(error)
    return ""
