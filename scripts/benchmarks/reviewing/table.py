"""What was measured, as tables to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TITLES = {
    "first": "First view of the two hours",
    "keys": "Keys, from the key to the picture",
    "scroll": "Scrolling",
    "walk": "By keyboard alone",
    "document": "The document of an hour",
    "memory": "Memory",
}


def table(figures: Mapping[str, Any]) -> str:
    """Markdown, as docs/benchmarks.md has it."""
    return "\n".join(_lines(figures))


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"{figures['utterances']} utterances; {figures['machine']}"
    for name, title in _TITLES.items():
        if name not in figures:
            continue
        yield f"\n{title}\n"
        if name == "walk":
            yield from _side_by_side(figures[name])
        elif name == "memory":
            yield from _memory(figures[name])
        else:
            yield from _rows(figures[name])


def _rows(part: Mapping[str, Any]) -> Iterator[str]:
    yield "| | median | 95 % | most |"
    yield "|---|---|---|---|"
    for name, value in part.items():
        yield from _row(name, value)


def _row(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and "median" in value:
        yield f"| {_plain(name)} | {value['median']} | {value['p95']} | {value['most']} |"
    elif isinstance(value, Mapping):
        for inner, spread in value.items():
            yield from _row(f"{name} {inner}", spread)
    else:
        yield f"| {_plain(name)} | {value} | | |"


def _side_by_side(walks: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """One column for each meeting."""
    yield f"| | {' | '.join(walks)} |"
    yield f"|---|{'---|' * len(walks)}"
    for name in next(iter(walks.values())):
        yield f"| {_plain(name)} | {' | '.join(_cell(one[name]) for one in walks.values())} |"


def _cell(value: Any) -> str:
    if isinstance(value, Mapping) and "median" in value:
        return f"median {value['median']}, 95 % {value['p95']}, most {value['most']}"
    if isinstance(value, Mapping):
        return "; ".join(f"{inner} {_most(one)}" for inner, one in value.items())
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _most(value: Any) -> str:
    return f"{value['median']} … {value['most']}" if isinstance(value, Mapping) else str(value)


def _memory(part: Mapping[str, Any]) -> Iterator[str]:
    yield f"{part['minutes']} minutes, {part['keys']} keys\n"
    yield "| | first | last | most |"
    yield "|---|---|---|---|"
    for name in part["first"]:
        yield f"| {_plain(name)} | {part['first'][name]} | {part['last'][name]} | {part['most'][name]} |"


def _plain(name: str) -> str:
    return name.replace("_", " ")
