"""One minutes.json, two documents: the public edition as minutes, utterances and form of its own, and what it leaves out.

What a `Public` holds for printing is all that any format may print; nothing of the original is reachable from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutes.confirmation import confirmed, is_of, valid_confirmation
from minutes.disclosure.blacken import Blackener
from minutes.disclosure.closed import Shut, shut
from minutes.disclosure.meeting import public_meeting, public_provenance
from minutes.disclosure.people import Calling, People, calling_of, title_alone
from minutes.disclosure.proceedings import public_items, public_titles
from minutes.disclosure.redact import Redactor
from minutes.disclosure.verbatim import public_utterances
from minutes.domain import ActionItem, AgendaItem, Decision, Mask, Minutes, Statement, Utterance, Withheld
from minutes.render.annexes import Annexes
from minutes.render.forms import Form, Person, Speakers
from minutes.render.head import cases

_NOT_BY_LABEL = ("surname", "full", "group", "none")  # how else than by the role people are written


@dataclass(frozen=True)
class Wanted:
    """What is to be kept from the public besides what is recognised: a clerk's `masks`, the office's list of `terms`."""

    masks: Sequence[Mask] = ()
    terms: Sequence[str] = ()


@dataclass(frozen=True)
class Public:
    """`minutes`, `utterances`, `form`, `beside`: to be given to any format; `withheld`: for the internal edition alone;
    `marked`: words that must stand nowhere in what is published; `remarks`: what the clerk must look at before that."""

    minutes: Minutes
    utterances: tuple[Utterance, ...]
    form: Form
    beside: Annexes
    withheld: tuple[Withheld, ...]
    marked: tuple[str, ...]
    remarks: tuple[str, ...]


def public_edition(minutes: Minutes, utterances: Sequence[Utterance], form: Form, wanted: Wanted = Wanted()) -> Public:
    """The public edition of minutes and of the utterances in the words in which `form` prints them.

    Raises BadConfiguration where an item or an utterance to be kept out is not there.
    """
    meeting = minutes.meeting
    masks = (*meeting.mask, *wanted.masks)
    items = cases(minutes)
    closed = shut(items, utterances, meeting.closed, masks)
    calling = calling_of(form)
    people = People(meeting, utterances, calling)
    blackener = Blackener(people, masks, wanted.terms, form.public.blank, _texts(minutes, utterances))
    redactor = Redactor(people, blackener)
    titles = public_titles(items, closed, redactor)
    shown = Minutes(
        meeting=public_meeting(meeting, titles, redactor),
        items=public_items(items, titles, closed, redactor),
        provenance=public_provenance(minutes.provenance, items, titles, closed),
    )
    said = public_utterances(utterances, closed, redactor)
    return Public(
        minutes=_vouched(shown, said, minutes, utterances),
        utterances=said,
        form=_form(form, calling),
        beside=Annexes(audience="public"),
        withheld=redactor.withheld,
        marked=tuple(mask.text for mask in masks if mask.text.strip() and not mask.utterance),
        remarks=tuple(_remarks(closed, items, blackener)),
    )


def _texts(minutes: Minutes, utterances: Sequence[Utterance]) -> Iterator[str]:
    for item in minutes.items:
        parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
        yield item.title
        yield from (part.text for part in parts)
    yield from (one.text for one in utterances)


def _form(form: Form, calling: Calling) -> Form:
    """People are labelled in the data already, once for all formats; the form's own ways of writing them stay where they
    fit those labels."""
    shown: dict[str, object] = {"labels": form.labels.model_copy(update={"check": "", "empty": ""})}  # for a clerk
    if form.public.person:
        shown |= {"person": calling.speakers if calling.speakers in _NOT_BY_LABEL else "role", "speakers": Speakers()}
    if form.public.person or form.public.attendance:
        roster: Person = calling.roster if calling.names_roster else "role"
        shown["attendance"] = form.attendance.model_copy(update={"person": roster})
    return form.model_copy(update=shown)


def _vouched(shown: Minutes, said: Sequence[Utterance], minutes: Minutes, utterances: Sequence[Utterance]) -> Minutes:
    """Who vouched for the original vouches for what is left of it; a Word file somebody has worked on is another text."""
    given = valid_confirmation(minutes)
    if given is None or given.document:
        return shown
    if not given.utterances:
        return confirmed(shown, title_alone(given.by), given.at)
    return confirmed(shown, title_alone(given.by), given.at, said) if is_of(given, utterances) else shown


def _remarks(closed: Shut, items: Sequence[AgendaItem], blackener: Blackener) -> Iterator[str]:
    for number in closed.unfound:
        yield (
            f"注意：非公開の案件「{items[number - 1].title}」の発言を見分けられませんでした。"
            "ほかの案件の中に残っていないか、公開版を読んで確かめてください。"
        )
    for mask in blackener.unused:
        where = f"（発言 {mask.utterance}）" if mask.utterance else ""
        yield f"注意：公開版で伏せる言葉「{mask.text}」{where}は、どこにも見つかりませんでした。"
