"""What a clerk has the house do with a draft: print it, and vouch for it.

What that needs is imported when it is asked for, or once a meeting is shown: the page is not to wait for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.render.annexes import Audience
from minutes.review.table import Table
from minutes.revision.editlog import Overtaken
from minutes.workfolder import WorkFolder


@dataclass(frozen=True)
class Clerk:
    """Whoever is logged in to this machine, and the configuration that was named."""

    name: str
    config: Path | None = None


def warm() -> None:
    """Load what the first edit and the first document need."""
    import minutes.finalise  # and with it all that renders
    import minutes.revision.consequences  # noqa: F401
    from minutes.text.reading import morphemes

    morphemes("議事録")


def render(work: WorkFolder, edition: Audience, config: Path | None) -> dict[str, Any]:
    """minutes.docx as the draft stands now, and on request the public edition. Raises what `render_again` raises."""
    from minutes.again import render_again

    with work.held() as folder:
        made = render_again(folder, None, config, edition)
    return {"toCheck": made.to_check, "remarks": list(made.remarks), "edition": edition}


def confirm(table: Table, by: str, seen: int) -> dict[str, Any]:
    """The final document, vouched for by a named person who has seen all edits. Raises Overtaken, TryAgainLater."""
    from minutes.finalise import finalise

    with table.work.held() as folder:
        edits = table.edits()
        if len(edits) != seen:
            raise Overtaken(edits[seen:])
        final = finalise(folder, by, dt.datetime.now().astimezone().replace(microsecond=0))
    left = final.left.to_check if final.left else 0
    given = {"by": final.confirmation.by, "at": final.confirmation.at.isoformat()}
    return {
        "confirmed": given,
        "toCheck": left,
        "unreflected": final.unreflected,
        "remarks": list(final.remarks),
        "effort": str(final.effort) if final.effort else "",
    }
