"""What counts as a person in a paper: names, readings, roles, and the signs and words around them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from minutes.text.reading import hiragana, morphemes, reading

_NAME = r"[一-鿿々ヶ豈-﫿\U00020000-\U0003ffffぁ-んァ-ヴー]"
_SPACED = re.compile(rf"({_NAME}{{1,5}})[ 　]+({_NAME}{{1,5}})")
_UNSPACED = re.compile(rf"{_NAME}{{2,8}}")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+(?:[ 　][ぁ-ゖァ-ヺー]+)?")
_ADDRESSED = re.compile(r"(?:[ 　]*(?:氏|様|君|殿|さん|先生))?(?:[（(][^（()）]*[)）])?$")
MARKS = "◎○〇◯●☆★△□■※＊*"
_ROLES = """
会長 副会長 委員長 副委員長 部会長 副部会長 職務代理者 会長職務代理者 座長 副座長 議長 副議長 委員 臨時委員 専門委員
オブザーバー アドバイザー 幹事 監事 書記 部長 次長 課長 室長 係長 局長 所長 館長 園長 校長 支所長 センター長 理事
参事 主幹 総括主幹 主査 主任 主事 補佐 課長補佐 技監 管理者 市長 副市長 町長 副町長 村長 副村長 区長 教育長
企業局長 事務局長 事務局次長 危機管理監 会計管理者 代表監査委員 専務理事 常務理事 理事長 代表 教授 准教授 担当者
"""
# Longest first, so that 副会長 is not read as 会長.
ROLE_ENDS = tuple(sorted(_ROLES.split(), key=len, reverse=True))
CHAIRS = ("会長", "委員長", "座長", "議長", "部会長")
MEMBERS = ("委員", "臨時委員", "専門委員", "部会員", "構成員")  # roles that several hold: told apart by the family name


class PersonName(NamedTuple):
    """A name as the minutes write it, 「山田 太郎」; `given` is empty where nobody can tell the two apart."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family} {self.given}".strip()


def person_name(text: str, trusted: bool = False) -> PersonName | None:
    """The name a text is, or None. `trusted`: the column says so; otherwise Sudachi must know it as a name."""
    text = _ADDRESSED.sub("", text.strip(MARKS + " 　")).strip()
    spaced = _SPACED.fullmatch(text)
    if spaced:
        whole = PersonName(spaced[1], spaced[2])
        return whole if trusted or _sounds_like_a_name(whole) else None
    if not _UNSPACED.fullmatch(text):
        return None
    words = morphemes(text, "A")
    named = ["人名" in word.pos for word in words]
    if len(words) == 2 and all(named):
        return PersonName(words[0].surface, words[1].surface)
    return PersonName(text) if trusted else None


def name_reading(name: PersonName) -> str:
    """Sudachi's guess, in hiragana, 「やまだ たろう」: a family name is surer before a given one (三枝 亮)."""
    family = given = ""
    for word in morphemes(name.family + name.given, "A"):
        if word.start < len(name.family) < word.start + len(word.surface):
            family, given = reading(name.family), reading(name.given)
            break
        if word.start < len(name.family):
            family += word.reading
        else:
            given += word.reading
    return hiragana(f"{family} {given}".strip())


def kana_of(text: str) -> str:
    """A cell of the column ふりがな as 「やまだ たろう」; "" when it is no kana."""
    kana = " ".join(unicodedata.normalize("NFKC", text).split())
    return hiragana(kana) if _KANA.fullmatch(kana) else ""


def role_of(text: str) -> str:
    """The text as a role, without inner blanks, or "" when it ends like none."""
    role = re.sub(r"[\s　]+", "", text.strip(MARKS + " 　:："))
    return role if role.endswith(ROLE_ENDS) and len(role) <= 25 and not re.search(r"[、。]", role) else ""


def _sounds_like_a_name(name: PersonName) -> bool:
    """One of the two is known as a name, and neither is a role."""
    if name.family.endswith(ROLE_ENDS) or name.given.endswith(ROLE_ENDS):
        return False
    return any("人名" in word.pos for part in name for word in morphemes(part, "A"))
