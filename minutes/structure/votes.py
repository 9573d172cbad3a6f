"""A vote as the chair reports it: 「挙手多数」「賛成8名、反対2名」, also when each side is counted in a sentence of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutes.structure.sentences import Sentence

SIDES = ("賛成", "反対", "棄権")

_MANNER = re.compile(
    r"(?:挙手|起立|賛成)(?:全員|多数|少数)|全員(?:賛成|一致|異議なし)|全会一致|満場一致|可否同数|賛成者(?:全員|多数|少数)"
)
_ASKED = re.compile(r"(?P<side>賛成|反対|棄権)(?:の|する|される|である)?(?:方|委員|諸君|議員|者|人|皆)")
_SAID = re.compile(
    r"(?P<side>賛成|反対|棄権)(?:の(?:方|委員|議員)|者|票)?(?:が|は|、)?(?P<count>\d+)(?P<unit>[名人票])"
)
_COUNT = re.compile(
    r"^(?:はい、|ただいま、?|(?:挙手|起立)(?:は|が))*(?P<count>\d+)(?P<unit>[名人票])(?:です|でござ|であり|ですね)"
)
_ANNOUNCED = re.compile(r"可決|否決|採択|承認|認定|同意|決(?:定|し)")


@dataclass
class Vote:
    """What has been heard of a vote so far; `sentences` are those that say it."""

    manner: str = ""
    counts: dict[str, str] = field(default_factory=dict)  # side → 「8名」
    sentences: list[Sentence] = field(default_factory=list)
    asked: str = SIDES[0]

    def hear(self, sentence: Sentence) -> None:
        """Takes in a sentence of the chair."""
        cue = sentence.cue
        said = {match["side"]: match["count"] + match["unit"] for match in _SAID.finditer(cue)}
        asked = _ASKED.findall(cue)
        counted = _COUNT.match(cue)
        if counted and not said:
            said = {self.asked: counted["count"] + counted["unit"]}
        manner = _MANNER.search(cue)
        self.asked = asked[-1] if asked and not said else self.asked
        self.counts |= said
        self.manner = manner.group() if manner else self.manner
        if said or manner or asked:
            self.sentences.append(sentence)

    @property
    def lost(self) -> bool:
        """Whether the motion found no majority."""
        return self.manner.endswith("少数")

    @property
    def words(self) -> str:
        """「挙手多数（賛成8名、反対2名）」 as far as it was said; empty before anything was."""
        counts = "、".join(side + self.counts[side] for side in SIDES if side in self.counts)
        return f"{self.manner}（{counts}）" if self.manner and counts else self.manner or counts


def asks_another_side(cue: str) -> bool:
    """「反対の方は挙手を願います。」: the same motion, its other side."""
    sides = _ASKED.findall(cue)
    return bool(sides) and sides[0] != SIDES[0] and not _ANNOUNCED.search(cue)
