"""Our own utterances.json and transcript.json as input."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.domain import Segment, Transcript, Utterance, Word
from minutes.errors import InputUnreadable
from minutes.files import write_json
from minutes.text.transcripts import read_transcript

from .roster import MEETING


def utterance(id_: str, **changes: object) -> Utterance:
    values = {"id": id_, "speaker": "山田", "start": 1.0, "end": 2.0, "heard": "当弁", "text": "答弁", **changes}
    return Utterance.model_validate(values)


def test_utterances_stay_as_they_are_and_are_named(tmp_path: Path) -> None:
    given = [utterance("u0007", flags=("overlap",)), utterance("u0009", speaker="X", name="市長公室長", confidence=0.5)]
    write_json(tmp_path / "utterances.json", given)
    found = read_transcript(tmp_path / "utterances.json", MEETING)
    assert found == (given[0].model_copy(update={"name": "DX推進課長"}), given[1])


def test_segments_become_utterances_of_nobody_known(tmp_path: Path) -> None:
    words = (Word(start=1, end=2, text="はい", probability=0.4), Word(start=2, end=3, text="。", probability=0.8))
    segments = (Segment(start=1, end=3, text=" はい。", words=words), Segment(start=3, end=4, text="次。"))
    write_json(tmp_path / "t.json", Transcript(language="ja", duration=5, model="m", segments=segments))
    found = read_transcript(tmp_path / "t.json", MEETING)
    assert [(u.id, u.heard, u.start, u.end, u.flags) for u in found] == [
        ("u0001", "はい。", 1, 3, ("unknown_speaker",)),
        ("u0002", "次。", 3, 4, ("unknown_speaker",)),
    ]
    assert [round(u.confidence, 6) for u in found] == [0.6, 1.0]


@pytest.mark.parametrize("content", ['{"a": 1}', "[1]", '[{"id": "u0001"}]', "{", "はい"])
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputUnreadable, match="でもありません"):
        read_transcript(tmp_path / "a.json", MEETING)


def test_two_utterances_of_one_name_are_refused(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", [utterance("u0001"), utterance("u0002"), utterance("u0001")])
    with pytest.raises(InputUnreadable, match="u0001"):
        read_transcript(tmp_path / "a.json", MEETING)


def test_no_utterances_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputUnreadable, match="発言が一つもありません"):
        read_transcript(tmp_path / "a.json", MEETING)
