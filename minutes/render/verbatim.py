"""All that was said, in order: utterance by utterance with its time, or speech by speech as a full record has it."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Utterance
from minutes.render import styles
from minutes.render.book import Book, Head
from minutes.render.flags import INAUDIBLE, NO_TIMES, UNCERTAIN, about_speaker, about_text
from minutes.render.head import cases, proof_of
from minutes.render.japanese import FULL_SPACE, NO_TIME, circled, recording_time
from minutes.render.sheet import Control, Indent, Piece, Sheet
from minutes.render.sources import Sources


def write_verbatim(book: Book, head: Head) -> None:
    """The body. What is known of the voices goes into the record."""
    sources, sheet = book.sources, book.sheet
    head()
    if book.form.verbatim.times:
        _write_timed(book)
    else:
        _write_speeches(book)
    if not sources.utterances:
        sheet.paragraph(styles.NORMAL, book.labels.no_utterances)
    if sources.voices:
        book.notes.append(("発言者", f"名簿の人と結び付いていない声が{sources.voices}人分ある。"))
    if any(NO_TIMES in utterance.flags for utterance in sources.utterances):
        book.notes.append(("時刻", "元の文字起こしに時刻がないため、記載していない。"))


def _write_timed(book: Book) -> None:
    headings = _headings(book)
    for index, utterance in enumerate(book.sources.utterances):
        if index in headings:
            book.sheet.paragraph(styles.heading(book.level), headings[index])
        elif index == 0:
            book.sheet.paragraph(styles.HEADING2, book.labels.verbatim)
        _write_utterance(book.sheet, utterance, book.sources)


def _write_speeches(book: Book) -> None:
    """○会長　…; what the same speaker goes on to say follows, as a new paragraph where one has become long."""
    headings = _headings(book)
    run: list[Utterance] = []
    for index, utterance in enumerate(book.sources.utterances):
        if run and (index in headings or utterance.speaker != run[0].speaker or utterance.name != run[0].name):
            _write_speech(book, run)
            run = []
        if index in headings:
            book.sheet.paragraph(styles.heading(book.level), headings[index])
        run.append(utterance)
    if run:
        _write_speech(book, run)


def _write_speech(book: Book, run: Sequence[Utterance]) -> None:
    sources = book.sources
    speaker = sources.speaker(run[0])
    lead: str = book.form.verbatim.lead.format(speaker=speaker) if speaker else ""  # nobody: closed to the public
    pieces: list[Piece] = list(sources.check(speaker_doubts(run[0], sources), (run[0].id,)))
    length = 0
    for utterance in run:
        if length > book.form.verbatim.paragraph:
            _write_paragraph(book, lead, pieces)
            lead, pieces, length = "", [], 0
        pieces += words_of(utterance, sources)
        length += len(utterance.text)
    _write_paragraph(book, lead, pieces)


def _write_paragraph(book: Book, lead: str, pieces: Sequence[Piece]) -> None:
    book.sheet.paragraph(styles.OPINION, lead or FULL_SPACE, *pieces, indent=None if lead else Indent(1, 0))


def words_of(utterance: Utterance, sources: Sources) -> tuple[Piece, ...]:
    """What was said, with its marks; that it cannot be heard where there is no text."""
    text, evidence = utterance.text.strip(), (utterance.id,)
    flags = utterance.flags if text else dict.fromkeys((*utterance.flags, INAUDIBLE))
    time = recording_time(utterance.start) if NO_TIMES not in utterance.flags else NO_TIME
    said = sources.remarked(text, evidence) if text else (Piece(sources.form.labels.inaudible.format(time=time)),)
    return (*said, *sources.check(about_text(flags), evidence))


def speaker_doubts(utterance: Utterance, sources: Sources) -> tuple[str, ...]:
    """発言者1 says by itself that nobody knows him: once with a mark, and wherever the signs disagree."""
    marked = utterance.name is not None or sources.is_new_voice(utterance) or UNCERTAIN in utterance.flags
    return about_speaker(utterance.flags, named=utterance.name is not None) if marked else ()


def _write_utterance(sheet: Sheet, utterance: Utterance, sources: Sources) -> None:
    timed = NO_TIMES not in utterance.flags
    sheet.paragraph(
        styles.UTTERANCE,
        f"[{recording_time(utterance.start)}]" if timed else "",
        Control.TAB,
        Piece(sources.speaker(utterance), bold=True),
        *sources.check(speaker_doubts(utterance, sources), (utterance.id,)),
        FULL_SPACE,
        *words_of(utterance, sources),
    )


def _headings(book: Book) -> dict[int, str]:
    """The titles of the items, each before the first utterance that belongs to it; none out of order."""
    numbers = {item.title: number for number, item in enumerate(cases(book.minutes), start=1)}
    headings: dict[int, str] = {}
    last = -1
    for item in book.minutes.items:
        begin = book.sources.first(proof_of(item))
        if begin is not None and begin > last:
            number = numbers[item.title]
            headings[begin] = book.labels.item.format(number=number, circled=circled(number), title=item.title)
            last = begin
    return headings
