"""Why something is not shown, in the words a public edition prints."""

from __future__ import annotations

import re

from minutes.text.masking.kinds import Kind

PERSONAL = "個人に関する情報のため"
INTERNAL = "公にしていない情報のため"
_BRACKETS = re.compile(r"^[（(]([^（(）)]*)[）)]$")
_ENDS = " 　。"
_NOT_PUBLIC, _BECAUSE = "非公開", "ため"


def because(reason: str) -> str:
    """A clerk's reason (「個人情報」「個人に関する情報のため非公開。」) as 「個人情報のため」."""
    given = _BRACKETS.sub(r"\1", reason.strip(_ENDS)).strip(_ENDS)
    given = given.removesuffix("とする").removesuffix("と").removesuffix(_NOT_PUBLIC).rstrip("、")
    if not given:
        return ""
    return given if given.endswith(_BECAUSE) else f"{given}の{_BECAUSE}"


def instead(reason: str) -> str:
    """What stands where a whole sentence is left out: （個人に関する情報のため非公開）."""
    return f"（{because(reason)}{_NOT_PUBLIC}）"


def reason_of(kind: Kind) -> str:
    """Why something of a kind that the masking recognises is not shown."""
    return INTERNAL if kind is Kind.TERM else PERSONAL
