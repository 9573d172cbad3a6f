"""What a check of the doctor finds."""

from __future__ import annotations

from typing import Literal

from minutes.domain import Text, Value

State = Literal["good", "warning", "bad"]


class Finding(Value):
    """One line of the doctor's table: `warning` is worth knowing, with `bad` minutes cannot do its work.

    `what` says how things are, `advice` what to do about them; both for people who look after the machine.
    """

    name: Text
    state: State
    what: Text
    advice: Text = ""


def good(name: str, what: str) -> Finding:
    return Finding(name=name, state="good", what=what)


def warning(name: str, what: str, advice: str) -> Finding:
    return Finding(name=name, state="warning", what=what, advice=advice)


def bad(name: str, what: str, advice: str) -> Finding:
    return Finding(name=name, state="bad", what=what, advice=advice)
