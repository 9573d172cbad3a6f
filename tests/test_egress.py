"""Nothing leaves a process of ours but through the way the rules have opened."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutes import egress
from minutes.audio.ffmpeg import program
from minutes.domain import Audio
from minutes.egress import Destination
from minutes.errors import Forbidden
from minutes.progress import NoProgress
from minutes.speech import diarizer_process
from minutes.speech.diarizer_process import DiarizerProcess
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from tests.closednet import has_namespaces, without_network
from tests.fakes.killed_parent import START
from tests.fakes.planted import CALLS

ROOT = Path(__file__).parents[1]


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A guard of the test's own, asked directly: a hook could not be taken away again."""
    monkeypatch.setattr(egress, "_state", egress._State())
    monkeypatch.setattr(egress, "_MAY_ALLOW", frozenset({__name__}))
    own = socket.getaddrinfo
    yield egress._state
    socket.getaddrinfo = own


@pytest.fixture
def tcp() -> Iterator[socket.socket]:
    with socket.socket() as own:
        yield own


def _reaches(own: socket.socket, host: str, port: int) -> bool:
    try:
        egress._hook("socket.connect", (own, (host, port)))
    except Forbidden:
        return False
    return True


def test_nothing_is_allowed_unless_it_was_opened(state: Any, tcp: socket.socket) -> None:
    assert not _reaches(tcp, "127.0.0.1", 80)
    assert [(refusal.where, refusal.event) for refusal in egress.refusals()] == [("127.0.0.1:80", "socket.connect")]


def test_sockets_of_this_machine_and_files_are_no_network(state: Any) -> None:
    with socket.socket(socket.AF_UNIX) as own:
        egress._hook("socket.connect", (own, "/run/x.sock"))
    egress._hook("urllib.Request", ("file:///etc/hostname", None, {}, "GET"))
    egress._hook("socket.getaddrinfo", (None, 80, 0, 0, 0))
    assert egress.refusals() == ()


def test_a_socket_of_another_kind_is_refused(state: Any) -> None:
    class Vsock:
        family = 40

    with pytest.raises(Forbidden):
        egress._hook("socket.connect", (Vsock(), (2, 1234)))
    assert egress.refusals()[0].where == "family-40"


def test_a_way_is_one_host_and_one_port(state: Any, tcp: socket.socket) -> None:
    egress.allow(Destination("192.0.2.7", 443))
    assert _reaches(tcp, "192.0.2.7", 443)
    assert not _reaches(tcp, "192.0.2.7", 80)
    assert not _reaches(tcp, "192.0.2.8", 443)


def _resolving(state: Any, answers: dict[str, str]) -> None:
    """A name server of the test's own."""

    def resolve(host: str, *rest: Any, **more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[host], 443))]

    state.resolve = resolve


def test_an_allowed_name_may_be_reached_at_the_addresses_it_has(state: Any, tcp: socket.socket) -> None:
    egress.allow(Destination("llm.example", 443))
    _resolving(state, {"llm.example": "203.0.113.9", "LLM.Example.": "203.0.113.10", "other.example": "203.0.113.11"})
    assert not _reaches(tcp, "203.0.113.9", 443), "not before the name was looked up"
    for name in ("llm.example", "LLM.Example.", "other.example"):
        socket.getaddrinfo(name, 443)
    assert [_reaches(tcp, f"203.0.113.{end}", 443) for end in (9, 10, 11)] == [True, True, False]
    assert not _reaches(tcp, "203.0.113.9", 22)


def test_what_is_to_be_near_is_not_reached_far_away(state: Any, tcp: socket.socket) -> None:
    egress.allow(Destination("llm", 8000, near=True), Destination("198.51.100.1", 8000, near=True))
    _resolving(state, {"llm": "203.0.113.9"})
    socket.getaddrinfo("llm", 8000)
    assert not _reaches(tcp, "203.0.113.9", 8000)
    assert not _reaches(tcp, "198.51.100.1", 8000)
    _resolving(state, {"llm": "10.1.2.3"})
    socket.getaddrinfo("llm", 8000)
    assert _reaches(tcp, "10.1.2.3", 8000)


def test_names_under_a_name(state: Any) -> None:
    egress.allow(Destination(".hub.example", 443))
    egress._hook("http.client.connect", (None, "cdn.hub.example", 443))
    for host in ("hub.example.org", "evilhub.example", "hub.example"):
        with pytest.raises(Forbidden):
            egress._hook("http.client.connect", (None, host, 443))


def test_a_way_opened_for_a_block_is_closed_after_it(state: Any, tcp: socket.socket) -> None:
    egress.allow(Destination("192.0.2.1", 443))
    with egress.allowed(Destination("192.0.2.1", 443), Destination("192.0.2.2", 443)):
        assert _reaches(tcp, "192.0.2.2", 443)
    assert _reaches(tcp, "192.0.2.1", 443)
    assert not _reaches(tcp, "192.0.2.2", 443)


