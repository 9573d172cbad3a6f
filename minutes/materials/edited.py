"""What a clerk put right by hand in the document, as terms: the wrong form and the right one, where they sound alike.

The document's sentences are laid beside those the work folder has (rapidfuzz finds the counterpart), then word beside
word (difflib over Sudachi's words: whole words are compared, so a term is never cut inside). What is left out: a change
of wording or spelling, numbers, people, and everything that does not sound alike, unless it was made twice between
words of which one is no ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from minutes.domain import ActionItem, Decision, Dictionary, Minutes, Statement, Term, Utterance, nfc
from minutes.errors import InputMissing
from minutes.files import read_json
from minutes.materials.general_words import GENERAL_WORDS
from minutes.materials.sheet import CHECK_READING, category_of
from minutes.materials.termreading import term_reading
from minutes.materials.word import paragraphs
from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import morae
from minutes.text.dictionary import SHORTEST_WRONG
from minutes.text.everyday import EVERYDAY_WORDS
from minutes.text.reading import Morpheme, morphemes
from minutes.workfolder import MINUTES, TIDIED, UTTERANCES

SAME_SENTENCE = 60.0  # rapidfuzz ratio, 0–100: below, a sentence was written anew rather than put right
NEAR = 0.34  # distance of the readings per sound: what the corrector, too, would still take for the same
TWICE = 2
MOST_CUES, CUES_AROUND = 4, 8  # cue words of a term; words to either side that are looked at

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
# What a form prints before the words of a statement: time, mark and speaker.
_LABEL = re.compile(r"^(?:\[[\d:]+\]\s*)?(?:[○→〇◎●◆・\s　]*[（(<【][^）)>】]{1,20}[）)>】]|[^\s　。]{1,20}　)?")
_KANA_ONLY = re.compile(r"[ぁ-ゖー]+")
_ONE_KANJI = re.compile(r"[一-鿿々]")
_NOMINAL = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号")
_PASSED_OVER = ("代名詞", "数詞")


class Change(NamedTuple):
    """One place where words were exchanged; `around`: nouns near it, nearest first."""

    before: str
    after: str
    sentence: str
    around: tuple[str, ...]


@dataclass(frozen=True)
class LearnedTerm:
    """A term that was put in the place of others so many times. `sentence`: the first it was put into; `wrong`: forms that
    stand for nothing else; `ordinary`: words that are right elsewhere, instead of which `cues` tell when the term is meant."""

    text: str
    times: int
    sentence: str
    wrong: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass
class _Gathered:
    times: int = 0
    sentence: str = ""
    wrong: dict[str, None] = field(default_factory=dict)
    ordinary: dict[str, None] = field(default_factory=dict)
    around: dict[str, None] = field(default_factory=dict)


def learn_from_edited(document: Path, work: Path, known: Sequence[Dictionary] = ()) -> tuple[Term, ...]:
    """Terms with the wrong forms that were put right, the most frequent first.

    A wrong form that is an ordinary word (環境 for 管渠) is no 誤変換: cue words from its neighbourhood stand for it.
    Raises InputMissing, or InputUnreadable for the document or a broken work folder.
    """
    return terms_of(changes(sentences_of(paragraphs(document)), sentences_of(_printed(work))), known)


def changes(after: Sequence[str], before: Sequence[str]) -> Iterator[Change]:
    """What was exchanged between the sentences of the document and those of the work folder, in the document's order."""
    unchanged = set(before)
    for sentence in after:
        if sentence in unchanged:
            continue
        match = process.extractOne(sentence, before, scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE)
        if match:
            yield from exchanged(match[0], sentence)


def terms_of(found: Iterable[Change], known: Sequence[Dictionary] = ()) -> tuple[Term, ...]:
    """Changes that tell a term, put together by term, the most frequent first."""
    ours = {term.text for dictionary in known for term in dictionary.terms}
    return tuple(_term(one, one.text in ours) for one in learned_terms(found))


def learned_terms(found: Iterable[Change], near: float = NEAR) -> tuple[LearnedTerm, ...]:
    """Changes that tell a term, put together by term, the most frequent first. `near`: how far apart the sounds may be where
    what stood there is no word at all."""
    listed = list(found)
    pairs = [(change.before, change.after) for change in listed]
    gathered: dict[str, _Gathered] = {}
    for change in listed:
        if _tells_a_term(change, pairs.count((change.before, change.after)), near):
            one = gathered.setdefault(change.after, _Gathered(sentence=change.sentence))
            one.times += 1
            (one.ordinary if _is_ordinary(change.before) else one.wrong)[change.before] = None
            one.around |= dict.fromkeys(change.around)
    by_times = sorted(gathered.items(), key=lambda item: -item[1].times)
    return tuple(
        LearnedTerm(
            text=text,
            times=one.times,
            sentence=one.sentence,
            wrong=tuple(one.wrong),
            ordinary=tuple(one.ordinary),
            cues=tuple(one.around)[:MOST_CUES] if one.ordinary else (),
        )
        for text, one in by_times
    )


def sentences_of(texts: Iterable[str]) -> list[str]:
    """Each sentence once, without the labels of the form."""
    found = (
        sentence.strip() for text in texts for sentence in _SENTENCE.findall(_LABEL.sub("", nfc(text).strip(), count=1))
    )
    return list(dict.fromkeys(filter(None, found)))


# ---- what the document was made of ---------------------------------------------------------------------------------


