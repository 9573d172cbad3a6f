"""What the words of a meeting say about who is speaking: the chair's calls, introductions, the chair's own phrases.

All of it is looked for in katakana readings, since the recogniser misspells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from minutes.text.asking import REQUEST, asks
from minutes.text.reading import reading
from minutes.text.roster import TITLES, Heard, Mention, Roster, heard

SignKind = Literal["call", "introduction", "question", "thanks"]

_SENTENCE = re.compile(r"[^。．？！?!\n]+")
# Fillers and answers before what counts.
_OPENING = re.compile(
    r"(?:ハイ|エ[エーッ]*ト?|ア[アノー]*|ソレデハ|デハ|マズ|ツギニ|ツヅイテ|ツヅキマシテ|オハヨウゴザイマス|"
    r"オツカレサマデス|コンニチハ|ミナサン|ミナサマ|ドウモ)*"
)
_REQUESTED = re.compile(r"(?:ネガイ|オ[ネイ].{0,3}シ?マス|ドウゾ|イカガ).{0,10}$")
# Kana in which an introduction or the thanks for a statement, and a call with its request, must stand.
_LONGEST_INTRODUCTION = 50
_LONGEST_CALL = 50
# After the name in an introduction: the copula, perhaps with the person's own name between.
_COPULA = re.compile(
    r"(?:ノ(?!セツメイ|ゴセツメイ|ホウ|イケン|トオリ|シリョウ|ケン(?:デス|ニ)|コト).{2,9}?)?"
    r"(?:デス|デゴザイマス|トモウシマス|デアリマス|カラ(?:ゴ)?セツメイ(?!.{0,4}(?:ネガイ|クダサイ)))"
)
# What a chair says, and whether hardly anybody else says it.
_ACTS = tuple(
    (re.compile(pattern), only_chair)
    for pattern, only_chair in (
        (r"(?:カイカイ|カイギ|シンギ).{0,4}(?:イタシマス|シマス|ハジメ)", True),  # 開会いたします
        (r"(?:ヘイカイ|サンカイ|シュウリョウ).{0,3}(?:イタシマス|シマス)", True),  # 閉会いたします
        (r"(?:ギダイ|ギアン|アンケン|シダイ)", False),  # 議題1 …
        (
            r"(?:ゴイケン|ゴシツモン|ゴイギ|ゴハツゲン|シツモン|シツギ|ハツゲン)(?!.{0,4}アリガト).{0,12}(?:アリマ|ゴザイマ|イカガ)",
            True,
        ),  # ご質問はありますか
        (r"イギ(?:ナシ|ガナイ|ナイ).{0,6}(?:ミトメ|ミトム)", True),  # 異議なしと認めます
        (
            r"(?:ショウニン|ケッテイ|リョウショウ|カケツ|ケイゾク).{0,12}(?:ヨロシイ|ケッテイ(?:イタ|サレ)|ゴイギ)",
            True,
        ),
        (
            r"(?:シツギ|トウロン|サイケツ|ヒョウケツ).{0,6}(?:ハイリ|ウツリ|オワリ|イタシ|トリ|ウチキリ|シュウケツ)",
            True,
        ),
        (r"(?:テヲアゲテ|キョシュ|キリツ).{0,4}(?:クダサイ|ネガイ)", True),
        (r"(?:カイギ|イインカイ|シンギカイ|ホンカイ)ヲ(?:トジ|ヒラキ|オワリ)", True),
        (r"ギダイト(?:シ|イタシ)", True),
        (r"(?:サイタク|カケツ|ヒケツ).{0,10}(?:キマリ|ケッテイ)", True),
        (r"コレヲモチマシテ", False),
        (r"ツギニ?(?:ウツリ|ススミ)", False),
    )
)
_ANSWER = re.compile(r"(?:ハイ|エエ?|ア)*")
_GREETING = re.compile(
    r"(?:ハイ|エエ?|ア|ヨロシク|オネガイ(?:イタ)?シマス|オツカレサマデス|アリガトウゴザイマ(?:ス|シタ))*"
)
_GREETINGS = 2  # sentences before an introduction
# After the name where somebody is asked: 「総務部長に伺います」「総務部長のお考えを伺いたい」.
_QUESTION = re.compile(
    r"(?:ノホウ)?(?:ニ|ヘ|ノ(?:ゴイケン|ゴケンカイ|オカンガエ|ケンカイ|イケン)ヲ).{0,30}(?:ウカガ|タズネ|オキキ|シツモン)"
)
_ASKS = re.compile(r"ウカガ|タズネ|オキキ|シツモン")
_THANKS = re.compile(r"(?:カラノ|ノ)?.{0,8}アリガトウゴザイ")
_NUMBER = "バン"  # members of a council are called by the number of their seat
_NAMED = re.compile("|".join(TITLES))
_SHORTEST_NAME, _LONGEST_NAME = 2, 6  # kana
_PARTICLE = re.compile(r"[ノハガヲニトモ]")  # 「5番の議案」
CALL_GARBLED = 0.45  # one such call is a hint, two are enough for a name
CALL_BARE = 0.9  # a title alone might be an answer to a question
CALL_SECTION = 0.7  # and a section or a family name alone even rather


@dataclass(frozen=True)
class Sign:
    """A person is called at the end of an utterance, introduced or thanked at its beginning, or asked somewhere in it.

    `weight` 0–1: how well the words fit; `said`: the sentence.
    """

    kind: SignKind
    role: str
    weight: float
    said: str


def signs(text: str, roster: Roster) -> list[Sign]:
    """What one utterance says about its speaker, about the one before and about the next one."""
    sentences = spoken_sentences(text)
    first = sentences
    for _ in range(_GREETINGS):
        if len(first) > 1 and _GREETING.fullmatch(reading(first[0])):
            first = first[1:]
    last = sentences
    while len(last) > 1 and _ANSWER.fullmatch(reading(last[-1])):
        last = last[:-1]  # the first word of whoever was called, on the wrong side of the boundary
    if not sentences:
        return []
    return [
        *_introductions(first[0], roster),
        *_thanks(sentences[0], roster),
        *calls(last[-2:], roster),
        *_questions(sentences, roster),
    ]


def spoken_sentences(text: str) -> list[str]:
    """The sentences of a text, without their stops."""
    return _SENTENCE.findall(text)


def chair_acts(text: str) -> int:
    """How many phrases of an utterance are those of someone who leads a meeting."""
    kana = reading(text)
    return sum(1 for act, _ in _ACTS if act.search(kana))


def only_a_chair_says(sentence: str) -> bool:
    """Whether hardly anybody but who leads the meeting would say this."""
    kana = reading(sentence)
    return any(only_chair and act.search(kana) for act, only_chair in _ACTS)


def is_request(sentence: str) -> bool:
    """「説明をお願いします」: what is left of a call when the name stands elsewhere."""
    return asks(reading(sentence))


def _introductions(said: str, roster: Roster) -> Iterator[Sign]:
    sentence = heard(said).first(_LONGEST_INTRODUCTION)
    if not _COPULA.search(sentence.kana):
        return
    opening = _OPENING.match(sentence.kana)
    begin = opening.end() if opening else 0
    for mention in roster.mentions(sentence):
        if mention.start in (0, begin) and _COPULA.match(sentence.kana, mention.end):
            yield Sign("introduction", mention.role, mention.weight, said)


def _thanks(said: str, roster: Roster) -> Iterator[Sign]:
    """「危機管理課長、ありがとうございました」"""
    if "ありがとう" not in said:
        return
    sentence = heard(said).first(_LONGEST_INTRODUCTION)
    for mention in roster.mentions(sentence):
        if not mention.department and _THANKS.match(sentence.kana, mention.end):
            yield Sign("thanks", mention.role, mention.weight, said)


def _questions(sentences: Sequence[str], roster: Roster) -> Iterator[Sign]:
    """Whoever is asked by name; of several the last."""
    for said in reversed(sentences):
        sentence = heard(said)
        if not _ASKS.search(sentence.kana):
            continue
        for mention in roster.mentions(sentence):
            if _QUESTION.match(sentence.kana, mention.end):
                yield Sign("question", mention.role, mention.weight, said)
                return


def calls(sentences: Sequence[str], roster: Roster) -> list[Sign]:
    """The call with which these sentences end, if they do (one at most); its request may stand as a sentence of its own
    (「DX推進課長。説明をお願いします。」)."""
    last = heard(sentences[-1]).last(_LONGEST_CALL)
    if len(last.kana) == _LONGEST_CALL and not _REQUESTED.search(last.kana):
        return []  # a title alone makes a shorter sentence
    found = [
        sign for mention in roster.mentions(last) if (sign := _call(mention, last.kana, sentences[-1])) is not None
    ]
    if not found and len(sentences) > 1 and asks(last.kana):
        before = heard(sentences[-2]).last(_LONGEST_CALL)
        found = [
            Sign("call", mention.role, mention.weight, f"{sentences[-2]}。{sentences[-1]}")
            for mention in roster.mentions(before)
            if not mention.department and mention.end == len(before.kana)
        ]
    return found[:1] or _garbled_call(last, sentences, roster)


def _garbled_call(last: Heard, sentences: Sequence[str], roster: Roster) -> list[Sign]:
    """A call whose name was misheard (「宮村委員、どうぞ」 for 三宅委員): whose name is most like it, as a hint only."""
    kana, said = last.kana, sentences[-1]
    if len(sentences) > 1 and REQUEST.fullmatch(kana):
        last, said = heard(sentences[-2]).last(_LONGEST_CALL), f"{sentences[-2]}。{sentences[-1]}"
        kana = last.kana
    for title in _NAMED.finditer(kana):
        begins = [begin for begin in last.begins if _SHORTEST_NAME <= title.start() - begin <= _LONGEST_NAME]
        rest = kana[title.end() :]
        if not begins or (rest and not asks(rest)):
            continue
        role = roster.most_like(kana[max(begins) : title.start()])
        if role is not None:
            return [Sign("call", role, CALL_GARBLED, said)]
    return []


def _call(mention: Mention, kana: str, said: str) -> Sign | None:
    rest = kana[mention.end :]
    if kana[: mention.end].endswith(_NUMBER) and _garbled_name(rest):
        return Sign("call", mention.role, CALL_BARE * mention.weight, said)
    if mention.department:
        asked = REQUEST.fullmatch(rest) if rest else None
        weight = CALL_SECTION if not rest and len(mention.role) > 2 else 1.0 if asked else 0.0
        return Sign("call", mention.role, weight * mention.weight, said) if weight else None
    if not rest:
        return Sign("call", mention.role, CALL_BARE * mention.weight, said)
    return Sign("call", mention.role, mention.weight, said) if asks(rest) else None


def _garbled_name(rest: str) -> bool:
    """Whether what follows a member's number can be a name, however it was misheard (「5番、大のく」)."""
    return 0 < len(rest) <= _LONGEST_NAME + len("クン") and not _PARTICLE.match(rest)
