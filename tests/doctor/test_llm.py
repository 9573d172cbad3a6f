"""The doctor asks a server for its models, and only one that is near."""

from __future__ import annotations

from typing import Any

import pytest

from minutes.doctor.finding import Finding
from minutes.doctor.llm import check_llm
from minutes.settings import Endpoint, Llm, Settings
from tests.fakes.chat_server import MODEL, ChatServer, always

KEY = {"MINUTES_LLM_KEY": "a-secret"}


def check(base_url: str, environment: dict[str, str] | None = None, **settings: Any) -> Finding:
    office = Endpoint.model_validate({"base_url": base_url, "model": MODEL, **settings})
    return check_llm(Settings(llm=Llm(default="office", endpoints={"office": office})), environment or {})


def test_what_is_not_configured_is_not_asked() -> None:
    assert check_llm(Settings(), {}).state == "good"
    missing = check_llm(Settings(llm=Llm(default="office")), {})
    assert (missing.state, "office" in missing.what) == ("bad", True)


@pytest.mark.parametrize("location", ["local", "closed"])
@pytest.mark.parametrize("models", [(MODEL,), ("other", f"{MODEL}:latest")])
def test_a_server_that_has_the_model(location: str, models: tuple[str, ...]) -> None:
    with ChatServer(always(""), models=models) as server:
        finding = check(server.base_url, location=location)
    assert (finding.state, server.asked_for_models, server.requests) == ("good", 1, [])


def test_a_server_without_the_model_says_which_it_has() -> None:
    with ChatServer(always(""), models=("llama", "gemma")) as server:
        finding = check(server.base_url)
    assert (finding.state, "llama、gemma" in finding.what) == ("warning", True)


def test_a_server_that_lists_nothing_or_refuses_or_is_not_there() -> None:
    with ChatServer(always(""), key="a-secret") as server:
        assert check(server.base_url, KEY).state == "good"
        refused = check(server.base_url)
        assert check(server.base_url.replace("/v1", "/other")).state == "good"
        address = server.base_url
    gone = check(address)
    assert (refused.state, "鍵" in refused.what) == ("warning", True)
    assert (gone.state, "接続できません" in gone.what) == ("warning", True)
    assert "a-secret" not in refused.what + refused.advice


def test_a_cloud_is_not_contacted() -> None:
    with ChatServer(always("")) as server:
        away = f"https://127.0.0.1:{server.port}/v1"
        states = [check(away, environment, location="cloud").state for environment in ({}, KEY)]
    assert (states, server.asked_for_models) == (["warning", "good"], 0)


def test_an_endpoint_that_is_not_what_it_is_called_is_a_mistake() -> None:
    assert check("http://llm.example/v1", location="local").state == "bad"
