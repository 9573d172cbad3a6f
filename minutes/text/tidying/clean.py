"""L1 (ケバ取り): what the mouth adds while the mind looks for words is taken out; nothing is ever added.

An immediate repetition, a false start and a restart leave the later wording. 「はい」 stays: it may be an answer or a
vote. What goes between speakers (相づち) is seen by `listening`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minutes.text.reading import Morpheme, morphemes
from minutes.text.tidying.draft import Draft, Edit
from minutes.text.tidying.fillers import FILLERS, LEFTOVERS
from minutes.text.tidying.protected import Protected

_FILLERS = tuple((re.compile(pattern), left) for pattern, left in FILLERS)
_LEFTOVERS = tuple((re.compile(pattern), left) for pattern, left in LEFTOVERS)
_ROUNDS = 5  # a filler may hide a repetition and the other way round; two have always been enough

LONGEST_REPEAT = 4  # morphemes
LONGEST_FALSE_START = 3  # kana
LONGEST_RESTART = 3  # morphemes by which a phrase taken up again grows
# Said twice on purpose.
REDUPLICATED = frozenset(
    (
        "まあ",
        "また",
        "ただ",
        "どうぞ",
        "もっと",
        "ずっと",
        "どんどん",
        "はい",
        "いえ",
        "一つ",
        "一人",
        "それぞれ",
        "個々",
        "別",
    )
)
COUNTED = ("名詞", "数詞")
_CASES = ("格助詞", "係助詞")
_KANA = re.compile(r"[ぁ-ー]+")

Skip = Callable[[Sequence[Morpheme], int], int]  # how many words go, from a place


def clean(text: str, protected: Protected | None = None) -> Draft:
    """The text without fillers, repetitions and false starts. Cleaning twice changes nothing more."""
    protected = protected or Protected()
    draft = Draft(text)
    for _ in range(_ROUNDS):
        while _replace(draft, _FILLERS, "filler", protected) | _replace(draft, _LEFTOVERS, "filler", protected):
            pass
        if not _drop_words(draft, protected):
            break
    return draft


def _replace(draft: Draft, table: Sequence[tuple[re.Pattern[str], str]], rule: str, protected: Protected) -> bool:
    changed = False
    for pattern, left in table:
        found = [Edit(*match.span(), left, rule) for match in pattern.finditer(draft.text) if match.group() != left]
        changed |= bool(found) and draft.apply(protected.uncut(draft.text, found))
    return changed


def _drop_words(draft: Draft, protected: Protected) -> bool:
    words = morphemes(draft.text)
    dropped: list[Edit] = []
    for rule, skip in _SKIPS:
        gone: list[Edit] = []
        kept: list[Morpheme] = []
        index = 0
        while index < len(words):
            count = skip(words, index)
            gone += [_without(word, rule) for word in words[index : index + count]]
            kept += words[index : index + 1] if not count else ()
            index += count or 1
        words = tuple(kept)
        dropped += gone
    return draft.apply(protected.uncut(draft.text, _joined(dropped)))


def _without(word: Morpheme, rule: str) -> Edit:
    return Edit(word.start, word.start + len(word.surface), "", rule)


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """Words that go side by side by one rule go together or not at all."""
    found: list[Edit] = []
    for edit in sorted(edits):
        if found and found[-1].end == edit.start and found[-1].rule == edit.rule:
            found[-1] = found[-1]._replace(end=edit.end)
        else:
            found.append(edit)
    return found


# ---- which words go ----------------------------------------------------------------------------------------------


def _interjected(words: Sequence[Morpheme], index: int) -> int:
    """「計画はですね、」 and 「それでね、」: です and ね after a particle carry nothing; 「しないのですね」 asks back."""
    before = words[index - 1].pos if index else ("", "")
    if before[0] not in ("助詞", "接続詞") or before[1] == "準体助詞":
        return 0
    if before[1] not in _CASES and all(word.pos[0] == "補助記号" for word in words[index + 2 :]):
        return 0  # 「足りないからですね。」 is a sentence
    following = tuple(word.surface for word in words[index : index + 3])
    if following[:2] == ("です", "ね") and following[2:] != ("。",):
        return 2
    return 1 if following[:2] == ("ね", "、") else 0


def _repeat(words: Sequence[Morpheme], index: int) -> int:
    """How many morphemes from `index` are said again at once, with or without 、 between."""
    for length in range(LONGEST_REPEAT, 0, -1):
        first = words[index : index + length]
        after = index + length
        pause = after < len(words) and words[after].surface == "、"
        again = words[after + pause : after + pause + length]
        if [word.surface for word in first] == [word.surface for word in again] and _slip(first, pause):
            return length + pause
    return 0


def _slip(said: Sequence[Morpheme], pause: bool) -> bool:
    """Whether a repetition is one of the tongue: not a number, a mark, or a word that is doubled on purpose."""
    text = "".join(word.surface for word in said)
    if text in REDUPLICATED or any(word.pos[:2] == COUNTED or word.pos[0] == "補助記号" for word in said):
        return False
    if any(word.pos[0] in ("接尾辞", "感動詞") for word in said):
        return False
    return pause or len(text) > 1


def _false_start(words: Sequence[Morpheme], index: int) -> int:
    """「けん、検討する」: kana after a pause with which the next word begins."""
    if index and words[index - 1].surface not in "、。":
        return 0
    if index + 2 >= len(words) or words[index + 1].surface != "、":
        return 0
    start, following = words[index], words[index + 2]
    kana = start.surface
    if not 2 <= len(kana) <= LONGEST_FALSE_START or not _KANA.fullmatch(kana):
        return 0
    longer = len(following.reading) > len(start.reading) and following.reading.startswith(start.reading)
    return 2 if longer and start.pos[0] not in ("接続詞", "感動詞") else 0


def _restart(words: Sequence[Morpheme], index: int) -> int:
    """「計画を、計画案を見直す」: a noun with its particle, taken up again longer and with the same particle."""
    four = words[index : index + 4]
    if len(four) < 4 or four[2].surface != "、" or four[0].surface != four[3].surface:
        return 0
    noun, particle = four[:2]
    if noun.pos[0] != "名詞" or noun.pos[:2] == COUNTED or len(noun.surface) < 2 or particle.pos[1] not in _CASES:
        return 0
    grown = words[index + 4 : index + 5 + LONGEST_RESTART]
    for word in grown:
        if word.surface == particle.surface and word.pos[1] in _CASES:
            return 3 if word is not grown[0] else 0
        if word.pos[0] not in ("名詞", "接尾辞"):
            return 0
    return 0


_SKIPS: tuple[tuple[str, Skip], ...] = (
    ("interjection", _interjected),
    ("repeat", _repeat),
    ("false_start", _false_start),
    ("restart", _restart),
)
