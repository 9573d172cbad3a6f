"""Whole meetings: items, who asks and who answers, results, to-dos, and the evidence of all of it."""

from __future__ import annotations

from itertools import chain

import pytest

from minutes.domain import AgendaItem, Meeting
from minutes.structure.extractive import extract
from tests.structure.meetings import load, talk

FILLERS = ("えー", "あのー", "えーと", "えっと", "うーん", "まあ、", "ですね、", "ありがとうございま")


@pytest.fixture(scope="module")
def choigi() -> tuple[AgendaItem, ...]:
    utterances, meeting = load("choigi")
    return extract(utterances, meeting, "dearu")


@pytest.fixture(scope="module")
def shingikai() -> tuple[AgendaItem, ...]:
    utterances, meeting = load("shingikai")
    return extract(utterances, meeting, "dearu")


def outline(item: AgendaItem) -> list[tuple[str, str | None]]:
    return [(statement.kind, statement.speaker) for statement in item.statements]


def test_the_items_are_those_of_the_agenda_though_the_cue_is_misspelt(choigi: tuple[AgendaItem, ...]) -> None:
    assert [item.title for item in choigi] == ["公共施設予約システムの更新について", "災害時受援計画の策定について"]
    assert all(item.flags == () for item in choigi)
    assert "u0005" in evidence(choigi[0])
    assert "u0033" in evidence(choigi[1])


def test_questions_and_answers_are_under_the_right_roles(choigi: tuple[AgendaItem, ...]) -> None:
    assert outline(choigi[0]) == [
        ("procedure", "企画財政部長"),
        ("explanation", "情報政策課長"),
        ("question", "総務課長"),
        ("answer", "情報政策課長"),
        ("question", "総務課長"),
        ("answer", "情報政策課長"),
        ("request", "スポーツ振興課長"),
        ("answer", "情報政策課長"),
        ("question", "企画財政部長"),
        ("answer", "情報政策課長"),
    ]
    assert outline(choigi[1]) == [
        ("explanation", "防災課長"),
        ("question", "福祉政策課長"),
        ("answer", "防災課長"),
        ("request", "福祉政策課長"),
        ("answer", "防災課長"),
        ("question", "総務課長"),
        ("answer", "防災課長"),
        ("request", "企画財政部長"),
        ("answer", "防災課長"),
        ("procedure", "企画財政部長"),
    ]


def test_a_sentence_over_two_utterances_is_one_with_both_as_evidence(choigi: tuple[AgendaItem, ...]) -> None:
    explanation = choigi[0].statements[1]
    assert (
        "スマートフォンからの申込みと、キャッシュレス決済に対応したものに切り替えたいと考えている。" in explanation.text
    )
    assert {"u0006", "u0007"} <= set(explanation.evidence)


def test_statements_are_tidied_and_in_plain_style(choigi: tuple[AgendaItem, ...]) -> None:
    follow_up, answer = choigi[0].statements[4:6]
    assert follow_up.text == "同意というのは、どのような方法で取られるのか。"
    assert answer.text == (
        "現在のシステムにログインした際に、画面で確認していただく方法を考えている。"
        "同意が得られない方は、改めて登録していただくことになる。"
    )
    for statement in chain.from_iterable(item.statements for item in choigi):
        assert not any(filler in statement.text for filler in FILLERS)
        assert not any(
            ending in statement.text for ending in ("です。", "ます。", "ません。", "でしょうか", "ました。")
        )


def test_results_need_no_correct_spelling(choigi: tuple[AgendaItem, ...]) -> None:
    assert [decision.text for decision in choigi[0].decisions] == ["原案のとおり承認する。"]
    assert choigi[0].decisions[0].evidence == ("u0028", "u0029", "u0030", "u0031")
    assert [decision.text for decision in choigi[1].decisions] == ["資料を修正の上、改めて審議する。"]


def test_to_dos_have_owner_and_date_as_spoken(choigi: tuple[AgendaItem, ...]) -> None:
    assert [(action.text, action.owner, action.due) for item in choigi for action in item.actions] == [
        ("利用団体向けの説明会を12月末までに開催する。", "情報政策課長", "12月末まで"),
        ("条例の規定を確認した上で、次回の調整会議で示す。", "情報政策課長", "次回の調整会議"),
        ("専門職の人数の目安を整理して、9月20日までに資料を修正する。", "防災課", "9月20日まで"),
    ]


def test_what_was_heard_badly_is_flagged(choigi: tuple[AgendaItem, ...]) -> None:
    flagged = [
        statement for item in choigi for statement in item.statements if set(statement.flags) - {"estimated_time"}
    ]
    assert [(statement.evidence, statement.flags) for statement in flagged] == [(("u0040",), ("low_confidence",))]


def test_without_an_agenda_topics_are_proposed(shingikai: tuple[AgendaItem, ...]) -> None:
    assert [(item.title, item.flags) for item in shingikai] == [
        ("令和6年度コミュニティバスの運行実績について", ("topic_proposed",)),
        ("デマンド交通の実証実験について", ("topic_proposed",)),
        ("その他", ("topic_proposed",)),
    ]
    assert [decision.text for item in shingikai for decision in item.decisions] == [
        "了承する。",
        "挙手全員により、原案のとおり承認する。",
    ]


def test_an_unknown_voice_has_no_role_and_a_flag(shingikai: tuple[AgendaItem, ...]) -> None:
    unknown = [statement for item in shingikai for statement in item.statements if statement.speaker is None]
    assert [statement.evidence for statement in unknown] == [("u0013",), ("u0024",)]
    assert all("unknown_speaker" in statement.flags for statement in unknown)
    assert unknown[0].kind == "question"


