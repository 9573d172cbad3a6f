"""E-mail addresses, written (also full-width) and spoken: 「ティー・ヤマダ、アットマーク、イグザンプル、ドット、ジェイピー」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind

_AT = re.compile("[@＠]|(?:アット・?マーク|あっとまーく|アット)")
_DOT = r"(?:[.．]|ドット|どっと|点(?=[A-Za-zａ-ｚァ-ヴ]))"
_JOIN = r"(?:[-－_＿+＋.．]|ハイフン|はいふん|アンダーバー|アンダースコア|アンダーライン|ダッシュ|プラス|ドット|どっと)"
_GAP = r"[\s　、,・]{0,2}"
_LATIN, _KATAKANA, _KANJI = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+", "[ァ-ヴー]+?", "[々一-鿿]{1,6}"
_PIECE = rf"(?:{_LATIN}|{_KATAKANA}(?![ァ-ヴー])|{_KATAKANA}(?=ドット|アット|ハイフン|アンダー|ダッシュ)|{_KANJI}(?={_GAP}{_JOIN}))"
_BEFORE = re.compile(
    rf"(?:(?:{_LATIN}|[ァ-ヴー]+|{_KANJI}(?={_GAP}{_JOIN})){_GAP}(?:{_JOIN}{_GAP})*)*"
    rf"(?:{_LATIN}|[ァ-ヴー]+|{_KANJI}|[ぁ-ゖ]{{2,8}}){_GAP}$"
)
_AFTER = re.compile(rf"{_GAP}{_PIECE}(?:{_GAP}{_JOIN}?{_GAP}{_PIECE}){{0,6}}?(?:{_GAP}{_DOT}{_GAP}{_PIECE}){{1,5}}")
_NOT_A_PART = re.compile(r"(?:[eｅEＥ]?[-－ー]?メール|アドレス|メアド|アカウント|ヘ|は|の|が)+[\s　、,・]*")
_LONGEST = 80  # characters before the mark
_SIGNS = (("アットマーク", "@"), ("アット・マーク", "@"), ("アット", "@"), ("ドット", "."), ("どっと", "."))
_BLANKS = re.compile(r"[\s　、,・]+")


def emails(text: str) -> Iterator[Hit]:
    """Every address of the text."""
    last = 0
    for mark in _AT.finditer(text):
        begin = max(last, mark.start() - _LONGEST)
        local = _BEFORE.search(text[begin : mark.start()])
        domain = _AFTER.match(text, mark.end())
        if not local or not domain:
            continue
        start = begin + local.start()
        intro = _NOT_A_PART.match(text, start, mark.start())
        if intro and intro.end() < mark.start():
            start = intro.end()
        last = domain.end()
        yield Hit(start, last, Kind.EMAIL, _identity(text[start:last]))


def _identity(written: str) -> str:
    """One spelling for an address written and spoken with signs; letters that are named stay as they were heard."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", written)).lower()
    for spoken, sign in _SIGNS:
        plain = plain.replace(spoken, sign)
    return plain
