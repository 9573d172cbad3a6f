"""Who is meant by a name in the minutes, and whose utterances prove what is said of him."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutes.domain import Meeting, Utterance
from minutes.structure.grounding.passage import Passage
from minutes.text.itaiji import as_name
from minutes.text.persons import Person, persons_of

_SPACES = re.compile(r"[ 　]+")
_SEVERAL = re.compile(r"(?<=[課部局室係会員長署所館庁])(?:と|及び|、|・|並びに)")
# What follows one who is to do something, and one with whom or from whom.
_DOES = re.compile(
    r"^(?:さん|様)?(?:の(?:方|ほう))?(?:は|が|も|で|に(?!つい|対|関)|には|から|にて|において|、|とで|と[^。]{1,12}(?:で|は|が)|[。]|$|をはじめ)"
)
_ASKS = re.compile(
    r"(?:ください|いただきたい[^。]*|てほしい[^。]*|お願い(?:し|いたし|申し上げ)[^。]*|願います|でしょうか|ますか|ですか|[いう]か)[。？]?$"
)
_UNDERTAKES = re.compile(
    r"(?<!てい)(?<!ており)(?<!でおり)(?<!でい)(?<!ござい)(?<!あり)(?<!思い)(?<!考え)(?<!なり)ます|承知|分かりました|わかりました|かしこまり|了解|^はい。$|たいと(?:思|考)|よう。$"
)


class Speakers:
    """The roster by every name that belongs to one person alone."""

    def __init__(self, meeting: Meeting) -> None:
        named = [
            (_plain(name), attendee.role)
            for attendee, person in zip(meeting.attendees, persons_of(meeting.attendees), strict=True)
            for name in {attendee.role, *attendee.aliases, *person.titles, *_names(person)}
        ]
        counts = Counter(name for name, _ in set(named))
        self._roles = {name: role for name, role in named if counts[name] == 1}

    def role(self, name: str) -> str:
        """The role on the roster, else the name as it is."""
        plain = _plain(name)
        return self._roles.get(plain, plain)

    def spoken(self, name: str, text: str) -> str:
        """The name as it is said in short, where it means nobody else: 交通課 of 警察署交通課."""
        ends = (name[start:] for start in range(len(name) - 2))
        short = next((end for end in ends if end in text), name)
        others = {role for known, role in self._roles.items() if short in known and not known.startswith(name)}
        return name if others else short

    def same(self, one: str | None, other: str | None) -> bool:
        return one is not None and other is not None and self.role(one) == self.role(other)


def _names(person: Person) -> tuple[str, ...]:
    names = [name.written for name in person.names if name.written]
    return (*names, *(f"{name}委員" for name in names))


def _plain(name: str) -> str:
    return as_name(_SPACES.sub("", name))


def owned(owner: str, evidence: Sequence[Utterance], said: Passage, speakers: Speakers) -> bool:
    """Whether each of those who are to do it was told to, or undertook it."""
    parts = [part for part in _SEVERAL.split(owner) if part]
    return all(_owned(part, evidence, said, speakers) for part in parts)


def _owned(owner: str, evidence: Sequence[Utterance], said: Passage, speakers: Speakers) -> bool:
    owner = speakers.spoken(owner, said.text)
    for utterance in evidence:
        if _is_speaker(owner, utterance.name, speakers) and _undertakes(utterance.text):
            return True
    place = said.text.find(owner)
    while place >= 0:
        if (
            _DOES.match(said.text[place + len(owner) :])
            or said.text[place + len(owner) : place + len(owner) + 1] == "長"
        ):
            return True
        place = said.text.find(owner, place + 1)
    return False


def _is_speaker(owner: str, name: str | None, speakers: Speakers) -> bool:
    """The person, or the office he heads (DX推進課 of DX推進課長)."""
    return speakers.same(owner, name) or (name is not None and _plain(name).removesuffix("長") == _plain(owner))


def _undertakes(text: str) -> bool:
    """Not if all he says is a request or a question."""
    sentences = [sentence for sentence in re.split(r"(?<=[。？])", text) if sentence.strip()]
    return any(_UNDERTAKES.search(sentence) and not _ASKS.search(sentence) for sentence in sentences)
