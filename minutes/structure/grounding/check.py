"""Whether what minutes say was said: by program, against the utterances named as evidence.

Nothing here understands a sentence. Each check asks for one thing that a fabrication changes, and asks it of the evidence
alone: what the claimed speaker said carries the wording; what others said (the question he answers) may supply a number
or a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from minutes.domain import Dictionary, Meeting, Utterance
from minutes.structure.grounding.certainty import denied, uncertain
from minutes.structure.grounding.claim import Claim, Failure
from minutes.structure.grounding.copula import denied_figures
from minutes.structure.grounding.facts import unsaid_facts
from minutes.structure.grounding.names import unsaid_names
from minutes.structure.grounding.novelty import unmentioned
from minutes.structure.grounding.opposites import grave, reordered, turned, widened
from minutes.structure.grounding.passage import Passage, passage
from minutes.structure.grounding.speakers import Speakers, owned
from minutes.structure.grounding.swaps import compared, exchanged
from minutes.structure.grounding.wording import SENTENCE, overlap, unsaid_wording
from minutes.text.itaiji import as_name


@lru_cache(maxsize=1024)
def _words(names: str) -> frozenset[str]:
    """Of the names of those who spoke: the same few, claim after claim."""
    return passage(names).keys


class Grounds:
    """All that was said in a meeting, ready to be asked. Made once per meeting; `dictionaries`: terms whose spelling is
    not the recogniser's; `words`: of texts that were looked at before, for who makes it again after every edit."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        meeting: Meeting,
        dictionaries: Sequence[Dictionary] = (),
        words: dict[str, frozenset[str]] | None = None,
    ) -> None:
        self._utterances = {utterance.id: utterance for utterance in utterances}
        self._order = {utterance.id: number for number, utterance in enumerate(utterances)}
        self._meeting = meeting
        self._speakers = Speakers(meeting)
        self._terms = frozenset(as_name(term.text) for one in dictionaries for term in one.terms)
        self._contexts: dict[frozenset[str], frozenset[str]] = {}
        self._passages: dict[tuple[str, ...], Passage] = {}
        self._words = {} if words is None else words

    def check(self, claim: Claim, allowed: frozenset[str]) -> tuple[Failure, ...]:
        """Nothing for a claim that its evidence carries. `allowed`: the ids of the utterances of its item."""
        wrong = tuple(self._identity(claim, allowed))
        if wrong:
            return wrong
        evidence = [self._utterances[id_] for id_ in claim.evidence]
        own = self._own(claim, evidence)
        if not own:
            return (Failure("wrong_speaker", claim.speaker or ""),)
        return tuple(dict.fromkeys(self._content(claim, evidence, own, allowed)))

    def _identity(self, claim: Claim, allowed: frozenset[str]) -> Iterator[Failure]:
        if not claim.evidence:
            yield Failure("no_evidence", "")
        for id_ in claim.evidence:
            if id_ not in self._utterances:
                yield Failure("unknown_evidence", id_)
            elif id_ not in allowed:
                yield Failure("foreign_evidence", id_)

    def _own(self, claim: Claim, evidence: Sequence[Utterance]) -> list[Utterance]:
        """Of a statement what its speaker said; of a decision or to-do, which nobody says alone, all."""
        if claim.kind != "statement" or claim.speaker is None:
            return list(evidence)
        return [utterance for utterance in evidence if self._speakers.same(claim.speaker, utterance.name)]

    def _heard(self, evidence: Sequence[Utterance], own: Sequence[Utterance]) -> list[Utterance]:
        """What had been said when he spoke: nobody answers what comes after."""
        last = max(self._order[utterance.id] for utterance in own)
        return [utterance for utterance in evidence if self._order[utterance.id] <= last]

    def _context(self, allowed: frozenset[str]) -> frozenset[str]:
        """The words of all that was said on the item, and of the agenda."""
        if allowed not in self._contexts:
            said = (self._of(self._utterances[id_]) for id_ in allowed if id_ in self._utterances)
            agenda = passage("。".join((self._meeting.title, *self._meeting.agenda)), self._meeting.date)
            self._contexts[allowed] = agenda.keys.union(*said)
        return self._contexts[allowed]

    def _of(self, utterance: Utterance) -> frozenset[str]:
        if utterance.text not in self._words:
            self._words[utterance.text] = self._passage([utterance]).keys
        return self._words[utterance.text]

    def _content(
        self, claim: Claim, evidence: Sequence[Utterance], own: Sequence[Utterance], allowed: frozenset[str]
    ) -> Iterator[Failure]:
        claimed = passage(claim.text, self._meeting.date)
        whole, spoken = self._passage(self._heard(evidence, own)), self._passage(own)
        speakers = "。".join(utterance.name or "" for utterance in own)
        context = self._context(allowed) | _words(speakers)
        yield from unsaid_facts(claimed, spoken, whole, self._clock(evidence))
        names = unsaid_names(
            claimed, whole, self._meeting, [utterance.name or "" for utterance in evidence], self._terms, context
        )
        yield from (Failure(name.kind, name.text) for name in names)
        yield from (Failure("negation", word) for word in turned(claimed, whole))
        yield from (Failure("negation", word) for word in reordered(claimed.text, whole.text))
        yield from (Failure("negation", word) for word in exchanged(claimed, whole))
        yield from (Failure("negation", word) for word in compared(claimed, whole))
        yield from denied(claimed, spoken, whole)
        yield from denied_figures(claimed, whole)
        yield from uncertain(claimed, spoken, claim.kind)
        yield from (Failure("wording", word) for word in widened(claimed, whole))
        yield from (Failure("wording", word) for word in grave(claimed, whole, claim.kind == "decision"))
        yield from (Failure("name", word) for word in unmentioned(claimed, whole, context, speakers))
        yield from unsaid_wording(claimed, spoken, whole, context)
        yield from self._task(claim, evidence, whole)

    def _task(self, claim: Claim, evidence: Sequence[Utterance], whole: Passage) -> Iterator[Failure]:
        if claim.owner and not owned(claim.owner, evidence, whole, self._speakers):
            yield Failure("name", claim.owner)
        if claim.due:
            due = passage(claim.due, self._meeting.date)
            share, words = overlap(due, 0, len(due.text), whole, frozenset())
            if (words and not due.quantities and share < SENTENCE) or any(unsaid_facts(due, whole, whole)):
                yield Failure("date", claim.due)

    def _clock(self, evidence: Sequence[Utterance]) -> frozenset[int]:
        """The minutes of the day at which the evidence was said, by the recording, and those of the meeting file."""
        if self._meeting.start is None:
            return frozenset()
        began = self._meeting.start.hour * 60 + self._meeting.start.minute
        moments = [began + int(second // 60) for one in evidence for second in (one.start, one.end)]
        return frozenset((began, *moments))

    def _passage(self, utterances: Sequence[Utterance]) -> Passage:
        """What was said in these utterances; kept, for the statements of an item share them."""
        key = tuple(utterance.id for utterance in utterances)
        if key not in self._passages:
            texts = (
                utterance.text if utterance.text.endswith(("。", "？")) else utterance.text + "。"
                for utterance in utterances
            )
            self._passages[key] = passage("".join(texts), self._meeting.date)
        return self._passages[key]
