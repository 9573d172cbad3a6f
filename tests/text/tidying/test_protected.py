"""What keeps its own spelling: quotations, marks of inaudible passages, terms, agenda, roster."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Dictionary, Meeting, Style, Term
from minutes.text.tidying.clean import clean
from minutes.text.tidying.edit import House, edit
from minutes.text.tidying.protected import Protected, protected_of
from tests.text.tidying.texts import edited

OWN = Style(children="こども", disability="障がい", digits="full")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("子供の貧困対策を進める。", "子供の貧困対策"),
        ("障害者プランを見直す。", "障害者プラン"),
        ("取り組み方針を決める。", "取り組み方針"),
        ("ご当地サーバを使う。", "ご当地サーバ"),
        ("1人1台端末を配る。", "1人1台端末"),
        ("すべての人にやさしいまち", "すべての人にやさしいまち"),
    ],
)
def test_a_term_keeps_its_spelling(text: str, term: str) -> None:
    assert edited(text) != text or edited(text, children="こども", disability="障がい", digits="full") != text
    house = House(OWN, Protected.of([term]))
    assert term in edit(text, house).text


def test_beside_a_term_the_house_style_holds() -> None:
    assert edited("子供の貧困対策と子供の声", "子供の貧困対策", children="こども") == "子供の貧困対策とこどもの声"


@pytest.mark.parametrize(
    "text",
    [
        "「子供の為の会」という名称です。",
        "『すべての人へ』を読みました。",
        "ここは〔聴取不能 00:12:34〕です。",
        "「やってる。出来る」と言いました。",
    ],
)
def test_a_quotation_stays(text: str) -> None:
    assert edit(text, House(OWN)).text == text.replace("00:12:34", "00:12:34")


def test_fillers_within_a_quotation_stay() -> None:
    assert clean("えー、「えー、違う」と言った。").text == "「えー、違う」と言った。"


def test_the_meeting_s_own_words_are_protected() -> None:
    meeting = Meeting(
        title="すべての子供会議",
        agenda=("取り組みの為の打ち合わせについて", "1. 子供の貧困対策に関する件（報告）"),
        attendees=(Attendee(role="子供課長", name="為末 有", aliases=("子供担当",)),),
    )
    dictionary = Dictionary(name="own", sha256="0" * 64, terms=(Term(text="申し込み係"),))
    protected = protected_of(meeting, [dictionary])
    for text in (
        "取り組みの為の打ち合わせ",
        "子供の貧困対策を進める。",
        "子供課長",
        "為末委員です。",
        "申し込み係が行う。",
    ):
        assert edit(text, House(OWN, protected)).text == text


def test_a_term_said_twice_goes_once_and_never_in_part() -> None:
    protected = Protected.of(["生成AI", "県県境"])
    assert clean("生成AI、生成AIを使う。", protected).text == "生成AIを使う。"
    assert clean("県県境の道", protected).text == "県県境の道"
