"""公用文: words and conjunctions that are written in kanji, and endings."""

from __future__ import annotations

import pytest

from tests.text.tidying.texts import edited

PAIRS = [
    ("1日あたり85人", "1日当たり85人"),
    ("会議をおこないます。", "会議を行います。"),
    ("すべての課", "全ての課"),
    ("すでに決めた。", "既に決めた。"),
    ("たとえば、", "例えば、"),
    ("とくに重要です。", "特に重要です。"),
    ("かならず行う。", "必ず行う。"),
    ("まったく違う。", "全く違う。"),
    ("わかりました。", "分かりました。"),
    ("さまざまな意見", "様々な意見"),
    ("われわれの市", "我々の市"),
    ("みなさんの意見", "皆さんの意見"),
    ("はじめて聞いた。", "初めて聞いた。"),
    ("ひとつずつ", "一つずつ"),
    ("ただちに行う。", "直ちに行う。"),
    ("計画および予算", "計画及び予算"),
    ("道路ならびに橋", "道路並びに橋"),
    ("市または県", "市又は県"),
    ("市もしくは県", "市若しくは県"),
    ("又、検討する。", "また、検討する。"),
    ("従って、できない。", "したがって、できない。"),
    ("尚、資料は後日送る。", "なお、資料は後日送る。"),
    ("因みに、3件です。", "ちなみに、3件です。"),
    ("行なう。", "行う。"),
    ("表わします。", "表します。"),
    ("終った。", "終わった。"),
    ("変らない。", "変わらない。"),
]
KEPT = [
    "あのあたりは静かです。",
    "また、次の点です。",
    "方針に従って進める。",
    "または、",
    "はじめに、開会します。",
    "すべり止め",
    "かつて行った。",
    "更に進める。",
    "及び腰になる。",
]


@pytest.mark.parametrize(("said", "written"), PAIRS)
def test_these_words_are_written_in_kanji(said: str, written: str) -> None:
    assert edited(said) == written
    assert edited(written) == written


@pytest.mark.parametrize("text", KEPT)
def test_the_same_kana_in_another_word_stay(text: str) -> None:
    assert edited(text) == text
