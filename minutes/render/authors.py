"""Who worded the minutes: an AI or rules, item by item, and what was sent to which AI for it."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Authorship, Minutes, Sent
from minutes.render import styles
from minutes.render.hashes import short
from minutes.render.sheet import Row, Sheet

_LISTED = 20  # hashes of what was sent named one by one; all of them are in provenance.json
_STAGE = "structure"
_LOCATIONS = {"local": "庁内", "closed": "閉域", "cloud": "外部のクラウド"}
_WIDTHS = (5.0, 5.0)  # characters: sentences by an AI, by rules; the rest is for the item
_NOT_PRINTED = "この様式の本文は発言の記録で、生成AIが書いた文は載せていない。"


def worded_by_llm(minutes: Minutes) -> int:
    """How many sentences of the minutes an AI worded."""
    return sum(item.by_llm for item in minutes.provenance.authorship)


def models_of(minutes: Minutes) -> str:
    """The AIs' names: those that made these minutes, else all that were ever asked for this meeting."""
    made = minutes.provenance
    names = [model.name for model in made.models if model.stage == _STAGE]
    names = names or [sent.model for sent in made.sent if sent.requests]
    return "、".join(dict.fromkeys(names)) or "名称の記録なし"


def rows_of(minutes: Minutes, printed: bool) -> list[Row]:
    """For the record. `printed`: whether the document prints the statements at all."""
    made = minutes.provenance
    rows = [("文の作成", _worded(minutes) if printed else _NOT_PRINTED)] if made.authorship else []
    if made.prompt:
        rows.append(("指示文の版", made.prompt))
    return rows


def sent_of(minutes: Minutes) -> list[Row]:
    """For the record: what went to which AI."""
    asked = [sent for sent in minutes.provenance.sent if sent.requests]
    if not asked:
        return [("生成AIへの送信", "なし")]
    labels = [f"送信先{number}" for number in range(1, len(asked) + 1)] if len(asked) > 1 else ["送信先"]
    return [(label, _sent(sent)) for label, sent in zip(labels, asked, strict=True)]


def write_authorship(sheet: Sheet, authorship: Sequence[Authorship]) -> None:
    """Item by item, where an AI took part in any of several."""
    if len(authorship) > 1 and any(one.by_llm for one in authorship):
        head = ("生成AI", "規則", "案件（書いた文の数）")
        rows = [(f"{one.by_llm}文", f"{one.by_rules}文", one.item) for one in authorship]
        sheet.table(rows, styles.RECORD, _WIDTHS, head=head)


def _worded(minutes: Minutes) -> str:
    by_llm = worded_by_llm(minutes)
    by_rules = sum(item.by_rules for item in minutes.provenance.authorship)
    if by_llm:
        return f"生成AI（{models_of(minutes)}）が{by_llm}文、発言を整える規則が{by_rules}文を書いた。"
    return f"{by_rules}文すべてを、発言を整える規則が書いた。生成AIが書いた文はない。"


def _sent(sent: Sent) -> str:
    named = f"{sent.endpoint}（{sent.host}、{_LOCATIONS[sent.location]}）のモデル {sent.model}"
    plan = f"、利用計画 {sent.plan}" if sent.plan else ""
    sizes = f"要求{sent.requests:,}回、{sent.characters:,}字、伏せた箇所{sent.masked:,}か所"
    more = f" ほか{len(sent.hashes) - _LISTED}件" if len(sent.hashes) > _LISTED else ""
    hashes = "、".join(map(short, sent.hashes[:_LISTED])) + more
    return f"{named}{plan}。{sizes}。" + (f"送った内容の識別値（SHA-256）{hashes}" if hashes else "")
