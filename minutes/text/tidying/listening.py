"""What listeners say while another speaks: 相づち and オウム返し. An answer, a vote and a reply to a call are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from minutes.domain import Utterance
from minutes.text.reading import morphemes

Role = Literal["aizuchi", "echo"]

NOD_S = 1.5  # 「はい」 takes under a second; the times of words are coarser than that
ECHO_S = 2.5
SHORTEST_ECHO = 3  # characters

_NODS = "はい|ええ|うん|ああ|へえ|ほう|そうですね|なるほど"
NOD = re.compile(rf"(?:{_NODS})(?:[、。]?(?:{_NODS}))*[、。]?")
# Whoever has been asked this answers with 「はい」, however the sentence was cut.
_ASKED = re.compile(r"賛成|反対|異議|挙手|起立|よろしい|結構|か[。、？?]?$|[？?]$")
_CALLED = re.compile(r"(?:委員|議員|長|さん|様|君|事務局|主幹|主査)[。、]?$")
_ECHO = re.compile(r"(?:はい[、。])?(?P<said>.+?)(?:です)?(?:ね)?[。、]?")
_CONFIRMS = re.compile(r"はい|ええ|そう|いえ|いいえ")
_VOTE = re.compile(r"異議|賛成|反対|承認|了承|決定|可決|以上")
_TAIL = re.compile(r"(?:です|でございます|ます|ました|になります|となります|である|だ|ね|よ|[。、])+$")


def listening(utterances: Sequence[Utterance], index: int) -> Role | None:
    """Whether this utterance only shows that somebody listens; None: it says something."""
    said = utterances[index]
    if not index or index + 1 >= len(utterances):
        return None
    before, after = utterances[index - 1], utterances[index + 1]
    if not _between(before, said, after):
        return None
    if said.end - said.start <= NOD_S and NOD.fullmatch(said.text) and _goes_on(before, said):
        return "aizuchi"
    short = 0 < said.end - said.start <= ECHO_S  # a transcript without times tells nothing
    return "echo" if short and not _CONFIRMS.match(after.text) and _echoes(before.text, said.text) else None


def _between(before: Utterance, said: Utterance, after: Utterance) -> bool:
    """Whether one other person speaks before and after it."""
    who = (before.speaker, before.name)
    return who == (after.speaker, after.name) and who != (said.speaker, said.name)


def _goes_on(before: Utterance, said: Utterance) -> bool:
    """Whether the other one is in mid-sentence or speaks at the same time, and has asked nobody anything."""
    if not before.text or _ASKED.search(before.text) or _CALLED.search(before.text):
        return False
    at_once = before.start < said.start and said.end < before.end
    return at_once or _open(before.text)


def _open(text: str) -> bool:
    """Whether the sentence is left after a particle or a form that something follows."""
    last = morphemes(text.rstrip("、，"))[-1:]
    return any(
        (word.pos[0] == "助詞" and word.pos[1] != "終助詞") or word.pos[5].startswith(("連用形", "未然形", "仮定形"))
        for word in last
    )


def _echoes(before: str, text: str) -> bool:
    """「費用は240万円です」「240万円ですね」: the other's last words, not asked back and no vote."""
    match = _ECHO.fullmatch(text)
    if match is None or _ASKED.search(before) or _VOTE.search(text):
        return False
    said = match["said"]
    return len(said) >= SHORTEST_ECHO and _TAIL.sub("", before).endswith(said)
