"""`minutes mask` as a clerk types it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from minutes.cli.main import call

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 山田>{}</v>\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\n{}\n"
SAID = "鈴木さんの電話は090-1234-5678です。"
MASKED = "〔個人1〕さんの電話は〔電話1〕です。"


def _utterances(text: str) -> str:
    return json.dumps(
        [{"id": "u0001", "speaker": "A", "start": 0.0, "end": 1.0, "heard": text, "text": text}], ensure_ascii=False
    )


@pytest.mark.parametrize(("suffix", "frame"), [(".txt", "課長：{}\nはい。\n"), (".vtt", VTT), (".srt", SRT)])
def test_text_in_text_and_map_out_and_back(suffix: str, frame: str, tmp_path: Path) -> None:
    source, out, table, back = (tmp_path / name for name in (f"会議{suffix}", f"匿名{suffix}", "表.json", "戻し.txt"))
    source.write_text(frame.format(SAID), encoding="utf-8")
    assert call(["mask", str(source), "-o", str(out), "--map", str(table)]) == 0
    assert out.read_text("utf-8") == frame.format(MASKED)
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    assert call(["mask", str(out), "-o", str(back), "--map", str(table), "--restore"]) == 0
    assert back.read_text("utf-8") == frame.format(SAID)


def test_utterances_are_masked_as_heard_and_as_corrected(tmp_path: Path) -> None:
    source, out = tmp_path / "utterances.json", tmp_path / "out.json"
    source.write_text(_utterances(SAID), encoding="utf-8")
    assert call(["mask", str(source), "-o", str(out), "--map", str(tmp_path / "m.json")]) == 0
    (utterance,) = json.loads(out.read_text("utf-8"))
    assert (utterance["heard"], utterance["text"]) == (MASKED, MASKED)


def test_the_roster_stays_and_the_list_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meeting, terms, source, out = (tmp_path / name for name in ("m.toml", "terms.txt", "a.txt", "b.txt"))
    meeting.write_text('title = "会議"\n[[attendees]]\nrole = "委員"\nname = "鈴木 一郎"\n', encoding="utf-8")
    terms.write_text("# 公表前\nすみれ計画\n", encoding="utf-8")
    source.write_text("鈴木さんと田中さんが、すみれ計画を見ました。\n", encoding="cp932")
    given = [str(source), "-o", str(out), "--map", str(tmp_path / "t.json"), "--meeting", str(meeting)]
    assert call(["mask", *given, "--terms", str(terms)]) == 0
    assert out.read_text("cp932") == "鈴木さんと〔個人1〕さんが、〔秘匿語1〕を見ました。\n"
    said = capsys.readouterr().err
    assert "2か所" in said
    assert "田中" not in said


def test_forgetting_a_work_folder_and_what_expired_below(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, expires in (("a.work", '"2020-01-01"'), ("b.work", '"2999-01-01"'), ("c.work", "null")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "masking.json").write_text(f'{{"expires": {expires}, "entities": []}}')
        (tmp_path / name / "minutes.json").write_text("{}")
    assert call(["mask", "--forget-expired", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'a.work' / 'masking.json'}\n"
    assert call(["mask", "--forget", str(tmp_path / "b.work")]) == 0
    assert [path.parent.name for path in sorted(tmp_path.rglob("masking.json"))] == ["c.work"]
    assert len(list(tmp_path.rglob("minutes.json"))) == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{source}"], 2),
        (["{source}", "-o", "{source}", "--map", "m.json"], 2),
        (["{source}", "-o", "o.txt", "--map", "o.txt"], 2),
        (["会議.docx", "-o", "o.txt", "--map", "m.json"], 2),
        (["nothing.txt", "-o", "o.txt", "--map", "m.json"], 66),
        (["--forget", "nowhere"], 66),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "a.txt"
    source.write_text(SAID, encoding="utf-8")
    assert call(["mask", *(argument.format(source=source) for argument in arguments)]) == code
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
