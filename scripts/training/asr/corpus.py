"""The synthesised utterances as training sees them: cut into clauses at their pauses, each character with its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.asr.shards import Spoken, load_shard
from training.asr.tokens import PHONEME_IDS

SAMPLE_RATE = 16_000
DEVELOPMENT_SHARD = "00-000"  # never trained on
_HOP = 160
# A pause of the synthesiser is 0.23–0.7 s of near silence; the closure of a plosive stays below 0.15 s.
_PAUSE_FRAMES = 19
_PAUSE_LEVEL = 0.003 * 32_768
_CLAUSE = re.compile(r"[^、。？]+[、。？]*")
_SILENT_HEAD_S, _SILENT_TAIL_S = 0.05, 0.1  # what voices.speak leaves


@dataclass(frozen=True)
class Clause:
    """A stretch between pauses. Times in samples within the utterance; `phonemes` are ids of the phoneme CTC."""

    text: str
    phonemes: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Utterance:
    """int16 samples at 16 kHz and the clauses in them."""

    samples: np.ndarray
    clauses: tuple[Clause, ...]

    def part(self, first: int, last: int) -> Utterance:
        """Clauses `first` to `last` inclusive, with the silence before them that the trimmed utterance has."""
        chosen = self.clauses[first : last + 1]
        begin = 0 if first == 0 else max(0, chosen[0].start - int(_SILENT_HEAD_S * SAMPLE_RATE))
        end = len(self.samples) if last == len(self.clauses) - 1 else chosen[-1].end + int(_SILENT_TAIL_S * SAMPLE_RATE)
        clauses = tuple(Clause(c.text, c.phonemes, c.start - begin, c.end - begin) for c in chosen)
        return Utterance(self.samples[begin:end], clauses)


def read_shard(listing: Path) -> Iterator[Utterance]:
    """All utterances of a shard."""
    samples, entries = load_shard(listing)
    for entry in entries:
        yield read_utterance(entry, samples[entry.start : entry.start + entry.length])


def read_utterance(entry: Spoken, samples: np.ndarray) -> Utterance:
    """An utterance from its own samples."""
    return Utterance(samples, _clauses(entry, samples))


def character_times(clause: Clause) -> list[float]:
    """The middle of each character in samples, by estimated length in morae."""
    weights = np.array([_morae(character) for character in clause.text]) + 1e-3
    ends = np.cumsum(weights) / weights.sum()
    middles = ends - weights / weights.sum() / 2
    return list(clause.start + middles * (clause.end - clause.start))


def _clauses(entry: Spoken, samples: np.ndarray) -> tuple[Clause, ...]:
    """Cut at the pauses if text, phonemes and sound agree on their number, else whole."""
    groups = [group.split() for group in " ".join(entry.phonemes).split("pau")]
    groups = [group for group in groups if group]
    texts = _CLAUSE.findall(entry.text)
    spans = _spans(samples)
    if not len(texts) == len(groups) == len(spans):
        head, tail = round(_SILENT_HEAD_S * SAMPLE_RATE), round(_SILENT_TAIL_S * SAMPLE_RATE)
        whole = [phoneme for group in groups for phoneme in group]
        return (Clause(entry.text, _ids(whole), head, max(head + 1, len(samples) - tail)),)
    return tuple(
        Clause(text, _ids(group), start, end) for text, group, (start, end) in zip(texts, groups, spans, strict=True)
    )


def _spans(samples: np.ndarray) -> list[tuple[int, int]]:
    """[start, end) in samples of what lies between the pauses."""
    frames = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP).astype(np.float32)
    quiet = np.sqrt((frames**2).mean(1)) < _PAUSE_LEVEL
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.view(np.int8), [0]))))
    pauses = [(a, b) for a, b in edges.reshape(-1, 2) if b - a >= _PAUSE_FRAMES and a > 0 and b < len(quiet)]
    loud = np.flatnonzero(~quiet)
    first, last = (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, len(quiet))
    starts = [first, *(int(b) for _, b in pauses)]
    ends = [*(int(a) for a, _ in pauses), last]
    return [(start * _HOP, end * _HOP) for start, end in zip(starts, ends, strict=True)]


def _ids(phonemes: list[str]) -> tuple[int, ...]:
    return tuple(PHONEME_IDS[phoneme] for phoneme in phonemes if phoneme in PHONEME_IDS)


def _morae(character: str) -> float:
    """Average length of a character when spoken: kana one mora, a kanji nearly two, letters and digits two or more."""
    if character in "ゃゅょャュョぁぃぅぇぉァィゥェォ、。？・,（）「」":
        return 0.0
    if "ぁ" <= character <= "ヶ" or character == "ー":
        return 1.0
    return 2.6 if character.isascii() and character.isalpha() else 1.9
