"""Names from what is said: the chair's calls, introductions, the chair's phrases."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting, Utterance
from minutes.speech.calls import chair_acts, signs
from minutes.speech.naming import name_speakers
from minutes.text.roster import Roster

MEETING = Meeting(
    title="決定会議",
    attendees=(
        Attendee(role="市長公室長", chair=True),
        Attendee(role="総務局長", presence="absent"),
        Attendee(role="財政課長"),
        Attendee(role="総務法制課長"),
        Attendee(role="DX推進課長", name="山田 太郎", aliases=("DX推進課課長",)),
        Attendee(role="危機管理課長"),
    ),
)
ROSTER = Roster(MEETING.attendees)


def meeting(*lines: tuple[str, str]) -> tuple[Utterance, ...]:
    """Five seconds each, one of pause; an 「はい」 takes half a second."""
    made, at = [], 0.0
    for number, (speaker, text) in enumerate(lines, 1):
        length = 0.5 if len(text) <= 3 else 5.0
        made.append(Utterance(id=f"u{number:04}", speaker=speaker, start=at, end=at + length, heard=text, text=text))
        at += length + 1.0
    return tuple(made)


def names(*lines: tuple[str, str]) -> dict[str, str | None]:
    return {u.speaker: u.name for u in name_speakers(meeting(*lines), MEETING).utterances}


# ---- signs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("DX推進課長、お願いします。", "DX推進課長"),
        ("それでは、生成AIの全庁導入について、DX推進課長、説明をお願いいたします。", "DX推進課長"),
        ("ほかにございますか。財政課長、どうぞ。", "財政課長"),
        ("総務法制課長。", "総務法制課長"),
        ("DX推進課長。説明をお願いします。", "DX推進課長"),
        ("DX推進課長。説明をおいします。", "DX推進課長"),  # as a recogniser wrote it
        ("総務構成課長、お願いします。", "総務法制課長"),
        ("危機管理課長のほうからご説明をお願いします。", "危機管理課長"),
        ("では山田課長、いかがでしょうか。", "DX推進課長"),
        ("それでは、危機管理課から説明をお願いします。", "危機管理課長"),
        ("推進課長、どうぞ。", "DX推進課長"),  # the recogniser lost the beginning
        ("山田さん、どうぞ。", "DX推進課長"),
        ("財政課長、どうぞ。はい。", "財政課長"),  # the answer's first word fell to the caller
        ("ありがとうございました財政課長お願いします", "財政課長"),
        ("財政課長の意見を伺いたい。", None),
        ("その件は財政課長に確認しました。", None),
        ("財政課長、お願いします。それから資料2をご覧ください。", None),  # the speaker went on
        ("総務局長、お願いします。", None),  # absent
        ("よろしくお願いします。", None),
        ("", None),
    ],
)
def test_a_call_ends_an_utterance(text: str, called: str | None) -> None:
    assert [s.role for s in signs(text, ROSTER) if s.kind == "call"] == ([called] if called else [])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("DX推進課長です。資料をご覧ください。", "DX推進課長"),
        ("はい。よろしくお願いします。DX推進課長です。", "DX推進課長"),
        ("課長の山田です。", "DX推進課長"),
        ("山田です。資料をご覧ください。", "DX推進課長"),
        ("山田さんの件です。", None),
        ("危機管理課から説明をお願いします。", None),
        ("はい、DX推進課長の山田でございます。", "DX推進課長"),
        ("危機管理課です。説明します。", "危機管理課長"),
        ("はい、総務方成課長です。", "総務法制課長"),
        ("えー、財政課長でございます。", "財政課長"),
        ("説明は財政課長です。", None),
        ("財政課長の説明のとおりです。", None),
        ("財政課長が説明したとおりです。", None),
    ],
)
def test_an_introduction_begins_an_utterance(text: str, role: str | None) -> None:
    assert [s.role for s in signs(text, ROSTER) if s.kind == "introduction"] == ([role] if role else [])


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("ただいまから、決定会議を開会いたします。", 1),
        ("ほかにご質問はございますか。", 1),
        ("異議なしと認めます。よって、議題1は、原案のとおり承認することに決定いたしました。", 3),
        ("費用は、年間で240万円を見込んでおります。", 0),
        ("異議なし。", 0),
    ],
)
def test_a_chair_speaks_like_one(text: str, acts: int) -> None:
    assert chair_acts(text) == acts


# ---- names -------------------------------------------------------------------------------------------------------


def test_everybody_called_is_named_and_the_chair_by_his_phrases() -> None:
    assert names(
        ("A", "ただいまから、決定会議を開会いたします。DX推進課長、説明をお願いします。"),
        ("B", "資料1をご覧ください。"),
        ("A", "ご質問はありますか。総務法制課長、どうぞ。"),
        ("C", "どのような体制で確認するのか、伺います。"),
        ("A", "DX推進課長。"),
        ("B", "各課に確認の担当者を置きます。"),
        ("A", "以上で、本日の会議を閉会いたします。"),
    ) == {"A": "市長公室長", "B": "DX推進課長", "C": "総務法制課長"}


def test_misspelled_calls_count() -> None:
    assert names(
        ("A", "議題1について、DX推薦課長、説明をお願いします。"),
        ("B", "資料1をご覧ください。"),
        ("A", "ご質問はありますか。総務構成課長、どうぞ。"),
        ("C", "どのような体制で確認するのか、伺います。"),
        ("A", "基金管理課長、お願いします。"),
        ("D", "避難所は48か所です。"),
        ("A", "危機管理家長。お願いします。"),
        ("D", "紙の台帳で管理しています。"),
    ) == {"A": "市長公室長", "B": "DX推進課長", "C": "総務法制課長", "D": "危機管理課長"}


def test_an_interjection_does_not_take_the_called_ones_name() -> None:
    named = names(
        ("A", "ご意見はありますか。財政課長、お願いします。"),
        ("B", "はい"),
        ("C", "一般財源で賄います。"),
        ("A", "ご意見はありますか。"),
    )
    assert (named["B"], named["C"]) == (None, "財政課長")


def test_who_only_answers_is_nobody() -> None:
    named = name_speakers(
        meeting(("A", "ただいまから会議を開会いたします。議題に入ります。"), ("B", "異議なし。")), MEETING
    ).utterances
    assert [(u.speaker, u.name, u.flags) for u in named] == [
        ("A", "市長公室長", ()),
        ("B", None, ("unknown_speaker",)),
    ]


def test_a_speaker_called_by_two_names_is_told_apart_by_the_calls_and_flagged() -> None:
    named = name_speakers(
        meeting(
            ("A", "ご質問はありますか。財政課長、どうぞ。"),
            ("B", "伺います。費用はいくらですか。"),
            ("A", "ご質問はありますか。危機管理課長、どうぞ。"),
            ("B", "備蓄品の置き場所はありますか。"),
            ("A", "以上で閉会いたします。"),
        ),
        MEETING,
    ).utterances
    assert [(u.name, u.flags) for u in named if u.speaker == "B"] == [
        ("財政課長", ("uncertain_speaker",)),
        ("危機管理課長", ("uncertain_speaker",)),
    ]


def test_an_utterance_after_another_ones_call_is_flagged() -> None:
    named = name_speakers(
        meeting(
            ("A", "議題1について、DX推進課長、お願いします。"),
            ("B", "DX推進課長です。資料1をご覧ください。"),
            ("A", "ご質問はありますか。DX推進課長、どうぞ。"),
            ("B", "はい、来年度から始めます。"),
            ("A", "ご質問はありますか。財政課長、どうぞ。"),
            ("B", "費用はいくらですか。"),
        ),
        MEETING,
    ).utterances
    assert [u.flags for u in named if u.speaker == "B"] == [(), (), ("uncertain_speaker",)]
    assert [u.name for u in named if u.speaker == "B"] == ["DX推進課長", "DX推進課長", "財政課長"]


def test_one_voice_split_in_two_keeps_its_name() -> None:
    named = names(
        ("A", "議題1について、DX推進課長、お願いします。"),
        ("B1", "DX推進課長です。資料1をご覧ください。"),
        ("A", "ご質問はありますか。DX推進課長、どうぞ。"),
        ("B2", "来年度から始めます。"),
        ("A", "以上で閉会いたします。"),
    )
    assert (named["B1"], named["B2"]) == ("DX推進課長", "DX推進課長")


def test_names_that_are_there_stay_and_are_not_given_twice() -> None:
    lines = meeting(
        ("市長公室長", "財政課長、お願いします。"),
        ("X", "一般財源で賄います。"),
        ("市長公室長", "ほかにご意見はありますか。"),
    )
    given = tuple(u.model_copy(update={"name": "市長公室長"}) if u.speaker != "X" else u for u in lines)
    named = name_speakers(given, MEETING).utterances
    assert [u.name for u in named] == ["市長公室長", "財政課長", "市長公室長"]
    assert named[0] is given[0]


def test_without_diarisation_or_roster_nobody_is_named() -> None:
    lines = meeting(("SPEAKER_00", "開会いたします。財政課長、お願いします。"), ("SPEAKER_00", "はい、財政課長です。"))
    flagged = tuple(u.model_copy(update={"flags": ("unknown_speaker",)}) for u in lines)
    assert [(u.name, u.flags) for u in name_speakers(flagged, MEETING).utterances] == [(None, ("unknown_speaker",))] * 2
    assert [u.name for u in name_speakers(lines, Meeting(title="打合せ")).utterances] == [None, None]


def test_two_who_answer_each_other_are_not_one_person() -> None:
    """The second speaks after a call of the first, once; that does not make them one."""
    named = name_speakers(
        meeting(
            ("A", "ただいまから開会いたします。DX推進課長、お願いします。"),
            ("B", "DX推進課長です。資料1をご覧ください。"),
            ("C", "費用はいくらですか。"),
            ("B", "年間で240万円です。"),
            ("C", "それは誰が負担しますか。"),
            ("A", "DX推進課長、どうぞ。"),
            ("C", "分担は決まっていますか。"),
            ("A", "以上で閉会いたします。"),
        ),
        MEETING,
    ).utterances
    assert [(u.name, u.flags) for u in named if u.speaker == "C"] == [
        (None, ("unknown_speaker",)),
        (None, ("unknown_speaker",)),
        ("DX推進課長", ("uncertain_speaker",)),
    ]


def test_who_speaks_although_nobody_gave_him_the_floor_is_checked() -> None:
    lines = [("A", "ただいまから開会いたします。財政課長、お願いします。"), ("B", "財政課長です。一般財源で賄います。")]
    lines += [("A", "DX推進課長、お願いします。"), ("C", "DX推進課長です。資料1をご覧ください。")]
    lines += [("C", "次の項目に移ります。")] * 18  # 108 s
    lines += [("B", "その費用は見込んでおりません。"), ("A", "以上で閉会いたします。")]
    flagged = {u.id: u.flags for u in name_speakers(meeting(*lines), MEETING).utterances if u.speaker == "B"}
    assert flagged == {"u0002": (), "u0023": ("uncertain_speaker",)}


def test_a_transcript_without_times_is_no_row_of_short_utterances() -> None:
    lines = meeting(
        ("A", "ただいまから開会いたします。財政課長、お願いします。"),
        ("B", "一般財源で賄います。"),
        ("A", "閉会いたします。"),
    )
    timeless = tuple(u.model_copy(update={"start": 0.0, "end": 0.0, "flags": ("no_times",)}) for u in lines)
    named = name_speakers(timeless, MEETING).utterances
    assert [(u.name, u.flags) for u in named][:2] == [("市長公室長", ("no_times",)), ("財政課長", ("no_times",))]


def test_a_voice_with_only_a_weak_sign_is_a_guess_to_be_checked() -> None:
    """One wrong kana of six: 三宅委員, 宮野委員."""
    council = Meeting(title="審議会", attendees=(Attendee(role="会長", chair=True), Attendee(role="三宅委員")))
    named = name_speakers(
        meeting(
            ("A", "ただいまから開会いたします。宮野委員、お願いします。"),
            ("B", "この費用は続けて払えるものでしょうか。"),
            ("A", "以上で閉会いたします。"),
        ),
        council,
    ).utterances
    assert [(u.name, u.flags) for u in named if u.speaker == "B"] == [("三宅委員", ("uncertain_speaker",))]
