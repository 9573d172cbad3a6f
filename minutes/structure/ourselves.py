"""「私ども」 as minutes write it: 当課, 当部 …, by the role of whoever speaks (editing rules, level L3)."""

from __future__ import annotations

import re

_OFFICES = {"課": "当課", "部": "当部", "局": "当局", "室": "当室", "委員会": "当委員会", "事務局": "事務局"}
_WE = r"(?:私|わたくし|わたし)(?:ども|達|たち)"
_OUR_OFFICE = re.compile(rf"(?:{_WE}|うち)の(課|部|局|室)(?!長)")
_OURSELVES = re.compile(_WE)


def ourselves(text: str, role: str | None) -> str:
    """The sentence with the speaker's own office in the third person; as it is where the role names no office."""
    text = _OUR_OFFICE.sub(lambda match: _OFFICES[match[1]], text)
    office = _office(role)
    return _OURSELVES.sub(office, text) if office else text


def _office(role: str | None) -> str | None:
    bare = (role or "").removesuffix("長")
    return next((_OFFICES[ending] for ending in ("事務局", *_OFFICES) if bare.endswith(ending)), None)
