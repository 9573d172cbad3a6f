"""Where the chair hands over inside what the diariser took for one speaker: 「…DX推進課長、お願いします。はい、DX推進課長です。」

A diariser misses quick changes. What only a chair says tells where one may be: after a call, and before a phrase of the
chair that follows somebody's statement. The pieces are told apart here and joined again after naming, where both turned
out to be the same person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes.domain import Utterance
from minutes.speech.calls import calls, is_request, only_a_chair_says
from minutes.text.roster import Roster

# What a chair says before coming to the point: it belongs to what follows.
_LEAD_IN = re.compile(
    r"(?:はい|ええ?)?、?(?:どうも)?ありがとうござい.{2,4}|はい|それでは|では|ええ|分かりました|わかりました"
)


def cuts(sentences: Sequence[str], roster: Roster) -> tuple[int, ...]:
    """The indices of sentences, of one speaker's in a row, before which somebody else may have begun to speak."""
    sentences = [sentence.rstrip(_STOPS) for sentence in sentences]
    chairs = [_is_the_chairs(index, sentences, roster) for index in range(len(sentences))]
    found: set[int] = set()
    for index in range(1, len(sentences)):
        before = index
        while before > 0 and _LEAD_IN.fullmatch(sentences[before - 1]):
            before -= 1
        if chairs[index] and before > 0 and not chairs[before - 1]:
            found.add(before)
        if chairs[index - 1] == _CALL and not is_request(sentences[index]):
            found.add(index)
    return tuple(sorted(found))


_STOPS = "。．？！?!、"
_CALL, _PHRASE = "call", "phrase"


def _is_the_chairs(index: int, sentences: Sequence[str], roster: Roster) -> str | None:
    if calls(sentences[max(0, index - 1) : index + 1], roster):
        return _CALL
    if is_request(sentences[index]) and (index == 0 or calls(sentences[index - 1 : index], roster)):
        return _CALL  # the name stands in the sentence or the piece before
    return _PHRASE if only_a_chair_says(sentences[index]) else None


def rejoined(utterances: Sequence[Utterance]) -> list[list[Utterance]]:
    """The pieces of one utterance (u0007.1, u0007.2) that turned out to be one person's, in groups; others alone."""
    groups: list[list[Utterance]] = []
    for utterance in utterances:
        if groups and _is_one(groups[-1][-1], utterance):
            groups[-1].append(utterance)
        else:
            groups.append([utterance])
    return groups


def _is_one(before: Utterance, after: Utterance) -> bool:
    number, _, piece = after.id.partition(".")
    same = (before.name, set(before.flags)) == (after.name, set(after.flags))
    return bool(piece) and before.id.partition(".")[0] == number and same
