"""Writing the public edition's texts while keeping the list of what they do not show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from minutes.disclosure.blacken import Blackener
from minutes.disclosure.people import People
from minutes.disclosure.reasons import because, instead
from minutes.domain import Withheld

Kind = Literal["item", "utterance", "said", "head", "person"]


class Redactor:
    """The pen and its ledger."""

    def __init__(self, people: People, blackener: Blackener) -> None:
        self.people = people
        self._blackener = blackener
        self._withheld: dict[Withheld, None] = {}

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        return tuple(self._withheld)

    def text(self, kind: Kind, text: str, item: int = 0, evidence: Iterable[str] = ()) -> str:
        """The text as the public edition prints it; what it does not show is noted."""
        proof = tuple(evidence)
        black = self._blackener.blacken(text, proof)
        for words, shown, reason in black.hidden:
            self.note(Withheld(kind=kind, item=item, words=words, shown=shown, reason=reason, evidence=proof))
        return black.text

    def instead(self, kind: Kind, words: str, reason: str, item: int = 0, evidence: Iterable[str] = ()) -> str:
        """The sentence that stands for all of the words; a reason must not tell what it hides."""
        shown = instead(self.reason(reason))
        self.note(
            Withheld(kind=kind, item=item, words=words, shown=shown, reason=because(reason), evidence=tuple(evidence))
        )
        return shown

    def reason(self, reason: str) -> str:
        """A clerk's reason as the public may read it."""
        return self._blackener.blacken(reason).text

    def label(self, role: str | None) -> str | None:
        """Who spoke, as the public edition prints it; somebody unknown stays so."""
        if role is None:
            return None
        shown = self.marked_out(self.people.label(role))
        if shown != role:
            self.note(Withheld(kind="person", words=role, shown=shown, reason="氏名を載せないため"))
        return shown

    def marked_out(self, label: str) -> str:
        """A title or a group, in which nothing is personal but what a clerk marked."""
        return self._blackener.marked_out(label)

    def note(self, withheld: Withheld) -> None:
        self._withheld[withheld] = None
