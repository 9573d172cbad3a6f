"""Words of the transcript found again in the utterances made of them."""

from __future__ import annotations

import pytest

from minutes.domain import Segment, Transcript, Utterance, Word
from minutes.text.correction.certainty import certainties


def transcript(*words: tuple[float, float, str, float]) -> Transcript:
    made = tuple(Word(start=start, end=end, text=text, probability=p) for start, end, text, p in words)
    segment = Segment(start=0, end=9, text="".join(word.text for word in made), words=made)
    return Transcript(language="ja", duration=9, model="m", segments=(segment,))


def utterance(id_: str, start: float, end: float, heard: str) -> Utterance:
    return Utterance(id=id_, speaker="A", start=start, end=end, heard=heard, text=heard)


def test_each_character_has_its_words_probability() -> None:
    heard = transcript((0, 1, "町議", 0.4), (1, 2, "に", 1.0), (5, 6, "町議", 0.9), (6, 7, " です", 0.8))
    found = certainties(heard, [utterance("u1", 0, 2, "町議に"), utterance("u2", 5, 7, "町議です。")])
    assert found["u1"] == (0.4, 0.4, 1.0)
    assert list(found["u2"]) == pytest.approx([0.9, 0.9, 0.8, 0.8, 0.85])


def test_an_utterance_without_words_has_none() -> None:
    assert certainties(transcript((0, 1, "あ", 0.5)), [utterance("u1", 5, 6, "い"), utterance("u2", 0, 1, "い")]) == {}
