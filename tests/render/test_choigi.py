from __future__ import annotations

from typing import Any

import pytest

from minutes.domain import AgendaItem, Attendee, Meeting
from minutes.render.forms import Form, load_form
from minutes.render.head import cases
from minutes.render.japanese import width
from minutes.render.layout import Part
from minutes.render.statements import leads
from tests.render.sample import AI, NOTICE, WATER, coverage, items, made, meeting, minutes, said, utterances


def test_one_item_follows_the_layout_line_by_line(tmp_path):
    read = made(tmp_path, minutes(meeting=meeting(agenda=(AI,)), items=items()[:1]))
    begin = read.texts.index("○開催日　：令和7年8月6日")
    assert read.texts[begin:-1] == [
        "○開催日　：令和7年8月6日",
        "○開催場所：第3委員会室",
        f"○案件名　：{AI}",
        "○担当課　：市長公室　DX推進課",
        "○出席者　■：出席　□：欠席　（代）：代理出席",
        "（庁議構成員）■市長公室長　□総務局長　（代）危機管理局長　■総務法制課長",
        "（担当課）　　■DX推進課長",
        "（1）主な意見等",
        "○（総務法制課長）どのような体制を考えているのか。",
        "→（DX推進課長）外部に情報を送信しない構成を考えている。",
        "→（総務法制課長）研修はどうするのか。",
        "→（DX推進課長）年2回を予定している。【要確認】",
        "○（発言者不明）【要確認】経費は2,000万円か。",
        "（2）結果",
        "○原案のとおり承認する。",
    ]


def own(**changed: Any) -> Form:
    """The form with the lines that are commented out in its file."""
    form = load_form("choigi")
    leads = {"explanation": "（説明）（{speaker}）", **form.leads}
    actions = Part(part="actions", heading="（{number}）今後の対応")
    return form.model_copy(update={"leads": leads, "parts": (*form.parts, actions), **changed})


def test_an_office_that_wants_explanations_and_to_dos_too(tmp_path):
    read = made(tmp_path, minutes(meeting=meeting(agenda=(AI,)), items=items()[:1]), own())
    at = read.texts.index("（1）主な意見等")
    assert read.texts[at + 1 : at + 3] == ["（説明）（DX推進課長）生成AIを導入する。", "　10月から開始する。"]
    at = read.texts.index("（3）今後の対応")
    assert read.texts[at + 1] == "○資料を作成する。（担当：DX推進課長）"


def test_what_the_form_has_no_place_for_stands_on_the_last_page(tmp_path):
    (unprinted,) = [table for table in made(tmp_path).last_page if table[0][0] == "案件"]
    assert unprinted[1:] == [
        ["1", "説明", "DX推進課長", "生成AIを導入する。"],
        ["1", "説明", "DX推進課長", "10月から開始する。"],
        ["1", "今後の対応", "DX推進課長", "資料を作成する。"],
        ["2", "説明", "総務局長", "料金を改定する。"],
    ]
    assert not any(table[0][0] == "案件" for table in made(tmp_path, form=own()).last_page)


def test_several_items_are_numbered_in_header_and_headings(tmp_path):
    read = made(tmp_path)
    at = read.texts.index(f"○案件名　：1　{AI}")
    assert read.texts[at + 1] == f"2　{WATER}"
    assert read.headings() == [
        f"1　{AI}",
        "（1）主な意見等",
        "（2）結果",
        f"2　{WATER}",
        "（1）主な意見等",
        "（2）結果",
        "作成の記録",
    ]


def test_what_is_missing_is_said_and_marked(tmp_path):
    read = made(tmp_path)
    second = read.texts[read.texts.index(f"2　{WATER}", read.texts.index(f"1　{AI}")) :]
    assert "（意見等なし）" in second
    assert "○（結果に当たる発言が見つからない）【要確認】" in second
    assert any("結果に当たる発言が見つかりません" in comment for comment in read.comments)


@pytest.mark.parametrize("title", ["その他", "工事の進み具合について（報告）"])
def test_where_nothing_is_to_be_decided_no_result_is_missed(tmp_path, title):
    item = AgendaItem(title=title, statements=(said("explanation", "総務局長", "お知らせが一つある。", 10),))
    read = made(tmp_path, minutes(meeting=meeting(agenda=()), items=(item,)))
    assert not any("結果" in text for text in read.texts)


def test_an_agenda_item_nobody_spoke_on_stays(tmp_path):
    read = made(tmp_path, minutes(items=items()[:1]))
    assert f"2　{WATER}" in read.headings()
    assert "（この案件の発言が見つからない）【要確認】" in read.texts


def test_an_item_the_meeting_came_back_to_keeps_everything():
    first, second = items()
    again = AgendaItem(title=AI, statements=(said("opinion", "総務局長", "戻って一言。", 10),))
    merged = cases(minutes(items=(first, second, again)))
    assert [item.title for item in merged] == [AI, WATER]
    assert merged[0].statements == first.statements + again.statements
    assert merged[0].decisions == first.decisions


def test_a_meeting_of_which_only_the_title_is_known(tmp_path):
    read = made(tmp_path, minutes(meeting=Meeting(title="録音0806"), items=()), heard=())
    assert "○開催日　：（未記入）" in read.texts
    assert "○出席者　：（未記入）" in read.texts
    assert "（この案件の発言が見つからない）【要確認】" in read.texts


def marks(*statements):
    return [lead[:1] for _, lead in leads(statements, load_form("choigi"))]


