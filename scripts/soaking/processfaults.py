"""Processes that are killed, stopped, lied to about the time, and left without their LLM."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median

from soaking.llm import Llm
from soaking.recordings import Recording, transcript
from soaking.scene import NotReached, Scene
from soaking.services import Service, minutes

# Between two kills, in times that a job takes on this machine now: killed more often than that, nobody gets anything done.
_WORKER, _WATCHER, _CHILD = (0.1, 4.0), (0.1, 3.0), (0.3, 4.0)
_LEAST_S, _MOST_S = 8.0, 45.0
_DEATHS = 7  # workers that died during one job; at ten it is parked, as it has to be
_PEACE_S = 60.0
_CHILD_KILLS = 2  # of one job; at three it is parked
_LONG_TALKS = 600
_STAGES_READ = ("import", "tidy", "structure", "render")
_STAGES_HEARD = ("probe", "normalize", "transcribe", "diarize", "attribute", "tidy", "structure", "render")


# ---- kill -9 at random -------------------------------------------------------------------------------------------


def kill_worker(scene: Scene) -> None:
    while _pause(scene, _WORKER):
        if _most_deaths(scene) >= _DEATHS and not scene.pause(_PEACE_S, _PEACE_S):
            return
        _kill(scene, scene.office.worker)


def kill_watcher(scene: Scene) -> None:
    while _pause(scene, _WATCHER):
        _kill(scene, scene.office.watcher)


def _pause(scene: Scene, times: tuple[float, float]) -> bool:
    least, most = times
    pace = min(max(_LEAST_S, _job_s(scene)), _MOST_S)  # a clock may have been set meanwhile
    return scene.pause(least * pace, most * pace)


def _job_s(scene: Scene) -> float:
    """How long a job takes, seen from the last that were done."""
    found = scene.office.ask(
        "select (completed_at - started_at_epoch_ms) / 1000.0 from workflow_status where status = 'SUCCESS' "
        "order by completed_at desc limit 5"
    )
    return median(float(str(row[0])) for row in found) if found else _MOST_S


def _kill(scene: Scene, service: Service) -> None:
    if not scene.diary.calm.is_set() and service.wanted and service.send(signal.SIGKILL):
        scene.did()


def _most_deaths(scene: Scene) -> int:
    """Of one job that is under way."""
    found = scene.office.ask(
        "select max(recovery_attempts) from workflow_status where status in ('PENDING', 'ENQUEUED')"
    )
    return int(str(found[0][0] or 0)) if found else 0


def kill_child(scene: Scene) -> None:
    killed: Counter[str] = Counter()
    while _pause(scene, _CHILD):
        for pid, job in () if scene.diary.calm.is_set() else _children(scene).items():
            if killed[job] < _CHILD_KILLS:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed[job] += 1
                    scene.did()
                break


def _children(scene: Scene) -> dict[int, str]:
    """The processes that work on a recording, and on which: each has the log of its job open."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            if b"job_child" in Path("/proc", name, "cmdline").read_bytes():
                log = os.readlink(f"/proc/{name}/fd/2")
                if log.startswith(str(scene.office.state)):
                    found[int(name)] = log
    return found


# ---- SIGTERM -----------------------------------------------------------------------------------------------------


def sigterm_in_every_stage(scene: Scene) -> None:
    """One recording on its whole road; it is stopped in each stage and goes on at the next start."""
    scene.diary.calm.set()
    try:
        _stop_in_every_stage(scene)
    finally:
        scene.diary.calm.clear()


def _stop_in_every_stage(scene: Scene) -> None:
    for stages, heard in ((_STAGES_READ, False), (_STAGES_HEARD, True)):
        one = scene.drop(talks=_LONG_TALKS, heard=heard)
        for stage in stages:
            begun = partial(_began, scene, one, stage)
            scene.until(begun, f"in {stage}", every_s=0.005)
            if not scene.office.worker.end(signal.SIGTERM):
                scene.did(f"SIGTERM before fell into {stage}")
                continue
            scene.did()
            scene.did(f"SIGTERM {'just after' if _ended(scene, one, stage) else 'in'} {stage}")


def _began(scene: Scene, one: Recording, stage: str) -> bool:
    return any(step.stage == stage for step in scene.steps(one))


def _ended(scene: Scene, one: Recording, stage: str) -> bool:
    return any((step.stage, step.event) == (stage, "stage_ended") for step in scene.steps(one))


# ---- the clock ---------------------------------------------------------------------------------------------------


def clock_back(scene: Scene) -> None:
    """Of worker and watcher and all they start, by a library between them and the system. The clock that only goes forward
    is left alone, as it is when a machine's clock is set."""
    compiler = shutil.which("cc")
    if compiler is None:
        scene.diary.untried[scene.fault] = "no C compiler for the library that sets the clock of a process"
        return
    library, offset = scene.office.base / "clock.so", scene.office.base / "clock"
    source = Path(__file__).with_name("clock.c")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    offset.write_text("0")
    lie = {"LD_PRELOAD": str(library), "SOAK_CLOCK": str(offset)}
    _restart(scene, lie)
    mine = [scene.drop() for _ in range(3)]
    scene.running(*mine)
    for seconds in (-3600, 3600, 0, -3600):
        offset.write_text(f"{seconds}")
        scene.did()
        mine.append(scene.drop())
        scene.wait(8, 15)
    scene.until(lambda: all(scene.label(one) == "完了" for one in mine), "done")
    _restart(scene, {}, without=tuple(lie))


def _restart(scene: Scene, more: dict[str, str], without: tuple[str, ...] = ()) -> None:
    for service in scene.office.services:
        with service.resting(signal.SIGKILL):
            service.environment.update(more)
            for name in without:
                service.environment.pop(name, None)


# ---- the LLM -----------------------------------------------------------------------------------------------------


def llm_down(scene: Scene) -> None:
    """A batch with an LLM that works, refuses, fails and is silent in turn; the batch is killed and called again."""
    folder, out = scene.office.base / "batch", scene.office.batch
    folder.mkdir()
    mine = [scene.announce() for _ in range(6)]
    for one in mine:
        (folder / one.name).write_text(transcript(one.mark), encoding="utf-8")
    command = minutes("batch", folder, "--out", out, "--llm", "office", "--json", "--config", scene.office.config)
    llm = Llm(scene.office.llm_port)
    for state in ("working", "refusing", "failing", "silent"):
        llm.become(state)
        scene.did()
        with open(scene.office.logs / "batch.log", "ab") as log:
            batch = subprocess.Popen(command, env=scene.office.environment, stdout=log, stderr=log)
            scene.wait(10, 20)
            batch.kill()
            batch.wait()
            scene.did("batch-killed")
    llm.become("working")
    with open(scene.office.logs / "batch.log", "ab") as log:
        code = subprocess.run(command, env=scene.office.environment, stdout=log, stderr=log, timeout=600).returncode
    if code:
        raise NotReached(f"{scene.fault}: minutes batch ended with {code}")
    llm.become("refusing")