def test_only_the_rules_may_open_a_way(state: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(egress, "_MAY_ALLOW", frozenset({"minutes.structure.policy"}))
    with pytest.raises(Forbidden):
        egress.allow(Destination("192.0.2.1", 443))
    with pytest.raises(Forbidden), egress.allowed(Destination("192.0.2.1", 443)):
        pass
    assert state.destinations == ()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, [("hub.example", 443)]),
        ({"HTTPS_PROXY": "http://proxy:8080"}, [("hub.example", 443), ("proxy", 8080)]),
        ({"ALL_PROXY": "proxy:3128"}, [("hub.example", 443), ("proxy", 3128)]),
        ({"HTTPS_PROXY": "http://proxy:8080", "NO_PROXY": "hub.example"}, [("hub.example", 443)]),
        ({"HTTP_PROXY": "http://proxy:8080"}, [("hub.example", 443)]),
    ],
)
def test_the_way_to_the_hub_may_lead_through_a_proxy(
    variables: dict[str, str], expected: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert [(one.host, one.port) for one in egress.ways_to("https://hub.example")] == expected


def test_a_log_that_breaks_lets_nothing_through(state: Any, tcp: socket.socket) -> None:
    def broken(refusal: egress.Refusal) -> None:
        raise OSError(28, "No space left on device")

    with egress.witnessed(broken):
        assert not _reaches(tcp, "192.0.2.1", 443)


# ---- the processes themselves ------------------------------------------------------------------------------------


def test_every_planted_call_in_the_command_line_is_stopped_and_told() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fakes.planted"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    said = json.loads(ran.stdout)
    assert said["became"] == dict.fromkeys(CALLS, "Forbidden")
    wanted = [where for _, where in CALLS.values()]
    assert said["refused"] == wanted
    assert said["answered"][0] == "hello", "the one way that was opened leads to its server"
    assert re.fullmatch(r"localhost|127\.0\.0\.1:\d+|::1:\d+", said["answered"][1]), "and to no other port"
    assert ran.returncode == 77
    assert "許可していない通信を止めました：192.0.2.1" in ran.stderr
    assert "［Forbidden］" in ran.stderr
    assert "telemetry.invalid:443、1回" in ran.stderr, "what was swallowed is told, too"


def test_what_no_hook_sees_is_counted_by_the_kernel(tmp_path: Path) -> None:
    """The proof of tests/test_demo.py can fail: by native code, by a look-up, and by a call to this machine itself."""
    silent = without_network(["true"], tmp_path / "counts.txt")
    assert silent.attempts == (0 if has_namespaces() else None)
    for where in ("http://192.0.2.1/x", "http://telemetry.invalid/x", "http://127.0.0.1:9/x"):
        ran = without_network(
            [program(), "-loglevel", "quiet", "-i", where, "-f", "null", "-"], tmp_path / "counts.txt"
        )
        assert ran.code != 0
        assert bool(ran.attempts) == has_namespaces()


def _in_the_child(way: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(diarizer_process, "_START", START)
    model = ModelFolder(name="m", kind="diarization", folder=Path("m"), sha256="")
    return DiarizerProcess(model, way).diarize(Audio(file="a.flac", duration=5.0), SpeakerBound(), NoProgress())


def test_a_planted_call_in_the_diariser_s_process_is_stopped(state: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Forbidden, match="許可していない通信"):
        _in_the_child("calls", monkeypatch)
    assert [(one.process, one.where) for one in egress.refusals()] == [("diarizer", "telemetry.invalid")]


def test_one_that_is_swallowed_there_is_known_here(state: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _in_the_child("reports", monkeypatch).turns
    assert [(one.process, one.where) for one in egress.refusals()] == [("diarizer", "telemetry.invalid")]


def test_every_process_of_ours_is_known_and_closed() -> None:
    """Whoever starts another Python has to close it: add it here when it is."""
    sources = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in (ROOT / "minutes").rglob("*.py")}
    starting = r"sys\.executable|multiprocessing|ProcessPoolExecutor|os\.fork|forkserver"
    assert {name for name, text in sources.items() if re.search(starting, text)} == {
        "minutes/doctor/engineprobe.py",  # its own child
        "minutes/office/preparation.py",  # its own child
        "minutes/office/supervise.py",  # job_child
        "minutes/speech/diarizer_process.py",  # diarizer_child
        "minutes/speech/wheels.py",  # pip, whose business is the network, when its user asks for it
    }
    closed = {name for name, text in sources.items() if "egress.guard(" in text}
    assert closed == {
        "minutes/cli/main.py",
        "minutes/doctor/engineprobe.py",
        "minutes/office/job_child.py",
        "minutes/office/preparation.py",
        "minutes/speech/diarizer_child.py",
    }
