"""The sentences the small recogniser learns from."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from training.sentences.grammar import HERE, Grammar, read_lines, read_word_lists
from training.sentences.numbers import NUMBER_SLOTS

DICTIONARY = {"N": ["机"], "S": ["確認"], "A": ["静か"], "P": ["岡山"], "F": ["森"], "V": ["歩く"], "J": ["高い"]}


@pytest.mark.parametrize("pattern", read_lines(HERE / "patterns.txt"))
def test_every_pattern_expands_to_plain_text(pattern: str) -> None:
    grammar = Grammar([pattern], read_word_lists(HERE / "slots.txt") | DICTIONARY, NUMBER_SLOTS)
    for seed in range(20):
        sentence = grammar.sentence(random.Random(seed))
        assert sentence and not re.search(r"[{}|]", sentence)


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        Grammar(["{nobody}です。"], {}, {}).sentence(random.Random(0))


def test_the_sentences_set_aside_are_not_among_the_handwritten_ones() -> None:
    def bare(line: str) -> str:
        return re.sub(r"\W", "", unicodedata.normalize("NFKC", line))

    written = {bare(line) for path in HERE.glob("handwritten_*.txt") for line in read_lines(path)}
    set_aside = {bare(line) for line in read_lines(HERE / "held_out.txt")}
    assert len(set_aside) >= 100
    assert not written & set_aside


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("number", r"(\d{1,3}(,\d{3})?|\d+万(\d{1,3}|\d,\d{3})?)"),
        ("money", r"(\d+億)?((\d{1,3}|\d,\d{3})万)?円|\d{1,3}(,\d{3})*円"),
        ("time", r"(午前|午後)?\d{1,2}時(半|\d{1,2}分)?"),
        ("fiscal", r"(令和|平成)?(元|\d+)年度"),
        ("billno", r"..第\d+号"),
    ],
)
def test_number_forms(form: str, shape: str) -> None:
    rng = random.Random(4)
    for _ in range(300):
        assert re.fullmatch(shape, text := NUMBER_SLOTS[form](rng)), text
