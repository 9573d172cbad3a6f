"""What is written down of a meeting before anyone speaks: the lines, who has which voice, and the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from training.voices import Voice


@dataclass(frozen=True)
class Line:
    """One thing said: by whom, what, and after how many seconds of pause.

    The pause counts from when the last one so far fell silent; below 0 the line begins while he still speaks, and a
    short one (相づち) may end before him.
    """

    speaker: str
    text: str
    pause: float = 0.6


@dataclass(frozen=True)
class Acoustics:
    """The room: noise `snr_db` below the recording's mean level, noises of paper and chairs a minute, and the seed of
    all that is drawn: seats, levels, noise."""

    snr_db: float = 25.0
    seed: int = 0
    level_spread_db: float = 3.0
    rustles_per_minute: float = 0.0


@dataclass(frozen=True)
class Play:
    """A meeting to be performed. `name` is the stem of its files, `kbit` the rate of the recording (AAC), `readings` the
    kana of words the synthesiser would read wrongly."""

    name: str
    cast: Mapping[str, Voice]
    lines: Sequence[Line]
    acoustics: Acoustics
    kbit: int = 64
    readings: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, text: str) -> str:
        """A line's text as it is handed to the synthesiser."""
        for written, kana in self.readings.items():
            text = text.replace(written, kana)
        return text
