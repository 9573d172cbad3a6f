"""An uncertain boundary moves among the sentences around it or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minutes.structure.agenda import NOT_FOUND, TOGETHER, UNCERTAIN
from minutes.structure.llm.prompts import load_prompts
from minutes.structure.llm.refine import AROUND, refine
from minutes.structure.sentences import Sentence
from minutes.structure.topics import PROPOSED, Section
from tests.fakes.chat_server import Answer, ChatServer, Status, always
from tests.fakes.honest import honest
from tests.structure.llm.asking import TwoNames, asker
from tests.structure.meetings import said

SAID = said(
    *(
        (role, text)
        for number in range(10)
        for role, text in (("議長", f"{number}番です。"), ("課長", f"答え{number}です。"))
    )
)


def two(cut: int, *flags: str, sentences: tuple[Sentence, ...] = SAID) -> tuple[Section, ...]:
    second = (NOT_FOUND,) if cut == len(sentences) else ()
    return Section("甲の件", sentences[:cut], flags), Section("乙の件", sentences[cut:], second)


def refined(sections: tuple[Section, ...], answer: Answer, folder: Path, **settings: Any) -> tuple[Section, ...]:
    with ChatServer(answer) as server:
        return refine(sections, asker(server.base_url, folder, **settings), load_prompts())


def first(number: object) -> Answer:
    return always(json.dumps({"first_of_second": number}))


@pytest.mark.parametrize(("cut", "answer", "expected"), [(10, 5, 4), (10, 20, 19), (10, 11, 10), (18, 1, 3)])
def test_the_boundary_moves_where_the_model_says(cut: int, answer: int, expected: int, tmp_path: Path) -> None:
    sections = refined(two(cut, UNCERTAIN), first(answer), tmp_path)
    assert [len(section.sentences) for section in sections] == [expected, 20 - expected]
    assert (*sections[0].sentences, *sections[1].sentences) == SAID
    assert sections[0].flags == (UNCERTAIN,)


@pytest.mark.parametrize(
    "answer",
    [
        first(None),
        first(0),
        first(-3),
        first(21),
        first("七"),
        first(1),
        first([3]),
        always("わかりません。"),
        always('{"first_of_sec'),
        always(Status(500, retry_after="0.01")),
        always(Status(401)),
        honest,
    ],
)
def test_an_answer_that_is_none_changes_nothing(answer: Answer, tmp_path: Path) -> None:
    assert refined(two(10, UNCERTAIN), answer, tmp_path) == two(10, UNCERTAIN)


def test_certain_boundaries_and_items_taken_together_are_not_asked_about(tmp_path: Path) -> None:
    together = (Section("甲の件", SAID[:10], (UNCERTAIN,)), Section("乙の件", SAID[10:], (TOGETHER,)))
    with ChatServer(first(3)) as server:
        for sections in (two(10), together):
            assert refine(sections, asker(server.base_url, tmp_path), load_prompts()) == sections
        assert server.requests == []


def test_items_that_do_not_follow_each_other_are_left_alone(tmp_path: Path) -> None:
    apart = (
        Section("甲の件", SAID[:5], (UNCERTAIN,)),
        Section("乙の件", SAID[12:], ()),
        Section("丙の件", SAID[5:12], ()),
    )
    assert refined(apart, first(2), tmp_path) == apart


def test_an_item_nobody_announced_is_found_in_the_one_before_it(tmp_path: Path) -> None:
    sections = refined(two(20, UNCERTAIN), first(13), tmp_path)
    assert [len(section.sentences) for section in sections] == [12, 8]
    assert sections[1].flags == (UNCERTAIN,)  # it has sentences now, and a person has to look


def test_only_what_stands_around_the_boundary_is_shown(tmp_path: Path) -> None:
    many = said(*(("議長" if number % 2 else "課長", f"{number}番の話です。") for number in range(100)))
    with ChatServer(first(None)) as server:
        refine(two(50, UNCERTAIN, sentences=many), asker(server.base_url, tmp_path), load_prompts())
        data = server.requests[0].data
    assert [data["sentences"][0]["text"], data["sentences"][-1]["text"]] == ["35番の話です。", "64番の話です。"]
    assert (data["now"], data["first"], data["second"]) == (AROUND + 1, "甲の件", "乙の件")


def test_long_sentences_are_shown_as_far_as_there_is_room(tmp_path: Path) -> None:
    listed = "、".join(f"{number}番の遊具" for number in range(50))
    many = said(*(("議長" if number % 2 else "課長", f"{number}回目は{listed}です。") for number in range(20)))
    with ChatServer(first(3)) as server:
        sections = refine(
            two(10, UNCERTAIN, sentences=many), asker(server.base_url, tmp_path, max_input_chars=4000), load_prompts()
        )
        request = server.requests[0]
    assert sum(len(message["content"]) for message in request.body["messages"]) <= 4000
    shown = len(request.data["sentences"])
    assert 4 <= shown <= 12
    assert len(sections[0].sentences) == 10 - shown // 2 + 2


# ---- titles ------------------------------------------------------------------------------------------------------

TOPICS = (
    Section("それではごみの収集について", said(("議長", "それではごみの収集日の変更について話します。")), (PROPOSED,)),
    Section("公園", said(("課長", "公園の遊具の点検について佐藤花子さんが説明します。")), (PROPOSED,)),
)


def titled(*titles: tuple[int, str]) -> str:
    return json.dumps({"titles": [{"number": number, "title": title} for number, title in titles]}, ensure_ascii=False)


def test_topics_get_a_wording_of_words_that_were_said(tmp_path: Path) -> None:
    def answer(request: Any) -> str:
        if "topics" in request.data:
            assert "佐藤花子" not in request.user
            return titled((1, "ごみの収集日の変更について"), (2, "〔個人1〕の公園の遊具の点検"), (7, "公園"))
        return json.dumps({"first_of_second": None})

    with ChatServer(answer) as server:
        sections = refine(TOPICS, asker(server.base_url, tmp_path, TwoNames()), load_prompts())
    assert [section.title for section in sections] == ["ごみの収集日の変更について", "佐藤花子の公園の遊具の点検"]
    assert all(section.flags == (PROPOSED,) for section in sections)


@pytest.mark.parametrize(
    "title", ["", "ごみの有料化について", "ごみの収集日の変更について" * 4, "。", "1億円の収集について"]
)
def test_a_title_that_tells_something_new_is_not_taken(title: str, tmp_path: Path) -> None:
    def answer(request: Any) -> str:
        return titled((1, title)) if "topics" in request.data else json.dumps({"first_of_second": None})

    assert refined(TOPICS, answer, tmp_path) == TOPICS


def test_titles_of_an_agenda_are_never_touched(tmp_path: Path) -> None:
    with ChatServer(always(titled((1, "ごみの収集日")))) as server:
        sections = (Section("ごみ", TOPICS[0].sentences),)
        assert refine(sections, asker(server.base_url, tmp_path), load_prompts()) == sections
        assert server.requests == []
