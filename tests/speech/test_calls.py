"""Signs beyond calls and introductions: questions to somebody, thanks, and what only a chair says."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee
from minutes.speech.calls import is_request, only_a_chair_says, signs
from minutes.text.roster import Roster

COUNCIL = Roster(
    (
        Attendee(role="委員長", name="長谷川 茂", reading="はせがわ しげる", chair=True),
        Attendee(role="石田委員", name="石田 昇", reading="いしだ のぼる", aliases=("3番",)),
        Attendee(role="環境部長", name="水野 文子", reading="みずの ふみこ"),
        Attendee(role="資源循環課長", name="大塚 浩", reading="おおつか ひろし"),
    )
)


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("3番、石田君。", "call", "石田委員"),
        ("三番、石田昇君。", "call", "石田委員"),
        ("大塚課長、どうぞ。", "call", "資源循環課長"),
        ("環境部長、市の考えを述べてください。", "call", "環境部長"),
        ("石田委員は、いかがですか。", "call", "石田委員"),
        ("石田委員、ご意見はいからですか。", "call", "石田委員"),  # as a recogniser wrote it
        ("次に、資源循環課。", "call", "資源循環課長"),
        ("3番、いしらく、", "call", "石田委員"),  # the number is clear, the name was misheard
        ("医師がくん、どうぞ。", "call", "石田委員"),  # nobody else's name is like it
        ("これより、ただいまの報告について、石家委員。どうぞ。", "call", "石田委員"),
        ("議長。", "call", "委員長"),
        ("部長の水野です。見回りには効果もございます。", "introduction", "環境部長"),
        ("石田でございます。私は収入の少ない世帯が気になります。", "introduction", "石田委員"),
        ("環境部長に伺います。委託料はいくらですか。", "question", "環境部長"),
        ("資源循環課長のお考えをお聞きします。", "question", "資源循環課長"),
        ("環境部長、ありがとうございました。ほかにございますか。", "thanks", "環境部長"),
        ("環境部長が説明したとおりです。", None, None),
        ("質疑を終わります。", None, None),
    ],
)
def test_a_sign_names_somebody(text: str, kind: str | None, role: str | None) -> None:
    assert [(sign.kind, sign.role) for sign in signs(text, COUNCIL)] == ([(kind, role)] if kind else [])


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        ("ほかにご意見はありますか", True),
        ("ほかに質疑はございますか", True),
        ("これより採決をいたします", True),
        ("議案第24号に賛成の委員は、手を挙げてください", True),
        ("議案第24号は、可決すべきものと決まりました", True),
        ("これで委員会を閉じます", True),
        ("異議なしと認めます", True),
        ("ご意見ありがとうございます", False),
        ("費用は年間で380万円です", False),
        ("本案件につきましては資料1のとおりです", False),
        ("異議なし", False),
    ],
)
def test_what_only_a_chair_says(sentence: str, chairs: bool) -> None:
    assert only_a_chair_says(sentence) is chairs


@pytest.mark.parametrize(
    ("sentence", "request_"), [("説明をお願いします", True), ("どうぞ", True), ("資料をご覧ください", False)]
)
def test_the_rest_of_a_call(sentence: str, request_: bool) -> None:
    assert is_request(sentence) is request_


@pytest.mark.parametrize(
    "text",
    [
        "皆さん、どうぞ。",
        "ほかの委員、お願いします。",
        "3番の議案です。",
        "山川委員、どうぞ。",
        "事務局の皆さん、お願いします。",
    ],
)
def test_what_is_like_nobodys_name_calls_nobody(text: str) -> None:
    assert [sign for sign in signs(text, COUNCIL) if sign.kind == "call"] == []
