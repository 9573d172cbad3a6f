"""How terms put right are counted, and what the simpler ways do that ours is held against."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.terminology.counting import Counts, outcome, restless, total, wrong_changes
from benchmarks.terminology.methods import METHODS, Change, Corrector, changed
from benchmarks.terminology.rows import Row, Running, is_listed, read_rows, read_running
from benchmarks.terms import TARGETS, breakdown, main, measure, misses, table
from minutes.domain import Dictionary, Term

ERROR = {
    "id": "e1",
    "field": "gyosei",
    "kind": "error",
    "sentence": "町議に不義します。",
    "span": [0, 2],
    "heard": "町議",
    "term": "庁議",
    "correct": "庁議に不義します。",
    "source": "composed",
}
LOOKALIKE = {
    "id": "l1",
    "field": "gyosei",
    "kind": "lookalike",
    "sentence": "町議会の定例会です。",
    "span": None,
    "heard": "町議",
    "term": "庁議",
    "correct": "町議会の定例会です。",
    "source": "composed",
}
DICTIONARY = Dictionary(
    name="d",
    sha256="",
    terms=(
        Term(text="庁議", reading="ちょうぎ", wrong=("町議",)),
        Term(text="管渠延長", reading="かんきょえんちょう", wrong=("環境延長", "環境")),
        Term(text="付議", reading="ふぎ"),
        Term(text="補填財源", reading="ほてんざいげん"),
    ),
)


def row(given: dict[str, Any], **other: Any) -> Row:
    return Row.model_validate(given | other)


def answering(*changes: Change) -> Corrector:
    """Says the same of every line."""
    return lambda lines: [changes for _ in lines]


def counts(given: Row, *changes: Change) -> Counts:
    return outcome(given, answering(*changes)).counts


RIGHT = Change(0, 2, "庁議", "庁議")
WRONG = Change(3, 5, "付議", "付議")
SUGGESTED = Change(0, 2, "庁議", "庁議", applied=False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), Counts(errors=1)),
        ((RIGHT,), Counts(errors=1, right=1)),
        ((WRONG,), Counts(errors=1, worse=1)),
        ((RIGHT, Change(3, 5, "不正議案", "付議")), Counts(errors=1, worse=1)),  # put right, and spoiled elsewhere
        ((SUGGESTED,), Counts(errors=1, suggested=1)),
        ((Change(0, 2, "付議", "付議", applied=False),), Counts(errors=1)),  # a suggestion of another term is no help
        ((Change(0, 1, "庁", "庁", applied=False),), Counts(errors=1, suggested=1)),  # but leads there all the same
    ],
)
def test_an_error_is_right_worse_or_left(changes: Sequence[Change], expected: Counts) -> None:
    assert counts(row(ERROR), *changes) == expected


def test_one_error_of_two_put_right_is_neither_right_nor_worse() -> None:
    assert counts(row(ERROR, correct="庁議に付議します。"), RIGHT) == Counts(errors=1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), Counts(lookalikes=1)),
        ((RIGHT,), Counts(lookalikes=1, spoiled=1)),
        ((SUGGESTED,), Counts(lookalikes=1, disturbed=1)),
    ],
)
def test_a_lookalike_is_left_spoiled_or_only_asked_about(changes: Sequence[Change], expected: Counts) -> None:
    assert counts(row(LOOKALIKE), *changes) == expected


def test_shares_are_of_what_they_say() -> None:
    sums = total([Counts(errors=10, right=8, suggested=1), Counts(lookalikes=4, spoiled=1, characters=500, wrong=1)])
    assert (sums.right_share, sums.suggested_share) == (0.8, 0.5)
    assert (sums.spoiled_share, sums.wrong_per_thousand) == (0.25, 2.0)
    assert Counts().right_share is None


def test_neighbours_are_handed_over_and_not_judged() -> None:
    seen: list[Sequence[str]] = []

    def method(lines: Sequence[str]) -> list[tuple[Change, ...]]:
        seen.append(lines)
        return [(RIGHT,) if "町議" in line else (WRONG,) for line in lines]

    assert outcome(row(ERROR, before="前の文です。", after="次の文です。"), method).text == "庁議に不義します。"
    assert outcome(row(ERROR, after="次の文です。"), method).text == "庁議に不義します。"
    assert seen == [["前の文です。", "町議に不義します。", "次の文です。"], ["町議に不義します。", "次の文です。"]]


def test_every_applied_change_of_running_text_is_wrong() -> None:
    running = Running(field="gyosei", half="tuning", sentences=("町議会です。", "町議員です。"))
    found, made = wrong_changes(running, answering(RIGHT, WRONG, SUGGESTED))
    assert found == Counts(characters=12, wrong=4)
    assert made[0] == ("町議会です。", RIGHT)


def test_a_second_pass_is_restless_only_where_it_changes_something() -> None:
    assert not restless(["町議に諮る", "町議が"], METHODS["plain replacement"]([DICTIONARY]))
    cascade = DICTIONARY.model_copy(update={"terms": (Term(text="町議会", wrong=("町議",)),)})
    assert restless(["始めます。", "町議に"], METHODS["plain replacement"]([cascade]))


@pytest.mark.parametrize(
    ("method", "sentence", "expected"),
    [
        ("no correction", "町議に諮る", "町議に諮る"),
        ("plain replacement", "町議会の環境延長", "庁議会の管渠延長"),  # the longer form, and inside other words
        ("plain replacement", "自然環境", "自然管渠延長"),
        ("surface, one edit", "補修財源と保田補填財源", "補填財源と保田補填財源"),  # what is right stays
        ("surface, one edit", "補填の財源を補填財減で", "補填財源を補填財源で"),  # a letter too many, a wrong one
        ("surface, one edit", "会議を開く", "会議を開く"),  # short terms are not looked for
        ("same reading", "町議に不義する", "庁議に付議する"),
        ("same reading", "庁議で", "庁議で"),
        ("same reading", "環境延長を", "環境延長を"),  # near is not the same
    ],
)
def test_the_simpler_ways(method: str, sentence: str, expected: str) -> None:
    (changes,) = METHODS[method]([DICTIONARY])([sentence])
    assert changed(sentence, changes) == expected


def test_ours_is_what_the_corrector_does() -> None:
    (changes,) = METHODS["ours"]([DICTIONARY])(["環境延長は"])
    assert changes == (Change(0, 4, "管渠延長", "管渠延長"),)


@pytest.mark.parametrize(
    ("sentence", "span", "expected"), [("町議資料です", (0, 4), True), ("超議に諮る", (0, 2), False)]
)
def test_forms_that_a_dictionary_lists(sentence: str, span: tuple[int, int], expected: bool) -> None:
    assert is_listed(row(ERROR, sentence=sentence, span=span)) is expected


def test_running_text_of_a_half(tmp_path: Path) -> None:
    lines = [{"id": half, "field": "dx", "half": half, "sentences": [half]} for half in ("tuning", "held_out")]
    (tmp_path / "running.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert [one.sentences for one in read_running(tmp_path / "running.jsonl", "tuning")] == [("tuning",)]


def _corpus(folder: Path) -> Path:
    rows = [ERROR, LOOKALIKE, ERROR | {"id": "e2", "source": "measured-asr", "field": "dx"}]
    for half in ("tuning", "held_out"):
        lines = [json.dumps(one, ensure_ascii=False) for one in rows]
        (folder / f"{half}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_sums_by_field_and_source(tmp_path: Path) -> None:
    rows = read_rows(_corpus(tmp_path) / "tuning.jsonl")
    half = measure("tuning", rows, (), ["no correction", "same reading"])
    assert half.everything("no correction") == Counts(errors=2, lookalikes=1)
    by_source = list(breakdown(half, "source", lambda one: one.source))
    assert [line.split()[0] for line in by_source[1:]] == ["composed", "measured-asr"]
    assert "0/1  0/1" in by_source[1]
    assert "2 errors, 1 look-alikes" in next(table(half))


def test_sentences_of_the_held_out_half_are_never_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--corpus", str(_corpus(tmp_path)), "--show", "--method", "ours", "--half", "held_out"])
    printed = capsys.readouterr().out
    assert "held_out: 2 errors" in printed
    assert "町議" not in printed
    rows = read_rows(tmp_path / "held_out.jsonl")
    with pytest.raises(ValueError, match="held_out"):
        list(misses(measure("held_out", rows, (), ["ours"])))


def test_targets_are_met_or_missed_on_the_right_side() -> None:
    good = Counts(errors=10, right=9, suggested=1, lookalikes=100, spoiled=1, characters=10_000, wrong=2)
    bad = Counts(errors=10, right=8, suggested=0, lookalikes=100, spoiled=2, characters=10_000, wrong=3)
    assert [target.met(good) for target in TARGETS] == [True] * 4
    assert [target.met(bad) for target in TARGETS] == [False] * 4
    assert [target.met(Counts()) for target in TARGETS] == [None] * 4
