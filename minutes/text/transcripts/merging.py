"""From cues to utterances: the pieces of one speaker's sentence come together, and everyone gets the roster's role.

Captions are cut to fit a screen, not where a sentence ends. Cues of one speaker belong together while the sentence goes
on, no silence lies between them, and the utterance stays short enough to be listened to again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutes.domain import Meeting, Seconds, Utterance
from minutes.text.transcripts.cues import Cue, joined
from minutes.text.transcripts.labels import role_of

UNKNOWN_SPEAKER = "話者不明"
# Flags, as the renderer knows them.
NO_SPEAKER = "unknown_speaker"
NO_TIMES = "no_times"

# A silence this long ends an utterance.
LONG_PAUSE_S = 2.0
# Characters; 40 s of speech. An utterance does not grow beyond it.
LONG_TEXT = 200

_SENTENCE_END = re.compile(r"[。．！？!?.][」』）)\]\"']*$")


def utterances_of(cues: Sequence[Cue], meeting: Meeting) -> tuple[Utterance, ...]:
    """Utterances u0001…, in order of time where the cues have times."""
    spoken = _timed([cue for cue in cues if cue.text.strip()])
    timed = any(cue.start is not None for cue in spoken)
    roles = {label: role_of(label, meeting.attendees) for label in {cue.speaker for cue in spoken}}
    return tuple(
        _utterance(f"u{number:04}", cue, roles[cue.speaker], timed)
        for number, cue in enumerate(_merged(spoken), start=1)
    )


def _utterance(name: str, cue: Cue, role: str | None, timed: bool) -> Utterance:
    flags = (() if cue.speaker else (NO_SPEAKER,)) + (() if timed else (NO_TIMES,))
    return Utterance(
        id=name,
        speaker=cue.speaker or UNKNOWN_SPEAKER,
        name=role,
        start=cue.start or 0.0,
        end=cue.end or 0.0,
        heard=cue.text,
        text=cue.text,
        confidence=min(1.0, max(0.0, cue.confidence)),
        flags=flags,
    )


# ---- times -------------------------------------------------------------------------------------------------------


def _timed(cues: list[Cue]) -> list[Cue]:
    """A cue without a time begins with the one before; one without an end lasts until the next. No times: all stay None."""
    if all(cue.start is None for cue in cues):
        return cues
    started: list[Cue] = []
    latest: Seconds = 0.0
    for cue in cues:
        latest = cue.start if cue.start is not None else latest
        started.append(replace(cue, start=latest))
    ordered = sorted(started, key=lambda cue: cue.start or 0.0)
    return _ended(ordered)


def _ended(cues: Sequence[Cue]) -> list[Cue]:
    """Lines that share one time share its end, too: the next time there is."""
    ended: list[Cue] = []
    later: Seconds | None = None
    for cue, after in reversed([*zip(cues, [*cues[1:], None], strict=True)]):
        start = cue.start or 0.0
        if after and after.start is not None and after.start > start:
            later = after.start
        end = later if cue.end is None else cue.end
        ended.append(replace(cue, end=max(start, start if end is None else end)))
    return ended[::-1]


# ---- what belongs together ---------------------------------------------------------------------------------------


def _merged(cues: Sequence[Cue]) -> Iterator[Cue]:
    together: list[Cue] = []
    for cue in cues:
        if together and not _goes_on(together, cue):
            yield _one(together)
            together = []
        together.append(cue)
    if together:
        yield _one(together)


def _goes_on(before: Sequence[Cue], cue: Cue) -> bool:
    last = before[-1]
    if last.speaker != cue.speaker or _SENTENCE_END.search(last.text.rstrip()):
        return False
    if last.end is not None and cue.start is not None and cue.start - last.end >= LONG_PAUSE_S:
        return False
    return sum(len(earlier.text) for earlier in before) + len(cue.text) <= LONG_TEXT


def _one(cues: Sequence[Cue]) -> Cue:
    """Several cues of one speaker as one; the confidence is the mean over their characters."""
    length = sum(len(cue.text) for cue in cues)
    ends = [cue.end for cue in cues if cue.end is not None]
    return Cue(
        text=joined(cue.text for cue in cues),
        speaker=cues[0].speaker,
        start=cues[0].start,
        end=max(ends, default=None),
        confidence=sum(cue.confidence * len(cue.text) for cue in cues) / length,
    )
