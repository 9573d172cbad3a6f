"""A server of chat completions as offices run them, in a thread of the test: real sockets, real HTTP, real JSON.

`answer` decides what becomes of a request: a text is the model's reply, a `Fault` what goes wrong. Answers are plain
functions and stack: `in_order(Status(503, retry_after="0"), then=refusing("json_schema", then=honest))`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from minutes import egress
from minutes.structure.llm.data import BEGIN, END

MODEL = "office-model"


@dataclass(frozen=True)
class Request:
    """A request for a completion as it came in; `raw` is its body."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        return dict(json.loads(self.raw))

    @property
    def system(self) -> str:
        return "\n".join(one["content"] for one in self.body["messages"] if one["role"] == "system")

    @property
    def user(self) -> str:
        """The first thing the user says: the data."""
        return str(next(one["content"] for one in self.body["messages"] if one["role"] == "user"))

    @property
    def data(self) -> dict[str, Any]:
        """The JSON between the marks."""
        return dict(json.loads(self.user.split(BEGIN, 1)[1].rsplit(END, 1)[0]))

    @property
    def format(self) -> str:
        """Which response format is asked for; `text` where none is."""
        return str(self.body.get("response_format", {}).get("type", "text"))


# ---- what can become of a request --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Status:
    """The server refuses with an HTTP status."""

    code: int
    message: str = "refused"
    retry_after: str | None = None
    param: str | None = None
    kind: str = "error"  # what the server calls it
    location: str | None = None  # of a redirect


@dataclass(frozen=True)
class Drip:
    """The reply never ends: a byte every so many seconds; the header too where `header` is true."""

    every_s: float = 0.05
    header: bool = False


@dataclass(frozen=True)
class Silence:
    """The request is read and never answered."""


@dataclass(frozen=True)
class Raw:
    """These bytes as the body of a 200, whatever they are; `promised` more than are sent cuts the connection."""

    content: bytes
    promised: int | None = None


@dataclass(frozen=True)
class CutShort:
    """The model reaches its limit of output: the text as far as it came, and the server says so."""

    text: str


@dataclass(frozen=True)
class CutQuestion:
    """The server drops the beginning of a question that is too long for it, and answers what is left."""

    text: str
    read: int  # tokens


Fault = Status | Drip | Silence | Raw | CutShort | CutQuestion
Answer = Callable[[Request], "str | Fault"]


def in_order(*faults: str | Fault, then: Answer) -> Answer:
    """One fault (or reply) per request, afterwards `then`."""
    left = list(faults)
    lock = threading.Lock()

    def answer(request: Request) -> str | Fault:
        with lock:
            fault = left.pop(0) if left else None
        return then(request) if fault is None else fault

    return answer


def always(reply: str | Fault) -> Answer:
    return lambda request: reply


def refusing(*formats: str, then: Answer) -> Answer:
    """A server that does not know these response formats."""
    return lambda request: (
        Status(400, f"response_format {request.format} is not supported", param="response_format")
        if request.format in formats
        else then(request)
    )


# ---- the server --------------------------------------------------------------------------------------------------


@dataclass
class ChatServer:
    """`with ChatServer(answer) as server:` … `server.base_url`; `requests` are those that came in, retries too.

    `key`: what the caller must show (None: nothing); a model other than one of `models` is answered with 404. A command
    run in this process closes it to the network for good; `allowed`: the way to this server is opened none the less.
    """

    answer: Answer
    models: tuple[str, ...] = (MODEL,)
    key: str | None = None
    allowed: bool = True
    bound: int = 0  # the port; 0: any that is free
    requests: list[Request] = field(default_factory=list)
    asked_for_models: int = 0

    def __post_init__(self) -> None:
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", self.bound), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> ChatServer:
        self._thread.start()
        if self.allowed:
            egress._add((egress.Destination("127.0.0.1", self.port),))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()

    def reply_to(self, request: Request) -> str | Fault:
        with self._lock:
            self.requests.append(request)
        model = request.body["model"]
        if model not in self.models:
            return Status(404, f"The model `{model}` does not exist.")
        return self.answer(request)

    def wait(self, seconds: float) -> bool:
        """False when the test is over."""
        return not self._stopped.wait(seconds)


def completion(request: Request, text: str, finish: str = "stop") -> dict[str, Any]:
    """A reply as the protocol has it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": request.body["model"],
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}],
        "usage": _usage(len(request.raw), len(text)),
    }


def _usage(read: int, written: int) -> dict[str, int]:
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if not self._allowed():
                return
            server.asked_for_models += 1
            self._json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in server.models]})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            if not self._allowed():
                return
            request = Request(self.path, dict(self.headers.items()), raw)
            reply = server.reply_to(request)
            match reply:
                case str():
                    self._json(200, completion(request, reply))
                case CutShort(text):
                    self._json(200, completion(request, text, "length"))
                case CutQuestion(text, read):
                    self._json(200, completion(request, text) | {"usage": _usage(read, len(text))})
                case Status():
                    self._refuse(reply)
                case Drip(every, header):
                    self._drip(every, header)
                case Silence():
                    while server.wait(0.05):
                        pass
                case Raw(content, promised):
                    self._send(200, content, length=promised)

        def _allowed(self) -> bool:
            if not self.path.startswith("/v1/"):
                self._refuse(Status(404, "no such path"))
            elif server.key is not None and self.headers.get("Authorization") != f"Bearer {server.key}":
                self._refuse(Status(401, "Incorrect API key provided"))
            else:
                return True
            return False

        def _refuse(self, status: Status) -> None:
            headers = {"Retry-After": status.retry_after, "Location": status.location}
            error = {"message": status.message, "type": status.kind, "param": status.param, "code": None}
            self._json(status.code, {"error": error}, {name: value for name, value in headers.items() if value})

        def _json(self, code: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            self._send(code, json.dumps(body, ensure_ascii=False).encode(), headers)

        def _send(
            self, code: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None
        ) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body) if length is None else length))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = self.close_connection or length is not None

        def _drip(self, every: float, header: bool) -> None:
            self.close_connection = True
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                if header:
                    self.wfile.write(b"X-Slow: ")
                else:
                    self.wfile.write(b"Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{")
                while server.wait(every):
                    self.wfile.write(b" ")
            except OSError:
                return  # the caller has had enough

        def log_message(self, format: str, *args: object) -> None:
            """A test's terminal is no log."""

    return Handler
