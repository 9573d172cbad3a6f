"""Names of people who are not on the roster, found by the words around them: さん, 様, 氏, 「という方」, 「氏名は」.

A family name and a given name side by side need no such word. Officers with their titles are no private people, historical
ones (one entry of the dictionary: 渋沢栄一) neither; a family name within a place's or a company's stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.itaiji import as_name
from minutes.text.masking.history import CLAN_AFTER, CLANS, HISTORICAL
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.members import KnownPeople, is_member
from minutes.text.masking.names import KATAKANA, SPACE, name_before
from minutes.text.masking.personwords import (
    COMPANY,
    FIGURE,
    HEAD,
    HONORIFIC,
    INTRODUCED,
    INTRODUCES,
    KIN,
    NAMED_AFTER,
    NAMED_FOR,
    NO_OFFICER,
    NOT_NAMES,
    OF,
    OFFICER,
    OUTSIDER,
    SELF,
    TITLED,
)
from minutes.text.masking.words import (
    Words,
    bare,
    end_of,
    is_family_name,
    is_given_name,
    is_name,
    is_place,
    may_be_name,
    may_be_name_in_kana,
)
from minutes.text.reading import Morpheme

_KATAKANA_WORDS = re.compile(r"[ァ-ヴー]+(?:[・＝=\s　]+[ァ-ヴー]+)*")
_PAIR, _LIST = 2, ("、", "・", "と")
_CONTEXT = 14  # characters before a name that tell whose it is
_APART = " 　」』"  # between a name and さん
_GIVEN_BESIDE = re.compile("([々㐀-鿿]{1,3})(?=[、。（(はがとにものをで]|$)")  # 氏名は佐藤凛空、
_GIVEN_APART = re.compile("[ 　]([々㐀-鿿]{1,3})(?![々㐀-鿿])")  # 新井 実: whatever the dictionary takes 実 for
_KANA_BEFORE, _KANA_RUN = re.compile("[ぁ-ゖー]{2}$"), re.compile("(?<![々一-鿿])[ぁ-ゖー]+$")
_CUT_WRONG = ("動詞", "助動詞", "助詞", "形容詞", "感動詞", "接続詞")  # words that a name's kana are taken for
_NAME_ENDS = re.compile("[、。（）()」]|です|でし|という|$")
_FATHER = re.compile("(?<=[ぁ-ん])(?<!お)(?:とう|かあ|にい|ねえ|じい|ばあ)さん$")  # ごとうさん, not おとうさん
_KANA_AFTER = re.compile("[ぁ-ゖー]{2,4}?(?=[がはをにも、]|の[々一-鿿]|です|と申)")
_GIVEN = "[々一-鿿]{1,3}?|[ァ-ヴー]{2,5}?|[ぁ-ゖ]{2,4}?"
_SPACED = re.compile(
    f"([々一-鿿ノヶ]{{1,6}})[ 　]({_GIVEN})(?=(?:さん|様|氏|君|くん|ちゃん|[がはのとにをも])|(?![々一-鿿ァ-ヴーぁ-ゖ]))"
)
_ROLE = re.compile(
    "世帯主|申請者|届出人|所有者|相談者|相続人|保護者|本人|長男|次男|三男|長女|次女|孫|妻|夫|母|父|子|亡|故|旧姓"
)
_LONGEST_FAMILY = 4  # characters
_LATE = ("故", "亡")
_VERB_AFTER_KUN = re.compile("[でだじなの]")


def persons(words: Words, known: KnownPeople) -> Iterator[Hit]:
    """Every name of somebody who is not `known`."""
    taken: list[Hit] = []
    for hit in (
        *_spaced_names(words, known),
        *_before_honorifics(words, known),
        *_after_heads(words, known),
        *_whole_names(words, known),
    ):
        if not any(hit.overlaps(other) for other in taken):
            taken.append(hit)
            yield hit


# ---- 山田さん, 山田という方 -----------------------------------------------------------------------------------------


def _before_honorifics(words: Words, known: KnownPeople) -> Iterator[Hit]:
    text = words.text
    for mark in HONORIFIC.finditer(text):
        if not mark.start() or not _stands_alone(words, mark):
            continue
        stop = len(text[: mark.start()].rstrip(_APART))
        start = name_before(words, stop, mark[0]) if stop else None
        if start is None or NAMED_AFTER.match(text, mark.end()):
            continue
        name = text[start:stop]
        before = text[max(0, start - _CONTEXT) : start]
        if is_member(text, start, mark, known) or _is_officer(before) or _is_history(name, text, mark.start()):
            continue
        yield Hit(start, stop, Kind.PERSON, _identity(words, start, stop))
        yield from _listed_before(words, start, known)


def _listed_before(words: Words, start: int, known: KnownPeople) -> Iterator[Hit]:
    """山田、鈴木、佐藤さん: families named before one, with nothing but a sign or と between."""
    at = words.at(start)
    while at >= _PAIR and words.all[at - 1].surface in _LIST and may_be_name(words.all[at - _PAIR].surface):
        if len(words.all[at - _PAIR].surface) == 1 and not is_family_name(words.all[at - _PAIR]):
            break
        at -= _PAIR
        name = words.all[at]
        if not known.has(name.surface):
            yield Hit(name.start, end_of(name), Kind.PERSON, as_name(name.surface))


def _stands_alone(words: Words, mark: re.Match[str]) -> bool:
    """Whether it is a word of its own (not 仕様, 氏名, たくさん), as far as the dictionary can tell after a name."""
    word = words.all[words.at(mark.start())]
    if words.text.startswith("さん", mark.end()):  # さんさん
        return False
    if word.start == mark.start():
        longer = len(word.surface) > len(mark[0]) and mark[0] not in INTRODUCED
        return not longer and (word.pos[0] != "代名詞" or mark[0] in ("君",))
    if mark[0] in ("くん", "ちゃん"):  # 翔く|ん
        goes_on = _VERB_AFTER_KUN.match(words.text, mark.end())
        return not (mark[0] == "くん" and goes_on and not _is_kana_name(words.text, mark.start()))
    if mark[0] in ("さん", "様", "さま") and word.pos[0] in _CUT_WRONG:  # ふく|ださ|ん
        return bool(_KANA_BEFORE.search(words.text[: mark.start()]))
    if mark[0] == "さん" and _FATHER.search(words.text[: mark.end()]):
        return True
    return mark[0] in INTRODUCED and not word.known


def _is_kana_name(text: str, end: int) -> bool:
    """Whether the run of kana that ends here is a name: そうた|くんです, not 続|くんです."""
    run = _KANA_RUN.search(text[max(0, end - _CONTEXT) : end])
    return run is not None and run[0] not in NOT_NAMES and len(run[0]) > _PAIR and may_be_name_in_kana(run[0])


def _is_officer(before: str) -> bool:
    if FIGURE.search(before):
        return True
    return bool(OFFICER.search(before)) and not NO_OFFICER.search(before)


def _is_history(name: str, text: str, at: int) -> bool:
    return bare(name) in HISTORICAL or (bare(name) in CLANS and bool(CLAN_AFTER.match(text, at)))


# ---- 氏名は, 住民の ------------------------------------------------------------------------------------------------


def _after_heads(words: Words, known: KnownPeople) -> Iterator[Hit]:
    for head, sure in ((HEAD, True), (OF, False), (KIN, False), (SELF, False)):
        for match in head.finditer(words.text):
            end = _name_after(words, match.end(), sure and not match[0].rstrip(SPACE).endswith("の"))
            if end is None and head in (OF, KIN, SELF):
                end = _kana_after(words.text, match.end())
            if end is None or TITLED.match(words.text, end) or _is_officer(words.text[: match.end()][-_CONTEXT:]):
                continue
            if head is SELF and not INTRODUCES.match(words.text, end):
                continue
            name = words.text[match.end() : end]
            if head is KIN and len(name) == 1:  # 夫が森を
                continue
            outsider = OUTSIDER.search(match[0])
            if bare(name) not in NOT_NAMES and (outsider or not known.has(name)):
                yield Hit(match.end(), end, Kind.PERSON, _identity(words, match.end(), end))


def _name_after(words: Words, start: int, sure: bool) -> int | None:
    """Where the name ends that begins here. `sure`: katakana is one, too."""
    if not words.begins(start) or start >= len(words.text):
        return None
    end, last = start, -1
    for at in range(words.at(start), len(words.all)):
        word = words.all[at]
        if word.surface in SPACE and at + 1 < len(words.all) and is_name(words.all[at + 1]):
            continue
        apart = sure and len(word.surface) > 1 and _NAME_ENDS.match(words.text, end_of(word))
        first = last < 0 and (word.pos[1] == "固有名詞" or apart) and may_be_name(word.surface)
        if not is_name(word) and not first:
            break
        end, last = end_of(word), at
    beside = _GIVEN_BESIDE.match(words.text, end) if sure and last >= 0 else None
    if beside and not COMPANY.search(beside[1]) and not TITLED.match(words.text, end):
        return beside.end()
    if last >= 0 and not _goes_on(words, last):
        return (_given_after(words, last) if may_be_name(words.all[last].surface) else None) or end
    kana = _KATAKANA_WORDS.match(words.text, start) if sure else None
    if kana and re.search(r"[\s　・]", kana[0].strip()) and not HONORIFIC.match(words.text, kana.end()):
        return kana.end()
    return None


def _kana_after(text: str, start: int) -> int | None:
    """娘のひよりが: where a child's name in kana ends."""
    run = _KANA_AFTER.match(text, start)
    return run.end() if run and may_be_name_in_kana(run[0]) and run[0] not in NOT_NAMES else None


