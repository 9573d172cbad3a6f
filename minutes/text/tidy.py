"""L1 (ケバ取り): what the mouth adds while the mind looks for words is taken out; nothing is ever added.

Fillers go with the 、 after them; a word that is also an ordinary one (その, こう, まあ …) goes only where it stands by
itself. An immediate repetition and a false start leave the later wording. 「はい」 stays: it may be an answer or a vote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes.text.reading import Morpheme, morphemes

ALONE = r"(?:^|(?<=[、。？！\s]))"  # the place after a pause
AFTER_PARTICLE = r"(?<=[はがをにでともてけらのり])"
NOT_IN_KANA = r"(?<![ぁ-んァ-ヶー])"

# Pattern → what is left of it, in the order in which they act. Long vowels (ー) are a filler anywhere, the rest alone.
FILLERS: tuple[tuple[str, str], ...] = (
    (r"(?:え[ーえぇ]+っ?|えっ)と[ーぉ]*(?:ですね)?、?", ""),
    (ALONE + r"えと、", ""),
    (r"(?<![ねへめせけてえ])えー+、?", ""),
    (ALONE + r"ええ、", ""),
    (r"あのー+(?:ですね)?、?", ""),
    (ALONE + r"あのう?、", ""),
    (r"(?<!こ)そのー+、?", ""),
    (ALONE + r"その、", ""),
    (ALONE + r"このー+、?", ""),
    (r"まあ?ー+、?", ""),
    (ALONE + r"まあ(?!まあ|りゃ)、?", ""),
    (AFTER_PARTICLE + r"まあ(?!まあ|りゃ)、?", ""),
    (ALONE + r"ま、", ""),
    (r"う[ーぅ]+ん、?", ""),
    (r"んー+、?", ""),
    (NOT_IN_KANA + r"あー+っ?、?", ""),
    (ALONE + r"(?:ああ|あっ|あ|え|う|うん|ん|おー|うー)、", ""),
    (ALONE + r"(?:なんか|何か)、", ""),
    (ALONE + r"(?:なんていうか|何ていうか|なんというか|何と言うか|なんていうんですかね)、", ""),
    (ALONE + r"こう、", ""),
    (ALONE + r"ですね、", ""),
)
LEFTOVERS: tuple[tuple[str, str], ...] = (
    (r"、{2,}", "、"),
    (r"^[、\s]+", ""),
    (r"(?<=[。？！])[、。\s]+", ""),
    (r"、+(?=[。？！])", ""),
    (r"^[。？！]+", ""),
)
_FILLERS = tuple((re.compile(pattern), left) for pattern, left in FILLERS)
_LEFTOVERS = tuple((re.compile(pattern), left) for pattern, left in LEFTOVERS)

# 「ええと」 is also 「言ええと」 in nobody's mouth, but these longer words do begin like a filler.
LONGEST_REPEAT = 3  # morphemes
LONGEST_FALSE_START = 3  # kana
# Said twice on purpose.
REDUPLICATED = frozenset(
    ("まあ", "また", "もっと", "ずっと", "どんどん", "はい", "いえ", "一つ", "一人", "それぞれ", "個々", "別")
)
COUNTED = ("名詞", "数詞")


def tidy(text: str) -> str:
    """The text without fillers, repetitions and false starts. Tidying twice changes nothing more."""
    for _ in range(3):  # a filler may hide a repetition and the other way round; two rounds have always been enough
        tidied = _tidy_once(text)
        if tidied == text:
            break
        text = tidied
    return text


def _tidy_once(text: str) -> str:
    text = _replace(text, _FILLERS)
    text = _replace(text, _LEFTOVERS)
    kept = _without_repeats(_without_interjected(morphemes(text)))
    return _replace("".join(morpheme.surface for morpheme in kept), _LEFTOVERS)


def _replace(text: str, table: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, left in table:
        text = pattern.sub(left, text)
    return text


def _without_interjected(words: Sequence[Morpheme]) -> list[Morpheme]:
    """「計画はですね、」 and 「それでね、」: です and ね after a particle carry nothing."""
    kept: list[Morpheme] = []
    index = 0
    while index < len(words):
        length = _interjected(words, index)
        if length and kept and kept[-1].pos[0] in ("助詞", "接続詞"):
            index += length
        else:
            kept.append(words[index])
            index += 1
    return kept


def _interjected(words: Sequence[Morpheme], index: int) -> int:
    following = tuple(word.surface for word in words[index : index + 3])
    if following[:2] == ("です", "ね") and following[2:] != ("。",):
        return 2
    return 1 if following[:2] == ("ね", "、") else 0


def _without_repeats(words: Sequence[Morpheme]) -> list[Morpheme]:
    kept: list[Morpheme] = []
    index = 0
    while index < len(words):
        skip = _repeat(words, index) or _false_start(words, index)
        if skip:
            index += skip
        else:
            kept.append(words[index])
            index += 1
    return kept


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
    if not 2 <= len(kana) <= LONGEST_FALSE_START or not all("ぁ" <= letter <= "ー" for letter in kana):
        return 0
    longer = len(following.reading) > len(start.reading) and following.reading.startswith(start.reading)
    return 2 if longer and start.pos[0] not in ("接続詞", "感動詞") else 0
