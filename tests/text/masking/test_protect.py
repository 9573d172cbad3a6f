"""Protection of a meeting: one placeholder per entity, everything comes back, nothing gets past the second look."""

from __future__ import annotations

import json

import pytest

from minutes.domain import Attendee, Meeting, Utterance
from minutes.text.masking.protect import Protection, protection_of

ROSTER = (Attendee(role="会長", name="佐藤 一郎", chair=True), Attendee(role="福祉課長", name="山田 太郎"))
SAID = (
    "山田課長、お願いします。",
    "鈴木さんという方から、お電話がありました。番号は〇九〇の一二三四の五六七八です。",
    "住所は青葉市南台三丁目五番十二号、生年月日は昭和32年5月10日です。",
    "鈴木一郎様の保険証、被保険者番号は12345678です。090-1234-5678にかけ直しました。",
    "〔個人1〕と書いてある資料を見てください。",
    "鈴木が言うには、鈴木商店とは関係がないそうです。",
)


@pytest.fixture
def protection() -> Protection:
    return Protection(ROSTER, SAID)


def test_one_placeholder_per_entity_in_the_order_of_speech(protection: Protection) -> None:
    assert [protection.mask(text) for text in SAID] == [
        "山田課長、お願いします。",
        "〔個人1〕さんという方から、お電話がありました。番号は〔電話1〕です。",
        "住所は〔住所1〕、生年月日は〔生年月日1〕です。",
        "〔個人1〕様の保険証、被保険者番号は〔証番号1〕です。〔電話1〕にかけ直しました。",
        "〔原文表記1〕と書いてある資料を見てください。",
        "〔個人1〕が言うには、鈴木商店とは関係がないそうです。",
    ]
    assert protection.masked == 9


def test_everything_comes_back_as_it_was_said_there(protection: Protection) -> None:
    assert [protection.restore(protection.mask(text), text) for text in SAID] == list(SAID)


def test_without_words_to_go_by_a_name_comes_back_as_it_is_part_of_all_its_forms(protection: Protection) -> None:
    assert protection.restore("〔個人1〕氏") == "鈴木氏"


@pytest.mark.parametrize(
    ("answered", "meant"),
    [
        ("[個人1]さん", "鈴木さん"),
        ("【個人１】さん", "鈴木さん"),
        ("（個人 1）さん", "鈴木さん"),
        ("〔 個人1 〕さん", "鈴木さん"),
        ("《個人1》さん", "鈴木さん"),
        ("〔個人1さん", "鈴木さん"),
        ("個人1さん", "鈴木さん"),
        ("個人1人当たり", "個人1人当たり"),
        ("個人12名", "個人12名"),
        ("〔個人9〕さん", "〔個人9〕さん"),
        ("〔聴取不能 00:12:34〕", "〔聴取不能 00:12:34〕"),
    ],
)
def test_a_model_may_change_width_and_brackets(protection: Protection, answered: str, meant: str) -> None:
    assert protection.restore(answered) == meant


def test_words_that_look_like_a_placeholder_become_nobody(protection: Protection) -> None:
    """Not even when a model answers with them: what they stand for is themselves."""
    masked = protection.mask(SAID[4])
    assert "個人1" not in masked
    assert protection.restore(masked) == SAID[4]


def test_placeholders_that_stand_for_nobody_are_told(protection: Protection) -> None:
    assert protection.unknown("〔個人1〕が[個人７]と〔電話1〕で話した。") == ("〔個人7〕",)


def test_two_people_of_one_family_are_two_and_the_family_alone_is_neither() -> None:
    said = ("鈴木一郎さんと鈴木花子さんが見えました。", "鈴木さんは反対です。")
    protection = Protection((), said)
    assert [protection.mask(text) for text in said] == [
        "〔個人1〕さんと〔個人2〕さんが見えました。",
        "〔個人3〕さんは反対です。",
    ]


def test_a_window_alone_gets_the_placeholders_of_the_whole_meeting(protection: Protection) -> None:
    assert Protection(ROSTER, SAID).mask(SAID[3]) == protection.mask(SAID[3])


def test_of_a_meeting() -> None:
    meeting = Meeting(title="会議", attendees=ROSTER)
    utterance = Utterance(id="u0001", speaker="a", start=0, end=1, heard="x", text="すみれ計画を山田さんに。")
    protection = protection_of(meeting, [utterance], ["すみれ計画"])
    assert protection.mask(utterance.text) == "〔秘匿語1〕を山田さんに。"


# ---- the second look ---------------------------------------------------------------------------------------------


def test_what_was_masked_passes(protection: Protection) -> None:
    body = {"messages": [{"role": "user", "content": "\n".join(map(protection.mask, SAID))}]}
    assert protection.scan(json.dumps(body)) == ()
    assert protection.scan(json.dumps(body, ensure_ascii=False)) == ()


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        ("電話は〇九〇の一二三四の五六七八です", "電話"),
        ("０９０－１２３４－５６７８", "電話"),
        ("taro@example.jp", "メール"),
        ("生年月日は昭和32年5月10日", "生年月日"),
        ("青葉市南台三丁目五番十二号", "住所"),
        ("鈴木一郎が", "個人"),
        ("鈴木 一郎が", "個人"),
        ("鈴木さんの", "個人"),
        ("被保険者番号は12345678", "証番号"),
        ("個人番号は318475029615", "個人番号"),
    ],
)
def test_what_was_not_stops_the_request_and_the_reason_does_not_repeat_it(
    protection: Protection, left: str, reason: str
) -> None:
    found = protection.scan(json.dumps({"messages": [{"content": f"議題について。{left}。"}]}))
    assert any(one.startswith(f"{reason}が残っています") for one in found)
    assert left not in "".join(found)


def test_the_roster_and_what_the_office_publishes_may_go() -> None:
    said = ("市役所の代表電話、042-754-1111におかけください。", "住民の山田さんが、山田課長に会いました。")
    protection = Protection(ROSTER, said)
    masked = [protection.mask(text) for text in said]
    assert masked == [said[0], "住民の〔個人1〕さんが、山田課長に会いました。"]
    assert protection.scan("\n".join(masked)) == ()


def test_figures_of_a_meeting_are_no_reason(protection: Protection) -> None:
    body = "令和7年8月6日、議案第38号、1億2,480万円、12万4,518人、資料2の14ページ、第5条第2項、0.1234、u0001、10:00"
    assert protection.scan(json.dumps({"max_tokens": 4096, "content": body})) == ()
