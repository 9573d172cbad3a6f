"""非公開部分一覧: in the internal edition, what the public edition of it does not show, what stands there instead, and why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from minutes.domain import Withheld
from minutes.render import styles
from minutes.render.sheet import Sheet
from minutes.render.sources import Sources

_HEAD = ("案件", "箇所", "公開版では", "理由", "公開版に載せない部分")
_WIDTHS = (2.0, 9.0, 6.0, 7.0)  # characters; the rest is for what is not shown
_PLACES = {"item": "案件の全部", "head": "件名・開催概要", "person": "氏名"}
_ORDER = ("head", "person", "item", "said", "utterance")
_SHORT = 400  # characters of what is not shown


def write_withheld(sheet: Sheet, withheld: Sequence[Withheld], sources: Sources) -> None:
    """All that concerns what this form prints; nothing where there is none."""
    kinds = ("item", "said") if sources.form.prints_statements else ("utterance",)
    shown = [one for one in withheld if one.kind in ("head", "person", *kinds)]
    if not shown:
        return
    sheet.paragraph(styles.HEADING2, sources.form.labels.withheld)
    ordered = sorted(shown, key=lambda one: (one.item, _ORDER.index(one.kind)) if one.kind != "utterance" else (0, 9))
    rows = [
        (str(item) if item else "", place, instead, reason, "、".join(dict.fromkeys(_words(one) for one in same)))
        for (item, place, instead, reason), same in groupby(
            ordered, lambda one: (one.item, _place(one, sources), one.shown, one.reason)
        )
    ]
    sheet.table(rows, styles.LIST, _WIDTHS, head=_HEAD)


def _words(one: Withheld) -> str:
    return one.words[:_SHORT] + ("…" if len(one.words) > _SHORT else "")


def _place(one: Withheld, sources: Sources) -> str:
    """Where it stands: 00:02:10 図書館長."""
    if one.kind in _PLACES:
        return _PLACES[one.kind]
    time, speaker = sources.said(one.evidence[0]) if one.evidence else ("", "")
    return "　".join(filter(None, (time, speaker)))
