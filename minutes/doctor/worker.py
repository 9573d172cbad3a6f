"""This machine's worker: whether it lives, reaches the ledger and the shares, and gets on with what waits.

Quick enough to be asked every minute, by a container or by whatever watches the office's servers.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import minutes
from minutes.doctor.configuration import check_configuration
from minutes.doctor.finding import CONFIGURATION, Finding, bad, good, safely, warning
from minutes.doctor.machine import check_disk
from minutes.errors import MinutesError
from minutes.office.database import machine_of, server_clock, state_folder
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.office.ledger import JobState
from minutes.office.worker import life_file
from minutes.settings import Office

_NAME, _STATE, _LIFE, _LEDGER, _QUEUE, _SHARES, _CLOCK = (
    *("この機械の名前", "状態の保存場所", "処理係", "仕事の台帳", "待ち行列", "録音と文書の場所"),
    "時計",
)
_SILENT_S = 60.0  # six signs of life that did not come
_PATIENCE = dt.timedelta(minutes=10)  # a job that waits longer beside a worker with nothing to do
_SECOND_LOOK_S = 3.0  # a worker looks for work twice a second
_LONG = dt.timedelta(hours=24)  # longer than any meeting is worked on
_SKEW_S = 60.0
_SHOWN = 3
_RESTART = "minutes worker を動かし直してください（systemd なら systemctl restart、コンテナなら再起動）。"


def examine_worker(file: Path | None, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """All findings in the order of the table. `file`: the configuration named by --config."""
    configuration, settings = check_configuration(file, environment)
    if configuration.state == "bad":
        return (configuration,)
    office = settings.office
    try:
        machine, state = machine_of(office), state_folder(office)
    except MinutesError as error:  # no name, or no folder: nothing more can be known
        name = CONFIGURATION if error.exit_code == 78 else _STATE
        return (*((configuration,) if name != CONFIGURATION else ()), bad(name, error.what, error.advice))
    known = good(_NAME, machine)
    disk = safely(_STATE, lambda: check_disk(_STATE, state))
    life = safely(_LIFE, lambda: check_life(life_file(state, machine), time.time()))
    return (configuration, known, disk, life, *_of_ledger(office, life))


def _of_ledger(office: Office, life: Finding) -> tuple[Finding, ...]:
    try:
        ledger = open_ledger(office)
    except MinutesError as error:
        return (bad(_LEDGER, error.what, error.advice),)
    now = dt.datetime.now(dt.UTC)
    try:
        jobs, others = ledger.under_way(), len(ledger.of_other_versions())
        stuck = _stuck(ledger, office, jobs, now) if life.state == "good" else ()
    except MinutesError as error:
        return (bad(_LEDGER, error.what, error.advice),)
    finally:
        ledger.close()
    return (
        _told(jobs, others),
        check_queue(jobs, stuck, now),
        safely(_SHARES, lambda: check_shares(jobs)),
        safely(_CLOCK, lambda: check_clock(now, server_clock(office), _built())),
    )


def _stuck(ledger: DbosLedger, office: Office, jobs: Sequence[JobState], now: dt.datetime) -> tuple[JobState, ...]:
    """What waits beside a worker with nothing to do, and still does at a second look."""
    waiting = stuck_in(jobs, now)
    if not waiting or _in_hand(office):
        return ()
    time.sleep(_SECOND_LOOK_S)
    still = {job.id for job in ledger.under_way() if job.condition == "waiting"}
    return () if _in_hand(office) else tuple(job for job in waiting if job.id in still)


# ---- one check each ----------------------------------------------------------------------------------------------


def check_life(place: Path, now: float) -> Finding:
    """`now`: seconds since 1970, as the worker writes them down."""
    try:
        life = json.loads(place.read_bytes())
        ago = now - float(life["at"])
    except FileNotFoundError:
        return bad(_LIFE, "動いていません", "minutes worker を動かしてください。続きから進みます。")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return bad(_LIFE, f"動いているしるし（{place}）を読めません（{type(error).__name__}）", _RESTART)
    if abs(ago) > _SILENT_S:
        return bad(_LIFE, f"{abs(ago) / 60:,.0f} 分前から、動いているしるしがありません", _RESTART)
    return good(_LIFE, f"動いています（処理中 {life.get('in_hand', 0)}件）")


def stuck_in(jobs: Iterable[JobState], now: dt.datetime) -> tuple[JobState, ...]:
    """What has waited for long and for nothing: not for its next attempt."""
    return tuple(
        job
        for job in jobs
        if job.condition == "waiting"
        and now - job.enqueued > _PATIENCE
        and (job.next_attempt is None or now - job.next_attempt > _PATIENCE)
    )


def check_queue(jobs: Iterable[JobState], stuck: Sequence[JobState], now: dt.datetime) -> Finding:
    """`stuck`: what waits although this machine has nothing to do."""
    if stuck:
        told = f"手の空いた処理係がいるのに、{len(stuck)}件が待ったままです（最初：{stuck[0].shown_id}）"
        return bad(_QUEUE, told, _RESTART)
    long = [job for job in jobs if job.condition == "running" and job.started and now - job.started > _LONG]
    if long:
        told = "、".join(f"{job.shown_id}（{job.machine}）" for job in long[:_SHOWN])
        return warning(
            _QUEUE,
            f"24 時間より長く処理中の仕事：{told}",
            "その機械が動いているか確かめ、戻らないときは minutes recover 機械の名前 を実行してください。",
        )
    return good(_QUEUE, "滞りはありません")


def check_shares(jobs: Sequence[JobState]) -> Finding:
    """Where recordings of jobs under way lie, and where their documents go."""
    away = {anchor.parent for job in jobs for anchor in job.order.anchors if not anchor.exists()}
    away |= {path.parent for job in jobs for path in job.order.inputs if not path.parent.is_dir()}
    if away:
        return bad(
            _SHARES, f"見えません：{_listed(away)}", "共有フォルダーがつながっているか（マウント）を確かめてください。"
        )
    shut = {path for job in jobs for path in map(_nearest, (job.document, job.work)) if not os.access(path, os.W_OK)}
    shut_in = {path for job in jobs for path in job.order.inputs if path.exists() and not os.access(path, os.R_OK)}
    if shut or shut_in:
        what = f"書き込めません：{_listed(shut)}" if shut else f"読めません：{_listed(shut_in)}"
        return bad(_SHARES, what, "処理係を動かしている利用者に、権限を付けてください。")
    return good(_SHARES, "読み書きできます" if jobs else "待っている仕事がないため、調べるものはありません")


def check_clock(now: dt.datetime, server: dt.datetime | None, built: dt.datetime) -> Finding:
    """`server`: the database's time, None where it is on this machine; `built`: when this software was put here."""
    advice = "時刻合わせ（NTP）の設定を確かめてください。"
    if built - now > dt.timedelta(days=1):
        return bad(_CLOCK, f"{now.astimezone():%Y-%m-%d %H:%M} は、この minutes を入れた日より前です", advice)
    skew = (now - server).total_seconds() if server else 0.0
    if abs(skew) > _SKEW_S:
        told = f"データベースのサーバーより {abs(skew):,.0f} 秒 {'進んで' if skew > 0 else '遅れて'}います"
        return warning(_CLOCK, told, advice)
    return good(_CLOCK, f"{now.astimezone():%Y-%m-%d %H:%M}")


# ---- what they ask -----------------------------------------------------------------------------------------------


def _told(jobs: Iterable[JobState], others: int) -> Finding:
    counted = [job.condition for job in jobs]
    told = f"使えます（待ち {counted.count('waiting')}件、処理中 {counted.count('running')}件）"
    if others:
        advice = "この版で処理するときは minutes worker --take-over を実行してください。"
        return warning(_LEDGER, f"{told}。別の版の minutes を待っている仕事が {others}件 あります", advice)
    return good(_LEDGER, told)


def _in_hand(office: Office) -> int:
    try:
        return int(json.loads(life_file(state_folder(office), machine_of(office)).read_bytes())["in_hand"])
    except (OSError, ValueError, KeyError):
        return 0


def _built() -> dt.datetime:
    return dt.datetime.fromtimestamp(Path(minutes.__file__).stat().st_mtime, dt.UTC)


def _nearest(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.is_dir())


def _listed(places: Iterable[Path]) -> str:
    names = sorted(map(str, places))
    return "、".join(names[:_SHOWN]) + ("、…" if len(names) > _SHOWN else "")
