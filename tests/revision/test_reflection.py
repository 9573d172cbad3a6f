"""What stands nowhere in the minutes is told again after each act, with the act, and without language tools when it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minutes.domain import Act, Attendee, Meeting, Minutes, Provenance, Statement, Unreflected
from minutes.domain.edits import Add, Drop, Merge, Reflect, Restate, Reword, Settle, Speaker, Split, Undo
from minutes.revision.consequences import Known, with_consequences
from minutes.revision.desk import Desk
from minutes.revision.results import Line, Results
from minutes.revision.revise import desk_after, revise
from minutes.structure.compose import Manner, compose
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from tests.revision.meeting import edits
from tests.structure.meetings import spoken

MEETING = Meeting(title="会議", agenda=("駐車場について",), attendees=(Attendee(role="会長", chair=True),))
TALK = (
    ("会長", "それでは、議題1、駐車場についてに入ります。"),
    ("委員", "駐車場が足りないと思います。案内板も見にくいです。"),
    ("課長", "駐車場は来年度に20台増やします。"),
    ("委員", "20台ですか。"),
    ("会長", "それでは、来年度に増やすことでよろしいでしょうか。"),
    ("委員", "賛成です。"),
    ("委員", "ありがとうございました。"),
)


def _results() -> Results:
    utterances = spoken(*TALK)
    tidied = tidy(utterances, House())
    made = compose(at_level(utterances, tidied, "edited"), MEETING, Manner("dearu", House()))
    return Results(
        utterances=utterances,
        minutes=Minutes(meeting=MEETING, items=made.items, provenance=Provenance(software="minutes")),
        tidied=tidied,
        unreflected=made.unreflected,
    )


RESULTS = _results()


def left(*acts: Act) -> dict[str, str]:
    """What is told after these acts, each with what follows from it."""
    done: list[tuple[Act, ...]] = []
    for act in acts:
        desk, stale = desk_after(RESULTS, edits(*done))
        assert not stale
        done.append(with_consequences(desk, act, Known(MEETING, House())))
    told = revise(RESULTS, edits(*done)).results.unreflected
    assert revise(RESULTS, edits(*done, *(Undo(of=number) for number in range(len(done), 0, -1)))).results == RESULTS
    return {row.utterance: row.text for row in told}


def line_on(utterance: str) -> Line:
    return next(line for line in Desk.of(RESULTS).lines if utterance in line.part.evidence)


def drop(utterance: str) -> Drop:
    line = line_on(utterance)
    return Drop(line=line.id, was=line.part.text)


def test_the_meeting_as_it_is() -> None:
    assert RESULTS.unreflected == ()
    assert line_on("u0002").part.text and line_on("u0003").part.text


def test_what_a_dropped_line_said_is_told_again() -> None:
    assert left(drop("u0003")) == {"u0003": "駐車場は来年度に20台増やします。"}


def test_a_line_restated_uses_less() -> None:
    line = line_on("u0002")
    part = line.part.model_copy(update={"text": "駐車場が足りないと考える。"})
    assert left(Restate(line=line.id, was=line.part.text, part=part)) == {"u0002": "案内板も見にくいです。"}


def test_an_added_line_takes_off_only_what_it_uses() -> None:
    def added(text: str) -> Add:
        return Add(line="c1", item=1, part=Statement(kind="opinion", speaker="委員", text=text, evidence=("u0002",)))

    gone = drop("u0002")
    assert left(gone) == {"u0002": "駐車場が足りないと思います。案内板も見にくいです。"}
    assert left(gone, added("案内板が見にくい。")) == {"u0002": "駐車場が足りないと思います。"}
    assert left(gone, added("駐車場が足りず、案内板も見にくい。")) == {}


def test_a_reworded_utterance_says_what_nobody_has_written_down() -> None:
    text = "駐車場は来年度に20台増やします。"
    more = Reword(utterance="u0003", was=text, text=f"{text}予算は800万円を見込んでおります。")
    assert left(more) == {"u0003": "予算は800万円を見込んでおります。"}


def test_half_an_utterance_that_a_courtesy_hid() -> None:
    text = "ありがとうございました。"
    said = Reword(utterance="u0007", was=text, text="照明も暗いので交換してほしいです。")
    assert left(said) == {"u0007": "照明も暗いので交換してほしいです。"}
    assert left(said, Reword(utterance="u0007", was="照明も暗いので交換してほしいです。", text=text)) == {}


def test_the_halves_and_the_whole() -> None:
    text = "駐車場が足りないと思います。案内板も見にくいです。"
    split = Split(utterance="u0002", was=text, at=14, into="u0002.1")
    assert left(split) == {}
    line = line_on("u0002")
    own = line.part.model_copy(update={"text": "駐車場が足りないと考える。"})
    restated = Restate(line=line.id, was=line.part.text, part=own)
    assert left(split, restated) == {"u0002.1": "案内板も見にくいです。"}
    merged = Merge(utterance="u0002", was=(text[:14], text[14:]))
    assert left(split, restated, merged) == {"u0002": "案内板も見にくいです。"}


def test_what_the_chair_says_to_lead_on_is_no_substance_but_what_he_tells_is() -> None:
    text, leads = "駐車場は来年度に20台増やします。", "駐車場の件、部長からお願いします。"
    gone, chair = drop("u0003"), Speaker(utterance="u0003", name="会長")
    assert left(gone, chair) == {"u0003": text}
    assert "u0003" not in left(gone, chair, Reword(utterance="u0003", was=text, text=leads))
    assert left(gone, Speaker(utterance="u0003", name="部長")) == {"u0003": text}


def test_what_stands_beside_is_looked_at_too() -> None:
    """Who repeats what was just said says nothing; whoever says it first does."""
    text = "駐車場は来年度に20台増やします。"
    assert left(Reword(utterance="u0003", was=text, text="駐車場は来年度に増やします。"))["u0004"] == "20台ですか。"
    assert "u0004" not in left(Reword(utterance="u0003", was=text, text="駐車場は来年度に20台も増やします。"))


def test_what_is_answered_to_the_chair_is_looked_at_too() -> None:
    gone, text = drop("u0006"), "それでは、来年度に増やすことでよろしいでしょうか。"
    assert "u0006" not in left(gone)
    assert left(gone, Reword(utterance="u0005", was=text, text="それでは、次に移ります。"))["u0006"] == "賛成です。"


def test_nothing_is_kept_where_nothing_has_become_of_it() -> None:
    desk, known = Desk.of(RESULTS), Known(MEETING, House())
    for act in (Settle(target="u0003"), Speaker(utterance="u0002", reach="voice", name="佐藤委員")):
        assert not any(isinstance(one, Reflect) for one in with_consequences(desk, act, known))


def test_edits_of_before_apply_as_they_did() -> None:
    """An added line took off all its evidence, a dropped one put nothing back."""
    results = replace(RESULTS, unreflected=(Unreflected(utterance="u0002", text="何か。"),))
    new = Statement(kind="opinion", speaker="委員", text="別の話である。", evidence=("u0002",))
    assert revise(results, edits(Add(line="c1", item=1, part=new))).results.unreflected == ()
    assert revise(results, edits(drop("u0003"))).results.unreflected == results.unreflected


def test_no_language_tools_are_needed_to_read_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    done = edits(with_consequences(Desk.of(RESULTS), drop("u0003"), Known(MEETING, House())))
    monkeypatch.setattr("minutes.text.reading._tokenizer", lambda mode: pytest.fail("Sudachi was asked"))
    assert [row.utterance for row in revise(RESULTS, done).results.unreflected] == ["u0003"]
