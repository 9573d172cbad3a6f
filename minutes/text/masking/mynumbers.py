"""個人番号: twelve figures, the last of which checks the others.

Check digit: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに
情報提供ネットワークシステムによる特定個人情報の提供等に関する省令 (平成26年総務省令第85号) 第5条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.masking.figures import Run, runs
from minutes.text.masking.kinds import Hit, Kind

LENGTH = 12
_WRITTEN_IN = ((12,), (4, 4, 4))
# After these words twelve figures are masked although the last one does not check: one may have been misheard.
_CUE = re.compile(r"(?:個人番号|マイナンバー)(?:は|が|の番号は|、|：|:|を|も|です)?[^。！？!?\n0-9０-９]{0,8}$")
_LONGEST_CUE = 24  # characters


def mynumbers(text: str) -> Iterator[Hit]:
    """Every 個人番号 of the text."""
    for run in runs(text, LENGTH):
        groups = run.groups()
        for first in range(len(groups)):
            sizes: tuple[int, ...] = ()
            for begin, end in groups[first:]:
                sizes = (*sizes, end - begin)
                if sum(sizes) == LENGTH and _is_one(run, end - LENGTH, sizes):
                    digits = run.digits[end - LENGTH : end]
                    yield Hit(run.figures[end - LENGTH].start, run.figures[end - 1].end, Kind.MYNUMBER, digits)


def checks(digits: str) -> bool:
    """Whether the twelfth figure is what the eleven before it ask for."""
    weighed = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:-1]), start=1))
    rest = weighed % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def _is_one(run: Run, begin: int, sizes: tuple[int, ...]) -> bool:
    start = run.figures[begin].start
    cued = bool(_CUE.search(run.text[max(0, start - _LONGEST_CUE) : start]))
    spoken = max(sizes) == 1 and len(sizes) == len(run.figures)
    return cued or ((sizes in _WRITTEN_IN or spoken) and checks(run.digits[begin : begin + LENGTH]))
