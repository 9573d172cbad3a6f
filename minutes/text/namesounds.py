"""How near what was written for a name comes to the roster's writing of it."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import Morae, morae
from minutes.text.itaiji import as_name, common
from minutes.text.persons import Name
from minutes.text.reading import entries, katakana, morphemes
from minutes.text.readings import readable_as

# Of the sounds of a name so much may be misheard, in sounds for each mora (distances: minutes.text.correction.distance).
_NEAR = 0.2
_SHORTEST_NEAR = 3  # morae: of two, one misheard is another name
_MORAE_OF_A_CHARACTER = 5  # 志 ココロザシ
_PROPER = "固有名詞"


class Likeness(Enum):
    """Other shapes of the same characters; other characters read the same; kana; an ordinary word read the same;
    a name
    whose reading is nearly the same, or may be; a name that others have, too."""

    SHAPES = "字体だけが違います"
    SOUND = "読みが同じです"
    KANA = "読みが同じです（かな書き）"
    WORD = "同じ読みのふつうの言葉です"
    NEAR = "読みが似ています"
    OTHER = "読みが似ていますが、別の姓かもしれません"

    @property
    def reason(self) -> str:
        return self.value


class _Spoken(NamedTuple):
    """What was written for a name: in common shapes, and all that it can be read as for certain; `known`: names that are
    written so; `name`: whether it looks like one."""

    plain: str
    sounds: Morae
    readings: frozenset[Morae]
    known: bool
    kana: bool
    name: bool


@lru_cache(maxsize=50_000)
def likeness(heard: str, name: Name) -> Likeness | None:
    """None for another name. What is written as on the roster is like it in its shapes, too."""
    if as_name(heard) == as_name(name.written):
        return Likeness.SHAPES
    if len(heard) == 1:
        return None  # 各委員, 前委員: nearly every single character is read like somebody's name
    spoken = _spoken(heard)
    own = morae(name.kana)
    if own in spoken.readings or (not spoken.known and _readable_as(spoken, name.kana, own)):
        return Likeness.KANA if spoken.kana else Likeness.SOUND if spoken.name else Likeness.WORD
    if not spoken.name or not (_near(spoken.sounds, own) or _readable_as(spoken, name.kana, own)):
        return None
    return Likeness.OTHER if spoken.known else Likeness.NEAR


@lru_cache(maxsize=10_000)
def _spoken(heard: str) -> _Spoken:
    plain = common(heard)
    words = morphemes(plain)
    sound = "".join(word.reading for word in words)
    known = [entry.reading for entry in entries(plain) if entry.pos[1] == _PROPER]
    return _Spoken(
        plain=plain,
        sounds=morae(sound),
        readings=frozenset(map(morae, (sound, *known))),
        known=bool(known),
        kana=katakana(plain) == sound,
        name=any(word.pos[1] == _PROPER for word in words) or not any(word.known for word in words),
    )


def _readable_as(spoken: _Spoken, kana: str, own: Morae) -> bool:
    """Whether the characters may be read so, whatever Sudachi says; a character has at most a few morae."""
    return len(spoken.plain) <= len(own) <= _MORAE_OF_A_CHARACTER * len(spoken.plain) and readable_as(
        spoken.plain, kana
    )


def _near(sounds: Morae, own: Morae) -> bool:
    alike = abs(len(sounds) - len(own)) <= _NEAR * len(own) + 1
    return alike and len(own) >= _SHORTEST_NEAR and distance(sounds, own) <= _NEAR * len(own)
