"""What a kana-kanji conversion makes of every term and every word in question: `python -m training.terms.convert`.

Needs `kkc` of libkkc with its data (Debian: libkkc-utils, libkkc-data). Writes measured/conversions.tsv: word, reading,
and the first forms other than the word itself, the likeliest first.
"""

from __future__ import annotations

import re
import subprocess

from minutes.text.reading import reading
from training.terms.known import loaded
from training.terms.measured import CONVERSIONS, joined, write_rows
from training.terms.sheet import FIELDS, read_sheets

BEST = 12
_KANJI = re.compile(r"[一-鿿]")
_HIRAGANA = re.compile(r"[ぁ-ゖー]+")
_SEGMENT = re.compile(r"<([^/>]*)/")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_TIME_S = 600


def words() -> dict[str, str]:
    """Word → reading in hiragana: the terms with kanji as their dictionaries read them, the rest as Sudachi does."""
    found = {text: term.reading for field in FIELDS for text, term in loaded(field).items()}
    for line in read_sheets():
        if line.kind == "error":
            found.setdefault(line.other, reading(line.other).translate(_TO_HIRAGANA))
    return {text: kana for text, kana in found.items() if _KANJI.search(text) and _HIRAGANA.fullmatch(kana)}


def convert(readings: list[str]) -> list[list[str]]:
    """The first `BEST` conversions of each reading."""
    asked = "".join(f"{kana} {BEST}\n" for kana in readings)
    done = subprocess.run(["kkc", "decoder"], input=asked, capture_output=True, text=True, timeout=_TIME_S, check=True)
    answers = done.stdout.split(">> ")[1:]
    return [["".join(_SEGMENT.findall(line)) for line in answer.splitlines() if "<" in line] for answer in answers]


def main() -> None:
    found = words()
    answers = convert(list(found.values()))
    rows = zip(found.items(), answers, strict=False)
    write_rows(
        CONVERSIONS,
        ([text, kana, joined(form for form in forms if form != text)] for (text, kana), forms in rows),
    )


if __name__ == "__main__":
    main()
