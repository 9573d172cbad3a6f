"""Names for the diariser's speakers without voiceprints: from the chair's calls, introductions and the chair's phrases.

Each sign is an opinion about one speaker with a weight (`opinions`); all speakers are assigned to people at once
(`assignment`); then every utterance is looked at on its own. Where the words name someone else than the voice, the words
are followed and the clerk is told to check. Who has too little weight or as much for somebody else stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from minutes.domain import Meeting, Utterance
from minutes.speech.assignment import HINT, Assignment, assign, clear_roles
from minutes.speech.attribute import UNCERTAIN, UNKNOWN
from minutes.speech.handover import rejoined
from minutes.speech.opinions import Opinion, opinions_of, seconds_of
from minutes.text.roster import roster_of

# A voice heard for less than this in one go is hardly told from others.
SHORT_S = 1.2
# Whoever was called, introduced himself or led the meeting is expected to speak again within this time; who speaks
# without any of it may be a mistake of the diariser.
FLOOR_S = 90.0
# Many say it at once, and from all sides.
_ASSENT = re.compile(r"(?:はい、?)?(?:.{0,4}異議.{0,8}|賛成.{0,3}|結構です)。?(?:.{0,12}(?:異議|賛成|結構).{0,8})?")
# The label of the speaker who has a microphone of his own.
CHANNEL = "CHANNEL_{:02}"


@dataclass(frozen=True)
class Named:
    """The utterances with names, and why: `known` were certain beforehand."""

    utterances: tuple[Utterance, ...]
    opinions: tuple[Opinion, ...] = ()
    assignment: Assignment = field(default_factory=Assignment)
    known: Mapping[str, str] = field(default_factory=dict)


def name_speakers(
    utterances: Sequence[Utterance],
    meeting: Meeting,
    known: Mapping[str, str] | None = None,
    heard: Sequence[Opinion] = (),
) -> Named:
    """The utterances with `name` filled in where someone is sure enough. Names that are there already stay.

    `known`: speakers whose person is certain (label → role); `heard`: opinions about the voices themselves. Without a
    roster, or where the speakers could not be told apart, nothing is named.
    """
    roster = roster_of(meeting.attendees)
    known = known or {}
    given = [_with_known(utterance, known) for utterance in utterances]
    open_ones = {u.speaker for u in given if u.name is None and u.speaker and UNKNOWN not in u.flags}
    if not roster.roles or not open_ones:
        flagged = tuple(_flagged(u, UNKNOWN) if u.name is None else u for u in given)
        return _together(Named(flagged, known=known))
    opinions = (*opinions_of(given, roster), *heard)
    taken = {u.name for u in given if u.name is not None}
    assignment = assign(opinions, given, open_ones, [role for role in roster.roles if role not in taken])
    return _together(Named(_decided(given, opinions, assignment, roster.chair), opinions, assignment, known))


def owners(meeting: Meeting) -> dict[str, str]:
    """Whose each channel is, where the recording keeps the microphones apart (label → role)."""
    return {CHANNEL.format(one.channel): one.role for one in meeting.attendees if one.channel is not None}


def _with_known(utterance: Utterance, known: Mapping[str, str]) -> Utterance:
    role = known.get(utterance.speaker) if utterance.name is None else None
    return utterance.model_copy(update={"name": role}) if role else utterance


# ---- utterance by utterance --------------------------------------------------------------------------------------


def _decided(
    utterances: Sequence[Utterance], opinions: Sequence[Opinion], assignment: Assignment, chair: str | None
) -> tuple[Utterance, ...]:
    told, hinted = clear_roles(opinions), clear_roles(opinions, HINT)
    lengths = _lengths(utterances)
    vouched: dict[str, float] = {}  # until when a person, once known to have the floor, is expected to speak
    latest: dict[str, str] = {}  # the person a doubtful speaker last was
    decided: list[Utterance] = []
    for utterance in utterances:
        if utterance.name is not None or UNKNOWN in utterance.flags:
            decided.append(utterance)
            continue
        speaker = utterance.speaker
        voice = assignment.names.get(speaker)
        name, doubted = told.get(utterance.id), False
        if name is not None:
            doubted = name != voice
        else:
            hint = hinted.get(utterance.id)
            name = voice or hint or (latest.get(speaker) if speaker in assignment.disputed else None)
            expected = hint == name or name == chair or vouched.get(name or "", -FLOOR_S) >= utterance.start
            short = lengths[utterance.id] < SHORT_S or _ASSENT.fullmatch(utterance.text) is not None
            guessed = voice is None or speaker in assignment.guessed
            doubts = (guessed, hint not in (None, voice), short, not expected)
            doubted = speaker in assignment.mixed or (name is not None and any(doubts))
        decided.append(_as(utterance, name, doubted))
        if name is not None:
            latest[speaker] = name
            if not doubted:
                vouched[name] = utterance.end + FLOOR_S
    return tuple(decided)


def _lengths(utterances: Sequence[Utterance]) -> dict[str, float]:
    """Seconds for which the speaker of each utterance is heard without another in between."""
    lengths: dict[str, float] = {}
    run: list[Utterance] = []
    for utterance in utterances:
        if run and run[-1].speaker != utterance.speaker:
            run = []
        run.append(utterance)
        seconds = sum(seconds_of(one) for one in run)
        lengths |= {one.id: seconds for one in run}
    return lengths


def _as(utterance: Utterance, name: str | None, doubted: bool) -> Utterance:
    named = utterance.model_copy(update={"name": name})
    return _flagged(named, UNCERTAIN if doubted else UNKNOWN if name is None else None)


def _flagged(utterance: Utterance, flag: str | None) -> Utterance:
    if flag is None or flag in utterance.flags:
        return utterance
    return utterance.model_copy(update={"flags": (*utterance.flags, flag)})


# ---- one utterance again -----------------------------------------------------------------------------------------


def _together(named: Named) -> Named:
    """Pieces that were cut where somebody else might have begun, and are one person's, are one utterance again."""
    if not any("." in utterance.id for utterance in named.utterances):
        return named
    groups = rejoined(named.utterances)
    joined = tuple(_one(group, f"u{number:04}") for number, group in enumerate(groups, start=1))
    ids = {piece.id: whole.id for whole, group in zip(joined, groups, strict=True) for piece in group}
    opinions = tuple(
        opinion.model_copy(update={"about": ids[opinion.about], "utterance": ids[opinion.utterance]})
        for opinion in named.opinions
    )
    return replace(named, utterances=joined, opinions=opinions)


def _one(group: Sequence[Utterance], name: str) -> Utterance:
    if len(group) == 1:
        return group[0].model_copy(update={"id": name})
    characters = sum(len(one.text) for one in group)
    return group[0].model_copy(
        update={
            "id": name,
            "end": max(one.end for one in group),
            "heard": "".join(one.heard for one in group),
            "text": "".join(one.text for one in group),
            "confidence": round(sum(one.confidence * len(one.text) for one in group) / max(characters, 1), 3),
        }
    )
