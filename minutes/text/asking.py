"""What stands after a name where somebody is called: a request, looked for in katakana since the recogniser misspells."""

from __future__ import annotations

import re

# After the name in a call: nothing, or a request.
REQUEST = re.compile(
    r"(?:ノホウ)?(?:カラ|ヨリ|ハ|モ)?(?:.{0,14}(?:ノベ|オコタエ|コタエ|セツメイシ|ホウコクシ|キカセ|オシエ)テ(?:クダサイ|イタダ.{0,6}|モラ.{0,6})|"
    r"(?:(?:ゴ|オ)?(?:セツメイ|ハツゲン|トウベン|カイトウ|ホウコク|シツモン|イケン|コメント|コタエ)(?:ノホド|ノホウ)?(?:ヲ|ハ)?)?"
    r"(?:ヨロシク)?(?:オネガイ(?:イタ|モウシアゲ)?(?:シマス|マス)?|ドウゾ|イカガデ(?:ショウカ|スカ))(?:ヨロシク)?)"
)
_REQUESTS = (
    "オネガイシマス",
    "オネガイイタシマス",
    "ドウゾ",
    "セツメイヲオネガイシマス",
    "セツメイヲオネガイイタシマス",
    "ゴイケンハイカガデスカ",
    "イカガデショウカ",
)
_LIKE_A_REQUEST = 70  # rapidfuzz ratio: 「説明をおいします」
_LONGEST_REQUEST = 18  # kana


def asks(rest: str) -> bool:
    """Whether the kana after a name are a request, or nearly one."""
    from rapidfuzz import fuzz

    if REQUEST.fullmatch(rest):
        return True
    return len(rest) <= _LONGEST_REQUEST and any(fuzz.ratio(rest, request) >= _LIKE_A_REQUEST for request in _REQUESTS)
