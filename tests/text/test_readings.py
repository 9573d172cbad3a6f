"""Second guesses at readings: those Sudachi misses, and which readings a text cannot have."""

from __future__ import annotations

import pytest

from minutes.text.dictionary import find_dictionary, read_dictionary
from minutes.text.reading import entries, katakana, reading
from minutes.text.readings import MOST_READINGS, readable_as, readings, sound_readings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("下水道法", "ゲスイドウホウ"),
        ("有収率", "ユウシュウリツ"),
        ("多床室", "タショウシツ"),
        ("管渠", "カンキョ"),
        ("庁議", "チョウギ"),
        ("学びの多様化学校", "マナビノタヨウカガッコウ"),
        ("時々", "トキドキ"),
        ("LGWAN", "エルジーダブリューエーエヌ"),
    ],
)
def test_the_likeliest_reading_comes_first(text: str, meant: str) -> None:
    assert readings(text)[0] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("雨水", "ウスイ"), ("盛土", "モリド"), ("首長", "クビチョウ"), ("市立", "イチリツ"), ("施行", "セコウ")],
)
def test_a_second_guess_is_at_hand(text: str, meant: str) -> None:
    assert reading(text) != meant
    assert meant in readings(text)


def test_there_are_few_and_sudachis_own_is_among_them() -> None:
    for text in ("多床室", "道路附属物", "小規模多機能型居宅介護"):
        found = readings(text)
        assert len(found) == len(set(found)) <= MOST_READINGS
        assert reading(text) in found
    assert len(readings("雨水", 2)) == 2
    assert readings("。、") == readings("") == ()


def test_a_text_too_long_for_a_term_has_sudachis_reading_only() -> None:
    text = "本日の議題は下水道事業の経営戦略についてであり、" * 5
    assert readings(text) == (reading(text),)


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("盛土", "もりど"),
        ("人工", "にんく"),
        ("越水", "えっすい"),
        ("星見ヶ原", "ほしみがはら"),
        ("1人1台端末", "ひとりいちだいたんまつ"),
        ("LGWAN接続系", "エルジーワンせつぞくけい"),
        ("三本", "さんぼん"),
        ("反応", "はんのう"),
        ("経営", "けーえー"),
        ("子ども・子育て会議", "こども・こそだてかいぎ"),
        ("床掘り", "とこぼり"),
    ],
)
def test_readings_a_text_may_have(text: str, kana: str) -> None:
    assert readable_as(text, kana)


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("管渠", "かんぎょう"),
        ("盛土", "もりかど"),
        ("決裁", "けさい"),
        ("決裁", "けっさいしょ"),
        ("下水道法", "げすいどう"),
        ("庁議", ""),
    ],
)
def test_readings_a_text_cannot_have(text: str, kana: str) -> None:
    assert not readable_as(text, kana)


def test_most_terms_of_the_shipped_dictionaries_are_read_right() -> None:
    terms = [term for name in ("jogesuido", "kaigo") for term in read_dictionary(find_dictionary(name))[0].terms]
    right = sum(readings(term.text)[0] == katakana(term.reading) for term in terms)
    by_sudachi = sum(reading(term.text) == katakana(term.reading) for term in terms)
    assert right >= by_sudachi
    assert all(readable_as(term.text, term.reading) for term in terms)


def test_entries_are_words_and_no_compounds() -> None:
    assert {entry.reading for entry in entries("雨水")} == {"アマミズ", "ウスイ"}
    assert entries("下水道法") == ()


@pytest.mark.parametrize(
    ("kanji", "sounds"), [("罹", "リ"), ("換", "カン"), ("盛", "セイ"), ("諮", "シ"), ("土", "ド")]
)
def test_kanji_have_their_sound_readings_the_commonest_first(kanji: str, sounds: str) -> None:
    assert sound_readings(kanji)[0] == sounds
