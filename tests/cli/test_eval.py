"""`minutes eval` over a work folder that the road left, with engines that answer at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from minutes.cli.main import call
from minutes.pipeline import run
from minutes.progress import NoProgress
from minutes.workfolder import UTTERANCES, WorkFolder
from tests.conftest import RATE, write_wav
from tests.fakes.orders import EACH_S, RECORDING_S, SCRIPT, SPOKEN_S, fake_order

ROLES = {"A": "市長公室長", "B": "DX推進課長", "C": "総務法制課長"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The road once; every test gets a copy."""
    place = tmp_path_factory.mktemp("road")
    time = np.arange(round(RECORDING_S * RATE)) / RATE
    recording = write_wav(place / "tone.wav", 0.1 * np.sin(2 * np.pi * 440 * time))
    with WorkFolder(place / "会議.work").held() as folder:
        run(fake_order([recording], []), folder, NoProgress())
    return place / "会議.work"


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / made.name))


@pytest.fixture
def ref(tmp_path: Path) -> Path:
    path = tmp_path / "正解.json"
    said = [
        {"speaker": ROLES[who], "text": text, "start": number * EACH_S, "end": number * EACH_S + SPOKEN_S}
        for number, (who, text) in enumerate(SCRIPT)
    ]
    path.write_text(json.dumps({"duration": RECORDING_S, "utterances": said}, ensure_ascii=False), encoding="utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert call(["eval", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _change(work: Path, number: int, **fields: Any) -> None:
    path = work / UTTERANCES
    utterances = json.loads(path.read_text("utf-8"))
    utterances[number] |= fields
    path.write_text(json.dumps(utterances, ensure_ascii=False), encoding="utf-8")


def test_a_flawless_result(work: Path, ref: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "--ref", str(ref), str(work))
    (meeting,) = told["meetings"]
    scores = meeting["scores"]
    assert meeting["work"] == str(work)
    assert scores["cer"]["value"] == scores["cpcer"]["value"] == scores["lost"]["value"] == 0
    assert scores["names"]["right"]["value"] == 1
    assert scores["terms"]["value"] == 1
    assert scores["terms"]["whole"] > 5  # roles and the agenda's words
    assert scores["der"]["part"] == pytest.approx(0.1 * len(SCRIPT))  # the fake's turns are a tenth of a second longer
    assert told["total"] == scores


def test_mistakes_are_found_and_several_meetings_pooled(
    work: Path, ref: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _json(capsys, "--ref", str(ref), str(work))["total"]
    _change(work, 1, name="総務法制課長")
    _change(work, 2, text="各課に広げたいと考えております。")
    told = _json(capsys, "--ref", str(ref), str(work))["meetings"][0]
    assert [wrong["name"] for wrong in told["wrong_names"]] == ["総務法制課長"]
    assert told["scores"]["names"]["wrong_unflagged"]["part"] > 0
    assert told["scores"]["cer"]["part"] > 0
    assert told["scores"]["cer_heard"]["part"] == 0
    both = _json(capsys, "--ref", str(ref), "--ref", str(ref), str(work), str(work))
    assert both["total"]["cer"]["part"] == 2 * told["scores"]["cer"]["part"]
    assert both["total"]["cer"]["whole"] == 2 * first["cer"]["whole"]


def test_the_clerks_corrected_utterances_are_a_reference(
    work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "直した発言.json"
    own.write_bytes((work / UTTERANCES).read_bytes())
    _change(work, 0, name=None)
    scores = _json(capsys, "--ref", str(own), str(work))["total"]
    assert scores["cer"]["value"] == 0
    assert 0 < scores["names"]["unnamed"]["value"] < 1


def test_terms_of_a_dictionary_are_looked_for(
    work: Path, ref: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _json(capsys, "--ref", str(ref), str(work))["total"]["terms"]["whole"]
    terms = tmp_path / "用語.csv"
    terms.write_text("用語,よみ,誤変換\n担当者,たんとうしゃ,\n", encoding="utf-8")
    after = _json(capsys, "--ref", str(ref), str(work), "--dictionary", str(terms))["total"]["terms"]["whole"]
    assert after == before + 1


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_tables_fit_the_terminal(
    work: Path, ref: Path, columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", columns)
    _change(work, 1, name="総務法制課長")
    for works in ([str(work)], [str(work), str(work)]):
        assert call(["eval", "--ref", str(ref), *works]) == 0
        shown = capsys.readouterr().out
        assert max(map(cell_len, shown.splitlines())) <= int(columns)
        assert "…" not in shown  # nothing was cut
        assert "CER" in shown
    assert "全体" in shown


def test_a_picture_for_each(work: Path, ref: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "図.png"
    assert call(["eval", "--ref", str(ref), str(work), "--picture", str(place)]) == 0
    assert place.read_bytes().startswith(b"\x89PNG")
    assert str(place) in capsys.readouterr().err
    assert call(["eval", "--ref", str(ref), str(work), str(work), "--picture", str(place)]) == 0
    assert (tmp_path / "図-1.png").is_file()
    assert (tmp_path / "図-2.png").is_file()


def test_nothing_is_written_into_the_work_folder(work: Path, ref: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in work.iterdir()}
    assert call(["eval", "--ref", str(ref), str(work)]) == 0
    assert {path.name: path.stat().st_mtime_ns for path in work.iterdir()} == before


def test_a_finished_transcript_without_times_has_text_figures_only(
    ref: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = tmp_path / "会議.txt"
    talk.write_text("".join(f"{ROLES[who]}：{text}\n" for who, text in SCRIPT), encoding="utf-8")
    assert call(["run", str(talk), "-o", str(tmp_path / "会議.docx")]) == 0
    scores = _json(capsys, "--ref", str(ref), str(tmp_path / "会議.work"))["total"]
    assert scores["cer"]["value"] == scores["lost"]["value"] == 0
    assert scores["der"]["value"] is None
    assert scores["names"]["right"]["value"] is None
    assert scores["coverage_lost"]["value"] is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--ref", "{ref}", "{missing}"], 66),
        (["--ref", "{missing}", "{work}"], 66),
        (["--ref", "{broken}", "{work}"], 65),
        (["--ref", "{ref}", "--ref", "{ref}", "--ref", "{ref}", "{work}", "{work}"], 2),
        (["{work}"], 2),
        (["--ref", "{ref}"], 2),
        (["--ref", "{ref}", "{empty}"], 66),
        (["--ref", "{ref}", "{work}", "--picture", "{broken}/図.png"], 73),
    ],
)
def test_what_cannot_be_compared(
    work: Path, ref: Path, tmp_path: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").write_text("{", encoding="utf-8")
    places = {"ref": ref, "work": work} | {name: tmp_path / name for name in ("missing", "broken", "empty")}
    assert call(["eval", *(argument.format_map(places) for argument in arguments)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("エラー：")
