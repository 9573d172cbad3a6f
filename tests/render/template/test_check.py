"""Every mistake in a template is named with its place, in Japanese, and none gets as far as a document."""

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from minutes.errors import BadConfiguration, InputMissing
from minutes.render.forms import load_form
from minutes.render.template.check import check_template
from tests.render.template.words import WHOLE, document, form_of, template


def fatal(place: Path) -> list[str]:
    return [str(one) for one in check_template(place).fatal]


def test_a_whole_template_has_nothing_to_say(tmp_path):
    assert check_template(template(tmp_path, *WHOLE)).findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 会議めい }}", "「会議めい」という項目はありません。「会議名」ではありませんか"),
        ("{{ zzz }}", "「zzz」という項目はありません"),
        ("{{ 議題 }}", "「議題」は、そのままでは印刷できません"),
        ("{{ 議題.件名 }}", "「議題」はくり返しです"),
        ("{{ 会議名.長さ }}", "の中に項目はありません：「長さ」"),
        ("{% for 人 in 名簿 %}{{ 人.年齢 }}{% endfor %}", "「名簿」に「年齢」という項目はありません（ある項目：印、"),
        ("{% for 人 in 名簿 %}{{ 役職 }}{% endfor %}", "「人.役職」ではありませんか"),
        ("{% for 人 in 会議名 %}{% endfor %}", "くり返しのできる項目ではありません"),
        ("{{ 会議名", "「{{」に対応するかっこが、同じ段落にありません"),
        ("｛｛会議名｝｝", "かっこが全角です"),
        ("{{ }}", "項目の名前がありません"),
        ("{{ 会議名＋案 }}", "「＋」は、ここには書けません"),
        ("{% for 人 in 名簿 %}{{ 人.役職 }}", "endfor がありません"),
        ("{% endfor %}", "これに対応する始まりがない"),
        ("{% くり返し 議題 %}", "「くり返し」という命令は使えません"),
        ("{{ 会議名|safe }}", "「|」の後の「safe」は使えません"),
        ("{{p 会議名 }}", "p、tr、tc、r は書けません"),
        ("{%p if 案 %}大事な文{%p endif %}", "「大事な文」は印刷されません"),
        ("{%tr for 人 in 名簿 %}", "表の行の中で使います"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, text, said):
    found = fatal(template(tmp_path, "会議録", "", text))
    assert any(said in one and one.startswith("本文の3番目の段落：") for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "{{ 会議名.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 会議名['__class__'] }}",
        "{{ 会議名.format(1) }}",
        "{{ 会議名 * 10000000000 }}",
        "{{ 2 ** 9999999 }}",
        "{{ range(9999999999) }}",
        "{{ lipsum.__globals__ }}",
        "{{ 会議名|attr('x') }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% autoescape false %}{{ 会議名 }}{% endautoescape %}",
        "{% set x = 1 %}",
        "{% macro f() %}{% endmacro %}",
        "{% for x in 議題 recursive %}{{ loop(x) }}{% endfor %}",
        "{% do 1 %}",
        "{% raw %}{{ 会議名 }}{% endraw %}",
    ],
)
def test_nothing_but_fields_and_loops_is_understood(tmp_path, text):
    found = fatal(template(tmp_path, text))
    assert found and not any("Error" in one or "jinja" in one.lower() for one in found)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("{{ " + "(" * 500 + "会議名" + ")" * 500 + " }}",), "深すぎます"),
        (("{% for 人 in 名簿 %}",) * 60 + ("{% endfor %}",) * 60, "成り立たなくなります"),
        (("{{ 会議名 - 1 }}",), "計算"),
    ],
)
def test_what_only_shows_when_it_is_tried(tmp_path, paragraphs, said):
    assert any(said in one for one in fatal(template(tmp_path, *paragraphs)))


def test_a_field_outside_of_all_paragraphs(tmp_path):
    made = document("{{ 題名 }}")
    made.element.body.sectPr.set(qn("w:rsidR"), "{{ 会議めい }}")
    made.save(str(tmp_path / "ours.docx"))
    assert any("本文以外に書いた項目" in one for one in fatal(tmp_path / "ours.docx"))


