"""Names in a claim that nobody said: people, places, organisations, products, foreign words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from minutes.domain import Meeting
from minutes.structure.grounding.passage import Passage, kanji_of
from minutes.text.itaiji import as_name
from minutes.text.persons import person_of
from minutes.text.reading import Morpheme, reading

NameKind = Literal["name", "organisation"]

_ORGANISATION = re.compile(
    r"(?:(?<!内)課|(?<![一全内外])部|(?<!当)局|室|係|省|庁|署|校|園|院|支所|支店|本部|事務所|委員会|協議会|審議会|審査会|連合会|自治会|町内会|会議所|商工会|"
    r"組合|連合|機構|財団|社団|法人|会社|公社|公団|協会|学会|師会|大学|センター|クラブ|地区|団|町|村|駅|会議)$"
)
_NOT_OWN = re.compile(
    r"^(?:当該|当|本|同|各|全|貴|両|該当|関係|担当|所管|他|庁|市|国|県|町|村|区|都|府|道)*(?:課|部|局|室|市|町|村|県|区|庁|会|所|係|校|園|館|院|地区|委員会|部署|職員)?$"
)
_OWN = re.compile(r"(?:当該|当|本|同)[一-鿿]{1,4}$")
_TITLE = re.compile(r"(?:長|委員|議員|主幹|参事|主査|主任|理事|幹事|先生|補佐|代理)$")
_POLITE = re.compile(r"(?:氏|さん|君|様)$")
_KANJI = re.compile("[々㐀-䶿一-鿿]")
_ANY_WORDS = """
各 全 両 同 本 当 両者 部局 部 局 課 室
"""
_ANY = frozenset(_ANY_WORDS.split())
_KIND_OF = re.compile(r"(?:館|師|士|年金|保険|手当|交付金|補助金|基金|条例|法[上令]?)$")
_FIRM = re.compile(r"(?:(?:株式|有限|合同)会社|(?:社会福祉|医療|学校|社団|財団|NPO)法人)[^、。]{3}")
_INCORPORATED = re.compile(r"会社|法人|組合|財団|社団")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-+.&][A-Za-z0-9]+)*")
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")  # A of A案, B案
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_QUOTED = re.compile(r"[「『]([^」』]{2,30})[」』]")
_PROPER = ("人名", "地名")
_IDENTITY_WORDS = """
東 西 南 北 東部 西部 南部 北部 中央 甲 乙 丙
"""
_IDENTITY = frozenset(_IDENTITY_WORDS.split())
_NOUNS = ("名詞", "接頭辞", "接尾辞")


@dataclass(frozen=True)
class Name:
    kind: NameKind
    text: str


def unsaid_names(
    claim: Passage,
    said: Passage,
    meeting: Meeting,
    speakers: Sequence[str],
    terms: frozenset[str],
    context: frozenset[str],
) -> Iterator[Name]:
    """`said`: all the evidence; `speakers`: who said it, whose own offices and titles may be named; `terms`:
    of the dictionaries, which may have been heard in other characters."""
    own = "\n".join((*meeting.agenda, *_own_names(meeting, speakers)))
    known = as_name(f"{said.text}\n{own}")
    seen: set[str] = set()
    for name in (*_roster(claim, meeting), *_written(claim, said, context), *_runs(claim, said, context)):
        if name.text not in seen and not _is_known(name.text, known, said, terms):
            seen.add(name.text)
            yield name


def _own_names(meeting: Meeting, speakers: Sequence[str]) -> Iterator[str]:
    for attendee in meeting.attendees:
        if attendee.role in speakers:
            yield from (attendee.role, *attendee.aliases)
    yield from speakers


def _is_known(name: str, known: str, said: Passage, terms: frozenset[str]) -> bool:
    plain = as_name(_POLITE.sub("", name))
    if plain in known or plain.lower() in known.lower() or plain in known.replace("の", ""):
        return True
    if plain not in terms and any(character not in said.text for character in _KANJI.findall(plain)):
        return False  # 北洋 is not 北陽
    sound = reading(name)
    return len(sound) >= 3 and sound in said.sounds


def _roster(claim: Passage, meeting: Meeting) -> Iterator[Name]:
    """People of the roster: their titles of more than a rank, and their names."""
    text = as_name(claim.text)
    for attendee in meeting.attendees:
        person = person_of(attendee)
        for title in (attendee.role, *person.titles):
            if title not in person.ranks and len(title) > 2 and as_name(title) in text:
                yield Name("name", title)


def _written(claim: Passage, said: Passage, context: frozenset[str]) -> Iterator[Name]:
    """Foreign words, what stands in quotation marks, and words that Sudachi knows as names."""
    counted = [(one.start, one.end) for one in claim.quantities]
    for match in _LATIN.finditer(claim.text):
        unit = any(start < match.end() <= end for start, end in counted)  # 60cm
        if not unit and not (len(match.group()) == 1 and not _LETTER.search(said.text)):
            yield Name("name", match.group())
    for match in _QUOTED.finditer(claim.text):
        yield Name("name", match.group(1))
    for match in _FIRM.finditer(claim.text):
        if match.group() not in said.text:
            yield Name("organisation", match.group())
    for word in claim.words:
        if word.pos[0] != "名詞":
            continue
        if word.pos[1] == "固有名詞" and word.pos[2] in _PROPER and len(word.surface) > 1:
            yield Name("organisation" if word.pos[2] == "地名" else "name", word.surface)
        elif (
            word.normalized not in context
            and _KATAKANA.fullmatch(word.surface)
            and (not word.known or word.pos[1] == "固有名詞")
        ):
            yield Name("name", word.surface)


def _runs(claim: Passage, said: Passage, context: frozenset[str]) -> Iterator[Name]:
    """Compounds of nouns: an organisation, or a name in which one word was put for another."""
    theirs = [tuple(word.normalized for word in run) for run in noun_runs(said)]
    for run in noun_runs(claim):
        text = "".join(word.surface for word in run)
        odd = [word for word in run if not _carried(word, said) and word.surface not in _ANY]
        if not odd or _NOT_OWN.match(text) or _OWN.match(text):
            continue
        if (
            any(word.surface in _IDENTITY for word in odd)
            or (len(run) > 2 and _exchanged(run, theirs, odd))
            or (len(run) > 1 and _INCORPORATED.search(text))
        ):
            yield Name("organisation", text)
        elif len(run) > 1 and _KIND_OF.search(text) and odd[0] is not run[-1] and _kind(odd[0], context):
            yield Name("name", text)
        elif len(run) > 1 and (_ORGANISATION.search(text) or _TITLE.search(text)) and odd[0] is not run[-1]:
            yield Name("organisation" if _ORGANISATION.search(text) else "name", text)


def _kind(word: Morpheme, context: frozenset[str]) -> bool:
    """Whether it says which of a kind is meant (武道館), and nobody spoke of that on the item."""
    return word.pos[2] == "一般" and word.normalized not in context


def _carried(word: Morpheme, said: Passage) -> bool:
    """By how it is written: 北洋 sounds like 北陽."""
    return word.normalized in said.keys or word.surface in said.text


def _exchanged(run: Sequence[Morpheme], theirs: Sequence[tuple[str, ...]], odd: Sequence[Morpheme]) -> bool:
    """障害福祉サービス費 → 児童福祉サービス費."""
    if len(odd) != 1:
        return False
    ours = tuple(word.normalized for word in run)
    place = run.index(odd[0])
    kanji = kanji_of(odd[0])
    for other in theirs:
        if len(other) == len(ours) and other[:place] + other[place + 1 :] == ours[:place] + ours[place + 1 :]:
            return not any(character in other[place] for character in kanji)
    return False


@lru_cache(maxsize=1024)
def noun_runs(passage: Passage) -> tuple[tuple[Morpheme, ...], ...]:
    """Nouns written together, as far as they are no numbers."""
    counted = [(quantity.start, quantity.end) for quantity in passage.quantities]

    def is_noun(word: Morpheme) -> bool:
        number = word.pos[1] == "数詞" or any(start <= word.start < end for start, end in counted)
        return word.pos[0] in _NOUNS and not number and word.surface != "とも"

    runs = []
    for nouns, group in groupby(passage.words, key=is_noun):
        if nouns:
            runs.append(tuple(group))
    return tuple(runs)
