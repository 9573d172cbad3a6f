"""Where a name begins that ends before さん, 様, 氏: by the dictionary, or by the characters it is written in."""

from __future__ import annotations

import re
from collections.abc import Callable

from minutes.text.masking.personwords import (
    COMPANY,
    HONORIFIC,
    INTRODUCED,
    LATIN,
    LATIN_COMPANIES,
    MIXED,
    NO_NAME_AT_END,
    NOT_NAMES,
    RARE_FAMILIES,
    REVERED,
    SURELY_NAMED,
)
from minutes.text.masking.words import (
    Words,
    bare,
    end_of,
    is_family_name,
    is_name,
    is_place,
    may_be_name,
    may_be_name_in_kana,
)
from minutes.text.reading import Morpheme

KATAKANA = re.compile(r"[ァ-ヴー・＝=\s　]*[ァ-ヴー]$")
_HIRAGANA = re.compile(r"[ぁ-ゖ][ぁ-ゖー]*$")
_KANJI = re.compile(r"[々㐀-鿿]+$")
_PARTICLE = re.compile(
    r"(?:から|より|って|という|である|です|した|いる|ある|には|では|とは|の|が|は|と|に|を|も|へ|で|や|か|な|御|ご|お)"
)
# What opens a sentence before a name: では、その.
_LEAD = re.compile(
    "(?:それでは|それで|そして|また|まず|では|じゃあ|ええと|えっと|えー|まあ|はい|あと|その|この|あの|うちの)"
)
_PARTICLES = ("助詞", "助動詞", "接続詞", "感動詞", "補助記号", "動詞", "形容詞", "代名詞", "連体詞", "空白")
_LONGEST_NAME = 4  # words that the dictionary takes a name for: 四|月|一|日
_LONGEST_KANJI, _LONGEST_KANA = 4, 8  # characters of a name that is in no dictionary
_SHORTEST_KANA, _LONGEST_NAME_IN_KANA = 2, 6
SPACE = " 　"
_LETTER = re.compile("(?<![A-Za-zＡ-Ｚａ-ｚ])[A-ZＡ-Ｚ]$")
_CHILDS = ("君", "くん", "ちゃん")
_AFTER_ONE = ("さん", "さま", "様", "氏", "殿", "宅", *_CHILDS)
_COUNTED_BEFORE = re.compile("[お御ご何数0-9０-９々一-鿿]$")
_LOOSE = ("の", "先生", "社長", "店長", "姓", "名義")  # what follows other words just as often


def name_before(words: Words, end: int, mark: str) -> int | None:
    """Where the name begins that ends here; None where none does."""
    if _LETTER.search(words.text[:end]):  # Ａさん
        return None
    mixed = MIXED.search(words.text[:end])
    if mixed and _with_family(words, mixed.start()) != mixed.start():
        return _with_family(words, mixed.start())
    finds: tuple[Callable[[Words, int, str], int | None], ...]
    if LATIN.search(words.text[:end]):
        start = _by_latin(words, end, mark)
        return start if start is None else _with_family(words, start)
    finds = (
        (_by_hiragana,) if _HIRAGANA.search(words.text[:end]) else (_by_dictionary, _by_katakana, _by_kanji, _by_latin)
    )
    for find in finds:
        start = find(words, end, mark)
        if start is not None:
            name = words.text[start:end]
            no_name = bare(name) in NOT_NAMES or COMPANY.search(name) or "様" in name
            return None if no_name else _with_family(words, start)
    return None


def _with_family(words: Words, start: int) -> int:
    """Where the family's name begins that stands before a given one that is in no dictionary."""
    before = len(words.text[:start].rstrip(SPACE))
    if not before:
        return start
    word = words.all[words.at(before - 1)]
    return word.start if is_family_name(word) and end_of(word) == before else start


def _by_dictionary(words: Words, end: int, mark: str) -> int | None:
    """A name the dictionary knows, whatever it takes it for here."""
    last = words.at(end - 1)
    if end_of(words.all[last]) != end or (mark in INTRODUCED and not _is_plainly_name(words, last, mark)):
        return None
    for first in range(max(0, last - _LONGEST_NAME + 1), last + 1):
        start = words.all[first].start
        written = words.text[start:end]
        if written in NOT_NAMES or (written in REVERED and mark in ("様", "さま")):
            return None
        alone = first == last and is_name(words.all[last])
        proper = first == last and words.all[last].pos[1] == "固有名詞"
        if (
            alone
            or written in RARE_FAMILIES
            or (may_be_name(written) and (proper or not NO_NAME_AT_END.search(written)))
        ):
            return _with_names_before(words, first)
    return None


def _is_plainly_name(words: Words, last: int, mark: str) -> bool:
    """Whether a word is a person's name, and not also a thing's: ゆめプランという名前."""
    word = words.all[last]
    if mark == "の" and SURELY_NAMED.match(words.text, end_of(word) + len(mark)):
        return may_be_name(word.surface) and not NO_NAME_AT_END.search(word.surface)
    named = words.text.startswith(("名前", "お名前"), end_of(word) + len(mark))
    return is_name(word) or (
        not named and mark not in _LOOSE and bool(_KANJI.match(word.surface)) and may_be_name(word.surface)
    )


def _with_names_before(words: Words, first: int) -> int:
    """The family's name before a given one, with a space between them or without; foreign names joined by ・."""
    while first > 0:
        before = first - 1
        skipped = words.all[before].surface in (*SPACE, "・")
        if skipped:
            before -= 1
        if before < 0 or not (is_name(words.all[before]) or (skipped and may_be_name(words.all[before].surface))):
            break
        if skipped and words.all[first - 1].surface == "・" and not KATAKANA.match(words.all[before].surface):
            break
        first = before
    start = words.all[first].start
    joined = KATAKANA.search(words.text[: start - 1]) if words.text[start - 1 : start] == "・" else None
    return joined.start() if joined else start


