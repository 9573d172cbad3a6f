"""Telephone numbers: 042-754-1111, ０９０の1234の5678, 〇九〇の一二三四…, ぜろきゅうぜろ…; without area code after a cue.

Lengths: Ministry of Internal Affairs and Communications, numbering plan (電気通信番号計画): eleven figures from 0x0
(mobile, IP) and 0800, ten otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.masking.figures import Run, runs
from minutes.text.masking.kinds import Hit, Kind

_ELEVEN = re.compile("0[5-9]0[1-9]|0[26]0|0800")
_TEN = re.compile("0[1-9]")
_ABROAD = re.compile(r"[+＋](?:81|８１)[-‐－\s　(（]*$")
_COUNTRY, _ABROAD_LENGTHS = "81", (11, 12)  # +81 90-1234-5678
_CUE = re.compile(
    r"(?:電話|携帯|ケータイ|スマホ|ファックス|ファクス|ＦＡＸ|FAX|ＴＥＬ|TEL|Tel|連絡先|留守電|局番|固定|ファ[クッ]ス?|番号)"
    r"(?:番号)?(?:の?ほう)?[^。！？!?\n0-9０-９]{0,14}$"
)
_LABEL = re.compile(r"(?:ＴＥＬ|TEL|Tel|ＦＡＸ|FAX|Fax)$")  # written against the figures
_NUMBER_IS = re.compile(
    r"(?:電話|携帯|ファ[クッ]ス?|ＦＡＸ|FAX)の?番号(?:は|が|、|の|も|[\s　])*$"
)  # before figures without a gap
_CALLED = re.compile(r"(?:番)?[、\s　]*(?:に|へ|まで|から)[^。、0-9]{0,6}?(?:電話|かけ|掛け|連絡|着信|折り返)")
_EXCHANGE = re.compile(r"[0-9０-９]{2,4}[-－‐−][0-9０-９]{4}$")
_LOCAL = (6, 7, 8)  # figures of a number without its area code
_SHORTEST = min(_LOCAL)
_ZIP = re.compile("(?:郵便|整理|受付|文書|工事|契約)番号[^。]{0,6}$")
_LONGEST_CUE = 24  # characters
_BRACKETS = {"(": ")", "（": "）"}


def phones(text: str) -> Iterator[Hit]:
    """Every telephone number of the text, an office's own, too."""
    for run in runs(text, _SHORTEST):
        found = False
        at = 0
        if _is_abroad(run):
            yield Hit(run.figures[0].start - 1, run.figures[-1].end, Kind.PHONE, f"0{run.digits[len(_COUNTRY) :]}")
            continue
        while at < len(run.figures):
            length = _length(run, at)
            found = found or length > 0
            if length:
                yield _hit(run, at, at + length)
            at += length or 1
        local = None if found else next((part for part in _tails(run) if _is_local(part)), None)
        if local:
            yield _hit(local, 0, len(local.figures))


def _length(run: Run, at: int) -> int:
    """How many figures the number has that begins here; 0: none does."""
    rest = run.digits[at:]
    length = 11 if _ELEVEN.match(rest) else 10 if _TEN.match(rest) else 0
    begins = run.begins(at) or _LABEL.search(run.text[: run.figures[at].start])
    whole = length and len(rest) >= length and begins and run.ends(at + length)
    return length if whole else 0


def _is_abroad(run: Run) -> bool:
    plus = run.text[: run.figures[0].start][-1:] in ("+", "＋")
    return plus and run.digits.startswith(_COUNTRY) and len(run.digits) in _ABROAD_LENGTHS


def _tails(run: Run) -> Iterator[Run]:
    """The run, and what of it follows figures said before: 局番が三七二で、三七二の四四九一."""
    yield from (run._replace(figures=run.figures[begin:]) for begin, _ in run.groups())


def _is_local(run: Run) -> bool:
    first, last = run.figures[0], run.figures[-1]
    before = run.text[max(0, first.start - _LONGEST_CUE) : first.start]
    said = run.text[first.start : last.end]
    whole = len(said) == len(run.figures)
    if len(run.figures) not in _LOCAL or (whole and not _NUMBER_IS.search(before)):
        return False
    called = bool(_EXCHANGE.match(said) and _CALLED.match(run.text, last.end))
    return (bool(_CUE.search(before)) or called) and not _ZIP.search(before)


def _hit(run: Run, begin: int, end: int) -> Hit:
    text, start, stop = run.text, run.figures[begin].start, run.figures[end - 1].end
    if start and _BRACKETS.get(text[start - 1], "\0") in text[start:stop]:
        start -= 1
    abroad = _ABROAD.search(text[:start])
    digits = run.digits[begin:end]
    return Hit(abroad.start() if abroad else start, stop, Kind.PHONE, digits)
