"""Windows hold whole exchanges, in order, nothing lost, none beyond its room."""

from __future__ import annotations

from itertools import pairwise

import pytest

from minutes.structure.exchanges import exchanges
from minutes.structure.llm.window import Window, lines, size_of, windows
from minutes.structure.sentences import Sentence
from minutes.structure.turns import turns
from tests.structure.llm.asking import MEETING, TALK, section, texts
from tests.structure.meetings import said

QUESTION, ANSWER = (
    ("総務課長", "{}点目の費用は、どのくらいかかるのでしょうか。"),
    ("DX推進課長", "{}件で850万円と見込んでおります。"),
)
CHAIR = ("市長公室長", "ほかにご質問はございますか。")
ANSWER = ("DX推進課長", "850万円と見込んでおります。")


def talk(threads: int, askers: int = 2) -> tuple[Sentence, ...]:
    """Questions of so many people in turn, each with its answer."""
    asked = [
        part
        for number in range(threads)
        for part in ((f"{number % askers}番委員", f"{number}点目の費用は、どのくらいでしょうか。"), ANSWER, CHAIR)
    ]
    return section(*TALK[:2], *asked).sentences


def whole(sentences: tuple[Sentence, ...]) -> list[tuple[Sentence, ...]]:
    return [exchange.sentences for exchange in exchanges(turns(sentences, CHAIR[0]), MEETING)]


def length(window: Window) -> int:
    return sum(map(size_of, window.lines))


@pytest.mark.parametrize("room", [400, 700, 2000, 100_000])
def test_no_window_cuts_an_exchange_and_none_is_too_long(room: int) -> None:
    sentences = talk(20)
    parts = whole(sentences)
    made = windows("件名", parts, room)
    assert [piece for window in made for piece in window.exchanges] == parts
    assert all(length(window) <= room for window in made)
    assert [(window.number, window.of) for window in made] == [(n, len(made)) for n in range(1, len(made) + 1)]
    assert all(
        length(a) + sum(map(size_of, lines(b.exchanges[0]))) > room for a, b in pairwise(made)
    )  # none half empty


def test_the_number_of_windows_grows_with_the_talk() -> None:
    few, many = (len(windows("件名", whole(talk(threads)), 500)) for threads in (15, 60))
    assert 3.5 <= many / few <= 4.5


@pytest.mark.parametrize("room", [300, 700])
def test_a_long_thread_of_one_asker_is_cut_before_his_questions(room: int) -> None:
    parts = whole(talk(20, askers=1))
    assert max(map(len, parts)) > 40  # one thread with all its follow-ups
    made = windows("件名", parts, room, CHAIR[0])
    assert len(made) > 2
    assert all(length(window) <= room for window in made)
    assert {window.sentences[0].role for window in made[1:]} == {"0番委員"}


@pytest.mark.parametrize("room", [120, 260, 400])
def test_an_exchange_that_is_too_long_is_cut_between_turns_then_sentences_then_clauses(room: int) -> None:
    long = (
        ("総務課長", "費用はどのくらいでしょうか。"),
        ("DX推進課長", "、".join(["初めの年は850万円と見込んでおり"] * 12) + "ます。" + "次の年は420万円です。" * 20),
        ("総務課長", "内訳はどうなりますか。"),
        ("DX推進課長", "機器が半分です。"),
    )
    sentences = said(*long)
    made = windows("件名", [sentences], room)
    assert all(0 < length(window) <= room for window in made)
    assert "".join(texts(window.sentences) for window in made) == texts(sentences)
    assert {id_ for window in made for id_ in window.ids} == {"u0001", "u0002", "u0003", "u0004"}
    last = made[-1].lines
    assert (last[-2].text, last[-1].text) == (
        "内訳はどうなりますか。",
        "機器が半分です。",
    )  # turns that fit stay together


def test_words_without_any_stop_are_cut_where_the_room_ends() -> None:
    made = windows("件名", [said(("総務課長", "あいう" * 500))], 300)
    assert all(length(window) <= 300 for window in made)
    assert "".join(texts(window.sentences) for window in made).rstrip("。") == "あいう" * 500


def test_a_line_is_an_utterance_and_names_it_and_its_speaker() -> None:
    window = Window("件名", (said(("総務課長", "一つ伺います。費用はどうか。"), (None, "分かりません。")),))
    assert [(line.ids, line.speaker, line.text) for line in window.lines] == [
        (("u0001",), "総務課長", "一つ伺います。費用はどうか。"),
        (("u0002",), "話者不明S-None", "分かりません。"),
    ]
    assert window.speakers == {"総務課長": "総務課長", "話者不明S-None": None}
    assert window.spoken_by == {"u0001": "総務課長", "u0002": "話者不明S-None"}


def test_nothing_said_makes_no_window() -> None:
    assert windows("件名", [], 1000) == ()
