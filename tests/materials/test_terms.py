"""What a paper sets apart or says in words of its own becomes a proposal; what everyone says does not."""

from __future__ import annotations

import pytest

from minutes.materials.papers import Paper, line
from minutes.materials.terms import ProposedTerm, known_in, propose_terms


def _proposed(*texts: str, known: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> dict[str, ProposedTerm]:
    paper = Paper("議案.txt", tuple(map(line, texts)))
    return {one.text: one for one in propose_terms([paper], known, people)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("介護給付費準備基金（以下「準備基金」という。）を活用する。", "準備基金"),
        ("看護小規模多機能型居宅介護（以下「看多機」という。）を整備する。", "看多機"),
        ("アセットマネジメント（以下、「アセマネ」という。）を行う。", "アセマネ"),
        ("ＤＢＯ方式（Design Build Operate）とする。", "DBO方式"),
        ("ＡＣＰ（人生会議）を普及する。", "ACP"),
        ("いわゆる「インセンティブ交付金」を得る。", "インセンティブ交付金"),
        ("デマンド交通「みくりん号」を延ばす。", "みくりん号"),
        ("・みまもりあいアプリの実証について", "みまもりあいアプリ"),
        ("雨天時に送煙試験を行う。", "送煙試験"),
        ("逓増型料金体系を緩和する。", "逓増型料金体系"),
        ("汚水中継ポンプ場の設計を行う。", "汚水中継ポンプ場"),
        ("御厨野浄水場を廃止する。", "御厨野浄水場"),
        ("消費者友の会の代表である。", "消費者友の会"),
        ("ケアラー支援条例の制定", "ケアラー支援条例"),
    ],
)
def test_a_special_word_is_proposed(text: str, term: str) -> None:
    assert term in _proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "事業の実施状況について説明し、今後の整備方針を検討する。",
        "令和６年度末の残高は１２億３，４００万円、前年度比１０５．３％である。",
        "若瀬市中央町１丁目２番３号　電話０９９－０００－１２３４　kaigo@example.jp",
        "山田太郎委員と佐藤会長が出席した。",
        "東京都と大阪市から回答があった。",
        "委員から「よく分からない」との意見があった。",
        "資料１（案）は別紙のとおり（敬称略・順不同）。",
    ],
)
def test_ordinary_words_people_dates_amounts_and_addresses_are_not(text: str) -> None:
    assert _proposed(text) == {}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("地域包括支援センターの運営状況", "地域包括支援センター"),
        ("地域包括支援センター運営事業", "地域包括支援センター"),
        ("看多機の公募を行う。", "看多機"),
        ("ＢＣＰ（業務継続計画）", "業務継続計画|BCP"),
    ],
)
def test_what_a_dictionary_has_is_not_proposed_again_nor_a_piece_of_it(text: str, known: str) -> None:
    assert _proposed(text, known=tuple(known.split("|"))) == {}


def test_a_proposal_has_reading_count_source_and_example() -> None:
    one = _proposed("雨天時に送煙試験を行う。", "送煙試験の結果を報告する。")["送煙試験"]
    assert (one.reading, one.sure, one.times, one.source) == ("そうえんしけん", False, 2, "議案.txt")
    assert "送煙試験" in one.example


def test_an_abbreviation_says_what_it_stands_for() -> None:
    found = _proposed("介護給付費準備基金（以下「準備基金」という。）を活用する。")
    assert found["準備基金"].stands_for == "介護給付費準備基金"
    assert found["準備基金"].sure


def test_the_reading_a_paper_prints_is_taken() -> None:
    one = _proposed("小鳥遊（たかなし）地区", "小鳥遊浄水場の更新")["小鳥遊浄水場"]
    assert one.reading == "たかなしじょうすいじょう"


def test_a_row_that_lists_a_person_gives_no_term() -> None:
    text = "東海林　太一　トウカイリン　タイチ　若瀬商工会議所"
    assert _proposed(text, people=("東海林 太一",)) == {}


def test_set_apart_words_stand_before_others() -> None:
    found = list(_proposed("送煙試験は、雨天時浸入水調査（以下「不明水調査」という。）の一つである。"))
    assert found.index("不明水調査") < found.index("送煙試験")


def test_a_field_is_told_by_the_terms_it_shares_with_the_papers() -> None:
    assert known_in([Paper("a", (line("管渠と有収率"),))], ["管渠", "有収率", "諮問"]) == 2
