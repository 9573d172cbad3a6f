"""Which cues come together, and what times they get."""

from __future__ import annotations

from minutes.text.transcripts.cues import Cue, joined
from minutes.text.transcripts.merging import LONG_TEXT, NO_SPEAKER, NO_TIMES, UNKNOWN_SPEAKER, utterances_of

from .roster import MEETING


def texts(*cues: Cue) -> list[str]:
    return [utterance.heard for utterance in utterances_of(cues, MEETING)]


def test_a_sentence_cut_for_the_screen_comes_together() -> None:
    first, second = utterances_of(
        (Cue("開会", "山田", 1.0, 2.0), Cue("します。", "山田", 2.5, 3.0), Cue("では、", "山田", 3.0, 4.0)), MEETING
    )
    assert (first.id, first.start, first.end, first.heard, first.text) == (
        "u0001",
        1.0,
        3.0,
        "開会します。",
        "開会します。",
    )
    assert (first.speaker, first.name, first.flags) == ("山田", "DX推進課長", ())
    assert (second.id, second.heard) == ("u0002", "では、")


def test_a_pause_or_another_speaker_ends_an_utterance() -> None:
    assert texts(Cue("あ", "甲", 0.0, 1.0), Cue("い", "甲", 2.9, 3.0)) == ["あい"]
    assert texts(Cue("あ", "甲", 0.0, 1.0), Cue("い", "甲", 3.0, 4.0)) == ["あ", "い"]
    assert texts(Cue("あ", "甲", 0.0, 1.0), Cue("い", "乙", 1.0, 2.0), Cue("う", "甲", 2.0, 3.0)) == ["あ", "い", "う"]


def test_an_utterance_stays_short_enough_to_listen_to_again() -> None:
    found = texts(*(Cue("あ" * 90, "甲", number, number + 1.0) for number in range(5)))
    assert [len(text) for text in found] == [180, 180, 90]
    assert texts(Cue("あ" * 3 * LONG_TEXT)) == ["あ" * 3 * LONG_TEXT]


def test_without_times_and_speakers_it_says_so() -> None:
    (only,) = utterances_of([Cue("はい。")], MEETING)
    assert (only.speaker, only.name, only.start, only.end) == (UNKNOWN_SPEAKER, None, 0.0, 0.0)
    assert only.flags == (NO_SPEAKER, NO_TIMES)


def test_a_cue_without_an_end_lasts_until_the_next_time() -> None:
    found = utterances_of(
        (Cue("あ。", "甲", 1.0), Cue("い。", "甲", 1.0), Cue("う。", "乙"), Cue("え。", "甲", 5.0)), MEETING
    )
    assert [(u.heard, u.start, u.end) for u in found] == [
        ("あ。", 1.0, 5.0),
        ("い。", 1.0, 5.0),
        ("う。", 1.0, 5.0),
        ("え。", 5.0, 5.0),
    ]
    assert all(utterance.flags == () for utterance in found)


def test_utterances_are_in_order_of_time_and_never_end_before_they_begin() -> None:
    found = utterances_of((Cue("後。", "甲", 9.0, 8.0), Cue("先。", "乙", 1.0, 2.0)), MEETING)
    assert [(u.heard, u.start, u.end) for u in found] == [("先。", 1.0, 2.0), ("後。", 9.0, 9.0)]


def test_the_confidence_is_the_mean_over_the_characters() -> None:
    (only,) = utterances_of((Cue("あああ", "甲", 0, 1, 1.0), Cue("い", "甲", 1, 2, 0.2)), MEETING)
    assert abs(only.confidence - 0.8) < 1e-9


def test_blanks_stand_only_between_latin_words() -> None:
    assert joined(["生成AI", "と", "RPA", "tools", "の", "話"]) == "生成AIとRPA toolsの話"
