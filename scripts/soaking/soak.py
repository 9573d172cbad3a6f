"""One soak: an office is set up, harm is done to it in an order that the seed decides, and what is left is checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread

from minutes.files import file_hash
from soaking.checks import OVER, Problem, endings, problems, untouched
from soaking.faults import ALONGSIDE, FAULTS, IN_TURN
from soaking.llm import free_port
from soaking.office import Office
from soaking.recordings import NOTHING, Recording
from soaking.scene import Diary, NotReached, Scene
from soaking.seen import Seen, folders, look
from soaking.services import Keeper, Service

_SETTLES_S = 600.0  # after the last fault
_STREAMS_S = 3600.0  # the longest that what goes on all the time may take
_QUIET_S = 8.0  # of nothing new, before it is believed to be over

Say = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What to do. `jobs` and `heard`: transcripts and recordings that nothing in particular is done to."""

    names: tuple[str, ...]
    seed: int
    jobs: int
    heard: int
    slow_s: float


@dataclass(frozen=True)
class Outcome:
    """`done`: how often each thing was done; `untried`: what could not be tried, and why; `services`: starts, kills and
    falls of each; `fell`: exit codes of those that ended by themselves."""

    wanted: Wanted
    dropped: tuple[Recording, ...]
    seen: Seen
    problems: tuple[Problem, ...]
    done: Mapping[str, int]
    untried: Mapping[str, str]
    services: Mapping[str, Service]
    seconds: float


def soak(wanted: Wanted, base: Path, say: Say, keep: Path | None = None) -> Outcome:
    begin = time.monotonic()
    office = Office(base, free_port())
    diary, over = Diary(), Event()
    found: list[Problem] = []
    try:
        with Keeper(office.services):
            alongside = [
                Thread(daemon=True, target=_try, args=(name, _scene(name, office, diary, over, wanted), found, say))
                for name in wanted.names
                if name in ALONGSIDE
            ]
            for thread in alongside:
                thread.start()
            order = [name for name in wanted.names if name in IN_TURN]
            Random(wanted.seed).shuffle(order)
            for name in order:
                _try(name, _scene(name, office, diary, Event(), wanted), found, say)
            _join(alongside, over, wanted)
            say(f"all was done to it after {time.monotonic() - begin:.0f} s; now it is left alone")
            _settle(office, diary, say)
        seen = look(office)
        found += problems(diary.dropped, seen)
        found += _start_again(office)
    finally:
        if keep:
            office.keep(keep)
        office.close()
    return Outcome(
        wanted=wanted,
        dropped=tuple(diary.dropped),
        seen=seen,
        problems=tuple(found),
        done=dict(diary.done),
        untried=dict(diary.untried),
        services={service.name: service for service in office.services},
        seconds=time.monotonic() - begin,
    )


def _scene(name: str, office: Office, diary: Diary, over: Event, wanted: Wanted) -> Scene:
    jobs = {"plain": wanted.jobs, "heard": wanted.heard}.get(name, 0)
    return Scene(office, name, Random(f"{wanted.seed} {name}"), diary, over, wanted.slow_s, jobs)


def _try(name: str, scene: Scene, found: list[Problem], say: Say) -> None:
    say(f"{name}: {FAULTS[name].what}")
    try:
        FAULTS[name].do(scene)
    except Exception as error:  # the others go on; what was not reached is a failure of the soak
        what = str(error) if isinstance(error, NotReached) else f"{type(error).__name__}: {error}"
        found.append(Problem("unfinished", what, name))
        say(f"{name}: {what}")


def _join(alongside: Sequence[Thread], over: Event, wanted: Wanted) -> None:
    """Those that end by themselves first: what kills goes on for as long as there is something to be killed."""
    ending = [
        thread
        for thread, name in zip(alongside, (n for n in wanted.names if n in ALONGSIDE), strict=True)
        if not name.startswith("kill")
    ]
    for thread in ending:
        thread.join(_STREAMS_S)
    over.set()
    for thread in alongside:
        thread.join()


def _settle(office: Office, diary: Diary, say: Say) -> None:
    """Until everything has ended, or nothing will."""
    begin = time.monotonic()
    since = begin
    while time.monotonic() - since < _QUIET_S:
        time.sleep(1.0)
        if _open(office, diary):
            since = time.monotonic()
        if time.monotonic() - begin > _SETTLES_S:
            say(f"not everything has ended: {_open(office, diary)}")
            return


def _open(office: Office, diary: Diary) -> list[str]:
    """What has not ended."""
    there = folders(office.out.place)
    unfinished = office.ask("select count(*) from workflow_status where status in ('ENQUEUED', 'DELAYED', 'PENDING')")
    found = [] if unfinished == [(0,)] else [f"jobs {unfinished}"]
    found += [f"{folder.name} {folder.label}" for folder in there if folder.label not in OVER]
    batch = {one.mark for one in diary.dropped if one.fault == "llm-down"}
    waited = [one for one in diary.dropped if one.mark not in batch and NOTHING not in one.ends]
    return found + [one.name for one in waited if not endings(one, there)]


def _start_again(office: Office) -> list[Problem]:
    """Everything once more as it was started before."""
    before = _hashes(office)
    with Keeper(office.services):
        time.sleep(30)
    return list(untouched(before, _hashes(office)))


def _hashes(office: Office) -> dict[str, str]:
    place = office.out.place
    return {str(path.relative_to(place)): file_hash(path) for path in sorted(place.rglob("*")) if path.is_file()}
