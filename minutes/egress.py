"""Nothing leaves this process but to where it was allowed: a guard that cannot be taken away again.

`guard` installs an audit hook (PEP 578), which the interpreter asks before every connection, datagram and look-up of a
name. It allows sockets of this machine (AF_UNIX) and the destinations `allow` was given, by name, port and the addresses
that name was resolved to; everything else raises Forbidden and is remembered without content. The hook sees what goes
through Python; for the libraries that open sockets in native code see `offline` and `audio.ffmpeg`.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NoReturn

from minutes.errors import Forbidden
from minutes.offline import stay_offline

_KEPT = 1000  # refusals; a library that tries again and again is not to fill the memory
_PORTS = {"http": 80, "https": 443}
# This machine, and the networks nobody routes to the internet (RFC 1918, RFC 4193).
_NEAR = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
_OURSELVES = frozenset({"", "localhost", "127.0.0.1", "::1"})  # looked up, these tell nobody anything
# The only modules that may open a way, each after its own questions.
_MAY_ALLOW = frozenset({"minutes.structure.policy", "minutes.speech.fetch", "minutes.office.database"})


@dataclass(frozen=True)
class Destination:
    """Where something may go. `host`: a name or an address; ".hf.co" stands for every name under it.

    `near`: only while the name stands for addresses of this machine or of a private network.
    """

    host: str
    port: int
    near: bool = False

    def is_named(self, host: str) -> bool:
        """Whether `host` is its name or address."""
        return host == self.host or (self.host.startswith(".") and host.endswith(self.host))


@dataclass(frozen=True)
class Refusal:
    """An attempt that was stopped; nothing of what was to be sent. `event`: what the interpreter calls it."""

    at: datetime
    who: str
    process: str
    pid: int
    event: str
    host: str
    port: int | None = None

    @property
    def where(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"


Witness = Callable[[Refusal], None]


class _State:
    """What the hook asks. Tuples and frozen sets are replaced whole: the hook reads them without the lock."""

    def __init__(self) -> None:
        self.process = ""
        self.destinations: tuple[Destination, ...] = ()
        self.names: dict[str, frozenset[str]] = {}  # address → the allowed names that were resolved to it
        self.refusals: deque[Refusal] = deque(maxlen=_KEPT)
        self.untold: deque[Refusal] = deque(maxlen=_KEPT)
        self.witness: Witness | None = None
        self.resolve: Any = None  # the interpreter's own getaddrinfo
        self.lock = Lock()


_state = _State()


# ---- for the processes of ours -----------------------------------------------------------------------------------


def guard(process: str) -> None:
    """Close this process: the first thing each of ours does. `process`: its name in the log."""
    stay_offline()
    if not _state.process:
        _state.process = process
        sys.addaudithook(_hook)


def process() -> str:
    """The name this process was closed under; "?" for one that never was."""
    return _state.process or "?"


@cache
def who() -> str:
    """The user of the system, for the log."""
    with suppress(ImportError, KeyError):
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    return os.environ.get("USERNAME", "?")


@contextmanager
def witnessed(witness: Witness) -> Iterator[None]:
    """For a block, each refusal is told to `witness`, and first those nobody was told of."""
    with _state.lock:
        missed, _state.untold = _state.untold, deque(maxlen=_KEPT)
        before, _state.witness = _state.witness, witness
    for refusal in missed:
        witness(refusal)
    try:
        yield
    finally:
        _state.witness = before


def remember(refusal: Refusal) -> None:
    """A refusal, here or in a child of this process."""
    with _state.lock:
        _state.refusals.append(refusal)
        witness = _state.witness
        if witness is None:
            _state.untold.append(refusal)
    if witness is not None:
        with suppress(Exception):  # a log that cannot be written must not let anything through
            witness(refusal)


def refusals() -> tuple[Refusal, ...]:
    """What was stopped since the process began (the last 1,000)."""
    return tuple(_state.refusals)


# ---- for those who may open a way --------------------------------------------------------------------------------


def allow(*destinations: Destination) -> None:
    """Ways that stay open until the process ends. Raises Forbidden for a caller who has no business to."""
    _refuse_strangers()
    _add(destinations)


@contextmanager
def allowed(*destinations: Destination) -> Iterator[None]:
    """Ways that are open for a block."""
    _refuse_strangers(3)  # above this function stand its context manager's __enter__ and the `with`
    before = _state.destinations
    _add(destinations)
    try:
        yield
    finally:
        with _state.lock:
            _state.destinations = tuple(d for d in _state.destinations if d in before or d not in destinations)


def destination_of(url: str, *, near: bool = False) -> Destination:
    """Host and port of an http(s) URL. Raises ValueError."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("not an http(s) URL with a host")
    return Destination(_plain(parts.hostname), parts.port or _PORTS[parts.scheme], near)


