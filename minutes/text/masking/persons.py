"""Names of people who are not on the roster, found by the words around them: さん, 様, 氏, 「という方」, 「氏名は」.

A family name and a given name side by side need no such word. Officers with their titles are no private people, historical
ones (one entry of the dictionary: 渋沢栄一) neither; a family name within a place's or a company's stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from minutes.domain import Attendee
from minutes.text.itaiji import as_name
from minutes.text.masking.history import CLAN_AFTER, CLANS, HISTORICAL
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.personwords import (
    CALLED,
    COMPANY,
    FAMILIAR,
    HEAD,
    HONORIFIC,
    INTRODUCED,
    INTRODUCES,
    LATIN,
    LATIN_COMPANIES,
    MIXED,
    NAMED_AFTER,
    NAMED_FOR,
    NO_NAME_AT_END,
    NO_OFFICER,
    NOT_NAMES,
    OF,
    OFFICER,
    OUTSIDER,
    RARE_FAMILIES,
    REVERED,
    SELF,
    STRONG,
    TITLED,
)
from minutes.text.masking.words import Words, end_of, is_family_name, is_given_name, is_name, is_place, may_be_name
from minutes.text.persons import persons_of
from minutes.text.reading import Morpheme

_KATAKANA = re.compile(r"[ァ-ヴー・＝=\s　]*[ァ-ヴー]$")
_KATAKANA_WORDS = re.compile(r"[ァ-ヴー]+(?:[・＝=\s　]+[ァ-ヴー]+)*")
_HIRAGANA = re.compile(r"[ぁ-ゖ][ぁ-ゖー]*$")
_KANJI = re.compile(r"[々㐀-鿿]+$")
_PARTICLE = re.compile(
    r"(?:の|が|は|と|に|を|も|へ|で|や|か|から|より|って|という|である|です|した|いる|ある|な|御|ご|お)"
)
_PARTICLES = ("助詞", "助動詞", "接続詞", "感動詞", "補助記号", "動詞", "形容詞", "代名詞", "連体詞", "空白")
_LONGEST_NAME = 4  # words that the dictionary takes a name for: 四|月|一|日
_LONGEST_KANJI, _LONGEST_KANA = 4, 8  # characters of a name that is in no dictionary
_SHORTEST_KANA, _LONGEST_NAME_IN_KANA = 2, 5
_PAIR, _LIST = 2, ("、", "・", "と")
_CONTEXT = 14  # characters before a name that tell whose it is
_SPACE = " 　"
_APART = " 　」』"  # between a name and さん
_GIVEN_BESIDE = re.compile("([々㐀-鿿]{1,3})(?=[、。（(はがとにものをで]|$)")  # 氏名は佐藤凛空、
_HOME = re.compile(
    r"の?(?:お宅|ご自宅|御自宅|家(?!族)|奥|御?主人|ご主人|息子|娘|お母|お父|おばあ|おじい|お孫|畑|田んぼ|土地|所有|遺族|敷地)"
)
_GIVEN_APART = re.compile("[ 　]([々㐀-鿿]{1,3})(?![々㐀-鿿])")  # 新井 実: whatever the dictionary takes 実 for
_CHILDS = ("君", "くん", "ちゃん")
_LOOSE = ("の", "先生", "社長", "店長", "姓", "名義")  # what follows other words just as often
_LATE = ("故", "亡")
_VERB_AFTER_KUN = re.compile("[でだじなの]")


@dataclass(frozen=True)
class KnownPeople:
    """Who is on the roster, by names in common shapes: `families`, `given` and whole ones."""

    families: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        plain = _bare(name)
        return plain in self.families or plain in self.given or plain in self.whole


@lru_cache(maxsize=64)
def known_people(attendees: tuple[Attendee, ...]) -> KnownPeople:
    """The names of the roster, written and in kana."""
    persons = persons_of(attendees)
    families = {
        _bare(one) for person in persons if person.family for one in (person.family.written, person.family.kana)
    }
    whole = {_bare(name.written) for person in persons for name in person.names[1:]}
    whole |= {_bare(name.kana) for person in persons for name in person.names[1:]}
    given = {
        _bare(person.names[1].written).removeprefix(_bare(person.names[0].written))
        for person in persons
        if len(person.names) > 1
    }
    return KnownPeople(
        frozenset(filter(None, families)), frozenset(filter(None, given)), frozenset(filter(None, whole))
    )


def persons(words: Words, known: KnownPeople) -> Iterator[Hit]:
    """Every name of somebody who is not `known`."""
    taken: list[Hit] = []
    for hit in (*_before_honorifics(words, known), *_after_heads(words, known), *_whole_names(words, known)):
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
        start = _name_before(words, stop, mark[0]) if stop else None
        if start is None or NAMED_AFTER.match(text, mark.end()):
            continue
        name = text[start:stop]
        before = text[max(0, start - _CONTEXT) : start]
        home = CALLED.match(text, mark.end()) or (mark[0] == "さん" and _HOME.match(text, mark.end()))
        if (
            (not home and _is_member(name, before, mark[0], known))
            or _is_officer(before)
            or _is_history(name, text, mark.start())
        ):
            continue
        yield Hit(start, stop, Kind.PERSON, _identity(words, start, stop))
        yield from _listed_before(words, start, known)


def _listed_before(words: Words, start: int, known: KnownPeople) -> Iterator[Hit]:
    """山田、鈴木、佐藤さん: families named before one, with nothing but a sign or と between."""
    at = words.at(start)
    while at >= _PAIR and words.all[at - 1].surface in _LIST and is_family_name(words.all[at - _PAIR]):
        at -= _PAIR
        name = words.all[at]
        if not known.has(name.surface):
            yield Hit(name.start, end_of(name), Kind.PERSON, as_name(name.surface))


def _stands_alone(words: Words, mark: re.Match[str]) -> bool:
    """Whether it is a word of its own (not 仕様, 氏名, たくさん), as far as the dictionary can tell after a name."""
    at = words.at(mark.start())
    word = words.all[at]
    if word.start == mark.start():
        longer = len(word.surface) > len(mark[0]) and mark[0] not in INTRODUCED
        return not longer and (word.pos[0] != "代名詞" or mark[0] in ("君",))
    if mark[0] in ("くん", "ちゃん"):  # 翔く|ん
        rest = words.text[mark.end() : mark.end() + 1]
        return not (mark[0] == "くん" and word.pos[0] == "動詞" and _VERB_AFTER_KUN.match(rest))
    return mark[0] in INTRODUCED and not word.known


def _is_member(name: str, before: str, mark: str, known: KnownPeople) -> bool:
    """Whether the roster's person is meant, and not somebody of the same name."""
    return known.has(name) and mark not in STRONG and not OUTSIDER.search(before)


