"""Readings as sounds, and how far they are apart."""

from __future__ import annotations

import pytest

from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import morae, rough


@pytest.mark.parametrize(
    ("kana", "sounds"),
    [
        ("かんきょ", "ka N kyo"),
        ("カンキョウ", "ka N kyo R"),
        ("けっさい", "ke Q sa i"),
        ("えいせい", "e R se R"),
        ("スマートメーター", "su ma R to me R ta R"),
        ("ティー", "ti R"),
        ("ファイル", "Fa i ru"),
        ("しょうか", "So R ka"),
        ("・", ""),
    ],
)
def test_morae(kana: str, sounds: str) -> None:
    assert " ".join(morae(kana)) == sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("かんきょう", "かんきょ"),
        ("けっさい", "けさい"),
        ("かいたく", "がいだく"),
        ("いき", "えき"),
        ("しゅうがく", "しゅがく"),
    ],
)
def test_what_is_easily_misheard_is_looked_up_together(one: str, other: str) -> None:
    assert rough(morae(one)) == rough(morae(other))
    assert 0 < distance(morae(one), morae(other)) < 1


@pytest.mark.parametrize(
    ("heard", "near", "far"),
    [
        ("かんきょ", "かんきょう", "かんきゃ"),  # a long vowel before another vowel
        ("たいしん", "だいしん", "まいしん"),  # voicing before another consonant
        ("せさく", "しさく", "さっく"),  # similar vowels
        ("ぎかいにはかる", "ぎかいはかる", "ぎかいしはかる"),  # a particle swallowed
    ],
)
def test_cheap_before_dear(heard: str, near: str, far: str) -> None:
    assert distance(morae(heard), morae(near)) < distance(morae(heard), morae(far))


def test_a_distance_is_the_same_both_ways_and_nothing_to_itself() -> None:
    for one, other in [("ふぎ", "ふぎ"), ("ふぎ", "ぶぎ"), ("しょかん", "しょうかん"), ("あ", "かきくけこ")]:
        assert distance(morae(one), morae(other)) == pytest.approx(distance(morae(other), morae(one)))
    assert distance(morae("ふぎ"), morae("ふぎ")) == 0
