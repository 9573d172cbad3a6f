"""Minutes worded by an LLM stand only where they can be shown: the real client against a real server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes.structure.compose import Composed, Manner, compose
from minutes.structure.extractive import extract
from minutes.text.tidying.edit import House
from tests.fakes.chat_server import Answer, ChatServer, Request, Status, always
from tests.fakes.honest import honest, minutes_of
from tests.structure.llm.asking import MEETING, TALK, TwoNames, writer
from tests.structure.meetings import talk

MANNER = Manner("dearu", House())


def composed(answer: Answer, folder: Path, **settings: Any) -> tuple[Composed, list[Request]]:
    with ChatServer(answer) as server:
        made = compose(talk(*TALK), MEETING, MANNER, writer(server.base_url, folder, **settings))
        return made, server.requests


def lying(change: Callable[[dict[str, Any]], None], *, mends: bool = False) -> Answer:
    """A model that falsifies its minutes, and does (or does not) know better when told."""

    def answer(request: Request) -> str:
        told = any(message["role"] == "assistant" for message in request.body["messages"])
        reply = minutes_of(request.data)
        if not (told and mends):
            change(reply)
        return json.dumps(reply, ensure_ascii=False)

    return answer


def texts(made: Composed) -> list[str]:
    item = made.items[0]
    return [part.text for part in item.statements] + [part.text for part in item.decisions]


def by_rules() -> list[str]:
    item = extract(talk(*TALK), MEETING, "dearu")[0]
    return [part.text for part in item.statements] + [part.text for part in item.decisions]


def set_text(name: str, place: int, text: str) -> Callable[[dict[str, Any]], None]:
    return lambda reply: reply[name][place].update(text=text)


def test_a_reliable_model_words_everything(tmp_path: Path) -> None:
    made, requests = composed(honest, tmp_path)
    assert len(requests) == 1
    assert made.drafting.refused == made.drafting.failed == ()
    authors = made.drafting.authors[0]
    assert set(authors.statements) == {"llm"} and authors.decisions == ("llm",)
    assert made.sent is not None and made.sent.requests == 1 and made.sent.masked == 0


def test_its_own_words_stand_where_they_are_shown(tmp_path: Path) -> None:
    made, _ = composed(lying(set_text("statements", 0, "費用は850万円を見込んでいる。")), tmp_path)
    assert "費用は850万円を見込んでいる。" in texts(made)
    assert made.drafting.refused == ()


@pytest.mark.parametrize(
    "change",
    [
        set_text("statements", 0, "費用は580万円を見込んでいる。"),
        set_text("decisions", 0, "修正案のとおり否決する。"),
        lambda reply: reply["statements"][0].update(evidence=["u0999"]),
        lambda reply: reply["statements"][0].update(evidence=[]),
        lambda reply: reply["statements"][1].update(speaker="DX推進課長"),
    ],
)
def test_what_cannot_be_shown_gives_way_to_what_was_said(
    change: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    made, requests = composed(lying(change), tmp_path)
    assert len(requests) == 2, "sent back once"
    assert sorted(texts(made)) == sorted(by_rules())
    assert [refusal.attempt for refusal in made.drafting.refused] == [1, 2]
    assert made.unreflected == ()


def test_a_model_that_mends_its_draft_keeps_its_words(tmp_path: Path) -> None:
    made, _ = composed(lying(set_text("statements", 0, "費用は580万円を見込んでいる。"), mends=True), tmp_path)
    assert sorted(texts(made)) == sorted(by_rules())
    assert set(made.drafting.authors[0].statements) == {"llm"}


def test_an_invention_is_dropped_and_kept_on_record(tmp_path: Path) -> None:
    invention = {
        "kind": "opinion",
        "speaker": "総務課長",
        "evidence": ["u0004"],
        "text": "全職員の給与を削減すべきである。",
    }
    made, _ = composed(lying(lambda reply: reply["statements"].append(invention)), tmp_path)
    assert sorted(texts(made)) == sorted(by_rules())
    assert {refusal.text for refusal in made.drafting.refused} == {invention["text"]}


def test_a_placeholder_nobody_has_makes_its_claim_unusable(tmp_path: Path) -> None:
    change = set_text("statements", 0, "費用は850万円を見込んでいる、と〔個人9〕が述べた。")
    made, requests = composed(lying(change), tmp_path, protection=TwoNames())
    assert sorted(texts(made)) == sorted(by_rules())
    assert "〔個人9〕" in requests[1].raw.decode(), "the model is told which one"
    assert all(any("伏せ字の表にない" in reason for reason in one.reasons) for one in made.drafting.refused)


def test_what_the_model_leaves_out_is_listed(tmp_path: Path) -> None:
    made, _ = composed(lying(lambda reply: reply["statements"].pop(1)), tmp_path)
    assert [one.utterance for one in made.unreflected] == ["u0004"]


def test_a_result_only_the_model_found_is_to_be_confirmed(tmp_path: Path) -> None:
    found = {"evidence": ["u0005"], "text": "5人の体制を考える。"}
    made, _ = composed(lying(lambda reply: reply["decisions"].append(found)), tmp_path)
    flags = {part.text: part.flags for part in made.items[0].decisions}
    assert "result_by_llm" in flags[found["text"]]
    assert flags["原案のとおり承認する。"] == ()


@pytest.mark.parametrize("answer", [always("なんとも申し上げられません。"), always(Status(400)), always(Status(401))])
def test_a_useless_model_costs_nothing(answer: Answer, tmp_path: Path) -> None:
    made, _ = composed(answer, tmp_path, retries=0)
    assert sorted(texts(made)) == sorted(by_rules())
    assert made.drafting.failed
    assert set(made.drafting.authors[0].statements) == {"rules"}


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    with ChatServer(honest) as server:
        before, after = (compose(talk(*TALK), MEETING, MANNER, writer(server.base_url, tmp_path)) for _ in range(2))
        assert len(server.requests) == 1
    assert after == before


def test_a_model_of_which_nothing_stands_is_told(tmp_path: Path) -> None:
    empty = always(json.dumps({"statements": [], "decisions": [], "actions": []}))
    made, _ = composed(empty, tmp_path)
    assert made.unused and sorted(texts(made)) == sorted(by_rules())
    assert not composed(honest, tmp_path)[0].unused
