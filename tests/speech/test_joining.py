from __future__ import annotations

import numpy as np
import pytest

from minutes.speech.engines import SpeakerBound
from minutes.speech.joining import Voices, join

ANYONE = SpeakerBound()
_PEOPLE = np.linalg.qr(np.random.default_rng(1).normal(size=(16, 6)))[0].T  # six voices that have nothing in common


def _voice(person: int, seed: int, noise: float = 0.05) -> np.ndarray:
    return (_PEOPLE[person] + noise * np.random.default_rng(seed).normal(size=16)).astype(np.float32)


def _pieces(*spoken: str) -> list[Voices]:
    """Pieces in each of which the people of the digits speak, under labels of the piece's own."""
    return [
        {f"S{place}": _voice(int(person), 10 * number + place) for place, person in enumerate(people)}
        for number, people in enumerate(spoken)
    ]


def _people(pieces: list[Voices], bound: SpeakerBound = ANYONE) -> list[list[int]]:
    return [list(people.values()) for people in join(pieces, 0.4, bound)]


def test_the_same_voices_are_the_same_people_whatever_their_labels() -> None:
    first, second, third = _people(_pieces("012", "21", "30"))
    assert second == [first[2], first[1]]
    assert third[1] == first[0]
    assert len({*first, *second, *third}) == 4


def test_two_speakers_of_one_piece_stay_two_however_alike() -> None:
    first, second = _people(_pieces("00", "0"))
    assert first[0] != first[1]
    assert second[0] in first


def test_the_most_that_can_speak_holds_over_all_pieces() -> None:
    apart = _people(_pieces("01", "23", "45"))
    assert len({person for piece in apart for person in piece}) == 6
    bound = _people(_pieces("01", "23", "45"), SpeakerBound(most=2))
    assert len({person for piece in bound for person in piece}) == 2
    assert all(len(set(piece)) == 2 for piece in bound)


def test_the_least_holds_too() -> None:
    assert len({person for piece in _people(_pieces("0", "0", "0")) for person in piece}) == 1
    assert len({person for piece in _people(_pieces("0", "0", "0"), SpeakerBound(least=2)) for person in piece}) == 2


@pytest.mark.parametrize(
    ("spoken", "expected"), [((), []), (("",), [[]]), (("", "0"), [[], [0]]), (("", ""), [[], []])]
)
def test_little_or_nothing_to_join(spoken: tuple[str, ...], expected: list[list[int]]) -> None:
    assert _people(_pieces(*spoken)) == expected


def test_a_voice_of_which_nothing_is_known_is_a_person_of_its_own() -> None:
    unknown = {"S0": np.full(16, np.nan, dtype=np.float32)}
    people = _people([*_pieces("01", "1"), unknown])
    assert people[2][0] not in (people[0] + people[1])