def test_a_thread_is_one_question_and_any_number_of_arrows():
    ask, reply = said("question", "甲", "聞く。", 1), said("answer", "乙", "答える。", 2)
    assert marks(ask, reply, said("answer", "丙", "補足する。", 3)) == ["○", "→", "→"]
    assert marks(ask, reply, ask, reply) == ["○", "→", "→", "→"]
    assert marks(ask, reply, said("request", "丁", "願う。", 3), reply, ask) == ["○", "→", "○", "→", "○"]
    assert marks(ask, said("question", "甲", "また聞く。", 5)) == ["○", "○"]


def test_one_speech_in_several_paragraphs_has_one_mark():
    ask, more = said("question", "甲", "聞く。", 1, 2), said("question", "甲", "続けて聞く。", 2)
    reply, further = said("answer", "乙", "答える。", 3), said("answer", "乙", "続けて答える。", 3)
    assert marks(ask, more, reply, further) == ["○", "", "→", ""]


def test_another_topic_of_the_same_person_opens_a_thread():
    ask, reply = said("question", "甲", "聞く。", 1), said("answer", "乙", "答える。", 2)
    assert marks(ask, reply, said("question", "甲", "もう一点、研修について伺う。", 3)) == ["○", "→", "○"]


def test_two_unknown_people_are_not_taken_for_one():
    ask, reply = said("question", None, "聞く。", 1), said("answer", "乙", "答える。", 2)
    assert marks(ask, reply, ask) == ["○", "→", "○"]


def test_remarks_tell_reason_speaker_time_and_words(tmp_path):
    comments = made(tmp_path).comments
    assert comments[0].split("\n") == [
        "理由：質問か回答かの区別が確かではありません。",
        "発言者：DX推進課長",
        "録音の時刻：00:01:00～00:01:08",
        "書き起こし：年2回を予定しています。",
    ]
    assert comments[1].startswith("理由：発言者を名簿の人と結び付けられませんでした。\n発言者：発言者1\n")


def test_doubts_about_an_item_hang_on_its_heading(tmp_path):
    first, second = items()
    read = made(tmp_path, minutes(items=(first, second.model_copy(update={"flags": ("unplanned_item",)}))))
    assert f"2　{WATER}【要確認】" in read.headings()
    assert "理由：会議次第にない案件です。" in read.comments


def test_a_flag_nobody_knows_is_still_shown(tmp_path):
    doubtful = AgendaItem(
        title=AI, statements=(said("question", "甲", "聞く。", 1, flags=("brand_new", "数字が違う。")),)
    )
    comments = made(tmp_path, minutes(items=(doubtful,))).comments
    assert "（brand_new）" in comments[0] and "数字が違う。" in comments[0]


def test_evidence_that_is_gone_does_not_stop_the_document(tmp_path):
    read = made(tmp_path, heard=utterances()[:2])
    assert read.comments[0] == "理由：質問か回答かの区別が確かではありません。"


def test_what_the_form_does_not_print_is_counted(tmp_path):
    read = made(tmp_path, form=own())
    assert not any("開会を宣告した" in text for text in read.texts)
    assert read.record["不掲載"] == "議事進行の発言1件は、この様式では本文に載せていない。"


def test_first_page_and_record_say_what_made_the_document(tmp_path):
    read = made(tmp_path, covered=coverage())
    assert read.texts[0] == "決定会議　会議録（案）"
    assert NOTICE in read.texts[1:5]
    assert "確認が必要な箇所（【要確認】）が3か所ある。" in read.texts[1:5]
    assert len(read.comments) == 3 and read.record["要確認"] == "3か所"
    assert read.record["ソフトウェア"] == "minutes 9.9"
    assert read.record["録音"] == "識別値（SHA-256）ab12ab12ab12"
    assert read.record["文字起こし"] == "asr-mini（版 r1、SHA-256 cd34cd34cd34）"
    assert read.record["用語辞書"] == "gyosei（012301230123）"
    assert read.record["発言の時間"] == "文字にした 00:01:40、確認が必要 00:00:03、文字にできなかった 00:00:02"
    assert read.record["欠落の時刻"] == "00:01:50～00:01:52"
    lost = "声があるのに文字にできなかった所が1か所、合わせて2.0秒ある。録音を聞いて補うこと：00:01:50～00:01:52。"
    assert lost in read.texts[1:6]


def test_a_title_that_is_minutes_already(tmp_path):
    assert made(tmp_path, minutes(meeting=meeting(title="第3回庁議議事録"))).texts[0] == "第3回庁議議事録（案）"


def test_a_long_roster_breaks_between_people(tmp_path):
    roster = tuple(Attendee(role=f"第{number}番目の長い名前の局長") for number in range(1, 31))
    read = made(tmp_path, minutes(meeting=meeting(attendees=roster)))
    text = read.paragraph("　■").text
    assert [one for line in text.split("\n") for one in line.strip("　").split("　")] == [
        f"■{attendee.role}" for attendee in roster
    ]
    assert max(width(line) for line in text.split("\n")) <= load_form("choigi").page.columns()


@pytest.mark.parametrize(
    ("person", "printed"),
    [("role", "（DX推進課長）"), ("surname", "（DX推進課長　山田）"), ("full", "（DX推進課長　山田　太郎）")],
)
def test_whether_names_are_printed_is_the_forms_choice(tmp_path, person, printed):
    read = made(tmp_path, form=load_form("choigi").model_copy(update={"person": person}))
    assert f"→{printed}外部に情報を送信しない構成を考えている。" in read.texts
