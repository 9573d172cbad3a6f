"""The talk on an item: what is left out, what kind a turn is, who answers."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting, Statement
from minutes.structure.extractive import extract
from minutes.structure.grounding.reflected import unreflected
from minutes.structure.sentences import sentences
from minutes.structure.turns import sense_of
from tests.structure.meetings import edited, said, spoken, talk

CHAIR = ("市長", "議題1、保育所の整備について、保育課長、説明をお願いします。")
MEETING = Meeting(
    title="庁議",
    agenda=("保育所の整備について",),
    attendees=(
        Attendee(role="市長", chair=True),
        Attendee(role="保育課長", group="担当課"),
        Attendee(role="財政課長"),
        Attendee(role="総務課長"),
    ),
)


def statements(*lines: tuple[str | None, str]) -> tuple[Statement, ...]:
    return extract(talk(CHAIR, ("保育課長", "定員を60人増やします。"), *lines), MEETING, "dearu")[0].statements[1:]


@pytest.mark.parametrize(
    ("text", "by_chair", "sense"),
    [
        ("ありがとうございました。", True, "courtesy"),
        ("ご説明ありがとうございます。", False, "courtesy"),
        ("よろしくお願いいたします。", False, "courtesy"),
        ("ご審議のほどよろしくお願いいたします。", False, "courtesy"),
        ("はい、お答えいたします。", False, "courtesy"),
        ("ただいまのご質問にお答えします。", False, "courtesy"),
        ("説明は以上でございます。", False, "courtesy"),
        ("以上です。", False, "courtesy"),
        ("保育課長です。", False, "courtesy"),
        ("財政課の田中でございます。", False, "courtesy"),
        ("お手元の資料1をご覧ください。", False, "courtesy"),
        ("それでは、資料2に基づきましてご説明いたします。", False, "courtesy"),
        ("承知しました。", False, "courtesy"),
        ("異議なし。", False, "assent"),
        ("賛成です。", False, "speech"),
        ("財政課長、お願いします。", True, "procedure"),
        ("では、財政課長、どうぞ。", True, "procedure"),
        ("ほかにご意見はございますでしょうか。", True, "procedure"),
        ("ご質問がないようですので、お諮りします。", True, "procedure"),
        ("原案のとおり承認することでよろしいでしょうか。", True, "procedure"),
        ("賛成の方は挙手をお願いします。", True, "procedure"),
        ("次の議題に移りたいと思います。", True, "procedure"),
        ("続いて、質疑に入ります。", True, "procedure"),
        ("次に、討論を行います。", True, "procedure"),
        ("引き続き、審議をいたします。", True, "procedure"),
        ("それでは議事に戻りまして、説明から始めます。", True, "procedure"),
        ("来年度も続ける必要があると考えます。", True, "speech"),
        ("次年度の予算は増額が必要だと思います。", True, "speech"),
        ("事業を継続すべきだと考えます。", True, "speech"),
        ("次の世代に残していきたいと思います。", True, "speech"),
        ("収入が減り続けると考えています。", True, "speech"),
        ("ただいまから庁議を開会します。", True, "record"),
        ("10分間休憩します。", True, "record"),
        ("費用はどのくらいですか。", False, "question"),
        ("費用について伺います。", False, "question"),
        ("費用を教えていただきたいと思います。", False, "question"),
        ("早めに進めていただきたいと思います。", False, "request"),
        ("周知をお願いします。", False, "request"),
        ("少し早いのではないかと思います。", False, "speech"),
        ("それは難しいのではないでしょうか。", False, "speech"),
        ("12月の会議で報告いたします。", False, "speech"),
        ("来月、その結果について報告いたします。", False, "speech"),
    ],
)
def test_what_a_sentence_does(text: str, by_chair: bool, sense: str) -> None:
    (sentence,) = said(("市長" if by_chair else "財政課長", text))
    assert sense_of(sentence, by_chair) == sense


def test_consent_to_a_proposal_is_no_opinion() -> None:
    (sentence,) = said(("財政課長", "賛成です。"))
    assert sense_of(sentence, by_chair=False, voting=True) == "assent"


def test_the_presenter_answers_and_the_asker_follows_up() -> None:
    found = statements(
        ("市長", "財政課長、どうぞ。"),
        ("財政課長", "財源はどうなっていますか。"),
        ("保育課長", "国の補助を見込んでいます。"),
        ("財政課長", "補助率はどのくらいですか。"),
        ("保育課長", "2分の1です。"),
    )
    assert [(found_.kind, found_.speaker, found_.text) for found_ in found] == [
        ("question", "財政課長", "財源はどうなっているのか。"),
        ("answer", "保育課長", "国の補助を見込んでいる。"),
        ("question", "財政課長", "補助率はどのくらいか。"),
        ("answer", "保育課長", "2分の1である。"),
    ]


def test_whom_the_chair_calls_after_a_question_answers() -> None:
    found = statements(
        ("総務課長", "一般財源の負担は増えるのですか。"),
        ("市長", "財政課長、お願いします。"),
        ("財政課長", "年間で500万円増えます。"),
    )
    assert [(statement.kind, statement.speaker, statement.flags) for statement in found] == [
        ("question", "総務課長", ()),
        ("answer", "財政課長", ()),
    ]


def test_an_answer_from_someone_unexpected_is_flagged() -> None:
    found = statements(("総務課長", "一般財源の負担は増えるのですか。"), ("財政課長", "年間で500万円増えます。"))
    assert [(statement.kind, statement.flags) for statement in found] == [
        ("question", ()),
        ("answer", ("uncertain_kind",)),
    ]


def test_a_question_the_chair_passes_over_is_closed() -> None:
    found = statements(
        ("総務課長", "一般財源の負担は増えるのですか。"),
        ("市長", "ほかにご意見はありますか。"),
        ("財政課長", "整備は急ぐべきだと思います。"),
    )
    assert [statement.kind for statement in found] == ["question", "opinion"]


def test_a_bare_yes_answers_a_question_but_is_no_statement_without_one() -> None:
    asked = statements(("総務課長", "来年度からですか。"), ("保育課長", "はい。"))
    assert [(statement.kind, statement.text) for statement in asked] == [
        ("question", "来年度からか。"),
        ("answer", "そのとおりである。"),
    ]
    assert statements(("総務課長", "はい。")) == ()


def test_two_speakers_are_never_merged() -> None:
    found = statements(("総務課長", "賛成の立場です。"), ("財政課長", "急ぐべきだと思います。"))
    assert [(statement.speaker, statement.text) for statement in found] == [
        ("総務課長", "賛成の立場である。"),
        ("財政課長", "急ぐべきであると考える。"),
    ]


def test_a_backchannel_does_not_break_a_sentence() -> None:
    utterances = spoken(
        CHAIR,
        ("保育課長", "定員につきましては、"),
        ("財政課長", "はい、"),
        ("保育課長", "60人増やします。"),
    )
    nods = utterances[2].model_copy(update={"start": 29.6, "end": 29.9})
    goes_on = utterances[3].model_copy(update={"start": 30.0})
    found = extract(edited((*utterances[:2], nods, goes_on)), MEETING, "dearu")[0].statements
    assert [statement.text for statement in found] == ["定員については、60人増やす。"]
    assert found[0].evidence == ("u0002", "u0004")


def test_a_long_explanation_is_broken_into_paragraphs() -> None:
    long = "".join(
        f"整備する保育所の{number}番目は、駅の近くの土地に建てる予定でございます。" for number in range(1, 25)
    )
    found = extract(talk(CHAIR, ("保育課長", long)), MEETING, "dearu")[0].statements
    assert len(found) > 1
    assert all(statement.kind == "explanation" and len(statement.text) <= 300 for statement in found)
    assert sum(statement.text.count("予定である。") for statement in found) == 24


def test_whoever_is_the_only_one_heard_is_no_chair_whose_words_only_lead_on() -> None:
    points = tuple(f"{number}番目の論点について、予算の見直しが要ります。" for number in (1, 2, 3))
    (item,) = extract(talk(*(("総務課長", point) for point in points)), Meeting(title="打合せ"), "dearu")
    printed = "".join(statement.text for statement in item.statements)
    assert all(f"{number}番目の論点" in printed for number in (1, 2, 3)), printed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ただ、中学校の契約は既に済んでおりますので、順番を入れ替えることはできません。", True),
        ("なお、パブリックコメントは5月29日から1か月行います。", True),
        ("本日の議題は2件でございます。", False),
        ("1件目が予約システムの更新について、2件目が受援計画の策定についてです。", False),
        ("スポーツ振興課長。", False),
        ("よろしいですね。", False),
    ],
)
def test_what_the_chair_tells_aside_is_missed_by_nobody(text: str, told: bool) -> None:
    lines = talk(CHAIR, ("保育課長", "定員を60人増やします。"), ("市長", text))
    items = extract(lines, MEETING, "dearu")
    left = unreflected(sentences(lines), items, "市長")
    assert text.rstrip("。") not in "".join(statement.text for item in items for statement in item.statements)
    assert [one.text for one in left] == ([text] if told else [])
