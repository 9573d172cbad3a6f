"""Captions: voices, names before colons, and nothing passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.errors import InputUnreadable
from minutes.text.transcripts import read_transcript

from .roster import MEETING, RESOURCES


def spoken(path: Path) -> list[tuple[str, str]]:
    return [(utterance.speaker, utterance.heard) for utterance in read_transcript(path, MEETING)]


def vtt(tmp_path: Path, body: str, name: str = "a.vtt") -> Path:
    path = tmp_path / name
    path.write_text(body, encoding="utf-8")
    return path


def test_voices_of_teams() -> None:
    found = read_transcript(RESOURCES / "teams.vtt", MEETING)
    assert [(u.id, u.name, u.start, u.end, u.heard) for u in found] == [
        ("u0001", "市長公室長", 3.12, 8.2, "ただいまから、決定会議を開会いたします。"),
        ("u0002", "DX推進課長", 9.0, 14.76, "生成AI & RPAの利用を全ての課に広げたいと考えております。"),
        ("u0003", "総務法制課長", 21.0, 23.5, "どのような体制を"),
        ("u0004", "総務法制課長", 27.0, 29.0, "考えているのか。"),
    ]
    assert found[1].speaker == "山田 太郎 (DX推進課)"


def test_names_before_a_colon_as_zoom_writes_them() -> None:
    found = read_transcript(RESOURCES / "zoom.vtt", MEETING)
    assert [(u.name, u.heard) for u in found] == [
        ("市長公室長", "それでは始めます。"),
        ("DX推進課長", "議題は10：30までに終える予定です。"),
    ]


def test_subrip_with_two_speakers_in_one_caption() -> None:
    assert spoken(RESOURCES / "captions.srt") == [
        ("佐藤", "それでは始めます。"),
        ("山田", "はい。"),
        ("鈴木", "資料1をご覧ください。"),
    ]


def test_nested_unclosed_and_unknown_tags(tmp_path: Path) -> None:
    path = vtt(
        tmp_path,
        "WEBVTT - 会議\n\nNOTE 山田：これは注\n\nSTYLE\n::cue { color: red }\n\n"
        "00:01.000 --> 00:02.000 align:start\n<v.loud 山田><c.yellow><b>はい</b>。</c>\n\n"
        "00:02.000 --> 00:03.000\n<v 佐藤>一つ<v 鈴木>二つ\n\n"
        "00:03.000 --> 00:04.000\n<v 鈴木><資料1>と a < b です。\n\n"
        "00:04.000 --> 00:05.000\n声だけ。\n",
    )
    assert spoken(path) == [
        ("山田", "はい。"),
        ("佐藤", "一つ"),
        ("鈴木", "二つ<資料1>と a < b です。"),
        ("話者不明", "声だけ。"),
    ]


def test_a_blank_line_in_a_caption_loses_nothing(tmp_path: Path) -> None:
    assert spoken(vtt(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n前半、\n\n\n後半。\n\nNOTE 注\n")) == [
        ("話者不明", "前半、後半。")
    ]
    body = "00:00:01,000 --> 00:00:02,000\n前半、\n\n後半。\n\n00:00:03,000 --> 00:00:04,000\n次。"
    assert spoken(vtt(tmp_path, body, "a.srt")) == [("話者不明", "前半、後半。"), ("話者不明", "次。")]


def test_no_voice_goes_on_with_the_speaker_before_in_a_file_of_names(tmp_path: Path) -> None:
    body = "1\n00:00:01.5 --> 00:00:02.0\n山田：はい。\n\n2\n00:00:02,0 --> 00:00:03,0\n続きです。\n"
    assert spoken(vtt(tmp_path, body, "a.srt")) == [("山田", "はい。"), ("山田", "続きです。")]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.vtt", "1\n00:00:01.000 --> 00:00:02.000\nはい\n", "WEBVTT"),
        ("a.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02\nはい\n", "3行目の時刻"),
        ("a.vtt", "WEBVTT\n\n00:99:01.000 --> 00:99:02.000\nはい\n", "3行目の時刻"),
        ("a.srt", "1\n00:01,000 --> 00:02,000\nはい\n", "2行目の時刻"),
        ("a.srt", "山田：はい\n", "時刻の行"),
        ("a.vtt", "WEBVTT\n\n", "発言が一つもありません"),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_passed_over(tmp_path: Path, name: str, body: str, said: str) -> None:
    with pytest.raises(InputUnreadable, match=said) as refusal:
        read_transcript(vtt(tmp_path, body, name), MEETING)
    assert refusal.value.advice != InputUnreadable.default_advice
