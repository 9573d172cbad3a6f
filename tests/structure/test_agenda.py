"""Where items begin: by number, title, sound and order."""

from __future__ import annotations

import pytest

from minutes.domain import Meeting
from minutes.structure.agenda import core_title, sections
from minutes.structure.sentences import cue_text
from minutes.structure.topics import announced
from tests.structure.meetings import said

AGENDA = ("生成AIの全庁導入について", "避難所の備蓄計画の見直しについて", "下水道使用料の改定について")


@pytest.mark.parametrize(
    ("heard", "cue"),
    [
        ("議代2に移ります。", "議題2に移ります。"),
        ("現案どおり商人することにご意義ありませんか。", "原案どおり承認することにご異議ありませんか。"),
        ("議題の一つ目です。", "議題の1つ目です。"),
        ("第二号議案を議題とします。", "第2号議案を議題とします。"),
        ("二件目の案件です。", "2件目の案件です。"),
        ("一般の方の意義は大きい。", "一般の方の異議は大きい。"),
        ("十分に検討します。", "十分に検討します。"),
    ],
)
def test_cues_are_looked_for_in_figures_and_by_sound(heard: str, cue: str) -> None:
    assert cue_text(heard) == cue


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("生成AIの全庁導入について", "生成AIの全庁導入"),
        ("1. 生成AIの全庁導入について（報告）", "生成AIの全庁導入"),
        ("（2）条例の一部改正の件", "条例の一部改正"),
        ("その他", "その他"),
    ],
)
def test_what_of_a_title_is_said_aloud(title: str, core: str) -> None:
    assert core_title(title) == core


@pytest.mark.parametrize(
    ("cue", "item"),
    [
        ("続きまして、議題2に移ります。", 1),
        ("次に、避難所の備蓄計画の見直しについて、説明をお願いします。", 1),
        ("それでは、非難所のビチク計画の見直しについてお願いします。", 1),
        ("次の議題に移ります。", 1),
        ("続いて、2件目の説明をお願いします。", 1),
        ("最後の議題に移ります。説明をお願いします。", 2),
        ("議題の三つ目、下水道使用料の改定です。", 2),
        ("以上で議題1を終わり、続きまして議題2に入ります。", 1),
        ("ほかにご質問はございませんか。", None),
        ("本日の議題は、避難所の備蓄計画の見直しなど3件です。", None),
        ("議題1について、原案のとおり承認します。", None),
    ],
)
def test_the_chair_opens_an_item(cue: str, item: int | None) -> None:
    before = [("市長", "それでは、議題1、生成AIの全庁導入について説明をお願いします。"), ("課長", "導入します。")]
    after = [("局長", "これで進めます。")]
    found = sections(said(*before, ("市長", cue), *after), Meeting(title="庁議", agenda=AGENDA), "市長")
    filled = [number for number, section in enumerate(found) if section.sentences]
    assert filled == ([0] if item is None else [0, item])
    assert found[filled[-1]].sentences[-1].text == "これで進めます。"


def test_the_order_and_the_wording_are_those_of_the_agenda() -> None:
    talk = said(
        (
            "市長",
            "本日は3件です。1件目は生成AIの全庁導入、2件目は避難所の備蓄計画の見直し、3件目は下水道使用料の改定です。",
        ),
        ("市長", "では議題1、生成AIについて説明をお願いします。"),
        ("課長", "生成AIを導入します。"),
        ("市長", "次に、下水道使用料の改定について説明をお願いします。"),
        ("課長", "使用料を改定します。"),
    )
    found = sections(talk, Meeting(title="庁議", agenda=AGENDA), "市長")
    assert [section.title for section in found] == list(AGENDA)
    assert [section.flags for section in found] == [("uncertain_boundary",), ("no_statements",), ()]
    assert [section.sentences[-1].text if section.sentences else "" for section in found] == [
        "生成AIを導入します。",
        "",
        "使用料を改定します。",
    ]


def test_every_sentence_is_in_exactly_one_item() -> None:
    talk = said(
        ("市長", "開会します。"),
        ("市長", "議題1の説明をお願いします。"),
        ("課長", "導入します。"),
        ("市長", "議題2の説明をお願いします。"),
        ("課長", "見直します。"),
        ("市長", "次に、その他に移ります。"),
        ("課長", "次回は10月です。"),
        ("市長", "閉会します。"),
    )
    found = sections(talk, Meeting(title="庁議", agenda=AGENDA[:2]), "市長")
    assert [section.title for section in found] == [*AGENDA[:2], "その他"]
    assert found[2].flags == ("unplanned_item",)
    assert tuple(sentence for section in found for sentence in section.sentences) == talk


