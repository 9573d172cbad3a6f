"""Text files as offices have them: whichever encoding Windows, a Mac or a meeting service wrote, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from minutes.errors import InputMissing, InputUnreadable

# A day of talk is 1 MB; what is far beyond that is no transcript.
LARGEST_BYTES = 50_000_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = {
    b"PK\x03\x04": "中身は Word・Excel か zip のファイルです",
    b"\xd0\xcf\x11\xe0": "中身は古い形式の Word・Excel か、パスワード付きのファイルです",
    b"%PDF": "中身は PDF です",
    b"RIFF": "中身は音声か動画です",
    b"OggS": "中身は音声です",
    b"fLaC": "中身は音声です",
    b"ID3": "中身は音声です",
    b"\x1aE\xdf\xa3": "中身は動画です",
    b"\x89PNG": "中身は画像です",
    b"\xff\xd8\xff": "中身は画像です",
    b"{\\rtf": "中身はリッチテキスト（rtf）です",
}
_MP4_MARK, _MP4_AT = b"ftyp", 4
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@")
# Characters that no text contains: controls but for tab, line ends and form feed; and what CP932 makes of stray bytes.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\uf8f0-\uf8f3]")
# A damaged character or two do not make a file unreadable; beyond that, the share of such characters counts.
_FEW_NO_TEXT, _MOST_NO_TEXT = 2, 0.02
# Invisible signs that would hide inside words: zero width, direction marks, byte order marks, soft hyphens.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")

_ADVICE = "メモ帳などで開いて読めることを確かめ、「UTF-8」で保存し直してください。"


class PlainText(NamedTuple):
    """A file's characters exactly as they stand there, and the encoding to write them back in."""

    text: str
    encoding: str


def read_plain(path: Path) -> PlainText:
    """Raises InputMissing, or InputUnreadable when the file is empty, no text, or in an encoding nobody knows."""
    return decoded(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Raises InputMissing, or InputUnreadable when the file is empty, a folder, or far too large."""
    try:
        if path.is_dir():
            raise InputUnreadable("ファイルではなくフォルダーです", subject=path, advice="ファイルを指定してください。")
        if path.stat().st_size > LARGEST_BYTES:
            raise InputUnreadable(
                "文字のファイルとしては大きすぎます",
                subject=path,
                advice="指定したファイルが正しいか確かめてください。",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputMissing("ファイルが見つかりません", subject=path) from None
    except OSError as error:
        raise InputUnreadable(
            f"ファイルを開けません（{error.strerror}）",
            subject=path,
            advice="ほかのソフトで開いていないか、読み取りの権限があるかを確かめてください。",
        ) from None
    if not data.strip():
        raise InputUnreadable(
            "ファイルが空です", subject=path, advice="元のファイルをもう一度書き出すか、コピーし直してください。"
        )
    return data


def decoded(data: bytes, path: Path) -> PlainText:
    """The characters of a file's bytes; `path` is only named in errors."""
    _refuse_other_formats(data, path)
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_NO_TEXT.findall(text)) <= max(_FEW_NO_TEXT, _MOST_NO_TEXT * len(text)):
            return PlainText(text, encoding)
    raise InputUnreadable("文字のファイルとして読めません", subject=path, advice=_ADVICE)


def encoded(text: str, encoding: str) -> bytes:
    """In the encoding the file came in; in UTF-8 with a byte order mark where that cannot write every character."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def tidy_lines(text: str) -> list[str]:
    """The lines of a text: whatever ends them, without invisible signs and control characters, blanks trimmed."""
    lines = _LINE_END.split(text)
    return [_INVISIBLE.sub("", _NO_TEXT.sub("", line)).replace("\t", " ").strip() for line in lines]


def _candidates(data: bytes) -> tuple[str, ...]:
    """Encodings to try, the surest first."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return (encoding,)
    if any(sign in data for sign in _ISO_2022_JP):
        return ("iso2022_jp_ext", "utf-8", "cp932")
    if b"\0" in data:  # UTF-16 without a byte order mark? The zeros beside line ends and digits tell which
        little = data[1::2].count(0) >= data[0::2].count(0)
        return ("utf-8", "utf-16-le" if little else "utf-16-be", "cp932")
    return ("utf-8", "cp932")


def _refuse_other_formats(data: bytes, path: Path) -> None:
    said = next((what for sign, what in _SIGNATURES.items() if data.startswith(sign)), None)
    if data[_MP4_AT : _MP4_AT + len(_MP4_MARK)] == _MP4_MARK:
        said = "中身は音声か動画です"
    if said:
        raise InputUnreadable(
            f"文字のファイルではありません。{said}",
            subject=path,
            advice="ファイル名の末尾（拡張子）を元に戻すか、正しいファイルを指定してください。",
        )
