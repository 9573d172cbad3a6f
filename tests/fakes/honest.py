"""A model that writes nothing but what it was given: our own extractive rules over the lines found in the request."""

from __future__ import annotations

import json
from typing import Any

from minutes.domain import AgendaItem, Attendee, Meeting, Utterance
from minutes.structure.extractive import Register, extract
from tests.fakes.chat_server import Request

LINE_S = 10.0  # a line's length and distance: data carry no times


def honest(request: Request) -> str:
    """What a reliable model answers: minutes of a window; at a boundary and about titles, that all is as it should be."""
    data = request.data
    if "lines" in data:
        return json.dumps(minutes_of(data, _register(request)), ensure_ascii=False)
    if "topics" in data:
        titles = [{"number": topic["number"], "title": topic["title"]} for topic in data["topics"]]
        return json.dumps({"titles": titles}, ensure_ascii=False)
    return json.dumps({"first_of_second": data["now"] or None})


def minutes_of(data: dict[str, Any], register: Register = "dearu") -> dict[str, Any]:
    """The reply to a window as JSON-like values, for others to falsify."""
    lines = data["lines"]
    chair = data.get("chair")
    meeting = Meeting(
        title=data["item"],
        agenda=(data["item"],),
        attendees=tuple(
            Attendee(role=role, chair=role == chair) for role in dict.fromkeys(line["speaker"] for line in lines)
        ),
    )
    said = tuple(_utterance(number, line) for number, line in enumerate(lines))
    ids = {f"line{number}": line["ids"] for number, line in enumerate(lines)}
    items = extract(said, meeting, register)
    parts = [_item(item, ids) for item in items]
    return {name: [one for part in parts for one in part[name]] for name in ("statements", "decisions", "actions")}


def _register(request: Request) -> Register:
    return "desumasu" if "「です・ます」体" in request.system else "dearu"


def _utterance(number: int, line: dict[str, Any]) -> Utterance:
    start = LINE_S * number
    return Utterance(
        id=f"line{number}",
        speaker=line["speaker"],
        name=line["speaker"],
        start=start,
        end=start + LINE_S,
        heard=line["text"],
        text=line["text"],
    )


def _item(item: AgendaItem, ids: dict[str, list[str]]) -> dict[str, Any]:
    def named(evidence: tuple[str, ...]) -> list[str]:
        return list(dict.fromkeys(id_ for line in evidence for id_ in ids[line]))

    return {
        "statements": [
            {"kind": one.kind, "speaker": one.speaker or "", "evidence": named(one.evidence), "text": one.text}
            for one in item.statements
        ],
        "decisions": [{"evidence": named(one.evidence), "text": one.text} for one in item.decisions],
        "actions": [
            {"evidence": named(one.evidence), "text": one.text, "owner": one.owner, "due": one.due}
            for one in item.actions
        ],
    }
