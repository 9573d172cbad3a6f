"""F2, F3, F6 and F8, line by line as formats' books give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from minutes.domain import AgendaItem, Attendee
from minutes.render.forms import load_form
from minutes.render.japanese import width
from tests.render.council import HOURS, NAMES, VAN, council, minutes_of_council, spoken
from tests.render.sample import Read, made, said, utterance

FACTS = {
    "会議の名称": "図書館運営審議会",
    "開催日時": "令和7年11月14日（金）　午後2時から午後4時5分まで",
    "開催場所": "中央図書館　会議室",
    "出席者": "（委員）会長　森田　和夫、委員　佐藤　恵子、委員　藤井　正\n（事務局）図書館長　岡田　誠",
    "欠席者": "（委員）委員　木下　健",
    "議題": f"1　{HOURS}\n2　{VAN}\n3　その他",
    "公開・非公開の別": "一部公開（理由：個人に関する情報を扱うため）",
    "傍聴者数": "なし",
    "会議資料": "資料1　試行の結果\n資料2　巡回の表",
    "会議録の作成方法": "要点記録",
    "担当部署": "教育局　図書館",
    "問合せ先": "図書館管理係　電話 042-000-0000",
}


def document(folder: Path, form: str) -> Read:
    return made(folder, minutes_of_council(), form, spoken())


def body(read: Read, begin: str) -> list[str]:
    """From the line on to the record of how the document was made."""
    at = read.texts.index(begin)
    return [text for text in read.texts[at : read.texts.index("作成の記録")] if text]


def test_f2_has_a_table_of_facts_in_the_usual_order(tmp_path):
    read = document(tmp_path, "shingikai")
    assert read.texts[0] == "図書館運営審議会会議録（要旨）（案）"
    assert [tuple(row) for row in read.tables[0]] == list(FACTS.items())


def test_a_long_list_of_people_breaks_between_them(tmp_path):
    people = tuple(Attendee(role=f"委員（第{number}地区の代表者）", group="委員") for number in range(1, 12))
    read = made(tmp_path, minutes_of_council(meeting=council(attendees=people)), "shingikai", spoken())
    lines = dict(map(tuple, read.tables[0]))["出席者"].split("\n")
    rows = read.document.tables[0].rows
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert len(lines) > 3 and all(line.startswith("　　　　委員") for line in lines[1:])
    assert max(map(width, lines)) <= load_form("shingikai").page.columns() - width("会議録の作成方法") - 3


def test_a_roster_of_a_page_may_be_torn_apart(tmp_path):
    people = tuple(Attendee(role=f"委員（第{number}地区の代表者）", group="委員") for number in range(1, 61))
    read = made(tmp_path, minutes_of_council(meeting=council(attendees=people)), "shingikai", spoken())
    torn = [row.cells[0].text for row in read.document.tables[0].rows if row._tr.trPr.find(qn("w:cantSplit")) is None]
    assert torn == ["出席者"]


def test_f2_goes_from_opening_to_closing(tmp_path):
    read = document(tmp_path, "shingikai")
    assert body(read, "会議の概要（審議内容）") == [
        "会議の概要（審議内容）",
        "1　開会",
        "　審議会を開会する（午後2時）。",
        "2　あいさつ",
        "3　議題",
        f"（1）{HOURS}",
        "（事務局より資料1に基づき説明）",
        "〔意見等〕",
        "（委員）夜の安全は、どう考えているのか。",
        "（事務局）警備員を置く。",
        "（事務局）午後9時まで置く。",
        "（委員）藤井委員の意見に賛成である。",
        "（委員）岡田館長に、続けてほしい。",
        "　休憩前に引き続き会議を開く（午後3時）。",
        "結果：了承する。",
        "〔今後の対応〕",
        "・警備員を置く。（担当：岡田館長　期限：4月）",
        f"（2）{VAN}",
        "（事務局より説明）",
        "〔意見等〕",
        "（意見等なし）",
        "結果：継続して審議する。",
        "4　その他",
        "〔意見等〕",
        "（会長）次回は2月である。",
        "5　閉会",
        "　閉会する（午後4時5分）。",
    ]
    assert read.record["不掲載"] == "説明の発言2件は、この様式では本文に載せていない。"


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        ("資料1の2ページを御覧ください。", "資料1に基づき"),
        ("資料１－２と参考資料3を御覧ください。資料１－２は表です。", "資料１－２、参考資料3に基づき"),
        ("資料1の12ページです。", "資料1に基づき"),
        ("資料は配っておりません。", ""),
    ],
)
def test_which_papers_were_explained(tmp_path, heard, told):
    item = AgendaItem(title=HOURS, statements=(said("explanation", "図書館長", "説明する。", 1),))
    content = minutes_of_council(meeting=council(agenda=()), items=(item,))
    read = made(tmp_path, content, "shingikai", [utterance(1, "図書館長", heard)])
    assert f"（事務局より{told}説明）" in read.texts


def test_f2_headings_make_a_tree(tmp_path):
    read = document(tmp_path, "shingikai")
    levels = {one.text: one.style.style_id for one in read.paragraphs if one.style.style_id.startswith("Heading")}
    assert levels["会議の概要（審議内容）"] == "Heading1"
    assert levels["3　議題"] == "Heading2"
    assert levels[f"（1）{HOURS}"] == "Heading3"
    assert levels["〔今後の対応〕"] == "Heading4"


def test_f2_without_the_words_has_no_heading_for_them(tmp_path):
    quiet = tuple(one for one in spoken() if "挨拶" not in one.text)
    read = made(tmp_path, minutes_of_council(meeting=council(agenda=(HOURS,)), items=()), "shingikai", quiet)
    assert [text for text in read.headings() if text[:1].isdigit()] == ["1　開会", "2　議題", "3　閉会"]
    assert "　午後2時　開会" in read.texts and "　午後4時5分　閉会" in read.texts


def test_f2_says_what_is_not_known(tmp_path):
    unknown = council(disclosure="", observers=None, papers=(), contact="", reason_closed="")
    read = made(tmp_path, minutes_of_council(meeting=unknown), "shingikai", spoken())
    facts = dict(map(tuple, read.tables[0]))
    assert {label for label, value in facts.items() if value == "（未記入）"} == {
        "公開・非公開の別",
        "傍聴者数",
        "会議資料",
        "問合せ先",
    }
    checks = {row[1]: row[2] for row in read.last_page[0]}
    assert checks["開催の概要に空欄がないか"] == "未記入：公開・非公開の別、傍聴者数、会議資料、問合せ先"


@pytest.mark.parametrize(
    ("person", "member", "secretariat"),
    [
        ("office", "（委員）", "（事務局）"),
        ("letter", "（委員A）", "（図書館長）"),
        ("surname", "（藤井委員）", "（図書館長　岡田）"),
        ("full", "（委員　藤井　正）", "（図書館長　岡田　誠）"),
        ("role", "（藤井委員）", "（図書館長）"),
        ("group", "（委員）", "（事務局）"),
    ],
)
def test_how_a_speaker_is_written_is_a_setting(tmp_path, person, member, secretariat):
    form = load_form("shingikai").model_copy(update={"person": person})
    read = made(tmp_path, minutes_of_council(), form, spoken())
    assert f"{member}夜の安全は、どう考えているのか。" in read.texts
    assert f"{secretariat}警備員を置く。" in read.texts


def test_letters_stand_for_names_in_sentences_too(tmp_path):
    form = load_form("shingikai").model_copy(update={"person": "letter"})
    read = made(tmp_path, minutes_of_council(), form, spoken())
    assert "（委員B）委員Aの意見に賛成である。" in read.texts
    assert "（委員B）図書館長に、続けてほしい。" in read.texts


def test_f3_is_all_that_was_said(tmp_path):
    read = document(tmp_path, "zenbun")
    assert read.texts[0] == "図書館運営審議会会議録（全文）（案）"
    assert dict(map(tuple, read.tables[0])) == {**FACTS, "会議録の作成方法": "全文記録"}
    assert body(read, "会議の経過") == [
        "会議の経過",
        "午後2時　開会",
        f"（1）{HOURS}",
        "○会長　ただいまから審議会を開会します。初めに、館長から挨拶をお願いします。",
        "○事務局　資料1を御覧ください。試行の結果を説明します。",
        "○委員（藤井）　夜の安全は、どう考えていますか。",
        "○事務局　警備員を置きます。午後9時まで置きます。",
        "○委員（佐藤）　藤井委員の意見に賛成です。岡田館長に、続けてほしいと思います。",
        "○会長　了承します。休憩します。",
        f"（2）{VAN}",
        "○事務局　巡回を見直します。",
        "（3）その他",
        "○会長　次回は2月です。閉会します。",
        "午後4時5分　閉会",
    ]


def test_f3_prints_the_tidied_words_in_their_register():
    form = load_form("zenbun")
    assert (form.level, form.register, form.prints_statements) == ("edited", "desumasu", False)


def test_f3_breaks_a_long_speech_between_utterances(tmp_path):
    heard = [utterance(number, "会長", "長い発言です。" * 20) for number in range(1, 6)]
    read = made(tmp_path, minutes_of_council(items=()), "zenbun", heard)
    printed = [text for text in read.texts if "長い発言" in text]
    assert [text[:3] for text in printed] == ["○会長", "　長い"]
    assert sum(text.count("長い発言") for text in printed) == 100


def test_f3_marks_a_voice_nobody_knows_once(tmp_path):
    heard = [utterance(1, None, "はい。", "S1"), utterance(2, "会長", "どうぞ。"), utterance(3, None, "", "S1")]
    read = made(tmp_path, minutes_of_council(items=()), "zenbun", heard)
    assert "○発言者1　【要確認】はい。" in read.texts
    assert "○発言者1　〔聴取不能 00:00:30〕【要確認】" in read.texts


def test_f6_says_what_and_not_who(tmp_path):
    read = document(tmp_path, "gaiyo")
    assert body(read, "○議事次第") == [
        "○議事次第",
        "1．開会",
        "2．議事",
        f"①{HOURS}",
        f"②{VAN}",
        "③その他",
        "3．閉会",
        "○議事概要",
        f"【①{HOURS}】",
        "・試行の結果を説明する。",
        "・夜の安全は、どう考えているのか。",
        "・警備員を置く。午後9時まで置く。",
        "・委員Aの意見に賛成である。図書館長に、続けてほしい。",
        "・結果：了承する。",
        "・今後の対応：警備員を置く。（担当：図書館長　期限：4月）",
        f"【②{VAN}】",
        "・巡回を見直す。",
        "・結果：継続して審議する。",
        "【③その他】",
        "・次回は2月である。",
        "以上",
    ]
    assert read.paragraph("以上").style.paragraph_format.alignment == 2  # at the right


def test_f6_has_no_name_in_its_text(tmp_path):
    text = "\n".join(document(tmp_path, "gaiyo").texts)
    assert not [name for name in NAMES if name in text]


def test_f6_never_joins_two_speakers_nor_more_sentences_than_it_may(tmp_path):
    many = tuple(said("opinion", "佐藤委員", f"{number}番目の意見である。", 6) for number in range(8))
    unknown = (said("opinion", None, "賛成である。", 7), said("opinion", None, "反対である。", 8))
    item = AgendaItem(title=HOURS, statements=(*many, said("opinion", "藤井委員", "同じである。", 3), *unknown))
    read = made(tmp_path, minutes_of_council(meeting=council(agenda=()), items=(item,)), "gaiyo", spoken())
    opinions = [text.count("。") for text in read.texts if text.startswith("・") and "結果" not in text]
    assert opinions == [6, 2, 1, 1, 1]


def test_f8_is_a_list_with_decisions_and_to_dos_at_its_end(tmp_path):
    read = document(tmp_path, "memo")
    assert read.texts[0] == "図書館運営審議会　議事録（案）"
    assert body(read, "日時　：令和7年11月14日（金）　午後2時から午後4時5分まで") == [
        "日時　：令和7年11月14日（金）　午後2時から午後4時5分まで",
        "場所　：中央図書館　会議室",
        "出席者：（委員）会長　森田　和夫、委員　佐藤　恵子、委員　藤井　正",
        "（事務局）図書館長　岡田　誠",
        f"議題　：1　{HOURS}",
        f"2　{VAN}",
        "3　その他",
        "1　内容の概要",
        f"（1）{HOURS}",
        "・試行の結果を説明する。",
        "・夜の安全は、どう考えているのか。",
        "・警備員を置く。午後9時まで置く。",
        "・藤井委員の意見に賛成である。岡田館長に、続けてほしい。",
        f"（2）{VAN}",
        "・巡回を見直す。",
        "（3）その他",
        "・次回は2月である。",
        "2　決定事項",
        f"（1）{HOURS}",
        "・了承する。",
        f"（2）{VAN}",
        "・継続して審議する。",
        "3　今後の対応",
        f"（1）{HOURS}",
        "・警備員を置く。（担当：岡田館長　期限：4月）",
    ]


def test_f8_of_one_matter_has_no_heading_for_it_and_none_without_content(tmp_path):
    item = AgendaItem(title="窓口の相談", statements=(said("question", "佐藤委員", "どうか。", 3),))
    read = made(tmp_path, minutes_of_council(meeting=council(agenda=()), items=(item,)), "memo", spoken())
    assert read.headings() == ["1　内容の概要", "作成の記録"]
