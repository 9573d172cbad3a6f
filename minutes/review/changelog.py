"""Who changed what and when, as a table for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from minutes.domain import Act, Edit
from minutes.revision.revise import active

_HEAD = ("番号", "日時", "職・氏名", "操作", "対象", "前", "後", "有効")
_NAMES = {
    "reword": "発言の修正",
    "retidy": "整文の修正",
    "speaker": "発言者の変更",
    "split": "発言の分割",
    "merge": "発言の結合",
    "boundary": "議題の境目",
    "restate": "議事録の文の修正",
    "add": "議事録の文の追加",
    "drop": "議事録の文の削除",
    "settle": "確認済み",
    "judge": "用語の訂正の採否",
    "keep": "公開版の伏せる印",
    "listened": "録音の聞き直し",
    "reflect": "未反映の発言の見直し",
    "undo": "元に戻す",
    "redo": "やり直す",
}
_REACH = {"this": "この発言", "onward": "ここから後", "voice": "この声の全て"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what Excel would work out instead of show


def changes_csv(edits: Sequence[Edit]) -> bytes:
    """UTF-8 with a mark, as Excel wants it. 有効: whether the edit counts now."""
    counted = {edit.number for edit in active(edits)}
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_HEAD)
    for edit in edits:
        for act in edit.acts:
            state = "" if act.do in ("undo", "redo") else "○" if edit.number in counted else "取消"
            row = (str(edit.number), edit.at.isoformat(), edit.by, _NAMES[act.do], *_what(act), state)
            table.writerow([_shown(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _what(act: Act) -> tuple[str, str, str]:
    """Of what, before, after."""
    given: dict[str, Any] = act.model_dump(mode="json")
    target = (
        given.get("utterance") or given.get("line") or given.get("target") or "、".join(given.get("utterances", ()))
    )
    before = given.get("was", "")
    return str(target), " ／ ".join(before) if isinstance(before, list) else before, " ".join(_after(given))


def _after(given: dict[str, Any]) -> Iterator[str]:
    do = given["do"]
    if do in ("reword", "retidy"):
        yield given["text"]
    elif do in ("restate", "add"):
        yield given["part"]["text"]
    elif do == "speaker":
        yield f"{given['name'] or '（不明）'}（{_REACH[given['reach']]}）"
    elif do == "split":
        yield f"{given['at']}文字目から {given['into']}"
    elif do == "boundary":
        yield f"議題{given['item']}"
    elif do == "judge":
        yield f"{'採用' if given['accept'] else '不採用'}：{'、'.join(str(one + 1) for one in given['corrections'])}"
    elif do == "keep":
        mask = given["mask"]
        yield f"{'付ける' if given['on'] else '外す'}：{mask['text'] or mask['utterance']}（{mask['reason']}）"
    elif do == "listened":
        yield f"{given['start']:.1f}～{given['end']:.1f}秒"
    elif do == "reflect":
        yield " ／ ".join(one["text"] for one in given["left"]) or "（未反映なし）"
    elif do in ("undo", "redo"):
        yield f"番号{given['of']}"


def _shown(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
