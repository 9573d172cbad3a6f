"""L3: sentences as spoken (です・ます) in the register of minutes (である).

Wording and modality are kept; a sentence in which anything polite is left over, or a form is not known, stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from minutes.text.pieces import pieces
from minutes.text.plain_rules import PAIRS, TASK_PAIRS
from minutes.text.rewriting import Piece, Rule, compile_rules, join, rewrite

SENTENCE = re.compile(r"[^。？！?!]*[。？！?!]?")
POLITE = frozenset(("です", "ます", "ござる"))
ASKS = re.compile(r"何|なに|どう|なぜ|どの|どれ|どこ|いつ|誰|だれ|いくら|どちら")
_UNASKED = re.compile(r"でしょう(?=[。？]?$)")  # 「いつになるのでしょう。」 is a question without か
COURTESIES = (
    "ありがとう",
    "おはよう",
    "こんにちは",
    "お疲れ",
    "ご苦労",
    "御苦労",
    "失礼",
)  # a greeting has no である form


@cache
def _rules(pairs: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    return compile_rules(pairs)


def plain(text: str) -> str:
    """The text in 常体, sentence by sentence."""
    return "".join(_plain_sentence(sentence) for sentence in SENTENCE.findall(text) if sentence)


def as_task(text: str) -> str:
    """A request as what is to be done, in 常体: 「資料を修正してください。」 → 「資料を修正する。」"""
    asked = plain(text)
    return join(rewrite(pieces(asked), _rules(TASK_PAIRS))) or asked


def _plain_sentence(sentence: str) -> str:
    if any(courtesy in sentence for courtesy in COURTESIES):
        return sentence
    if ASKS.search(sentence):
        sentence = _UNASKED.sub("でしょうか", sentence)
    rewritten = rewrite(pieces(sentence), _rules(PAIRS))
    result = join(rewritten)
    if result is None or any(_polite(piece) for piece in rewritten):
        return sentence
    return result


def _polite(piece: Piece) -> bool:
    return piece.lemma in POLITE and piece.pos[0] != "名詞"
