"""What nobody says to himself: an answer in the middle of what the diariser took for one person's speech.

A diariser swallows short words said between two sentences of somebody else (「異議ありません。」, 「減ったのですか。」). The
words show that a second person was there, not who: such sentences are told apart and doubted.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

# Given to the speaker: these sentences are somebody else's.
_GIVEN = re.compile(
    r"(?:はい、)?(?:異議(?:な|あり|は)|賛成です|結構です|(?:えー?え?、)?そう(?:です|なります|でございます)(?!か)|"
    r"(?:承知|了解)(?:しました|いたしました)|なるほど|本当ですか)"
)
# Given by the speaker: to what somebody else said just before.
_GIVING = re.compile(r"(?:はい|いいえ|いえ)、(?!(?:どうも)?ありがとう|それでは|では)")


def doubtful(sentences: Sequence[str], begins: Container[int] = ()) -> frozenset[int]:
    """The indices of sentences, of one speaker's in a row, that may be another's; where it is known already that somebody
    `begins`, an answer is no wonder."""
    found: set[int] = set()
    for index in range(1, len(sentences)):
        if index in begins:
            continue
        if _GIVEN.match(sentences[index]):
            found.add(index)
        elif _GIVING.match(sentences[index]):
            found.add(index - 1)
    return frozenset(found)
