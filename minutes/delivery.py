"""Putting the finished document where the clerk wants it, without ever overwriting what the clerk has written."""

from __future__ import annotations

import shutil
from pathlib import Path

from minutes.files import file_hash, writing

_RECEIPT = "delivered.sha256"


def deliver(document: Path, output: Path) -> Path | None:
    """Copy the work folder's document to `output`; a document there that is not ours as delivered is kept beside it.

    The work folder is held, so nobody else delivers it now. Returns where such a document was kept. Raises CannotWrite.
    """
    receipt = document.with_name(_RECEIPT)
    fresh = file_hash(document)
    kept = None
    there = file_hash(output) if output.is_file() else None
    delivered = receipt.read_text().split() if receipt.is_file() else []
    if there and there not in (fresh, *delivered):
        kept = _free_name(output)
        with writing(kept, sole=True) as beside:
            shutil.copyfile(output, beside)
    if there != fresh:
        with writing(output, sole=True) as beside:
            shutil.copyfile(document, beside)
    with writing(receipt) as beside:
        beside.write_text("\n".join(dict.fromkeys((*delivered, fresh))) + "\n")
    return kept


def _free_name(output: Path) -> Path:
    number = 1
    while (name := output.with_name(f"{output.stem}（前の版{number}）{output.suffix}")).exists():
        number += 1
    return name
