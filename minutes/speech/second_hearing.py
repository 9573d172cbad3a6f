"""A second hearing for a window whose text is suspicious or missing: asked in other ways, the better answer is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from minutes.speech.engines import Asking, Heard
from minutes.speech.inventions import Inventions, bare
from minutes.speech.suspicion import Evidence, Suspicion, suspicions
from minutes.speech.voice_activity import Span, VoiceActivity

# In this order, until an answer is beyond suspicion: none of them with a prompt, which a decoder at a loss reads aloud.
TRIES = {
    "alone": Asking(alone=True, beam=5),
    "warm": Asking(alone=True, temperature=0.4),
    "hot": Asking(alone=True, temperature=0.8),
}
# With less voice than this in a window, an answer without text may be the right one.
_HARDLY_A_VOICE_S = 0.5
_PHRASE = "known_phrase"


@dataclass(frozen=True)
class Judged:
    """An answer with what the rules say of each of its segments. `voice_s`: seconds of voice in its window; `tried`: the
    ways of asking that were tried after the first."""

    heard: Heard
    doubts: tuple[tuple[Suspicion, ...], ...]
    voice_s: float
    tried: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether no second hearing is needed: nothing is doubted. (No text at all is the coverage's business.)"""
        return not any(self.doubts)

    @property
    def merely_phrases(self) -> bool:
        """Whether all of the text is known for being invented."""
        return all(any(doubt.reason == _PHRASE and doubt.first == 0 for doubt in found) for found in self.doubts)


@dataclass(frozen=True)
class Judge:
    """Holds answers against the sound."""

    voice: VoiceActivity
    inventions: Inventions

    def __call__(self, window: Span, heard: Heard) -> Judged:
        doubts = tuple(
            suspicions(Evidence(segment, window, heard, self.voice, self.inventions)) for segment in heard.segments
        )
        return Judged(heard, doubts, self.voice.seconds_of_voice(window))


def second_hearing(window: Span, first: Judged, decode: Callable[[Asking], Heard], judge: Judge) -> Judged:
    """The answer with the most characters nobody doubts, for what is doubted only gets a mark, but what is missing is
    lost; among equals the one with fewer doubtful characters, then the likelier one.

    No text at all is taken only where there is hardly a voice or where the first answer was merely a known invention;
    elsewhere even a doubtful text is better: its mark shows that something was said.
    """
    may_be_silent = first.voice_s < _HARDLY_A_VOICE_S or (bool(first.heard.text) and first.merely_phrases)

    def worth(answer: Judged) -> tuple[bool, int, int, float]:
        trusted, doubted = _characters(answer)
        return bool(answer.heard.text) or may_be_silent, trusted, -doubted, answer.heard.likelihood

    best, tried = first, []
    for name, asking in TRIES.items():
        answer = judge(window, decode(asking))
        tried.append(name)
        best = max(best, answer, key=worth)
        if best.settled and (best.heard.text or may_be_silent):
            break
    return replace(best, tried=tuple(tried))


def _characters(answer: Judged) -> tuple[int, int]:
    """How many characters nobody doubts, and how many somebody does."""
    trusted = doubted = 0
    for segment, found in zip(answer.heard.segments, answer.doubts, strict=True):
        doubtful = {number for doubt in found for number in range(doubt.first, doubt.end)}
        for number, word in enumerate(segment.words):
            if number in doubtful:
                doubted += len(bare(word.text))
            else:
                trusted += len(bare(word.text))
    return trusted, doubted
