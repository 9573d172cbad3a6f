"""The files that lie beside the document: made in the work folder, put beside the document under its stem.

They are made anew each time they are asked for; that costs less than finding out whether they still hold.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from minutes import workfolder
from minutes.delivery import deliver
from minutes.disclosure.edition import Public
from minutes.disclosure.leaks import refuse_leaks
from minutes.domain import Recording, Transcript
from minutes.publication import edition_of, public_name
from minutes.publish import annexes_of, minutes_of, utterances_of
from minutes.render.beside.formats import FORMATS
from minutes.render.beside.given import Given
from minutes.render.forms import Form
from minutes.workfolder import WorkFolder

_STEM, _PUBLIC_STEM = "minutes", "public"
_OTHERWISE = "{}_議事録"  # where something else has the name, which is not to be lost
# What browsers play (MDN, "Media container formats"); of anything else a link would only be saved to disk.
_PLAYED = frozenset((".aac", ".flac", ".m4a", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm"))
_UNTIMED = "発言の時刻が分からないため、作れないファイルがあります：{}"
_KEPT = "前からあったファイルは、次の名前で残しました：{}"


@dataclass(frozen=True)
class Beside:
    """`files`: by their kind; `remarks`: what the clerk is to be told of them."""

    files: dict[str, Path]
    remarks: tuple[str, ...] = ()

    def summary(self) -> dict[str, dict[str, str]]:
        """For a summary as JSON; nothing where nothing was made."""
        return {"also": {kind: str(place) for kind, place in self.files.items()}} if self.files else {}


def make_beside(
    work: WorkFolder,
    form: Form,
    kinds: Sequence[str],
    document: Path | None,
    sources: Sequence[Path] = (),
    public: Public | None = None,
) -> Beside:
    """The files of these kinds, beside the `document`, or in the work folder where it has stayed there, too.

    `sources`: what the minutes are made from, none of which is written over; `public`: their public edition instead. A
    file somebody has worked on is kept beside under another name. Raises InputMissing, InputUnreadable, CannotWrite.
    """
    if not kinds:
        return Beside({})
    given = _given_to(public) if public else _given(work, form)
    stem = _PUBLIC_STEM if public else _STEM
    files: dict[str, Path] = {}
    kept: list[Path] = []
    untimed: list[str] = []
    for kind in kinds:
        if not FORMATS[kind].can_be_made(given):
            untimed.append(kind)
            continue
        made = work.path(workfolder.ALSO) / f"{stem}.{kind}"
        place = _place(document, kind, work, sources) if document else made
        with work.writing(f"{workfolder.ALSO}/{made.name}") as beside:
            audio = None if public else _audio(work, place.resolve().parent)
            FORMATS[kind].write(replace(given, audio=audio), beside)
            if public:
                refuse_leaks(beside, public.marked)
        before = deliver(made, place) if place != made else None
        kept += [before] if before else []
        files[kind] = place
    remarks = [_KEPT.format(one) for one in kept] + ([_UNTIMED.format("、".join(untimed))] if untimed else [])
    return Beside(files, tuple(remarks))


@dataclass(frozen=True)
class PublicFiles:
    """The public edition's document and the files beside it; `remarks`: what the clerk is to be told of them."""

    document: Path
    beside: Beside
    remarks: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Path, ...]:
        return (self.document, *self.beside.files.values())

    def summary(self) -> dict[str, Any]:
        """For a summary as JSON."""
        return {"document": str(self.document), **self.beside.summary()}


def deliver_public(
    work: WorkFolder, form: Form, output: Path | None, kinds: Sequence[str], terms: tuple[str, ...] = ()
) -> PublicFiles:
    """Put the public edition that lies in the folder beside the document, and make its files of these kinds.

    `output`: the internal document's place, None where it has stayed in the folder. Raises what `make_beside` raises.
    """
    made = work.path(workfolder.PUBLIC_DOCUMENT)
    place = public_name(output) if output else made
    kept = deliver(made, place) if output else None
    beside = Beside({})
    if kinds:
        beside = make_beside(work, form, kinds, place if output else None, public=edition_of(work, form, terms))
    return PublicFiles(place, beside, (*([_KEPT.format(kept)] if kept else []), *beside.remarks))


def _place(document: Path, kind: str, work: WorkFolder, sources: Sequence[Path]) -> Path:
    place = document.with_suffix(f".{kind}")
    whole = place.resolve()
    is_ours = whole.parent != work.root.resolve() and whole not in {source.resolve() for source in sources}
    return place if is_ours else place.with_stem(_OTHERWISE.format(place.stem))


def _given(work: WorkFolder, form: Form) -> Given:
    return Given(
        minutes=minutes_of(work, form),
        utterances=utterances_of(work, form),
        form=form,
        annexes=annexes_of(work),
        transcript=work.find(workfolder.TRANSCRIPT, Transcript),
    )


def _given_to(public: Public) -> Given:
    return Given(minutes=public.minutes, utterances=public.utterances, form=public.form, annexes=public.beside)


def _audio(work: WorkFolder, folder: Path) -> str | None:
    """The recording where it lies beside, else the work folder's own copy of it if that is in reach from there."""
    recording = work.find(workfolder.RECORDING, Recording)
    parts = recording.parts if recording else ()
    if len(parts) == 1 and Path(parts[0].file).suffix.lower() in _PLAYED and (folder / parts[0].file).is_file():
        return parts[0].file
    own = work.path(workfolder.AUDIO).resolve()
    if not own.is_file() or (not own.is_relative_to(folder) and not folder.is_relative_to(own.parent)):
        return None
    return Path(os.path.relpath(own, folder)).as_posix()
