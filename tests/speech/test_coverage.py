"""Every second of speech is accounted for."""

from __future__ import annotations

import pytest

from minutes.domain import Segment, Transcript, Word
from minutes.speech.coverage import account
from minutes.speech.voice_activity import Span
from tests.fakes.engines import spoken


def heard(*segments: Segment) -> Transcript:
    return Transcript(language="ja", duration=100.0, model="fake", segments=segments)


def states(speech: list[Span], transcript: Transcript) -> list[tuple[float, float, str]]:
    return [(s.start, s.end, s.state) for s in account(speech, transcript).stretches]


def test_speech_without_words_is_lost() -> None:
    speech = [Span(0.0, 10.0), Span(20.0, 25.0)]
    covered = account(speech, heard(spoken("あ" * 40, 0.0, 10.0)))
    assert [(s.start, s.end, s.state) for s in covered.stretches] == [
        (0.0, 10.0, "transcribed"),
        (20.0, 25.0, "lost"),
    ]
    assert (covered.transcribed, covered.flagged, covered.lost) == (10.0, 0.0, 5.0)


def test_a_hole_inside_a_stretch_is_found_and_a_breath_is_not_one() -> None:
    hole = heard(spoken("あ" * 12, 0.0, 3.0), spoken("い" * 12, 7.0, 10.0))
    assert states([Span(0.0, 10.0)], hole) == [
        (0.0, 3.25, "transcribed"),
        (3.25, 6.75, "lost"),
        (6.75, 10.0, "transcribed"),
    ]
    breath = heard(spoken("あ" * 12, 0.0, 4.5), spoken("い" * 12, 5.4, 10.0))
    assert states([Span(0.0, 10.0)], breath) == [(0.0, 10.0, "transcribed")]


def test_a_word_stretched_over_what_was_left_out_vouches_for_its_ends_only() -> None:
    stretched = Word(start=4.0, end=9.0, text="で", probability=0.9)
    words = (*spoken("あ" * 16, 0.0, 4.0).words, stretched)
    transcript = heard(Segment(start=0.0, end=9.0, text="", words=words))
    assert states([Span(0.0, 9.0)], transcript) == [
        (0.0, 4.4, "transcribed"),
        (4.4, 8.6, "lost"),
        (8.6, 9.0, "transcribed"),
    ]
    drawn = Word(start=4.0, end=5.5, text="えー", probability=0.9)
    assert states([Span(4.0, 5.5)], heard(Segment(start=4.0, end=5.5, text="", words=(drawn,)))) == [
        (4.0, 5.5, "transcribed")
    ]


def test_unlikely_words_and_text_without_words_flag_their_time() -> None:
    transcript = heard(spoken("あ" * 12, 0.0, 4.0, probability=0.1), Segment(start=4.0, end=8.0, text="以上です。"))
    assert states([Span(0.0, 8.0)], transcript) == [(0.0, 8.0, "flagged")]


@pytest.mark.parametrize("dropped", range(1, 20, 5))
def test_a_recogniser_that_drops_windows_is_found_out(dropped: int) -> None:
    speech = [Span(5.0 * n, 5.0 * n + 4.0) for n in range(20)]
    kept = [spoken("あ" * 16, *span) for number, span in enumerate(speech) if number != dropped]
    covered = account(speech, heard(*kept))
    assert [s.start for s in covered.stretches if s.state == "lost"] == [5.0 * dropped]
    assert covered.lost == 4.0
    assert covered.transcribed == 19 * 4.0


def test_the_sums_are_all_of_the_speech() -> None:
    speech = [Span(0.3, 7.1), Span(8.0, 8.3), Span(9.0, 30.0)]
    covered = account(speech, heard(spoken("あ" * 9, 0.5, 2.0), spoken("い" * 9, 12.0, 14.0, probability=0.2)))
    assert covered.transcribed + covered.flagged + covered.lost == pytest.approx(
        sum(e - s for s, e in speech), abs=0.01
    )


def test_silence_needs_no_account() -> None:
    assert account([], heard(spoken("ご視聴ありがとうございました。", 0.0, 2.0))).stretches == ()
