"""Files corrected in their own format: everything that is no wrong form stays, character for character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes.domain import Utterance
from minutes.errors import InputMissing, InputUnreadable, WrongUsage
from minutes.files import write_json
from minutes.text.correctfile import correct_file
from minutes.text.dictionary import find_dictionary, read_dictionary

DX = [read_dictionary(find_dictionary("dx"))[0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_keeps_its_lines_and_its_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    lines = ["山田：LGワンです。", "", "　二つ目\tの行", "生成愛、"]
    (tmp_path / "a.txt").write_bytes(line_end.join(lines).encode(encoding))
    result = correct_file(tmp_path / "a.txt", DX)
    expected = ["山田：LGWANです。", "", "　二つ目\tの行", "生成AI、"]
    assert result.data == line_end.join(expected).encode(encoding)
    assert result.text == result.data.decode(encoding)
    assert [c.before for c in result.corrections] == ["LGワン", "生成愛"]


def test_changes_are_filed_under_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一\n\n前LGワン\n", encoding="utf-8")
    (correction,) = correct_file(tmp_path / "a.txt", DX).corrections
    assert (correction.utterance, correction.start, correction.end) == ("u0003", 1, 5)


def test_a_term_the_encoding_cannot_write_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("用語,誤変換\n𠮷野川,よしの川\n", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes("よしの川".encode("cp932"))
    result = correct_file(tmp_path / "a.txt", [read_dictionary(find_dictionary(tmp_path / "d.csv"))[0]])
    assert result.data == "𠮷野川".encode("utf-8-sig")


def test_captions_keep_times_numbers_names_and_notes(tmp_path: Path) -> None:
    vtt = (
        "WEBVTT LGワン\n\nNOTE LGワン\nLGワン\n\nLGワン\n00:01.000 --> 00:02.000 LGワン\n"
        "<v LGワン><c>LGワン</c>と{}</v>\n\nLGワン\n\n2\n00:02.000 --> 00:03.000\n2\nLGワン\n"
    )
    (tmp_path / "a.vtt").write_text(vtt.format("生成愛"), encoding="utf-8")
    result = correct_file(tmp_path / "a.vtt", DX)
    expected = (
        "WEBVTT LGワン\n\nNOTE LGワン\nLGワン\n\nLGワン\n00:01.000 --> 00:02.000 LGワン\n"
        "<v LGワン><c>LGWAN</c>と生成AI</v>\n\nLGWAN\n\n2\n00:02.000 --> 00:03.000\n2\nLGWAN\n"
    )
    assert result.text == expected
    line = vtt.format("生成愛").split("\n")[7]
    assert [line[c.start : c.end] for c in result.corrections[:2]] == ["LGワン", "生成愛"]
    assert [c.utterance for c in result.corrections] == ["u0008", "u0008", "u0010", "u0015"]


def test_subrip(tmp_path: Path) -> None:
    srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{}\r\n<資料1>{}\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n{}"
    (tmp_path / "a.srt").write_text(srt.format(*["LGワン"] * 3), encoding="utf-8", newline="")
    assert correct_file(tmp_path / "a.srt", DX).text == srt.format(*["LGWAN"] * 3)


def test_our_own_utterances(tmp_path: Path) -> None:
    given_ = Utterance(id="u0001", speaker="A", start=0, end=1, heard="LGワン", text="古い")
    write_json(tmp_path / "utterances.json", [given_])
    result = correct_file(tmp_path / "utterances.json", DX)
    (after,) = json.loads(result.data)
    assert after == {**given_.model_dump(mode="json"), "text": "LGWAN"}


def test_what_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    for name in ("a.docx", "a.m4a", "a"):
        with pytest.raises(WrongUsage, match="直せません"):
            correct_file(tmp_path / name, DX)
    (tmp_path / "transcript.json").write_text('{"language":"ja","duration":1,"model":"m","segments":[]}')
    with pytest.raises(WrongUsage, match=r"utterances\.json"):
        correct_file(tmp_path / "transcript.json", DX)
    with pytest.raises(InputMissing):
        correct_file(tmp_path / "b.txt", DX)
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(InputUnreadable):
        correct_file(tmp_path / "b.txt", DX)


PIECES = st.lists(
    st.sampled_from(["LGワン", "生成愛", "と", "X", "\n", "\r\n", "\r", "\u2028", "\x85", " ", "<v LGワン>", "が"])
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES.map(lambda pieces: ["始", *pieces]))
def test_as_many_lines_come_out_as_went_in_and_a_second_pass_changes_nothing(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("".join(pieces).encode())
    once = correct_file(path, DX)
    assert len(once.text.splitlines()) == len("".join(pieces).splitlines())
    path.write_bytes(once.data)
    assert correct_file(path, DX).text == once.text
