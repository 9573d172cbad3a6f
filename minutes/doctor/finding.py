"""What a check of the doctor finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from minutes.domain import Text, Value

State = Literal["good", "warning", "bad"]
CONFIGURATION = "設定"  # the name of the finding about it


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


def safely(name: str, check: Callable[[], Finding]) -> Finding:
    """A check that breaks is a finding like any other."""
    try:
        return check()
    except Exception as error:
        return bad(
            name, f"調べられません（{type(error).__name__}: {error}）", "この行を情報システム担当に伝えてください。"
        )


def exit_code(findings: tuple[Finding, ...]) -> int:
    """0 when everything needed is there, 78 for a bad configuration, 69 for anything else that is missing."""
    wrong = {finding.name for finding in findings if finding.state == "bad"}
    return 78 if CONFIGURATION in wrong else 69 if wrong else 0
