"""The roster as a dictionary: names that the meeting file writes with other characters than the recogniser did.

髙橋 for 高橋 and 伊東 for 伊藤 are put in only where a title shows who is meant: 「高橋委員」「会長の斉藤」「○○さん」. Two people
of one name are told apart by their titles, or else both are only suggested. A resident's name is never touched: 様 and 氏
are no titles here, nor is anybody whom the words before place outside the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from minutes.domain import Attendee, Meeting
from minutes.text.asking import asks
from minutes.text.correction.candidate import NAME, Candidate
from minutes.text.itaiji import as_name
from minutes.text.namesounds import Likeness, likeness
from minutes.text.persons import RANK, Name, Person, persons_of, rank_of
from minutes.text.reading import morphemes, reading
from minutes.text.titles import SpokenTitles

_POLITE = ("さん", "くん", "君", "先生")
_LONGEST_NAME = 8  # characters
_IN_A_NAME = re.compile(r"[々〆ヶヵ㐀-䶿一-鿿豈-﫿𠀀-𲎯ぁ-ゖァ-ヺー]+")
_SENTENCE_END = re.compile(r"[。．？！?!\n]")
# What stands right before a name: 会長の斉藤, 町内会長斉藤.
_OF = re.compile(r"([0-9A-Za-z０-９Ａ-Ｚａ-ｚ々㐀-䶿一-鿿ァ-ヺー・]+)の?$")
_OUTSIDERS = re.compile(
    r"(?:住民|市民|区民|町民|村民|県民|利用者|患者|保護者|業者|相談者|申請者|入居者|被保険者|当事者|記者|遺族|家族|親族|近所|隣.?|"
    r"自宅|お宅|お住まい|在住|民間|会社|事業所|工務店|建設|商店|病院|医院|地権者|所有者|請求者|陳情者|請願者|自治会|町内会|町会)$"
)
_NO_NAME = ("助詞", "助動詞", "接続詞", "感動詞")
_NOT_A_FIRST_PART = ("接頭辞",)  # 小高橋, 新高橋
_LONGEST_OPENING = 12  # characters before a bare call: はい、それでは高橋委員。
_AFTER_A_NAME = re.compile(r"様|さま|氏|(?:さん)?(?:の?お?宅|の?ご?自宅|のご?家族|の家|邸|家の)")
_PRESENTED = re.compile(r"(?:です|でございます|であります|と申します|さん|君|[、。]|が|は|から|より|でし|$)")

_ROUGH = (Likeness.NEAR, Likeness.OTHER)

# The estimated probability that the roster's writing is meant.
SURE, LIKELY, POLITE_ONLY, CALLED, DOUBTFUL = 0.97, 0.93, 0.85, 0.75, 0.3


class _Level(IntEnum):
    """How well the words beside a name fit a person: not at all, さん, rank (課長, 委員), whole title."""

    NONE = 0
    POLITE = 1
    RANK = 2
    TITLE = 3


@dataclass(frozen=True)
class _Place:
    """Characters that may be a name, beside a title or another sign; `called`: at the end of a call."""

    start: int
    end: int
    title: str
    called: bool = False
    presented: bool = False  # the title stands before it


@dataclass(frozen=True)
class _Hit:
    """A person's name that the characters of a place may be."""

    name: Name
    level: _Level
    likeness: Likeness
    place: _Place


def name_candidates(heard: str, meeting: Meeting) -> tuple[Candidate, ...]:
    """Where the roster's writing of a name or title may stand for what was heard, in order of place."""
    roster = _roster(meeting.attendees)
    if not roster.persons:
        return ()
    text = _Text(heard)
    found = {}
    for place in _places(text, roster.titles):
        for candidate in _decided(text, place, roster):
            found[candidate.start, candidate.end, candidate.term] = candidate
    for candidate in _full_names(heard, roster):
        found.setdefault((candidate.start, candidate.end, candidate.term), candidate)
    for candidate in roster.spoken_titles.misheard(heard):
        if not any(one.start < candidate.end and candidate.start < one.end for one in found.values()):
            found[candidate.start, candidate.end, candidate.term] = candidate
    return tuple(found[key] for key in sorted(found))


