"""The talk on one item as statements: explanation, questions with their answers, opinions, requests.

Who answers is decided by the item's presenters (they spoke first, or the chair asked them to explain), by the roster
(担当課, 事務局), and by whom the chair calls after a question; the roles print the thread, its order is the spoken one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from minutes.domain import Meeting, Statement, StatementKind
from minutes.structure import cues
from minutes.structure.clock import TIME_ONLY
from minutes.structure.people import called, reporting_roles
from minutes.structure.sentences import Sentence
from minutes.structure.turns import Turn
from minutes.structure.wording import heading, recorded

UNCERTAIN = "uncertain_kind"
ESTIMATED = "estimated_time"
LONGEST_STATEMENT = 300  # characters; a longer speech becomes several paragraphs
PARAGRAPH = ("次に", "続いて", "続きまして", "また、", "なお、", "最後に", "一方", "1点目", "2点目", "3点目", "まず")

Write = Callable[[Sentence], str]  # a sentence in the register of the minutes; "" leaves nothing to print


@dataclass
class _Thread:
    """The state while walking through an item's turns."""

    presenters: frozenset[str]
    reporting: frozenset[str]
    asker: str | None = None  # who has a question open
    yes_or_no: bool = False  # whether 「はい。」 could answer it
    requested_by: str | None = None  # whose request or opinion nobody has answered yet
    invited: str | None = None  # whom the chair called last
    explaining: bool = True  # nobody has raised anything yet


@dataclass(frozen=True)
class Move:
    """What a turn is in the talk: its kind (None: it has nothing to print), whether that is certain, which sentences count."""

    turn: Turn
    kind: StatementKind | None = None
    certain: bool = True
    kept: tuple[Sentence, ...] = ()


def statements(turns: Sequence[Turn], meeting: Meeting, write: Write) -> tuple[Statement, ...]:
    """All statements of an item in spoken order."""
    found: list[Statement] = []
    for move in _over_nods(moves(turns, meeting)):
        found.extend(_recorded(move.turn, write))
        if move.kind is not None:
            found.extend(_written(move.turn, move.kept, move.kind, move.certain, write))
    return tuple(found)


def _over_nods(moves: Iterator[Move]) -> list[Move]:
    """Whoever goes on after somebody else's 「ええ。」 or 「本当ですか。」 is saying one thing."""
    found: list[Move] = []
    for move in moves:
        nod = len(found) > 1 and not found[-1].turn.by_chair and set(found[-1].turn.senses) == {"courtesy"}
        before = found[-2] if nod else None
        if before is not None and before.kind and (before.turn.key, before.kind) == (move.turn.key, move.kind):
            found[-2] = replace(before, kept=(*before.kept, *move.kept), certain=before.certain and move.certain)
            found.append(replace(move, kind=None))
        else:
            found.append(move)
    return found


def moves(turns: Sequence[Turn], meeting: Meeting) -> Iterator[Move]:
    """One for each turn of an item, in spoken order."""
    presented = False  # until then the chair only opens the item
    thread = _Thread(_presenters(turns), reporting_roles(meeting))
    for turn in turns:
        kept = () if turn.by_chair and not presented and thread.presenters else turn.kept()
        presented = presented or turn.key in thread.presenters
        move = Move(turn)
        if kept:
            move = Move(turn, *_kind(turn, thread), kept)
        elif _answers_by_word(turn, thread) or _accepts(turn, thread):
            move = Move(turn, "answer", True, turn.sentences[:1])
        if move.kind is not None:
            _advance(thread, turn, move.kind)
        yield move
        if turn.by_chair:
            thread.invited = called(turn.sentences[-1].cue, meeting)
            thread.asker = None if moves_on(turn) else thread.asker


def _presenters(turns: Sequence[Turn]) -> frozenset[str]:
    """The first to speak on the item, unless with a question, and whoever follows a call for an explanation."""
    found: set[str] = set()
    asked_to_explain, talking = True, False
    for turn in turns:
        if turn.by_chair:
            asked_to_explain = any(_calls_for_explanation(sentence) for sentence in turn.sentences)
            talking = talking or (moves_on(turn) and not asked_to_explain)
        elif turn.kept() and (asked_to_explain or not (found or talking)):
            if not (turn.has("question") and not asked_to_explain):
                found.add(turn.key)
            asked_to_explain = False
    return frozenset(found)


def _calls_for_explanation(sentence: Sentence) -> bool:
    return bool(cues.EXPLAIN_CALL.search(sentence.cue))


