"""Whose name stands over what was said, second by second of the reference's speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minutes.domain import Meeting, Seconds, Utterance, Value
from minutes.evaluation.ratio import Ratio
from minutes.evaluation.reference import Said
from minutes.render.flags import SPEAKER_REASONS


class NameShares(Value):
    """Shares of the seconds spoken by people who can be named; they add up to 1.

    A second is `right` if an utterance with the speaker's own name is open; else wrong if one with the name of somebody
    who does not speak then: `wrong_flagged` if each of these has a flag that doubts the speaker, `wrong_unflagged`
    otherwise; else `unnamed` if an utterance without a name is open; else `missing` (nothing is written there, or only
    what another says at the same time).
    """

    right: Ratio
    wrong_flagged: Ratio
    wrong_unflagged: Ratio
    unnamed: Ratio
    missing: Ratio


class WrongName(Value):
    """An utterance under a name other than that of who speaks most of its time. `flagged`: it says so itself."""

    utterance: str
    start: Seconds
    end: Seconds
    name: str
    truth: str
    flagged: bool


def name_shares(said: Sequence[Said], utterances: Sequence[Utterance], meeting: Meeting | None = None) -> NameShares:
    """Counts speakers on the roster; without a meeting's roster, all. Zero wholes if none of them speaks."""
    roles = _roles(meeting)
    counted = {one.speaker for one in said} if roles is None else set(roles)
    sums = dict.fromkeys(NameShares.model_fields, 0.0)
    for seconds, speaking, written in _moments(said, utterances):
        names = {roles.get(speaker, speaker) if roles else speaker for speaker in speaking}
        for speaker in speaking:
            if speaker in counted:
                sums[_verdict(roles[speaker] if roles else speaker, names, written)] += seconds
    whole = sum(sums.values())
    return NameShares(**{verdict: Ratio(part=part, whole=whole) for verdict, part in sums.items()})


def wrong_names(
    said: Sequence[Said], utterances: Sequence[Utterance], meeting: Meeting | None = None
) -> tuple[WrongName, ...]:
    """The utterances to look at, in order. Named ones during which nobody speaks in the reference are not among them."""
    roles = _roles(meeting) or {}
    heard: dict[str, dict[str, float]] = {}  # utterance → role → seconds
    for seconds, speaking, written in _moments(said, utterances):
        for utterance in written:
            shares = heard.setdefault(utterance.id, {})
            for role in (roles.get(speaker, speaker) for speaker in speaking):
                shares[role] = shares.get(role, 0.0) + seconds
    longest = {number: max(shares, key=lambda role: shares[role]) for number, shares in heard.items() if shares}
    return tuple(
        WrongName(
            utterance=utterance.id,
            start=utterance.start,
            end=utterance.end,
            name=utterance.name,
            truth=longest[utterance.id],
            flagged=_doubted(utterance),
        )
        for utterance in utterances
        if utterance.name is not None and longest.get(utterance.id, utterance.name) != utterance.name
    )


def _roles(meeting: Meeting | None) -> Mapping[str, str] | None:
    """What a reference may call an attendee → the role that the minutes print; None without a roster."""
    if meeting is None or not meeting.attendees:
        return None
    return {
        form: attendee.role
        for attendee in meeting.attendees
        for form in (*attendee.aliases, attendee.name, attendee.role)
        if form
    }


def _moments(
    said: Sequence[Said], utterances: Sequence[Utterance]
) -> list[tuple[Seconds, frozenset[str], tuple[Utterance, ...]]]:
    """The meeting cut wherever anyone begins or ends: how long, who speaks, which utterances are open."""
    edges: list[tuple[float, int, Said | Utterance]] = []
    pieces: list[Said | Utterance] = [*said, *utterances]
    for piece in pieces:
        edges += [(piece.start, 1, piece), (piece.end, -1, piece)]
    edges.sort(key=lambda edge: edge[0])
    moments = []
    open_now: dict[int, Said | Utterance] = {}
    before = 0.0
    for at, step, piece in edges:
        if at > before and open_now:
            speaking = frozenset(one.speaker for one in open_now.values() if isinstance(one, Said))
            written = tuple(one for one in open_now.values() if isinstance(one, Utterance))
            moments.append((at - before, speaking, written))
        before = at
        if step > 0:
            open_now[id(piece)] = piece
        else:
            open_now.pop(id(piece), None)
    return moments


def _verdict(role: str, speaking: set[str], written: Sequence[Utterance]) -> str:
    if any(utterance.name == role for utterance in written):
        return "right"
    wrong = [u for u in written if u.name is not None and u.name not in speaking]
    if wrong:
        return "wrong_flagged" if all(map(_doubted, wrong)) else "wrong_unflagged"
    return "unnamed" if any(utterance.name is None for utterance in written) else "missing"


def _doubted(utterance: Utterance) -> bool:
    return any(flag in SPEAKER_REASONS for flag in utterance.flags)
