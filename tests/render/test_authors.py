"""Which AI took part, what it worded, and what was sent to it."""

from __future__ import annotations

import pytest

from minutes.domain import Authorship, ModelUse
from tests.render.origin import LGWAN, OFFICE, WORDED, drafted
from tests.render.sample import AI, WATER, made, minutes

BY_AI = "本文のうち6文は、生成AI（gpt-oss-20b、shouchi-13b）により作成した。"


def test_the_first_page_says_which_ai_worded_how_much(tmp_path):
    assert BY_AI in made(tmp_path, drafted()).texts


@pytest.mark.parametrize("content", [minutes(), drafted(authorship=(Authorship(item=AI, by_rules=8),))])
def test_without_a_sentence_of_an_ai_it_says_nothing_of_one(tmp_path, content):
    assert not any("生成AI（" in text for text in made(tmp_path, content).texts)


def test_who_was_asked_in_vain_has_worded_nothing(tmp_path):
    models = (ModelUse(stage="transcribe", name="asr-mini"), ModelUse(stage="structure", name="shouchi-13b"))
    read = made(tmp_path, drafted(models=models))
    assert "本文のうち6文は、生成AI（shouchi-13b）により作成した。" in read.texts
    assert "送信先1" in read.record and "送信先2" in read.record


def test_a_record_of_utterances_has_nothing_an_ai_worded(tmp_path):
    read = made(tmp_path, drafted(), form="chikugo")
    assert not any("により作成した" in text for text in read.texts)
    assert "生成AIが書いた文は載せていない" in read.record["文の作成"]
    assert "要求2回" in read.record["送信先1"]


def test_the_record_tells_what_went_where_and_nothing_of_its_content(tmp_path):
    record = made(tmp_path, drafted()).record
    assert record["指示文の版"] == "2026-11.3"
    assert record["送信先1"] == (
        "office（127.0.0.1:11434、庁内）のモデル gpt-oss-20b。要求2回、1,234字、伏せた箇所0か所。"
        "送った内容の識別値（SHA-256）a1a1a1a1a1a1、b2b2b2b2b2b2"
    )
    assert record["送信先2"].startswith(
        "lgwan（ai.example.lg.jp、閉域）のモデル shouchi-13b、利用計画 R7-012。要求30回、120,345字、伏せた箇所37か所。"
    )
    assert record["送信先2"].endswith("131313131313 ほか10件")


def test_one_place_needs_no_number_and_none_is_said_too(tmp_path):
    assert "要求2回" in made(tmp_path, drafted(sent=(OFFICE,))).record["送信先"]
    assert made(tmp_path, minutes()).record["生成AIへの送信"] == "なし"
    unasked = LGWAN.model_copy(update={"requests": 0, "characters": 0, "hashes": ()})
    assert made(tmp_path, drafted(sent=(unasked,))).record["生成AIへの送信"] == "なし"


def test_who_worded_what_item_by_item(tmp_path):
    read = made(tmp_path, drafted())
    assert read.tables[-1] == [["生成AI", "規則", "案件（書いた文の数）"], ["6文", "2文", AI], ["0文", "1文", WATER]]
    assert read.record["文の作成"] == ("生成AI（gpt-oss-20b、shouchi-13b）が6文、発言を整える規則が3文を書いた。")


@pytest.mark.parametrize("worded", [WORDED[:1], tuple(one.model_copy(update={"by_llm": 0}) for one in WORDED)])
def test_a_single_item_or_rules_alone_need_no_table(tmp_path, worded):
    assert len(made(tmp_path, drafted(authorship=worded)).tables) == 1


def test_rules_alone_are_named(tmp_path):
    read = made(
        tmp_path, minutes(provenance=drafted(sent=(), authorship=(Authorship(item=AI, by_rules=8),)).provenance)
    )
    assert read.record["文の作成"] == "8文すべてを、発言を整える規則が書いた。生成AIが書いた文はない。"
