"""Whose name stands over what was said, on cases worked out by hand."""

from __future__ import annotations

from minutes.domain import Attendee, Meeting
from minutes.evaluation.names import name_shares, wrong_names
from tests.evaluation.meetings import reference, utterances

SAID = reference(("議長", "あ", 0.0, 10.0), ("部長", "い", 10.0, 20.0)).utterances


def _seconds(shares: object) -> dict[str, float]:
    return {verdict: getattr(shares, verdict).part for verdict in type(shares).model_fields}  # type: ignore[attr-defined]


def test_right_wrong_unnamed_and_missing_add_up() -> None:
    written = utterances(("議長", "あ", 0.0, 8.0), ("", "あ", 8.0, 9.0), ("議長", "い", 10.0, 14.0))
    shares = name_shares(SAID, written)
    assert _seconds(shares) == {
        "right": 8.0,
        "unnamed": 1.0,
        "wrong_unflagged": 4.0,
        "wrong_flagged": 0.0,
        "missing": 1.0 + 6.0,  # 9–10 and 14–20
    }
    assert shares.right.whole == 20.0


def test_a_wrong_name_that_says_so_itself_is_counted_apart() -> None:
    flagged = utterances(("議長", "い", 10.0, 20.0), flags=["uncertain_speaker"])
    assert _seconds(name_shares(SAID, flagged))["wrong_flagged"] == 10.0
    other_flag = utterances(("議長", "い", 10.0, 20.0), flags=["low_confidence"])  # doubts the text, not the speaker
    assert _seconds(name_shares(SAID, other_flag))["wrong_unflagged"] == 10.0


def test_in_overlap_the_other_speakers_name_is_not_a_wrong_one() -> None:
    both = reference(("議長", "あ", 0.0, 10.0), ("部長", "い", 6.0, 10.0)).utterances
    seconds = _seconds(name_shares(both, utterances(("議長", "あ", 0.0, 10.0))))
    assert seconds["right"] == 10.0
    assert seconds["missing"] == 4.0  # the words under the chair's name are the chair's; nobody wrote the other's
    assert seconds["wrong_unflagged"] == 0.0


def test_in_overlap_both_can_be_right() -> None:
    both = reference(("議長", "あ", 0.0, 10.0), ("部長", "い", 6.0, 10.0)).utterances
    written = utterances(("議長", "あ", 0.0, 10.0), ("部長", "い", 6.0, 10.0))
    assert _seconds(name_shares(both, written))["right"] == 14.0


def test_who_is_not_on_the_roster_cannot_be_named() -> None:
    meeting = Meeting(title="会議", attendees=(Attendee(role="議長"),))
    shares = name_shares(SAID, utterances(("議長", "あ", 0.0, 10.0)), meeting)
    assert shares.right.value == 1.0
    assert shares.right.whole == 10.0


def test_a_reference_may_call_an_attendee_by_name_or_alias() -> None:
    people = (Attendee(role="DX推進課長", name="山田太郎", aliases=("DX課長",)), Attendee(role="議長"))
    said = reference(("山田太郎", "あ", 0.0, 5.0), ("DX課長", "い", 5.0, 10.0)).utterances
    meeting = Meeting(title="会議", attendees=people)
    written = utterances(("DX推進課長", "あい", 0.0, 10.0))
    assert name_shares(said, written, meeting).right.value == 1.0
    assert wrong_names(said, written, meeting) == ()


def test_labels_that_are_no_names_have_no_right_name() -> None:
    meeting = Meeting(title="会議", attendees=(Attendee(role="議長"),))
    said = reference(("SPEAKER_00", "あ", 0.0, 10.0)).utterances
    assert name_shares(said, utterances(("議長", "あ", 0.0, 10.0)), meeting).right.value is None


def test_utterances_under_a_wrong_name_are_listed_with_the_truth() -> None:
    # the second reaches 1 s into the next speaker's time: a boundary, not a wrong name
    written = utterances(("部長", "あ", 0.0, 6.0), ("議長", "あ", 6.0, 11.0), ("", "い", 11.0, 20.0))
    (wrong,) = wrong_names(SAID, written)
    assert (wrong.utterance, wrong.name, wrong.truth, wrong.flagged) == ("u0001", "部長", "議長", False)
