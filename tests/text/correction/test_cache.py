"""Compiled dictionaries come back from the cache as they went in; what is broken is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.domain import Dictionary, Term
from minutes.text.correction import cache
from minutes.text.correction.compiled import entries_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def dictionary(cue: str = "起案") -> Dictionary:
    terms = (
        Term(text="決裁", reading="けっさい", wrong=("決栽",), category="庁議", cues=(cue,)),
        Term(text="会議に諮る", reading="かいぎにはかる"),
        Term(text="LGWAN", reading="エルジーワン"),
    )
    return Dictionary(name="試", sha256="0", terms=terms)


def made(one: Dictionary) -> tuple[object, ...]:
    return cache.cached(one, cache.content_digest(one))


def test_what_is_read_back_is_what_was_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made(dictionary()) == entries_of(dictionary())
    monkeypatch.setattr(cache, "entries_of", lambda one: pytest.fail("compiled again"))
    assert made(dictionary()) == entries_of(dictionary())


def test_another_content_is_another_file(folder: Path) -> None:
    made(dictionary())
    made(dictionary(cue="市長"))
    assert len(list(folder.glob("*.json"))) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-10],
        lambda data: data.replace("決裁".encode(), "決済".encode()),
        lambda data: b"\xff\xfe" + data,
    ],
)
def test_a_broken_file_is_made_anew(folder: Path, damage: object) -> None:
    made(dictionary())
    (path,) = folder.glob("*.json")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))  # type: ignore[operator]
    assert made(dictionary()) == entries_of(dictionary())
    assert path.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_time_only(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert made(dictionary()) == entries_of(dictionary())


def test_old_files_are_cleared_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    for cue in "一二三四":
        made(dictionary(cue))
    assert len(list(folder.glob("*.json"))) == 2
