"""The documents an office gets of one meeting: the draft with all its aids, the final one, the public one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minutes.confirmation import confirmed
from minutes.disclosure.edition import Wanted, public_edition
from minutes.domain import Correction, Minutes, Part, Recording, Unreflected, Utterance
from minutes.render.annexes import Annexes
from minutes.render.beside.given import Given
from minutes.render.forms import load_form
from minutes.render.render import render
from minutes.structure.register import minutes_in
from tests.disclosure import sample as disclosed
from tests.disclosure.test_edition import AT
from tests.render.sample import coverage

EDITIONS = ("draft", "final", "public")


@dataclass(frozen=True)
class Held:
    """What lies in a work folder."""

    minutes: Minutes
    utterances: Sequence[Utterance]
    beside: Annexes

    def given(self, form: str, edition: str) -> Given:
        """What this edition prints in this form."""
        chosen = load_form(form)
        minutes = minutes_in(self.minutes, chosen.register)
        if edition == "public":
            public = public_edition(minutes, self.utterances, chosen, Wanted())
            return Given(public.minutes, public.utterances, public.form, public.beside)
        if edition == "final":
            printed = None if chosen.prints_statements else self.utterances
            minutes = confirmed(minutes, "総務課長・山田太郎", AT, printed)
            chosen = chosen.model_copy(update={"aids": False})
        withheld = public_edition(minutes, self.utterances, chosen, Wanted()).withheld
        return Given(minutes, self.utterances, chosen, replace(self.beside, withheld=withheld))

    def document(self, form: str, edition: str, folder: Path) -> Path:
        """The Word document of it."""
        given, place = self.given(form, edition), folder / f"{form}-{edition}.docx"
        render(given.minutes, given.utterances, given.form, place, given.annexes)
        return place


def held() -> Held:
    """A small meeting with everything a document can show of one."""
    before = disclosed.utterances()[5]
    suggestion = {"utterance": before.id, "start": 0, "end": 3, "before": "丸山川", "term": "丸川", "rule": "sound"}
    beside = Annexes(
        coverage=coverage(),
        recording=Recording(parts=(Part(file="会議.m4a", sha256="ab" * 32, start=0, duration=120),), sha256="ab" * 32, duration=120),
        corrections=(
            Correction(**suggestion, after="丸川", score=0.5, applied=False),
            Correction(**suggestion | {"utterance": "u0002", "before": "岡だ"}, after="岡田", score=0.9),
        ),
        unreflected=(Unreflected(utterance="u0007", text="それはひどい話です。"),),
    )  # fmt: skip
    return Held(disclosed.minutes(), disclosed.utterances(), beside)
