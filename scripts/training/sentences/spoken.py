"""What the synthesiser is given to read, where Open JTalk would read the written form wrongly."""

from __future__ import annotations

import re

import pyopenjtalk

# Checked with pyopenjtalk.g2p(text, kana=True); letters that are not listed here are read letter by letter.
_READINGS = {
    "GIGA": "ギガ",
    "ChatGPT": "チャットジーピーティー",
    "eLTAX": "エルタックス",
    "ISMAP": "イスマップ",
    "LGWAN": "エルジーワン",
    "EBPM": "イービーピーエム",
    "RAG": "ラグ",
    "PDCA": "ピーディーシーエー",
    "IoT": "アイオーティー",
    "DX": "ディーエックス",
    "首長": "くびちょう",
    "減歩": "げんぶ",
    "三層分離": "さんそうぶんり",
}
_PATTERN = re.compile("|".join(sorted(map(re.escape, _READINGS), key=len, reverse=True)))
_READABLE = re.compile(r"^[ァ-ヶー、。！？・’]*$")


def spoken(text: str) -> str:
    """The text with the readings of the table put in."""
    return _PATTERN.sub(lambda found: _READINGS[found.group()], text)


def is_readable(text: str) -> bool:
    """Whether Open JTalk turns the whole spoken form into kana (letters it cannot read stay letters)."""
    return bool(_READABLE.match(pyopenjtalk.g2p(spoken(text), kana=True)))
