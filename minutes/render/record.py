"""The last part of every form: what the document was made from and with, and what it does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes.domain import Coverage, Minutes, Recording
from minutes.render import styles
from minutes.render.docx import Row, Sheet
from minutes.render.forms import Form
from minutes.render.lost import rows_of
from minutes.render.recording import files_of

_SHORT_HASH = 12  # hexadecimal digits: enough to compare two files by eye
_HASH = re.compile(r"[0-9a-f]{40,}")
_STAGES = {
    "transcribe": "文字起こし",
    "diarize": "話者の区別",
    "structure": "議事録の構成",
    "correct": "用語の補正",
    "normalize": "音声の前処理",
}
_LABEL_CHARS = 8


def write_record(
    sheet: Sheet,
    minutes: Minutes,
    coverage: Coverage | None,
    form: Form,
    notes: Sequence[Row],
    recording: Recording | None = None,
    checks: int = 0,
) -> None:
    """A small ruled table, the body's own notes last. `checks`: how many marks for the clerk the body has."""
    made = minutes.provenance
    rows = [("ソフトウェア", made.software)]
    if made.recording:
        rows.append(("録音", f"識別値（SHA-256）{_short(made.recording)}"))
    if recording:
        rows.append(("録音ファイル", files_of(recording)))
    rows += [
        (_STAGES.get(model.stage, model.stage), _model(model.name, model.revision, model.sha256))
        for model in made.models
    ]
    if made.dictionaries:
        rows.append(("用語辞書", "、".join(f"{name}（{_short(hash_)}）" for name, hash_ in made.dictionaries.items())))
    rows += rows_of(coverage, recording) if coverage else []
    rows.append(("要確認", f"{checks}か所" if checks else "なし"))
    rows += notes
    sheet.paragraph(styles.HEADING2, form.labels.record)
    sheet.table(rows, styles.RECORD, (_LABEL_CHARS,))


def _model(name: str, revision: str, digest: str) -> str:
    details = [f"版 {_short(revision)}"] if revision else []
    details += [f"SHA-256 {_short(digest)}"] if digest else []
    return f"{name}（{'、'.join(details)}）" if details else name


def _short(digest: str) -> str:
    return digest[:_SHORT_HASH] if _HASH.fullmatch(digest) else digest
