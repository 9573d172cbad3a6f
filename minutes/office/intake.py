"""From what lies in the watched folder to jobs in the ledger: each entry ends as a job, as a reason why it is none, or as
the same recording as one before.

What was decided is written down before it is done (see `acceptance`); each step may be done twice.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minutes.errors import CannotWrite, InputMissing, InputUnreadable, MinutesError, TryAgainLater, cannot_write
from minutes.files import file_hash, writing
from minutes.office.acceptance import Acceptance, Acceptances
from minutes.office.description import MEETING_FILE, Material
from minutes.office.entries import Entry, entries_in
from minutes.office.folders import encodable, free_name
from minutes.office.ledger import UNFINISHED, Condition, JobError, Ledger, order_job
from minutes.office.notefiles import NoteFiles
from minutes.office.places import Places
from minutes.office.preparation import Prepare, Prepared, prepare
from minutes.office.stillness import Stillness, Trace, Traces, traces_of
from minutes.wishes import Wishes

WORK = "作業データ.work"
_EMPTY = InputUnreadable(
    "録音ファイルが空（0バイト）です", advice="コピーが終わっているか確かめ、もう一度入れてください。"
)


@dataclass(frozen=True)
class Manner:
    """How what is taken is worked on: `wishes` and `also` as of a run; `copy`: whether recordings are copied to their
    results; `prepare`: finds out what is known of a meeting."""

    wishes: Wishes = field(default_factory=Wishes)
    also: tuple[str, ...] = ()
    copy: bool = False
    prepare: Prepare = prepare


class Intake:
    """`gone`: the entries that were accepted and lie there no more; `troubles`: what kept entries from being taken;
    `has_decided`: whether any was. All as of the last look."""

    def __init__(
        self,
        places: Places,
        accepted: Acceptances,
        ledger: Ledger,
        manner: Manner,
        still: Stillness,
        notes: NoteFiles,
    ) -> None:
        self._places = places
        self._accepted = accepted
        self._ledger = ledger
        self._manner = manner
        self._still = still
        self._notes = notes
        self.gone: frozenset[str] = frozenset()
        self.troubles: tuple[MinutesError, ...] = ()
        self.has_decided = False

    def look(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Once over everything; what stands still is taken until it is `enough` for now, the rest at the next look.

        Raises OSError while the folder cannot be read, ServiceMissing without the ledger.
        """
        entries = {self._name(entry): entry for entry in entries_in(self._places.inbox)}
        self._still.keep_only({*entries, *(one.entry for one in self._accepted)})
        self._look_for_gone(entries)
        found = [(name, entry, self._traces_to_take(name, entry)) for name, entry in entries.items()]
        self.has_decided = False
        troubles: list[MinutesError] = []
        for name, entry, traces in found:
            if traces is None or enough():
                continue
            try:
                self._take(name, entry, traces, entries)
                self._still.forget(name)
            except (CannotWrite, TryAgainLater) as error:  # a full disk: at the next look
                troubles.append(error)
            self.has_decided = True
        self.troubles = tuple(troubles)

    def is_settled(self) -> bool:
        """Whether everything that lies there has been dealt with."""
        return not self._still.is_waiting and not self.troubles

    def _name(self, entry: Entry) -> str:
        return encodable(entry.place.relative_to(self._places.inbox).as_posix())

    def _look_for_gone(self, entries: Mapping[str, Entry]) -> None:
        """What is gone only for a moment, as while it is replaced, is not."""
        self.gone = frozenset(
            one.entry for one in self._accepted if one.entry not in entries and self._still.is_still(one.entry, None)
        )
        for one in self._accepted:
            if one.same_as and not one.closed:
                self._look_at_twin(one)

    def _look_at_twin(self, one: Acceptance) -> None:
        """Once the first of two that are the same is gone, or another, before it was done, the second is taken itself."""
        first = self._accepted.get(one.same_as)
        if first and first.order and first.content == one.content and (first.closed or first.entry not in self.gone):
            if one.first != _first(first):
                self._accepted.put(one.model_copy(update={"first": _first(first)}))
        elif self._condition(one.first[0]) == "done":
            self._accepted.put(one.model_copy(update={"closed": True}))
        else:
            self._notes.remove(one.folder)
            self._accepted.drop(one.entry)

    def _traces_to_take(self, name: str, entry: Entry) -> Traces | None:
        """How it looks, where it is to be taken now."""
        try:
            traces = traces_of(entry.files, self._places.inbox)
        except OSError:  # moved away while we look
            return None
        before = self._accepted.get(name)
        if before and before.traces == traces and _is_decided(before, entry):
            self._still.forget(name)
            return None
        return traces if self._still.is_still(name, traces) else None

    # ---- taking one --------------------------------------------------------------------------------------------------

    def _take(self, name: str, entry: Entry, traces: Traces, entries: Mapping[str, Entry]) -> None:
        before = self._accepted.get(name)
        problem = entry.problem or _unnamed(entry) or (_EMPTY if any(map(_is_empty, entry.inputs)) else None)
        try:
            sound, content = ("", "") if problem else _hashes(entry)
            if traces_of(entry.files, self._places.inbox) != traces:
                return  # changed while it was read
        except FileNotFoundError:
            return
        except OSError as error:
            sound, content, problem = "", "", _unreadable(entry, error)
        folder = self._folder_for(entry, before, sound)
        begun = Acceptance(entry=name, traces=traces, sound=sound, content=content, folder=folder)
        if problem:
            self._withdraw(before)
            refused = JobError.of(problem)
            refused = refused.model_copy(update={"subject": encodable(refused.subject)})
            self._accepted.put(begun.model_copy(update={"refused": refused}))
            return
        if before and before.order and before.content == content and not self._may_be_prepared_again(before):
            self._accepted.put(before.model_copy(update={"traces": traces}))
            return
        twin = next((one for one in self._accepted if one.order and one.content == content and one.entry != name), None)
        if twin and (twin.entry in entries or twin.closed):
            self._withdraw(before)
            self._accepted.put(begun.model_copy(update={"same_as": twin.entry, "first": _first(twin)}))
            return
        self._enqueue(begun, entry, twin or before)
        if twin:  # renamed or moved before it was done: the same work under its new name
            self._accepted.drop(twin.entry)

    def _may_be_prepared_again(self, before: Acceptance) -> bool:
        """Papers that come later are of use until the work begins."""
        assert before.order
        return self._condition(before.order.key) in ("waiting", "failed", "parked", None)

    def _condition(self, key: str) -> Condition | None:
        """None for a job that the ledger does not know."""
        with suppress(InputMissing):
            return self._ledger.states([key])[0].condition
        return None

    def _folder_for(self, entry: Entry, before: Acceptance | None, sound: str) -> str:
        """What was never finished gives its folder to what comes in its place; minutes that are there are not written over
        but by those of the same recordings."""
        if before and _gives_way(before, sound):
            return before.folder
        return free_name(entry.name, self._places.out, {one.folder for one in self._accepted})

    def _withdraw(self, before: Acceptance | None) -> None:
        if before and not before.closed:
            _cancel(before.order.key if before.order else before.replaced, self._ledger)

    def _enqueue(self, begun: Acceptance, entry: Entry, before: Acceptance | None) -> None:
        """`before`: what it comes in place of."""
        texts: Mapping[str, str] = {}
        if before and _gives_way(before, begun.sound):
            replaced = before.order.key if before.order else before.replaced
            anew = before.anew or before.closed
            begun = begun.model_copy(update={"folder": before.folder, "replaced": replaced, "anew": anew})
            texts = before.texts
        self._accepted.put(begun.model_copy(update={"texts": texts}))
        place = self._places.out / begun.folder
        self._places.refuse_missing_out()
        make_folder(place)
        material = Material(
            name=entry.name,
            recordings=tuple(path.name for path in entry.inputs),
            description=entry.description,
            papers=entry.papers,
            folder=place,
        )
        try:
            prepared = self._manner.prepare(material, entry.inputs)
            self._places.refuse_missing_out()  # that took its time
            _keep_corrected(place / MEETING_FILE, texts.get(MEETING_FILE), prepared.described.text)
            self._copy(entry, place)
            accepted = self._ordered(begun, entry, prepared)
        except CannotWrite:
            raise
        except MinutesError as error:
            if error.subject in map(str, (*entry.inputs, place / MEETING_FILE)):
                # read or written a moment ago: its share went meanwhile, or the file
                raise TryAgainLater(error.what, subject=error.subject) from error
            _cancel(begun.replaced, self._ledger)
            self._accepted.put(begun.model_copy(update={"refused": JobError.of(error)}))
            return
        enqueue(self._accepted.put(accepted), self._accepted, self._ledger, self._places.out)

    def _ordered(self, begun: Acceptance, entry: Entry, prepared: Prepared) -> Acceptance:
        """Raises InputMissing, InputUnreadable, CannotWrite."""
        described, place, wishes = prepared.described, self._places.out / begun.folder, self._manner.wishes
        texts = {MEETING_FILE: described.text}
        for path in described.dictionaries:
            with suppress(OSError, UnicodeDecodeError):
                texts[path.name] = path.read_bytes().decode()
        put_file(place / MEETING_FILE, described.text)
        named = (*map(str, described.dictionaries), *wishes.dictionaries)
        order = order_job(
            entry.inputs,
            place / f"{begun.folder}.docx",
            place / WORK,
            title=entry.name,
            wishes=wishes.model_copy(update={"meeting": place / MEETING_FILE, "dictionaries": named}),
            also=self._manner.also,
            scope=f"{self._places.out}\n{begun.entry}",
            anchors=self._places.anchors(),
        )
        known = {"order": order, "texts": texts, "remarks": described.remarks, "seconds": prepared.seconds}
        return begun.model_copy(update={**known, "meeting": trace_of(place / MEETING_FILE)})

    def _copy(self, entry: Entry, place: Path) -> None:
        for path in entry.inputs if self._manner.copy else ():
            copy = place / path.name
            try:
                if not copy.exists() or copy.stat().st_size != path.stat().st_size:
                    with writing(copy, sole=True) as beside:
                        shutil.copyfile(path, beside)
            except OSError as error:
                raise cannot_write(error, copy) from error


