"""The comment behind each mark: what is to be checked and why, whose words, where in the recording."""

from __future__ import annotations

import pytest

from minutes.domain import ActionItem, AgendaItem, Decision
from minutes.render.flags import about_text
from minutes.structure import agenda, results, threads, topics
from minutes.unsupported import CODES, flag, sentence
from tests.render.sample import AI, made, meeting, minutes, said


def of(*parts, **rest):
    return minutes(meeting=meeting(agenda=(AI,)), items=(AgendaItem(title=AI, statements=parts, **rest),))


def remark_on(tmp_path, content):
    (remark,) = [comment for comment in made(tmp_path, content).comments if "根拠" in comment]
    return remark.split("\n")


def test_a_statement_that_its_evidence_does_not_support(tmp_path):
    content = of(said("answer", "DX推進課長", "経費は120万円である。", 4, flags=(flag("amount", "120万円"),)))
    assert remark_on(tmp_path, content) == [
        "理由：金額「120万円」が、根拠の発言に（その意味では）ありません。",
        "発言者：DX推進課長",
        "録音の時刻：00:00:40～00:00:48",
        "書き起こし：外部に情報を送信しない構成を考えております。",
    ]
    assert "→（DX推進課長）経費は120万円である。【要確認】" in made(tmp_path, content).texts


def test_decisions_and_to_dos_too(tmp_path):
    asked = said("question", "総務法制課長", "どうか。", 3)
    decision = Decision(text="否決する。", evidence=("u0008",), flags=(flag("negation", "否決する"),))
    action = ActionItem(text="報告する。", owner="総務局長", evidence=("u0008",), flags=(flag("name", "総務局長"),))
    read = made(tmp_path, of(asked, decisions=(decision,), actions=(action,)), "shingikai")
    assert "結果：否決する。【要確認】" in read.texts
    assert "・報告する。（担当：総務局長）【要確認】" in read.texts
    assert any("向きが違います" in one and "00:01:20" in one for one in read.comments)
    assert any("名前「総務局長」が、" in one for one in read.comments)


def test_evidence_nobody_spoke_leaves_the_reason_alone(tmp_path):
    content = of(said("answer", "DX推進課長", "ない。", 999, flags=(flag("unknown_evidence", "u0999"),)))
    assert remark_on(tmp_path, content) == ["理由：根拠として示された番号「u0999」の発言は、この会議にありません。"]


def test_several_failures_share_a_mark(tmp_path):
    flags = (flag("amount", "120万円"), flag("date", "来月"), "low_confidence", flag("amount", "120万円"))
    remark = remark_on(tmp_path, of(said("answer", "DX推進課長", "来月120万円。", 4, flags=flags)))
    assert [line[:6] for line in remark] == [
        "理由：金額「",
        "理由：日付や",
        "理由：聞き取",
        "発言者：DX",
        "録音の時刻：",
        "書き起こし：",
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_sentence(code):
    assert about_text((flag(code, "甲"),)) == (sentence(code, "甲"),)


@pytest.mark.parametrize(
    "set_by_structure",
    [agenda.UNPLANNED, agenda.UNCERTAIN, results.NO_ASSENT, threads.UNCERTAIN, threads.ESTIMATED, topics.PROPOSED],
)
def test_what_structure_doubts_is_said_in_a_sentence(set_by_structure):
    assert "確認が必要です" not in about_text((set_by_structure,))[0]


def test_a_flag_in_no_table_is_shown_as_it_is():
    assert about_text(("unsupported_colour:red",)) == ("確認が必要です（unsupported_colour:red）。",)
