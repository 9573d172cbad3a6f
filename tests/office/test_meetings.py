"""Which files of a folder or a list are one meeting, and what its results are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.errors import BadConfiguration, InputMissing, InputUnreadable
from minutes.office.entries import entries_in
from minutes.office.meetings import meetings_in


def _made(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("音")
    return folder


def test_a_recording_is_a_meeting_and_so_is_a_folder_of_parts(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "会議10.m4a",
        "会議2.m4a",
        "会議2.toml",
        "~$会議.m4a",
        "._会議.m4a",
        "メモ.txt",
        "委員会/録音1.wav",
        "委員会/録音2.wav",
        "委員会/会議.toml",
        "6月/一日/a.mp3",
        "会議2.work/audio.flac",
        "済/発言.vtt",
    )
    found = {one.name: one for one in meetings_in(tmp_path)}
    assert list(found) == ["会議2", "会議10", "一日", "委員会", "済"]
    assert found["委員会"].inputs == (tmp_path / "委員会",)
    assert found["委員会"].meeting == tmp_path / "委員会/会議.toml"
    assert found["会議2"].meeting == tmp_path / "会議2.toml"
    assert found["会議10"].meeting is None
    assert found["済"].inputs == (tmp_path / "済/発言.vtt",)


@pytest.mark.parametrize(
    ("files", "description", "papers"),
    [
        (("会/a.mp3", "会/会議.toml", "会/x.toml"), "会議.toml", []),
        (("会/a.mp3", "会/Meeting.toml", "会/会議情報.xlsx"), "Meeting.toml", []),
        (("会/a.mp3", "会/x.toml"), "x.toml", []),
        (("会/a.mp3", "会/x.toml", "会/y.toml"), None, []),
        (("会/a.mp3", "会/会議情報（庁議）.xlsx", "会/名簿.xlsx"), "会議情報（庁議）.xlsx", ["名簿.xlsx"]),
        (("会/a.mp3", "会/資料/次第.pdf", "会/次第.doc", "会/写真.jpg"), None, ["次第.doc", "次第.pdf"]),
        (("会/a.vtt", "会/次第.txt"), None, ["次第.txt"]),
    ],
)
def test_what_describes_a_meeting_lies_beside_it(
    tmp_path: Path, files: tuple[str, ...], description: str | None, papers: list[str]
) -> None:
    (entry,) = entries_in(_made(tmp_path, *files))
    assert (entry.description and entry.description.name) == description
    assert [path.name for path in entry.papers] == papers
    assert len(entry.files) == len(files)


def test_nothing_that_lies_there_is_passed_over(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "会/a.mp3",
        "会/午後/b.mp3",
        "会/午後/次第.txt",
        "二つ/a.vtt",
        "二つ/b.vtt",
        "b.mp3",
        "b.xlsx",
        "会議情報.xlsx",
    )
    found = {entry.name: entry for entry in entries_in(tmp_path)}
    assert list(found) == ["b", "二つ", "会", "午後"]
    assert found["b"].description == tmp_path / "b.xlsx"
    assert "いくつも" in str(found["二つ"].problem)
    assert [path.name for path in found["午後"].papers] == ["次第.txt"]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("a.m4a", "a.mp3"), ["a（m4a）", "a（mp3）"]),
        (("4月/会議/a.m4a", "5月/会議/b.mp3"), ["会議（4月）", "会議（5月）"]),
        (("b.m4a", "会議/x.m4a"), ["b", "会議"]),
    ],
)
def test_meetings_of_one_name_are_told_apart(tmp_path: Path, files: tuple[str, ...], names: list[str]) -> None:
    assert [one.name for one in meetings_in(_made(tmp_path, *files))] == names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_from_excel(tmp_path: Path, encoding: str) -> None:
    _made(tmp_path, "午前.m4a", "午後.m4a", "別.m4a")
    rows = "録音,名前,会議ファイル,様式,辞書,備考\n午前.m4a|午後.m4a,本会議,本会議.toml,chikugo,gyosei|dx,x\n別.m4a,,,,,\n,,,,,\n"
    (tmp_path / "一覧.csv").write_bytes(rows.encode(encoding))
    first, second = meetings_in(tmp_path / "一覧.csv")
    assert first.inputs == (tmp_path / "午前.m4a", tmp_path / "午後.m4a")
    assert (first.name, first.meeting) == ("本会議", tmp_path / "本会議.toml")
    assert first.wishes == {"form": "chikugo", "dictionaries": ("gyosei", "dx")}
    assert (second.name, second.wishes) == ("別", {})


def test_what_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        meetings_in(tmp_path / "無い")
    with pytest.raises(InputUnreadable, match="一つもありません"):
        meetings_in(tmp_path)
    (tmp_path / "一覧.csv").write_text("名前\n会議\n")
    with pytest.raises(BadConfiguration, match="「録音」"):
        meetings_in(tmp_path / "一覧.csv")
