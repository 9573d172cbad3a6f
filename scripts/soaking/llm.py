"""An LLM of the office that is there or is not: the test suite's server, on a port that stays the same."""

from __future__ import annotations

import socket
from threading import Lock
from typing import Literal

from tests.fakes.chat_server import Answer, ChatServer, Fault, Request, Silence, Status
from tests.fakes.honest import honest

_ONE_AT_A_TIME = Lock()
State = Literal["working", "refusing", "failing", "silent"]


class Llm:
    """`refusing`: nobody listens; `failing`: 503; `silent`: a question is read and never answered."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: ChatServer | None = None

    def become(self, state: State) -> None:
        if self._server:
            self._server.__exit__(None, None, None)
            self._server = None
        answer = _ANSWERS.get(state)
        if answer:
            self._server = ChatServer(answer, bound=self._port).__enter__()


def _failing(request: Request) -> str | Fault:
    return Status(503)


def _silent(request: Request) -> str | Fault:
    return Silence()


def _working(request: Request) -> str | Fault:
    with _ONE_AT_A_TIME:  # the tokenizer of our own rules serves one thread
        return honest(request)


_ANSWERS: dict[State, Answer] = {"working": _working, "failing": _failing, "silent": _silent}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
