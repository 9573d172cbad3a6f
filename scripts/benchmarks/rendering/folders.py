"""Work folders of a long meeting cut to the length of so many pages, and the pages of what was made of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks.minuting.meeting import long_meeting
from minutes import workfolder
from minutes.domain import AgendaItem, Meeting, Minutes, Provenance, Tidied, Unreflected, Utterance
from minutes.render.head import proof_of
from minutes.structure.compose import Manner, compose
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from minutes.workfolder import WorkFolder


@dataclass(frozen=True)
class Meetings:
    """A meeting with everything that lies in its work folder."""

    meeting: Meeting
    utterances: Sequence[Utterance]
    tidied: Sequence[Tidied]
    items: Sequence[AgendaItem]
    unreflected: Sequence[Unreflected]

    def shortened(self, characters: int) -> Meetings:
        """Its first items, until so many characters are said in them."""
        places = {one.id: place for place, one in enumerate(self.utterances)}
        heard = 0
        end = kept = 0
        for item in self.items:
            last = max((places[name] for name in proof_of(item)), default=end - 1)
            heard += sum(len(one.text) for one in self.utterances[end : last + 1])
            end, kept = max(end, last + 1), kept + 1
            if heard >= characters:
                break
        items = self.items[:kept]
        names = {one.id for one in self.utterances[:end]}
        return Meetings(
            self.meeting.model_copy(update={"agenda": tuple(item.title for item in items)}),
            self.utterances[:end],
            [one for one in self.tidied if one.id in names],
            items,
            [one for one in self.unreflected if one.utterance in names],
        )

    @property
    def characters(self) -> int:
        """Of all that was said."""
        return sum(len(one.text) for one in self.utterances)

    def write(self, root: Path) -> None:
        """The folder as `minutes run` leaves it before the document is made."""
        work = WorkFolder(root)
        work.root.mkdir(parents=True)
        made = Minutes(meeting=self.meeting, items=tuple(self.items), provenance=Provenance(software="minutes"))
        work.write_json(workfolder.MINUTES, made)
        work.write_json(workfolder.UTTERANCES, tuple(self.utterances))
        work.write_json(workfolder.TIDIED, tuple(self.tidied))
        work.write_json(workfolder.UNREFLECTED, tuple(self.unreflected))


def composed(characters: int) -> Meetings:
    """The synthetic meeting of this length with minutes by the rules."""
    meeting, utterances = long_meeting(characters)
    manner = Manner("dearu", House())
    tidied = tidy(utterances, manner.house)
    print(f"{len(utterances)} utterances, composing …", file=sys.stderr)
    made = compose(at_level(utterances, tidied, "edited"), meeting, manner)
    return Meetings(meeting, utterances, tidied, made.items, made.unreflected)


def pages_of(documents: Sequence[Path], folder: Path) -> dict[Path, int]:
    """As LibreOffice breaks them; empty where it is not installed."""
    office = shutil.which("soffice")
    if not office:
        return {}
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, documents)], check=True, capture_output=True)
    return {one: len(pypdfium2.PdfDocument(folder / f"{one.stem}.pdf")) for one in documents}
