"""The last part of every form: what the document was made from and with, who vouches for it, what it does not show."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Minutes
from minutes.render import authors, styles
from minutes.render.annexes import Annexes
from minutes.render.hashes import short
from minutes.render.japanese import moment
from minutes.render.lost import rows_of
from minutes.render.recording import files_of
from minutes.render.sheet import Row, Sheet
from minutes.render.sources import Sources
from minutes.render.standing import Standing

_STAGES = {
    "transcribe": "文字起こし",
    "diarize": "話者の区別",
    "structure": "議事録の構成",
    "correct": "用語の補正",
    "normalize": "音声の前処理",
}
_LABEL_CHARS = 8


def write_record(
    sheet: Sheet, minutes: Minutes, standing: Standing, beside: Annexes, notes: Sequence[Row], sources: Sources
) -> None:
    """A small ruled table, the body's own notes last; then who worded which item. The public is told neither what was sent
    nor what was to be checked."""
    internal = beside.audience == "internal"
    rows = [
        ("確認", _confirmed(standing)),
        *_made_with(minutes, beside),
        *authors.rows_of(minutes, sources.form.prints_statements),
        *(authors.sent_of(minutes) if internal else ()),
        *(rows_of(beside.coverage, beside.recording) if beside.coverage else ()),
        *([("要確認", f"{sources.checks}か所" if sources.checks else "なし")] if internal else ()),
        *_unreflected(beside, standing, sources),
        *notes,
    ]
    sheet.paragraph(styles.HEADING2, sources.form.labels.record)
    sheet.table(rows, styles.RECORD, (_LABEL_CHARS,))
    if sources.form.prints_statements and internal:
        authors.write_authorship(sheet, minutes.provenance.authorship)


def _confirmed(standing: Standing) -> str:
    given = standing.confirmation
    if given is None:
        return "案（未確認）"
    if given.document:
        return (
            f"案。{given.by}が{moment(given.at)}に確認した文書は、これとは別のファイルである"
            f"（SHA-256 {short(given.document)}）。"
        )
    return f"{given.by}が{moment(given.at)}に確認した（内容の識別値（SHA-256）{short(given.content)}）。"


def _made_with(minutes: Minutes, beside: Annexes) -> list[Row]:
    made = minutes.provenance
    rows = [("ソフトウェア", made.software)]
    if made.recording:
        rows.append(("録音", f"識別値（SHA-256）{short(made.recording)}"))
    if beside.recording:
        rows.append(("録音ファイル", files_of(beside.recording)))
    rows += [
        (_STAGES.get(model.stage, model.stage), _model(model.name, model.revision, model.sha256))
        for model in made.models
    ]
    if made.dictionaries:
        rows.append(("用語辞書", "、".join(f"{name}（{short(digest)}）" for name, digest in made.dictionaries.items())))
    return rows


def _unreflected(beside: Annexes, standing: Standing, sources: Sources) -> list[Row]:
    if not beside.unreflected or not sources.form.prints_statements:
        return []
    listed = "一覧は案に載せた。" if standing.final or not sources.form.aids else "一覧は上にある。"
    return [("反映していない発言", f"{len(beside.unreflected)}件。{listed}")]


def _model(name: str, revision: str, digest: str) -> str:
    details = [f"版 {short(revision)}"] if revision else []
    details += [f"SHA-256 {short(digest)}"] if digest else []
    return f"{name}（{'、'.join(details)}）" if details else name
