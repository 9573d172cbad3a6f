"""L2, as far as it is certain: spoken forms of words as one writes them (てる → ている, っていう → という).

Form changes, wording does not; the register stays です・ます. Source: editing rules for minutes, level L2.
"""

from __future__ import annotations

from functools import cache

from minutes.text.pieces import pieces
from minutes.text.rewriting import Rule, compile_rules, join, rewrite

SPOKEN_PAIRS = (
    ("てる", "て いる^"),
    ("V/連用形-撥音便|連用形-イ音便 でる", "$1 で いる^"),
    ("とく", "て おく^"),
    ("V/連用形-撥音便|連用形-イ音便 どく", "$1 で おく^"),
    ("ちゃう", "て しまう^"),
    ("って いう", "と $2"),
    ("START で 、", ""),
    ("START じゃあ|じゃ 、", "では $2"),
    ("やっぱり|やっぱ", "やはり"),
    ("いろんな", "いろいろな"),
    ("けど も", "けれども"),
    ("けど", "けれども"),
)


@cache
def _rules() -> tuple[Rule, ...]:
    return compile_rules(SPOKEN_PAIRS)


def written(sentence: str) -> str:
    """A sentence with spoken forms written out; as it was where a form is not known."""
    return join(rewrite(pieces(sentence), _rules())) or sentence
