"""反映していない発言: everything of substance that no statement uses, in spoken order, nothing dropped."""

from __future__ import annotations

from minutes.domain import Unreflected
from tests.render.origin import final, unused
from tests.render.sample import AI, items, made, meeting, minutes, utterance, utterances

HEADING = "反映していない発言（議事録のどの文にも使われていないもの）"


def test_each_has_its_item_time_and_speaker(tmp_path):
    heard = list(utterances())
    missed = [Unreflected(utterance=one, text=f"{one}の一部。") for one in ("u0011", "u0009", "u0006")]
    read = made(tmp_path, heard=heard, unreflected=missed)
    assert read.tables[0] == [
        ["案件", "時刻", "発言者", "発言"],
        ["1", "00:01:00", "DX推進課長", "u0006の一部。"],
        ["1", "00:01:30", "発言者2", "u0009の一部。"],
        ["2", "00:01:50", "発言者1", "u0011の一部。"],
    ]
    assert read.headings()[-2:] == [HEADING, "作成の記録"]
    assert read.record["反映していない発言"] == "3件。一覧は上にある。"
    assert "議事録に反映していない発言が3件ある。末尾の一覧を見て、必要なものは本文に加えること。" in read.texts


def test_between_two_items_both_are_named(tmp_path):
    heard = [*utterances()[:9], utterance(9, None, "間の発言。", id="u0099", start=95.0), utterances()[9]]
    read = made(tmp_path, heard=heard, unreflected=[Unreflected(utterance="u0099", text="間の発言。")])
    assert read.tables[0][1][0] == "1・2"


def test_a_single_item_needs_no_number(tmp_path):
    content = minutes(meeting=meeting(agenda=(AI,)), items=items()[:1])
    heard, missed = unused(30)
    read = made(tmp_path, content, heard=[*utterances(), *heard], unreflected=missed)
    assert read.tables[0] == [["時刻", "発言者", "発言"], ["00:05:00", "総務法制課長", "30番目の発言です。"]]


def test_a_long_list_loses_nothing(tmp_path):
    heard, missed = unused(*range(20, 320))
    read = made(tmp_path, heard=[*utterances(), *heard], unreflected=missed[::-1])
    assert [row[3] for row in read.tables[0][1:]] == [one.text for one in missed]


def test_an_utterance_that_is_no_longer_there_stays_in_the_list(tmp_path):
    heard, missed = unused(30)
    gone = Unreflected(utterance="u9999", text="消えた発言。")
    read = made(tmp_path, heard=[*utterances(), *heard], unreflected=[gone, *missed])
    assert read.tables[0][-1] == ["", "", "", "消えた発言。"]


def test_without_times_none_is_told(tmp_path):
    silent = utterance(30, "総務法制課長", "発言。", flags=("no_times",))
    read = made(tmp_path, heard=[*utterances(), silent], unreflected=[Unreflected(utterance="u0030", text="発言。")])
    assert read.tables[0][1][1] == ""


def test_a_form_that_prints_every_utterance_has_no_list(tmp_path):
    heard, missed = unused(30)
    read = made(tmp_path, form="chikugo", heard=[*utterances(), *heard], unreflected=missed)
    assert HEADING not in read.texts and len(read.tables) == 1
    assert not any("反映していない" in text for text in (*read.texts, *read.record))


def test_a_final_document_counts_what_its_draft_listed(tmp_path):
    heard, missed = unused(30, 31)
    read = made(tmp_path, final(minutes()), heard=[*utterances(), *heard], unreflected=missed)
    assert HEADING not in read.texts
    assert read.record["反映していない発言"] == "2件。一覧は案に載せた。"


def test_where_everything_is_used_nothing_is_said(tmp_path):
    read = made(tmp_path)
    assert HEADING not in read.texts and "反映していない発言" not in read.record
