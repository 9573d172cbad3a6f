"""Whatever a clerk writes in a dictionary comes back from every file we write; whatever bytes come in, errors are ours."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes.domain import Term
from minutes.errors import BadConfiguration, InputUnreadable
from minutes.text.dictionary import csv_of, read_dictionary
from minutes.text.sheet import plain
from minutes.text.wordlists.export import export_list
from minutes.text.wordlists.formats import WORD_LISTS, WordList
from minutes.text.wordlists.load import load_words
from minutes.text.wordlists.workbook import workbook_of

_SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_WORDS = st.text(_SIGNS, min_size=1, max_size=8).map(plain).filter(bool)
_READINGS = st.text("あいうえおかがきぎぱゃゅょっんー", min_size=1, max_size=12).filter(lambda kana: kana[0] != "ー")
_CUES = st.lists(st.text("起案市長受ける支払", min_size=1, max_size=3), max_size=2, unique=True)


def _kept(text: str) -> bool:
    """Not what Excel's own errors look like, nor the head of a table."""
    return plain(text) == text and not text.startswith(("#", "!", "＃", "！", "'"))


_TERMS = st.lists(
    st.builds(
        lambda text, reading, category, note, cues: Term(
            text=text, reading=reading, category=category, note=note, cues=tuple(cues)
        ),
        _WORDS.filter(_kept),
        _READINGS,
        st.sampled_from(["", "下水道", "DX・標準化"]),
        st.sampled_from(["", "支払は決済。", "「保健」, ではない。", "=1"]),
        _CUES,
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda term: term.text,
)


def _file(folder: str, data: bytes, name: str = "用語.csv") -> Path:
    path = Path(folder) / name
    path.write_bytes(data)
    return path


def _assert_read_again(data: bytes, terms: list[Term]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dictionary, problems = read_dictionary(_file(folder, data))
    assert problems == ()
    assert list(dictionary.terms) == terms


@settings(max_examples=60, deadline=None)
@given(_TERMS)
def test_tables_come_back(terms: list[Term]) -> None:
    _assert_read_again(csv_of(terms).encode("utf-8-sig"), terms)


@settings(max_examples=8, deadline=None)
@given(_TERMS)
def test_workbooks_come_back(terms: list[Term]) -> None:
    _assert_read_again(workbook_of(terms), terms)


@pytest.mark.parametrize("form", WORD_LISTS.values(), ids=WORD_LISTS)
@settings(max_examples=40, deadline=None)
@given(terms=_TERMS)
def test_word_lists_come_back(form: WordList, terms: list[Term]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again = load_words(_file(folder, export_list(terms, form).data, "一覧.txt"))
    assert again.problems == ()
    assert list(again.terms) == terms


_WORKBOOK = workbook_of([Term(text="管渠", reading="かんきょ")])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.integers(0, len(_WORKBOOK)).map(lambda cut: _WORKBOOK[:cut]), st.booleans())
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, headed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = _file(folder, "用語,よみ\n".encode() + data if headed else data)
        for read in (read_dictionary, load_words):
            with suppress(BadConfiguration, InputUnreadable):
                read(path)
