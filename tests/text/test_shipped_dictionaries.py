"""The dictionaries that come with minutes: every row is usable, and no wrong form is a word that may be meant."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sudachipy  # type: ignore[import-untyped]

from minutes.domain import Dictionary
from minutes.text.correction.compiled import compiled
from minutes.text.correction.correct import correct_texts
from minutes.text.dictionary import COLUMNS, read_dictionary, shipped_dictionaries
from minutes.text.reading import katakana

FIELDS = ("bosai", "dx", "gikai", "jogesuido", "kaigo", "kyoiku", "toshikeikaku", "zaisei")
FEWEST_TERMS = 150

_HIRAGANA = re.compile(r"[ぁ-ゖー・]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・]+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー・、々〆ヶ㐀-鿿豈-﫿0-9]+")

shipped = pytest.mark.parametrize("path", shipped_dictionaries().values(), ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def sudachi() -> sudachipy.Tokenizer:
    return sudachipy.Dictionary().tokenizer(mode=sudachipy.SplitMode.C)


def dictionary_of(path: Path) -> Dictionary:
    return read_dictionary(path)[0]


def forms_of(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """(wrong form, term) of a dictionary."""
    return ((form, term.text) for term in dictionary.terms for form in term.wrong)


@shipped
def test_excel_opens_it_and_every_row_is_read(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert tuple(next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) == COLUMNS
    assert read_dictionary(path)[1] == ()


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_has_enough_terms(name: str) -> None:
    assert len(dictionary_of(shipped_dictionaries()[name]).terms) >= FEWEST_TERMS


@shipped
def test_readings_are_hiragana_and_only_letters_are_spelled_in_katakana(path: Path) -> None:
    for term in dictionary_of(path).terms:
        allowed = _HIRAGANA if _JAPANESE.fullmatch(term.text) else _KANA
        assert allowed.fullmatch(term.reading), f"{term.text} is read {term.reading}"
        assert term.category, term.text


@shipped
def test_no_term_stands_twice_in_another_width(path: Path) -> None:
    written = sorted(unicodedata.normalize("NFKC", term.text).casefold() for term in dictionary_of(path).terms)
    assert [text for text, following in pairwise(written) if text == following] == []


@shipped
def test_no_wrong_form_is_the_reading_of_another_term(path: Path) -> None:
    """Kana of the term itself are what a recogniser writes for a term it does not know."""
    dictionary = dictionary_of(path)
    readings = {(katakana(term.reading), term.text) for term in dictionary.terms}
    for form, text in forms_of(dictionary):
        others = {term for reading, term in readings if reading == katakana(form)} - {text}
        assert not others, f"{form}, a wrong form of {text}, is the reading of {others}"


@shipped
def test_no_wrong_form_is_a_word_of_its_own(path: Path, sudachi: sudachipy.Tokenizer) -> None:
    """Another spelling of the term, as Sudachi's normalised form tells, is no word of its own, nor are its letters as
    they are spoken."""
    dictionary = dictionary_of(path)
    spoken = {(katakana(term.reading), term.text) for term in dictionary.terms if re.search("[A-Za-z]", term.text)}
    for form, text in forms_of(dictionary):
        if (form, text) in spoken:
            continue
        words = sudachi.tokenize(form)
        another = words[0].normalized_form() not in (text, sudachi.tokenize(text)[0].normalized_form())
        known_noun = len(words) == 1 and not words[0].is_oov() and words[0].part_of_speech()[0] == "名詞"
        assert not (known_noun and another), f"{form} ({text}) is a word"


@shipped
def test_every_wrong_form_becomes_its_term(path: Path) -> None:
    """None is hidden by another row, and a term in its place is never changed again."""
    dictionary = dictionary_of(path)
    terms = compiled([dictionary])
    for form, text in forms_of(dictionary):
        does = "する" if text.endswith("する") else ""  # what is done is looked for, however it is inflected
        found = terms.forms[form.removesuffix(does)]
        assert [terms.entries[number].text + does for number in found] == [text]
    texts = [term.text for term in dictionary.terms]
    assert [correct_texts([text], [dictionary])[0].text for text in texts] == texts


def test_taken_together_a_wrong_form_means_one_term_and_is_right_nowhere() -> None:
    dictionaries = [dictionary_of(path) for path in shipped_dictionaries().values()]
    terms = {term.text for dictionary in dictionaries for term in dictionary.terms}
    meant: dict[str, set[str]] = {}
    for dictionary in dictionaries:
        for form, text in forms_of(dictionary):
            meant.setdefault(form, set()).add(text)
    assert terms.isdisjoint(meant)
    assert {form: texts for form, texts in meant.items() if len(texts) > 1} == {}
