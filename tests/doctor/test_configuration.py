"""The configuration, dictionaries, and the configured models."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutes.doctor import configuration
from minutes.doctor.configuration import check_book, check_configuration, check_dictionaries
from minutes.doctor.models import check_model, needed_gb
from minutes.learning.book import book_of
from minutes.settings import Office, Settings
from minutes.speech.catalog import Catalog
from minutes.text.dictionary import shipped_dictionaries
from tests.speech.conftest import CONTENT, catalog, fill, own_cache

__all__ = ["catalog", "own_cache"]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(configuration, "default_files", lambda: (tmp_path / "minutes.toml",))
    return tmp_path / "minutes.toml"


def test_the_configuration_in_force_is_named(file: Path) -> None:
    finding, settings = check_configuration(None, {})
    assert (finding.state, settings) == ("good", Settings())
    assert "既定のまま" in finding.what
    file.write_text('[asr]\nmodel = "large-v3"\n')
    finding, settings = check_configuration(file, {})
    assert (finding.what, settings.asr.model) == (str(file), "large-v3")


@pytest.mark.parametrize("text", ['[asr]\nmodle = "x"\n', "[asr", '[asr]\ndevice = "gpu"\n'])
def test_a_wrong_configuration_is_told_and_the_rest_goes_by_the_defaults(file: Path, text: str) -> None:
    file.write_text(text)
    finding, settings = check_configuration(file, {})
    assert (finding.state, settings) == ("bad", Settings())
    assert str(file) in finding.what


def test_dictionaries_are_read_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_dictionaries(shipped_dictionaries()).state == "good"
    rows = tmp_path / "rows.csv"
    rows.write_text("用語,よみ,誤変換,分類,備考\n議会,ぎかい,議解,,\n,かい,,,\n", encoding="utf-8")
    finding = check_dictionaries({"rows": rows})
    assert (finding.state, finding.what) == ("warning", "rows 1語")
    assert "3行目" in finding.advice
    assert check_dictionaries({"none": tmp_path / "none.csv"}).state == "bad"
    monkeypatch.setattr(configuration, "find_spec", lambda name: None)
    assert check_dictionaries({}).state == "bad"


def test_models_are_found_and_compared_with_the_manifest(catalog: Catalog, tmp_path: Path) -> None:
    trial = check_model(catalog, "small", "asr")
    assert (trial.state, "試用" in trial.what) == ("warning", True)
    assert check_model(catalog, "voices", "diarization").state == "good"
    missing = check_model(catalog, "big", "asr")
    assert (missing.state, "minutes models fetch big" in missing.advice) == ("bad", True)
    own = fill(tmp_path / "own", {**CONTENT, "model.bin": b"own"})
    assert check_model(catalog, str(own), "asr").state == "good"
    (catalog.shipped / "voices" / "config.yaml").write_bytes(b"Pipeline:\n")
    changed = check_model(catalog, "voices", "diarization")
    assert (changed.state, "config.yaml" in changed.what) == ("bad", True)


def test_memory_is_planned_by_the_manifest_or_by_the_folder(catalog: Catalog, tmp_path: Path) -> None:
    own = fill(tmp_path / "own", {**CONTENT, "model.bin": b"x" * 1_000_000})
    assert needed_gb(catalog, "small", "asr") == 1.0
    assert needed_gb(catalog, str(own), "asr") == pytest.approx(0.0015, rel=0.01)
    assert needed_gb(catalog, "enormous", "asr") == 0.0


def test_what_the_office_has_learnt_is_counted_and_a_broken_table_is_told(tmp_path: Path) -> None:
    book = book_of(Office(state=str(tmp_path)))
    assert (check_book(book).state, check_book(book).what[:4]) == ("good", "まだあり")
    book.learn_term("看多機", "かんたき", ("看た機",), (), dt.date(2026, 4, 1))
    book.learn_person("石田委員", "石田", "いしだ", dt.date(2026, 4, 1))
    assert "庁内の用語.csv 1語" in check_book(book).what and "庁内の名簿.csv 1人" in check_book(book).what
    book.dictionary.write_bytes(b"PK\x03\x04 broken")
    assert check_book(book).state == "warning" and "Excel" in check_book(book).advice
