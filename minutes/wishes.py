"""What the person at the door asks for, whichever door it is: the command line, a batch, the watched folder."""

from __future__ import annotations

from pathlib import Path

from minutes.domain import Channels, Value
from minutes.render.annexes import Audience


class Wishes(Value):
    """As typed; None and () where nothing was. Paths of files stay as given."""

    meeting: Path | None = None
    form: str | None = None
    dictionaries: tuple[str, ...] = ()
    asr_model: str | None = None
    diarizer: str | None = None
    speakers: tuple[int, int] | None = None
    channels: Channels | None = None
    llm: str | None = None
    no_llm: bool = False
    audience: Audience = "internal"
    config: Path | None = None
