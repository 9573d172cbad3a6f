"""What is known of a meeting besides what lies on the desk, and what was found out about it and need not be found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes.domain import Dictionary, Meeting, Tidied, Utterance
from minutes.revision.desk import Desk
from minutes.structure.people import chair_key
from minutes.structure.sentences import key_of, sentences
from minutes.structure.typesetting import unset
from minutes.text.tidying.edit import House


class Cited:
    """Utterances in the words in which minutes cite them (level 2); each is made once."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Utterance, Tidied | None, Utterance]] = {}

    def of(self, desk: Desk) -> list[Utterance]:
        """All of them as they stand, also those of which tidying leaves nothing."""
        return [self._one(one, desk.tidied.get(one.id)) for one in desk.utterances]

    def _one(self, one: Utterance, tidied: Tidied | None) -> Utterance:
        known = self._made.get(one.id)
        if known is None or known[0] is not one or known[1] is not tidied:
            edited = one if tidied is None else one.model_copy(update={"text": tidied.edited})
            self._made[one.id] = known = (one, tidied, edited)
        return known[2]


@dataclass(frozen=True)
class Known:
    """The meeting file, how the office writes, its terms; `cited`, `words`: kept from act to act."""

    meeting: Meeting
    house: House
    dictionaries: tuple[Dictionary, ...] = ()
    cited: Cited = field(default_factory=Cited, compare=False, repr=False)
    words: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _led: list[frozenset[str]] = field(default_factory=list, compare=False, repr=False)

    def chair(self, said: Sequence[Utterance]) -> str | None:
        """The key of who leads the meeting: whom the roster names, else whoever said what the first leader said, whatever
        he is called now. `said`: at level 2."""
        chair = self.meeting.chair()
        if chair is not None and any(one.name == chair.role and one.text for one in said):
            return chair.role
        if not self._led:
            key = chair_key(sentences([unset(one, self.house) for one in said]), self.meeting)
            self._led.append(frozenset(one.id for one in said if key_of(one) == key))
        keys = Counter(key_of(one) for one in said if one.id in self._led[0])
        return keys.most_common(1)[0][0] if keys else None

    def speaks_of(self, name: str | None, text: str) -> bool:
        """Whether a text may name this person or their office: two signs of it in a row, by any of their names."""
        own = [one for attendee in self.meeting.attendees if attendee.role == name for one in attendee.aliases]
        return any(one[at : at + 2] in text for one in (name or "", *own) for at in range(max(1, len(one) - 1)) if one)
