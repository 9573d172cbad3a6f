"""Who 「私ども」 are."""

from __future__ import annotations

import pytest

from minutes.structure.ourselves import ourselves


@pytest.mark.parametrize(
    ("text", "role", "written"),
    [
        ("私どもで検討する。", "防災課長", "当課で検討する。"),
        ("私どもの課では把握していない。", "防災課長", "当課では把握していない。"),
        ("うちの部で対応する。", "企画部長", "当部で対応する。"),
        ("わたくしどもで確認する。", "事務局", "事務局で確認する。"),
        ("うちの課長が出席する。", "防災課", "うちの課長が出席する。"),
        ("私どもも賛成である。", "委員（佐藤）", "私どもも賛成である。"),
        ("私どもで検討する。", None, "私どもで検討する。"),
        ("私は賛成である。", "防災課長", "私は賛成である。"),
    ],
)
def test_the_speakers_office_is_named_in_the_third_person(text: str, role: str | None, written: str) -> None:
    assert ourselves(text, role) == written
