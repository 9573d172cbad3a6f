"""The figures of `minutes eval` on the terminal: one meeting in full, several in a row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from minutes.evaluation.evaluate import Evaluation, Scores
from minutes.evaluation.ratio import Ratio

_AT_MOST = 5  # places of each kind; all of them are in the JSON
_LONGEST_TEXT = 24

_CHARACTERS, _SECONDS, _SPEAKERS, _TIMES = "字", "秒", "人", "回"
# heading, then (figure, what a clerk calls it, unit of its parts)
_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "文字",
        (
            ("cer", "文字の誤り（CER）", _CHARACTERS),
            ("cer_heard", "　用語を直す前", _CHARACTERS),
            ("lost", "欠落した文字", _CHARACTERS),
            ("lost_unmarked", "　聴取不能の印もないもの", _CHARACTERS),
            ("lost_seconds", "　その長さ", _SECONDS),
            ("invented", "発言にない文字", _CHARACTERS),
            ("invented_seconds", "　その長さ", _SECONDS),
            ("doubtful_seconds", "聴取不能とした時間", _SECONDS),
            ("terms", "用語の再現", _TIMES),
        ),
    ),
    (
        "話者",
        (
            ("der", "話者の誤り（DER）", _SECONDS),
            ("der_collar", "　境目±0.25秒を除く", _SECONDS),
            ("jer", "話者の誤り（JER）", _SPEAKERS),
            ("jer_collar", "　境目±0.25秒を除く", _SPEAKERS),
            ("cpcer", "話者ごとの文字の誤り（cpCER）", _CHARACTERS),
        ),
    ),
    (
        "発言者名",
        (
            ("names.right", "正しい名前", _SECONDS),
            ("names.wrong_unflagged", "違う名前（要確認の印なし）", _SECONDS),
            ("names.wrong_flagged", "違う名前（要確認の印あり）", _SECONDS),
            ("names.unnamed", "名前なし", _SECONDS),
            ("names.missing", "発言の記録なし", _SECONDS),
        ),
    ),
    (
        "声のある時間",
        (
            ("coverage_lost", "文字にできなかった時間", _SECONDS),
            ("coverage_flagged", "要確認の時間", _SECONDS),
        ),
    ),
)
_COLUMNS = (
    ("cer", "文字\nCER"),
    ("cpcer", "話者別\ncpCER"),
    ("der", "話者\nDER"),
    ("jer", "話者\nJER"),
    ("names.right", "名前\n正"),
    ("names.wrong_unflagged", "名前\n誤"),
    ("lost", "欠落\n文字"),
    ("invented", "余分\n文字"),
    ("terms", "用語\n再現"),
    ("coverage_lost", "文字化\nなし"),
)


def tell_one(name: str, result: Evaluation, console: Console | None = None) -> None:
    """Every figure with the parts it is made of, and the first places to listen to."""
    console = console or Console()
    table = Table(title=name, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("区分", no_wrap=True, style="dim")
    table.add_column("指標", no_wrap=True)
    table.add_column("割合", justify="right", no_wrap=True)
    table.add_column("内訳", justify="right", no_wrap=True, style="dim")
    for group, figures in _GROUPS:
        for number, (field, label, unit) in enumerate(figures):
            ratio = _figure(result.scores, field)
            table.add_row(
                group if number == 0 else "",
                label,
                _percent(ratio),
                _parts(ratio, unit),
                end_section=number == len(figures) - 1,
            )
    console.print(table)
    for heading, lines in _places(result):
        if lines:
            console.print(Text(f"{heading}（{len(lines)}件）", style="bold"))
            for line in lines[:_AT_MOST]:
                console.print(Text(f"  {line}"))
            if len(lines) > _AT_MOST:
                console.print(Text(f"  ほか{len(lines) - _AT_MOST}件（--json ですべて示します）", style="dim"))


def tell_many(names: Sequence[str], rows: Sequence[Scores], summed: Scores, console: Console | None = None) -> None:
    """The main figures, a row each, and all meetings together."""
    console = console or Console()
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("会議", overflow="fold", min_width=8)
    for _, heading in _COLUMNS:
        table.add_column(heading, justify="right", no_wrap=True)
    for number, (name, scores) in enumerate(zip(names, rows, strict=True), start=1):
        table.add_row(name, *_row(scores), end_section=number == len(rows))
    table.add_row("全体", *_row(summed), style="bold")
    console.print(table)


def _row(scores: Scores) -> list[str]:
    return [_percent(_figure(scores, field)) for field, _ in _COLUMNS]


def _figure(scores: Scores, field: str) -> Ratio:
    value: object = scores
    for part in field.split("."):
        value = getattr(value, part)
    assert isinstance(value, Ratio)
    return value


def _percent(ratio: Ratio) -> str:
    return "―" if ratio.value is None else f"{ratio.value:.1%}"


def _parts(ratio: Ratio, unit: str) -> str:
    if ratio.value is None:
        return ""
    decimals = {_SECONDS: 1, _SPEAKERS: 2}.get(unit, 0)
    whole = 0 if unit == _SPEAKERS else decimals
    return f"{ratio.part:,.{decimals}f} / {ratio.whole:,.{whole}f}{unit}"


def _places(result: Evaluation) -> Iterable[tuple[str, list[str]]]:
    yield (
        "違う名前の発言",
        [
            f"{_clock(wrong.start)} {wrong.utterance} {wrong.name}（正しくは {wrong.truth}）"
            + ("要確認の印あり" if wrong.flagged else "")
            for wrong in result.wrong_names
        ],
    )
    yield "欠落した箇所", [f"{_clock(one.start)} {_short(one.text)}" for one in result.lost]
    yield "発言にない箇所", [f"{_clock(one.start)} {_short(one.text)}" for one in result.invented]
    yield "聴取不能とした箇所", [f"{_clock(one.start)}～{_clock(one.end)}" for one in result.doubtful]
    yield "再現できなかった用語", [f"{term} {count}回" for term, count in result.missed_terms.items()]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
