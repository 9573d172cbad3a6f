"""The checks of the first run, again where a clerk's act concerns a line; what was settled stays so."""

from __future__ import annotations

from typing import Any

import pytest

from minutes.domain import Act, ActionItem, AgendaItem, Attendee, Meeting, Minutes, Provenance, Statement, Utterance
from minutes.domain.edits import Add, Boundary, Merge, Restate, Reword, Settle, Speaker, Split
from minutes.revision.consequences import Known, with_consequences
from minutes.revision.desk import Desk
from minutes.revision.results import Line, Results
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import tidy

MEETING = Meeting(
    title="会議",
    agenda=("駐車場について", "窓口について"),
    attendees=tuple(Attendee(role=role) for role in ("会長", "佐藤委員", "鈴木委員", "道路課長", "窓口課長")),
)
TALK = (
    ("u1", "S1", "会長", "駐車場についてご説明をお願いします。"),
    ("u2", "S2", "道路課長", "駐車場は来年度に20台増やします。"),
    ("u3", "S3", "佐藤委員", "山下建設に工事を頼むのでしょうか。"),
    ("u4", "S2", "道路課長", "入札を行います。予算は800万円です。"),
    ("u5", "S3", "佐藤委員", "入札の結果を報告してください。"),
    ("u6", "S2", "道路課長", "承知しました。来月、私から報告します。"),
    ("u7", "S4", "鈴木委員", "窓口の時間を延ばしてください。"),
    ("u8", "S5", "窓口課長", "窓口の時間は午後7時まで延ばします。"),
)


def _said(kind: str, speaker: str | None, text: str, *evidence: str) -> Statement:
    return Statement.model_validate({"kind": kind, "speaker": speaker, "text": text, "evidence": evidence})


def _results() -> Results:
    utterances = tuple(
        Utterance(id=id_, speaker=voice, name=name, start=10.0 * at, end=10.0 * at + 9, heard=text, text=text)
        for at, (id_, voice, name, text) in enumerate(TALK)
    )
    items = (
        AgendaItem(
            title="駐車場について",
            statements=(
                _said("explanation", "道路課長", "駐車場を来年度に20台増やす。", "u2"),
                _said("question", "佐藤委員", "山下建設に工事を頼むのか。", "u3"),
                _said("answer", "道路課長", "入札を行う。予算は800万円である。", "u4"),
            ),
            actions=(ActionItem(text="入札の結果を報告する。", owner="道路課長", due="来月", evidence=("u5", "u6")),),
        ),
        AgendaItem(
            title="窓口について",
            statements=(
                _said("request", "鈴木委員", "窓口の時間を延ばしてほしい。", "u7"),
                _said("answer", "窓口課長", "窓口の時間を午後7時まで延ばす。", "u8"),
            ),
        ),
    )
    return Results(
        utterances=utterances,
        minutes=Minutes(meeting=MEETING, items=items, provenance=Provenance(software="minutes")),
        tidied=tidy(utterances, House()),
    )


class Clerk:
    """Acts one after the other."""

    def __init__(self) -> None:
        self.desk, self.known = Desk.of(_results()), Known(MEETING, House())

    def does(self, *acts: Act) -> Clerk:
        for act in acts:
            for one in with_consequences(self.desk, act, self.known):
                self.desk.apply(one)
        return self

    def line(self, id_: str) -> Line:
        return self.desk.lines[self.desk.line(id_)]

    def flags(self, id_: str) -> tuple[str, ...]:
        return self.line(id_).part.flags

    def restates(self, id_: str, **other: Any) -> Clerk:
        """As the page sends it: without flags."""
        part = self.line(id_).part
        new = part.model_copy(update={"flags": (), **other})
        return self.does(Restate(line=id_, was=part.text, part=new))


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


def test_nothing_is_to_be_checked_at_first(clerk: Clerk) -> None:
    for line in list(clerk.desk.lines):
        clerk.does(Reword(utterance=line.part.evidence[-1], was=_text(clerk, line), text="えー、" + _text(clerk, line)))
        assert clerk.flags(line.id) == ()


def _text(clerk: Clerk, line: Line) -> str:
    return clerk.desk.utterances[clerk.desk.place(line.part.evidence[-1])].text


# ---- who said it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reach", "theirs"), [("this", ["i1.s1"]), ("onward", ["i1.s1", "i1.s3"]), ("voice", ["i1.s1", "i1.s3"])]
)
def test_a_line_goes_with_its_speaker(clerk: Clerk, reach: Any, theirs: list[str]) -> None:
    clerk.does(Speaker(utterance="u2", reach=reach, name="窓口課長"))
    spoken = [
        line.id for line in clerk.desk.lines if getattr(line.part, "speaker", "") == "窓口課長" and line.item == 1
    ]
    assert spoken == theirs
    assert all(clerk.flags(id_) == () for id_ in theirs)


def test_who_is_to_do_it_must_have_undertaken_it(clerk: Clerk) -> None:
    clerk.does(Speaker(utterance="u6", name="窓口課長"))
    assert clerk.line("i1.a1").part.owner == "窓口課長"  # type: ignore[union-attr]
    assert clerk.flags("i1.a1") == ()
    clerk.restates("i1.a1", owner="鈴木委員")
    assert clerk.flags("i1.a1") == ("unsupported_name:鈴木委員",)
    assert clerk.restates("i1.a1", owner="窓口課長").flags("i1.a1") == ()