def _kind(turn: Turn, thread: _Thread) -> tuple[StatementKind, bool]:
    """What a turn is, and whether that is certain."""
    pending = thread.asker is not None and thread.asker != turn.key
    presents = turn.key in thread.presenters
    if not turn.by_chair and (presents or turn.key in thread.reporting):
        if pending:
            return "answer", True
        if not turn.has("question") and thread.requested_by not in (None, turn.key):
            return "answer", True
        if presents and not turn.has("question"):
            return ("explanation" if thread.explaining else "answer"), True
    if turn.has("question"):
        return "question", True
    if pending and not turn.by_chair:
        return "answer", thread.invited == turn.key
    return ("request" if turn.has("request") else "opinion"), True


def _advance(thread: _Thread, turn: Turn, kind: StatementKind) -> None:
    if kind == "question":
        thread.asker = turn.key
        thread.yes_or_no = not cues.WHICH.search(turn.asked())
    elif kind == "answer":
        thread.asker = thread.requested_by = None
    elif kind in ("opinion", "request"):
        thread.requested_by = turn.key
    if kind in ("question", "opinion", "request"):
        thread.explaining = False


def moves_on(turn: Turn) -> bool:
    """Whether the chair asks for further questions or opinions."""
    return any(cues.INVITES.search(sentence.cue) for sentence in turn.sentences)


def _answers_by_word(turn: Turn, thread: _Thread) -> bool:
    """「はい。」 to a question is an answer; a bare assent without one is none."""
    pending = thread.asker is not None and thread.asker != turn.key and not turn.by_chair
    return (
        pending
        and thread.yes_or_no
        and len(turn.sentences) == 1
        and cues.WORD_ANSWER.match(turn.sentences[0].cue) is not None
    )


def _accepts(turn: Turn, thread: _Thread) -> bool:
    """「承知いたしました。」 alone, to someone else's request."""
    asked = thread.requested_by is not None and thread.requested_by != turn.key and not turn.by_chair
    return (
        asked
        and turn.key in (thread.presenters | thread.reporting)
        and bool(cues.ACCEPTS.search(turn.sentences[0].cue))
    )


def _recorded(turn: Turn, write: Write) -> Iterator[Statement]:
    """開会, 休憩, 閉会: proceedings some forms print, with the time of day where it is known."""
    told = {id_ for sentence in turn.sentences for id_ in sentence.timed_by}
    for sentence, sense in zip(turn.sentences, turn.senses, strict=True):
        if sense != "record" or (TIME_ONLY.match(sentence.cue) and told.intersection(sentence.evidence)):
            continue
        text = recorded(write(sentence), sentence)
        if text:
            yield Statement(
                kind="procedure",
                speaker=turn.role,
                text=text,
                evidence=tuple(sorted({*sentence.evidence, *sentence.timed_by})),
                flags=flags((sentence,)) + ((ESTIMATED,) if sentence.estimated else ()),
            )


def _written(
    turn: Turn, sentences: Sequence[Sentence], kind: StatementKind, certain: bool, write: Write
) -> Iterator[Statement]:
    for paragraph in _paragraphs(sentences):
        text = _joined(paragraph, kind == "explanation", write)
        if text:
            yield Statement(
                kind=kind,
                speaker=turn.role,
                text=text,
                evidence=tuple(dict.fromkeys(id_ for sentence in paragraph for id_ in sentence.evidence)),
                flags=flags(paragraph) + (() if certain else (UNCERTAIN,)),
            )


def _joined(paragraph: Sequence[Sentence], explaining: bool, write: Write) -> str:
    """A sentence that only names what comes next becomes its topic: 「収益的収支については、昨年度の給水収益は…」."""
    text, topic = "", ""
    for sentence in paragraph:
        named = heading(sentence.text, explaining)
        if named and sentence is not paragraph[-1]:
            topic = f"{named}については、"
            continue
        text += topic + write(sentence)
        topic = ""
    return text


def flags(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The flags of all sentences, each once."""
    return tuple(dict.fromkeys(flag for sentence in sentences for flag in sentence.flags))


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """A long speech in parts, broken where a new thought begins if possible."""
    paragraph: list[Sentence] = []
    length = 0
    for sentence in sentences:
        begins = sentence.cue.startswith(PARAGRAPH) and length > LONGEST_STATEMENT // 2
        if paragraph and (begins or length + len(sentence.text) > LONGEST_STATEMENT):
            yield paragraph
            paragraph, length = [], 0
        paragraph.append(sentence)
        length += len(sentence.text)
    if paragraph:
        yield paragraph
