"""Character errors, what was lost and what was invented, on cases worked out by hand."""

from __future__ import annotations

import pytest

from minutes.evaluation.alignment import align, passages, seconds_of, within
from minutes.evaluation.hypothesis import hypothesis_of
from minutes.evaluation.ratio import Ratio, pooled
from minutes.evaluation.text import cer
from minutes.evaluation.timedtext import TimedText, evenly
from tests.evaluation.meetings import Spoken, reference, segments, utterances

SAID: Spoken = ("A", "費用を見込んでいます", 0.0, 10.0)  # ten characters, a second each


def test_cer_counts_insertions_deletions_and_substitutions() -> None:
    # 議題を承認します (8): 議案を承認しまし → 1 substitution (題 → 案), 1 substitution (す → し)
    assert cer(["議題を承認します"], ["議案を承認しまし"]) == Ratio(part=2, whole=8)
    assert cer(["議題を承認します"], ["議題を承認"]) == Ratio(part=3, whole=8)
    assert cer(["議題"], ["議題です議題"]) == Ratio(part=4, whole=2)  # more than everything wrong
    assert cer(["議題"], []) == Ratio(part=2, whole=2)
    assert cer([], ["議題"]).value is None


def test_cer_does_not_care_where_utterances_are_cut_or_how_numbers_are_written() -> None:
    assert cer(["費用は二百四十万円です。", "以上です。"], ["費用は240万円です、以上です"]).part == 0


def test_fillers_count_unless_they_are_ignored() -> None:
    assert cer(["えー、費用です"], ["費用です"]) == Ratio(part=2, whole=6)
    assert cer(["えー、費用です"], ["費用です"], fillers=False) == Ratio(part=0, whole=4)


def test_several_meetings_are_pooled_not_averaged() -> None:
    assert pooled([Ratio(part=1, whole=2), Ratio(part=0, whole=98)]).value == pytest.approx(0.01)


def test_lost_characters_their_time_and_place() -> None:
    heard = ("A", "費用をます", 0.0, 10.0)  # 見込んでい is gone
    alignment = align(reference(SAID), hypothesis_of(utterances(heard), segments(heard)))
    lost = alignment.lost()
    assert [alignment.reference.text[place] for place in lost] == list("見込んでい")
    assert seconds_of(alignment.reference, lost) == pytest.approx(5.0)
    assert alignment.invented() == ()
    (passage,) = passages(alignment.reference, lost)
    assert (passage.start, passage.end, passage.text) == (3.0, 8.0, "見込んでい")


def test_invented_characters_are_those_nobody_said() -> None:
    made_up = ("A", "ご視聴ありがとう", 10.0, 14.0)
    alignment = align(reference(SAID), hypothesis_of(utterances(SAID, made_up), segments(SAID, made_up)))
    assert alignment.lost() == ()
    (passage,) = passages(alignment.result, alignment.invented())
    assert (passage.start, passage.end, passage.text) == (10.0, 14.0, "ご視聴ありがとう")


def test_a_wrong_character_is_neither_lost_nor_invented() -> None:
    heard = ("A", "費用を見越んでいます", 0.0, 10.0)
    alignment = align(reference(SAID), hypothesis_of(utterances(heard), segments(heard)))
    assert alignment.lost() == alignment.invented() == ()


def test_a_sentence_lost_here_and_another_invented_a_minute_later_are_both() -> None:
    """In the bare alignment the one would stand for the other, character by character."""
    made_up = ("A", "ご視聴ありがとう", 70.0, 74.0)
    alignment = align(
        reference(("A", "異議はありません", 0.0, 4.0)), hypothesis_of(utterances(made_up), segments(made_up))
    )
    assert len(alignment.lost()) == 8
    assert len(alignment.invented()) == 8


def test_times_are_not_asked_of_a_transcript_that_has_none() -> None:
    untimed = hypothesis_of(utterances(("A", "費用を見込んでいます", 0.0, 0.0), flags=["no_times"]))
    assert not untimed.timed
    assert align(reference(("A", "費用を見込んでいます", 50.0, 60.0)), untimed).lost() == ()


def test_what_is_marked_as_inaudible_is_not_lost_in_silence() -> None:
    first, second = ("A", "異議ありません", 0.0, 7.0), ("B", "賛成いたします", 10.0, 17.0)
    marked = ("B", "〔聴取不能 00:00:10〕", 10.0, 17.0)
    hypothesis = hypothesis_of(utterances(first, marked), segments(first, marked))
    assert hypothesis.doubtful == ((10.0, 17.0),)
    alignment = align(reference(first, second), hypothesis)
    assert len(alignment.lost()) == 7
    assert within(alignment.reference, alignment.lost(), hypothesis.doubtful) == alignment.lost()


def test_the_lost_of_two_speakers_are_two_passages() -> None:
    said = reference(("A", "異議ありません", 0.0, 7.0), ("B", "賛成いたします", 8.0, 15.0))
    alignment = align(said, hypothesis_of(()))
    assert [p.text for p in passages(alignment.reference, alignment.lost(), owner=alignment.utterance)] == [
        "異議ありません",
        "賛成いたします",
    ]


def test_characters_keep_their_time_through_another_spelling() -> None:
    text = evenly("二百四十万円です", 0.0, 8.0)
    respelled = text.respelled("2400000円です")
    assert respelled.spans[-3:] == ((5.0, 6.0), (6.0, 7.0), (7.0, 8.0))
    assert respelled.spans[0][0] == 0.0
    assert respelled.spans[6][1] == pytest.approx(5.0)
    assert TimedText("", ()).respelled("です").spans == ((0.0, 0.0), (0.0, 0.0))


def test_a_capital_after_a_full_stop_keeps_its_own_time() -> None:
    first, second = ("A", "お願いします。", 0.0, 7.0), ("B", "ＤＸです。", 20.0, 25.0)
    alignment = align(reference(first, second), hypothesis_of(utterances(first, second), segments(first, second)))
    assert alignment.result.text[6:8] == "dx"
    assert alignment.result.spans[6:8] == ((20.0, 21.0), (21.0, 22.0))
    assert alignment.lost() == ()
