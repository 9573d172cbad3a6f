"""The public edition as data: what is kept back, what stays, what is listed."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from minutes.confirmation import confirmed, valid_confirmation
from minutes.disclosure.edition import Public, Wanted, public_edition
from minutes.disclosure.people import title_alone
from minutes.disclosure.reasons import instead
from minutes.domain import AgendaItem, Closed, Mask, Minutes, Statement
from minutes.errors import BadConfiguration
from minutes.render.forms import Attendance, Form
from minutes.render.forms import Public as PublicForm
from tests.disclosure.sample import CASE, NAMES, SECRETS, items, meeting, minutes, utterance, utterances

LETTERS = Form(description="公開用", person="letter")
ROLES = Form(description="公開用", person="role")
AT = dt.datetime(2025, 8, 20, 9, 0, tzinfo=dt.UTC)


def edition(form: Form = LETTERS, of: Minutes | None = None, **wanted: object) -> Public:
    return public_edition(of or minutes(), utterances(), form, Wanted(**wanted))  # type: ignore[arg-type]


def printed(public: Public) -> str:
    return public.minutes.model_dump_json() + "".join(one.model_dump_json() for one in public.utterances)


def test_nothing_confidential_is_left_in_what_any_format_may_print():
    whole = printed(edition())
    assert [secret for secret in (*SECRETS, *NAMES) if secret in whole] == []
    assert "えー" not in whole  # what the recogniser heard goes too
    assert "ab12" not in whole and "llm.lan" not in whole and "0123" not in whole


def test_original_and_public_edition_are_numbered_alike():
    public = edition()
    assert [item.title for item in public.minutes.items] == ["計画の改定について", "個別事案について", "使用料について"]
    assert public.minutes.meeting.agenda == tuple(item.title for item in public.minutes.items)
    shown = {one.id for one in public.utterances}
    assert shown == {f"u{number:04d}" for number in (1, 2, 3, 4, 5, 9, 10, 11)}


def test_a_closed_item_says_only_that_it_is_closed():
    item = edition().minutes.items[1]
    assert item.withheld == "（個人に関する情報のため非公開）"
    assert [one.text for one in item.statements] == [item.withheld]
    assert item.decisions == item.actions == ()


def test_the_result_of_a_closed_item_where_it_is_to_be_shown():
    shown = meeting(closed=(Closed(item=CASE, reason="個人情報", result=True),))
    item = edition(of=minutes(meeting=shown)).minutes.items[1]
    assert [one.text for one in item.decisions] == ["○○に返還を求める。"]
    assert item.title == "個別事案（○○）について"


def test_what_was_said_in_a_closed_item_is_one_stretch_of_nobody():
    (stretch,) = [one for one in edition().utterances if one.id == "u0005"]
    assert (stretch.name, stretch.speaker, stretch.start, stretch.end) == ("", "", 50.0, 88.0)
    assert stretch.text == "（個人に関する情報のため非公開）"


def test_what_rests_on_an_utterance_that_was_marked_goes_with_it():
    public = edition()
    sentence = "（入札に関する情報（○○）のため非公開）"
    assert public.minutes.items[2].statements[0].text == sentence
    assert next(one.text for one in public.utterances if one.id == "u0009") == sentence


def test_words_of_one_utterance_are_hidden_there_and_in_what_rests_on_it():
    mask = Mask(utterance="u0011", text="心配", reason="本人の希望")
    public = edition(masks=(mask,))
    assert public.utterances[-1].text == "私も○○です。"
    assert public.minutes.items[2].statements[2].text == "○○である。"
    assert "心配している" in public.minutes.items[2].statements[1].text


def test_letters_are_the_same_wherever_somebody_is_named():
    public = edition()
    assert {one.name for one in public.utterances} == {"会長", "図書館長", "委員A", "", None}
    assert public.minutes.items[0].statements[0].text == "○○に建てる計画である。委員Aの意見を入れた。"
    assert public.minutes.items[2].actions[0].owner == "図書館長"
    assert [one.role for one in public.minutes.meeting.attendees] == ["会長", "委員A", "委員B", "図書館長"]


def test_people_of_the_roster_stay_by_their_role():
    public = edition(ROLES)
    assert {one.name for one in public.utterances} == {"会長", "図書館長", "佐藤委員", "", None}
    assert [one.name for one in public.minutes.meeting.attendees] == ["", "", "", ""]
    assert "図書館長です。" in public.utterances[1].text  # 岡田です
    assert "会長の考えを伺う。" in public.minutes.items[2].statements[1].text  # 森田会長の


def test_names_stay_where_the_form_prints_names():
    public = edition(Form(description="公開用", person="full"))
    assert public.minutes.meeting.attendees[1].name == "佐藤 恵子"
    assert "森田会長の考えを伺う。" in public.minutes.items[2].statements[1].text
    assert "鈴木" not in printed(public)


def test_letters_for_the_public_alone():
    form = Form(description="原本は氏名", person="full", public=PublicForm(person="letter", blank="＊＊"))
    public = edition(form)
    assert public.form.person == "role"
    assert public.minutes.items[0].statements[1].text.startswith("＊＊さん")
    assert [name for name in NAMES if name in printed(public)] == []


def test_a_published_roster_does_not_tell_whose_letter_is_whose():
    form = Form(description="名簿は氏名", person="letter", attendance=Attendance(person="full"))
    roster = edition(form).minutes.meeting.attendees
    assert [(one.role, one.name) for one in roster][1] == ("委員", "佐藤 恵子")


def test_the_list_for_the_internal_edition_names_what_and_why():
    rows = {(one.kind, one.item, one.words): (one.shown, one.reason) for one in edition().withheld}
    assert rows["said", 1, "鈴木花子"] == ("○○", "個人に関する情報のため")
    assert rows["said", 1, "第二候補地"] == ("○○", "公にすると用地の取得に支障があるため")
    assert rows["said", 3, "予定価格は3,200万円である。"][1] == "入札に関する情報（丸山川商店）のため"
    assert rows["head", 2, CASE] == ("個別事案について", "個人に関する情報のため")
    assert rows["person", 0, "佐藤委員"] == ("委員A", "氏名を載せないため")
    assert any(kind == "item" and number == 2 for kind, number, _ in rows)


def test_what_the_office_lists_is_not_published():
    public = edition(terms=("使用料",))
    assert public.minutes.items[2].title == "○○について"
    assert "使用料" not in printed(public)


def test_titles_that_become_alike_stay_apart():
    plain = minutes(meeting=meeting(agenda=("甲山について", "乙川について"), closed=(), mask=()), items=())
    public = edition(of=plain, terms=("甲山", "乙川"))
    assert public.minutes.meeting.agenda == ("○○について", "○○について（2）")


def test_a_form_that_keeps_names_out_of_sentences_keeps_them_out_of_the_data():
    public = edition(Form(description="匿名", person="role", anonymous=True))
    assert [name for name in NAMES if name in printed(public)] == []


def test_where_the_office_keeps_its_form_is_not_told():
    public = edition(of=minutes(meeting=meeting(form="/srv/総務課/様式/kyoku.toml")))
    assert public.minutes.meeting.form == "kyoku.toml"


def test_flags_and_doubts_are_for_the_clerk():
    public = edition()
    parts = [part for item in public.minutes.items for part in (*item.statements, *item.decisions, *item.actions)]
    assert all(part.flags == () for part in parts) and all(item.flags == () for item in public.minutes.items)
    assert all(one.flags == () and one.confidence == 1 for one in public.utterances)
    assert public.minutes.provenance.notices == ()


def test_who_vouched_for_the_original_vouches_for_what_is_left_of_it():
    public = edition(of=confirmed(minutes(), "総務課長・山田太郎", AT))
    given = valid_confirmation(public.minutes)
    assert given is not None and given.by == "総務課長" and given.at == AT


@pytest.mark.parametrize("document", ["ff" * 32, ""])
def test_a_draft_or_another_file_confirmed_leaves_a_draft(document):
    of = confirmed(minutes(), "総務課長・山田太郎", AT, document=document) if document else minutes()
    assert edition(of=of).minutes.provenance.confirmation is None


def test_who_confirmed_the_sentences_has_not_read_every_utterance():
    of = confirmed(minutes(), "総務課長・山田太郎", AT, utterances())
    assert valid_confirmation(edition(of=of).minutes)
    changed = (*utterances()[:-1], utterance(11, None, "別の発言です。"))
    assert public_edition(of, changed, LETTERS).minutes.provenance.confirmation is None


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"closed": (Closed(item=9, reason="理由"),)}, "9"),
        ({"closed": (Closed(item="別の案件", reason="理由"),)}, "別の案件"),
        ({"mask": (Mask(utterance="u9999", reason="理由"),)}, "u9999"),
    ],
)
def test_what_is_to_be_hidden_and_is_not_there_is_an_error(changed, named):
    with pytest.raises(BadConfiguration, match=named):
        edition(of=minutes(meeting=meeting(**changed)))


def test_a_closed_item_nobody_can_find_and_words_nobody_said_are_told():
    silent = (items()[0], AgendaItem(title=CASE), items()[2])
    masks = (Mask(text="言わなかった言葉", reason="理由"),)
    told = edition(of=minutes(items=silent), masks=masks).remarks
    assert [("見分けられません" in one, "言わなかった言葉" in one) for one in told] == [(True, False), (False, True)]


def test_nothing_to_hide_leaves_the_words_as_they_are():
    plain = minutes(meeting=meeting(closed=(), mask=(), agenda=("報告",)), items=(AgendaItem(
        title="報告",
        statements=(Statement(kind="explanation", speaker="図書館長", text="水道料金は1立方メートル当たり120円である。", evidence=("u0001",)),),
    ),))  # fmt: skip
    public = public_edition(plain, utterances()[:1], ROLES)
    assert public.minutes.items == plain.items
    assert public.withheld == () and public.remarks == ()


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("個人に関する情報", "（個人に関する情報のため非公開）"),
        ("個人に関する情報のため非公開", "（個人に関する情報のため非公開）"),
        ("（個人に関する情報のため、非公開とする。）", "（個人に関する情報のため非公開）"),
        ("用地の取得に支障があるため。", "（用地の取得に支障があるため非公開）"),
        ("法人（民間）の情報", "（法人（民間）の情報のため非公開）"),
        ("非公開", "（非公開）"),
    ],
)
def test_reasons_as_they_are_printed(reason, sentence):
    assert instead(reason) == sentence


@pytest.mark.parametrize(
    ("by", "title"),
    [
        ("総務課長・山田太郎", "総務課長"),
        ("総務課長　山田太郎", "総務課長"),
        ("会長 森田", "会長"),
        ("山田太郎", "職員"),
    ],
)
def test_of_who_vouches_the_title_alone(by, title):
    assert title_alone(by) == title


def test_the_same_minutes_give_the_same_edition():
    assert json.dumps(printed(edition())) == json.dumps(printed(edition()))
