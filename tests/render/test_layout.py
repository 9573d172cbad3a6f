"""A form is put together in TOML: blocks, headings that count, lines of text, parts of an item."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from minutes.errors import BadConfiguration
from minutes.render.forms import Form, Person, known_forms, load_form
from minutes.render.layout import BlockName, PartName
from tests.render.council import HOURS, minutes_of_council, spoken
from tests.render.origin import final
from tests.render.sample import made, minutes, utterances


def form_of(folder: Path, text: str) -> Form:
    path = folder / "ours.toml"
    path.write_text('description = "当市の様式"\n' + text, "utf-8")
    return load_form(path)


SEVENTH = """
layout = [
    "title",
    { heading = "{number}　日時", text = "{start}から{end}まで" },
    { heading = "{number}　傍聴の受付", said = ["傍聴"] },
    { heading = "{number}　会議に付した案件", block = "agenda" },
    { heading = "{number}　議事等の要旨", block = "items" },
    { text = "以上", align = "right" },
    "signatures",
]
person = "office"
item_headings = "always"
result_mark = "・"
[agenda]
heading = ""
opening = ""
closing = ""
items = "付議案件"
[[parts]]
part = "statements"
heading = "【趣旨説明】"
kinds = ["explanation"]
[[parts]]
part = "statements"
heading = "【質疑】"
kinds = ["question", "answer"]
[[parts]]
part = "results"
heading = "【採決の結果】"
[leads]
explanation = "{speaker}："
question = "問　"
answer = "答　"
[labels]
item = "（{number}）{title}"
[signatures]
text = "署名する。"
who = ["教育長", "委員"]
"""


def test_a_new_form_needs_no_python(tmp_path):
    read = made(tmp_path, minutes_of_council(), form_of(tmp_path, SEVENTH), spoken())
    assert read.texts[: read.texts.index("（2）移動図書館の巡回について")] == [
        "図書館運営審議会　会議録（案）",
        "1　日時",
        "午後2時から午後4時5分まで",
        "2　会議に付した案件",
        "1．付議案件",
        f"①{HOURS}",
        "②移動図書館の巡回について",
        "③その他",
        "3　議事等の要旨",
        f"（1）{HOURS}",
        "【趣旨説明】",
        "事務局：試行の結果を説明する。",
        "【質疑】",
        "問　夜の安全は、どう考えているのか。",
        "答　警備員を置く。",
        "答　午後9時まで置く。",
        "【採決の結果】",
        "・了承する。",
    ]
    signed = read.texts[read.texts.index("以上") :]
    assert [text.split("　")[0] for text in signed] == ["以上", "署名する。", "教育長", "委員"]


def test_a_line_with_a_time_nobody_knows_is_left_out(tmp_path):
    form = form_of(tmp_path, 'layout = ["title", { text = "{end}　閉会" }, { text = "終わり" }]\n')
    content = minutes_of_council()
    unknown = content.model_copy(update={"meeting": content.meeting.model_copy(update={"end": None})})
    assert made(tmp_path, unknown, form, spoken()).texts[1:] == ["終わり"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('layout = ["titel"]', "layout"),
        ("layout = [{ level = 2 }]", "block（部品の名前）"),
        ('layout = [{ heading = "{title}" }]', "使えない項目です：title"),
        ('layout = [{ text = "{now}" }]', "使えない項目です：now"),
        ('[[parts]]\npart = "opinions"', "part"),
        ('[[parts]]\npart = "explained"\ntext = "{who}"', "使えない項目です：who"),
        ('person = "nickname"', "person"),
        ('[speakers]\nmember = "{title}"', "使えない項目です：title"),
    ],
)
def test_a_layout_that_cannot_be_is_refused_when_read(tmp_path, text, told):
    with pytest.raises(BadConfiguration) as caught:
        form_of(tmp_path, text + "\n")
    assert told in str(caught.value)


@pytest.mark.parametrize("form", ["choigi", "shingikai", "zenbun", "gaiyo", "memo", "chikugo"])
def test_a_draft_ends_with_a_check_list_and_a_change_log(tmp_path, form):
    read = made(tmp_path, minutes_of_council(), form, spoken())
    assert read.last_page[0][0] == ["", "確かめること", "この案では"]
    assert {row[0] for row in read.last_page[0][1:]} == {"□"}
    assert read.last_page[-1][:2] == [
        ["版", "年月日", "変更した人", "変更の内容"],
        ["案", "", "（自動作成）", "minutes 9.9 で作成"],
    ]
    breaks = [one for one in read.document.styles if one.style_id == "MinutesChecklist"]
    assert breaks[0].paragraph_format.page_break_before


def test_the_check_list_counts_what_is_open(tmp_path):
    found = {row[1]: row[2] for row in made(tmp_path).last_page[0]}
    assert found["発言者は正しいか"] == "名簿の人と結び付いていない声が2人分ある。"
    assert found["要確認の印を確かめたか"] == "3か所。理由と録音の時刻はコメントにある。"
    assert found["漏れた発言がないか"].startswith("調べていない。")
    assert found["載せない発言はこれでよいか"] == (
        "説明の発言3件は、この様式では本文に載せていない。議事進行の発言1件は、この様式では本文に載せていない。"
        "今後の対応1件は、この様式では本文に載せていない。"
    )
    assert "載せない発言はこれでよいか" not in {row[1] for row in made(tmp_path, form="chikugo").last_page[0]}


def test_a_confirmed_document_has_neither(tmp_path):
    assert made(tmp_path, final(minutes())).last_page == []


def test_without_aids_a_draft_stays_a_draft_and_says_what_is_open(tmp_path):
    form = load_form("choigi").model_copy(update={"aids": False})
    read = made(tmp_path, form=form, heard=utterances())
    assert read.last_page == [] and read.comments == []
    assert read.texts[0].endswith("（案）") and "確認が必要な箇所（【要確認】）が3か所ある。" in read.texts
    assert sum(text.count("【要確認】") for text in read.texts) == 4  # three marks and the notice


def test_every_piece_is_in_the_clerk_s_guide():
    guide = (Path(__file__).parents[2] / "docs" / "forms.ja.md").read_text("utf-8")
    pieces = [*get_args(BlockName), *get_args(PartName), *get_args(Person), *known_forms()]
    assert not [piece for piece in pieces if f"`{piece}`" not in guide]
