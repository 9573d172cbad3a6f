"""What a clerk reads of a meeting in the folder of its result, without a terminal: 状況.txt, and エラー.txt where there is one.

Pure text; `notefiles` puts it there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from minutes.office.ledger import SHOWN_ID, JobError, JobState

STATUS, ERROR = "状況.txt", "エラー.txt"
_STEP = 5  # per cent and minutes: what changes more often is noise on a share
_CORRECT = (
    "会議名・日付・出席者などの違いは、このフォルダーの「会議.toml」を直して保存すると、直した内容で作り直します。"
)


@dataclass(frozen=True)
class Note:
    """`error`: "" where nothing is wrong."""

    status: str
    error: str = ""


@dataclass(frozen=True)
class About:
    """What a note says of a meeting in any case. `there`: whether its recording still lies in the watched folder; `contact`:
    whom to ask."""

    title: str
    recordings: Sequence[str]
    remarks: Sequence[str] = ()
    there: bool = True
    contact: str = "情報システム担当"


def of_job(state: JobState, about: About, end: dt.datetime | None = None, retries: bool = False) -> Note:
    """`end`: when it is expected to be done; `retries`: whether we try again by ourselves what failed."""
    match state.condition:
        case "waiting":
            return Note(_status("待ち", _waiting(state), about, end))
        case "running":
            return Note(_status("処理中", _running(state), about, end))
        case "done":
            return Note(_status("完了", _done(state), about))
        case "cancelled":
            what = [
                "この会議の処理は、中止されました。",
                f"もう一度行うときは、番号 {state.shown_id} を{about.contact}に伝えてください。",
            ]
            return Note(_status("中止", what, about))
    error = state.error or JobError(kind="InternalFault", exit_code=70, what="思わぬ不具合が起きました")
    label = "保留" if state.condition == "parked" else "できませんでした"
    return Note(
        _status(label, [f"理由とすることは、「{ERROR}」をご覧ください。"], about), _error(error, about, state, retries)
    )


def of_refused(error: JobError, about: About) -> Note:
    """For what never became a job."""
    return Note(
        _status("受け付けられません", [f"理由とすることは、「{ERROR}」をご覧ください。"], about), _error(error, about)
    )


def of_same(first: str, folder: str, about: About) -> Note:
    """For a recording that is there under another name already."""
    what = [
        f"この録音は、先に入れられた「{first}」と同じ内容です。二度は処理しません。",
        f"議事録案は「{folder}」フォルダーにできます。",
        "別の会議として作りたいときは、録音をフォルダーに入れ、会議情報（会議.toml か 会議情報.xlsx）を一緒に入れてください。",
    ]
    return Note(_status("同じ録音です", what, about))


def of_taking(about: About) -> Note:
    """While it is looked at."""
    return Note(_status("受付中", ["録音を確かめています。"], about))


# ---- pieces ------------------------------------------------------------------------------------------------------


def _status(label: str, what: Sequence[str], about: About, end: dt.datetime | None = None) -> str:
    lines = [f"【{label}】{about.title}", "", *what, ""]
    lines += [f"終わる見込み：{_when(end)}", ""] if end else []
    lines += [f"録音：{'、'.join(about.recordings)}"]
    lines += [] if about.there else ["注意：元の録音が、受付のフォルダーに見当たりません。"]
    lines += [f"注意：{remark}" for remark in about.remarks]
    return "\n".join(lines) + "\n"


def _waiting(state: JobState) -> list[str]:
    if state.error and state.next_attempt:
        again = f"{state.next_attempt.astimezone():%H時%M分}ごろ、自動でもう一度行います。"
        return [f"うまくいきませんでした：{state.error.what}", again]
    place = f"順番を待っています（{state.place}番目）。" if state.place else "順番を待っています。"
    return [place, _CORRECT]


def _running(state: JobState) -> list[str]:
    share = int(state.share * 100) // _STEP * _STEP
    stage = f"{state.stage}（{share}％）" if state.stage else "準備"
    return [f"いま：{stage}", _CORRECT]


def _done(state: JobState) -> list[str]:
    summary = state.summary
    counts = [
        (summary.get("flagged_statements", 0), "要確認の印のある文：{}件"),
        (summary.get("utterances_without_name", 0), "発言者が分からない発言：{}件"),
    ]
    lost = (summary.get("coverage") or {}).get("lost", 0.0)
    remarks = (*summary.get("notes", ()), *summary.get("recording_remarks", ()))
    return [
        f"議事録案ができました：{state.document.name}",
        *([f"できあがった日時：{_stamp(state.finished)}"] if state.finished else []),
        *(text.format(count) for count, text in counts if count),
        *([f"声があるのに文字にできなかった時間：{lost:.0f}秒"] if lost >= 1 else []),
        *(remark if remark.startswith("注意") else f"注意：{remark}" for remark in dict.fromkeys(remarks)),
        "",
        "これは案です。Word の【要確認】とコメントを確かめ、直してからお使いください。",
        _CORRECT,
    ]


def _error(error: JobError, about: About, state: JobState | None = None, retries: bool = False) -> str:
    subject = PurePath(error.subject).name if error.subject else ""
    lines = [
        f"【できませんでした】{about.title}",
        "",
        f"何が起きたか：{error.what}",
        *([f"どのファイルか：{subject}"] if subject else []),
        f"すること：{error.advice}",
        *(["　　　　　原因がなくなれば、自動でもう一度行います。"] if retries else []),
        f"分からないとき：このファイルを、{about.contact}に見せてください。",
        "",
        "元のファイルには手を加えていません。",
        f"録音：{'、'.join(about.recordings)}",
        *(f"注意：{remark}" for remark in about.remarks),
        "",
        f"（担当者用）種類：{error.kind}　終了コード：{error.exit_code}",
    ]
    if state:
        finished = f"　日時：{_stamp(state.finished)}" if state.finished else ""
        lines[-1] += f"　番号：{state.id[:SHOWN_ID]}　試した回数：{state.attempts}{finished}"
    return "\n".join(lines) + "\n"


def _when(end: dt.datetime) -> str:
    """Rounded up, and with the day where it is another."""
    local = end.astimezone()
    late = local + dt.timedelta(minutes=(-local.minute) % _STEP)
    today = dt.datetime.now().astimezone().date()
    day = "" if late.date() == today else f"{late.month}月{late.day}日 "
    return f"{day}{late:%H時%M分}ごろ"


def _stamp(at: dt.datetime) -> str:
    local = at.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H時%M分}"