class _Roster:
    """What is looked for on a roster: `titles` with ranks and polite endings; 委員 is none in 委員会."""

    def __init__(self, attendees: tuple[Attendee, ...]) -> None:
        self.persons = persons_of(attendees)
        self.spoken_titles = SpokenTitles(attendees)
        own = sorted({re.escape(title) for one in self.persons for title in one.titles}, key=len, reverse=True)
        self.titles = re.compile(f"(?:{'|'.join([*own, RANK])})(?![会長補級職])|{'|'.join(_POLITE)}")
        full = [(one.names[0].written, one.names[1].written) for one in self.persons if len(one.names) > 1]
        self.full_names = {as_name(written): (family, written.removeprefix(family)) for family, written in full}
        self.full_name = re.compile("|".join(_spaced(*names) for names in self.full_names.values()) or "(?!)")
        self._fitting: dict[str, list[tuple[Person, _Level]]] = {}

    def fitting(self, title: str) -> list[tuple[Person, _Level]]:
        """Whom a title fits, and how well."""
        if title not in self._fitting:
            levels = ((person, _of_title(title, person)) for person in self.persons)
            self._fitting[title] = [(person, level) for person, level in levels if level]
        return self._fitting[title]


def _spaced(family: str, given: str) -> str:
    """A pattern for a name in common shapes, with a space between its parts or without."""
    return f"{re.escape(as_name(family))}[ 　]?{re.escape(as_name(given))}"


@lru_cache(maxsize=8)
def _roster(attendees: tuple[Attendee, ...]) -> _Roster:
    return _Roster(attendees)


# ---- places where a name may stand -------------------------------------------------------------------------------


