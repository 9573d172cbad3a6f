"""What was put right in the words, and what was only suggested: remarks in the text, lists at the end of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from minutes.domain import Correction
from minutes.render import styles
from minutes.render.sheet import Sheet
from minutes.render.sources import Sources

_LISTED = 5  # places named one by one for each pair of words
_WIDTHS = (13.0, 7.0, 3.0)  # characters: what became what, why, how often; the rest is for the places
_RULES = {
    "literal": "辞書の誤変換",
    "reading": "同じ読み",
    "sound": "近い読み",
    "letters": "英字の読み",
    "name": "名簿",
}


def write_receipts(sheet: Sheet, corrections: Sequence[Correction], sources: Sources) -> None:
    """The list of suggestions, which a clerk decides, and the list of what was changed; none without content."""
    labels = sources.form.labels
    for applied, heading, became in ((False, labels.suggestions, "候補"), (True, labels.corrections, "補正")):
        rows = _rows([one for one in corrections if one.applied is applied], sources)
        if rows:
            sheet.paragraph(styles.HEADING2, heading)
            head = (f"書き起こし→{became}", "根拠", "件数", "録音の時刻（およそ）と発言者")
            sheet.table(rows, styles.LIST, _WIDTHS, head=head)


def _rows(corrections: Sequence[Correction], sources: Sources) -> list[tuple[str, ...]]:
    """One row for each pair of words, in the order in which they are first heard."""
    ordered = sorted(corrections, key=lambda one: (sources.first((one.utterance,)) or 0, one.start))
    pairs: dict[tuple[str, str], list[Correction]] = {}
    for one in ordered:
        pairs.setdefault((one.before, one.after), []).append(one)
    return [_row(before, after, same, sources) for (before, after), same in pairs.items()]


def _row(before: str, after: str, same: Sequence[Correction], sources: Sources) -> tuple[str, ...]:
    terms = [term for term in dict.fromkeys(one.term for one in same) if term != after]
    words = f"{before}→{after}" + "".join(f"（用語：{term}）" for term in terms)
    reasons = "、".join(dict.fromkeys(_RULES.get(one.rule, one.rule) for one in same))
    more = f" ほか{len(same) - _LISTED}か所" if len(same) > _LISTED else ""
    return words, reasons, str(len(same)), _places(same[:_LISTED], sources) + more


def _places(corrections: Sequence[Correction], sources: Sources) -> str:
    """00:02:10、00:02:20（DX推進課長）、00:05:40（会長）"""
    runs = []
    for speaker, run in groupby(map(sources.place, corrections), key=itemgetter(1)):
        times = "、".join(dict.fromkeys(time for time, _ in run if time))
        runs.append(f"{times}（{speaker}）" if times and speaker else times or speaker)
    return "、".join(runs)
