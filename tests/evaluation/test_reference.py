"""References as they are handed in: ours, a clerk's, and broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minutes.errors import InputMissing, InputUnreadable
from minutes.evaluation.reference import read_reference

ONE = {"speaker": "議長", "text": "開会します。", "start": 1.0, "end": 2.5}
EXAMPLES = Path(__file__).parents[2] / "examples"


def _written(tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "正解.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_examples_reference() -> None:
    reference = read_reference(EXAMPLES / "kettei-kaigi.reference.json")
    assert {said.speaker for said in reference.utterances} == {turn.speaker for turn in reference.turns}
    assert reference.duration > reference.utterances[-1].end


def test_turns_of_an_rttm_beside_it_go_before_the_utterances(tmp_path: Path) -> None:
    path = _written(tmp_path, {"duration": 9.0, "utterances": [ONE]})
    assert [(turn.start, turn.end) for turn in read_reference(path).turns] == [(1.0, 2.5)]
    path.with_suffix(".rttm").write_text("SPEAKER x 1 1.200 1.000 <NA> <NA> 議長 <NA> <NA>\n", encoding="utf-8")
    assert [(turn.start, turn.end) for turn in read_reference(path).turns] == [(1.2, 2.2)]


def test_a_clerks_utterances_the_name_is_the_speaker(tmp_path: Path) -> None:
    edited = [
        {**ONE, "id": "u0002", "speaker": "SPEAKER_01", "name": None, "heard": "あ", "start": 3.0, "end": 4.0},
        {**ONE, "id": "u0001", "speaker": "SPEAKER_00", "name": "議長", "heard": "快開します"},
    ]
    reference = read_reference(_written(tmp_path, edited))
    assert [(said.speaker, said.text) for said in reference.utterances] == [
        ("議長", "開会します。"),
        ("SPEAKER_01", "開会します。"),
    ]
    assert reference.duration == 4.0


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("{", "JSON になっていません"),
        ("3", "発言の一覧がありません"),
        ({"duration": 3.0}, "utterances"),
        ({"utterances": []}, "utterances"),
        ({"utterances": [ONE, {"speaker": "議長"}]}, "utterancesの2番目のtext"),
        ({"utterances": [{**ONE, "end": 0.5}]}, "utterancesの1番目"),
        ({"utterances": [{**ONE, "start": "いつか"}]}, "utterancesの1番目のstart"),
        ({"utterances": ["開会します"]}, "utterancesの1番目"),
    ],
)
def test_a_broken_reference_names_the_place(tmp_path: Path, data: Any, place: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_reference(_written(tmp_path, data))
    assert f"（{place}）" in error.value.what


def test_a_missing_reference(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        read_reference(tmp_path / "ない.json")


def test_a_broken_rttm_beside_it(tmp_path: Path) -> None:
    path = _written(tmp_path, {"utterances": [ONE]})
    path.with_suffix(".rttm").write_text("SPEAKER x 1 one two\n", encoding="utf-8")
    with pytest.raises(InputUnreadable):
        read_reference(path)
