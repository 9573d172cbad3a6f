"""Results and to-dos from what the chair and the others say."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting
from minutes.structure.results import decisions, result_text
from minutes.structure.sentences import cue_text
from minutes.structure.todos import actions, deadline
from minutes.structure.turns import turns
from minutes.text.plain_style import plain
from tests.structure.meetings import said


@pytest.mark.parametrize(
    ("announced", "result"),
    [
        ("本件は原案のとおり承認します。", "原案のとおり承認する。"),
        ("異議なしと認めます。よって、議題1は、原案どおり承認することに決定いたしました。", "原案のとおり承認する。"),
        ("現案どおり承認することとします。", "原案のとおり承認する。"),
        ("それでは、資料を修正の上、決定会議に付議することとします。", "資料を修正の上、決定会議に付議する。"),
        ("原案のとおり承認し、次回の庁議に付議します。", "原案のとおり承認し、次回の庁議に付議する。"),
        ("生成AIの導入につきましては、継続審議といたします。", "継続審議とする。"),
        ("本件は引き続き検討することといたします。", "引き続き検討する。"),
        ("報告事項1は、了承されたものといたします。", "了承する。"),
        ("挙手多数ですので、本案は修正案のとおり可決されました。", "修正案のとおり可決する。"),
        ("賛成8名、反対2名により、原案のとおり可決されました。", "原案のとおり可決する。"),
        ("指定管理者の決定について、原案のとおり承認します。", "原案のとおり承認する。"),
        ("前回の会議で承認いただいた計画です。", ""),
        ("まだ決定しておりません。", ""),
        ("決定会議に出席します。", ""),
        ("そのように決定いたします。", ""),
        ("ご質問はありますか。", ""),
    ],
)
def test_the_result_in_an_announcement(announced: str, result: str) -> None:
    assert result_text(cue_text(announced), plain) == result


def test_proposal_assent_and_announcement_are_one_result() -> None:
    talk = said(
        ("市長", "原案のとおり承認することでよろしいでしょうか。"),
        ("局長", "意義なし。"),
        ("市長", "ご異議なしと認めます。"),
        ("市長", "よって、本件は原案のとおり承認することに決定しました。"),
    )
    (decision,) = decisions(talk, "市長", plain)
    assert (decision.text, decision.flags) == ("原案のとおり承認する。", ())
    assert decision.evidence == ("u0001", "u0002", "u0003", "u0004")


def test_a_result_of_two_halves_is_kept_whole() -> None:
    talk = said(
        ("市長", "本日は報告を受けたということにいたしまして、次の会議でもう一度議論するということでよろしいですか。"),
        ("局長", "はい、結構です。"),
    )
    (decision,) = decisions(talk, "市長", plain)
    assert (decision.text, decision.flags) == ("本日は報告を受けたこととし、次の会議でもう一度議論する。", ())


def test_a_proposal_nobody_is_heard_to_accept_is_flagged() -> None:
    (decision,) = decisions(said(("市長", "原案のとおり承認することでよろしいでしょうか。")), "市長", plain)
    assert decision.flags == ("no_assent",)


def test_a_proposal_that_gives_way_to_another_is_no_result() -> None:
    talk = said(
        ("市長", "原案のとおり承認することでよろしいでしょうか。"),
        ("局長", "もう少し議論が必要だと思います。"),
        ("市長", "それでは、継続審議といたします。"),
    )
    assert [decision.text for decision in decisions(talk, "市長", plain)] == ["継続審議とする。"]


def test_only_the_chair_decides() -> None:
    assert decisions(said(("局長", "原案のとおり承認すべきだと思います。")), "市長", plain) == ()


@pytest.mark.parametrize(
    ("spoken", "due"),
    [
        ("8月末までに提出します。", "8月末まで"),
        ("7月から9月までに42回開いてまいります。", "7月から9月まで"),
        ("来年度の契約までに見直します。", "来年度の契約まで"),
        ("12月の広報紙でお知らせします。", "12月の広報紙"),
        ("来年の5月までに取りまとめます。", "来年の5月まで"),
        ("11月に意見を聞き、12月の会議で報告します。", "12月の会議"),
        ("次回の審議会でお示しします。", "次回の審議会"),
        ("今年度末までに作成します。", "今年度末まで"),
        ("来週中に送付します。", "来週中"),
        ("できるだけ早く進めます。", None),
    ],
)
def test_dates_are_taken_as_spoken(spoken: str, due: str | None) -> None:
    assert deadline(cue_text(spoken)) == due


MEETING = Meeting(
    title="庁議", attendees=(Attendee(role="市長", chair=True), Attendee(role="防災課長"), Attendee(role="局長"))
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [("市長", "防災課は、9月20日までに資料を修正してください。")],
            [("9月20日までに資料を修正する。", "防災課", "9月20日まで")],
        ),
        (
            [("市長", "要望を計画に反映してください。"), ("防災課長", "承知いたしました。")],
            [("要望を計画に反映する。", "防災課長", None)],
        ),
        (
            [("局長", "いつ分かりますか。"), ("防災課長", "結果は10月末までに報告いたします。")],
            [("結果は10月末までに報告する。", "防災課長", "10月末まで")],
        ),
        ([("局長", "県とも協議していただきたいと思います。"), ("防災課長", "承知しました。検討いたします。")], []),
        ([("局長", "いつ調べましたか。"), ("防災課長", "8月末までに調査いたしました。")], []),
        ([("局長", "早めに進めていただきたいと思います。")], []),
        (
            [("市長", "基準をそのままにするのが妥当かどうか、事務局で検討してください。")],
            [("基準をそのままにするのが妥当かどうか、検討する。", "事務局", None)],
        ),
        ([("市長", "三点、事務局にお願いします。")], []),
    ],
)
def test_to_dos(lines: list[tuple[str, str]], expected: list[tuple[str, str | None, str | None]]) -> None:
    found = actions(turns(said(*lines), "市長"), MEETING)
    assert [(action.text, action.owner, action.due) for action in found] == expected
