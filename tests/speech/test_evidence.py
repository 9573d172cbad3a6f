"""naming.json: what stands behind every name."""

from __future__ import annotations

from pathlib import Path

from minutes.domain import Attendee, Meeting
from minutes.files import read_json, write_json
from minutes.speech.evidence import Naming, evidence_of
from minutes.speech.naming import name_speakers, owners
from tests.speech.test_naming import MEETING, meeting


def test_every_name_has_its_grounds_in_japanese() -> None:
    named = name_speakers(
        meeting(
            ("A", "ただいまから、決定会議を開会いたします。DX推薦課長、説明をお願いします。"),  # misspelt
            ("B", "資料1をご覧ください。"),
            ("A", "以上で、本日の会議を閉会いたします。"),
        ),
        MEETING,
    )
    chair, called = evidence_of(named).speakers
    assert (chair.speaker, chair.name, chair.seconds) == ("A", "市長公室長", 10.0)
    assert (called.speaker, called.name, called.candidates[0].name) == ("B", "DX推進課長", "DX推進課長")
    ground = called.candidates[0].grounds[0]
    assert (ground.reason, ground.utterance, ground.start) == ("名前を呼ばれた直後に話しました。", "u0001", 0.0)
    assert ground.said == "DX推薦課長、説明をお願いします"
    assert {candidate.name for candidate in chair.candidates} == {"市長公室長", "DX推進課長"}
    assert chair.candidates[1].weight < 0  # nobody calls himself


def test_a_voice_split_in_two_and_one_that_is_two_people_show() -> None:
    named = name_speakers(
        meeting(
            ("A", "ただいまから開会いたします。DX推進課長、お願いします。"),
            ("B1", "DX推進課長です。資料1をご覧ください。"),
            ("A", "ご質問はありますか。DX推進課長、どうぞ。"),
            ("B2", "来年度から始めます。"),
            ("A", "ご質問はありますか。財政課長、どうぞ。"),
            ("C", "伺います。費用はいくらですか。"),
            ("A", "ご質問はありますか。危機管理課長、どうぞ。"),
            ("C", "備蓄品の置き場所はありますか。"),
            ("A", "以上で閉会いたします。"),
        ),
        MEETING,
    )
    found = {one.speaker: one for one in evidence_of(named).speakers}
    assert (found["B1"].also, found["B2"].also) == (("B2",), ("B1",))
    assert (found["C"].name, found["C"].disputed) == (None, True)
    assert [(one.utterance, one.name) for one in found["C"].exceptions] == [
        ("u0006", "財政課長"),
        ("u0008", "危機管理課長"),
    ]


def test_a_microphone_names_for_certain(tmp_path: Path) -> None:
    own = Meeting(title="会議", attendees=(Attendee(role="財政課長", channel=2), Attendee(role="総務課長")))
    named = name_speakers(meeting(("CHANNEL_02", "はい。"), ("CHANNEL_01", "伺います。")), own, owners(own))
    assert [(u.name, u.flags) for u in named.utterances] == [("財政課長", ()), (None, ("unknown_speaker",))]
    evidence = evidence_of(named)
    assert [(one.name, one.certain) for one in evidence.speakers] == [("財政課長", True), (None, False)]
    write_json(tmp_path / "naming.json", evidence)
    assert read_json(tmp_path / "naming.json", Naming) == evidence
