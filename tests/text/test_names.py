"""Names and titles that the roster writes with other characters: who is meant, who is somebody else, what is open."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting
from minutes.text.correction.candidate import NAME
from minutes.text.correction.score import APPLIED, SUGGESTED
from minutes.text.names import name_candidates

MEETING = Meeting(
    title="介護保険運営協議会",
    attendees=(
        Attendee(role="会長", name="齋藤 一郎", reading="さいとう いちろう", chair=True),
        Attendee(role="委員", name="髙橋 健一", reading="たかはし けんいち"),
        Attendee(role="委員（山田）", name="山田 花子", reading="やまだ はなこ"),
        Attendee(role="委員（𠮷田）", name="𠮷田 恵子", presence="absent"),
        Attendee(role="DX推進課長", name="渡邊 誠", reading="わたなべ まこと", aliases=("DX推進課課長",)),
        Attendee(role="総務法制課長", name="伊東 明"),
        Attendee(role="健康課長", name="大塚 実"),
        Attendee(role="総務部長", name="佐藤 次郎"),
        Attendee(role="財政課長", name="左藤 三郎", reading="さとう さぶろう"),
        Attendee(role="土木主幹", name="柴田 進"),
    ),
)
APPLIED_PAIRS = (
    # the shape of a character
    ("高橋委員、お願いします。", "髙橋委員、お願いします。"),
    ("それでは高橋委員。", "それでは髙橋委員。"),
    ("今の高橋委員の御意見ですが、", "今の髙橋委員の御意見ですが、"),
    ("高橋さんからもありました。", "髙橋さんからもありました。"),
    ("渡辺課長に伺います。", "渡邊課長に伺います。"),
    ("渡邉課長に伺います。", "渡邊課長に伺います。"),
    ("渡辺DX推進課長、どうぞ。", "渡邊DX推進課長、どうぞ。"),
    ("DX推進課長の渡辺です。", "DX推進課長の渡邊です。"),
    ("会長の斉藤です。", "会長の齋藤です。"),
    ("会長の斎藤と申します。", "会長の齋藤と申します。"),
    ("斎藤会長、よろしいですか。", "齋藤会長、よろしいですか。"),
    ("吉田委員は欠席です。", "𠮷田委員は欠席です。"),
    ("高橋健一委員を紹介します。", "髙橋健一委員を紹介します。"),
    ("職務代理は高橋健一が務めます。", "職務代理は髙橋健一が務めます。"),
    ("高橋 健一さんを委員に委嘱します。", "髙橋 健一さんを委員に委嘱します。"),
    ("会長斎藤です。", "会長齋藤です。"),
    # other characters, the same reading
    ("矢間田委員、お願いします。", "山田委員、お願いします。"),
    ("やまだ委員、お願いします。", "山田委員、お願いします。"),
    ("総務法制課長のイトウです。", "総務法制課長の伊東です。"),
    ("健康課長のオーツカです。", "健康課長の大塚です。"),
    ("伊藤課長、いかがですか。", "伊東課長、いかがですか。"),
    # two of one name: the title decides
    ("佐藤課長、お願いします。", "左藤課長、お願いします。"),
    ("左藤部長、お願いします。", "佐藤部長、お願いします。"),
    # nearly the same reading, in a call
    ("シバダ主幹、お願いします。", "柴田主幹、お願いします。"),
    # titles
    ("DX水晶課長、お願いします。", "DX推進課長、お願いします。"),
    ("総務方成課長、説明をお願いします。", "総務法制課長、説明をお願いします。"),
    ("先ほど総務方成課長が述べたとおりです。", "先ほど総務法制課長が述べたとおりです。"),
)
LEFT = (
    "山田委員、お願いします。",
    "佐藤部長、お願いします。",
    "左藤課長、お願いします。",
    # somebody else
    "窓口に来られた高橋様の申請です。",
    "高橋氏の論文によると、",
    "住民の高橋さんから意見がありました。",
    "隣町の高橋委員にも聞きました。",
    "町内会長の斉藤さんから要望がありました。",
    "町内会長斎藤さんの要望です。",
    "前会長の斎藤さんの時代です。",
    "斎藤前会長の時代です。",
    "斎藤さんのお宅に伺いました。",
    "高橋市長が就任しました。",
    "渡辺部長に伺います。",
    "小高橋委員、お願いします。",
    "三田委員、お願いします。",
    "原田さんからもありました。",
    # no person at all
    "高橋を渡って右です。",
    "高橋委員会で決めました。",
    "各委員の皆さん、委員の皆様、",
    "皆さん、お願いします。",
    "会長の意見に賛成です。",
    "砂糖委員会です。",
    # titles that are right as they stand
    "それではDX推進課課長お願いします。",
    "ＤＸ推進課長、お願いします。",
    "総務部長、お願いします。",
    "",
)
SUGGESTED_PAIRS = (
    ("佐藤さんのとおりです。", ("佐藤", "左藤")),  # which of the two?
    ("高橋健一様が来られます。", ("高橋健一", "髙橋健一")),
    ("観光課長、お願いします。", ("観光課長", "健康課長")),  # may be another section
    ("DX水晶課長から聞きました。", ("DX水晶課長", "DX推進課長")),  # no call
    ("シバダ主幹から聞きました。", ("シバダ", "柴田")),
    ("大須賀課長、お願いします。", ("大須賀", "大塚")),  # may be somebody the roster lacks
)


def put_in(text: str) -> str:
    for candidate in reversed(name_candidates(text, MEETING)):
        assert candidate.rule == NAME and candidate.why
        if candidate.score >= APPLIED:
            text = text[: candidate.start] + candidate.term + text[candidate.end :]
    return text


@pytest.mark.parametrize(("heard", "right"), APPLIED_PAIRS)
def test_the_roster_is_followed_where_a_title_shows_who_is_meant(heard, right):
    assert put_in(heard) == right
    assert put_in(right) == right


@pytest.mark.parametrize("heard", LEFT)
def test_what_may_be_somebody_else_or_no_name_stays_as_heard(heard):
    assert name_candidates(heard, MEETING) == ()


@pytest.mark.parametrize(("heard", "pair"), SUGGESTED_PAIRS)
def test_what_is_open_is_suggested(heard, pair):
    (candidate,) = name_candidates(heard, MEETING)
    assert (heard[candidate.start : candidate.end], candidate.term) == pair
    assert SUGGESTED <= candidate.score < APPLIED


def test_without_a_roster_there_is_nothing_to_follow():
    assert name_candidates("高橋委員、お願いします。", Meeting(title="会議")) == ()


def test_two_members_of_one_name_are_both_only_suggested():
    members = (Attendee(role="委員（高橋）", name="高橋 一"), Attendee(role="委員（髙橋）", name="髙橋 二"))
    (candidate,) = name_candidates("高橋委員、どうぞ。", Meeting(title="会議", attendees=members))
    assert (candidate.term, candidate.score < APPLIED) == ("髙橋", True)


def test_an_office_that_prints_names_in_the_role_is_followed_too():
    member = Attendee(role="髙橋委員", name="髙橋 二")
    (candidate,) = name_candidates("高橋委員、どうぞ。", Meeting(title="会議", attendees=(member,)))
    assert candidate.score >= APPLIED


def test_sections_that_sound_alike_and_are_both_there_stay_apart():
    both = (Attendee(role="保健総務課長"), Attendee(role="保険総務課長"))
    for heard in ("保険総務課長、お願いします。", "保健総務課長、お願いします。"):
        assert name_candidates(heard, Meeting(title="会議", attendees=both)) == ()
    assert [one.term for one in name_candidates(heard, Meeting(title="会議", attendees=both[1:]))] == ["保険総務課長"]
