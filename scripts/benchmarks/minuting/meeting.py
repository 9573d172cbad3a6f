"""A meeting of any length: the talks of the examples and of the grounding corpus, one after the other as items under one
chair. Their agendas are its agenda, their people its roster."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from benchmarks.excerpt import EXAMPLES
from benchmarks.grounding import GROUNDING, read_meetings, read_rows
from minutes.domain import Attendee, Meeting, Utterance
from minutes.evaluation.reference import read_reference
from minutes.meetingfile import read_meeting
from minutes.structure.agenda import core_title
from minutes.structure.designators import designators
from minutes.structure.sentences import cue_text

CHAIR = "議長"
NAMES = ("kettei-kaigi", "shingikai-5", "iinkai-8", "kaigo-hoken", "jogesuido")
_PACE = 5.0  # characters a second


@dataclass(frozen=True)
class _Talk:
    """An item: its title, who is there, and who says what."""

    title: str
    people: tuple[Attendee, ...]
    lines: tuple[tuple[str, str], ...]


def long_meeting(characters: int) -> tuple[Meeting, tuple[Utterance, ...]]:
    """At least so many characters; utterances as they would be after correction."""
    talks: list[_Talk] = []
    said = 0
    for number in count(1):
        for talk in _talks():
            title = talk.title if number == 1 else f"{talk.title}（その{number}）"
            talks.append(_Talk(title, talk.people, talk.lines))
            said += sum(len(text) for _, text in talk.lines)
            if said >= characters:
                return _assembled(talks)
    raise AssertionError


def _talks() -> Iterator[_Talk]:
    for name in NAMES:
        meeting = read_meeting(EXAMPLES / f"{name}.toml")
        reference = read_reference(EXAMPLES / f"{name}.reference.json")
        yield _talk(meeting, meeting.agenda[0], [(one.speaker, one.text) for one in reference.utterances])
    meetings = read_meetings()
    for half in ("tuning", "held_out"):
        by_meeting: dict[str, dict[str, tuple[str, str]]] = {}
        for row in read_rows(GROUNDING / f"{half}.jsonl"):
            lines = by_meeting.setdefault(row["meeting"], {})
            lines.update((one["id"], (one["name"] or "", one["text"])) for one in row["utterances"])
        for key, lines in by_meeting.items():
            ordered = [lines[id_] for id_ in sorted(lines)]
            yield _talk(meetings[key], meetings[key].agenda[0 if half == "tuning" else -1], ordered)


def _talk(meeting: Meeting, title: str, lines: list[tuple[str, str]]) -> _Talk:
    chair = meeting.chair()
    led = chair.role if chair else ""
    people = tuple(one for one in meeting.attendees if not one.chair)
    spoken = [(CHAIR if name == led else name, text) for name, text in lines]
    return _Talk(core_title(title), people, tuple(line for line in spoken if not _numbers_an_item(*line)))


def _numbers_an_item(name: str, text: str) -> bool:
    """The chair of the talk's own meeting opens an item of its own agenda: here it would be another one."""
    return name == CHAIR and bool(designators(cue_text(text)))


def _assembled(talks: list[_Talk]) -> tuple[Meeting, tuple[Utterance, ...]]:
    roster = {CHAIR: Attendee(role=CHAIR, chair=True)}
    for talk in talks:
        roster.update({one.role: one for one in talk.people if one.role not in roster})
    lines = [(CHAIR, "ただいまから会議を開会いたします。")]
    for number, talk in enumerate(talks, start=1):
        lines.append(
            (CHAIR, f"{'それでは' if number == 1 else '続きまして'}、議題{number}、{talk.title}、に入ります。")
        )
        lines += talk.lines
    lines.append((CHAIR, "以上をもちまして、会議を閉会いたします。"))
    meeting = Meeting(
        title="合同調整会議",
        confidentiality=1,
        agenda=tuple(talk.title for talk in talks),
        attendees=tuple(roster.values()),
    )
    return meeting, tuple(_utterances(lines))


def _utterances(lines: list[tuple[str, str]]) -> Iterator[Utterance]:
    at = 0.0
    for number, (name, text) in enumerate(lines, start=1):
        end = at + max(len(text), 1) / _PACE
        yield Utterance(
            id=f"u{number:04}", speaker=f"S-{name}", name=name or None, start=at, end=end, heard=text, text=text
        )
        at = end + 0.5


def as_transcript(utterances: tuple[Utterance, ...]) -> str:
    """The work folder's utterances.json, which `minutes run` takes as a finished transcript."""
    return json.dumps([one.model_dump(mode="json") for one in utterances], ensure_ascii=False)