def _goes_on(words: Words, last: int) -> bool:
    """Whether the name is but the beginning of a company's, a place's or another thing's: 鈴木|自動車."""
    if last + 1 >= len(words.all):
        return False
    after = words.all[last + 1]
    return after.pos[0] in ("名詞", "接尾辞") and not HONORIFIC.match(after.surface)


# ---- 山田 花子 ------------------------------------------------------------------------------------------------------


def _whole_names(words: Words, known: KnownPeople) -> Iterator[Hit]:
    for first, family in enumerate(words.all):
        if not is_family_name(family):
            continue
        end = _given_after(words, first)
        if end is None:
            continue
        start = family.start
        name, before = words.text[start:end], words.text[max(0, start - _CONTEXT) : start]
        if TITLED.match(words.text, end) or _is_officer(before) or (first and _is_part_of_word(words.all[first - 1])):
            continue
        if not known.has(name) and bare(name) not in HISTORICAL:
            yield Hit(start, end, Kind.PERSON, _identity(words, start, end))


def _spaced_names(words: Words, known: KnownPeople) -> Iterator[Hit]:
    """滑川 トヨ, 小泉川 照代: written apart, whatever the dictionary takes the family's name for."""
    for match in _SPACED.finditer(words.text):
        before, given = match[1], match[2]
        space = match.start() + len(before)
        lengths = [n for n in range(min(len(before), _LONGEST_FAMILY), 0, -1) if may_be_name(before[-n:])]
        named = HONORIFIC.match(words.text, match.end()) is not None
        whole = len(before) <= _LONGEST_FAMILY and (named or len(given) > 1) and not _ROLE.match(before)
        length = len(before) if whole else lengths[0] if lengths else 0
        known_given = named or may_be_name(given) or bool(KATAKANA.match(given))
        end = space + 1 + len(given)
        if not length or not known_given or TITLED.match(words.text, end) or COMPANY.search(given):
            continue
        start = space - length
        if not known.has(words.text[start:end]) and not _is_officer(words.text[max(0, start - _CONTEXT) : start]):
            yield Hit(start, end, Kind.PERSON, as_name(f"{words.text[start:space]} {given}"))


