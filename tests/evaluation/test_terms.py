"""Terms of the reference that stand in the result at their place."""

from __future__ import annotations

from minutes.domain import Attendee, Dictionary, Meeting, Term
from minutes.evaluation.alignment import align
from minutes.evaluation.hypothesis import hypothesis_of
from minutes.evaluation.ratio import Ratio
from minutes.evaluation.terms import term_recall, terms_of
from tests.evaluation.meetings import Spoken, reference, segments, utterances

SAID: Spoken = ("A", "生成AIと備蓄計画と、また生成AIです", 0.0, 10.0)


def _recall(heard: str, *terms: str) -> tuple[Ratio, dict[str, int]]:
    spoken = ("A", heard, 0.0, 10.0)
    return term_recall(align(reference(SAID), hypothesis_of(utterances(spoken), segments(spoken))), terms)


def test_every_occurrence_counts_at_its_place() -> None:
    assert _recall(SAID[1], "生成AI", "備蓄計画") == (Ratio(part=3, whole=3), {})
    recall, missed = _recall("精製AIと備蓄計画と、また生成AIです", "生成AI", "備蓄計画")
    assert recall == Ratio(part=2, whole=3)
    assert missed == {"生成ai": 1}


def test_a_term_with_something_pushed_into_it_is_not_recalled() -> None:
    assert _recall("生成AIと備蓄の計画と、また生成AIです", "備蓄計画")[0] == Ratio(part=0, whole=1)


def test_the_same_term_elsewhere_does_not_make_up_for_it() -> None:
    assert _recall("精製AIと備蓄計画と、また生成AIです生成AI", "生成AI")[0] == Ratio(part=1, whole=2)


def test_of_overlapping_terms_the_longest_counts() -> None:
    assert _recall(SAID[1], "AI", "生成AI")[0].whole == 2


def test_latin_terms_are_whole_words_and_spelling_of_width_is_none() -> None:
    assert _recall(SAID[1], "Ａ")[0].value is None  # one character is no term
    said = ("A", "メールはMAILとAIです", 0.0, 5.0)
    alignment = align(reference(said), hypothesis_of(utterances(said), segments(said)))
    assert term_recall(alignment, ["ＡＩ"])[0] == Ratio(part=1, whole=1)


def test_terms_come_from_dictionary_roster_and_agenda() -> None:
    dictionary = Dictionary(name="d", sha256="", terms=(Term(text="文書生成AI"), Term(text="議長")))
    meeting = Meeting(
        title="会議", agenda=("避難所の備蓄計画について",), attendees=(Attendee(role="議長", name="山田 太郎"),)
    )
    assert terms_of([dictionary], meeting) == ("文書生成AI", "議長", "山田 太郎", "避難所", "備蓄計画")
