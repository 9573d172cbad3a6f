"""Who speaks when in a recording of any length: piece by piece, the same voices joined.

What a diariser needs grows with the square of the length (its clustering compares every moment with every other), so a
long recording is told in pieces cut where nobody speaks, and the speakers of the pieces are joined by their voices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from minutes.domain import Audio, Diarization, Seconds, Turn
from minutes.progress import Progress, Share
from minutes.speech.engines import SpeakerBound
from minutes.speech.joining import Voices, join
from minutes.speech.manifest import Diarizing
from minutes.speech.sound import read_span
from minutes.speech.voice_activity import Listening, Span, VoiceActivity, listen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How far from its place a cut may be moved to fall into a pause, as a share of a piece, and what counts as a pause.
_REACH = 0.1
_PAUSES = Listening(shortest_s=0.0, pause_s=0.2)
_LISTENING_SHARE = 0.05  # of the work


@dataclass(frozen=True)
class Told:
    """Who speaks when in one piece, its times from the piece's beginning, and what the voices sound like.

    No `voices` where the pipeline does not tell them.
    """

    diarization: Diarization
    voices: Voices


class Teller(Protocol):
    """Tells one piece of sound, all of it in memory."""

    def tell(self, samples: NDArray[np.float32], bound: SpeakerBound, progress: Progress) -> Told: ...


def diarize(audio: Audio, teller: Teller, how: Diarizing, bound: SpeakerBound, progress: Progress) -> Diarization:
    """Raises InputUnreadable, and what the teller raises."""
    long = audio.duration > how.piece_s
    begin = _LISTENING_SHARE if long else 0.0
    pieces = (
        cut(audio.duration, how.piece_s, listen(audio, Share(progress, 0.0, begin)))
        if long
        else (Span(0.0, audio.duration),)
    )
    told = _told(audio, pieces, teller, bound, Share(progress, begin, 1.0))
    if told is None:
        pieces = (Span(0.0, audio.duration),)
        told = [teller.tell(read_span(audio, 0.0, audio.duration), bound, Share(progress, begin, 1.0))]
    if len(pieces) == 1:
        return told[0].diarization
    return _in_one(told, pieces, join([one.voices for one in told], how.same_voice, bound))


def _told(
    audio: Audio, pieces: Sequence[Span], teller: Teller, bound: SpeakerBound, progress: Progress
) -> list[Told] | None:
    """None where the voices are not told, so that the pieces cannot be joined."""
    told = []
    for piece in pieces:
        own = Share(progress, piece.start / audio.duration, piece.end / audio.duration) if audio.duration else progress
        least = bound.least if len(pieces) == 1 else None  # not everyone speaks in every piece
        told.append(teller.tell(read_span(audio, *piece), SpeakerBound(least, bound.most), own))
        if len(pieces) > 1 and told[-1].diarization.turns and not told[-1].voices:
            return None
    return told


def cut(duration: Seconds, longest: Seconds, activity: VoiceActivity) -> tuple[Span, ...]:
    """Pieces of about the same length, none much longer than `longest`, cut in the middle of the longest pause near."""
    count = int(-(-duration // longest))
    reach = _REACH * duration / count
    speech = activity.stretches(_PAUSES)
    pauses = [
        Span(before.end, after.start) for before, after in pairwise([Span(0, 0), *speech, Span(duration, duration)])
    ]
    cuts = [0.0]
    for number in range(1, count):
        place = duration * number / count
        near = [Span(max(pause.start, place - reach), min(pause.end, place + reach)) for pause in pauses]
        best = max(near, key=lambda pause: pause.end - pause.start)
        cuts.append((best.start + best.end) / 2 if best.end > best.start else place)
    return tuple(Span(start, end) for start, end in pairwise([*cuts, duration]))


def _in_one(told: Sequence[Told], pieces: Sequence[Span], people: Sequence[Mapping[str, int]]) -> Diarization:
    """The turns of all pieces in the recording's time; people are numbered as they come to speak."""
    names: dict[int, str] = {}

    def moved(piece: Span, mapping: Mapping[str, int], turns: Sequence[Turn]) -> list[Turn]:
        return [
            Turn(
                start=round(piece.start + turn.start, 3),
                end=round(piece.start + turn.end, 3),
                speaker=names.setdefault(mapping[turn.speaker], f"SPEAKER_{len(names):02}"),
            )
            for turn in turns
        ]

    full: list[Turn] = []
    single: list[Turn] = []
    for one, piece, mapping in zip(told, pieces, people, strict=True):
        full += moved(piece, mapping, one.diarization.turns)
        single += moved(piece, mapping, one.diarization.exclusive)
    return Diarization(turns=tuple(full), exclusive=tuple(single))