def _given_after(words: Words, family: int) -> int | None:
    """Where the given name ends that follows a family's; None where none does."""
    last = family + 1
    if last < len(words.all) and words.all[last].surface in SPACE:
        last += 1
    if last < len(words.all) and is_given_name(words.all[last]):
        end = end_of(words.all[last])
        return None if NAMED_FOR.match(words.text, end) else end
    end = end_of(words.all[family])
    apart = _GIVEN_APART.match(words.text, end)
    if not apart or TITLED.match(words.text, end) or COMPANY.search(apart[1]):
        return None
    return apart.end()


def is_somebody(words: Words, at: int) -> bool:
    """Whether the family's name at this word means a person without a title, not a company or a place."""
    word = words.all[at]
    before = words.text[max(0, word.start - _CONTEXT) : word.start]
    if _goes_on(words, at) or TITLED.match(words.text, end_of(word)) or _is_officer(before):
        return False
    return not (at and _is_part_of_word(words.all[at - 1]))


def _is_part_of_word(before: Morpheme) -> bool:
    return is_place(before) or (before.pos[0] == "接頭辞" and before.surface not in _LATE)


def _identity(words: Words, start: int, end: int) -> str:
    """The name in common shapes, with one space between the family's and the given one where they can be told apart."""
    pieces = as_name(words.text[start:end]).split()
    first = words.all[words.at(start)]
    if len(pieces) == 1 and is_family_name(first) and first.start == start and end_of(first) < end:
        cut = len(as_name(first.surface))
        pieces = [pieces[0][:cut], pieces[0][cut:]]
    return " ".join(pieces)
