"""Fetching: exactly what the manifest lists, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from minutes.errors import CannotWrite, ModelMissing, ServiceMissing, WrongUsage
from minutes.speech import fetch as module
from minutes.speech.catalog import Catalog
from minutes.speech.fetch import fetch
from tests.speech.conftest import CONTENT, fill

Hub = Callable[[dict[str, bytes]], list[dict[str, Any]]]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    """`hub(content)` makes a hub that serves it and returns the list of what it was asked."""

    def serve(content: dict[str, bytes]) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        def snapshot_download(repository: str, **wanted: Any) -> str:
            asked.append({"repository": repository, **wanted})
            fill(Path(wanted["local_dir"]), {**content, ".cache/huggingface/x.lock": b""})
            return str(wanted["local_dir"])

        monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
        return asked

    return serve


def left(catalog: Catalog) -> list[str]:
    return sorted(str(p.relative_to(catalog.home)) for p in catalog.home.rglob("*") if p.is_file())


def test_a_model_is_fetched_at_its_revision_checked_and_usable(catalog: Catalog, hub: Hub) -> None:
    asked = hub(CONTENT)
    check = fetch(catalog, catalog.entry("big"))
    assert check.good
    assert check.folder == str(catalog.home / "big")
    assert [(a["repository"], a["revision"], a["allow_patterns"]) for a in asked] == [
        ("office/big", "0" * 40, list(CONTENT))
    ]
    assert left(catalog) == sorted(f"big/{name}" for name in CONTENT)
    assert catalog.resolve("big", "asr").revision == "0" * 40
    fetch(catalog, catalog.entry("big"))
    assert len(asked) == 1, "what is there and right is not fetched again"


@pytest.mark.parametrize("served", [{**CONTENT, "model.bin": b"WEIGHTS"}, {"config.json": b"{}"}])
def test_what_is_not_as_listed_is_thrown_away(catalog: Catalog, hub: Hub, served: dict[str, bytes]) -> None:
    hub(served)
    with pytest.raises(ModelMissing, match=r"model\.bin"):
        fetch(catalog, catalog.entry("big"))
    assert left(catalog) == []


def test_a_damaged_model_is_replaced(catalog: Catalog, hub: Hub) -> None:
    fill(catalog.home / "big", {**CONTENT, "model.bin": b"WEIGHTS", "stray": b""})
    hub(CONTENT)
    assert fetch(catalog, catalog.entry("big")).good
    assert left(catalog) == sorted(f"big/{name}" for name in CONTENT)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (LocalEntryNotFoundError("no network"), ServiceMissing),
        (RuntimeError("proxy"), ServiceMissing),
        (OSError(28, "No space left on device"), CannotWrite),
    ],
)
def test_a_failure_is_told_and_leaves_nothing(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, failure: Exception, expected: type[Exception]
) -> None:
    def fail(repository: str, **wanted: Any) -> str:
        fill(Path(wanted["local_dir"]), {"config.json": b"{}"})
        raise failure

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    with pytest.raises(expected) as caught:
        fetch(catalog, catalog.entry("big"))
    assert caught.type is expected
    assert left(catalog) == []


def test_a_disk_too_small_is_noticed_before_the_download(
    catalog: Catalog, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hub(CONTENT)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 3})())
    with pytest.raises(CannotWrite, match="空き容量"):
        fetch(catalog, catalog.entry("big"))
    assert asked == []


def test_shipped_models_need_no_fetching(catalog: Catalog) -> None:
    with pytest.raises(WrongUsage, match="付属"):
        fetch(catalog, catalog.entry("small"))
