"""Who takes part, as papers list it."""

from __future__ import annotations

import tomllib

from minutes.domain import Attendee
from minutes.materials.papers import Block, Paper, line, table
from minutes.materials.roster import people_in, propose_attendees
from minutes.materials.sheet import attendees_toml

ROSTER = table(
    [
        ["若瀬市介護保険運営協議会委員名簿", "", "", "", ""],
        ["番号", "役　職", "氏　名", "ふりがな", "備考"],
        ["1", "会長", "久保田　実", "くぼた　みのる", ""],
        ["2", "委員", "森　博", "モリ　ヒロシ", "欠席"],
        ["3", "委員", "小鳥遊　翼", "", "新任"],
    ]
)


def _people(*blocks: Block, known: tuple[Attendee, ...] = ()) -> list[Attendee]:
    return [one.attendee for one in propose_attendees([Paper("名簿", blocks)], known)]


def test_a_table_with_a_column_of_names_is_a_roster() -> None:
    assert _people(ROSTER) == [
        Attendee(role="会長", name="久保田 実", reading="くぼた みのる", chair=True, group="委員"),
        Attendee(role="森委員", name="森 博", reading="もり ひろし", presence="absent", group="委員"),
        Attendee(role="小鳥遊委員", name="小鳥遊 翼", reading="たかなし つばさ", group="委員"),
    ]


def test_a_guessed_reading_is_not_sure() -> None:
    assert [one.sure for one in propose_attendees([Paper("名簿", (ROSTER,))])] == [True, True, False]


def test_marks_before_names_are_roles_by_the_legend() -> None:
    rows = table([["氏名", "フリガナ"], ["◎長谷川　修", "ハセガワ　オサム"], ["○高瀬　和子", "タカセ　カズコ"]])
    found = _people(line("審議会委員名簿"), rows, line("◎会長　○職務代理者"))
    assert [one.role for one in found] == ["会長", "職務代理者"]


def test_lines_of_role_and_name_are_read() -> None:
    found = _people(
        line("会長　　長谷川　修"),
        line("出席委員：東海林太一、服部　千鶴"),
        line("欠席委員　森　博"),
        line("介護保険課　総括主幹　五十嵐　望"),
        line("3　会長あいさつ"),
        line("会長は会務を総理する。"),
    )
    assert [one.name for one in found if one.presence == "absent"] == ["森 博"]
    assert [(one.role, one.name) for one in found] == [
        ("会長", "長谷川 修"),
        ("東海林委員", "東海林 太一"),
        ("服部委員", "服部 千鶴"),
        ("森委員", "森 博"),
        ("介護保険課総括主幹", "五十嵐 望"),
    ]


def test_somebody_listed_twice_is_one_with_what_each_place_says() -> None:
    found = _people(line("職務代理者　高瀬　和子"), table([["氏名", "よみ"], ["高瀬 和子", "たかせ かずこ"]]))
    assert [(one.role, one.reading) for one in found] == [("職務代理者", "たかせ かずこ")]


def test_every_role_is_another() -> None:
    rows = [
        ["役職", "氏名"],
        ["委員", "山田　太郎"],
        ["委員", "山田　花子"],
        ["部長", "佐藤　実"],
        ["部長", "鈴木　誠"],
    ]
    assert [one.role for one in _people(table(rows))] == [
        "山田太郎委員",
        "山田花子委員",
        "部長（佐藤）",
        "部長（鈴木）",
    ]


def test_whom_the_meeting_file_has_is_not_proposed_and_it_keeps_its_chair() -> None:
    known = (Attendee(role="議長", name="森 博", chair=True),)
    found = _people(ROSTER, known=known)
    assert [(one.name, one.chair) for one in found] == [("久保田 実", False), ("小鳥遊 翼", False)]


def test_names_and_readings_are_known_as_such() -> None:
    assert {"久保田 実", "くぼた みのる", "クボタ ミノル"} <= people_in([Paper("名簿", (ROSTER,))])


def test_the_toml_is_what_a_meeting_file_takes() -> None:
    proposed = propose_attendees([Paper('名"簿', (ROSTER,))])
    text = attendees_toml(proposed)
    assert [Attendee(**one) for one in tomllib.loads(text)["attendees"]] == [one.attendee for one in proposed]
    assert text.count("よみ要確認") == 1
