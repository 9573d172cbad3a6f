"""What is a meeting, in a folder of recordings: said here once, for batches and for the watched folder.

In the folder itself each recording is a meeting; below it each folder with recordings is one, of several parts. What
describes it and its papers lie beside: NAME.toml or NAME.xlsx with a recording, 会議.toml, meeting.toml or 会議情報.xlsx in a
folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from natsort import natsorted, ns

from minutes.audio.inputs import SUFFIXES
from minutes.audio.strays import is_in_transfer, is_stray
from minutes.errors import InputUnreadable, MinutesError
from minutes.materials.collect import OLD_SUFFIXES
from minutes.materials.collect import SUFFIXES as READ
from minutes.meetingsheet import SUFFIX as SHEET
from minutes.meetingsheet import TEMPLATE_NAME

TRANSCRIPTS = frozenset({".vtt", ".srt"})  # those of .txt, .docx and .json may as well be papers
TAKEN = SUFFIXES | TRANSCRIPTS
PAPERS = OLD_SUFFIXES | set(READ)  # of old ones it is said that they were not read
DESCRIPTIONS = ("会議.toml", "meeting.toml", TEMPLATE_NAME)
_DESCRIBE = (".toml", SHEET)
_OURS = ".work"  # folders a run has left beside a recording


@dataclass(frozen=True)
class Entry:
    """One meeting, or something that can be none. `place`: the recording, or the folder.

    `inputs`: the recordings in order, or one transcript; `description`: what the clerk wrote of it; `papers`: what lies
    beside; `files`: all that has to stand still before it is touched; `problem`: why it is no meeting.
    """

    place: Path
    inputs: tuple[Path, ...] = ()
    description: Path | None = None
    papers: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    problem: MinutesError | None = None

    @property
    def name(self) -> str:
        """What a clerk calls it: the folder's name, or the file's without its suffix."""
        return self.place.stem if self.files == (self.place,) or self.place in self.inputs else self.place.name

    @property
    def is_folder(self) -> bool:
        return bool(self.inputs) and self.place not in self.inputs


def entries_in(folder: Path) -> Iterator[Entry]:
    """In natural order, those of the folder itself first. Raises OSError while the folder cannot be read."""
    files, folders = _listed(folder)
    taken = [path for path in files if _is_taken(path)]
    stems = {path.stem for path in taken}
    for path in taken:
        beside = [path.with_suffix(suffix) for suffix in _DESCRIBE if path.with_suffix(suffix) in files]
        description = beside[0] if beside else None
        yield Entry(path, (path,), description, files=(path, *beside))
    for path in files:
        companion = path.suffix.lower() in _DESCRIBE and path.stem in stems
        if path not in taken and not companion and path.name != TEMPLATE_NAME:
            yield Entry(path, files=(path,), problem=_no_recording(path))
    for path in folders:
        yield from _below(path)


def _below(folder: Path) -> Iterator[Entry]:
    """A folder with recordings is a meeting; one without them is looked into."""
    try:
        files, folders = _listed(folder, in_transfer=True)
    except FileNotFoundError:  # removed while we look
        return
    except PermissionError:
        yield Entry(folder, problem=InputUnreadable("フォルダーを開く権限がありません", subject=folder))
        return
    within = [entry for path in folders for entry in _below(path)]
    meetings = [entry for entry in within if entry.inputs]
    lying = [path for path in files if not is_in_transfer(path.name)]
    recordings = tuple(path for path in lying if path.suffix.lower() in SUFFIXES)
    transcripts = [path for path in lying if path.suffix.lower() in TRANSCRIPTS]
    own = tuple(path for entry in within if not entry.inputs for path in entry.files)  # 資料/次第.docx
    if recordings or len(transcripts) == 1:
        description = _description(lying)
        papers = [path for path in (*lying, *own) if _is_paper(path) and path not in (description, *transcripts)]
        inputs = recordings or tuple(transcripts)
        yield Entry(folder, inputs, description, tuple(papers), (*files, *own))
    elif transcripts:
        yield Entry(folder, files=tuple(files), problem=_several_transcripts(folder))
    elif (lying or own) and not meetings:
        yield Entry(folder, files=(*files, *own), problem=_no_recordings(folder))
    yield from meetings


def _description(files: Sequence[Path]) -> Path | None:
    """By its name, else the only .toml; a sheet under a name that begins like the template's."""
    named = {path.name.lower(): path for path in files}
    tables = [path for path in files if path.suffix.lower() == ".toml"]
    sheets = [path for path in files if _is_sheet(path)]
    by_name = next((named[name] for name in DESCRIPTIONS if name in named), None)
    return by_name or (tables[0] if len(tables) == 1 else sheets[0] if sheets else None)


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() == SHEET and path.stem.startswith(Path(TEMPLATE_NAME).stem)


def _is_paper(path: Path) -> bool:
    return path.suffix.lower() in PAPERS and not _is_sheet(path)


def _listed(folder: Path, in_transfer: bool = False) -> tuple[list[Path], list[Path]]:
    """Files and folders, without what programs leave; files still being copied only where they are asked for."""
    paths = natsorted(folder.iterdir(), key=lambda path: path.name, alg=ns.IGNORECASE)
    kept = [path for path in paths if not is_stray(path.name) or (in_transfer and is_in_transfer(path.name))]
    folders = [path for path in kept if path.is_dir()]
    files = [path for path in kept if path not in folders and path.is_file()]
    known = [path for path in folders if path.suffix != _OURS and not path.is_symlink() and not is_stray(path.name)]
    return files, known


def _is_taken(path: Path) -> bool:
    return path.suffix.lower() in TAKEN


# ---- why something is no meeting ---------------------------------------------------------------------------------


def _no_recording(path: Path) -> MinutesError:
    if path.suffix.lower() in (*PAPERS, ".json"):
        return InputUnreadable(
            "録音・録画のファイルではないため、議事録にできません",
            subject=path,
            advice="会議の資料は、録音と一緒に一つのフォルダーに入れてください。文字起こし（Word やテキスト）から作るときは、"
            "情報システム担当に minutes run で作るよう頼んでください。",
        )
    if path.suffix.lower() == ".toml":
        return InputUnreadable(
            "同じ名前の録音がありません", subject=path, advice="録音と会議ファイル（.toml）を、同じ名前にしてください。"
        )
    return InputUnreadable(
        "録音・録画として扱える種類のファイルではありません",
        subject=path,
        advice="録音（.m4a .mp3 .wav など）、録画（.mp4 など）か、字幕（.vtt .srt）を入れてください。",
    )


def _no_recordings(folder: Path) -> MinutesError:
    return InputUnreadable(
        "フォルダーの中に録音・録画ファイルがありません",
        subject=folder,
        advice="録音（.m4a .mp3 .wav など）を、このフォルダーに入れてください。入れると、自動で受け付けます。",
    )


def _several_transcripts(folder: Path) -> MinutesError:
    return InputUnreadable(
        "文字起こし（.vtt .srt）がいくつもあり、録音がありません",
        subject=folder,
        advice="文字起こしから作るときは、一つの会議のフォルダーに一つだけ入れてください。",
    )
