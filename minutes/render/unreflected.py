"""反映していない発言: what was said of substance and stands in no statement, so that nothing disappears unseen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from minutes.domain import Minutes, Unreflected
from minutes.render import styles
from minutes.render.head import cases, proof_of
from minutes.render.sheet import Sheet
from minutes.render.sources import Sources

_HEAD = ("案件", "時刻", "発言者", "発言")
_WIDTHS = (2.5, 4.0, 7.0)  # characters; the rest is for what was said


def write_unreflected(sheet: Sheet, minutes: Minutes, unreflected: Sequence[Unreflected], sources: Sources) -> None:
    """All of them in spoken order, by item where there are several; nothing for a form that prints every utterance."""
    if not unreflected or not sources.form.prints_statements:
        return
    items = _Items(minutes, sources)
    ordered = sorted(unreflected, key=lambda one: _place(one, sources))
    sheet.paragraph(styles.HEADING2, sources.form.labels.unreflected)
    rows = [(items.about(one.utterance), *sources.said(one.utterance), one.text) for one in ordered]
    since = 0 if items.several else 1  # a single item needs no number
    table = [row[since:] for row in rows]
    sheet.table(table, styles.LIST, _WIDTHS[since:], head=_HEAD[since:])


def _place(one: Unreflected, sources: Sources) -> int:
    found = sources.first((one.utterance,))
    return len(sources.utterances) if found is None else found


class _Items:
    """Which item an utterance belongs to, as far as the evidence around it tells."""

    def __init__(self, minutes: Minutes, sources: Sources) -> None:
        found = cases(minutes)
        self.several = len(found) > 1
        self._places = sorted(
            {
                (place, number)
                for number, item in enumerate(found, start=1)
                for name in proof_of(item)
                if (place := sources.first((name,))) is not None
            }
        )
        self._sources = sources

    def about(self, utterance: str) -> str:
        """The item's number; 1・2 between the last proof of one and the first of another; empty where nobody knows."""
        at = self._sources.first((utterance,))
        if at is None:
            return ""
        after = bisect_right(self._places, at, key=itemgetter(0))
        around = self._places[max(after - 1, 0) : after + 1]
        if around and around[0][0] == at:
            around = around[:1]
        return "・".join(dict.fromkeys(str(number) for _, number in around))
