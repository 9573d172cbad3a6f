"""Long terms of which a word was misheard: which are found, which numbers stay, what a short word of one sound needs."""

from __future__ import annotations

from functools import cache

import pytest

from minutes.domain import Dictionary, Term
from minutes.text.correction.anchors import Anchored, Sounded, anchored, anchors_of
from minutes.text.correction.correct import correct_texts
from minutes.text.correction.distance import shared_ends
from minutes.text.correction.score import APPLIED, SUGGESTED
from minutes.text.correction.sounds import morae
from minutes.text.correction.spans import Heard
from minutes.text.dictionary import find_dictionary, read_dictionary


@cache
def shipped(*names: str) -> tuple[Dictionary, ...]:
    return tuple(read_dictionary(find_dictionary(name))[0] for name in (*names, "gyosei", "gikai"))


def found_in(text: str, term: str, reading: str) -> list[Anchored]:
    terms = [Sounded(term, morae(reading))]
    return list(anchored(Heard.of(text), anchors_of(terms), terms, len(term)))


@pytest.mark.parametrize(
    ("heard", "term", "reading"),
    [
        ("災害行政給付", "災害共済給付", "さいがいきょうさいきゅうふ"),  # a right word in the middle
        ("災害協済給付", "災害共済給付", "さいがいきょうさいきゅうふ"),  # no word there
        ("財政安定か基金", "財政安定化基金", "ざいせいあんていかききん"),  # a particle
        ("特定整産六地", "特定生産緑地", "とくていせいさんりょくち"),  # a numeral
        ("五円性肺炎", "誤嚥性肺炎", "ごえんせいはいえん"),  # at the beginning
        ("給水人工", "給水人口", "きゅうすいじんこう"),  # at the end
        ("災害期物", "災害廃棄物", "さいがいはいきぶつ"),  # fewer characters
    ],
)
def test_a_long_term_is_found_by_the_characters_in_place(heard: str, term: str, reading: str) -> None:
    places = [(one.start, one.end) for one in found_in(f"この{heard}は", term, reading)]
    assert (2, 2 + len(heard)) in places


@pytest.mark.parametrize(
    ("heard", "term", "reading"),
    [
        ("災害共済給付", "災害共済給付", "さいがいきょうさいきゅうふ"),  # right
        ("災害復旧給付", "災害共済給付", "さいがいきょうさいきゅうふ"),  # sounds like something else
        ("学校給食", "学校給食費", "がっこうきゅうしょくひ"),  # nothing was misheard
        ("道路の専用許可", "道路占用許可", "どうろせんようきょか"),  # a particle was heard
        ("三号被保険者", "市民被保険者", "しみんひほけんしゃ"),
    ],
)
def test_another_term_is_not(heard: str, term: str, reading: str) -> None:
    assert found_in(heard, term, reading) == []


def test_how_much_stands_in_place_is_told() -> None:
    (one,) = found_in("財政安定か基金", "財政安定化基金", "ざいせいあんていかききん")
    assert (one.apart, one.changed, one.in_place) == (0, 1, 6 / 7)


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ("ABC", "ABD", (2, 0)),
        ("ABA", "ABABA", (3, 0)),
        ("AXC", "AYYC", (1, 1)),
        ("", "A", (0, 0)),
        ("BA", "CA", (0, 1)),
    ],
)
def test_shared_ends_never_overlap(one: str, other: str, ends: tuple[int, int]) -> None:
    assert shared_ends(one, other) == ends


@pytest.mark.parametrize(
    ("field", "heard", "meant"),
    [
        ("kaigo", "財政安定か基金から借り入れます。", "財政安定化基金から借り入れます。"),
        ("kaigo", "五円性肺炎で入院される方が多い。", "誤嚥性肺炎で入院される方が多い。"),
        ("kyoiku", "災害協済給付の対象です。", "災害共済給付の対象です。"),
        ("toshikeikaku", "特定整産六地に移る所有者がいます。", "特定生産緑地に移る所有者がいます。"),
        ("jogesuido", "消火がス発電の設備です。", "消化ガス発電の設備です。"),
    ],
)
def test_it_is_put_right(field: str, heard: str, meant: str) -> None:
    assert correct_texts([heard], shipped(field))[0].text == meant


@pytest.mark.parametrize(
    ("field", "heard", "kept"),
    [
        ("kaigo", "財政安定化基金から3か月で五円を返します。", "3か月で五円を"),
        ("toshikeikaku", "調整池から8千立方メートルの土を運び出しました。", "8千立方メートル"),
        ("kyoiku", "週に1回通急による指導を受けている。", "週に1回"),
        ("kyoiku", "十日に三回、六地区で説明した。", "十日に三回、六地区"),
    ],
)
def test_numbers_and_what_they_count_stay(field: str, heard: str, kept: str) -> None:
    assert kept in correct_texts([heard], shipped(field))[0].text


def test_one_number_is_never_another() -> None:
    """七号 sounds as near to 一号 as 整産六地 to 生産緑地."""
    term = Term(text="第一号議案書", reading="だいいちごうぎあんしょ")
    dictionary = Dictionary(name="試", sha256="0", terms=(term,))
    (result,) = correct_texts(["第七号議案書"], [dictionary])
    assert (result.text, result.corrections) == ("第七号議案書", ())


@pytest.mark.parametrize(
    ("text", "put_in"),
    [
        ("次に保健事業です。", False),  # a term itself, and nothing says that it is not meant
        ("介護認定の保健事業です。", False),  # a term of their kind speaks for both
        ("被保険者の保健事業です。", True),
    ],
)
def test_a_term_of_the_same_sound_needs_a_cue(text: str, put_in: bool) -> None:
    health = Term(text="保健事業", reading="ほけんじぎょう", category="事業")
    insured = Term(text="保険事業", reading="ほけんじぎょう", category="事業", cues=("被保険者",))
    other = Term(text="介護認定", reading="かいごにんてい", category="事業")
    dictionary = Dictionary(name="試", sha256="0", terms=(health, insured, other))
    (result,) = correct_texts([text], [dictionary])
    assert ("保険事業" in result.text) == put_in
    assert [change.applied for change in result.corrections] == [put_in]


def test_suggestions_are_what_is_not_put_in() -> None:
    assert 0 < SUGGESTED < APPLIED < 1