def _by_katakana(words: Words, end: int, mark: str) -> int | None:
    written = re.search(r"[ァ-ヴー]+(?:[・＝=\s　]+[ァ-ヴー]+)*$", words.text[:end])
    if not written or NO_NAME_AT_END.search(written[0]):
        return None
    first, last = words.at(written.start()), words.at(end - 1)
    if mark in INTRODUCED and "・" not in written[0] and not is_name(words.all[last]):
        return None
    ordinary = all(word.known and not is_name(word) for word in words.all[first : last + 1] if word.pos[0] == "名詞")
    company = words.all[last].pos[1] == "固有名詞" and not is_name(words.all[last])
    return None if (ordinary or company) and "・" not in written[0] and mark == "さん" else written.start()


def _by_hiragana(words: Words, end: int, mark: str) -> int | None:
    """ささきさん, りこちゃん: a run of kana without what opens it; in a long one its longest end that is a name."""
    begin = _kana_begin(words.text, end)
    cut_off = _is_cut_off(words.text, begin)
    opened = (_LEAD if cut_off else _PARTICLE).match(words.text, begin, end - _SHORTEST_KANA)
    start = opened.end() if opened else begin
    if _ends_ordinary(words, begin, end) or words.text[start:end] in NOT_NAMES:
        return None
    after_words = {
        at for at in range(begin + 1, end) if words.begins(at) and words.all[words.at(at) - 1].pos[0] in _PARTICLES
    }
    candidates = sorted(
        at
        for at in {start, *after_words, *((begin,) if cut_off else ())} - ({begin} if opened else set())
        if _SHORTEST_KANA <= end - at <= _LONGEST_NAME_IN_KANA and words.text[at:end] not in NOT_NAMES
    )
    if mark not in _AFTER_ONE:
        candidates = [at for at in candidates if may_be_name(words.text[at:end])]
    elif not (opened or cut_off):  # the end of a word: 頑張りやさん
        candidates = [at for at in candidates if may_be_name_in_kana(words.text[at:end])]
    if not candidates:
        return None
    named = (at for at in candidates if at - candidates[0] != 1 and may_be_name_in_kana(words.text[at:end]))
    whole = cut_off and not opened and candidates[0] == begin
    found = candidates[0] if whole else next(named, candidates[0])
    return _with_names_before(words, words.at(found)) if words.begins(found) else found


def _ends_ordinary(words: Words, begin: int, end: int) -> bool:
    """Whether the last word of the run is no name: それぞれ|みな|さん."""
    last = words.at(end - 1)
    if end_of(words.all[last]) != end or words.all[last].surface not in NOT_NAMES:
        return False
    before = words.text[begin : words.all[last].start]
    return not before or words.all[last - 1].pos[0] in _PARTICLES or len(before) >= _SHORTEST_KANA


def _kana_begin(text: str, end: int) -> int:
    """Where the run of kana begins that ends here; what another さん ends is no part of it."""
    run = _HIRAGANA.search(text[max(0, end - _LONGEST_KANA) : end])
    begin = end - len(run[0]) if run else end
    return max((mark.end() for mark in HONORIFIC.finditer(text, begin, end)), default=begin)


def _is_cut_off(text: str, begin: int) -> bool:
    """Whether nothing a particle could follow stands before."""
    return not begin or text[begin - 1] in "、。，．「『（(・ 　！？!?"


def _by_kanji(words: Words, end: int, mark: str) -> int | None:
    """大翔君: characters that make no word of the dictionary."""
    run = _KANJI.search(words.text[max(0, end - _LONGEST_KANJI) : end])
    if not run or (NO_NAME_AT_END.search(run[0]) and mark not in _CHILDS):
        return None
    start = end - len(run[0])
    parts = [word for word in words.all[words.at(start) : words.at(end - 1) + 1] if word.pos[0] not in _PARTICLES]
    if mark in _CHILDS and len(run[0]) > 1 and run[0] not in NOT_NAMES and not NO_NAME_AT_END.search(run[0]):
        return words.all[words.at(start)].start
    if any(len(word.surface) > 1 and word.known and word.pos[1] == "普通名詞" for word in parts):
        return None
    if len(run[0]) == 1:
        return start if _is_one_character(words, start, mark) else None
    if len(parts) == 1 and parts[0].known and not (_is_short_place(parts[0]) and mark not in INTRODUCED):
        return None
    return words.all[words.at(start)].start  # 長|谷川凛空


def _is_one_character(words: Words, at: int, mark: str) -> bool:
    """丸さん, 凪ちゃん: a word of one character is a name before these, whatever it is elsewhere."""
    word = words.all[words.at(at)]
    alone = word.start == at and len(word.surface) == 1 and word.pos[0] == "名詞" and word.pos[1] != "数詞"
    revered = word.surface in REVERED and mark in ("様", "さま")
    return alone and not revered and mark in _AFTER_ONE and not _COUNTED_BEFORE.search(words.text[:at])


def _is_short_place(word: Morpheme) -> bool:
    """鳥取さん, not 米国さん."""
    return is_place(word) and len(word.surface) < _LONGEST_KANJI and not word.surface.endswith(("国", "州", "省"))


def _by_latin(words: Words, end: int, mark: str) -> int | None:
    found = LATIN.search(words.text[:end])
    return found.start() if found and found[0] not in LATIN_COMPANIES else None