def test_talk_before_the_first_cue_found_is_not_lost() -> None:
    talk = said(
        *[("課長", f"説明の{number}番目の文です。") for number in range(8)],
        ("市長", "続きまして、議題2の説明をお願いします。"),
        ("課長", "見直します。"),
    )
    found = sections(talk, Meeting(title="庁議", agenda=AGENDA), "市長")
    assert (len(found[0].sentences), found[0].flags) == (8, ("uncertain_boundary",))


BILLS = ("議案第5号　手数料条例の一部改正", "議案第6号　市税条例の一部改正", "議案第7号　一般会計補正予算")


def test_items_taken_together_share_the_talk_and_have_their_own_results() -> None:
    talk = said(
        ("委員長", "日程第1、議案第5号から日程第3、議案第7号までの3件を一括議題とします。"),
        ("課長", "3件の内容を説明します。"),
        ("委員長", "これより採決します。議案第5号に賛成の方は挙手を願います。"),
        ("委員長", "挙手全員です。よって、議案第5号は可決されました。"),
        ("委員長", "次に、議案第6号について採決します。"),
        ("委員長", "挙手多数です。よって、議案第6号は可決されました。"),
    )
    found = sections(talk, Meeting(title="委員会", agenda=BILLS), "委員長")
    assert [(len(section.sentences), section.flags) for section in found] == [
        (6, ()),
        (3, ("taken_together",)),
        (0, ("taken_together",)),
    ]


def test_an_item_is_taken_up_again() -> None:
    talk = said(
        ("市長", "議題1の説明をお願いします。"),
        ("課長", "導入します。"),
        ("市長", "議題2の説明をお願いします。"),
        ("課長", "見直します。"),
        ("市長", "ここで、保留としておりました議題1に戻ります。"),
        ("課長", "確認が取れました。"),
        ("市長", "続いて、議題3の説明をお願いします。"),
        ("課長", "改定します。"),
    )
    found = sections(talk, Meeting(title="庁議", agenda=AGENDA), "市長")
    assert [[sentence.text for sentence in section.sentences if sentence.key == "課長"] for section in found] == [
        ["導入します。", "確認が取れました。"],
        ["見直します。"],
        ["改定します。"],
    ]


def test_an_item_is_taken_before_its_turn() -> None:
    talk = said(
        ("市長", "議題1の説明をお願いします。"),
        ("課長", "導入します。"),
        ("市長", "順番を入れ替えまして、先に議題3、下水道使用料の改定について説明をお願いします。"),
        ("部長", "改定します。"),
        ("市長", "続いて、議題2の説明をお願いします。"),
        ("局長", "見直します。"),
    )
    found = sections(talk, Meeting(title="庁議", agenda=AGENDA), "市長")
    assert [section.sentences[-1].text for section in found] == ["導入します。", "見直します。", "改定します。"]


@pytest.mark.parametrize(
    ("cue", "title"),
    [
        ("日程第3、議案第5号、手数料条例の一部改正についてを議題とします。", "議案第5号　手数料条例の一部改正について"),
        (
            "続いて、議案第24号、ごみ処理手数料条例の一部を改正する条例を議題とします。",
            "議案第24号　ごみ処理手数料条例の一部を改正する条例",
        ),
        ("次に、報告事項の2番、空き家対策の状況について、報告をお願いします。", "空き家対策の状況について"),
        ("では、2件目の案件、組織の見直しについてです。", "組織の見直しについて"),
        ("続いて、来年度の予算編成方針に移りたいと思います。", "来年度の予算編成方針"),
        ("続いて、質疑に移ります。", None),
        ("それでは、審議に入ります。", None),
        (
            "それでは、議題1、第3期地域福祉計画の策定について、事務局から説明をお願いします。",
            "第3期地域福祉計画の策定について",
        ),
        ("次に、事務局から指定管理者の選定について報告をお願いします。", "指定管理者の選定について"),
        ("続きまして、空き家対策計画の改定についてを議題とします。", "空き家対策計画の改定について"),
        ("最後に、その他に移ります。", "その他"),
        ("それでは、ただいまの説明について、ご質問をお願いします。", None),
        ("次に、総務課長、お願いします。", None),
        ("それでは、資料2について説明をお願いします。", None),
        ("それについて検討をお願いします。", None),
        ("その他、ご質問はありますか。", None),
    ],
)
def test_topics_are_taken_from_announcements(cue: str, title: str | None) -> None:
    assert announced(cue_text(cue)) == title
