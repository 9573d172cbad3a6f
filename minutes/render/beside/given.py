"""What every file beside the document is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Minutes, Transcript, Utterance
from minutes.render import annexes
from minutes.render.annexes import Annexes
from minutes.render.flags import NO_TIMES
from minutes.render.forms import Form
from minutes.render.head import title
from minutes.render.japanese import recording_time
from minutes.render.sources import Sources
from minutes.render.standing import Standing, standing_of


@dataclass(frozen=True)
class Given:
    """Minutes and utterances as far as the reader may see them, in the words the form prints.

    `transcript`: only its times are used, never its words, which nobody has reduced; `audio`: the recording's path as seen
    from the file that is written, None where none lies in reach.
    """

    minutes: Minutes
    utterances: Sequence[Utterance]
    form: Form
    annexes: Annexes = annexes.NONE
    transcript: Transcript | None = None
    audio: str | None = None

    @property
    def standing(self) -> Standing:
        """Draft or final, as the form would print it."""
        return standing_of(self.minutes, self.utterances, self.form)

    @property
    def title(self) -> str:
        """As the document calls itself."""
        return title(self.minutes.meeting, self.form, self.standing)

    @property
    def public(self) -> bool:
        """For the public nothing is printed that only serves checking: no evidence, no ways to the recording."""
        return self.annexes.audience == "public"

    @property
    def proven(self) -> bool:
        """Whether sentences lead to the utterances they rest on: not where utterances are what is printed."""
        return self.form.prints_statements and bool(self.utterances) and not self.public

    def sources(self) -> Sources:
        """The utterances as the form writes their speakers."""
        return Sources(self.utterances, self.minutes.meeting, self.form, self.annexes.recording)


def is_timed(utterance: Utterance) -> bool:
    """Whether anybody knows when it was said."""
    return NO_TIMES not in utterance.flags


def said(utterance: Utterance, form: Form) -> str:
    """The words of an utterance; of one without any, that it could not be heard."""
    return utterance.text.strip() or form.labels.inaudible.format(time=recording_time(utterance.start)).strip()
