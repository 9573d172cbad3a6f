"""What `minutes dict check` finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.text.dictionary import shipped_dictionaries
from minutes.text.dictionarycheck import Finding, check_dictionaries

HEAD = "用語,よみ,誤変換,分類,備考\n"


def _check(folder: Path, *rows: str, name: str = "用語.csv") -> tuple[Finding, ...]:
    path = folder / name
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return check_dictionaries([path])[0].findings


@pytest.mark.parametrize(
    ("row", "kind", "said"),
    [
        ("雨水,,,,", "reading_missing", "よみがありません"),
        ("管渠,かんぎょう,,,", "reading_odd", "「かんぎょう」とは読めない"),
        ("管渠,かんきょ,環境,,", "wrong_is_word", "「環境」は普通の言葉"),
        ("環境,かんきょう,,,", "common_word", "ふだんの言葉です"),
        ("換地,かんち,,,", "common_reading", "「感知」と読みが同じ"),
        ("生成 AI,せいせいえーあい,,,", "blank", "空白"),
        ("付議,ふ議,,,", "row", "かな以外"),
        ("付議,ふぎ,不、義,,", "row", "使えない行です"),
    ],
)
def test_one_row(tmp_path: Path, row: str, kind: str, said: str) -> None:
    (finding,) = _check(tmp_path, row)
    assert (finding.kind, finding.line) == (kind, 2)
    assert said in finding.what
    assert finding.advice


def test_readings_are_proposed_in_hiragana_likeliest_first(tmp_path: Path) -> None:
    missing, odd = _check(tmp_path, "有収率,,,,", "下水道法,げすいみち,,,")
    assert missing.proposals[0] == "ゆうしゅうりつ"
    assert odd.proposals[0] == "げすいどうほう"
    assert "ゆうしゅうりつ" in missing.advice


@pytest.mark.parametrize(
    "row",
    [
        "下水道法,げすいどうほう,下水同法,下水道,",
        "盛土,もりど,森戸案,,",
        "LGWAN,エルジーワン,LGワン,DX,",
        "SDGs,えすでぃーじーず,エスディージーズ,,",
        "アセットマネジメント,あせっとまねじめんと,アセットマネージメント,,",
        "換地,かんち,,,手がかり：区画整理|減歩",
        "星見ヶ原,ほしみがはら,,,",
        "環境,かんきょう,,,手がかり：地球|保全",
        "御異議,ごいぎ,,,\nご異議,ごいぎ,,,",
    ],
)
def test_a_good_row_is_left_alone(tmp_path: Path, row: str) -> None:
    assert _check(tmp_path, row) == ()


def test_sound_alikes_want_a_cue_each(tmp_path: Path) -> None:
    alike = _check(tmp_path, "決裁,けっさい,,,", "決済,ケッサイ,,,手がかり：支払|端末")
    assert [(one.kind, one.term, one.line) for one in alike] == [("same_reading", "決裁", 2)]
    assert "「決済」（用語.csvの3行目）" in alike[0].what


def test_a_wrong_form_that_is_right_elsewhere(tmp_path: Path) -> None:
    (one,) = _check(
        tmp_path,
        "使用料,しようりょう,使用量,,",
        "使用量,しようりょう,,,手がかり：水",
        "使用料条例,しようりょうじょうれい,,,",
    )[:1]
    assert (one.kind, one.line) == ("wrong_is_term", 2)
    assert "「使用量」（用語.csvの3行目）" in one.what


def test_across_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "用語.csv", tmp_path / "b" / "用語.csv"
    for path, rows in (
        (first, "管渠,かんきょ,官渠,,\nＬＧＷＡＮ,エルジーワン,,,\n雨水,うすい,,,\n"),
        (second, "官庁渠,かんちょうきょ,官渠,,\nLGWAN,エルジーワン,,,\n雨水,あまみず,,,\n"),
    ):
        path.parent.mkdir()
        path.write_text(HEAD + rows, "utf-8")
    ones, others = check_dictionaries([first, second])
    assert ones.findings == ()
    assert ones.file == str(first)  # two files of one name are told apart
    assert [(one.kind, one.line, one.other) for one in others.findings] == [
        ("wrong_of_two", 2, ""),
        ("double", 3, str(first)),
        ("double_differs", 4, ""),
    ]
    assert "「うすい」と「あまみず」" in others.findings[2].what


def test_the_shipped_dictionaries_lose_nothing() -> None:
    for checked in check_dictionaries(list(shipped_dictionaries().values())):
        assert [one for one in checked.findings if one.weight == "fix"] == []
