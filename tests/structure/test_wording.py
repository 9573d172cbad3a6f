"""What is only said aloud, as pairs."""

from __future__ import annotations

import pytest

from minutes.structure.extractive import in_register
from minutes.structure.wording import heading


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        (
            "交付金ですが、採択されなかった場合はどうするのですか。",
            "交付金については、採択されなかった場合はどうするのか。",
        ),
        ("まず1点目ですが、登録情報は引き継がれますか。", "まず1点目は、登録情報は引き継がれるのか。"),
        ("2点目の窓口での申込みですが、継続します。", "2点目の窓口での申込みについては、継続する。"),
        (
            "書かない窓口なんですけれども、導入したいと考えております。",
            "書かない窓口については、導入したいと考えている。",
        ),
        ("私は賛成ですが、費用が心配です。", "私は賛成であるが、費用が心配である。"),
        ("昨年度は312件ですが、増えています。", "昨年度は312件であるが、増えている。"),
        ("検討しているところですが、結論は出ていません。", "検討しているところであるが、結論は出ていない。"),
        ("難しいですが、進めます。", "難しいが、進める。"),
        ("312件ですが、増えています。", "312件であるが、増えている。"),
        ("お尋ねの件ですが、現時点では把握しておりません。", "お尋ねの件については、現時点では把握していない。"),
        ("費用は年間42万円ですが、増えます。", "費用は年間42万円であるが、増える。"),
        ("42万円ですが、増えます。", "42万円であるが、増える。"),
        ("私は賛成ですが、1点だけ。", "私は賛成である。"),
        ("いいえ、考えておりません。", "考えていない。"),
    ],
)
def test_what_is_said_as_it_is_printed(spoken: str, printed: str) -> None:
    assert in_register(spoken, "dearu") == printed


@pytest.mark.parametrize(
    ("spoken", "topic"),
    [
        ("次に、収益的収支です。", "収益的収支"),
        ("続きまして、歳出でございます。", "歳出"),
        ("次に、増えたのは35件です。", None),
        ("白紙です。", None),
        ("次に、検討が必要です。", None),
    ],
)
def test_a_sentence_that_only_names_a_topic(spoken: str, topic: str | None) -> None:
    assert heading(spoken) == topic
