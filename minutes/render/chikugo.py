"""The verbatim record: every utterance in order with its time, its speaker and its words."""

from __future__ import annotations

from minutes.domain import Minutes, Utterance
from minutes.render import styles
from minutes.render.flags import INAUDIBLE, NO_TIMES, UNCERTAIN, about_speaker, about_text
from minutes.render.head import cases, proof_of
from minutes.render.japanese import FULL_SPACE, NO_TIME, recording_time
from minutes.render.sheet import Control, Piece, Row, Sheet
from minutes.render.sources import Sources


def write_verbatim(sheet: Sheet, minutes: Minutes, sources: Sources) -> list[Row]:
    """The body. Returns what the record says of the voices."""
    headings = _headings(minutes, sources)
    for index, utterance in enumerate(sources.utterances):
        if index in headings:
            sheet.paragraph(styles.HEADING1, headings[index])
        elif index == 0:
            sheet.paragraph(styles.HEADING2, sources.form.labels.verbatim)
        _write_utterance(sheet, utterance, sources)
    if not sources.utterances:
        sheet.paragraph(styles.NORMAL, sources.form.labels.no_utterances)
    notes = [("発言者", f"名簿の人と結び付いていない声が{sources.voices}人分ある。")] if sources.voices else []
    if any(NO_TIMES in utterance.flags for utterance in sources.utterances):
        notes.append(("時刻", "元の文字起こしに時刻がないため、記載していない。"))
    return notes


def _write_utterance(sheet: Sheet, utterance: Utterance, sources: Sources) -> None:
    timed = NO_TIMES not in utterance.flags
    time = recording_time(utterance.start) if timed else NO_TIME
    evidence = (utterance.id,)
    text = utterance.text.strip()
    flags = utterance.flags if text else dict.fromkeys((*utterance.flags, INAUDIBLE))
    # 発言者1 says by itself that nobody knows him: once with a mark, and wherever the signs disagree.
    marked = utterance.name is not None or sources.is_new_voice(utterance) or UNCERTAIN in utterance.flags
    doubts = about_speaker(utterance.flags, named=utterance.name is not None) if marked else ()
    sheet.paragraph(
        styles.UTTERANCE,
        f"[{time}]" if timed else "",
        Control.TAB,
        Piece(sources.speaker(utterance), bold=True),
        *sources.check(doubts, evidence),
        FULL_SPACE,
        *(sources.remarked(text, evidence) if text else (sources.form.labels.inaudible.format(time=time),)),
        *sources.check(about_text(flags), evidence),
    )


def _headings(minutes: Minutes, sources: Sources) -> dict[int, str]:
    """The titles of the items, each before the first utterance that belongs to it; none out of order."""
    numbers = {item.title: number for number, item in enumerate(cases(minutes), start=1)}
    headings: dict[int, str] = {}
    last = -1
    for item in minutes.items:
        begin = sources.first(proof_of(item))
        if begin is not None and begin > last:
            headings[begin] = sources.form.labels.item.format(number=numbers[item.title], title=item.title)
            last = begin
    return headings
