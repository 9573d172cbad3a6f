"""The configuration in force, the dictionaries, and what the office has learnt."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from minutes.doctor.finding import CONFIGURATION, Finding, bad, good, warning
from minutes.errors import MinutesError
from minutes.learning.book import Book, known_people, known_terms
from minutes.settings import Settings, default_files, load_settings
from minutes.text.dictionary import read_dictionary


def check_configuration(file: Path | None, environment: Mapping[str, str]) -> tuple[Finding, Settings]:
    """Which file is in force and whether it is valid; where it is not, the other checks go by the defaults."""
    source = file or next((path for path in default_files() if path.is_file()), None)
    try:
        settings = load_settings(file, environment)
    except MinutesError as error:
        return bad(CONFIGURATION, f"{error.what}（{error.subject}）", error.advice), Settings()
    return good(CONFIGURATION, str(source.resolve()) if source else "設定ファイルなし（既定のまま）"), settings


def check_dictionaries(files: Mapping[str, Path]) -> Finding:
    """The shipped dictionaries of terms, row by row, and the one of readings."""
    name = "辞書"
    if find_spec("sudachidict_core") is None:
        return bad(name, "読みの辞書（sudachidict_core）がありません", "minutes を入れ直してください。")
    told, problems = [], []
    for called, path in files.items():
        try:
            dictionary, wrong = read_dictionary(path)
        except MinutesError as error:
            return bad(name, f"{error.what}（{path}）", error.advice)
        told.append(f"{called} {len(dictionary.terms)}語")
        problems += [f"{path.name} の{problem}" for problem in wrong]
    if problems:
        return warning(name, "、".join(told), f"使えない行があります。{' '.join(problems)}")
    return good(name, "、".join(told) or "用語の辞書はありません")


def check_book(book: Book) -> Finding:
    """The office's own dictionary and roster: no meeting fails for them, so whoever keeps them has to be told here."""
    name = "庁内の用語と名簿"
    (dictionaries, of_terms), (people, of_people) = known_terms(book), known_people(book)
    told = f"{book.dictionary} {sum(len(one.terms) for one in dictionaries)}語、{book.roster} {len(people)}人"
    problems = (*of_terms, *of_people)
    if problems:
        return warning(
            name, told, f"{' '.join(problems)}Excel で直し、「CSV UTF-8（コンマ区切り）」で保存してください。"
        )
    return good(name, told if dictionaries or people else "まだありません（確認の画面の「覚える」で増えます）")
