"""Names of files and folders that programs leave beside people's own: never a recording, never a paper."""

from __future__ import annotations

from fnmatch import fnmatchcase

# Of a copy under way: none of our business, but a sign that the files beside it are not complete yet.
_IN_TRANSFER = (
    "*.part",
    "*.partial",
    "*.filepart",
    "*.crdownload",
    "*.download",
    "*.tmp",
    "*.temp",
    ".syncthing.*",
    "~syncthing~*",
    "*.!sync",
)
_OTHERS = (
    ".*",  # hidden; 「._」 of a Mac, .DS_Store, .stfolder, LibreOffice's locks
    "~$*",  # beside what is open in Word or Excel
    "thumbs.db",
    "ehthumbs*.db",
    "desktop.ini",
    "autorun.inf",
    "@eadir",  # of storage in the office (Synology, QNAP)
    "@recycle*",
    "#recycle",
    "$recycle.bin",
    "system volume information",
    "lost+found",
    "__macosx",
)


def is_stray(name: str) -> bool:
    """Whether a file or folder of this name is to be overlooked."""
    return is_in_transfer(name) or _fits(name, _OTHERS)


def is_in_transfer(name: str) -> bool:
    """Whether a file of this name is one that is still being copied."""
    return _fits(name, _IN_TRANSFER)


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name.lower(), pattern) for pattern in patterns)
