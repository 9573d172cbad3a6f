"""Items called by number."""

from __future__ import annotations

import pytest

from minutes.structure.designators import designators, places
from minutes.structure.sentences import cue_text

BILLS = (
    "議案第24号　ごみ処理手数料条例の一部を改正する条例",
    "議案第25号　手数料条例の一部を改正する条例",
    "議案第26号　令和7年度一般会計補正予算（第3号）",
    "陳情第3号　犬の散歩の決まりに関する陳情",
)
ORDER = ("日程第1　会議録署名議員の指名", "日程第2　会期の決定", "日程第3　議案第5号　市道路線の認定について")
MIXED = ("地域公共交通の実績について（報告）", "運賃の改定について（協議）", "停留所の移設について（報告）")


@pytest.mark.parametrize(
    ("spoken", "named"),
    [
        ("議題2に移ります。", [("議題", 2)]),
        ("日程第三、議案第五号を議題とします。", [("日程", 3), ("議案", 5)]),
        ("第24号議案を議題とします。", [("議案", 24)]),
        ("議案第5号から第8号までを一括議題とします。", [("議案", 5), ("議案", 6), ("議案", 7), ("議案", 8)]),
        ("議案第5号及び議案第7号でございます。", [("議案", 5), ("議案", 7)]),
        ("報告事項の(2)です。", [("報告事項", 2)]),
        ("二件目の説明をお願いします。", [("番目", 2)]),
        ("カッコ3の空き家対策です。", [("かっこ", 3)]),
        ("本日の議題は2件です。", []),
        ("議案が1件、報告が2件でございます。", []),
        ("日程は3月5日です。", []),
        ("1点目の質問です。", [("番目", 1)]),
    ],
)
def test_what_is_called_by_number(spoken: str, named: list[tuple[str, int]]) -> None:
    assert [tuple(designator) for designator in designators(cue_text(spoken))] == named


@pytest.mark.parametrize(
    ("spoken", "agenda", "items"),
    [
        ("議案第25号を議題とします。", BILLS, {1}),
        ("議案第24号から議案第26号までの3件を一括議題とします。", BILLS, {0, 1, 2}),
        ("陳情第3号です。", BILLS, {3}),
        ("議案第2号です。", BILLS, set()),
        ("日程第2、会期の決定です。", ORDER, {1}),
        ("日程第3、議案第5号です。", ORDER, {2}),
        ("協議事項の1です。", MIXED, {1}),
        ("報告事項の2です。", MIXED, {2}),
        ("議題の2です。", MIXED, {1}),
        ("議題の9です。", MIXED, set()),
    ],
)
def test_which_items_a_number_means(spoken: str, agenda: tuple[str, ...], items: set[int]) -> None:
    assert places(cue_text(spoken), agenda) == items
