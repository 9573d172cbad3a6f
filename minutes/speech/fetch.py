"""Getting a model from its hub: the only place in the house that asks one."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from pathlib import Path

from minutes import egress, offline
from minutes.errors import BadConfiguration, Forbidden, ModelMissing, ServiceMissing, WrongUsage, cannot_write
from minutes.speech.catalog import Catalog, FileCheck, ModelCheck
from minutes.speech.manifest import ModelEntry
from minutes.speech.staging import need_room, staging

_SPARE = 1.05  # room to ask for beyond the model itself
_TERMS = ("README.md", "LICENSE*", "NOTICE*")  # what has to travel with the model, where its makers put it
_HUB = "https://huggingface.co"
_STORES = (egress.Destination(".huggingface.co", 443), egress.Destination(".hf.co", 443))
_REFUSED = (401, 403)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)


def fetch(catalog: Catalog, entry: ModelEntry) -> ModelCheck:
    """Download exactly the listed files at exactly the listed revision, check them, and put them in their place.

    What is there already is checked and kept; a download that fails or is wrong leaves nothing behind.
    Raises ServiceMissing (no hub, no consent), ModelMissing (not what the manifest says), CannotWrite, TryAgainLater.
    """
    if not entry.repository:
        raise WrongUsage("このモデルは minutes に付属しており、取得は要りません", subject=entry.name)
    place = catalog.place(entry)
    if catalog.installed(entry) and (check := catalog.verify(entry)).good:
        return check
    try:
        with staging(catalog.home) as beside:
            need_room(catalog.home, int(entry.size * _SPARE))
            _download(entry, beside / entry.name)
            check = _checked(Catalog(catalog.manifest, catalog.shipped, beside), entry)
            shutil.rmtree(place, ignore_errors=True)
            os.replace(beside / entry.name, place)
    except OSError as error:
        raise cannot_write(error, catalog.home) from error
    return check.model_copy(update={"folder": str(place)})


def _checked(beside: Catalog, entry: ModelEntry) -> ModelCheck:
    check = beside.verify(entry)
    wrong = [file for file in check.files if file.state not in ("ok", "unknown")]
    if wrong:
        raise ModelMissing(
            f"取得したモデルが、一覧と違います（{'、'.join(_told(file) for file in wrong)}）",
            subject=entry.name,
            advice="取得したものは捨てました。もう一度試し、同じなら情報システム担当に連絡してください。",
        )
    return check


def _told(file: FileCheck) -> str:
    return f"{file.name}：{'ない' if file.state == 'missing' else '内容が異なる'}"


def _download(entry: ModelEntry, target: Path) -> None:
    with offline.asking_the_hub():
        from huggingface_hub import constants

        with egress.allowed(*_hub(constants.ENDPOINT)):
            _snapshot(entry, target)


def _hub(endpoint: str) -> tuple[egress.Destination, ...]:
    """The hub, and the stores it sends its callers to for large files; a hub of one's own (HF_ENDPOINT) has none."""
    try:
        ways = egress.ways_to(endpoint)
    except ValueError:
        raise BadConfiguration("環境変数 HF_ENDPOINT が URL ではありません", subject=endpoint) from None
    return (*ways, *_STORES) if endpoint == _HUB else ways


def _snapshot(entry: ModelEntry, target: Path) -> None:
    from huggingface_hub import snapshot_download

    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)  # its remarks on each retry are for developers
    try:
        snapshot_download(
            entry.repository,
            revision=entry.revision,
            allow_patterns=[*(file.name for file in entry.files), *_TERMS],
            local_dir=target,
        )
    except Forbidden:
        raise
    except Exception as error:  # the hub's client, the http client under it and the sockets have a family each
        if isinstance(error, OSError) and error.errno in _DISK:
            raise  # told by the caller
        raise (_refused(entry) if _status(error) in _REFUSED else _unreachable(entry, error)) from error
    shutil.rmtree(target / ".cache", ignore_errors=True)  # the hub's bookkeeping


def _status(error: BaseException | None) -> int | None:
    """The hub's answer behind an error, which the client may have wrapped as if there were no network."""
    while error is not None:
        status = getattr(getattr(error, "response", None), "status_code", None)
        if isinstance(status, int):
            return status
        error = error.__cause__ or error.__context__
    return None


def _refused(entry: ModelEntry) -> ServiceMissing:
    return ServiceMissing(
        "このモデルの利用条件にまだ同意していないか、アクセストークンが正しくありません",
        subject=entry.repository,
        advice=(
            f"https://huggingface.co/{entry.repository} で利用条件に同意し、"
            "有効なアクセストークンを環境変数 HF_TOKEN に設定してから実行してください。"
        ),
    )


def _unreachable(entry: ModelEntry, error: Exception) -> ServiceMissing:
    return ServiceMissing(
        f"モデルの配布元に接続できません（{type(error).__name__}）",
        subject=entry.repository,
        advice=(
            "インターネットにつながるパソコンで実行してください。"
            "プロキシが要るときは HTTPS_PROXY を、HF_HUB_OFFLINE が設定されていれば外してください。"
        ),
    )