def test_opening_and_closing_are_procedure(shingikai: tuple[AgendaItem, ...]) -> None:
    procedure = [statement.text for item in shingikai for statement in item.statements if statement.kind == "procedure"]
    assert procedure[0].endswith("第2回地域公共交通会議を開会する。")
    assert "会議は成立している" in procedure[1]
    assert procedure[-1] == "本日の会議を閉会する。"


def test_a_yes_before_a_reservation_is_kept(shingikai: tuple[AgendaItem, ...]) -> None:
    answer = next(statement for statement in shingikai[0].statements if "u0011" in statement.evidence)
    assert answer.text.startswith("そのとおりである。ただ、")


def test_desumasu_keeps_the_register_as_spoken() -> None:
    utterances, meeting = load("shingikai")
    items = extract(utterances, meeting, "desumasu")
    assert items[0].statements[3].text == "利用者が増えた理由は、どのように分析されているのでしょうか。"
    assert [decision.text for decision in items[1].decisions] == ["挙手全員により、原案のとおり承認します。"]


@pytest.mark.parametrize("name", ["choigi", "shingikai", "seisaku"])
def test_every_piece_of_evidence_exists_and_belongs_to_the_speaker(name: str) -> None:
    utterances, meeting = load(name)
    by_id = {utterance.id: utterance for utterance in utterances}
    for item in extract(utterances, meeting, "dearu"):
        for statement in item.statements:
            assert {by_id[id_].name for id_ in statement.evidence} == {statement.speaker}
        for proven in (*item.decisions, *item.actions):
            assert all(id_ in by_id for id_ in proven.evidence)


@pytest.mark.parametrize("name", ["choigi", "shingikai", "seisaku"])
def test_spoken_order_is_kept(name: str) -> None:
    utterances, meeting = load(name)
    first = [statement.evidence[0] for item in extract(utterances, meeting, "dearu") for statement in item.statements]
    assert first == sorted(first)


@pytest.mark.parametrize("name", ["choigi", "shingikai", "seisaku"])
def test_unknown_voices_are_still_told_apart(name: str) -> None:
    """Without a single name the kinds stay what they were, and two voices never share a statement."""
    utterances, meeting = load(name)
    nameless = tuple(utterance.model_copy(update={"name": None}) for utterance in utterances)
    voices = {utterance.id: utterance.speaker for utterance in utterances}
    named = extract(utterances, meeting, "dearu")
    items = extract(nameless, meeting, "dearu")
    for item, with_names in zip(items, named, strict=True):
        assert [statement.kind for statement in item.statements] == [
            statement.kind for statement in with_names.statements
        ]
        for statement in item.statements:
            assert statement.speaker is None
            assert len({voices[id_] for id_ in statement.evidence}) == 1


def test_a_transcript_without_punctuation_gives_the_same_outline(choigi: tuple[AgendaItem, ...]) -> None:
    utterances, meeting = load("choigi")
    bare = tuple(
        utterance.model_copy(update={"text": utterance.text.replace("、", "").replace("。", "")})
        for utterance in utterances
    )
    items = extract(bare, meeting, "dearu")
    assert [outline(item) for item in items] == [outline(item) for item in choigi]
    assert [len(item.decisions) for item in items] == [1, 1]


def test_nothing_said_leaves_the_agenda_and_says_so() -> None:
    meeting = Meeting(title="決定会議", agenda=("A計画について", "B計画について"))
    items = extract((), meeting, "dearu")
    assert [(item.title, item.statements, item.flags) for item in items] == [
        ("A計画について", (), ("no_statements",)),
        ("B計画について", (), ("no_statements",)),
    ]


def test_a_talk_without_any_cue_is_one_item_to_be_confirmed() -> None:
    utterances = talk(("相談者", "書類の作成に時間がかかって困っています。"), ("担当", "様式を見直すことができます。"))
    items = extract(utterances, Meeting(title="相談会"), "dearu")
    assert [(item.title, item.flags) for item in items] == [("相談会", ("topic_proposed",))]
    assert [statement.text for statement in items[0].statements] == [
        "書類の作成に時間がかかって困っている。",
        "様式を見直すことができる。",
    ]


def evidence(item: AgendaItem) -> set[str]:
    return {id_ for statement in item.statements for id_ in statement.evidence}


def test_a_casual_chair_is_understood_too() -> None:
    """「じゃあ、1件目」「次、2件目ですね」「そういうことで決定します」: nobody speaks like the rules."""
    utterances, meeting = load("seisaku")
    items = extract(utterances, meeting, "dearu")
    assert [item.statements[0].kind for item in items] == ["explanation"] * 3
    assert [item.statements[0].speaker for item in items] == ["デジタル推進課長", "下水道総務課長", "都市計画課長"]
    assert [[decision.text for decision in item.decisions] for item in items] == [
        ["縮小した場合の費用を確認した上で、原案のとおり進める。"],
        ["庁議に付議する。"],
        [],
    ]
    questions = [statement.text for statement in items[0].statements if statement.kind == "question"]
    assert questions == [
        "交付金については、採択されなかった場合はどうするのか。",
        "規模を縮小した場合の費用というのは、出ているのか。",
        "窓口の時間が短くなるということは、会計年度任用職員の人数も見直せるという理解でよいか。",
        "操作研修とかはやるのか。",
    ]
