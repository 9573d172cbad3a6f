"""Spellings on which offices differ: by configuration, and never in names."""

from __future__ import annotations

import pytest

from tests.text.tidying.texts import edited

PAIRS = [
    ("子供の居場所", "children", "子ども", "子どもの居場所"),
    ("子どもたちの声", "children", "こども", "こどもたちの声"),
    ("こどもの居場所", "children", "子供", "子供の居場所"),
    ("子供会の行事", "children", "子ども", "子ども会の行事"),
    ("子供の居場所", "children", "keep", "子供の居場所"),
    ("障害者の就労", "disability", "障がい", "障がい者の就労"),
    ("障害のある方", "disability", "障がい", "障がいのある方"),
    ("知的障害の方", "disability", "障がい", "知的障がいの方"),
    ("障がい児の支援", "disability", "障害", "障害児の支援"),
    ("あいさつをします。", "greeting", "挨拶", "挨拶をします。"),
    ("挨拶をします。", "greeting", "あいさつ", "あいさつをします。"),
    ("資料を配付します。", "handout", "配布", "資料を配布します。"),
    ("資料を配布します。", "handout", "配付", "資料を配付します。"),
    ("ユーザの登録", "long_vowel", "ー", "ユーザーの登録"),
    ("サーバを更新する。", "long_vowel", "ー", "サーバーを更新する。"),
    ("サーバーを更新する。", "long_vowel", "なし", "サーバを更新する。"),
    ("チャットGPTを使う。", "chatgpt", "ChatGPT", "ChatGPTを使う。"),
    ("ChatGPTを使う。", "chatgpt", "チャットGPT", "チャットGPTを使う。"),
    ("ご意見を伺います。", "honorific", "御", "御意見を伺います。"),
    ("御意見を伺います。", "honorific", "ご", "ご意見を伺います。"),
    ("ごもっともです。", "honorific", "御", "ごもっともです。"),
    ("ご覧ください。", "honorific", "御", "御覧ください。"),
    ("ご意見です。", "honorific", "keep", "ご意見です。"),
    ("はい、次です。", "comma", "，", "はい，次です。"),
    ("はい，次です。", "comma", "、", "はい、次です。"),
    ("参考の為に", "official", "off", "参考の為に"),
    ("やっぱり子供です。", "official", "off", "やはり子供です。"),
]
KEPT = [
    ("こども家庭庁の通知", "children", "子供"),
    ("こども基本法に基づく。", "children", "子ども"),
    ("認定こども園", "children", "子ども"),
    ("子ども・子育て支援事業計画", "children", "こども"),
    ("システム障害が起きた。", "disability", "障がい"),
    ("システムの障害を理解する。", "disability", "障がい"),
    ("通信障害の原因", "disability", "障がい"),
    ("障害物を除く。", "disability", "障がい"),
    ("回線に障害がある。", "disability", "障がい"),
    ("障害者基本法の改正", "disability", "障がい"),
    ("障害者総合支援法", "disability", "障がい"),
    ("ユーザビリティの改善", "long_vowel", "ー"),
    ("ユーザーの登録", "long_vowel", "ー"),
    ("データの更新", "long_vowel", "なし"),
    ("ごみの処理", "honorific", "御"),
    ("制御の方法", "honorific", "ご"),
    ("防御の方法", "honorific", "ご"),
    ("御中", "honorific", "ご"),
    ("お願いします。", "honorific", "御"),
    ("年度ごとに", "honorific", "御"),
    ("1,000円", "comma", "，"),
]


@pytest.mark.parametrize(("text", "switch", "choice", "written"), PAIRS)
def test_words_are_spelled_as_the_house_does(text: str, switch: str, choice: str, written: str) -> None:
    assert edited(text, **{switch: choice}) == written
    assert edited(written, **{switch: choice}) == written


@pytest.mark.parametrize(("text", "switch", "choice"), KEPT)
def test_names_and_other_words_stay(text: str, switch: str, choice: str) -> None:
    assert edited(text, **{switch: choice}) == text
