"""The work folder of one meeting: artefacts on disk, their names, and which of them are still valid.

What is there is whole (see `files`). `stages.json` keeps, for
each finished stage, a key made of everything its result depends on and the hashes of the files it left; a stage is done
while both still hold. One run at a time holds the folder, by a lock the system releases when the process dies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, TypeAdapter

from minutes import egress
from minutes.errors import CannotWrite, TryAgainLater, cannot_write
from minutes.files import UNFINISHED, file_hash, read_json, write_json, writing
from minutes.journal import Journal

T = TypeVar("T")

SOURCES = "sources.json"
RECORDING = "recording.json"
AUDIO = "audio.flac"
CHANNEL = "channel-{:02}.flac"  # of microphone 1, 2, …
ANY_CHANNEL = "channel-??.flac"
TRANSCRIPT = "transcript.json"
DOUBTFUL = "doubtful.json"
PROMPT = "prompt.json"
TURNS = "turns.rttm"
EXCLUSIVE = "turns.exclusive.rttm"
NAMING = "naming.json"
UTTERANCES = "utterances.json"
CORRECTIONS = "corrections.json"
TIDIED = "tidied.json"
COVERAGE = "coverage.json"
MINUTES = "minutes.json"
UNREFLECTED = "unreflected.json"
DRAFTING = "drafting.json"  # who worded each statement, and what was refused on the way
MASKING = "masking.json"  # which placeholder stands for whom; for its owner's eyes only
ANSWERS = "answers"  # folder: each LLM's answer by the content of the request
PROVENANCE = "provenance.json"
DOCUMENT = "minutes.docx"
ALSO = "also"  # folder: the files that lie beside the document
EDITS = "edits.json"  # what a clerk put right while checking; the results above stay as they are
ATTENTION = "attention.json"  # how many minutes somebody worked at the draft; nobody's name
EFFORT = "effort.json"  # what it cost to put the draft right, in figures, as of the last confirmation
DECLINED = "declined.json"  # terms and people of this meeting that the office does not want to learn
MASKS = "masks.json"  # what a clerk keeps out of the public edition: [{utterance, text, reason}]
WITHHELD = "withheld.json"  # what the public edition does not show, and why; not for the public
PUBLIC_DOCUMENT = "public.docx"
STAGES = "stages.json"
EVENTS = "events.jsonl"  # what was sent, permitted and refused, without a word spoken
# What holds something of the meeting. Not among them: the log, the hashes of what was delivered, and the figures for the report.
OF_THE_MEETING = (
    *(SOURCES, RECORDING, AUDIO, ANY_CHANNEL, TRANSCRIPT, DOUBTFUL, PROMPT, TURNS, EXCLUSIVE, NAMING, UTTERANCES),
    *(CORRECTIONS, TIDIED, COVERAGE, MINUTES, UNREFLECTED, DRAFTING, MASKING, ANSWERS, PROVENANCE, DOCUMENT, ALSO),
    *(EDITS, DECLINED, ATTENTION, MASKS, WITHHELD, PUBLIC_DOCUMENT, STAGES, f".*{UNFINISHED}"),
)
_LOCK = ".lock"
_IDLE = frozenset({"run_began", "run_ended", "stage_began", "stage_ended"})


class WorkFolder:
    """The artefacts of one meeting. Raises CannotWrite wherever the disk refuses."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._is_held = False

    def path(self, name: str) -> Path:
        return self.root / name

    @cached_property
    def journal(self) -> Journal:
        """What was done in this folder, without a word of what was said."""
        return Journal(self.path(EVENTS))

    def there(self, names: Sequence[str]) -> list[str]:
        """Which of these artefacts exist; a name may be a pattern that stands for several."""
        return [path.name for name in names for path in sorted(self.root.glob(name)) if path.is_file()]

    @contextmanager
    def held(self) -> Iterator[WorkFolder]:
        """Create the folder and keep other runs out of it; if nothing came into a folder we made, it is gone again."""
        made = not self.root.exists()
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path(_LOCK), blocking=False)
            lock.acquire()
        except Timeout:
            raise TryAgainLater("この作業フォルダーは、別の処理が使用中です", subject=self.root) from None
        except OSError as error:
            raise cannot_write(error, self.root) from None
        try:
            for left in self.root.rglob(f".*{UNFINISHED}"):
                left.unlink(missing_ok=True)
            self._is_held = True
            with egress.witnessed(self.journal.refused):
                yield self
        finally:
            self._is_held = False
            if made and self.root.is_dir() and self._is_bare():
                for name in (EVENTS, _LOCK):  # only in a folder nobody else has a reason to look at yet
                    self.path(name).unlink(missing_ok=True)
                self.root.rmdir()
            lock.release()

    def _is_bare(self) -> bool:
        """Nothing but that something was begun: what was sent or refused is to be accounted for."""
        events = {event.event for event in self.journal.events()}
        return {path.name for path in self.root.iterdir()} <= {_LOCK, EVENTS} and events <= _IDLE

    # ---- writing and reading -------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """A path to write to; when the block ends well, the file takes its place in one step."""
        self._refuse_gone()
        with writing(self.path(name)) as beside:
            yield beside

    def write_json(self, name: str, value: BaseModel | Sequence[BaseModel] | dict[str, Any]) -> None:
        self._refuse_gone()
        write_json(self.path(name), value)

    def _refuse_gone(self) -> None:
        """A folder that has gone is not made again: its share may be away, and what is written then is seen by nobody."""
        if self._is_held and not self.root.is_dir():
            raise CannotWrite("作業フォルダーがなくなりました", subject=self.root)

    def amend(self, values: Mapping[str, BaseModel]) -> None:
        """Write artefacts anew without the stages that left them running again: what they were made from is unchanged."""
        stages = self._stages()
        entries = [(entry["files"], name) for entry in stages.values() for name in values if name in entry["files"]]
        intact = [(files, name) for files, name in entries if self._is_as_left(name, files[name])]
        for name, value in values.items():
            self.write_json(name, value)
        for files, name in intact:
            files[name] = file_hash(self.path(name))
        if intact:
            self.write_json(STAGES, stages)

    def read(self, name: str, kind: type[T]) -> T:
        """An artefact as a value of `kind` (a type of ours or a tuple of them)."""
        return read_json(self.path(name), kind)

    def find(self, name: str, kind: type[T]) -> T | None:
        """The same; None where it is not there."""
        return self.read(name, kind) if self.path(name).is_file() else None

    # ---- what is still valid -------------------------------------------------------------------------------------

    def is_done(self, stage: str, key: str) -> bool:
        """Whether the stage finished under this key and its files are as it left them."""
        entry = self._stages().get(stage)
        if not entry or entry["key"] != key:
            return False
        return all(self._is_as_left(name, digest) for name, digest in entry["files"].items())

    def mark_done(self, stage: str, key: str, names: Sequence[str]) -> None:
        """Remember that the stage finished under this key and left these files."""
        files = {name: file_hash(self.path(name)) for name in names}
        self.write_json(STAGES, {**self._stages(), stage: {"key": key, "files": files}})

    def _is_as_left(self, name: str, digest: str) -> bool:
        return self.path(name).is_file() and file_hash(self.path(name)) == digest

    def _stages(self) -> dict[str, Any]:
        try:
            stages = json.loads(self.path(STAGES).read_bytes())
        except (OSError, ValueError):
            return {}  # nothing done yet, or a ledger nobody can read: do the work again rather than trust it
        return stages if isinstance(stages, dict) else {}


def key_of(*parts: Any) -> str:
    """A key that changes when any of the JSON-like parts changes."""
    plain = TypeAdapter(Any).dump_python(parts, mode="json")
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
