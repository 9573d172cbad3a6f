"""What was named on the command line → the recordings of one meeting, in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from natsort import natsorted, ns

from minutes.errors import InputUnreadable

# What recorders, conference systems and telephones write; a file of another kind is only taken when it is named.
SUFFIXES = frozenset(
    ".3g2 .3gp .aac .ac3 .aif .aifc .aiff .amr .asf .au .avi .caf .dss .ds2 .flac .flv .m2ts .m4a .m4b .m4v .mka .mkv "
    ".mov .mp2 .mp3 .mp4 .mpeg .mpg .mts .oga .ogg .ogv .opus .ra .rm .ts .voc .w64 .wav .wave .webm .wma .wmv .wv".split()
)
_NOT_THEIRS = (".", "~$")  # hidden files, 「._」 of another system, Word's own


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
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_NOT_THEIRS) and path.is_file()
