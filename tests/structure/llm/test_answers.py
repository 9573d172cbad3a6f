"""The ledger: what was sent where for a meeting, in whichever run and to whomever."""

from __future__ import annotations

from pathlib import Path

from minutes.structure.llm.answers import LEDGER, Addressee, Answers, Sending

NEAR = Addressee(endpoint="office", host="127.0.0.1:11434", location="local", model="small")
FAR = Addressee(endpoint="lgwan", host="ai.example.lg.jp", location="closed", model="large", plan="R7|012")


def sending(number: int, to: Addressee) -> Sending:
    return Sending(sha256=f"{number:02x}" * 32, characters=number * 100, masked=number, to=to)


def test_what_went_to_whom(tmp_path: Path) -> None:
    ledger = Answers(tmp_path / "answers")
    for number, to in ((1, FAR), (2, NEAR), (3, FAR)):
        ledger.note(sending(number, to))
    sent = Answers(tmp_path / "answers").sent()  # another run
    assert list(sent) == [FAR, NEAR]
    far = sent[FAR]
    assert (far.endpoint, far.host, far.location, far.model, far.plan) == tuple(FAR.model_dump().values())
    assert (far.requests, far.characters, far.masked, far.hashes) == (2, 400, 4, ("01" * 32, "03" * 32))
    assert sent[NEAR].requests == 1


def test_another_plan_is_another_account(tmp_path: Path) -> None:
    ledger = Answers(tmp_path)
    for plan in ("R7", "R8"):
        ledger.note(sending(1, FAR.model_copy(update={"plan": plan})))
    assert [one.plan for one in ledger.sent().values()] == ["R7", "R8"]


def test_a_line_cut_short_by_a_crash_costs_no_other(tmp_path: Path) -> None:
    ledger = Answers(tmp_path)
    ledger.note(sending(1, NEAR))
    with open(tmp_path / LEDGER, "a", encoding="utf-8") as file:
        file.write('{"sha256": "ab\n')
    ledger.note(sending(2, NEAR))
    assert ledger.sent()[NEAR].requests == 2


def test_nothing_was_sent(tmp_path: Path) -> None:
    assert Answers(tmp_path / "none").sent() == {}
