"""Levels against places: the whole table, and configurations that pretend."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from minutes import egress
from minutes.errors import BadConfiguration, Forbidden, MinutesError
from minutes.settings import Endpoint
from minutes.structure.policy import RULES, open_way, permit, verdict

HOSTS = {
    "local": "http://127.0.0.1:11434/v1",
    "closed": "https://llm.example.lg.jp/v1",
    "cloud": "https://api.example/v1",
}
PLAN = "R8-計画-12"
# the contract, written out again on purpose: (level, place) → with a plan, without
CONTRACT = {
    (1, "local"): (True, True),
    (1, "closed"): (True, True),
    (1, "cloud"): (True, True),
    (2, "local"): (True, True),
    (2, "closed"): (True, False),
    (2, "cloud"): (True, False),
    (3, "local"): (True, True),
    (3, "closed"): (False, False),
    (3, "cloud"): (False, False),
    (None, "local"): (True, True),
    (None, "closed"): (False, False),
    (None, "cloud"): (False, False),
}
CASES = [
    (*case, plan, allowed) for case, both in CONTRACT.items() for plan, allowed in zip((PLAN, ""), both, strict=True)
]


def _endpoint(location: str, **more: Any) -> Endpoint:
    return Endpoint(**{"base_url": HOSTS[location], "model": "m", "location": location, **more})


@pytest.mark.parametrize(("level", "location", "plan", "allowed"), CASES)
def test_the_whole_table(level: Any, location: str, plan: str, allowed: bool) -> None:
    endpoint = _endpoint(location, approved_plan=plan)
    if allowed:
        permit(level, "office", endpoint)
        return
    with pytest.raises(Forbidden) as refused:
        permit(level, "office", endpoint)
    told = str(refused.value)
    assert refused.value.exit_code == 77
    assert f"機密性{level or 3}" in told and location in told and "office" in told, "what was refused"
    assert f"規則 {verdict(level, endpoint).rule}" in told
    assert "--no-llm" in told and ("approved_plan" in told) == (level == 2), "and what would make it allowed"
    assert ("会議ファイルに confidentiality" in told) == (level is None)


def test_there_is_a_rule_for_every_level_and_place() -> None:
    assert set(RULES) == set(product((1, 2, 3), HOSTS))


def test_a_plan_of_blanks_is_none() -> None:
    with pytest.raises(Forbidden):
        permit(2, "office", _endpoint("cloud", approved_plan=" 　"))


LOCAL = """http://127.0.0.1:11434/v1 http://localhost:8000/v1 http://[::1]:8000/v1 http://10.20.30.40/v1
http://172.16.0.9:8000/v1 http://172.31.255.1/v1 https://192.168.1.5/v1 http://[fd12:3456::1]:8000/v1 http://llm:8000/v1
http://gpu-server/v1 http://GPU-Server/v1 http://ai01.local/v1 http://llm.shiyakusho.internal/v1 http://[::ffff:10.0.0.1]/v1"""
FAR = """http://example.com/v1 https://llm.city.example.lg.jp/v1 http://8.8.8.8/v1 http://172.32.0.1/v1 http://192.169.0.1/v1
http://169.254.169.254/v1 http://100.64.0.1/v1 http://0.0.0.0:11434/v1 http://134744072/v1 http://0x08080808/v1
http://127.0.0.1.nip.io/v1 http://localhost.example.com/v1  http://[2001:db8::1]/v1
http://[::ffff:8.8.8.8]/v1 http://市役所.jp/v1 http://10.0.0.1.example.jp/v1"""


@pytest.mark.parametrize("url", LOCAL.split())
def test_what_may_be_called_local(url: str) -> None:
    permit(3, "office", _endpoint("local", base_url=url))


@pytest.mark.parametrize("url", FAR.split())
@pytest.mark.parametrize("level", [1, 3])
def test_what_only_pretends_to_be_local_is_refused_whatever_the_level(url: str, level: Any) -> None:
    with pytest.raises(BadConfiguration, match="庁内のアドレスではありません") as refused:
        permit(level, "office", _endpoint("local", base_url=url))
    assert "llm.endpoints.office.base_url" in str(refused.value)


@pytest.mark.parametrize(
    ("location", "more", "expected"),
    [
        ("cloud", {"base_url": "http://api.example/v1"}, "https:// ではありません"),
        ("closed", {"base_url": "http://llm.example.lg.jp/v1"}, "https:// ではありません"),
        ("cloud", {"verify": False}, "verify」を false"),
        ("local", {"proxy": "http://proxy.example:8080"}, "office.proxy」は location"),
    ],
)
def test_what_would_cross_a_foreign_network_open(location: str, more: dict[str, Any], expected: str) -> None:
    with pytest.raises(BadConfiguration, match=expected):
        permit(1, "office", _endpoint(location, **more))


@pytest.mark.parametrize(
    ("location", "more"),
    [
        ("closed", {"base_url": "http://10.8.0.2:8000/v1"}),  # one's own tenant inside one's own network
        ("closed", {"base_url": "https://10.8.0.2/v1", "verify": False}),
        ("cloud", {"proxy": "http://proxy:8080"}),
        ("local", {"proxy": "http://192.168.0.1:8080"}),
    ],
)
def test_what_stays_in_one_s_own_network_may(location: str, more: dict[str, Any]) -> None:
    permit(1, "office", _endpoint(location, **more))


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The guard's state as in a process that has allowed nothing; its hook is not installed."""
    monkeypatch.setattr(egress, "_state", egress._State())
    monkeypatch.setattr(egress, "_learn_addresses", lambda: None)
    return egress._state


def test_a_way_is_opened_to_the_endpoint_and_its_proxy_alone(closed: Any) -> None:
    open_way(1, "office", _endpoint("cloud", proxy="http://proxy:8080"))
    assert [(one.host, one.port, one.near) for one in closed.destinations] == [
        ("api.example", 443, False),
        ("proxy", 8080, False),
    ]


def test_a_local_way_leads_nowhere_else_even_if_its_name_does(closed: Any) -> None:
    open_way(3, "office", _endpoint("local", base_url="http://llm:8000/v1"))
    assert [(one.host, one.port, one.near) for one in closed.destinations] == [("llm", 8000, True)]


@pytest.mark.parametrize(("level", "location"), [(3, "cloud"), (2, "closed"), (None, "closed")])
def test_no_way_is_opened_where_the_rules_say_no(level: Any, location: str, closed: Any) -> None:
    with pytest.raises(MinutesError):
        open_way(level, "office", _endpoint(location))
    assert closed.destinations == ()
