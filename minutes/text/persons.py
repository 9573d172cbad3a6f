"""The people on a roster as they are spoken of: by title, by family name, by full name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from minutes.domain import Attendee
from minutes.text.reading import katakana, morphemes, reading
from minutes.text.readings import readable_as

_BRACKET = re.compile(r"(.*?)[（(](.+?)[）)]$")
_FAMILY = ("名詞", "固有名詞", "人名", "姓")
_LONGEST_FAMILY = 3  # characters of a name without a space that Sudachi does not know: 東海林
# What a title ends with. A person is called by it alone (渡辺課長), and who has another one is somebody else.
RANK = (
    r"副?(?:(?:委員|会|部会|座|議|市|町|村|区|教育|局|次|部|課|室|所|館|園|校|センター|係|班|署|消防)長|知事|教頭|参事|主幹|"
    r"主査補?|主任|主事|課長補佐|監|理事|管理者|(?:監査)?委員|議員|幹事)"
)
_RANK_AT_END = re.compile(f"{RANK}$")
_MEMBERS = ("委員", "議員", "会長", "委員長", "座長", "議長", "番", "職務代理")


@dataclass(frozen=True)
class Name:
    """A name as the roster writes it, without spaces, and how it is read, in katakana."""

    written: str
    kana: str


@dataclass(frozen=True)
class Person:
    """`titles`: role and aliases without a name in them; `names`: the family's, then the full one, as far as known."""

    role: str
    titles: tuple[str, ...]
    names: tuple[Name, ...]

    @cached_property
    def ranks(self) -> frozenset[str]:
        return frozenset(filter(None, map(rank_of, self.titles)))

    @property
    def family(self) -> Name | None:
        return self.names[0] if self.names else None

    def is_member(self) -> bool:
        """Whether the person may be called 委員 or 議員, whatever else he is."""
        return any(word in title for title in self.titles for word in _MEMBERS)


@lru_cache(maxsize=64)
def persons_of(attendees: tuple[Attendee, ...]) -> tuple[Person, ...]:
    """Everybody on the roster, absent people too: they are spoken of."""
    return tuple(person_of(attendee) for attendee in attendees)


@lru_cache(maxsize=4096)
def person_of(attendee: Attendee) -> Person:
    base, inside = _parts(attendee.role)
    names = _names(attendee, inside)
    family = names[0].written if names else ""
    titles = (base, *attendee.aliases)
    if family:
        titles = tuple(title.removeprefix(family).removesuffix(family).strip(" 　・") for title in titles)
    return Person(attendee.role, tuple(dict.fromkeys(filter(None, titles))), names)


def rank_of(title: str) -> str:
    """課長 of 総務法制課長; empty for what has none."""
    found = _RANK_AT_END.search(title)
    return found[0] if found else ""


def _parts(role: str) -> tuple[str, str]:
    """委員（山田）: the title and what stands in brackets."""
    bracket = _BRACKET.match(role)
    return (bracket[1], bracket[2]) if bracket else (role, "")


def _names(attendee: Attendee, inside: str) -> tuple[Name, ...]:
    """The family's name, and the full one where the given name is known."""
    written, spoken = attendee.name.split(), katakana(attendee.reading).split()
    if len(written) == 1:
        written = _split(written[0], spoken)
    if not written:
        if not inside or not _looks_like_a_name(inside, spoken):
            return (Name("", spoken[0]),) if spoken else ()
        written = [inside]
    family = Name(written[0], spoken[0] if spoken else reading(written[0]))
    if len(written) == 1:
        return (family,)
    full = "".join(written)
    return family, Name(full, "".join(spoken) if len(spoken) > 1 else family.kana + reading("".join(written[1:])))


def _split(name: str, spoken: Sequence[str]) -> list[str]:
    """A name written without a space, cut after the family's: where the reading is, else after what Sudachi knows."""
    if len(spoken) > 1:
        for at in range(1, len(name)):
            if readable_as(name[:at], spoken[0]) and readable_as(name[at:], "".join(spoken[1:])):
                return [name[:at], name[at:]]
    first = morphemes(name)[0]
    if first.pos[:4] == _FAMILY and len(first.surface) < len(name):
        return [first.surface, name[len(first.surface) :]]
    return [name]


def _looks_like_a_name(inside: str, spoken: Sequence[str]) -> bool:
    """委員（山田）, not 委員（学識経験者）."""
    if spoken:
        return readable_as(inside, spoken[0])
    return len(inside) <= _LONGEST_FAMILY and morphemes(inside)[0].pos[:2] == _FAMILY[:2]
