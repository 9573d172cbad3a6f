"""Text with names, times, or both."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.text.transcripts import read_transcript
from minutes.text.transcripts.merging import NO_TIMES
from minutes.text.transcripts.plain import cues_of

from .roster import MEETING, RESOURCES


def said(*lines: str) -> list[tuple[str, float | None, str]]:
    return [(cue.speaker, cue.start, cue.text) for cue in cues_of(lines)]


def test_a_text_of_names() -> None:
    found = read_transcript(RESOURCES / "named.txt", MEETING)
    assert [(u.name, u.start, u.end, u.heard) for u in found] == [
        ("市長公室長", 0.0, 83.0, "ただいまから、決定会議を開会いたします。"),
        ("DX推進課長", 0.0, 83.0, "生成AIの利用を広げたいと考えております。"),
        ("DX推進課長", 0.0, 83.0, "費用は次のとおり：年間120万円です。"),
        ("総務法制課長", 83.0, 100.0, "体制を伺います。"),
        ("DX推進課長", 100.0, 100.0, "各課に担当者を置きます。"),
    ]


def test_without_times_all_begin_at_zero_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("山田：はい。\n続けます。\n佐藤：どうぞ。", encoding="utf-8")
    found = read_transcript(path, MEETING)
    assert [(u.id, u.speaker, u.heard) for u in found] == [
        ("u0001", "山田", "はい。"),
        ("u0002", "山田", "続けます。"),
        ("u0003", "佐藤", "どうぞ。"),
    ]
    assert all((u.start, u.end, u.flags) == (0.0, 0.0, (NO_TIMES,)) for u in found)


@pytest.mark.parametrize(
    "lines",
    [
        ("[00:01:23] 山田：はい。",),
        ("［00：01：23］山田：はい。",),
        ("(1:23) 山田: はい。",),
        ("00:01:23 山田：はい。",),
        ("00:01:23.0 --> 00:01:25.0", "山田", "はい。"),
        ("00:01:23 山田", "はい。"),
        ("山田   1:23", "はい。"),
        ("山田 [00:01:23]：", "はい。"),
        ("[山田] 00:01:23", "はい。"),
        ("00:01:23", "山田：はい。"),
    ],
)
def test_a_time_stands_before_or_behind_the_name(lines: tuple[str, ...]) -> None:
    assert said(*lines) == [("山田", 83.0, "はい。")]


@pytest.mark.parametrize(
    "line", ["10:30から始めます。", "開会は 10:30", "本日は10：30に終えます。", "第1号、10:05。", "3：2で可決です。"]
)
def test_a_time_in_a_sentence_is_part_of_it(line: str) -> None:
    assert said("山田：はい。", line)[1] == ("山田", None, line)


def test_titles_above_the_first_speaker_are_no_speech_but_sentences_are() -> None:
    assert said("決定会議", "令和7年8月6日", "開会します。", "山田：はい。") == [
        ("", None, "開会します。"),
        ("山田", None, "はい。"),
    ]
    assert said("決定会議", "令和7年8月6日") == [("", None, "決定会議"), ("", None, "令和7年8月6日")]
