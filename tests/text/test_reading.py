"""Readings: what is heard, not what is written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from minutes.text.reading import katakana, morphemes, reading


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("DX推進課長、お願いします。", "ディーエックススイシンカチョウオネガイシマス"),
        ("総務法制課長です。", "ソウムホウセイカチョウデス"),
        ("総務方成課長です。", "ソウムホウセイカチョウデス"),
        ("LGWANとeLTAX", "エルジーダブリューエーエヌトイーエルティーエーエックス"),
        ("令和7年10月に1,500台", "レイワナナネンジュウガツニセンゴヒャクダイ"),
        ("3億6,800万円", "サンオクロクセンハッピャクマンエン"),
        ("1000万", "イッセンマン"),
        ("2.5％", "ニテンゴパーセント"),
        ("昻新課長", "シンカチョウ"),  # a word in no dictionary, by its characters as far as they are known
        ("0042", "ゼロゼロヨンニ"),
        ("（笑）　○委員", "ワライイイン"),
        ("", ""),
        ("。、　", ""),
    ],
)
def test_a_text_is_read_as_it_is_spoken(text: str, heard: str) -> None:
    assert reading(text) == heard


def test_words_make_up_the_text_again_and_know_their_place() -> None:
    text = "総務局長は、LGWANの　費用を2.5倍と申した。"
    found = morphemes(text)
    assert "".join(word.surface for word in found) == text
    assert all(text[word.start :].startswith(word.surface) for word in found)
    said = next(word for word in found if word.surface.startswith("申"))
    assert (said.lemma, said.pos[0]) == ("申す", "動詞")


@pytest.mark.parametrize(
    "sentence", ["本日の議題は、補正予算の編成方針についてであります。", "ああああああああああああああああああああ"]
)
def test_a_text_beyond_sudachis_limit_is_read_whole(sentence: str) -> None:
    times = 60_000 // len(sentence.encode()) * 4
    found = morphemes(sentence * times)
    assert "".join(word.surface for word in found) == sentence * times
    assert found[-1].start + len(found[-1].surface) == len(sentence) * times


def test_four_byte_characters_stay_below_the_limit_too() -> None:
    text = "𠮷野家" * 8000
    assert "".join(word.surface for word in morphemes(text)) == text


def test_shorter_words_on_request() -> None:
    assert len(morphemes("市長公室長", "A")) > len(morphemes("市長公室", "C"))


def test_kana_of_any_width_is_katakana() -> None:
    assert katakana("やまだ　たろう") == "ヤマダ タロウ"
    assert katakana("ﾔﾏﾀﾞ") == "ヤマダ"


def test_a_number_longer_than_any_amount_is_read_digit_by_digit() -> None:
    assert reading("1" * 5000) == "イチ" * 5000


def test_a_word_no_dictionary_has_says_so() -> None:
    assert [word.surface for word in morphemes("ケアラーが管渠を送煙で調べる") if not word.known] == [
        "ケアラー",
        "送煙",
    ]


def test_several_threads_may_read_at_once() -> None:
    text = "それでは、上下水道の工事の費用について、課長から説明をお願いします。" * 40
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(reading, [text] * 40))) == 1
