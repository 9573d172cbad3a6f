"""The checks of a soak can fail: an office in order has no problem, and each thing that may go wrong is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from minutes.office.notes import STATUS
from soaking.checks import problems, untouched
from soaking.memory import Sample, course
from soaking.recordings import MINUTES, NOTE, NOTHING, SAME, Recording
from soaking.seen import Document, Folder, Job, Seen, Step, _broken, status

ONE, TWO = Recording("一.vtt", "BCDFG", "plain"), Recording("二.vtt", "HJKLM", "plain", frozenset({NOTE}))
DROPPED = (ONE, TWO)


def folder(name: str, label: str, *texts: str | None, error: bool = False) -> Folder:
    documents = tuple(Document(f"{name}/{number}.docx", text) for number, text in enumerate(texts))
    return Folder(name, label, error, (f"{name}.vtt",), documents)


DONE, FAILED = folder("一", "完了", "整理番号BCDFG"), folder("二", "できませんでした", error=True)
STEPS = tuple(Step("一/work", stage, event) for stage in ("import", "tidy") for event in ("stage_began", "stage_ended"))
FINE = Seen((DONE, FAILED), (Job("一", "done", ""), Job("二", "failed", "")), STEPS, (), (), ())


def kinds(seen: Seen, dropped: Sequence[Recording] = DROPPED) -> list[str]:
    return [problem.kind for problem in problems(dropped, seen)]


def test_an_office_in_order() -> None:
    assert kinds(FINE) == []


@pytest.mark.parametrize(
    ("harmed", "kind"),
    [
        (replace(FINE, folders=(FAILED,)), "lost"),
        (replace(FINE, folders=(DONE,)), "lost"),
        (replace(FINE, folders=(DONE, FAILED, folder("三", "完了", "整理番号BCDFG"))), "double"),
        (replace(FINE, folders=(folder("一", "できませんでした", "BCDFG", error=True), FAILED)), "double"),
        (replace(FINE, folders=(DONE, folder("二", "完了", "HJKLM"))), "ended otherwise"),
        (replace(FINE, folders=(DONE, folder("二", "できませんでした"))), "half-written"),
        (replace(FINE, folders=(replace(DONE, error=True), FAILED)), "half-written"),
        (replace(FINE, broken=("一/minutes.json: cut off",)), "half-written"),
        (replace(FINE, leftovers=("out/一/.a-1-0.part",)), "left over"),
        (replace(FINE, strays=("一/状況.txt",)), "under a mount point"),
        (replace(FINE, steps=(*STEPS, Step("一/work", "import", "stage_began"))), "repeated"),
        (replace(FINE, jobs=(Job("一", "running", ""),)), "unfinished"),
        (replace(FINE, folders=(*FINE.folders, folder("三", "処理中"))), "unfinished"),
    ],
)
def test_what_may_be_wrong(harmed: Seen, kind: str) -> None:
    assert kinds(harmed) == [kind]


def test_a_folder_that_says_it_is_done_has_its_document() -> None:
    assert kinds(replace(FINE, folders=(folder("一", "完了"), FAILED))) == ["lost", "half-written"]


def test_a_stage_that_was_interrupted_may_begin_again() -> None:
    steps = (Step("一/work", "import", "stage_began"), *STEPS)
    assert kinds(replace(FINE, steps=steps)) == []


def test_the_same_under_two_names_and_what_was_replaced() -> None:
    twice = [
        replace(ONE, ends=frozenset({MINUTES, SAME})),
        Recording("二.vtt", "BCDFG", "plain", frozenset({MINUTES, SAME})),
    ]
    same = folder("二", "同じ録音です")
    assert kinds(replace(FINE, folders=(DONE, same)), twice) == []
    assert kinds(replace(FINE, folders=(DONE, folder("二", "完了", "BCDFG"))), twice) == ["double", "double"]
    replaced = Recording("一.vtt", "NPQRS", "replaced", frozenset({NOTHING}))
    assert kinds(FINE, (*DROPPED, replaced)) == []
    old = folder("一", "完了", "BCDFG NPQRS")
    assert kinds(replace(FINE, folders=(old, FAILED)), (*DROPPED, replaced)) == ["ended otherwise"]


def test_a_further_start_that_changes_something() -> None:
    assert not list(untouched({"a": "1"}, {"a": "1"}))
    assert [one.kind for one in untouched({"a": "1", "b": "1"}, {"a": "2", "c": "1"})] == ["manual step"] * 3


def test_half_a_file_is_seen(tmp_path: Path) -> None:
    for name, content in (("a.docx", b"PK\x03\x04"), ("a.json", b'{"a": '), ("a.jsonl", b'{"a": 1}\n{"b"')):
        (tmp_path / name).write_bytes(content)
        assert _broken(tmp_path / name)
    (tmp_path / "b.jsonl").write_text('{"a": 1}\n{"b": 2}\n')
    assert not _broken(tmp_path / "b.jsonl")


def test_a_note_is_read_as_a_clerk_reads_it(tmp_path: Path) -> None:
    assert status(tmp_path) == ("", ())
    (tmp_path / STATUS).write_text("【待ち】会議\r\n\r\n録音：a.m4a、b.m4a\r\n", encoding="utf-8-sig")
    assert status(tmp_path) == ("待ち", ("a.m4a", "b.m4a"))


def test_memory_that_grows_is_told_from_memory_that_does_not() -> None:
    flat = [Sample(job, 90_000_000 + job % 7 * 10_000) for job in range(300)]
    leak = [Sample(job, 90_000_000 + job * 40_000) for job in range(300)]
    assert course("worker", flat).is_flat
    assert not course("worker", leak).is_flat
    assert course("worker", leak).slope == pytest.approx(40_000)
    with pytest.raises(ValueError, match="too few"):
        course("worker", flat[:50])
