"""`minutes models` on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from minutes.cli import models
from minutes.errors import ModelMissing
from minutes.speech.catalog import Catalog


@pytest.fixture(autouse=True)
def small_catalog(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_catalog", lambda: catalog)


def run(*words: str) -> str:
    return CliRunner().invoke(models.models_group, list(words), catch_exceptions=False).stdout


def test_list_tells_what_there_is_and_what_is_here() -> None:
    lines = run("list").splitlines()
    assert any("big" in line and "minutes models fetch" in line for line in lines)
    assert any("small" in line and "あり" in line for line in lines)
    rows = {row["name"]: row for row in json.loads(run("list", "--json"))}
    assert {name: row["installed"] for name, row in rows.items()} == {"big": False, "small": True, "voices": True}
    assert rows["big"]["revision"] == "0" * 40


def test_verify_without_names_checks_what_is_here() -> None:
    checks = json.loads(run("verify", "--json"))
    assert [(check["name"], check["good"]) for check in checks] == [("small", True), ("voices", True)]


def test_verify_fails_and_names_the_bad_file(catalog: Catalog) -> None:
    (catalog.shipped / "small" / "model.bin").write_bytes(b"Weights")
    outcome = CliRunner().invoke(models.models_group, ["verify", "small"])
    assert isinstance(outcome.exception, ModelMissing)
    assert "model.bin　不一致" in outcome.stdout


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    outcome = CliRunner().invoke(models.models_group, ["fetch", "enormous"])
    assert isinstance(outcome.exception, ModelMissing)
    assert "big、small、voices" in str(outcome.exception)
