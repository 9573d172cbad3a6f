"""Signs that a recogniser wrote what nobody said. Each rule is a function with a code of its own; `scripts/bench
inventions` counts for each how often it is right and how often it is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise

from minutes.domain import Segment, Word
from minutes.speech.engines import Heard
from minutes.speech.inventions import Inventions, bare
from minutes.speech.voice_activity import Span, VoiceActivity

# A sentence begins after these, or after a pause.
_SENTENCE_END = ("。", "．", "？", "！", "?", "!", ".")
_SENTENCE_PAUSE_S = 0.4

# Four times the same, together long enough that nobody says it: 「はい、はい、はい、はい」 is said.
_LOOP = re.compile(r"(.{1,30}?)\1{3,}")
_LOOP_CHARACTERS = 16

# Word times come from attention, a few tenths of a second exact.
_REACH_S = 0.3
# Below this probability silero is sure of silence (its lowest exit threshold is 0.35).
_NO_VOICE = 0.2
# So much below the recording's middle level of speech is no speaker: a normalised recording has some 15 dB between its
# loudest and its most quiet one.
_QUIET_DB = 25.0
_SILENT_CHARACTERS = 3  # fewer are the error of the word times

# Japanese is spoken at 7.8 syllables a second (Pellegrino, Coupé, Marsico 2011, Language 87(3), table 2); twice that
# with a little room for our estimate of the readings is no human.
_FASTEST = 16.0
_FASTEST_FROM_MORAS = 12
# Invented words are crowded into the last moments of a window, for no sound is left for them.
_CROWDED = 32.0

# openai/whisper (transcribe.py) calls text unlikely below this mean logarithm of its tokens' probabilities.
_UNLIKELY = -1.0

_KANJI = re.compile(r"[㐀-鿿豈-﫿々0-9]")
_SMALL = re.compile(r"[ゃゅょぁぃぅぇぉャュョァィゥェォ]")


@dataclass(frozen=True)
class Suspicion:
    """The words from `first` up to, not including, `end` of a segment, and the code of the rule that doubts them."""

    reason: str
    first: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """A segment, the window it was heard in and what is known of the sound."""

    segment: Segment
    window: Span
    heard: Heard
    voice: VoiceActivity
    inventions: Inventions

    @property
    def words(self) -> tuple[Word, ...]:
        return self.segment.words

    @cached_property
    def text(self) -> str:
        return "".join(bare(word.text) for word in self.words)

    @cached_property
    def starts(self) -> list[int]:
        """At which character of `text` each word begins."""
        return [0, *accumulate(len(bare(word.text)) for word in self.words)][:-1]

    def word_at(self, character: int) -> int:
        """The word a character of `text` belongs to."""
        return bisect_right(self.starts, character) - 1


Rule = Callable[[Evidence], Iterator[Suspicion]]


def suspicions(evidence: Evidence) -> tuple[Suspicion, ...]:
    """What all the rules say of a segment."""
    if not evidence.text:
        return ()
    return tuple(suspicion for rule in RULES.values() for suspicion in rule(evidence))


def moras(text: str) -> int:
    """How long a text is spoken, roughly and rather too short: two moras a kanji or digit, one a kana."""
    spoken = _SMALL.sub("", bare(text))
    return len(spoken) + len(_KANJI.findall(spoken))


# ---- the rules ---------------------------------------------------------------------------------------------------


def known_phrase(evidence: Evidence) -> Iterator[Suspicion]:
    """A phrase of videos, as the whole segment or at its end."""
    sentences = {0} | {
        evidence.starts[number + 1]
        for number, (word, following) in enumerate(pairwise(evidence.words))
        if word.text.strip().endswith(_SENTENCE_END) or following.start - word.end >= _SENTENCE_PAUSE_S
    }
    begin = evidence.inventions.begins_at(evidence.text, sentences)
    if begin is not None:
        yield Suspicion("known_phrase", evidence.word_at(begin), len(evidence.words))


def repetition(evidence: Evidence) -> Iterator[Suspicion]:
    """The same again and again: a decoder caught in a loop."""
    for loop in _LOOP.finditer(evidence.text):
        if loop.end() - loop.start() >= _LOOP_CHARACTERS:
            yield Suspicion("repetition", evidence.word_at(loop.start()), evidence.word_at(loop.end() - 1) + 1)


def silence(evidence: Evidence) -> Iterator[Suspicion]:
    """Words where neither the detector nor the level knows of a voice."""
    voice = evidence.voice
    floor = voice.speech_level - _QUIET_DB

    def silent(number: int) -> bool:
        word = evidence.words[number]
        around = Span(word.start - _REACH_S, word.end + _REACH_S)
        return voice.most_probable(around) < _NO_VOICE and voice.loudest(around) < floor

    for is_silent, run in groupby(range(len(evidence.words)), key=silent):
        numbers = list(run)
        text = "".join(bare(evidence.words[number].text) for number in numbers)
        if is_silent and len(text) >= _SILENT_CHARACTERS:
            yield Suspicion("silence", numbers[0], numbers[-1] + 1)


def rate(evidence: Evidence) -> Iterator[Suspicion]:
    """More text than the time with a voice in it can hold."""
    spoken = moras(evidence.text)
    if spoken < _FASTEST_FROM_MORAS:
        return
    alone = len(evidence.heard.segments) == 1
    place = evidence.window if alone else Span(evidence.segment.start - _REACH_S, evidence.segment.end + _REACH_S)
    if spoken > _FASTEST * evidence.voice.seconds_of_voice(place):
        yield Suspicion("rate", 0, len(evidence.words))


def crowding(evidence: Evidence) -> Iterator[Suspicion]:
    """A run of words in hardly any time."""
    words = evidence.words
    ends = [0, *accumulate(moras(word.text) for word in words)]
    first, crowded = 0, -1
    begin = None
    for last in range(len(words)):
        while ends[last + 1] - ends[first + 1] >= _FASTEST_FROM_MORAS:
            first += 1
        count = ends[last + 1] - ends[first]
        if count >= _FASTEST_FROM_MORAS and count > _CROWDED * (words[last].end - words[first].start):
            if begin is not None and first > crowded:
                yield Suspicion("crowding", begin, crowded)
                begin = None
            begin, crowded = first if begin is None else begin, last + 1
    if begin is not None:
        yield Suspicion("crowding", begin, crowded)


def unlikely(evidence: Evidence) -> Iterator[Suspicion]:
    """The model itself does not believe what it wrote."""
    if evidence.heard.likelihood < _UNLIKELY:
        yield Suspicion("unlikely", 0, len(evidence.words))


RULES: dict[str, Rule] = {rule.__name__: rule for rule in (known_phrase, repetition, silence, rate, crowding, unlikely)}
