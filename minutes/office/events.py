"""When to look into a folder: told by the system where it tells, by the clock on shares, whose changes nobody is told of."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from threading import Event, Thread

# As Linux names them: what other machines change there is no event here.
_FAR = frozenset(
    [
        "9p",
        "afs",
        "autofs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "fuse.vmhgfs-fuse",
        "drvfs",
    ]
)
_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\(\d{3})")  # a blank in a path is \040
_DRIVE_REMOTE = 4  # of Windows' GetDriveType
_STOPS_MS = 1000  # so soon after it is told to, the thread ends


def is_far(folder: Path) -> bool:
    """Whether the folder lies on another machine, as far as the system says."""
    if sys.platform == "win32":
        return _is_far_on_windows(folder)
    try:
        lines = _MOUNTS.read_text("utf-8", errors="replace").splitlines()
    except OSError:  # no Linux: its events reach us, or the rescan does
        return False
    mounts = [line.split(" ") for line in lines]
    places = [
        (Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), one[1])), one[2]) for one in mounts if len(one) > 2
    ]
    above = [(len(place.parts), kind) for place, kind in places if place == folder or place in folder.parents]
    return bool(above) and max(enumerate(above), key=lambda one: (one[1][0], one[0]))[1][1] in _FAR


def _is_far_on_windows(folder: Path) -> bool:
    import ctypes

    drive = f"{folder.drive}\\"
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE  # type: ignore[attr-defined,unused-ignore]


class Changes:
    """Sets `wake` when something changes below the folder, for as long as the system can tell. What it misses the next look
    by the clock finds."""

    def __init__(self, folder: Path, wake: Event) -> None:
        self._folder = folder
        self._wake = wake
        self._stop = Event()
        self._thread: Thread | None = None

    def listen(self) -> None:
        """Once more where it was lost, as with a folder that was away."""
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self._thread = Thread(target=self._hear, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join(2 * _STOPS_MS / 1000)

    def _hear(self) -> None:
        from watchfiles import watch

        try:
            for _ in watch(
                self._folder,
                watch_filter=None,
                stop_event=self._stop,
                rust_timeout=_STOPS_MS,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._wake.set()
        except (OSError, RuntimeError):  # no more watches to be had, or the folder has gone: then by the clock
            return
