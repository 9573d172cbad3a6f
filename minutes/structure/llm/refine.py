"""An uncertain boundary between two items, moved by an LLM among the sentences around it; wordings for proposed topics.

The order never changes, no sentence is lost, and an answer that is none changes nothing. Flags stay: a person confirms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minutes.structure.agenda import NOT_FOUND, TOGETHER, UNCERTAIN
from minutes.structure.llm.asker import Asker
from minutes.structure.llm.data import as_data, row
from minutes.structure.llm.failure import LlmFailed
from minutes.structure.llm.prompts import Prompts
from minutes.structure.llm.reply import BoundaryReply, TitlesReply
from minutes.structure.llm.window import lines
from minutes.structure.sentences import Sentence
from minutes.structure.topics import PROPOSED, Section
from minutes.text.reading import morphemes

AROUND = 15  # sentences on either side of a boundary that may change sides
LONGEST_TITLE = 40  # characters
OPENING = 300  # characters of a topic that are shown for its title


def refine(sections: Sequence[Section], asker: Asker, prompts: Prompts) -> tuple[Section, ...]:
    """The same sections with the same sentences in the same order; an LLM that fails leaves them as they are."""
    found = list(sections)
    try:
        for place in range(len(found) - 1):
            if _uncertain(found[place], found[place + 1]) and _adjacent(found, place):
                found[place : place + 2] = _moved(found[place], found[place + 1], asker, prompts)
        found = _titled(found, asker, prompts)
    except LlmFailed:
        return tuple(found)
    return tuple(found)


def _uncertain(first: Section, second: Section) -> bool:
    doubted = any(flag in section.flags for section in (first, second) for flag in (UNCERTAIN, PROPOSED))
    return doubted and bool(first.sentences or second.sentences) and TOGETHER not in second.flags


def _adjacent(sections: Sequence[Section], place: int) -> bool:
    """Whether nothing else was said between two items: items may be taken out of order."""
    first, second = sections[place].sentences, sections[place + 1].sentences
    if not first or not second:
        return True
    last, begin = _when(first[-1]), _when(second[0])
    others = (*sections[:place], *sections[place + 2 :])
    return last <= begin and not any(last < _when(one) < begin for other in others for one in other.sentences)


def _when(sentence: Sentence) -> tuple[int, str]:
    """Utterances are numbered in spoken order: u9999 before u10000."""
    return len(sentence.evidence[0]), sentence.evidence[0]


# ---- a boundary --------------------------------------------------------------------------------------------------


def _moved(first: Section, second: Section, asker: Asker, prompts: Prompts) -> tuple[Section, Section]:
    """Both sections, divided where the model says, if that is among the sentences it was shown."""
    said = (*first.sentences, *second.sentences)
    now = len(first.sentences)
    # an item nobody announced may begin anywhere in the one before it, or the next one too early
    back = now if not second.sentences else AROUND
    begin, end = _shown(said, max(now - back, 0), min(now + AROUND, len(said)), now, asker, prompts)
    reply = asker.ask(_question(first, second, said, (begin, end), asker, prompts), BoundaryReply)
    place = reply.first_of_second
    if place is None or not 1 <= place <= end - begin:
        return first, second
    cut = begin + place - 1
    if cut == now or (cut == 0 and now):  # never empties an item that has something
        return first, second
    flags = tuple(UNCERTAIN if flag == NOT_FOUND else flag for flag in second.flags)
    return replace(first, sentences=said[:cut]), replace(second, sentences=said[cut:], flags=flags)


def _shown(said: Sequence[Sentence], begin: int, end: int, now: int, asker: Asker, prompts: Prompts) -> tuple[int, int]:
    """Fewer sentences on both sides where a request has no room for all."""
    room = asker.endpoint.max_input_chars - len(prompts["boundary"]) - 2 * LONGEST_TITLE - OPENING
    while end - begin > 1 and _length(said[begin:end], asker) > room:
        if now - begin >= end - now:
            begin += 1
        else:
            end -= 1
    return begin, end


def _length(said: Sequence[Sentence], asker: Asker) -> int:
    return sum(len(row(_row(number, sentence, asker))) + 2 for number, sentence in enumerate(said, start=1))


def _row(number: int, sentence: Sentence, asker: Asker) -> dict[str, object]:
    line = lines((sentence,))[0]
    return {"number": number, "speaker": asker.mask(line.speaker), "text": asker.mask(line.text)}


def _question(
    first: Section,
    second: Section,
    said: Sequence[Sentence],
    shown: tuple[int, int],
    asker: Asker,
    prompts: Prompts,
) -> list[dict[str, str]]:
    begin, end = shown
    rows = [_row(number, sentence, asker) for number, sentence in enumerate(said[begin:end], start=1)]
    now = len(first.sentences) - begin + 1 if second.sentences else 0
    fields: dict[str, str | int | None] = {
        "first": asker.mask(first.title),
        "second": asker.mask(second.title),
        "now": now,
    }
    data = as_data(fields, "sentences", rows)
    return [{"role": "system", "content": prompts["boundary"]}, {"role": "user", "content": data}]


# ---- titles ------------------------------------------------------------------------------------------------------


def _titled(sections: Sequence[Section], asker: Asker, prompts: Prompts) -> list[Section]:
    """Proposed topics under the wording a model proposes, if all its words were said there."""
    found = list(sections)
    proposed = [place for place, section in enumerate(sections) if PROPOSED in section.flags and section.sentences]
    room = asker.endpoint.max_input_chars - len(prompts["titles"]) - OPENING
    batch: list[dict[str, object]] = []
    for place in proposed:
        topic = _topic(place, sections[place], asker)
        if batch and sum(len(row(one)) + 2 for one in (*batch, topic)) > room:
            _name(found, batch, asker, prompts)
            batch = []
        batch.append(topic)
    if batch:
        _name(found, batch, asker, prompts)
    return found


def _topic(place: int, section: Section, asker: Asker) -> dict[str, object]:
    opening = "".join(asker.mask(sentence.text) for sentence in section.sentences[:AROUND])[:OPENING]
    return {"number": place + 1, "title": asker.mask(section.title), "text": opening}


def _name(found: list[Section], batch: Sequence[dict[str, object]], asker: Asker, prompts: Prompts) -> None:
    messages = [
        {"role": "system", "content": prompts["titles"]},
        {"role": "user", "content": as_data({}, "topics", batch)},
    ]
    asked = {topic["number"] for topic in batch}
    for reply in asker.ask(messages, TitlesReply).titles:
        if reply.number not in asked:
            continue
        section = found[reply.number - 1]
        title = asker.protection.restore(reply.title, "".join(sentence.text for sentence in section.sentences))
        if _was_said(title, section):
            found[reply.number - 1] = replace(section, title=title)


def _was_said(title: str, section: Section) -> bool:
    """Every noun and figure of the title occurs in the topic's sentences: a title may not tell anything new."""
    said = "".join(part for sentence in section.sentences for part in (sentence.text, sentence.cue))
    words = [word.surface for word in morphemes(title) if word.pos[0] in ("名詞", "接頭辞", "接尾辞", "動詞", "形容詞")]
    return 0 < len(title) <= LONGEST_TITLE and bool(words) and all(word in said for word in words)
