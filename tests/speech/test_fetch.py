"""Fetching: exactly what the manifest lists, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
import huggingface_hub
import pytest
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, LocalEntryNotFoundError

from minutes import egress, offline
from minutes.errors import BadConfiguration, CannotWrite, ModelMissing, ServiceMissing, WrongUsage
from minutes.progress import NoProgress
from minutes.speech.archive import check_archive, open_archive
from minutes.speech.catalog import Catalog
from minutes.speech.fetch import fetch
from minutes.speech.pack import choose, pack
from minutes.speech.unpack import unpack
from tests.speech.conftest import CONTENT, fill

LOCK = ".models.lock"
HUB, OWN = "https://huggingface.co", "https://hub:8443/mirror"
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


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(egress, "_state", egress._State())
    monkeypatch.setattr(egress, "_learn_addresses", lambda: None)
    monkeypatch.setattr(offline, "_WISHED", {})


def left(catalog: Catalog) -> list[str]:
    return sorted(str(p.relative_to(catalog.home)) for p in catalog.home.rglob("*") if p.is_file() and p.name != LOCK)


def test_a_model_is_fetched_at_its_revision_checked_and_usable(catalog: Catalog, hub: Hub) -> None:
    asked = hub(CONTENT)
    check = fetch(catalog, catalog.entry("big"))
    assert check.good
    assert check.folder == str(catalog.home / "big")
    assert [(a["repository"], a["revision"], a["allow_patterns"]) for a in asked] == [
        ("office/big", "0" * 40, [*CONTENT, "README.md", "LICENSE*", "NOTICE*"])
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


def _answered(status: int, kind: type[HfHubHTTPError]) -> HfHubHTTPError:
    return kind("refused", response=httpx.Response(status, request=httpx.Request("GET", "https://hub.invalid")))


def _wrapped(cause: Exception) -> Exception:
    """As the client does with an answer it cannot tell from no network."""
    error = LocalEntryNotFoundError("cannot find the files")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "failure",
    [
        _answered(401, GatedRepoError),
        _answered(403, GatedRepoError),
        _answered(401, HfHubHTTPError),
        _wrapped(_answered(403, HfHubHTTPError)),
    ],
)
def test_a_hub_that_refuses_is_told_from_one_out_of_reach(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(repository: str, **wanted: Any) -> str:
        raise failure

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    with pytest.raises(ServiceMissing, match="利用条件にまだ同意していない") as caught:
        fetch(catalog, catalog.entry("big"))
    assert "https://huggingface.co/office/big" in caught.value.advice
    assert "HF_TOKEN" in caught.value.advice


def test_what_a_killed_fetch_left_is_cleared_by_the_next(catalog: Catalog, hub: Hub) -> None:
    fill(catalog.home / ".unfinished-dead" / "big", {"model.bin": b"half"})
    hub(CONTENT)
    fetch(catalog, catalog.entry("big"))
    assert left(catalog) == sorted(f"big/{name}" for name in CONTENT)


def test_what_was_fetched_goes_round_the_whole_circle(catalog: Catalog, hub: Hub, tmp_path: Path) -> None:
    hub({**CONTENT, "README.md": b"card"})
    fetch(catalog, catalog.entry("big"))
    pack(choose(catalog, ["big"]), None, tmp_path / "big.zip", NoProgress())
    behind = Catalog(catalog.manifest, catalog.shipped, tmp_path / "behind")
    with open_archive(tmp_path / "big.zip") as archive:
        assert check_archive(archive, NoProgress()).good
        unpack(archive, behind.home, False, NoProgress())
    assert behind.verify(behind.entry("big")).good
    assert behind.resolve("big", "asr").sha256 == catalog.resolve("big", "asr").sha256
    assert (behind.home / "big" / "README.md").read_bytes() == b"card"


def test_a_disk_too_small_is_noticed_before_the_download(
    catalog: Catalog, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hub(CONTENT)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 3})())
    with pytest.raises(CannotWrite, match="空き容量"):
        fetch(catalog, catalog.entry("big"))
    assert asked == []


def test_the_way_to_the_hub_is_open_only_while_it_is_asked(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    open_then: list[list[str]] = []

    def look(repository: str, **wanted: Any) -> str:
        open_then.append([f"{one.host}:{one.port}" for one in egress._state.destinations])
        assert not huggingface_hub.constants.is_offline_mode()
        raise RuntimeError("enough seen")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", look)
    for own, expected in ((HUB, ["huggingface.co:443", ".huggingface.co:443", ".hf.co:443"]), (OWN, ["hub:8443"])):
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", own)
        with pytest.raises(ServiceMissing):
            fetch(catalog, catalog.entry("big"))
        assert open_then.pop() == expected
        assert egress._state.destinations == ()
        assert huggingface_hub.constants.is_offline_mode()


def test_a_hub_that_is_no_address_is_told(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "hub.example")
    with pytest.raises(BadConfiguration, match="HF_ENDPOINT"):
        fetch(catalog, catalog.entry("big"))


def test_shipped_models_need_no_fetching(catalog: Catalog) -> None:
    with pytest.raises(WrongUsage, match="付属"):
        fetch(catalog, catalog.entry("small"))
