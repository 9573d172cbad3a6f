"""What edits teach, and what they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minutes.domain import Act, Attendee, Dictionary, Term, Utterance
from minutes.domain.edits import Restate, Reword, Speaker
from minutes.learning.lessons import Lesson, PersonLesson, TermLesson, lessons_of
from minutes.revision.results import Results
from minutes.revision.revise import revise
from tests.revision.meeting import edits, results


def machine(*texts: str) -> Results:
    said = tuple(
        Utterance(id=f"u{number}", speaker="S1", start=number, end=number + 1, heard=text, text=text)
        for number, text in enumerate(texts, start=1)
    )
    return replace(results(), utterances=said, tidied=(), corrections=(), unreflected=())


def learnt(
    before: Results, *acts: Act, known: tuple[Dictionary, ...] = (), people: tuple[Attendee, ...] = ()
) -> tuple[Lesson, ...]:
    made = edits(*acts)
    revised = revise(before, made)
    assert not revised.stale
    return lessons_of(before, revised.results, made, known, people)


def reword(number: int, was: str, text: str) -> Reword:
    return Reword(utterance=f"u{number}", was=was, text=text)


SAID = ("看た機の整備を進めます。", "次の看た機も同じです。", "高橋委員から質問です。")


def test_a_term_put_right_twice_is_told_with_reading_and_count() -> None:
    acts = [reword(number, SAID[number - 1], SAID[number - 1].replace("看た機", "看多機")) for number in (1, 2)]
    (lesson,) = learnt(machine(*SAID), *acts)
    assert isinstance(lesson, TermLesson)
    assert (lesson.text, lesson.wrong, lesson.times, lesson.utterance) == ("看多機", ("看た機",), 2, "u1")
    assert lesson.reading and not lesson.sure and "看多機の整備" in lesson.example


@pytest.mark.parametrize(
    ("wrong", "told"), [(("看た機",), 0), (("神滝",), 1)], ids=["known with its wrong form", "known without it"]
)
def test_what_a_dictionary_has_is_not_asked(wrong: tuple[str, ...], told: int) -> None:
    known = Dictionary(name="kaigo", sha256="", terms=(Term(text="看多機", wrong=wrong),))
    act = reword(1, SAID[0], SAID[0].replace("看た機", "看多機"))
    assert len(learnt(machine(*SAID), act, known=(known,))) == told


def test_a_name_beside_a_title_is_somebody_for_the_roster_and_no_term() -> None:
    act = reword(3, SAID[2], "髙橋委員から質問です。")
    (lesson,) = learnt(machine(*SAID), act)
    assert lesson == PersonLesson("髙橋委員", "髙橋", "たかはし", 1, "髙橋委員から質問です。", "u3")
    known = (Attendee(role="髙橋委員", name="髙橋 一"),)
    assert learnt(machine(*SAID), act, people=known) == ()


def test_a_speaker_that_no_roster_has_is_told() -> None:
    lessons = learnt(machine(*SAID), Speaker(utterance="u1", reach="voice", name="石田委員"))
    assert [(one.key, one.times) for one in lessons] == [("person:石田委員", 3)]
    assert isinstance(lessons[0], PersonLesson) and lessons[0].name == "石田"
    (unnamed,) = learnt(machine(*SAID), Speaker(utterance="u1", name="総務課長"))
    assert isinstance(unnamed, PersonLesson) and unnamed.name == ""


def test_a_line_that_the_clerk_worded_teaches_too() -> None:
    given = results()
    part = given.minutes.items[0].statements[0]
    better = part.model_copy(update={"text": part.text.replace("上下水同", "上下水道")})
    (lesson,) = learnt(given, Restate(line="i1.s1", was=part.text, part=better))
    assert (lesson.key, lesson.utterance) == ("term:上下水道", "u2")


def test_a_word_that_is_none_is_told_even_where_it_sounds_somewhat_otherwise() -> None:
    heard = machine("環境経設委員会を開きます。", "利用状況を説明します。")
    (lesson,) = learnt(heard, reword(1, "環境経設委員会を開きます。", "環境建設委員会を開きます。"))
    assert isinstance(lesson, TermLesson) and (lesson.text, lesson.wrong) == ("建設", ("経設",))
    assert learnt(heard, reword(2, "利用状況を説明します。", "活用状況を説明します。")) == ()


def test_wording_teaches_nothing() -> None:
    assert learnt(machine(*SAID), reword(1, SAID[0], "看た機を整備していきます。")) == ()
    assert learnt(machine(*SAID), reword(1, SAID[0], "全く別のことをここに書きました。")) == ()