def _gives_way(before: Acceptance, sound: str) -> bool:
    return not before.closed or before.sound == sound


def _first(twin: Acceptance) -> tuple[str, str]:
    return (twin.order.key if twin.order else "", twin.folder)


# ---- into the ledger ---------------------------------------------------------------------------------------------


def enqueue(one: Acceptance, accepted: Acceptances, ledger: Ledger, out: Path) -> None:
    """Of a job that was there before and came to nothing, or whose document is gone, a new attempt."""
    assert one.order
    if one.replaced != one.order.key:
        _cancel(one.replaced, ledger)
    state = ledger.enqueue(one.order)
    finished = state.condition == "done" and state.document.is_file() and not one.anew
    if state.condition not in UNFINISHED and not finished:
        ledger.retry(state.id)
    known: dict[str, Any] = {"enqueued": True, "replaced": "", "anew": False}
    if state.document != one.order.document and state.document.parent.parent == out:
        known |= {"order": state.order, "folder": state.document.parent.name}  # of a time we have forgotten
    accepted.put(one.model_copy(update=known))


def _cancel(key: str, ledger: Ledger) -> None:
    if key:
        with suppress(InputMissing):
            ledger.cancel(key)


# ---- files -------------------------------------------------------------------------------------------------------


def make_folder(place: Path) -> None:
    """Raises CannotWrite."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(error, place) from error


def put_file(place: Path, text: str) -> None:
    """Exactly these characters, since the job is known by their hash. Raises CannotWrite."""
    with suppress(OSError):
        if place.read_bytes() == text.encode():
            return
    with writing(place, sole=True) as beside:
        beside.write_bytes(text.encode())


def trace_of(file: Path) -> Trace | None:
    """None for one that is not there."""
    try:
        return traces_of([file], file.parent)[0]
    except OSError:
        return None


def _keep_corrected(file: Path, ours: str | None, text: str) -> None:
    """A meeting file that the clerk has corrected is not lost when the description in the watched folder changes."""
    try:
        there = file.read_bytes()
    except OSError:
        return
    if there in (text.encode(), (ours or text).encode()):
        return
    number = 1
    while (kept := file.with_name(f"{file.stem}（前の版{number}）{file.suffix}")).exists():
        number += 1
    with writing(kept, sole=True) as beside:
        beside.write_bytes(there)


def _is_decided(one: Acceptance, entry: Entry) -> bool:
    """Nothing is left to be done while it stays as it is; a file that could not be opened may be, some day."""
    if one.refused and not one.content and entry.inputs and not any(map(_is_empty, entry.inputs)):
        return not all(os.access(path, os.R_OK) for path in entry.inputs)
    return bool(one.order or one.refused or one.same_as)


def _unnamed(entry: Entry) -> InputUnreadable | None:
    """For names in the bytes of another encoding, as some archives bring them: no ledger takes those."""
    path = next((path for path in entry.files if encodable(str(path)) != str(path)), None)
    if path is None:
        return None
    return InputUnreadable(
        "ファイルの名前が文字化けしているため、扱えません",
        subject=encodable(path.name),
        advice="ファイルの名前を付け直してください。付け直すと、自動で受け付けます。",
    )


def _unreadable(entry: Entry, error: OSError) -> InputUnreadable:
    return InputUnreadable(
        f"録音を読み取れません（{error.strerror}）",
        subject=entry.place,
        advice="ファイルを開く権限があるか確かめてください。開けるようになると、自動で受け付けます。",
    )


def _hashes(entry: Entry) -> tuple[str, str]:
    """Of the recordings, and of these with the description. Raises OSError."""
    digest = hashlib.sha256()
    for path in entry.inputs:
        digest.update(file_hash(path).encode())
    sound = digest.hexdigest()
    if entry.description:
        digest.update(file_hash(entry.description).encode())
    return sound, digest.hexdigest()


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
