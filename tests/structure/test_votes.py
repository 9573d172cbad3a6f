"""Votes: how they went, with the counts that were said."""

from __future__ import annotations

import pytest

from minutes.structure.results import decisions
from minutes.text.plain_style import plain
from tests.structure.meetings import said

CHAIR = "委員長"


@pytest.mark.parametrize(
    ("spoken", "result"),
    [
        (("挙手多数です。", "よって、本案は原案のとおり可決されました。"), "挙手多数により、原案のとおり可決する。"),
        (
            ("賛成8名、反対2名です。", "賛成多数により、本案は可決されました。"),
            "賛成多数（賛成8名、反対2名）により、可決する。",
        ),
        (
            (
                "賛成の方は、挙手を願います。",
                "8名です。",
                "反対の方は、挙手を願います。",
                "2名です。",
                "本案は可決されました。",
            ),
            "賛成8名、反対2名により、可決する。",
        ),
        (
            (
                "賛成の委員は手を挙げてください。",
                "3名です。賛成多数でありますので、議案第24号は、可決すべきものと決まりました。",
            ),
            "賛成多数（賛成3名）により、可決すべきものと決定する。",
        ),
        (("起立少数であります。", "よって、本案は否決されました。"), "起立少数により、否決する。"),
        (("全会一致で、陳情第3号は採択することに決定しました。",), "全会一致により、採択する。"),
        (
            ("賛成5票、反対3票、棄権1票です。", "よって、可決されました。"),
            "賛成5票、反対3票、棄権1票により、可決する。",
        ),
        (
            ("原案に賛成の方の挙手を求めます。", "挙手全員です。", "よって、本件は決定いたしました。"),
            "挙手全員により、決定する。",
        ),
        (
            ("原案のとおり可決することに賛成の方は起立願います。", "起立全員です。"),
            "起立全員により、原案のとおり可決する。",
        ),
    ],
)
def test_a_result_says_how_the_vote_went(spoken: tuple[str, ...], result: str) -> None:
    talk = said(*((CHAIR, line) for line in spoken))
    (decision,) = decisions(talk, CHAIR, plain)
    assert (decision.text, decision.flags) == (result, ())
    assert decision.evidence == tuple(dict.fromkeys(id_ for sentence in talk for id_ in sentence.evidence))


@pytest.mark.parametrize(
    ("spoken", "result"),
    [
        ("議題1は、来年度も試行を続けるという整理でよろしいでしょうか。", "来年度も試行を続ける。"),
        ("議題2は、事務局の案のとおり進めることといたします。", "事務局の案のとおり進める。"),
        ("本件は、意見を踏まえて資料を修正のうえ承認することとします。", "意見を踏まえて資料を修正のうえ承認する。"),
        ("開館時間を延長することに決定しました。", "開館時間を延長する。"),
        ("諮問第1号は、諮問のとおり答申することに決定しました。", "諮問のとおり答申する。"),
        ("陳情第3号は、閉会中の継続審査とすることに決しました。", "閉会中の継続審査とする。"),
        ("本案は総務委員会に付託いたします。", "総務委員会に付託する。"),
        ("会長代理に佐藤委員を選任することに決定しました。", "会長代理に佐藤委員を選任する。"),
    ],
)
def test_whatever_is_settled_is_a_result(spoken: str, result: str) -> None:
    found = decisions(said((CHAIR, spoken), ("委員", "異議なし。"), (CHAIR, "そのように決定します。")), CHAIR, plain)
    assert [decision.text for decision in found] == [result]


@pytest.mark.parametrize(
    "spoken",
    [
        "質疑を打ち切ることにいたします。",
        "ここで10分間休憩することとします。",
        "説明は省略することといたします。",
        "御意見がないようですので、終わることとします。",
        "次の議題に移ることとします。",
        "お時間も限られておりますので、発言は簡潔にすることとします。",
    ],
)
def test_how_the_talk_goes_on_is_no_result(spoken: str) -> None:
    assert decisions(said((CHAIR, spoken)), CHAIR, plain) == ()


def test_each_motion_has_its_own_vote() -> None:
    talk = said(
        (CHAIR, "修正案に賛成の方は挙手を願います。"),
        (CHAIR, "3名です。挙手少数です。よって、修正案は否決されました。"),
        (CHAIR, "次に、原案に賛成の方は挙手を願います。"),
        (CHAIR, "5名です。挙手多数です。よって、原案のとおり可決されました。"),
    )
    assert [decision.text for decision in decisions(talk, CHAIR, plain)] == [
        "挙手少数（賛成3名）により、修正案は否決する。",
        "挙手多数（賛成5名）により、原案のとおり可決する。",
    ]
