"""The look of a form's paragraphs as CSS: indents and sizes of its Word styles, the fonts of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes.render import styles
from minutes.render.beside.blocks import Block, Paragraph
from minutes.render.forms import Page
from minutes.render.sheet import Indent

_FALLBACK = '"Yu Mincho", "Hiragino Mincho ProN", "Noto Serif CJK JP", serif'
_HEADINGS_FALLBACK = '"Yu Gothic", "Hiragino Sans", "Noto Sans CJK JP", sans-serif'
_PLAIN_NAME = re.compile(r"[\w \u3000-]+")  # nothing that could end a CSS string


def class_of(paragraph: Paragraph) -> str:
    """The names of the rules that a paragraph follows."""
    return f"{paragraph.style} {_indent_class(paragraph.indent)}" if paragraph.indent else paragraph.style


def rules(blocks: Iterable[Block], page: Page) -> str:
    """One rule for each style and each indent there is, so that no element needs a style of its own."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    lines = [
        f"body {{ font-family: {_named(page.font)}{_FALLBACK}; }}",
        f"h1, h2, h3, h4, h5, mark {{ font-family: {_named(page.heading_font)}{_HEADINGS_FALLBACK}; }}",
    ]
    lines += filter(None, map(_style_rule, sorted({one.style for one in paragraphs})))
    lines += [
        f".{_indent_class(indent)} {{ {_indented(*indent)} }}"
        for indent in sorted({one.indent for one in paragraphs if one.indent})
    ]
    return "\n".join(lines)


def _style_rule(name: str) -> str:
    style = styles.style_of(name)
    said = [_indented(style.indent, style.hanging)] if style.indent and name != styles.NOTICE else []
    if style.scale != 1 and style.outline is None and name != styles.TITLE:
        said.append(f"font-size: {style.scale}rem;")
    own = f".{name} {{ {' '.join(said)} }}\n" if said else ""
    return own + (f".{name} .lead {{ min-width: {style.hanging:g}em; }}" if style.hanging else "")


def _indented(left: float, hanging: float) -> str:
    return f"padding-inline-start: {left:g}em; text-indent: {-hanging:g}em;"


def _indent_class(indent: Indent) -> str:
    return f"i{indent.left:g}-{indent.hanging:g}".replace(".", "_")


def _named(font: str) -> str:
    return f'"{font}", ' if _PLAIN_NAME.fullmatch(font) else ""
