"""`--audience public`: what a clerk types for the document that goes to the public."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes.cli.main import call
from tests.test_publication import found_in

MEETING = """title = "使用料審議会"
form = "choigi"
confidentiality = 2
agenda = ["使用料の改定について", "個別事案について"]
[[closed]]
item = 2
reason = "個人に関する情報を審議するため"
[[mask]]
text = "第二候補地"
reason = "用地の取得に支障があるため"
[[attendees]]
role = "会長"
name = "森田 和夫"
chair = true
[[attendees]]
role = "水道課長"
[[attendees]]
role = "委員"
"""
TALK = """会長：ただいまから審議会を開会いたします。議題1、使用料の改定についてを議題とします。水道課長、説明をお願いします。
水道課長：使用料を10パーセント引き上げ、第二候補地に配水池を整備する案でございます。
委員：住民の鈴木花子さんから090-1234-5678に電話がありました。値上げの理由は何でしょうか。
水道課長：施設の老朽化によるものでございます。
会長：それでは、使用料の改定については、原案のとおり承認することに御異議ございませんか。御異議なしと認め、承認いたします。
会長：続きまして、議題2、個別事案についてを議題とします。水道課長、説明をお願いします。
水道課長：滞納額は48万円で、差押えを予定しております。
会長：それでは、個別事案については、承認することに御異議ございませんか。御異議なしと認め、承認いたします。以上で閉会いたします。
"""
SECRETS = ("鈴木", "090-1234", "第二候補地", "48万円", "差押え", "森田")


@pytest.fixture
def typed(tmp_path: Path) -> list[str]:
    (tmp_path / "会議.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "会議.toml").write_text(MEETING, encoding="utf-8")
    places = [str(tmp_path / name) for name in ("会議.txt", "会議.toml", "議事録.docx")]
    return ["run", places[0], "--meeting", places[1], "-o", places[2], "--no-llm"]


def test_both_documents_lie_side_by_side(typed, tmp_path, capsys):
    assert call([*typed, "--audience", "public", "--also", "html,vtt", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    public = summary["public"]
    names = {Path(public["document"]).name, *(Path(place).name for place in public["also"].values())}
    assert names == {"議事録_公開版.docx", "議事録_公開版.html"}  # the transcript has no times
    for name in names:
        assert found_in(tmp_path / name, SECRETS) == []
    found = {word for _, word in found_in(tmp_path / "議事録.docx", SECRETS)}
    assert {"鈴木", "090-1234", "第二候補地", "差押え"} <= found


def test_without_the_option_there_is_no_public_edition(typed, tmp_path):
    assert call(typed) == 0
    assert not list(tmp_path.glob("*公開版*")) and not (tmp_path / "議事録.work" / "public.docx").exists()


def test_a_second_run_makes_it_and_a_mask_makes_it_anew(typed, tmp_path, capsys):
    assert call(typed) == 0
    assert call([*typed, "--audience", "public"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("議事録_公開版.docx")
    masks = [{"text": "老朽化", "reason": "公にしていない情報"}]
    (tmp_path / "議事録.work" / "masks.json").write_text(json.dumps(masks), encoding="utf-8")
    assert call([*typed, "--audience", "public"]) == 0
    assert found_in(tmp_path / "議事録_公開版.docx", ("老朽化",)) == []


def test_render_and_confirm_make_it_too(typed, tmp_path, capsys):
    assert call(typed) == 0
    work, output = str(tmp_path / "議事録.work"), str(tmp_path / "確定.docx")
    assert call(["render", work, "--audience", "public"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("public.docx")
    given = ["confirm", work, "--by", "総務課長・山田太郎", "-o", output, "--audience", "public"]
    assert call([*given, "--json"]) == 0
    public = Path(json.loads(capsys.readouterr().out)["public"]["document"])
    assert public.name == "確定_公開版.docx"
    assert found_in(public, (*SECRETS, "山田", "（案）")) == []


def test_words_nobody_said_are_told(typed, tmp_path, capsys):
    place = tmp_path / "会議.toml"
    place.write_text(MEETING.replace("第二候補地", "第三候補地"), encoding="utf-8")
    assert call([*typed, "--audience", "public"]) == 0
    assert "「第三候補地」は、どこにも見つかりませんでした" in capsys.readouterr().err


def test_a_file_edited_in_word_has_no_public_edition(typed, tmp_path, capsys):
    assert call(typed) == 0
    document = str(tmp_path / "議事録.docx")
    work = str(tmp_path / "議事録.work")
    assert call(["confirm", work, "--by", "課長・山田", "--document", document, "--audience", "public"]) == 2
    assert "公開版を作れません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("item = 7", "非公開とする案件「7」がありません"),
        ('item = 2\nresults = "x"', "results"),
        ("item = 0", "closed"),
    ],
)
def test_a_slip_in_the_meeting_file_is_told_before_anything_is_published(typed, tmp_path, capsys, wrong, told):
    place = tmp_path / "会議.toml"
    place.write_text(MEETING.replace("item = 2", wrong), encoding="utf-8")
    assert call([*typed, "--audience", "public"]) == 78
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("*公開版*"))
