"""What every request has to pass, and what every answer carries.

A page of somebody else must neither read nor change anything: the host asked for has to be ours (against names that are
turned to this machine, DNS rebinding), a change has to come from our own page and carry its token, and with a password
nothing but the page itself is given to who has no ticket.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from minutes.review.sessions import COOKIE, Tickets

TOKEN_HEADER = "x-minutes-token"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
    "Cache-Control": "no-store",
}
_API = "/api/"
_OPEN = frozenset({"/api/session", "/api/login"})  # without a ticket
_STRANGE_HOST = "この宛先では使えません。minutes review が示した http:// の宛先を開いてください。"
_STRANGE_PAGE = "ほかのページからの操作は受け付けません。この画面を読み込み直してください。"
_COME_IN = "ログインしてください。"


@dataclass(frozen=True)
class Doors:
    """How the page is reached. `alone`: from this machine only; `names`: under which else it may be asked for;
    `password`: its hash, "" where none is needed."""

    alone: bool = True
    names: frozenset[str] = frozenset()
    password: str = ""
    scheme: str = "http"
    tickets: Tickets = field(default_factory=Tickets)

    def is_ours(self, host: str) -> bool:
        """Whether a Host header means us: a name that others can point here does not."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
            _ = urlsplit(f"//{host}").port
        except ValueError:
            return False
        try:
            address = ip_address(name)
        except ValueError:
            own = set() if self.alone else {socket.gethostname().lower(), socket.gethostname().split(".")[0].lower()}
            return name == "localhost" or name in own or name in self.names
        return address.is_loopback if self.alone else True


class Gate:
    """In front of the pages and of the data."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        reason = self._refusal(scope, Headers(scope=scope))
        if reason:
            status, what, code = reason
            answer = JSONResponse({"error": what, "code": code}, status)
            await answer(scope, receive, _carrying(send))
            return
        await self._app(scope, receive, _carrying(send))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        path, method = scope["path"], scope["method"]
        host = headers.get("host", "")
        if not self._doors.is_ours(host):
            return 421, _STRANGE_HOST, "host"
        if method not in ("GET", "HEAD", "POST"):
            return 405, _STRANGE_PAGE, "method"
        if not path.startswith(_API):
            return None
        origin, fetched = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        if fetched not in ("same-origin", "none") or (origin and origin != f"{self._doors.scheme}://{host}"):
            return 403, _STRANGE_PAGE, "origin"
        ticket = ticket_of(headers)
        if self._doors.password and path not in _OPEN and not self._doors.tickets.is_good(ticket):
            return 401, _COME_IN, "login"
        known = ticket if self._doors.password else ""
        needs_token = method == "POST" and path != "/api/login"
        if needs_token and not self._doors.tickets.is_token(headers.get(TOKEN_HEADER, ""), known):
            return 403, _STRANGE_PAGE, "token"
        if method == "POST" and headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return 415, _STRANGE_PAGE, "type"
        return None


def ticket_of(headers: Headers) -> str:
    """ "" where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _carrying(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sent
