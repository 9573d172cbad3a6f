"""The parts of the HTML file that are written from the form's blocks and its utterances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from minutes.domain import Utterance
from minutes.render import styles
from minutes.render.beside.blocks import Cell, Paragraph, Table
from minutes.render.beside.given import is_timed, said
from minutes.render.beside.look import class_of
from minutes.render.beside.proof import Proof, proofs, stretches
from minutes.render.clean import clean
from minutes.render.sheet import Control, Piece
from minutes.render.sources import Sources


def text(words: str) -> str:
    """Any text as HTML, also inside an attribute's quotes."""
    return escape(clean(words))


def address(path: str, seconds: float | None = None) -> str:
    """A relative path as a link that can be nothing else, if need be to a time in it (W3C Media Fragments)."""
    fragment = "" if seconds is None else f"#t={max(0.0, seconds):.1f}"
    return escape(f"./{quote(path)}{fragment}")


class Body:
    """Numbers headings, sentences and remarks as they are met, and remembers which utterance was used where."""

    def __init__(self, sources: Sources, audio: str | None, proven: bool) -> None:
        self._sources = sources
        self._audio = audio
        self._proven = proven
        self._headings: list[tuple[int, str]] = []
        self._above: list[int] = []  # the depths of the headings under which the next one may stand
        self._placed: set[int] = set()
        self._sentences = 0
        self._used: dict[int, list[int]] = defaultdict(list)
        self._remarks: list[tuple[str, tuple[str, ...]]] = []

    # ---- blocks --------------------------------------------------------------------------------------------------

    def paragraph(self, block: Paragraph) -> str:
        """As a heading of its level, or as text with links to its evidence."""
        if block.style == styles.TITLE:
            return f'<h1 id="main">{"".join(map(self._piece, block.pieces))}</h1>'
        if block.style in styles.HEADINGS:
            content = "".join(map(self._piece, block.pieces))
            return self.heading(content, text(text_of(block)), styles.HEADINGS.index(block.style))
        lead, rest = _parted(block)
        content = "".join(self._stretch(evidence, pieces) for evidence, pieces in stretches(rest))
        own = self._utterance_of(block)
        place = f' id="h{own + 1}"' if own is not None else ""
        played = self._played(own) if not lead else ""
        return f'<p class="{class_of(block)}"{place}>{self._lead(lead, own)}{content}{played}</p>'

    def heading(self, content: str, plain: str, depth: int = 0) -> str:
        """Both are HTML, `plain` without links. A level is never passed over, whatever the `depth`, so that a reader who
        only hears the page finds the way."""
        self._above = [*(above for above in self._above if above < depth), depth]
        level = 1 + len(self._above)
        self._headings.append((level, plain))
        return f'<h{level} id="t{len(self._headings)}">{content}</h{level}>'

    def table(self, block: Table) -> str:
        """Without a head, the first cell of a row says what the row is about."""
        head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in block.head)
        rows = "\n".join(f"<tr>{self._cells(row, named=not block.head)}</tr>" for row in block.rows)
        return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>\n{rows}\n</tbody></table>"

    def _cells(self, row: Sequence[Cell], named: bool) -> str:
        cells = ["<br>".join(map(self._piece, cell)) for cell in row]
        tags = ['th scope="row"' if named and number == 0 else "td" for number in range(len(cells))]
        return "".join(f"<{tag}>{cell}</{tag[:2]}>" for tag, cell in zip(tags, cells, strict=True))

    # ---- what is written around them -----------------------------------------------------------------------------

    def contents(self) -> Iterator[str]:
        """A list of the headings; call it when all is written."""
        if self._headings:
            yield '<nav aria-label="目次"><ol>'
            for number, (level, content) in enumerate(self._headings, start=1):
                deep = ' class="deep"' if level > 2 else ""
                yield f'<li{deep}><a href="#t{number}">{content}</a></li>'
            yield "</ol></nav>"

    @property
    def remarked(self) -> bool:
        """Whether there is anything for `notes`."""
        return bool(self._remarks)

    def notes(self) -> Iterator[str]:
        """What stands in the Word document's comments, each with the way back to the words it hangs on."""
        yield '<ol class="notes">'
        for number, (words, lines) in enumerate(self._remarks, start=1):
            told = "".join(f"<p>{text(line)}</p>" for line in lines)
            yield f'<li id="c{number}"><a href="#r{number}">注{number}　{text(words)}</a>{told}</li>'
        yield "</ol>"

    def spoken(self, utterances: Iterable[Utterance]) -> Iterator[str]:
        """All utterances, each with the ways back to the sentences that rest on it."""
        yield '<ol class="spoken">'
        for place, utterance in enumerate(utterances):
            uses = self._used[place]
            back = "".join(
                f'<a class="back" href="#s{sentence}">↑本文{number if len(uses) > 1 else ""}</a>'
                for number, sentence in enumerate(uses, start=1)
            )
            who = f'<span class="who">{text(self._sources.speaker(utterance))}</span>'
            words = f"<bdi>{text(said(utterance, self._sources.form))}</bdi>"
            yield f'<li id="h{place + 1}">{self._time(utterance)} {who}{words}{back}</li>'
        yield "</ol>"

    # ---- pieces --------------------------------------------------------------------------------------------------

    def _stretch(self, evidence: tuple[str, ...], pieces: Iterable[Piece | Control]) -> str:
        content = "".join(map(self._piece, pieces))
        found = proofs(evidence, self._sources) if self._proven else ()
        if not found:
            return content
        self._sentences += 1
        for proof in found:
            for place in proof.places:
                self._used[place].append(self._sentences)
        return f'<span id="s{self._sentences}">{content}</span>' + "".join(map(_link, found))

    def _utterance_of(self, block: Paragraph) -> int | None:
        """Which utterance the paragraph is the record of, where utterances are what is printed."""
        proven = {piece.evidence for piece in block.pieces if isinstance(piece, Piece) and piece.evidence}
        if self._sources.form.prints_statements or len(proven) != 1:
            return None
        place = self._sources.first(next(iter(proven)))
        if place is None or place in self._placed:
            return None
        self._placed.add(place)
        return place

    def _lead(self, pieces: Iterable[Piece | Control], own: int | None) -> str:
        """What stands out to the left of a hanging paragraph."""
        content = "".join(map(self._piece, pieces))
        if not content:
            return ""
        utterance = None if own is None else self._sources.utterances[own]
        if self._audio and utterance and is_timed(utterance):
            return f'<a class="lead time" href="{address(self._audio, utterance.start)}">{content}</a>'
        return f'<span class="lead">{content}</span>'

    def _played(self, own: int | None) -> str:
        """The way to the recording, for a record that prints no times."""
        return f" {self._time(self._sources.utterances[own])}" if self._audio and own is not None else ""

    def _time(self, utterance: Utterance) -> str:
        if not is_timed(utterance):
            return ""
        time, _ = self._sources.said(utterance.id)
        if self._audio:
            return f'<a class="time" href="{address(self._audio, utterance.start)}">{text(time)}</a>'
        return f'<span class="time">{text(time)}</span>'

    def _piece(self, piece: Piece | Control) -> str:
        if isinstance(piece, Control):
            return "<br>" if piece is Control.BREAK else " "
        content = text(piece.text)
        if piece.style == styles.CHECK:
            content = f"<mark>{content}</mark>"
        if piece.bold:
            content = f"<b>{content}</b>"
        if not piece.remark:
            return content
        self._remarks.append((piece.text, piece.remark))
        number = len(self._remarks)
        return f'<a id="r{number}" href="#c{number}">{content}<sup>注{number}</sup></a>'


def text_of(block: Paragraph) -> str:
    """Its words alone."""
    return "".join(piece.text for piece in block.pieces if isinstance(piece, Piece))


def _parted(block: Paragraph) -> tuple[tuple[Piece | Control, ...], Paragraph]:
    """What stands before the paragraph's first tab, and the paragraph without it."""
    if Control.TAB not in block.pieces:
        return (), block
    tab = block.pieces.index(Control.TAB)
    return block.pieces[:tab], block._replace(pieces=block.pieces[tab + 1 :])


def _link(proof: Proof) -> str:
    return f'<a class="proof" href="#h{proof.places[0] + 1}" aria-label="根拠の発言 {text(proof.label)}">{text(proof.label)}</a>'
