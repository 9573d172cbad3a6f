"""A form as its template prints it, for all that asks a form what it prints: the record, the check list, other formats."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from minutes.files import file_hash
from minutes.render.forms import Form
from minutes.render.layout import TAIL, BlockName, Part, blocks
from minutes.render.template.check import sound

_BLOCKS: dict[BlockName, str] = {"items": "議題", "verbatim": "発言の記録"}
_PARTS = {
    "議題.発言": Part(part="statements", heading="（{number}）主な意見等"),
    "議題.結果": Part(part="results", heading="（{number}）結果"),
    "議題.今後の対応": Part(part="actions", heading="（{number}）今後の対応"),
}


def with_template(form: Form, folder: Path) -> Form:
    """The form with its template found in a folder, looked at now: what cannot be printed is said before the work begins.

    Raises InputMissing, BadConfiguration with every place that is to be put right.
    """
    place = (folder / form.template).resolve()
    used = sound(place).used
    return form.model_copy(
        update={"template": str(place), "template_sha256": file_hash(place), **_printing(form, used)}
    )


def _printing(form: Form, used: Collection[str]) -> dict[str, object]:
    kept = [one for one in form.layout if one.block not in _BLOCKS or _BLOCKS[one.block] in used]
    missing = [block for block, field in _BLOCKS.items() if field in used and not form.has(block)]
    end = next((at for at, one in enumerate(kept) if one.block in TAIL), len(kept))
    return {
        "layout": (*kept[:end], *blocks(*missing), *kept[end:]),
        "parts": tuple(part for name, part in _PARTS.items() if name in used),
    }
