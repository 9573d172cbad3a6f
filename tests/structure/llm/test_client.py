"""One question to a real server over HTTP, with everything that can go wrong on the way."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from minutes.errors import BadConfiguration
from minutes.structure.llm.client import Client
from minutes.structure.llm.failure import Code, LlmFailed
from minutes.structure.llm.reply import BoundaryReply, MinutesReply, read_reply
from tests.fakes.chat_server import (
    Answer,
    ChatServer,
    CutQuestion,
    CutShort,
    Drip,
    Raw,
    Request,
    Silence,
    Status,
    always,
    in_order,
    refusing,
)
from tests.structure.llm.asking import endpoint

REPLY = '{"first_of_second": 3}'
MESSAGES = [{"role": "system", "content": "指示"}, {"role": "user", "content": "発言"}]


def ask(server: ChatServer, key: str = "", **settings: Any) -> str:
    limit = settings.pop("timeout_s", 20)  # shorter than the settings allow, so that a test need not wait
    there = endpoint(server.base_url, **settings).model_copy(update={"timeout_s": limit})
    return Client(there, key).ask(MESSAGES, BoundaryReply)


def formats(server: ChatServer) -> list[str]:
    return [request.format for request in server.requests]


def test_the_schema_of_the_reply_is_sent_and_is_strict() -> None:
    with ChatServer(always(REPLY)) as server:
        client = Client(endpoint(server.base_url, max_output_tokens=900))
        client.ask(MESSAGES, MinutesReply)
        body = server.requests[0].body
    assert (body["temperature"], body["max_tokens"], body["messages"]) == (0, 900, MESSAGES)
    schema = body["response_format"]["json_schema"]
    assert (schema["strict"], schema["schema"]["required"]) == (True, ["statements", "decisions", "actions"])
    objects = [schema["schema"], *schema["schema"]["$defs"].values()]
    assert all(one["additionalProperties"] is False and one["required"] == list(one["properties"]) for one in objects)
    assert "default" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        ((), ["json_schema", "json_schema"]),
        (("json_schema",), ["json_schema", "json_object", "json_object"]),
        (("json_schema", "json_object"), ["json_schema", "json_object", "text", "text"]),
    ],
)
def test_what_the_server_understands_is_found_once(refused: tuple[str, ...], expected: list[str]) -> None:
    with ChatServer(refusing(*refused, then=always(REPLY))) as server:
        client = Client(endpoint(server.base_url))
        assert [client.ask(MESSAGES, BoundaryReply) for _ in range(2)] == [REPLY, REPLY]
        assert formats(server) == expected


@pytest.mark.parametrize(("wanted", "sent"), [("json_object", "json_object"), ("plain", "text")])
def test_a_configured_format_is_taken_at_its_word(wanted: str, sent: str) -> None:
    with ChatServer(always(Status(400))) as server:
        with pytest.raises(LlmFailed) as failed:
            ask(server, response_format=wanted)
        assert (failed.value.code, formats(server)) == ("refused", [sent])


def test_parameters_a_model_refuses_are_left_out() -> None:
    def picky(request: Request) -> str | Status:
        for param in ("temperature", "max_tokens"):
            if param in request.body:
                return Status(400, f"Unsupported parameter: '{param}'", param=param)
        return REPLY

    with ChatServer(picky) as server:
        assert ask(server, max_output_tokens=500) == REPLY
        last = server.requests[-1].body
    assert (last["max_completion_tokens"], formats(server)) == (500, ["json_schema"] * 3)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_server_is_asked_again(code: int) -> None:
    with ChatServer(
        in_order(Status(code, retry_after="0.01"), Status(code, retry_after="0.01"), then=always(REPLY))
    ) as server:
        assert ask(server) == REPLY
        assert len(server.requests) == 3


FAULTS: list[tuple[Answer, dict[str, Any], Code, int]] = [
    (always(Status(429, retry_after="0.01")), {}, "busy", 3),
    (always(Status(503, retry_after="0.01")), {"retries": 1}, "server", 2),
    (always(Status(503, retry_after="3600")), {}, "server", 1),
    (always(Status(503, retry_after="90")), {"timeout_s": 0.3}, "timeout", 1),
    (always(Drip()), {"timeout_s": 0.3}, "timeout", 1),
    (always(Drip(header=True)), {"timeout_s": 0.3}, "timeout", 1),
    (always(Silence()), {"timeout_s": 0.3}, "timeout", 1),
    (always(Status(400, "the meeting said …")), {}, "refused", 3),
    (always(CutShort('{"first_of_')), {}, "cut_short", 1),
    (always(""), {}, "unusable", 1),
    (always(Raw(b'{"choices": [{"mess')), {}, "unusable", 1),
    (always(Raw(b"<html>busy</html>")), {}, "unusable", 1),
    (always(Raw(b'{"object": "nothing"}')), {}, "unusable", 1),
    (always(Raw(b"[]")), {}, "unusable", 1),
    (always(Raw(b"\xff\xfe")), {}, "unusable", 1),
    (always(Raw(b'{"choices": [', promised=500)), {"retries": 0}, "unreachable", 1),
]


@pytest.mark.parametrize(("answer", "settings", "code", "requests"), FAULTS)
def test_every_fault_ends_in_one_error(answer: Answer, settings: dict[str, Any], code: Code, requests: int) -> None:
    with ChatServer(answer) as server, pytest.raises(LlmFailed) as failed:
        ask(server, **settings)
    assert (failed.value.code, len(server.requests)) == (code, requests)
    assert failed.value.what and failed.value.advice and not failed.value.what.isascii()


def test_nobody_there() -> None:
    with ChatServer(always(REPLY)) as server:
        pass
    with pytest.raises(LlmFailed) as failed:
        ask(server, retries=0)
    assert (failed.value.code, failed.value.lasting) == ("unreachable", True)


def test_a_wrong_model_and_a_wrong_key_are_told_apart_and_the_key_is_not_told() -> None:
    with ChatServer(always(REPLY), key="right") as server:
        assert ask(server, key="right") == REPLY
        with pytest.raises(LlmFailed) as wrong_key:
            ask(server, key="wrong-and-secret")
        with pytest.raises(LlmFailed) as wrong_model:
            ask(server, key="right", model="none")
    assert (wrong_key.value.code, wrong_model.value.code) == ("key", "model")
    assert "HTTP 401" in wrong_key.value.what
    assert "secret" not in str(wrong_key.value) + wrong_key.value.advice


def test_nothing_follows_a_redirect_to_another_host() -> None:
    with ChatServer(always(REPLY)) as other:
        elsewhere = always(Status(307, location=f"{other.base_url}/chat/completions"))
        with ChatServer(elsewhere) as server, pytest.raises(LlmFailed) as failed:
            ask(server)
    assert (failed.value.code, other.requests) == ("redirected", [])


def test_the_environment_adds_nothing_to_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = "http://127.0.0.1:9"
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, closed)
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Mine: 1\nAuthorization: Bearer other")
    with ChatServer(always(REPLY)) as server:
        assert ask(server) == REPLY
        headers = {name.lower(): value for name, value in server.requests[0].headers.items()}
    assert headers.pop("user-agent").startswith("minutes/")
    assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}


def test_a_configured_proxy_is_used() -> None:
    with ChatServer(always(REPLY)) as proxy, pytest.raises(LlmFailed) as failed:
        away = endpoint("http://llm.example/v1", proxy=f"http://127.0.0.1:{proxy.port}", retries=0)
        Client(away).ask(MESSAGES, BoundaryReply)
    assert failed.value.code == "model"  # the fake is no proxy, but it was asked: it has no such path


def test_what_is_said_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ChatServer(in_order(Status(500, "発言"), then=always(REPLY))) as server:
        ask(server)
    assert server.requests
    assert "発言" not in caplog.text
    assert "first_of_second" not in caplog.text


def test_every_body_is_told_before_it_goes_out() -> None:
    told: list[bytes] = []
    with ChatServer(in_order(Status(500, retry_after="0.01"), then=always(REPLY))) as server:
        Client(endpoint(server.base_url), "", told.append).ask(MESSAGES, BoundaryReply)
        assert told == [request.raw for request in server.requests]
    assert len(told) == 2


def test_certificates_that_are_none_are_a_mistake_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("none")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(BadConfiguration, match="ca_file"):
            Client(endpoint("https://llm.example/v1", ca_file=str(tmp_path / name)))


def test_the_models_of_a_server_are_listed() -> None:
    with ChatServer(always(REPLY), models=("a", "b")) as server:
        assert Client(endpoint(server.base_url)).models(5) == ("a", "b")
        assert (server.asked_for_models, server.requests) == (1, [])


@pytest.mark.parametrize(
    "text",
    [
        REPLY,
        f"```json\n{REPLY}\n```",
        f"お答えします。{{ここから}} {REPLY} 以上です。",
        f'<think>{{"first_of_second": 9}} かもしれない</think>\n{REPLY}',
        '{"result": ' + REPLY + "}",
        '{"first_of_second": 3, "理由": "二行の\n説明"}',
    ],
)
def test_the_object_is_found_in_whatever_is_around_it(text: str) -> None:
    assert read_reply(text, BoundaryReply).first_of_second == 3


@pytest.mark.parametrize("text", ["", "わかりません。", '{"first_of_', "{" * 5000, '{"a": 1}', '["u0001"]'])
def test_a_reply_without_the_object_is_of_no_use(text: str) -> None:
    with pytest.raises(LlmFailed, match="決まった形"):
        read_reply(text, BoundaryReply)


def test_a_question_that_is_too_long_is_not_asked_in_other_formats() -> None:
    with ChatServer(always(Status(400, kind="exceed_context_size_error"))) as server:
        with pytest.raises(LlmFailed) as failed:
            ask(server)
        assert (failed.value.code, len(server.requests)) == ("too_long", 1)


def test_an_answer_to_half_a_question_is_none() -> None:
    long = [*MESSAGES, {"role": "user", "content": "発言" * 2000}]
    with ChatServer(always(CutQuestion(REPLY, read=1000))) as server, pytest.raises(LlmFailed) as failed:
        Client(endpoint(server.base_url)).ask(long, BoundaryReply)
    assert failed.value.code == "too_long"
    with ChatServer(always(CutQuestion(REPLY, read=2500))) as server:
        assert Client(endpoint(server.base_url)).ask(long, BoundaryReply) == REPLY
