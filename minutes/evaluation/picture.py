"""A picture of a meeting: who spoke when, in truth and in the result, and where something was lost or doubtful.

Time runs from left to right in strips. In each strip four lanes: the reference's turns, the diariser's turns in the
colour of whom they fit best, the utterances in the colour of the name they bear, and marks. The labels are Japanese
where the machine has a font for it, else English with numbered speakers: better than empty boxes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib import colormaps, font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch
from matplotlib.ticker import MultipleLocator

from minutes.evaluation.evaluate import Evaluation
from minutes.evaluation.hypothesis import Hypothesis
from minutes.evaluation.reference import Reference
from minutes.evaluation.speakers import paired

_WIDTH_IN, _STRIP_IN, _LEGEND_ROW_IN, _DPI = 15.0, 1.35, 0.27, 110
_SPEAKERS_IN_ROW = 8
# a strip holds no more than this, or sentences become hairlines; and a picture no more strips than can be looked at
_STRIP_S, _MOST_STRIPS = 300.0, 32
_GREY, _RED, _AMBER, _PINK = "#b8b8b8", "#d62728", "#f2a900", "#ff3fb4"
_TICKS_S = (10, 15, 30, 60, 120, 300, 600)
_LANES = {"truth": 3, "turns": 2, "names": 1, "marks": 0}
_HEIGHT = 0.8

# Fonts with Japanese in them, on Linux, Windows and macOS, sans serif before serif
_FONTS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "IPAGothic",
    "BIZ UDGothic",
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
    "Hiragino Sans",
    "VL Gothic",
    "TakaoGothic",
    "Noto Serif CJK JP",
    "IPAexMincho",
)
_JAPANESE = {
    "truth": "正解",
    "turns": "話者の区別",
    "names": "発言者名",
    "marks": "印",
    "unnamed": "名前なし",
    "other": "正解にない話者",
    "wrong": "違う名前（要確認の印なしは太枠）",
    "lost": "欠落",
    "invented": "発言にない文字",
    "doubtful": "聴取不能・要確認",
}
_ENGLISH = {
    "truth": "reference",
    "turns": "diarisation",
    "names": "names",
    "marks": "marks",
    "unnamed": "no name",
    "other": "not in the reference",
    "wrong": "wrong name (bold: without a flag)",
    "lost": "lost",
    "invented": "invented",
    "doubtful": "inaudible or doubtful",
}


@dataclass(frozen=True)
class _Bar:
    lane: str
    start: float
    end: float
    colour: Any
    half: bool = False  # somebody else speaks already: the lower half
    edge: str = "none"
    thick: float = 0.0


@cache
def japanese_font() -> FontProperties | None:
    """A font of this machine that has Japanese; None where there is none."""
    regular_last = sorted(font_manager.fontManager.ttflist, key=lambda font: font.weight in (400, "normal", "regular"))
    by_name = {font.name: font.fname for font in regular_last}
    return next((FontProperties(fname=by_name[name]) for name in _FONTS if name in by_name), None)


def draw(
    reference: Reference,
    hypothesis: Hypothesis,
    evaluation: Evaluation,
    place: Path,
    font: FontProperties | None = None,
) -> None:
    """Write a PNG to `place`, whatever its name. `font` None: one with Japanese, if there is one."""
    font = font or japanese_font()
    words = _JAPANESE if font else _ENGLISH
    colours = _colours(reference)
    bars = [*_truth(reference, colours), *_turns(reference, hypothesis, colours)]
    bars += [*_names(hypothesis, evaluation, colours), *_marks(hypothesis, evaluation)]
    duration = max([reference.duration, *(bar.end for bar in bars)])
    step = max(_STRIP_S, duration / _MOST_STRIPS)
    step = duration if duration <= 1.2 * step else 60 * math.ceil(step / 60)
    count = max(1, math.ceil(duration / step - 1e-9))
    legend = _LEGEND_ROW_IN * (2.2 + (len(colours) - 1) // _SPEAKERS_IN_ROW)
    height = count * _STRIP_IN + legend
    figure = Figure(figsize=(_WIDTH_IN, height), dpi=_DPI)
    FigureCanvasAgg(figure)
    for number in range(count):
        _strip(figure.add_subplot(count, 1, number + 1), bars, number * step, (number + 1) * step, words, font)
    _legend(figure, colours, words, font)
    figure.subplots_adjust(left=0.085, right=0.985, top=1 - legend / height, bottom=0.35 / height, hspace=0.42)
    figure.savefig(place, format="png")


def _colours(reference: Reference) -> dict[str, Any]:
    """A colour for each speaker of the reference; red is kept for what is wrong."""
    speakers = dict.fromkeys([*(s.speaker for s in reference.utterances), *(t.speaker for t in reference.turns)])
    palette = [colormaps["tab10"](n) for n in (0, 2, 1, 4, 9, 5, 8)] + [
        colormaps["tab20"](n) for n in (5, 1, 3, 9, 11, 17, 19, 15)
    ]
    return {speaker: palette[number % len(palette)] for number, speaker in enumerate(speakers)}


def _truth(reference: Reference, colours: dict[str, Any]) -> Iterable[_Bar]:
    spans = [(turn.start, turn.end, colours[turn.speaker]) for turn in reference.turns]
    return _stacked("truth", spans)


def _turns(reference: Reference, hypothesis: Hypothesis, colours: dict[str, Any]) -> Iterable[_Bar]:
    if not hypothesis.timed:
        return ()
    fits = paired(reference.turns, hypothesis.turns)
    spans = [(turn.start, turn.end, colours.get(fits.get(turn.speaker, ""), "black")) for turn in hypothesis.turns]
    return _stacked("turns", spans)


def _stacked(lane: str, spans: Sequence[tuple[float, float, Any]]) -> Iterable[_Bar]:
    """One after the other; who begins while another speaks takes the lower half."""
    open_until, before = 0.0, None
    for start, end, colour in sorted(spans, key=lambda span: span[:2]):
        yield _Bar(lane, start, end, colour, half=start < open_until and colour != before)
        if end > open_until:
            open_until, before = end, colour


def _names(hypothesis: Hypothesis, evaluation: Evaluation, colours: dict[str, Any]) -> Iterable[_Bar]:
    wrong = {one.utterance: one for one in evaluation.wrong_names}
    for utterance in hypothesis.utterances if hypothesis.timed else ():
        colour = _GREY if utterance.name is None else colours.get(utterance.name, "black")
        mistake = wrong.get(utterance.id)
        thick = 0.0 if mistake is None else 1.0 if mistake.flagged else 2.5
        yield _Bar("names", utterance.start, utterance.end, colour, edge=_RED if mistake else "none", thick=thick)


def _marks(hypothesis: Hypothesis, evaluation: Evaluation) -> Iterable[_Bar]:
    stretches = hypothesis.coverage.stretches if hypothesis.coverage else ()
    for stretch in (*evaluation.doubtful, *stretches):
        if stretch.state != "transcribed":
            yield _Bar("marks", stretch.start, stretch.end, _RED if stretch.state == "lost" else _AMBER)
    for passage in evaluation.lost:
        yield _Bar("marks", passage.start, passage.end, _RED)
    for passage in evaluation.invented:
        yield _Bar("marks", passage.start, passage.end, _PINK)


def _strip(axes: Any, bars: Iterable[_Bar], start: float, end: float, words: dict[str, str], font: Any) -> None:
    for bar in bars:
        if bar.end > start and bar.start < end:
            least = (end - start) / 600  # something short but wrong must still be seen
            width = max(bar.end - bar.start, least if bar.lane == "marks" else 0.0)
            height = _HEIGHT / 2 if bar.half else _HEIGHT
            bottom = _LANES[bar.lane] - _HEIGHT / 2
            axes.broken_barh(
                [(bar.start, width)], (bottom, height), facecolor=bar.colour, edgecolor=bar.edge, linewidth=bar.thick
            )
    axes.set_xlim(start, end)
    axes.set_ylim(-0.55, 3.55)
    axes.set_yticks(list(_LANES.values()), [words[lane] for lane in _LANES], fontproperties=font)
    axes.xaxis.set_major_locator(MultipleLocator(next((tick for tick in _TICKS_S if end - start <= 16 * tick), 1800)))
    axes.xaxis.set_major_formatter(lambda second, _: f"{int(second) // 60}:{int(second) % 60:02}")
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#e0e0e0", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _legend(figure: Figure, colours: dict[str, Any], words: dict[str, str], font: FontProperties | None) -> None:
    """Who has which colour, and what the marks mean. Without a font for them speakers are numbered as they appear."""
    speakers = [
        Patch(color=colour, label=speaker if font or speaker.isascii() else f"speaker {number}")
        for number, (speaker, colour) in enumerate(colours.items(), start=1)
    ]
    signs = [
        Patch(color="black", label=words["other"]),
        Patch(color=_GREY, label=words["unnamed"]),
        Patch(facecolor="white", edgecolor=_RED, linewidth=2, label=words["wrong"]),
        Patch(color=_RED, label=words["lost"]),
        Patch(color=_PINK, label=words["invented"]),
        Patch(color=_AMBER, label=words["doubtful"]),
    ]
    rows = 1 + (len(speakers) - 1) // _SPEAKERS_IN_ROW
    lower = 1 - _LEGEND_ROW_IN * rows / figure.get_figheight()
    for handles, columns, top in ((speakers, _SPEAKERS_IN_ROW, 1.0), (signs, len(signs), lower)):
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0.08, top),
            ncols=columns,
            frameon=False,
            prop=font,
            columnspacing=1.4,
        )
