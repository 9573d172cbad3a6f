"""Which words stand: an LLM's that can be shown, the rules' where they cannot."""

from __future__ import annotations

import pytest

from minutes.domain import Decision, Statement
from minutes.structure.settle import Tried, Worded, found_by_rules_too, in_spoken_order, statements


def said(
    text: str, *ids: str, by: str = "llm", kind: str = "opinion", about: tuple[str, ...] = ()
) -> Worded[Statement]:
    part = Statement.model_validate({"kind": kind, "speaker": "課長", "text": text, "evidence": ids})
    return Worded(part, "llm" if by == "llm" else "rules", frozenset(about or ids))


def decided(text: str, *ids: str, by: str = "llm") -> Worded[Decision]:
    return Worded(Decision(text=text, evidence=ids), "llm" if by == "llm" else "rules", frozenset(ids))


RULES = [said("規則1", "u1", by="rules"), said("規則2", "u2", by="rules"), said("規則3", "u3", by="rules")]
NOTHING: Tried[Statement] = Tried()
REFUSED_2 = frozenset({"u2"})


def texts(parts: tuple[Worded[Statement], ...]) -> list[str]:
    order = {"u1": 1, "u2": 2, "u3": 3}
    return [one.part.text for one in in_spoken_order(parts, order)]


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        (Tried((said("文1", "u1"), said("文2", "u2"))), NOTHING, ["文1", "文2"]),
        (Tried((said("文1", "u1"),), (REFUSED_2,)), NOTHING, ["文1", "規則2"]),
        (Tried((said("文1", "u1"),), (REFUSED_2,)), Tried((said("直2", "u2"),)), ["文1", "直2"]),
        (Tried((said("文1", "u1"),), (REFUSED_2,)), Tried((said("直1", "u1"), said("直2", "u2"))), ["文1", "直2"]),
        (Tried((said("文1", "u1"),), (REFUSED_2,)), Tried((), (REFUSED_2,)), ["文1", "規則2"]),
        # two claims on one utterance, one of them refused: what was shown of it gives way, too
        (Tried((said("文2", "u2"),), (REFUSED_2,)), NOTHING, ["規則1", "規則2", "規則3"]),
        (Tried((said("文1", "u1"), said("文2", "u2")), (REFUSED_2,)), Tried((said("直2", "u2"),)), ["文1", "直2"]),
        (Tried((said("文1", "u1"), said("文2", "u2")), (REFUSED_2,)), NOTHING, ["文1", "規則2"]),
        # a second draft that fails elsewhere harms nothing that was shown before
        (Tried((said("文1", "u1"),), (REFUSED_2,)), Tried((said("直2", "u2"),), (frozenset({"u1"}),)), ["文1", "直2"]),
        # nothing at all, or claims about nothing that was said
        (NOTHING, NOTHING, ["規則1", "規則2", "規則3"]),
        (Tried((said("文1", "u1"),), (frozenset(),)), NOTHING, ["文1", "規則2", "規則3"]),
        (Tried((said("文1", "u1"),), (frozenset(),)), Tried((said("直3", "u3"),)), ["文1", "直3"]),
    ],
)
def test_what_cannot_be_shown_gives_way(first: Tried[Statement], second: Tried[Statement], stands: list[str]) -> None:
    assert texts(statements(first, second, RULES)) == stands


def test_proceedings_are_the_rules() -> None:
    rules = [*RULES, said("午前10時に開会した。", "u1", by="rules", kind="procedure")]
    drafted = Tried((said("午前9時に開会した。", "u1", kind="procedure"), said("文2", "u2")))
    assert "午前9時に開会した。" not in texts(statements(drafted, NOTHING, rules))
    assert "午前10時に開会した。" in texts(statements(drafted, NOTHING, rules))


def test_no_decision_of_the_rules_is_lost() -> None:
    rules = [decided("承認する。", "u1", by="rules"), decided("継続審議とする。", "u3", by="rules")]
    drafted = Tried((decided("原案のとおり承認する。", "u1", "u2"), decided("資料を公表する。", "u4")))
    found = found_by_rules_too(drafted, Tried(), rules)
    assert [one.part.text for one in found] == ["原案のとおり承認する。", "資料を公表する。", "継続審議とする。"]
    assert [one.by for one in found] == ["llm", "llm", "rules"]


def test_an_answer_comes_after_the_question_it_cites() -> None:
    answer = said("そのとおりである。", "u1", "u2", about=("u2",))
    question = said("実施するのか。", "u1")
    assert texts((answer, question)) == ["実施するのか。", "そのとおりである。"]