def ways_to(url: str, *, near: bool = False) -> tuple[Destination, ...]:
    """The destination of a URL and, where it is not near, the proxy the environment names for it. Raises ValueError."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    destination = destination_of(url, near=near)
    named = getproxies()
    proxy = named.get(urlsplit(url).scheme) or named.get("all")
    if near or not proxy or proxy_bypass(destination.host):
        return (destination,)
    return (destination, destination_of(proxy if "://" in proxy else f"http://{proxy}"))


@lru_cache(maxsize=1024)
def is_near(address: str) -> bool:
    """Whether an IP address is of this machine or of a private network; a name is not."""
    from ipaddress import IPv6Address, ip_address, ip_network

    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in ip_network(network) for network in _NEAR)


def _refuse_strangers(depth: int = 2) -> None:
    caller = str(sys._getframe(depth).f_globals.get("__name__"))
    if caller not in _MAY_ALLOW:
        raise Forbidden("通信先を許可できるのは、規則を確かめる部分だけです", subject=caller)


def _add(destinations: Sequence[Destination]) -> None:
    with _state.lock:
        _state.destinations = tuple(dict.fromkeys((*_state.destinations, *destinations)))
        _learn_addresses()


# ---- the hook ----------------------------------------------------------------------------------------------------


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    check = _CHECKS.get(event)
    if check is not None:
        check(event, arguments)


def _connects(event: str, arguments: tuple[Any, ...]) -> None:
    """A socket and the address it is to reach; None where it is already connected."""
    endpoint, address = arguments[:2]
    family = int(endpoint.family)
    if address is None or family == _AF_UNIX:
        return
    if not (isinstance(address, tuple) and len(address) > 1 and isinstance(address[0], str)):
        _refuse(event, f"family-{family}")
    host, port = _plain(address[0]), int(address[1])
    if not any(_leads_to(one, host, port) for one in _state.destinations):
        _refuse(event, host, port)


def _leads_to(one: Destination, host: str, port: int) -> bool:
    names = _state.names.get(host, frozenset())
    if one.port != port or not any(map(one.is_named, (host, *names))):
        return False
    return not one.near or is_near(host) or host in _OURSELVES


def _looks_up(event: str, arguments: tuple[Any, ...]) -> None:
    """A name, an address, or an address with a port."""
    asked = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
    host = _plain(asked or "")
    known = host in _OURSELVES or host in _state.names
    if not known and not any(one.is_named(host) for one in _state.destinations):
        _refuse(event, host)


def _client(event: str, arguments: tuple[Any, ...]) -> None:
    """A client of the standard library says where it will go: still by name, before it is looked up."""
    host, port = _plain(arguments[1]), int(arguments[2])
    names = _state.names.get(host, frozenset())
    if not any(one.port == port and any(map(one.is_named, (host, *names))) for one in _state.destinations):
        _refuse(event, host, port)


def _requests(event: str, arguments: tuple[Any, ...]) -> None:
    """A URL, which may be one of a file."""
    scheme = str(arguments[0]).partition(":")[0].lower()
    if scheme in ("file", "data"):
        return
    wanted = None
    with suppress(ValueError):
        wanted = destination_of(str(arguments[0]))
    if wanted is None:
        _refuse(event, f"scheme-{scheme}")
    _client(event, (None, wanted.host, wanted.port))


_AF_UNIX = 1  # on every system that has it
_CHECKS: dict[str, Callable[[str, tuple[Any, ...]], None]] = {
    "socket.connect": _connects,
    "socket.sendto": _connects,
    "socket.sendmsg": _connects,
    "socket.getaddrinfo": _looks_up,
    "socket.gethostbyname": _looks_up,
    "socket.gethostbyaddr": _looks_up,
    "socket.getnameinfo": _looks_up,
    "urllib.Request": _requests,
    "http.client.connect": _client,
    "ftplib.connect": _client,
    "imaplib.open": _client,
    "poplib.connect": _client,
    "smtplib.connect": _client,
}


def _refuse(event: str, host: str, port: int | None = None) -> NoReturn:
    refusal = Refusal(datetime.now(UTC), who(), process(), os.getpid(), event, host, port)
    remember(refusal)
    raise Forbidden(
        "許可していない通信を止めました",
        subject=refusal.where,
        advice="何も送っていません。設定ファイルの [llm.endpoints] から選んだ接続先のほかには通信しません。"
        "心当たりがなければ、情報システム担当に連絡してください。",
    )


def _plain(host: str | bytes) -> str:
    """One way of writing a name or an address."""
    text = (host.decode("ascii", "replace") if isinstance(host, bytes) else host).strip("[]").rstrip(".").lower()
    with suppress(UnicodeError):
        text = text if text.isascii() else text.encode("idna").decode()
    if ":" in text:
        from ipaddress import IPv6Address

        with suppress(ValueError):
            text = str(IPv6Address(text))
    return text


# ---- the addresses of an allowed name ----------------------------------------------------------------------------


def _learn_addresses() -> None:
    """The hook is asked before a name is looked up and hears no answer, so the answers are noted on their way.

    Only once something is allowed: until then no name is looked up.
    """
    import socket

    if socket.getaddrinfo is not _getaddrinfo:
        _state.resolve = socket.getaddrinfo
        socket.getaddrinfo = _getaddrinfo


def _getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
    found = _state.resolve(host, *rest, **more)
    name = _plain(host or "")
    if any(one.is_named(name) for one in _state.destinations):
        for *_, address in found:
            at = _plain(str(address[0]))
            _state.names[at] = _state.names.get(at, frozenset()) | {name}
    return found
