"""A figure that is said to be so in one and not to be so in the other: 「9万円です」 is no proof of 「9万円ではない」.

Clauses know what happens; that something simply is, or is not, a number has no event to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.structure.grounding.claim import Failure
from minutes.structure.grounding.passage import Passage
from minutes.structure.numbers import with_figures

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万|億)?")
# 「42人ではない」, but not 「42人ではないか」 and not what is only thought of
_DENIED = re.compile(
    r"(?P<figure>\d[\d,]*(?:\.\d+)?(?:万|億)?)[^、。\dでたはが]{0,5}?(?:では|でも|じゃ)(?:ない(?!の?か|です|でしょう|だろう|であろう)|なく|なかった(?!か)|ありません(?!か))"
)


def denied_figures(claim: Passage, whole: Passage) -> Iterator[Failure]:
    """Figures denied in the claim alone, and those the evidence only denies."""
    claimed, said = with_figures(claim.text), with_figures(whole.text)
    turned = _denied(claimed) - _denied(said) | (_denied(said) - _affirmed(said)) & _affirmed(claimed)
    yield from (Failure("negation", figure) for figure in sorted(turned))


def _denied(text: str) -> frozenset[str]:
    return frozenset(match["figure"] for match in _DENIED.finditer(text))


def _affirmed(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(_DENIED.sub("", text)))
