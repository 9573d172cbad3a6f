"""The fake server speaks the protocol: checked with the standard library's client, not with ours."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request as Call
from urllib.request import urlopen

import pytest

from minutes.structure.llm.data import as_data
from tests.fakes.chat_server import MODEL, Answer, ChatServer, Raw, Status, always, in_order, refusing
from tests.fakes.honest import honest
from tests.structure.meetings import talk

LINES = (
    ("市長公室長", "それでは、案件について説明をお願いします。"),
    ("DX推進課長", "費用は850万円と見込んでおります。"),
    ("総務課長", "どのような体制を考えているのでしょうか。"),
    ("DX推進課長", "5人の体制を考えております。"),
)


def ask(server: ChatServer, **body: Any) -> dict[str, Any]:
    rows = [{"ids": [one.id], "speaker": one.name, "text": one.text} for one in talk(*LINES)]
    content = as_data({"item": "生成AIの導入について", "chair": "市長公室長"}, "lines", rows)
    messages = [{"role": "system", "content": "指示"}, {"role": "user", "content": content}]
    whole = {"model": MODEL, "messages": messages, **body}
    call = Call(f"{server.base_url}/chat/completions", json.dumps(whole).encode(), {"Content-Type": "application/json"})
    with urlopen(call, timeout=5) as reply:
        return dict(json.loads(reply.read()))


def content(reply: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(reply["choices"][0]["message"]["content"]))


def test_an_honest_model_writes_what_was_said() -> None:
    with ChatServer(honest) as server:
        written = content(ask(server))
    kinds = [(one["kind"], one["speaker"], one["evidence"]) for one in written["statements"]]
    assert kinds == [
        ("explanation", "DX推進課長", ["u0002"]),
        ("question", "総務課長", ["u0003"]),
        ("answer", "DX推進課長", ["u0004"]),
    ]
    assert written["statements"][0]["text"] == "費用は850万円と見込んでいる。"
    assert server.requests[0].system == "指示"
    assert server.requests[0].data["item"] == "生成AIの導入について"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (always(Status(503, retry_after="1")), 503),
        (refusing("json_schema", then=honest), 400),
    ],
)
def test_a_refusal_has_its_status(answer: Answer, code: int) -> None:
    with ChatServer(answer) as server, pytest.raises(HTTPError) as refused:
        ask(server, response_format={"type": "json_schema"})
    assert refused.value.code == code
    assert refused.value.headers.get("Retry-After") == ("1" if code == 503 else None)


def test_faults_come_in_order_and_requests_are_counted() -> None:
    with ChatServer(in_order(Raw(b'{"choices": ['), then=honest)) as server:
        with pytest.raises(json.JSONDecodeError):
            ask(server)
        assert content(ask(server))["statements"]
    assert len(server.requests) == 2


def test_a_wrong_model_and_a_wrong_key_are_refused() -> None:
    with ChatServer(honest) as server, pytest.raises(HTTPError) as refused:
        ask(server, model="none")
    assert refused.value.code == 404
    with ChatServer(honest, key="secret") as server, pytest.raises(HTTPError) as refused:
        ask(server)
    assert refused.value.code == 401