def _is_officer(before: str) -> bool:
    return bool(OFFICER.search(before)) and not NO_OFFICER.search(before)


def _is_history(name: str, text: str, at: int) -> bool:
    return _bare(name) in HISTORICAL or (_bare(name) in CLANS and bool(CLAN_AFTER.match(text, at)))


def _name_before(words: Words, end: int, mark: str) -> int | None:
    """Where the name begins that ends here; None where none does."""
    mixed = MIXED.search(words.text[:end])
    if mixed and _with_family(words, mixed.start()) != mixed.start():
        return _with_family(words, mixed.start())
    finds: tuple[Callable[[Words, int, str], int | None], ...]
    finds = (
        (_by_hiragana,) if _HIRAGANA.search(words.text[:end]) else (_by_dictionary, _by_katakana, _by_kanji, _by_latin)
    )
    for find in finds:
        start = find(words, end, mark)
        if start is not None:
            name = words.text[start:end]
            no_name = _bare(name) in NOT_NAMES or COMPANY.search(name) or "様" in name
            return None if no_name else _with_family(words, start)
    return None


def _with_family(words: Words, start: int) -> int:
    """Where the family's name begins that stands before a given one that is in no dictionary."""
    before = len(words.text[:start].rstrip(_SPACE))
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
    named = words.text.startswith(("名前", "お名前"), end_of(word) + len(mark))
    return is_name(word) or (
        not named and mark not in _LOOSE and bool(_KANJI.match(word.surface)) and may_be_name(word.surface)
    )


def _with_names_before(words: Words, first: int) -> int:
    """The family's name before a given one, with a space between them or without; foreign names joined by ・."""
    while first > 0:
        before = first - 1
        skipped = words.all[before].surface in (*_SPACE, "・")
        if skipped:
            before -= 1
        if before < 0 or not (is_name(words.all[before]) or (skipped and may_be_name(words.all[before].surface))):
            break
        if skipped and words.all[first - 1].surface == "・" and not _KATAKANA.match(words.all[before].surface):
            break
        first = before
    start = words.all[first].start
    joined = _KATAKANA.search(words.text[: start - 1]) if words.text[start - 1 : start] == "・" else None
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
    """ささきさん, りこちゃん: the longest end of the run that is a name, else what is left after particles."""
    begin = _kana_begin(words.text, end)
    for start in range(begin, end - 1):
        if start > begin and not _begins_after(words, begin, start):
            continue
        written = words.text[start:end]
        if written in NOT_NAMES:
            return None
        if may_be_name(written):
            return _with_names_before(words, words.at(start)) if words.begins(start) else start
        if start == begin and _is_cut_off(words.text, begin) and _is_no_word(words, start, end, mark):
            return start
    if mark not in FAMILIAR or end - begin < _SHORTEST_KANA:
        return None
    particle = None if _is_cut_off(words.text, begin) else _PARTICLE.match(words.text, begin, end - _SHORTEST_KANA)
    return particle.end() if particle else begin


