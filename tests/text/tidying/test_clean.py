"""L1: fillers, repetitions and false starts go; everything that says something stays."""

from __future__ import annotations

import pytest

from minutes.text.tidying.clean import clean

PAIRS = [
    ("えー、それでは始めます。", "それでは始めます。"),
    ("えーと、次の議題です。", "次の議題です。"),
    ("えっと、予算は、えー、500万円です。", "予算は、500万円です。"),
    ("あのー、あの件ですが。", "あの件ですが。"),
    ("あの、その件については、", "その件については、"),
    ("まあ、そうですね。", "そうですね。"),
    ("それはまあ難しい。", "それは難しい。"),
    ("なんか、こう、分かりにくい。", "分かりにくい。"),
    ("この計画はですね、来年度からです。", "この計画は、来年度からです。"),
    ("それでね、困っています。", "それで、困っています。"),
    ("この、この計画は、が、が課題です。", "この計画は、が課題です。"),
    ("検討検討しています。", "検討しています。"),
    ("けん、検討します。", "検討します。"),
    ("うーん、難しいですね。", "難しいですね。"),
    ("んー、あー、そのー、分かりません。", "分かりません。"),
    ("えーと", ""),
    ("えー、まず、まず費用です。", "まず費用です。"),
    ("まーあの、いいと思います。", "いいと思います。"),
    ("いろいろな、いろいろな意見", "いろいろな意見"),
    ("ええ、そうです。", "そうです。"),
    ("資料についてですね、説明します。", "資料について、説明します。"),
    ("計画を、計画案を見直します。", "計画案を見直します。"),
    ("委員会の、委員会の意見です。", "委員会の意見です。"),
    ("それでは、それではお願いします。", "それではお願いします。"),
    ("ええと、あの、その、まあ、難しい。", "難しい。"),
    ("予算は、あー、足りません。", "予算は、足りません。"),
]
KEPT = [
    "前向きなお答えと受け止めます。",
    "この考えと、その考えとは違います。",
    "その他、意見はありますか。",
    "まあまあの評価です。",
    "こういう考え方です。",
    "何か問題がありますか。",
    "重要な課題ですね、これは。",
    "一つ一つ確認します。",
    "一人一人の声を聞く。",
    "はい、そのとおりです。",
    "はい。",
    "20、20件です。",
    "もっともっと進めたい。",
    "また、まだ決まっていません。",
    "エーアイを使います。",
    "カバーする。",
    "異議なし。",
    "言葉の通りです。",
    "まあまあだと思います。",
    "このあたりのことです。",
    "そのままでよい。",
    "はい、はい。",
    "2、3日かかります。",
    "第2、第3の手を打つ。",
    "ますます、まだまだ、なかなか、そもそもの話です。",
    "別々に、次々と、年々、増える。",
    "市は、市民は、ともに進めます。",
    "あの件は、その他で扱います。",
    "その後、その場で決めます。",
    "いや、違います。",
    "異議ありません。",
    "240万円、250万円です。",
    "なかなか難しい。",
    "こうした事例",
    "試行していないのですね、",
    "予算が足りないからですね。",
    "何か、ありますか。",
]


@pytest.mark.parametrize(("heard", "tidied"), PAIRS)
def test_what_says_nothing_goes(heard: str, tidied: str) -> None:
    assert clean(heard).text == tidied


@pytest.mark.parametrize("text", KEPT)
def test_what_says_something_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("text", [text for text, _ in PAIRS] + KEPT)
def test_nothing_is_added_and_a_second_time_changes_nothing(text: str) -> None:
    once = clean(text).text
    letters = iter(text)
    assert all(letter in letters for letter in once), "every character comes from the text, in its order"
    assert clean(once).text == once
