"""How near what was written for a name comes to the roster's writing of it."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import morae
from minutes.text.itaiji import as_name, common
from minutes.text.persons import Name
from minutes.text.reading import entries, katakana, morphemes, reading
from minutes.text.readings import readable_as

# Of the sounds of a name so much may be misheard, in sounds for each mora (distances: minutes.text.correction.distance).
_NEAR = 0.2
_SHORTEST_NEAR = 3  # morae: of two, one misheard is another name
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


@lru_cache(maxsize=50_000)
def likeness(heard: str, name: Name) -> Likeness | None:
    """None for another name. What is written as on the roster is like it in its shapes, too."""
    if as_name(heard) == as_name(name.written):
        return Likeness.SHAPES
    if len(heard) == 1 and heard != name.written:
        return None  # 各委員, 前委員: nearly every single character is read like somebody's name
    plain = common(heard)
    known = {word.reading for word in entries(plain) if word.pos[1] == _PROPER}
    spoken = {morae(kana) for kana in (reading(plain), *known)}
    if morae(name.kana) in spoken or (not known and readable_as(plain, name.kana)):
        return Likeness.KANA if _is_kana(plain) else Likeness.SOUND if _is_name(plain) else Likeness.WORD
    near = readable_as(plain, name.kana) or _near(reading(plain), name.kana)
    if not near or not _is_name(plain):
        return None
    return Likeness.OTHER if known else Likeness.NEAR


def _is_kana(text: str) -> bool:
    return katakana(text) == reading(text)


def _is_name(text: str) -> bool:
    """Whether a part of it is known as a name, or no part as a word."""
    words = morphemes(text)
    return any(word.pos[1] == _PROPER for word in words) or not any(word.known for word in words)


def _near(heard: str, meant: str) -> bool:
    sounds, own = morae(heard), morae(meant)
    return len(own) >= _SHORTEST_NEAR and distance(sounds, own) <= _NEAR * len(own)
