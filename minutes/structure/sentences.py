"""Edited utterances (level 2) as sentences, each with the utterances that prove it: what the rest of structuring works on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from minutes.domain import Utterance
from minutes.structure.cues import CUE_WORDS
from minutes.structure.numbers import with_figures
from minutes.text.reading import Morpheme, morphemes, reading
from minutes.text.stops import breaks_off, with_stops

LOW_CONFIDENCE = 0.5  # below it every second character or so is doubtful
PAUSE_S = 2.0  # a sentence broken off is not taken up again after a longer silence
LONGEST_CUE = 3  # morphemes a misspelt cue word may fall into

SENTENCE = re.compile(r"[^。？！?!]+[。？！?!]*")


@dataclass(frozen=True)
class Sentence:
    """A sentence of one speaker. `key` tells speakers apart, `role` is what is printed (None: unknown);
    `cue` is the text in which cues are looked for, `start` where its first utterance begins (seconds).

    `time` is the time of day, as printed, where the sentence opens, breaks or closes the meeting without saying when;
    `estimated` if it was counted, `timed_by` the utterances that say it (see clock.py).
    """

    text: str
    cue: str
    key: str
    role: str | None
    evidence: tuple[str, ...]
    flags: tuple[str, ...]
    start: float = 0.0
    time: str = ""
    estimated: bool = False
    timed_by: tuple[str, ...] = ()


def sentences(utterances: Sequence[Utterance]) -> tuple[Sentence, ...]:
    """All sentences in spoken order; the utterances are edited, so that those that say nothing are empty or not there."""
    found: list[Sentence] = []
    for group in _unbroken(utterances):
        found.extend(_split(group))
    return tuple(found)


def flags_of(utterances: Iterable[Utterance]) -> tuple[str, ...]:
    """What a reader must be warned of: the utterances' own flags and those that follow from their fields."""
    flags: list[str] = []
    for utterance in utterances:
        flags += ["unknown_speaker"] if utterance.name is None else []
        flags += utterance.flags
        flags += ["low_confidence"] if utterance.confidence < LOW_CONFIDENCE else []
    return tuple(dict.fromkeys(flags))


def cue_text(text: str) -> str:
    """The text for finding cues: Arabic figures, ご for 御, and cue words spelled right where the sound is theirs."""
    return _spelled(morphemes(with_figures(text).replace(" ", "")))


def _spelled(words: Sequence[Morpheme]) -> str:
    sounds = _sounds()
    spelled = ""
    index = 0
    while index < len(words):
        for length in range(LONGEST_CUE, 0, -1):
            span = words[index : index + length]
            sound = "".join(word.reading for word in span)
            if len(span) == length and sound in sounds and all(word.pos[0] in _NOUNLIKE for word in span):
                spelled += sounds[sound]
                index += length
                break
        else:
            word = words[index]
            spelled += "ご" + word.surface[1:] if word.surface[0] == "御" and word.reading[:1] == "ゴ" else word.surface
            index += 1
    return spelled


_NOUNLIKE = ("名詞", "接頭辞", "接尾辞", "代名詞")


@cache
def _sounds() -> dict[str, str]:
    """Each cue word by its reading (on first use: the dictionary takes a moment to load)."""
    return {reading(word): word for word in CUE_WORDS}


def _unbroken(utterances: Sequence[Utterance]) -> Iterator[list[Utterance]]:
    """Neighbouring utterances of one speaker that break off in mid-sentence belong together."""
    group: list[Utterance] = []
    for utterance in utterances:
        if group and not _continues(group[-1], utterance):
            yield group
            group = []
        group.append(utterance)
    if group:
        yield group


def _continues(before: Utterance, after: Utterance) -> bool:
    close = after.start - before.end <= PAUSE_S
    return close and key_of(before) == key_of(after) and before.name == after.name and breaks_off(before.text)


def key_of(utterance: Utterance) -> str:
    """Who speaks, as far as one can tell people apart: the role where it is known, else the voice."""
    return utterance.name if utterance.name is not None else f"?{utterance.speaker}"


def _split(group: Sequence[Utterance]) -> Iterator[Sentence]:
    """The sentences of a group. A sentence's evidence is every utterance it has a character in."""
    text = ""
    owners: list[int] = []
    for number, utterance in enumerate(group):
        spoken = with_stops(utterance.text)
        text += spoken
        owners += [number] * len(spoken)
    for match in SENTENCE.finditer(text):
        said = match.group().strip()
        if said:
            parts = [group[number] for number in sorted(set(owners[match.start() : match.end()]))]
            yield Sentence(
                text=said,
                cue=cue_text(said),
                key=key_of(group[0]),
                role=group[0].name,
                evidence=tuple(part.id for part in parts),
                flags=flags_of(parts),
                start=parts[0].start,
            )
