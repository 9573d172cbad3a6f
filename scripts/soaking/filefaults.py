"""What people do to files: copied slowly, twice, replaced, deleted, taken away; and those that nothing is done to."""

from __future__ import annotations

import shutil
import time

from soaking.recordings import MINUTES, NOTE, NOTHING, SAME, transcript
from soaking.scene import NotReached, Scene

_AT_ONCE = 6  # recordings that nothing in particular happens to and that have not ended
_LONG_TALKS = 400


def plain(scene: Scene) -> None:
    _stream(scene, heard=False)


def heard(scene: Scene) -> None:
    _stream(scene, heard=True)


def _stream(scene: Scene, heard: bool) -> None:
    """As many as are wanted, so many at a time."""
    mine = []
    for _ in range(scene.jobs):
        mine.append(scene.drop(heard=heard))
        scene.did()
        while sum(scene.label(one) != "完了" for one in mine[-2 * _AT_ONCE :]) >= (2 if heard else _AT_ONCE):
            if not scene.pause(0.5, 1.5):
                break
    try:
        scene.until(lambda: all(scene.label(one) == "完了" for one in mine), "done")
    except NotReached:
        return  # what is lost the check at the end finds


def slow_copy(scene: Scene) -> None:
    one = scene.announce()
    text = transcript(one.mark, _LONG_TALKS).encode()
    pieces = max(2, round(scene.slow_s / 1.5))
    size = len(text) // pieces + 1
    with open(scene.place(one), "wb", buffering=0) as file:
        scene.did()
        for begin in range(0, len(text), size):
            left = text[begin : begin + size]
            while left:
                try:
                    left = left[file.write(left) :]
                except OSError:  # the disk is full: whoever copies tries again
                    time.sleep(1.0)
            time.sleep(scene.random.uniform(1.0, 2.0))


def twice(scene: Scene) -> None:
    for wait_s in (0.0, 8.0):  # both at once, and the second when the first is known
        first = scene.drop(MINUTES, SAME)
        time.sleep(wait_s)
        scene.drop(MINUTES, SAME, mark=first.mark)
        scene.did()


def replaced(scene: Scene) -> None:
    with scene.office.worker.resting():
        before = [scene.drop(NOTHING) for _ in range(2)]
        scene.taken(*before)
        for one in before:
            after = scene.announce(name=one.name)
            scene.put(after, transcript(after.mark).encode())
            scene.did()
        scene.wait(0, 6)  # before the watched folder has seen it, or after


def deleted(scene: Scene) -> None:
    with scene.office.worker.resting():
        mine = [scene.drop(NOTE) for _ in range(2)]
        scene.taken(*mine)
        for one in mine:
            scene.place(one).unlink()
            scene.did()
        scene.wait(0, 6)


def broken(scene: Scene) -> None:
    for text in ("", "these are no words that were spoken\n"):
        one = scene.announce(NOTE)
        scene.put(one, text.encode())
        scene.did()


def result_removed(scene: Scene) -> None:
    done = scene.drop(MINUTES, NOTE, NOTHING)
    scene.until(lambda: scene.label(done) == "完了", "done")
    mine = [scene.drop() for _ in range(3)]
    scene.running(*mine)
    scene.taken(*mine)
    for one in (done, *mine):
        folder = scene.folder(one)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
            scene.did()
