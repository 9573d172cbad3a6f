"""What the words of a meeting say about who is speaking: the chair's calls, introductions, the chair's own phrases.

All of it is looked for in katakana readings, since the recogniser misspells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from minutes.speech.roster import Heard, Mention, Roster, heard
from minutes.text.reading import reading

SignKind = Literal["call", "introduction"]

_SENTENCE = re.compile(r"[^。．？！?!\n]+")
# Fillers and answers before what counts.
_OPENING = re.compile(
    r"(?:ハイ|エ[エーッ]*ト?|ア[アノー]*|ソレデハ|デハ|マズ|ツギニ|ツヅイテ|ツヅキマシテ|オハヨウゴザイマス|"
    r"オツカレサマデス|コンニチハ|ミナサン|ミナサマ|ドウモ)*"
)
# After the name in a call: nothing, or a request.
_REQUEST = re.compile(
    r"(?:ノホウ)?(?:カラ|ヨリ)?"
    r"(?:(?:ゴ|オ)?(?:セツメイ|ハツゲン|トウベン|カイトウ|ホウコク|シツモン|イケン|コメント|コタエ)(?:ノホド|ノホウ)?(?:ヲ)?)?"
    r"(?:ヨロシク)?(?:オネガイ(?:イタ|モウシアゲ)?(?:シマス|マス)?|ドウゾ|イカガデ(?:ショウカ|スカ))(?:ヨロシク)?"
)
_REQUESTS = (
    "オネガイシマス",
    "オネガイイタシマス",
    "ドウゾ",
    "セツメイヲオネガイシマス",
    "セツメイヲオネガイイタシマス",
)
_LIKE_A_REQUEST = 70  # rapidfuzz ratio: 「説明をおいします」
_LONGEST_REQUEST = 18  # kana
# After the name in an introduction: the copula, perhaps with the person's own name between.
_COPULA = re.compile(
    r"(?:ノ(?!セツメイ|ゴセツメイ|ホウ|イケン|トオリ|シリョウ).{2,9}?)?"
    r"(?:デス|デゴザイマス|トモウシマス|デアリマス|カラ(?:ゴ)?セツメイ)"
)
_ACTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:カイカイ|カイギ|シンギ).{0,4}(?:イタシマス|シマス|ハジメ)",  # 開会いたします
        r"(?:ヘイカイ|サンカイ|シュウリョウ).{0,3}(?:イタシマス|シマス)",  # 閉会いたします
        r"(?:ギダイ|ギアン|アンケン|シダイ)",  # 議題1 …
        r"(?:ゴイケン|ゴシツモン|ゴイギ|ゴハツゲン).{0,12}(?:アリマ|ゴザイマ|イカガ)",  # ご質問はありますか
        r"イギ(?:ナシ|ガナイ|ナイ).{0,6}(?:ミトメ|ミトム)",  # 異議なしと認めます
        r"(?:ショウニン|ケッテイ|リョウショウ|カケツ|ケイゾク).{0,12}(?:ヨロシイ|ケッテイ(?:イタ|サレ)|ゴイギ)",
        r"コレヲモチマシテ",
        r"ツギニ?(?:ウツリ|ススミ)",
    )
)
_ANSWER = re.compile(r"(?:ハイ|エエ?|ア)*")
CALL_BARE = 0.9  # a title alone might be an answer to a question


@dataclass(frozen=True)
class Sign:
    """A person is called at the end of an utterance, or introduced at its beginning; `weight` 0–1."""

    kind: SignKind
    role: str
    weight: float


def signs(text: str, roster: Roster) -> list[Sign]:
    """What one utterance says about its speaker and about the next one."""
    sentences = _SENTENCE.findall(text)
    while len(sentences) > 1 and _ANSWER.fullmatch(reading(sentences[-1])):
        sentences.pop()  # the first word of whoever was called, on the wrong side of the boundary
    if not sentences:
        return []
    return [*_introductions(heard(sentences[0]), roster), *_calls([heard(text) for text in sentences[-2:]], roster)]


def chair_acts(text: str) -> int:
    """How many phrases of an utterance are those of someone who leads a meeting."""
    kana = reading(text)
    return sum(1 for act in _ACTS if act.search(kana))


def _introductions(sentence: Heard, roster: Roster) -> Iterator[Sign]:
    opening = _OPENING.match(sentence.kana)
    begin = opening.end() if opening else 0
    for mention in roster.mentions(sentence):
        if mention.start in (0, begin) and _COPULA.match(sentence.kana, mention.end):
            yield Sign("introduction", mention.role, mention.weight)


def _calls(sentences: list[Heard], roster: Roster) -> Iterator[Sign]:
    """A call ends the utterance; its request may stand as a sentence of its own (「DX推進課長。説明をお願いします。」)."""
    last = sentences[-1]
    found = [
        sign for mention in roster.mentions(last) if (sign := _call(mention, last.kana[mention.end :])) is not None
    ]
    if not found and len(sentences) > 1 and _asks(last.kana):
        before = sentences[-2]
        found = [
            Sign("call", mention.role, mention.weight)
            for mention in roster.mentions(before)
            if not mention.department and mention.end == len(before.kana)
        ]
    yield from found[:1]


def _call(mention: Mention, rest: str) -> Sign | None:
    if mention.department:
        return None
    if not rest:
        return Sign("call", mention.role, CALL_BARE * mention.weight)
    return Sign("call", mention.role, mention.weight) if _asks(rest) else None


def _asks(rest: str) -> bool:
    from rapidfuzz import fuzz

    if _REQUEST.fullmatch(rest):
        return True
    return len(rest) <= _LONGEST_REQUEST and any(fuzz.ratio(rest, request) >= _LIKE_A_REQUEST for request in _REQUESTS)
