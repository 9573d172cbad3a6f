"""What speaks for and against a match, as named numbers; the weights are in score.py."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from minutes.text.correction.candidate import LETTERS
from minutes.text.correction.compiled import Compiled
from minutes.text.correction.matches import Match
from minutes.text.correction.meanings import Vector, meanings
from minutes.text.correction.spans import Heard
from minutes.text.correction.surroundings import Surroundings
from minutes.text.correction.wordclass import is_content, is_nominal
from minutes.text.reading import Morpheme

Features = dict[str, float]

_UNKNOWN_FIT = 0.15  # what a word fits whose meaning is not known
_UNKNOWN_RANK = 300_000
_NEAR = 15  # characters within which a cue counts as near
_MANY = 3.0  # terms of the same field after which more of them say nothing new
_NEAREST = 3  # similar words that decide how well a meaning fits


def features(match: Match, around: Surroundings, terms: Compiled) -> Features:
    heard = around.here.heard
    words = _words_in(heard, match.start, match.end)
    return {
        **_sound(match),
        **_spelling(match, heard, words, terms),
        **_edges(match, heard, words, terms),
        **_cues(match, around),
        **_meaning(match, words, around),
    }


def _sound(match: Match) -> Features:
    length = len(match.entry.sounds)
    return {
        "apart": match.apart / max(length, 1),
        "apart_total": match.apart,
        "same": float(match.apart == 0),
        "length": math.log(max(length, 1)),
        "letters": float(match.rule == LETTERS),
        "guessed": float(match.guessed),
        "inflected": float(match.inflected),
        **_in_place(match),
    }


def _in_place(match: Match) -> Features:
    """Of long terms: how much of them stands as it should, and how far the rest is from what was heard there."""
    one = match.anchored
    return {
        "anchored": float(one is not None),
        "in_place": one.in_place if one else 0.0,
        "apart_changed": one.apart / max(one.changed, 1) if one else 0.0,
    }


def _spelling(match: Match, heard: Heard, words: Sequence[Morpheme], terms: Compiled) -> Features:
    """How ordinary the heard stretch is as Japanese."""
    known = any(word.known and (word.start, word.surface) == (match.start, match.before) for word in heard.long_words)
    ordinary = known and not (match.listed and match.entry.does)  # 不義 is a word, 不義する is none
    shared = sum(sign in match.after for sign in match.before) / len(match.before)
    different = [word for word in words if word.surface not in match.entry.parts]
    ranks = [_rarity(word.normalized) for word in different if is_content(word)]
    return {
        "listed": float(match.listed),
        "listed_odd": float(match.listed and not ordinary),
        "ordinary": float(ordinary),
        "shared": shared,
        "rare": sum(ranks) / len(ranks) if ranks else 0.0,
        "rarest": max(ranks, default=0.0),
        "single": sum(len(word.surface) == 1 and word.pos[0] == "名詞" for word in different) / max(len(words), 1),
        "function": sum(not is_content(word) for word in different) / max(len(words), 1),
        "words": len(words) - len(match.entry.parts),
        "is_term": float(match.before in terms.terms),
        "proper": float(any(word.pos[1] == "固有名詞" for word in different)),
    }


def _edges(match: Match, heard: Heard, words: Sequence[Morpheme], terms: Compiled) -> Features:
    """Whether the stretch is a word by itself, and what stands directly beside it."""
    inside = any(
        (word.start < match.start < word.start + len(word.surface))
        or (word.start < match.end < word.start + len(word.surface))
        for word in heard.long_words
    )
    left, right = _beside(heard, match)
    parts = match.entry.parts
    fits = (left is not None and (left.surface, parts[0]) in terms.neighbours) + (
        right is not None and (parts[-1], right.surface) in terms.neighbours
    )
    fitted = (left is not None and bool(words) and (left.surface, words[0].surface) in terms.neighbours) + (
        right is not None and bool(words) and (words[-1].surface, right.surface) in terms.neighbours
    )
    return {
        "inside": float(inside),
        "left_nominal": float(left is not None and is_nominal(left)),
        "right_nominal": float(right is not None and is_nominal(right)),
        "pair_term": float(fits),
        "pair_heard": float(fitted),
        "modified": float(left is not None and left.surface in ("な", "的")),
    }


def _beside(heard: Heard, match: Match) -> tuple[Morpheme | None, Morpheme | None]:
    left, right = heard.ends.get(match.start), heard.starts.get(match.end)
    return (
        heard.words[left] if left is not None else None,
        heard.words[right] if right is not None else None,
    )


def _cues(match: Match, around: Surroundings) -> Features:
    entry, here = match.entry, around.here
    text = here.heard.text
    outside = text[: match.start] + "\n" + text[match.end :]
    near_text = text[max(match.start - _NEAR, 0) : match.start] + "\n" + text[match.end : match.end + _NEAR]
    present = [cue for cue in entry.cues if here.says(cue) and (cue in outside or cue not in text)]
    near = [cue for cue in present if cue in near_text]
    beside = sum(any(scene.says(cue) for scene in around.around) for cue in entry.cues)
    same = {start for start, field, category in here.fields if _outside(start, match) and field == entry.field}
    kin = {
        start
        for start, field, category in here.fields
        if _outside(start, match) and category and category == entry.category
    }
    far = sum(field == entry.field for scene in around.around for _, field, _ in scene.fields)
    return {
        "cue": float(bool(present)),
        "cue_more": float(len(present) > 1),
        "cue_near": float(bool(near)),
        "cue_beside": float(beside > 0),
        "has_cues": float(bool(entry.cues)),
        "kin": min(len(kin), _MANY) / _MANY,
        "same_field": min(len(same), _MANY) / _MANY,
        "field_beside": min(far, _MANY) / _MANY,
    }


def _outside(at: int, match: Match) -> bool:
    return not match.start <= at < match.end


# ---- meaning -----------------------------------------------------------------------------------------------------


def _meaning(match: Match, words: Sequence[Morpheme], around: Surroundings) -> Features:
    """How well the term and the heard words fit what is said around them; what both share counts as around."""
    shared = set(match.entry.parts)
    different = [word for word in words if word.surface not in shared]
    spoken = tuple(word.normalized for word in different if is_content(word))
    given = {word.normalized for word in words}
    meant = tuple(word for word in match.entry.words if word not in given)
    weights, vectors = around.weighed(match.start, match.end, frozenset(word.start for word in different))
    term, other, cues = _together(meant), _together(spoken), _together(match.entry.cues)
    fits = _fits(vectors, weights, term)
    fitted = _fits(vectors, weights, other)
    likely = _fits(vectors, weights, cues)
    return {
        "fit_term": fits[0],
        "fit_heard": fitted[0],
        "fit_cues": likely[0] - _UNKNOWN_FIT if cues is not None else 0.0,
        "best_term": fits[1],
        "best_heard": fitted[1],
        "best_cues": likely[1] - _UNKNOWN_FIT if cues is not None else 0.0,
        "alike": float(term @ other) if term is not None and other is not None else 0.3,
        "term_unknown": float(term is None),
        "heard_unknown": float(other is None),
    }


def _fits(vectors: Vector, weights: Vector, meaning: Vector | None) -> tuple[float, float]:
    """(mean, best) similarity of the words around, weighed by nearness."""
    if meaning is None or not len(weights) or not weights.any():
        return _UNKNOWN_FIT, 2 * _UNKNOWN_FIT
    similar = (vectors @ meaning) * weights
    best = np.sort(similar)[-_NEAREST:]
    return float(similar.sum() / weights.sum()), float(best.mean())


@lru_cache(maxsize=50_000)
def _together(words: tuple[str, ...]) -> Vector | None:
    return meanings().together(words)


@lru_cache(maxsize=50_000)
def _rarity(word: str) -> float:
    """Decimal logarithm of a word's rank, less 3: below 0 for the thousand most frequent."""
    return math.log10(meanings().ranks.get(word, _UNKNOWN_RANK) + 10) - 3


def _words_in(heard: Heard, start: int, end: int) -> tuple[Morpheme, ...]:
    return tuple(word for word in heard.words if start <= word.start < end)
