"""The normalisation as pairs: what is said the same way compares equal, what is not does not."""

from __future__ import annotations

import pytest

from minutes.evaluation.normalisation import normalized
from minutes.evaluation.numerals import with_figures

SAME = (
    ("ＤＸ推進課長", "DX推進課長"),
    ("ﾃﾞｰﾀ", "データ"),
    ("Ai", "AI"),
    ("生成AIを、全庁に。", "生成AIを全庁に"),
    ("「異議なし」と呼ぶ者あり！", "異議なしと呼ぶ者あり"),
    ("令和七年十月", "令和7年10月"),
    ("二百四十万円", "240万円"),
    ("2,400,000円", "240万円"),
    ("一億二千万", "1億2000万"),
    ("三・五", "3・5"),
    ("三点五パーセント", "3.5%"),
    ("3.5万人", "三万五千人"),
    ("二〇二五年", "２０２５年"),
    ("千円", "1000円"),
    ("千五百", "1500"),
    ("五〇％", "50パーセント"),
    ("一般", "一般"),
    ("サーバー", "サーバ"),
    ("サーバーを止める", "サーバを止める"),
    ("まぁ", "まあ"),
    ("ねー", "ねえ"),
    ("そー思います", "そう思います"),
    ("デ－タ", "データ"),
    ("デーータ", "データ"),
    ("25℃", "25度"),
    ("〔聴取不能 00:12:34〕以上です", "以上です"),
    ("か\u3099", "が"),
)
DIFFERENT = (
    ("議長", "議場"),
    ("3.5", "35"),
    ("十", "百"),
    ("コート", "コト"),
    ("おばあさん", "おばさん"),
    ("サービス", "サビス"),
)
FIGURES = (
    ("十", "10"),
    ("十一", "11"),
    ("二十", "20"),
    ("百五", "105"),
    ("二千二十五", "2025"),
    ("万一", "万1"),
    ("一兆", "1000000000000"),
    ("1,234,567", "1234567"),
    ("1,23", "1,23"),
    ("第二号", "第2号"),
    ("2千5百", "2500"),
    ("0.5", "0点5"),
    ("議題", "議題"),
)
WITHOUT_FILLERS = (
    ("えー、費用は", "費用は"),
    ("あのー、その、費用は", "費用は"),
    ("費用は、えーと、年間で", "費用は年間で"),
    ("その費用は", "その費用は"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_said_compares_equal(one: str, other: str) -> None:
    assert normalized(one) == normalized(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_said_otherwise_stays_different(one: str, other: str) -> None:
    assert normalized(one) != normalized(other)


@pytest.mark.parametrize(("written", "figures"), FIGURES)
def test_numbers_as_figures(written: str, figures: str) -> None:
    assert with_figures(written) == figures


@pytest.mark.parametrize(("said", "left"), WITHOUT_FILLERS)
def test_fillers_go_only_when_asked(said: str, left: str) -> None:
    assert normalized(said, fillers=False) == normalized(left)
    assert (normalized(said) == normalized(left)) is (said == left)


@pytest.mark.parametrize("text", [text for pair in (*SAME, *DIFFERENT) for text in pair])
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalized(text)
    assert normalized(once) == once
