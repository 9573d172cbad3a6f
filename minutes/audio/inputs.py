"""What was named on the command line → the recordings of one meeting, in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from natsort import natsorted, ns

from minutes.audio.strays import is_stray
from minutes.errors import InputUnreadable

# What recorders, conference systems and telephones write; a file of another kind is only taken when it is named.
_SOUND = ".aac .ac3 .aif .aifc .aiff .amr .au .caf .flac .m4a .m4b .mka .mp2 .mp3 .oga .ogg .opus .voc .w64 .wav .wave .wma .wv"
_FILM = ".3g2 .3gp .asf .avi .flv .m2ts .m4v .mkv .mov .mp4 .mpeg .mpg .mts .ogv .ts .webm .wmv"
SUFFIXES = frozenset(f"{_SOUND} {_FILM}".split())


def recordings_of(inputs: Sequence[Path]) -> tuple[Path, ...]:
    """Files as they are, folders as the recordings in them in natural order (録音2 before 録音10).

    Raises InputUnreadable for a folder without recordings.
    """
    return tuple(path for given in inputs for path in (_in_folder(given) if given.is_dir() else (given,)))


def _in_folder(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if _is_recording(path)]
    except OSError as error:
        raise InputUnreadable(f"フォルダーを開けません（{error.strerror}）", subject=folder) from error
    if not files:
        raise InputUnreadable(
            "フォルダーの中に録音・録画ファイルがありません",
            subject=folder,
            advice="録音ファイル（.m4a .mp3 .wav など）のあるフォルダーか、録音ファイルそのものを指定してください。",
        )
    return natsorted(files, key=lambda path: path.name, alg=ns.IGNORECASE)


def _is_recording(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not is_stray(path.name) and path.is_file()
