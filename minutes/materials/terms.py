"""Terms that a meeting's papers use and its dictionaries lack.

Candidates are compound nouns and the words a paper sets apart (definitions, abbreviations, names in quotation marks). What
makes one a term is its C-value (Frantzi, Ananiadou & Mima 2000: frequency weighted by length, less what it has only
inside longer candidates) and what stands for its specialness: set apart by the paper, in a heading, of a word in no
dictionary, in Latin letters. Ordinary words, people, dates, amounts and addresses are no candidates.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from minutes.materials.compounds import Compound, compounds, is_general, is_special, without_addresses
from minutes.materials.definitions import Sort, definitions, readings
from minutes.materials.general_words import GENERAL_LETTERS, GENERAL_WORDS
from minutes.materials.papers import Line, Paper
from minutes.materials.termreading import term_reading
from minutes.text.reading import Morpheme, morphemes

# What each sign of a term is worth, beside a C-value of 1.6 for two words that occur once.
SET_APART: dict[Sort, float] = {"defined": 4.0, "named": 2.5, "letters": 2.0, "long": 2.0, "kana": 1.0}
IN_HEADING = 1.0
UNKNOWN_WORD = 1.5
LETTERS = 1.0
ONE_KNOWN_WORD = -1.5  # Sudachi has the whole as one word: the recogniser knows it, too
SHARE_GENERAL = -2.0  # times the share of general words among those of two characters and more
LEAST = 1.0  # measured by eye on invented papers of two meetings
LONGEST = 30  # characters
_FEWEST, _EXAMPLE_AROUND = 2, 18  # characters
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_DIGITS_ONLY = re.compile(r"第?\d|.*\d+(?:年|月|日|円|人|件|％|%)")
_NO_NAME = ("接続詞", "副詞", "連体詞", "感動詞", "助詞")  # なお市民, すべて職員
_PART_OF_SPEECH = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号", "補助記号")


class ProposedTerm(NamedTuple):
    """A term for a clerk to approve. `example` has the term in it; `stands_for`: the long form of an abbreviation."""

    text: str
    reading: str
    sure: bool
    times: int
    source: str
    example: str
    score: float
    stands_for: str = ""


@dataclass
class _Candidate:
    words: tuple[Morpheme, ...]
    alone: int = 0
    heading: bool = False
    sorts: set[Sort] = field(default_factory=set)
    stands_for: str = ""


def propose_terms(papers: Sequence[Paper], known: Collection[str], people: Collection[str] = ()) -> list[ProposedTerm]:
    """The best first. `known`: terms that need no proposal; `people`: names and readings of names, which are no terms."""
    folded = {_folded(term) for term in known}
    names = {_folded(name) for name in people}
    lines = list(_lines(papers, people))
    candidates = {text: one for text, one in _candidates(lines, known).items() if _wanted(text, one, folded, names)}
    printed = dict(pair for paper in papers for pair in (*paper.ruby, *_printed(paper)))
    counts = _counts(papers, candidates)
    proposed = []
    for text, candidate in candidates.items():
        score = _score(text, candidate, counts, candidates)
        if score >= LEAST:
            source, example = _example(papers, text)
            spoken, sure = term_reading(text, printed)
            proposed.append(
                ProposedTerm(text, spoken, sure, counts[text], source, example, round(score, 2), candidate.stands_for)
            )
    return sorted(proposed, key=lambda one: (-one.score, one.text))


def known_in(papers: Iterable[Paper], terms: Iterable[str]) -> int:
    """How many of the terms the papers use."""
    text = "\n".join(one.text for paper in papers for one in paper.lines())
    return sum(term in text for term in set(terms))


# ---- candidates --------------------------------------------------------------------------------------------------


def _lines(papers: Sequence[Paper], people: Collection[str]) -> Iterator[Line]:
    """What is to be searched: no addresses, no people, and no line that only says who somebody is."""
    names = {_folded(name) for name in people}
    for paper in papers:
        for line in paper.lines():
            folded = _folded(line.text)
            listed = len(folded) < LONGEST * 2 and "。" not in folded and any(name in folded for name in names)
            if folded and not listed:
                yield Line(without_addresses(line.text), line.heading)


def _candidates(lines: Sequence[Line], known: Iterable[str]) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    whole = set(known)
    for line in lines:
        for text, sort, stands_for in _set_apart(line.text):
            one = found.setdefault(text, _Candidate(morphemes(text, "A")))
            one.heading |= line.heading
            one.sorts.add(sort)
            one.stands_for = one.stands_for or stands_for
            whole.add(text)
    used = [term for term in whole if any(term in line.text for line in lines)]
    for line in lines:
        for compound in compounds(line.text):
            if is_special(compound) and not _fragment(compound, line.text, used):
                one = found.setdefault(compound.text, _Candidate(compound.words))
                one.alone += 1
                one.heading |= line.heading
    return found


def _fragment(compound: Compound, text: str, whole: Iterable[str]) -> bool:
    """Whether its first or last word is part of another term: 多機 of 看多機, whose 看 Sudachi takes for a verb."""
    for term in whole:
        at = text.find(term)
        while at >= 0:
            end = at + len(term)
            if at < compound.start < end or at < compound.end < end:
                return True
            at = text.find(term, at + 1)
    return False


def _set_apart(text: str) -> Iterator[tuple[str, Sort, str]]:
    """Definitions of nouns; the long form of an abbreviation is the compound that ends where its bracket begins."""
    for text_, sort, before in definitions(text):
        long = list(compounds(before)) if before else []
        ending = long[-1].text if long and before.endswith(long[-1].text) else ""
        if _noun(text_) and not (sort == "kana" and morphemes(text_, "A")[0].pos[0] in _NO_NAME):
            yield text_, sort, ending
            if ending and is_special(long[-1]):
                yield ending, "long", ""


def _noun(text: str) -> bool:
    """Whether a name in quotation marks is one: 「みくりん号」, not 「よく分からない」; the title of a paper is none."""
    words = morphemes(text, "A")
    if text in GENERAL_LETTERS or re.match(r"(?:資料|別紙|別表|様式|議案|議題)\w*$", text):
        return False
    if len(words) == 1 and words[0].known and not text.isascii():
        return False
    return words[-1].pos[0] in _PART_OF_SPEECH and not is_general(words)


def _wanted(text: str, candidate: _Candidate, known: Collection[str], names: Collection[str]) -> bool:
    """Neither known, nor made of known terms and general words, nor a date or a person."""
    folded = _folded(text)
    if not _FEWEST <= len(text) <= LONGEST or folded in known or folded in names or _DIGITS_ONLY.match(text):
        return False
    return bool(candidate.sorts) or not _made_of_known(candidate.words, known)


def _made_of_known(words: Sequence[Morpheme], known: Collection[str]) -> bool:
    """「地域包括支援センター運営」 adds nothing to a dictionary that has 地域包括支援センター."""
    place = 0
    covered = False
    while place < len(words):
        end = next((end for end in range(len(words), place, -1) if _folded(_text(words[place:end])) in known), 0)
        if end:
            place, covered = end, True
        elif words[place].surface in GENERAL_WORDS or words[place].pos[0] in ("接頭辞", "接尾辞"):
            place += 1
        else:
            return False
    return covered


# ---- termhood ----------------------------------------------------------------------------------------------------


def _counts(papers: Sequence[Paper], candidates: Iterable[str]) -> Counter[str]:
    text = "\n".join(line.text for paper in papers for line in paper.lines())
    return Counter({candidate: text.count(candidate) for candidate in candidates})


def _score(text: str, candidate: _Candidate, counts: Counter[str], candidates: Iterable[str]) -> float:
    words = candidate.words
    longer = [counts[other] for other in candidates if len(other) > len(text) and text in other]
    nested = sum(longer) / len(longer) if longer else 0.0
    frequency = math.log2(1 + max(counts[text] - nested, candidate.alone, 1))
    score = math.log2(1 + len(words)) * frequency + SHARE_GENERAL * _share_general(words)
    score += max((SET_APART[sort] for sort in candidate.sorts), default=0.0)
    score += IN_HEADING * candidate.heading
    score += UNKNOWN_WORD * any(not word.known and not word.surface.isascii() for word in words)
    score += LETTERS * any(word.surface.isascii() for word in words)
    return score + ONE_KNOWN_WORD * (len(words) > 1 and _one_known_word(text))


def _share_general(words: Sequence[Morpheme]) -> float:
    """A word of one character (率, 度, 管) is neither general nor special: what stands before it decides."""
    full = [word for word in words if len(word.surface) > 1]
    return sum(word.surface in GENERAL_WORDS for word in full) / len(full) if full else 0.0


def _one_known_word(text: str) -> bool:
    return len(morphemes(text)) == 1


# ---- what the clerk sees -----------------------------------------------------------------------------------------


def _printed(paper: Paper) -> Iterator[tuple[str, str]]:
    for line in paper.lines():
        yield from readings(line.text)


def _example(papers: Sequence[Paper], text: str) -> tuple[str, str]:
    """(file, sentence around the term): running text before headings."""
    lines = [(paper.name, line) for paper in papers for line in paper.lines() if text in line.text]
    if not lines:
        return "", ""
    name, line = next(((name, line) for name, line in lines if not line.heading), lines[0])
    sentence = next((one for one in _SENTENCE.findall(without_addresses(line.text)) if text in one), line.text).strip()
    at = max(sentence.find(text), 0)
    begin, end = max(at - _EXAMPLE_AROUND, 0), min(at + len(text) + _EXAMPLE_AROUND, len(sentence))
    return name, f"{'…' if begin else ''}{sentence[begin:end]}{'…' if end < len(sentence) else ''}"


def _text(words: Sequence[Morpheme]) -> str:
    return "".join(word.surface for word in words)


def _folded(text: str) -> str:
    return re.sub(r"[\s・]", "", unicodedata.normalize("NFKC", text)).lower()
