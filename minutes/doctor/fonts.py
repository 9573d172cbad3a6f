"""Fonts: the documents ask for ＭＳ 明朝 and ＭＳ ゴシック, which matter where a document is looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from minutes.doctor.finding import Finding, good, warning

# The beginning of the font files' names, in small letters.
_OFFICE = {"msmincho": "ＭＳ 明朝", "msgothic": "ＭＳ ゴシック", "yumin": "游明朝", "yugoth": "游ゴシック"}
_SUBSTITUTES = {
    "notoserifcjk": "Noto Serif CJK",
    "notosanscjk": "Noto Sans CJK",
    "notoserifjp": "Noto Serif JP",
    "notosansjp": "Noto Sans JP",
    "ipam": "IPA 明朝",
    "ipag": "IPA ゴシック",
    "ipaexm": "IPAex 明朝",
    "ipaexg": "IPAex ゴシック",
    "takao": "Takao",
    "vlgothic": "VL ゴシック",
    "hiragino": "ヒラギノ",
    "ヒラギノ": "ヒラギノ",
}
_FONTS = (".ttf", ".ttc", ".otf", ".otc")


def check_fonts(folders: Iterable[Path]) -> Finding:
    name = "日本語フォント"
    files = _files(folders)
    office, substitutes = _known(files, _OFFICE), _known(files, _SUBSTITUTES)
    if office:
        return good(name, "、".join(office))
    if substitutes:
        return good(name, f"{'、'.join(substitutes)}（ＭＳ 明朝の代用）")
    return warning(
        name,
        "ありません。この機械で文書を開いたり PDF にしたりすると、文字が □ になります",
        "Word のあるパソコンで開く分には、このままで問題ありません。この機械でも見るときは Noto CJK フォント"
        "（Debian・Ubuntu では fonts-noto-cjk）を入れてください。",
    )


def font_folders() -> tuple[Path, ...]:
    """Where Linux, Windows and macOS keep fonts."""
    home = Path.home()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
    )


def _files(folders: Iterable[Path]) -> list[str]:
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return [path.name.lower().replace("-", "").replace("_", "") for path in found if path.suffix.lower() in _FONTS]


def _known(files: list[str], table: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(told for start, told in table.items() if any(file.startswith(start) for file in files)))
