"""The colours of the page can be read by whoever sees less well: WCAG 2 level AA, in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import minutes.review

STYLE = (Path(minutes.review.__file__).parent / "page" / "style.css").read_text("utf-8")
PAPERS = ("paper", "card", "check-soft", "proof", "play")
READ = (
    *(("ink", paper) for paper in (*PAPERS, "spoken", "main-soft")),
    *((ink, paper) for ink in ("main", "check") for paper in PAPERS),
    *(("soft", paper) for paper in ("paper", "card")),
    ("on-main", "main"),
    ("wrong", "card"),
    ("paper", "wrong"),
)
SEEN = (("edge", "card"), ("head", "paper"), *((f"voice-{number}", "paper") for number in range(8)))


def _colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.S)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found if scheme == "light" else {**found, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_told_apart(scheme: str) -> None:
    colours = _colours(scheme)
    weak = {f"{ink} on {paper}": _contrast(colours[ink], colours[paper]) for ink, paper in READ}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    weak = {f"{ink} on {paper}": _contrast(colours[ink], colours[paper]) for ink, paper in SEEN}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_every_module_is_asked_for_at_once() -> None:
    page = Path(minutes.review.__file__).parent / "page"
    asked = re.findall(r'(?:href|src)="/page/(\w+\.js)"', (page / "index.html").read_text("utf-8"))
    assert sorted(asked) == sorted(one.name for one in page.glob("*.js"))
