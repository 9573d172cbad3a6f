"""One HTML file that holds everything: the document, what its comments say, and the utterances it rests on.

Each sentence leads to the utterances behind it and each utterance back. Nothing is loaded from anywhere but a recording
that lies beside the file; a content security policy sees to it, also where an office's text should hold what looks like
HTML. Every text is escaped; ids are numbers of ours, never names from a file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutes.render import styles
from minutes.render.beside.blocks import Paragraph, Table, blocks_of
from minutes.render.beside.body import Body, address, text, text_of
from minutes.render.beside.given import Given
from minutes.render.beside.look import rules

_SPOKEN = "発言の記録（根拠）"
_NOTES = "確認事項と注"
_RECORDING = "録音"
_HERE = Path(__file__).parent


def page(given: Given) -> str:
    """The whole file."""
    blocks, sources = blocks_of(given)
    audio = None if given.public else given.audio
    body = Body(sources, audio, proven=given.proven)
    parts = [body.table(block) if isinstance(block, Table) else body.paragraph(block) for block in blocks]
    if body.remarked:
        parts += _part(body.heading(_NOTES, _NOTES), body.notes())
    if given.proven:
        parts += _part(body.heading(_SPOKEN, _SPOKEN), body.spoken(given.utterances))
    title = next((text_of(one) for one in blocks if isinstance(one, Paragraph) and one.style == styles.TITLE), "")
    look = (_HERE / "page.css").read_text("utf-8") + rules(blocks, given.form.page)
    script = (_HERE / "player.js").read_text("utf-8") if audio else ""
    lines = (*_head(title, look, script), *_sound(audio), *body.contents(), "<main>", *parts, "</main>")
    return "\n".join((*lines, *_script(script), "</body>", "</html>", ""))


def _head(title: str, look: str, script: str) -> Iterator[str]:
    policy = f"default-src 'none'; style-src '{_digest(look)}'; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src '{_digest(script)}'; media-src 'self' file:"
    yield "<!DOCTYPE html>"
    yield '<html lang="ja">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="minutes">'
    yield f"<title>{text(title)}</title>"
    yield f"<style>{look}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#main">本文へ移動</a>'


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _sound(audio: str | None) -> Iterator[str]:
    if audio:
        yield f'<section class="sound" aria-label="{_RECORDING}">'
        yield f'<audio controls preload="none" src="{address(audio)}"></audio>\n</section>'


def _script(script: str) -> Iterator[str]:
    if script:
        yield f"<script>{script}</script>"


def _part(heading: str, content: Iterable[str]) -> Iterator[str]:
    yield from ('<section class="part">', heading, *content, "</section>")
