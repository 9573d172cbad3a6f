"""Encodings, files that are no text, and input made to hurt."""

from __future__ import annotations

import codecs
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes.errors import InputMissing, InputUnreadable
from minutes.text.transcripts import SUFFIXES, is_transcript, read_transcript

from .roster import MEETING, RESOURCES

SPOKEN = "山田：髙い管渠の費用です。\r\n佐藤：了承します。\r\n"


@pytest.mark.parametrize("name", ["a.vtt", "a.SRT", "会議.txt", "a.docx", "utterances.json"])
def test_transcripts_are_known_by_their_suffix(name: str) -> None:
    assert is_transcript(Path(name))


@pytest.mark.parametrize("name", ["a.m4a", "a.wav", "txt", "a.doc", "a.txt.mp3"])
def test_recordings_are_no_transcripts(name: str) -> None:
    assert not is_transcript(Path(name))


@pytest.mark.parametrize(
    "data",
    [
        SPOKEN.encode(),
        codecs.BOM_UTF8 + SPOKEN.encode(),
        SPOKEN.encode("utf-16"),
        codecs.BOM_UTF16_BE + SPOKEN.encode("utf-16-be"),
        SPOKEN.encode("utf-16-le"),
        SPOKEN.encode("utf-16-be"),
        SPOKEN.encode("cp932"),
        SPOKEN.replace("\r\n", "\r").encode(),
        SPOKEN.replace("\r\n", "\u2028").encode(),
        SPOKEN.replace("髙", "高").encode("iso2022_jp"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16", "utf-16-be bom", "utf-16-le", "utf-16-be", "cp932", "cr", "u2028", "jis"],
)
def test_every_encoding_of_an_office_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    found = read_transcript(tmp_path / "a.txt", MEETING)
    assert [u.heard.replace("高", "髙") for u in found] == ["髙い管渠の費用です。", "了承します。"]
    assert [u.name for u in found] == ["DX推進課長", "市長公室長"]


def test_captions_in_cp932_and_utf_16(tmp_path: Path) -> None:
    source = (RESOURCES / "captions.srt").read_text(encoding="utf-8")
    for encoding in ("cp932", "utf-16", "utf-8-sig"):
        (tmp_path / "a.srt").write_bytes(source.replace("\n", "\r\n").encode(encoding))
        assert len(read_transcript(tmp_path / "a.srt", MEETING)) == 3


def test_invisible_signs_are_gone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\u202a山\u200b田\ufeff：は\x07い\u00ad。\x00", encoding="utf-8")
    (only,) = read_transcript(tmp_path / "a.txt", MEETING)
    assert (only.speaker, only.heard) == ("山田", "はい。")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_and_missing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with pytest.raises(InputMissing):
        read_transcript(path, MEETING)
    for content in (b"", b" \r\n \n"):
        path.write_bytes(content)
        with pytest.raises(InputUnreadable, match="空です"):
            read_transcript(path, MEETING)
    path.unlink()
    path.mkdir()
    with pytest.raises(InputUnreadable, match="フォルダー"):
        read_transcript(path, MEETING)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("seed", range(5))
def test_noise_is_refused(tmp_path: Path, suffix: str, seed: int) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(random.Random(seed).randbytes(5_000))
    with pytest.raises(InputUnreadable) as refusal:
        read_transcript(path, MEETING)
    assert str(path) in str(refusal.value)
    assert refusal.value.advice != InputUnreadable.default_advice


def test_other_files_renamed_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.txt", "w") as packed:
        packed.writestr("a", "a")
    with pytest.raises(InputUnreadable, match="zip"):
        read_transcript(tmp_path / "a.txt", MEETING)
    (tmp_path / "a.vtt").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(200))
    with pytest.raises(InputUnreadable, match="音声か動画"):
        read_transcript(tmp_path / "a.vtt", MEETING)


@pytest.mark.parametrize(
    "line",
    [
        "あ" * 2_000_000,
        " " * 500_000 + "x",
        "山田" + " " * 500_000 + "：x",
        "<v " + " " * 500_000,
        "<v 山田>" * 50_000,
        "<" * 500_000,
        "&amp" * 200_000,
        "- " * 300_000,
        "。」" * 300_000 + "x",
        "山田：" * 200_000,
        "**" + "*a" * 200_000,
        "\x00" + "あ" * 500_000,
    ],
    ids=range(12),
)
def test_huge_and_nasty_lines_are_read(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"山田：はい。\n{line}\n", encoding="utf-8")
    assert read_transcript(tmp_path / "a.txt", MEETING)[0].heard == "はい。"
    (tmp_path / "a.vtt").write_text(f"WEBVTT\n\n00:01.000 --> 00:02.000\nはい。\n{line}\n", encoding="utf-8")
    assert read_transcript(tmp_path / "a.vtt", MEETING)
    (tmp_path / "a.srt").write_text(f"1\n00:00:01,000 --> 00:00:02,000\nはい。\n{line}\n", encoding="utf-8")
    assert read_transcript(tmp_path / "a.srt", MEETING)


def test_a_hundred_thousand_blank_lines(tmp_path: Path) -> None:
    for name, body in (
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n"),
    ):
        (tmp_path / name).write_text(body + "一。" + "\n" * 100_000 + "二。", encoding="utf-8")
        assert [u.heard for u in read_transcript(tmp_path / name, MEETING)] == ["一。二。"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "山田：はい", "00:01:02", "00:00:01,000 --> 00:00:02,000", "WEBVTT", "1", "NOTE x", "<v 山田>a</v>"]
        ),
        st.text(alphabet="山田：:はい。0129 []<>-/&;\u200b\t", max_size=12),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, suffix=st.sampled_from([".txt", ".vtt", ".srt"]))
def test_whatever_the_lines_there_are_utterances_or_a_refusal(tmp_path: Path, lines: list[str], suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("\n".join(["WEBVTT", "", *lines] if suffix == ".vtt" else lines), encoding="utf-8")
    try:
        found = read_transcript(path, MEETING)
    except InputUnreadable:
        return
    assert [u.id for u in found] == [f"u{number:04}" for number in range(1, len(found) + 1)]
    assert all(u.heard.strip() and u.heard == u.text and 0 <= u.start <= u.end for u in found)
