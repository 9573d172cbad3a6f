from pathlib import Path

import pytest

from minutes.errors import BadConfiguration, InputMissing
from minutes.render.forms import Page, known_forms, load_form


def form_file(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text('description = "当市の様式"\n' + text, "utf-8")
    return path


@pytest.mark.parametrize("name", known_forms())
def test_every_shipped_form_can_be_read(name):
    assert load_form(name).description


def test_the_forms_of_this_version():
    assert {"choigi", "chikugo"} <= set(known_forms())
    assert load_form("choigi").register == "dearu"
    assert load_form("chikugo").register == "spoken"


@pytest.mark.parametrize("name", ["gijiroku", "", "../forms/choigi", "choigi/"])
def test_an_unknown_form_is_refused_with_the_known_ones(name):
    with pytest.raises(BadConfiguration) as caught:
        load_form(name)
    assert caught.value.exit_code == 78
    assert "choigi" in str(caught.value) and "chikugo" in str(caught.value)


def test_an_offices_own_form(tmp_path):
    path = form_file(tmp_path, 'result_mark = "◎"\n[leads]\nanswer = "⇒（{speaker}）"\n')
    assert load_form(str(path)) == load_form(path)
    assert load_form(path).leads == {"answer": "⇒（{speaker}）"}


def test_a_form_file_that_is_not_there(tmp_path):
    with pytest.raises(InputMissing):
        load_form(tmp_path / "no.toml")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('title = "{titel}"', "title"),
        ('title = "{title"', "title"),
        ('title = "{title.upper}"', "title"),
        ('[leads]\nanswer = "→（{role}）"', "answer"),
        ('[leads]\nreply = "→"', "reply"),
        ('[[header]]\nlabel = "日"\nvalue = "{day}"', "value"),
        ("[page]\nsize_pt = 0", "size_pt"),
        ('colour = "red"', "colour"),
        ('[labels]\nby_ai = "{by}"', "by_ai"),
    ],
)
def test_a_wrong_form_is_refused_when_read(tmp_path, text, key):
    with pytest.raises(BadConfiguration) as caught:
        load_form(form_file(tmp_path, text))
    assert key in str(caught.value)


def test_columns_of_a_page():
    assert Page().columns() == 43
    assert Page(size_pt=12).columns() == 37
