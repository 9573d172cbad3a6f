"""What becomes of a job after an attempt: done, failed, tried again after a while, or parked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from minutes.domain import Value
from minutes.errors import InternalFault, ServiceMissing
from minutes.office.ledger import JobError, JobOrder
from minutes.office.messages import Said
from minutes.office.supervise import Crash

CRASHES = 3  # so many crashes in a row, and the recording is put aside
_AFTER_CRASH_S = 5.0  # what used up the memory may have been another program


class Attempt(Value):
    """The `number`-th work on a job; `passed`: how many before it failed of what can pass, `crashes`: of a crash."""

    order: JobOrder
    number: int = 1
    passed: int = 0
    crashes: int = 0


class Ending(Value):
    """How an attempt ended. `wait_s`: after which `next` begins."""

    result: Literal["done", "failed", "parked", "again"]
    summary: Mapping[str, Any] = {}
    error: JobError | None = None
    next: Attempt | None = None
    wait_s: float = 0.0


def ending_of(attempt: Attempt, said: Said | Crash, waits_s: Sequence[float]) -> Ending:
    """`waits_s`: before what failed of something that can pass is tried again, one after the other."""
    if isinstance(said, Crash):
        return _after_crash(attempt, said)
    if said.failure is None:
        return Ending(result="done", summary=said.summary or {})
    if said.passes and attempt.passed < len(waits_s):
        again = attempt.model_copy(update={"number": attempt.number + 1, "passed": attempt.passed + 1, "crashes": 0})
        return Ending(result="again", error=said.failure, next=again, wait_s=waits_s[attempt.passed])
    return Ending(result="failed", error=said.failure)


def _after_crash(attempt: Attempt, crash: Crash) -> Ending:
    crashes = attempt.crashes + 1
    error = JobError.of(_crashed(crash, crashes))
    if crashes >= CRASHES:
        return Ending(result="parked", error=error)
    again = attempt.model_copy(update={"number": attempt.number + 1, "crashes": crashes})
    return Ending(result="again", error=error, next=again, wait_s=_AFTER_CRASH_S * crashes)


def _crashed(crash: Crash, times: int) -> ServiceMissing | InternalFault:
    kind = ServiceMissing if crash.killed else InternalFault
    what = "処理が強制終了されました（メモリーが足りない恐れがあります）" if crash.killed else "処理が途中で落ちました"
    if times < CRASHES:
        return kind(f"{what}（{times}回目）", advice="自動でもう一度行います。")
    return kind(
        f"{what}。{times}回続いたため、この録音の処理を保留にしました",
        advice="ほかの録音の処理は続いています。録音を再生できるか確かめ、情報システム担当に連絡してください。"
        "原因を除いたら、minutes retry でもう一度行えます。",
    )


def parked_by_ledger() -> JobError:
    """For a job during which worker after worker died."""
    return JobError.of(
        InternalFault(
            "この録音の処理中に、処理用のプログラムが何度も止まったため、保留にしました",
            advice="ほかの録音の処理は続いています。情報システム担当に連絡してください。原因を除いたら、minutes retry でもう一度行えます。",
        )
    )