def test_places_in_tables_and_headers(tmp_path):
    place = template(
        tmp_path, "{{ 題名 }}", rows=(("開催日", "{{ 開催日 }}"), ("場所", "{{ 場所 }}")), header="{{ 会 }}"
    )
    found = fatal(place)
    assert any(one.startswith("本文の1番目の表、2行目・2列目の1番目の段落：「場所」") for one in found)
    assert any(one.startswith("ヘッダーの1番目の段落：「会」") for one in found)


def test_every_mistake_is_told_at_once(tmp_path):
    assert len(fatal(template(tmp_path, "{{ 甲 }}", "{{ 乙 }}", "{{ 丙 }}{{ 丁 }}"))) == 4


def test_fields_nobody_should_miss(tmp_path):
    examined = check_template(template(tmp_path, "{{ 会議名 }}"))
    said = "\n".join(map(str, examined.findings))
    assert examined.fatal == ()
    for missing in ("開催日", "開催場所", "出席者", "議題", "（案）", "結果", "今後の対応"):
        assert missing in said


@pytest.mark.parametrize(
    "rows",
    [
        (("{% for 人 in 名簿 %}", "x"), ("{{ 人.役職 }}", ""), ("{% endfor %}", "")),
        (("{% for 人 in 名簿 %}", ""), ("{{ 人.役職 }}", "{% endfor %}")),
    ],
)
def test_a_loop_that_leaves_its_cell(tmp_path, rows):
    assert any("同じ段落、同じ欄、同じ表" in one for one in fatal(template(tmp_path, rows=rows)))


def test_a_loop_that_begins_before_a_table_and_ends_in_it(tmp_path):
    place = template(tmp_path, "{% for 人 in 名簿 %}", rows=(("{{ 人.役職 }}", "{% endfor %}"),))
    assert any("始まりの {% for 人 in 名簿 %}（本文の1番目の段落）" in one for one in fatal(place))


def test_fields_where_none_can_be(tmp_path):
    made = document("{{ 題名 }}")
    made.add_comment(made.paragraphs[0].runs[0], text="{{ 会議名 }}", author="甲")
    made.save(str(tmp_path / "ours.docx"))
    assert "コメント：ここには項目を書けません" in fatal(tmp_path / "ours.docx")[0]


def test_word_cuts_a_tag_into_runs(tmp_path):
    made = document("")
    for piece in ("開催日：{", "{ 開", "催日", " }", "}　{% if 案 ", "%}案{% endif %}"):
        made.paragraphs[0].add_run(piece)
    made.save(str(tmp_path / "ours.docx"))
    assert fatal(tmp_path / "ours.docx") == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<w:document/>"])
def test_a_file_that_is_no_word_document(tmp_path, content):
    (tmp_path / "ours.docx").write_bytes(content)
    with pytest.raises(BadConfiguration, match="Word 文書として読めません"):
        check_template(tmp_path / "ours.docx")


def test_a_template_that_is_not_there(tmp_path):
    with pytest.raises(InputMissing):
        check_template(tmp_path / "ours.docx")


def test_a_form_with_a_wrong_template_is_refused_when_read(tmp_path):
    place = template(tmp_path, "{{ 会議めい }}", "{{ 場所 }}")
    with pytest.raises(BadConfiguration) as caught:
        form_of(tmp_path, place)
    assert "本文の1番目の段落：「会議めい」" in str(caught.value)
    assert "本文の2番目の段落：「場所」" in str(caught.value)


def test_a_changed_template_is_another_form(tmp_path):
    before = form_of(tmp_path, template(tmp_path, *WHOLE))
    assert form_of(tmp_path, template(tmp_path, *WHOLE)).template == before.template
    assert form_of(tmp_path, template(tmp_path, *WHOLE, "以上")).template_sha256 != before.template_sha256


def test_the_shipped_template_has_no_mistake():
    form = load_form("kessai")
    assert check_template(Path(form.template)).findings == ()
