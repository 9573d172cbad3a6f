"""Why everybody is called what: the content of naming.json, for a clerk who doubts a name and for the review page."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Seconds, Text, Utterance, Value
from minutes.speech.naming import Named
from minutes.speech.opinions import IN_WORDS, Opinion


class Ground(Value):
    """One sign: `weight` > 0 speaks for the person, < 0 against; `reason` in Japanese; `said` at `start` in `utterance`."""

    weight: float
    reason: Text
    utterance: str
    start: Seconds
    said: Text


class Candidate(Value):
    """A person (role on the roster) the speaker may be; `weight` sums up the grounds, most telling first."""

    name: Text
    weight: float
    grounds: tuple[Ground, ...]


class Exceptional(Value):
    """An utterance that bears another name than its voice (`voice`, None: unnamed): the words outweighed the voice."""

    utterance: str
    start: Seconds
    name: Text | None
    voice: Text | None


class SpeakerEvidence(Value):
    """One speaker of the diariser.

    `name`: the role given to the voice, or None; `certain`: by microphone, not by words; `guessed`: the signs are weak,
    so every utterance is to be checked; `disputed`: the signs disagree,
    so the voice has no name and its utterances are named one by one; `mixed`: somebody else is heard under the same
    label, too; `also`: other labels that turned out to be the same person; `exceptions`: utterances under another name.
    """

    speaker: str
    name: Text | None
    seconds: Seconds
    certain: bool = False
    guessed: bool = False
    disputed: bool = False
    mixed: bool = False
    also: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()


class Naming(Value):
    """naming.json. Speakers in the order in which they are first heard."""

    speakers: tuple[SpeakerEvidence, ...]


def evidence_of(named: Named) -> Naming:
    """What stands behind the names."""
    labels = list(dict.fromkeys(utterance.speaker for utterance in named.utterances))
    return Naming(speakers=tuple(_speaker(label, named) for label in labels))


def _speaker(label: str, named: Named) -> SpeakerEvidence:
    spoken = [utterance for utterance in named.utterances if utterance.speaker == label]
    certain = label in named.known
    voice = named.known.get(label) or named.assignment.names.get(label) or _given(spoken, named)
    names = {**named.assignment.names, **named.known}
    return SpeakerEvidence(
        speaker=label,
        name=voice,
        seconds=round(sum(one.end - one.start for one in spoken), 3),
        certain=certain,
        guessed=label in named.assignment.guessed,
        disputed=label in named.assignment.disputed,
        mixed=label in named.assignment.mixed,
        also=tuple(other for other, name in sorted(names.items()) if voice and name == voice and other != label),
        candidates=_candidates([opinion for opinion in named.opinions if opinion.speaker == label]),
        exceptions=tuple(
            Exceptional(utterance=one.id, start=one.start, name=one.name, voice=voice)
            for one in spoken
            if one.name != voice
        ),
    )


def _given(spoken: Sequence[Utterance], named: Named) -> str | None:
    """The name an imported transcript had, where nothing was left to find out."""
    names = {one.name for one in spoken}
    return names.pop() if not named.opinions and len(names) == 1 else None


def _candidates(opinions: Sequence[Opinion]) -> tuple[Candidate, ...]:
    found = []
    for role in dict.fromkeys(opinion.role for opinion in opinions):
        own = [opinion for opinion in opinions if opinion.role == role]
        grounds = sorted(own, key=lambda opinion: (-abs(opinion.weight), opinion.start))
        found.append(
            Candidate(
                name=role,
                weight=round(sum(opinion.weight for opinion in own), 3),
                grounds=tuple(
                    Ground(
                        weight=one.weight,
                        reason=IN_WORDS[one.reason],
                        utterance=one.utterance,
                        start=one.start,
                        said=one.said,
                    )
                    for one in grounds
                ),
            )
        )
    return tuple(sorted(found, key=lambda candidate: -candidate.weight))
