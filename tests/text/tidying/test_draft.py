"""Changes know where in the first text they belong, however many rules have acted on them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minutes.text.tidying.draft import Draft, Edit


def test_a_change_of_a_change_is_told_as_one() -> None:
    draft = Draft("した為です")
    draft.apply([Edit(2, 3, "ため", "kana")])
    draft.apply([Edit(2, 4, "タメ", "house")])
    assert [(one.before, one.after, one.start, one.end, one.rule) for one in draft.changes(2)] == [
        ("為", "タメ", 2, 3, "house+kana")
    ]


def test_a_change_taken_back_is_none() -> None:
    draft = Draft("１回")
    draft.apply([Edit(0, 1, "1", "width")])
    draft.apply([Edit(0, 1, "１", "width")])
    assert draft.text == "１回"
    assert draft.changes(2) == ()


edits = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("あい、", max_size=3)), max_size=6)


@given(st.text("うえお。", min_size=1, max_size=12), edits)
def test_the_changes_make_the_text(base: str, wanted: list[tuple[int, int, str]]) -> None:
    draft = Draft(base)
    for start, length, after in wanted:
        if start + length <= len(draft.text):
            draft.apply([Edit(start, start + length, after, "rule")])
    text = base
    for change in reversed(draft.changes(1)):
        assert text[change.start : change.end] == change.before
        text = text[: change.start] + change.after + text[change.end :]
    assert text == draft.text
