"""Meetings of known content, for the evaluation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A stretch between two pauses: its text, and when it starts and ends in the meeting (seconds)."""

    text: str
    start: float
    end: float
    opens: bool  # whether it begins a sentence


@dataclass(frozen=True)
class Meeting:
    """A sound file, its seconds and what is said in it, in order."""

    name: str
    file: str
    duration: float
    said: tuple[Said, ...]
