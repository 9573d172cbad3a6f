"""Small meetings whose figures are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.domain import Segment, Turn, Utterance
from minutes.evaluation.reference import Reference, Said

Spoken = tuple[str, str, float, float]  # speaker, text, start, end


def reference(*spoken: Spoken) -> Reference:
    said = tuple(Said(speaker=who, text=text, start=start, end=end) for who, text, start, end in spoken)
    turns = tuple(Turn(start=one.start, end=one.end, speaker=one.speaker) for one in said)
    return Reference(duration=max(one.end for one in said), utterances=said, turns=turns)


def utterances(*spoken: Spoken, flags: Iterable[str] = ()) -> tuple[Utterance, ...]:
    """The speaker is the name; "" stands for none."""
    return tuple(
        Utterance(
            id=f"u{number:04}",
            speaker=f"SPEAKER_{who or '99'}",
            name=who or None,
            start=start,
            end=end,
            heard=text,
            text=text,
            flags=tuple(flags),
        )
        for number, (who, text, start, end) in enumerate(spoken, start=1)
    )


def segments(*spoken: Spoken) -> tuple[Segment, ...]:
    return tuple(Segment(start=start, end=end, text=text) for _, text, start, end in spoken)
