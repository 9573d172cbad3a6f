"""That something is a number, or is not."""

from __future__ import annotations

import pytest

from minutes.structure.grounding.copula import denied_figures
from minutes.structure.grounding.passage import passage


@pytest.mark.parametrize(
    ("claim", "said", "turned"),
    [
        ("口径250ミリで、およそ9万円ではない。", "口径250ミリで、およそ9万円です。", ["9万"]),
        ("前日配付は38パーセントではない。", "45分が71パーセント、前日配付は38パーセントです。", ["38"]),
        ("責任者は42人ではない。", "責任者は42人ではありません。", []),
        ("責任者は42人である。", "責任者は42人ではありません。", ["42"]),
        ("責任者は42人ではなく45人である。", "42人ではなくて、45人です。", []),
        ("1,800万円程度ではなかったか。", "たしか1,800万円くらいでしたよね。", []),
        ("3,000円の席が1時間で完売した。", "3,000円の席が1時間で売り切れたじゃないですか。", []),
        ("30人では足りないのではないか。", "30人で足りますか。", []),
    ],
)
def test_figures_denied_on_one_side_alone(claim: str, said: str, turned: list[str]) -> None:
    assert [failure.detail for failure in denied_figures(passage(claim), passage(said))] == turned
