"""What must not be cut apart: a question with its answers and follow-ups, a request with what is said to it, a proposal with
the assent and the announcement, an explanation.

Whoever works on a long item in parts (the windows of an LLM) puts whole exchanges together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Meeting, StatementKind
from minutes.structure import cues
from minutes.structure.sentences import Sentence
from minutes.structure.threads import Move, moves, moves_on
from minutes.structure.turns import Turn

RAISES: tuple[StatementKind, ...] = ("question", "request", "opinion")


@dataclass(frozen=True)
class Exchange:
    """Turns that belong together, in spoken order; never empty."""

    turns: tuple[Turn, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All its sentences in spoken order."""
        return tuple(sentence for turn in self.turns for sentence in turn.sentences)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of its utterances, each once, in spoken order."""
        return tuple(dict.fromkeys(id_ for sentence in self.sentences for id_ in sentence.evidence))


@dataclass
class _Open:
    """The exchange that is going on. `raised_by`: who began it, None while an item is explained or after a proposal."""

    turns: list[Turn]
    raised_by: str | None = None
    settled: bool = False  # answered, or nothing that asks for an answer
    putting: bool = False  # something has been put to the meeting


def exchanges(talk: Sequence[Turn], meeting: Meeting) -> tuple[Exchange, ...]:
    """The turns of a section as exchanges; every turn is in exactly one. Empty only where `talk` is."""
    found: list[_Open] = []
    leading: list[Turn] = []  # the chair's words that may already belong to what comes next
    for move in moves(talk, meeting):
        current = found[-1] if found else None
        if current is not None and _only_leads(move, current):
            leading.append(move.turn)
        elif current is None or _begins(move, current):
            found.append(_opened(move, leading))
            leading = []
        else:
            current.turns += [*leading, move.turn]
            current.settled = current.settled or move.kind == "answer"
            leading = []
    if found:
        found[-1].turns += leading
    return tuple(Exchange(tuple(one.turns)) for one in found)


def _opened(move: Move, leading: Sequence[Turn]) -> _Open:
    raised = move.kind in RAISES
    return _Open(
        [*leading, move.turn],
        raised_by=move.turn.key if raised else None,
        settled=move.kind in ("opinion", "explanation"),
        putting=_puts(move.turn),
    )


def _only_leads(move: Move, current: _Open) -> bool:
    """The chair calls the next speaker or asks for more, once what went on before is settled."""
    passes = move.turn.by_chair and move.kind is None and not _puts(move.turn) and not current.putting
    return passes and (current.settled or moves_on(move.turn))


def _begins(move: Move, current: _Open) -> bool:
    """Something is put to the meeting, or somebody else than before raises something after the last was settled."""
    if _puts(move.turn):
        return not current.putting
    if move.kind not in RAISES or move.turn.key == current.raised_by:
        return False
    return current.raised_by is None or current.settled


def _puts(turn: Turn) -> bool:
    return turn.by_chair and any(cues.PROPOSES.search(sentence.cue) for sentence in turn.sentences)