def _printed(work: Path) -> Iterator[str]:
    """Every text of the work folder that a form may have printed."""
    if not (work / UTTERANCES).is_file():
        raise InputMissing(
            "作業フォルダーに発言の記録がありません",
            subject=work / UTTERANCES,
            advice="その議事録を作ったときの作業フォルダー（OUT.work）を指定してください。",
        )
    for utterance in read_json(work / UTTERANCES, tuple[Utterance, ...]):
        yield utterance.text
    if (work / TIDIED).is_file():
        for row in read_json(work / TIDIED, list[dict[str, Any]]):
            yield from (row[level] for level in ("clean", "edited") if isinstance(row.get(level), str))
    if (work / MINUTES).is_file():
        for item in read_json(work / MINUTES, Minutes).items:
            parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
            yield from (part.text for part in parts)


# ---- word beside word ----------------------------------------------------------------------------------------------


def exchanged(before: str, after: str) -> Iterator[Change]:
    """What was exchanged in one sentence."""
    old, new = morphemes(before), morphemes(after)
    matcher = SequenceMatcher(None, [word.surface for word in old], [word.surface for word in new], autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "replace":
            left, right = _widening(old, (old_start, old_end), new, (new_start, new_end))
            yield Change(
                _text(old[old_start - left : old_end + right]),
                _text(new[new_start - left : new_end + right]),
                after,
                tuple(_around(new, new_start - left, new_end + right)),
            )


def _widening(
    old: Sequence[Morpheme], before: tuple[int, int], new: Sequence[Morpheme], after: tuple[int, int]
) -> tuple[int, int]:
    """How many words to the left and right belong to the term: the rest of a compound, where the exchanged word alone
    is too short or an ordinary word (環境更生工法 → 管渠更生工法)."""
    left = right = 0
    changed = _text(old[slice(*before)])
    short = min(len(changed), len(_text(new[slice(*after)]))) < SHORTEST_WRONG
    needed = short or _is_ordinary(changed)
    while before[1] + right < len(old) and _joins(new, after[1] + right, needed):
        right += 1
    while before[0] - left > 0 and _joins(new, after[0] - left - 1, needed):
        left += 1
    return left, right


def _joins(words: Sequence[Morpheme], place: int, needed: bool) -> bool:
    """A single kanji always does: Sudachi takes 看 of 看多機 for a verb."""
    if not 0 <= place < len(words):
        return False
    return bool(_ONE_KANJI.fullmatch(words[place].surface)) or (needed and _is_nominal(words[place]))


def _around(words: Sequence[Morpheme], start: int, end: int) -> Iterator[str]:
    """Nouns near by that may serve as cues, nearest first."""
    near = sorted(
        (*range(max(start - CUES_AROUND, 0), start), *range(end, min(end + CUES_AROUND, len(words)))),
        key=lambda place: start - place if place < start else place - end + 1,
    )
    for place in near:
        word = words[place]
        telling = word.pos[0] == "名詞" and len(word.surface) > 1 and word.surface not in GENERAL_WORDS | EVERYDAY_WORDS
        if telling and _is_nominal(word) and "固有名詞" not in word.pos:
            yield word.surface


# ---- which changes tell a term -------------------------------------------------------------------------------------


def _tells_a_term(change: Change, times: int, near: float) -> bool:
    old, new = morphemes(change.before), morphemes(change.after)
    if not all(map(_is_nominal, new)) or any(word.pos[1] in _PASSED_OVER for word in (*old, *new)):
        return False
    if len(change.before) < SHORTEST_WRONG or len(change.after) < SHORTEST_WRONG or is_person(new):
        return False
    if change.before in change.after or change.after in change.before:
        return False  # 社会福祉 → 社会福祉士: put in its place everywhere, it would spoil the right ones
    if _normalized(old) == _normalized(new) or _KANA_ONLY.fullmatch(change.after):
        return False  # 取り組み and 取組 are one word: spelling
    if _apart(change.before, change.after) <= (NEAR if _is_ordinary(change.before) else max(near, NEAR)):
        return True
    return times >= TWICE and not (_is_ordinary(change.before) and _is_ordinary(change.after))


def _apart(before: str, after: str) -> float:
    """Distance of the readings per sound of the longer one."""
    heard, meant = (morae("".join(word.reading for word in morphemes(text))) for text in (before, after))
    return distance(heard, meant) / max(len(heard), len(meant), 1)


def _is_ordinary(text: str) -> bool:
    """A single word that Sudachi has: where it is meant, nothing may be put in its place."""
    words = morphemes(text)
    return len(words) == 1 and words[0].known


def _is_nominal(word: Morpheme) -> bool:
    if word.pos[1] in _PASSED_OVER or word.surface.isdigit():
        return False
    return word.pos[0] in _NOMINAL or bool(_ONE_KANJI.fullmatch(word.surface))


def is_person(words: Sequence[Morpheme]) -> bool:
    """Whether Sudachi takes any of them for somebody's name."""
    return any("人名" in word.pos for word in words)


def _normalized(words: Sequence[Morpheme]) -> str:
    return "".join(word.normalized for word in words)


def _text(words: Sequence[Morpheme]) -> str:
    return "".join(word.surface for word in words)


def _term(one: LearnedTerm, ours: bool) -> Term:
    spoken, sure = term_reading(one.text, {})
    notes = [CHECK_READING] if not sure else []
    notes += [f"手で直した {one.times}回"]
    notes += ["辞書にある用語に誤変換を加える"] if ours and one.wrong else []
    if one.ordinary:
        words = "、".join(f"「{word}」" for word in one.ordinary)
        notes.append(f"{words}からも直したが、ふつうの言葉なので誤変換に入れていない")
    notes.append(f"例：{one.sentence}")
    return Term(
        text=one.text,
        reading=spoken,
        wrong=one.wrong,
        category=category_of(one.text),
        note="。".join(notes),
        cues=one.cues,
    )