@pytest.mark.parametrize("name", ["鈴木委員", "名簿にない人"])
def test_a_line_by_somebody_who_did_not_say_it(clerk: Clerk, name: str) -> None:
    clerk.restates("i1.s1", speaker=name)
    assert clerk.flags("i1.s1") == (f"unsupported_wrong_speaker:{name}",)
    other = Clerk().restates("i1.s1", speaker=name).does(Speaker(utterance="u2", name=name))
    assert other.flags("i1.s1") == ()  # it was he, after all
    assert clerk.restates("i1.s1", speaker="道路課長").flags("i1.s1") == ()


def test_an_added_line_by_somebody_else(clerk: Clerk) -> None:
    clerk.does(Add(line="c1", item=2, part=_said("answer", "道路課長", "窓口の時間を延ばす。", "u8")))
    assert clerk.flags("c1") == ("unsupported_wrong_speaker:道路課長",)
    assert clerk.does(Speaker(utterance="u8", name="道路課長")).flags("c1") == ()


def test_half_of_what_was_said_is_somebody_else_s(clerk: Clerk) -> None:
    text = "入札を行います。予算は800万円です。"
    clerk.does(Split(utterance="u4", was=text, at=8, into="u4.1"), Speaker(utterance="u4.1", name="会長"))
    assert clerk.line("i1.s3").part.evidence == ("u4", "u4.1")
    assert clerk.flags("i1.s3") != ()
    clerk.does(Speaker(utterance="u4.1", name="道路課長"), Merge(utterance="u4", was=(text[:8], text[8:])))
    assert clerk.flags("i1.s3") == ()


# ---- what it names ---------------------------------------------------------------------------------------------------


def test_a_name_put_right_in_what_was_said_is_put_right_in_the_line(clerk: Clerk) -> None:
    was = "山下建設に工事を頼むのでしょうか。"
    clerk.does(Reword(utterance="u3", was=was, text="山田建設に工事を頼むのでしょうか。"))
    assert clerk.line("i1.s2").part.text == "山田建設に工事を頼むのか。"
    assert clerk.flags("i1.s2") == ()
    assert clerk.restates("i1.s2", text="山下建設に工事を頼むのか。").flags("i1.s2")
    assert clerk.restates("i1.s2", text="山田建設に工事を頼むのか。").flags("i1.s2") == ()


def test_what_hangs_on_the_old_name_is_checked_where_a_voice_gets_another(clerk: Clerk) -> None:
    clerk.restates("i1.s1", text="道路課で駐車場を来年度に20台増やす。")
    assert clerk.flags("i1.s1") == ()
    clerk.does(Speaker(utterance="u2", reach="voice", name="窓口課長"))
    assert clerk.flags("i1.s1") == ("unsupported_organisation:道路課",)
    assert clerk.does(Speaker(utterance="u2", reach="voice", name="道路課長")).flags("i1.s1") == ()


# ---- what a clerk has settled ----------------------------------------------------------------------------------------

WRONG = ("unsupported_amount:900万円",)


def test_what_was_settled_stays_settled_until_the_line_or_its_evidence_changes(clerk: Clerk) -> None:
    text = "入札を行う。予算は900万円である。"
    assert clerk.restates("i1.s3", text=text).flags("i1.s3") == WRONG
    clerk.does(Settle(target="i1.s3"), Settle(target="u4"), Speaker(utterance="u8", name="会長"))
    assert clerk.restates("i1.s3", kind="explanation").flags("i1.s3") == ()
    clerk.does(Boundary(item=2, utterance="u6"), Boundary(item=2, utterance="u7"))
    assert clerk.flags("i1.s3") == ()
    said = "入札を行います。予算は800万円です。"
    assert clerk.does(Reword(utterance="u4", was=said, text=f"はい、{said}以上です。")).flags("i1.s3") == WRONG


def test_a_line_that_was_not_settled_keeps_its_flag(clerk: Clerk) -> None:
    clerk.restates("i1.s3", text="入札を行う。予算は900万円である。")
    assert clerk.restates("i1.s3", kind="explanation").flags("i1.s3") == WRONG


# ---- of what item ----------------------------------------------------------------------------------------------------


def test_evidence_beyond_a_boundary(clerk: Clerk) -> None:
    clerk.does(Boundary(item=2, utterance="u6"))
    assert clerk.flags("i1.a1") == ("unsupported_foreign_evidence:u6",)
    assert clerk.flags("i1.s3") == ()
    clerk.does(Reword(utterance="u5", was="入札の結果を報告してください。", text="入札結果を報告してください。"))
    assert "unsupported_foreign_evidence:u6" in clerk.flags("i1.a1")
    assert clerk.restates("i1.a1", text="入札の結果の報告を行う。").flags("i1.a1") == (
        "unsupported_foreign_evidence:u6",
    )
    assert clerk.does(Boundary(item=2, utterance="u7")).flags("i1.a1") == ()


def test_evidence_beyond_a_boundary_that_was_settled_or_taken_out(clerk: Clerk) -> None:
    clerk.does(Boundary(item=2, utterance="u6"), Settle(target="i1.a1"))
    assert clerk.does(Boundary(item=2, utterance="u7"), Boundary(item=2, utterance="u7")).flags("i1.a1") == ()
    clerk.does(Boundary(item=2, utterance="u6"))
    assert clerk.flags("i1.a1") == ("unsupported_foreign_evidence:u6",)
    assert clerk.restates("i1.a1", evidence=("u5",)).flags("i1.a1")[:1] != ("unsupported_foreign_evidence:u6",)


def test_a_line_goes_whole_to_the_other_item(clerk: Clerk) -> None:
    clerk.does(Boundary(item=2, utterance="u5"))
    assert (clerk.line("i1.a1").item, clerk.flags("i1.a1")) == (2, ())