def _kana_begin(text: str, end: int) -> int:
    """Where the run of kana begins that ends here; what another さん ends is no part of it."""
    run = _HIRAGANA.search(text[max(0, end - _LONGEST_KANA) : end])
    begin = end - len(run[0]) if run else end
    return max((mark.end() for mark in HONORIFIC.finditer(text, begin, end)), default=begin)


def _is_cut_off(text: str, begin: int) -> bool:
    """Whether nothing a particle could follow stands before."""
    return not begin or text[begin - 1] in "、。，．「『（(・ 　！？!?"


def _is_no_word(words: Words, start: int, end: int, mark: str) -> bool:
    """Whether kana that are in no dictionary make up no words of one, either. After さん only short ones count."""
    if not _SHORTEST_KANA <= end - start <= _LONGEST_NAME_IN_KANA:
        return False
    first = words.all[words.at(start)]
    return mark in FAMILIAR or len(first.surface) == 1 or (first.pos[0] == "動詞" and end_of(first) == end)


def _begins_after(words: Words, begin: int, start: int) -> bool:
    """Whether what stands before in the run of kana is a particle, or a word of its own."""
    return words.begins(start) or bool(_PARTICLE.fullmatch(words.text[begin:start]))


def _by_kanji(words: Words, end: int, mark: str) -> int | None:
    """大翔君: characters that make no word of the dictionary."""
    run = _KANJI.search(words.text[max(0, end - _LONGEST_KANJI) : end])
    if not run or (NO_NAME_AT_END.search(run[0]) and mark not in _CHILDS):
        return None
    start = end - len(run[0])
    parts = [word for word in words.all[words.at(start) : words.at(end - 1) + 1] if word.pos[0] not in _PARTICLES]
    if any(len(word.surface) > 1 and word.known and word.pos[1] == "普通名詞" for word in parts):
        return None
    if len(run[0]) < _SHORTEST_KANA or (len(parts) == 1 and parts[0].known):
        return None
    return words.all[words.at(start)].start  # 長|谷川凛空


def _by_latin(words: Words, end: int, mark: str) -> int | None:
    found = LATIN.search(words.text[:end])
    return found.start() if found and found[0] not in LATIN_COMPANIES else None


# ---- 氏名は, 住民の ------------------------------------------------------------------------------------------------


def _after_heads(words: Words, known: KnownPeople) -> Iterator[Hit]:
    for head, sure in ((HEAD, True), (OF, False), (SELF, False)):
        for match in head.finditer(words.text):
            end = _name_after(words, match.end(), sure and not match[0].rstrip(_SPACE).endswith("の"))
            if end is None or TITLED.match(words.text, end) or _is_officer(words.text[: match.end()][-_CONTEXT:]):
                continue
            if head is SELF and not INTRODUCES.match(words.text, end):
                continue
            name = words.text[match.end() : end]
            outsider = OUTSIDER.search(match[0])
            if _bare(name) not in NOT_NAMES and (outsider or not known.has(name)):
                yield Hit(match.end(), end, Kind.PERSON, _identity(words, match.end(), end))


def _name_after(words: Words, start: int, sure: bool) -> int | None:
    """Where the name ends that begins here. `sure`: katakana is one, too."""
    if not words.begins(start) or start >= len(words.text):
        return None
    end, last = start, -1
    for at in range(words.at(start), len(words.all)):
        word = words.all[at]
        if word.surface in _SPACE and at + 1 < len(words.all) and is_name(words.all[at + 1]):
            continue
        first = last < 0 and word.pos[1] == "固有名詞" and may_be_name(word.surface)
        if not is_name(word) and not first:
            break
        end, last = end_of(word), at
    beside = _GIVEN_BESIDE.match(words.text, end) if sure and last >= 0 else None
    if beside and not COMPANY.search(beside[1]) and not TITLED.match(words.text, end):
        return beside.end()
    if last >= 0 and not _goes_on(words, last):
        return (_given_after(words, last) if is_family_name(words.all[last]) else None) or end
    kana = _KATAKANA_WORDS.match(words.text, start) if sure else None
    if kana and re.search(r"[\s　・]", kana[0].strip()) and not HONORIFIC.match(words.text, kana.end()):
        return kana.end()
    return None


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
        if not known.has(name) and _bare(name) not in HISTORICAL:
            yield Hit(start, end, Kind.PERSON, _identity(words, start, end))


def _given_after(words: Words, family: int) -> int | None:
    """Where the given name ends that follows a family's; None where none does."""
    last = family + 1
    if last < len(words.all) and words.all[last].surface in _SPACE:
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


def _bare(name: str) -> str:
    """Without spaces, in common shapes: what names are compared by."""
    return as_name(re.sub(r"[\s　]+", "", name))
