"""What of a term fits into the comment of an input method's word: ［分類］備考, cue words included.

Wrong forms stay behind: an input method shows the comment while one types.
"""

from __future__ import annotations

import re

from minutes.domain import Term
from minutes.text.dictionary import cells_of, noted

_COMMENT = re.compile(r"(?:［(?P<category>[^］]*)］)?(?P<note>.*)", re.S)
_LINE_END = re.compile(r"\s*[\r\n\t]+\s*")


def comment_of(term: Term) -> str:
    """One line, without tabs."""
    category = f"［{term.category}］" if term.category else ""
    return _LINE_END.sub(" ", category + cells_of(term)[-1])


def commented(term: Term, comment: str) -> Term:
    """The term with what its comment says."""
    found = _COMMENT.fullmatch(comment)
    assert found  # every text has that form
    note, cues = noted(found["note"])
    return term.model_copy(update={"category": found["category"] or term.category, "note": note, "cues": cues})
