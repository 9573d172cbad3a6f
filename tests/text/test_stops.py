"""Sentence ends that a recogniser did not write."""

from __future__ import annotations

import pytest

from minutes.text.stops import breaks_off, with_stops


@pytest.mark.parametrize(
    ("heard", "stopped"),
    [
        (
            "2点伺いますまず費用はいくらですか次に時期を教えてください以上です",
            "2点伺います。まず費用はいくらですか。次に時期を教えてください。以上です。",
        ),
        ("実施しましたその結果効果がありました", "実施しました。その結果効果がありました。"),
        ("行いますので問題ありません", "行いますので問題ありません。"),
        ("お示ししましたとおり進めます", "お示ししましたとおり進めます。"),
        ("計画はですね来年度からです", "計画はですね来年度からです。"),
        ("検討しますと言いました", "検討しますと言いました。"),
        ("検討します。", "検討します。"),
        ("予定しておりました議題は終わりました。次に進みます", "予定しておりました議題は終わりました。次に進みます。"),
        ("検討しておりますが、", "検討しておりますが、"),
        ("", ""),
    ],
)
def test_stops_stand_where_sentences_end(heard: str, stopped: str) -> None:
    assert with_stops(heard) == stopped


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("申込みと", True),
        ("申込みとですね", True),
        ("検討し", True),
        ("検討します", False),
        ("異議なし", False),
        ("はい。", False),
    ],
)
def test_sentences_that_break_off(text: str, open_: bool) -> None:
    assert breaks_off(text) is open_