class _Text:
    """A text with the places where its words begin, found when they are needed."""

    def __init__(self, heard: str) -> None:
        self.heard = heard
        self._words: dict[int, str] | None = None

    @property
    def words(self) -> dict[int, str]:
        """Part of speech of each word by its beginning."""
        if self._words is None:
            self._words = {word.start: word.pos[0] for word in morphemes(self.heard)}
        return self._words

    def begins(self, at: int) -> bool:
        """Whether a name may begin here, rather than in the middle of a word or after the first part of one."""
        if self.words.get(at) in _NO_NAME:
            return False
        if at == 0 or not _IN_A_NAME.fullmatch(self.heard[at - 1]):
            return True
        before = max((start for start in self.words if start < at), default=0)
        return at in self.words and self.words[before] not in _NOT_A_FIRST_PART

    def ends(self, at: int) -> bool:
        return at == len(self.heard) or at in self.words

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence begins and ends that holds this place."""
        begin = max((match.end() for match in _SENTENCE_END.finditer(self.heard, 0, at)), default=0)
        end = _SENTENCE_END.search(self.heard, at)
        return begin, end.start() if end else len(self.heard)


def _places(text: _Text, titles: re.Pattern[str]) -> Iterator[_Place]:
    heard = text.heard
    for title in titles.finditer(heard):
        called = None
        for start in range(title.start() - 1, max(-1, title.start() - 1 - _LONGEST_NAME), -1):
            if not _IN_A_NAME.fullmatch(heard[start]):
                break
            if text.begins(start):
                called = _is_call(text, start, title) if called is None else called
                yield _Place(start, title.start(), title[0], called)
        if title[0] in _POLITE:
            continue
        start = title.end() + heard.startswith("の", title.end())
        for end in range(start + 1, min(len(heard), start + _LONGEST_NAME) + 1):
            if not _IN_A_NAME.fullmatch(heard[end - 1]):
                break
            if text.ends(end) and not _AFTER_A_NAME.match(heard, end) and _PRESENTED.match(heard, end):
                yield _Place(start, end, title[0], presented=True)


def _is_call(text: _Text, start: int, title: re.Match[str]) -> bool:
    """Whether the sentence calls upon somebody: a request follows, or the name and title are all of it."""
    begin, end = text.sentence(title.end())
    rest = text.heard[title.end() : end].strip("、 　")
    return asks(reading(rest)) if rest else start - begin <= _LONGEST_OPENING


def _full_names(heard: str, roster: _Roster) -> Iterator[Candidate]:
    """A family's and a given name together need no title; they must be the roster's but for the shapes of characters."""
    plain = as_name(heard)
    if len(plain) != len(heard):
        return
    for found in roster.full_name.finditer(plain):
        start, end = found.span()
        family, given = roster.full_names[found[0].replace(" ", "").replace("　", "")]
        written = family + heard[start + len(family) : end - len(given)] + given
        outside = _AFTER_A_NAME.match(heard, end)
        if heard[start:end] != written:
            why = (f"名簿では「{written}」と書きます", "氏名が全部そろっています")
            yield Candidate(start, end, written, NAME, DOUBTFUL if outside else SURE, why)


# ---- who is meant ------------------------------------------------------------------------------------------------


def _decided(text: _Text, place: _Place, roster: _Roster) -> list[Candidate]:
    hits = [hit for person, level in roster.fitting(place.title) for hit in _hits(text, place, person, level)]
    best = max((hit.level for hit in hits), default=_Level.NONE)
    hits = [hit for hit in hits if hit.level == best]
    certain = [hit for hit in hits if hit.likeness not in _ROUGH]
    written = {hit.name.written: hit for hit in certain or hits}
    heard = text.heard[place.start : place.end]
    return [
        _candidate(hit, DOUBTFUL if len(written) > 1 else _score(hit), rivals=len(written))
        for hit in written.values()
        if hit.name.written != heard
    ]


def _hits(text: _Text, place: _Place, person: Person, fits: _Level) -> Iterator[_Hit]:
    heard = text.heard[place.start : place.end]
    for name in person.names:
        like = likeness(heard, name) if name.written else None
        if like is None or (like in _ROUGH and (fits is _Level.POLITE or place.presented)):
            continue
        if level := _level(text, place, person, fits):
            yield _Hit(name, level, like, place)


def _level(text: _Text, place: _Place, person: Person, fits: _Level) -> _Level:
    """How well the words beside a name fit the person; those before it may say that it is somebody else."""
    before = _before(text.heard[: place.start], person)
    if place.presented:
        return before or _Level.NONE
    if _AFTER_A_NAME.match(text.heard, place.end):
        return _Level.NONE
    return fits if before is None else _Level.NONE if not before else max(fits, before)


def _of_title(title: str, person: Person) -> _Level:
    if title in person.titles:
        return _Level.TITLE
    if title in person.ranks or (title in ("委員", "議員") and person.is_member()):
        return _Level.RANK
    return _Level.POLITE if title in _POLITE else _Level.NONE


def _before(text: str, person: Person) -> _Level | None:
    """What 「会長の」 or a title right before a name says of this person; None: nothing."""
    if any(_ends_with(text, title) for title in person.titles):
        return _Level.TITLE
    of = _OF.search(text)
    if not of:
        return None
    if _OUTSIDERS.search(of[1]):
        return _Level.NONE
    rank = rank_of(of[1])
    if not rank:
        return None
    return _of_title(of[1], person) if of[1] == rank or of[1] in person.titles else _Level.NONE


def _ends_with(text: str, title: str) -> bool:
    """Whether the title stands there, and not as a part of 町内会長."""
    before = text.removesuffix(title)
    return before != text and (len(title) > len("会長") or not _IN_A_NAME.fullmatch(before[-1:]))


def _score(hit: _Hit) -> float:
    if hit.likeness is Likeness.SHAPES:
        return SURE
    if hit.likeness is Likeness.SOUND:
        return LIKELY if hit.level > _Level.POLITE else POLITE_ONLY
    if hit.likeness is Likeness.KANA and hit.level > _Level.POLITE:
        return LIKELY
    if hit.likeness is Likeness.WORD and hit.level > _Level.POLITE and not hit.place.presented:
        return CALLED
    return CALLED if hit.likeness is Likeness.NEAR and hit.place.called else DOUBTFUL


def _candidate(hit: _Hit, score: float, rivals: int) -> Candidate:
    title = hit.place.title
    why = [f"名簿の{hit.name.written}と{hit.likeness.reason}"]
    why.append(f"前に「{title}」があります" if hit.place.presented else f"後に「{title}」があります")
    if rivals > 1:
        why.append("名簿に同じ読みの人がほかにもいます")
    return Candidate(hit.place.start, hit.place.end, hit.name.written, NAME, score, tuple(why))
