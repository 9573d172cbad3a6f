"""The server: where it listens, and that it does not do so openly without a password."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from minutes import egress
from minutes.errors import BadConfiguration, Forbidden, TryAgainLater
from minutes.review.app import make_app
from minutes.review.desk import Clerk, warm
from minutes.review.gate import Doors
from minutes.review.meetings import Meetings
from minutes.review.passwords import check_kept
from minutes.settings import Review

LOCAL = "127.0.0.1"
_AT_ONCE = 64  # connections; a page holds two or three
_ENDS_S = 2  # for answers that are under way
_BACKLOG = 64
FIRST_VIEW_S = 2.0  # until what is not needed for it is loaded


@dataclass(frozen=True)
class Place:
    """Where to listen."""

    host: str
    port: int


def doors_of(review: Review, host: str) -> Doors:
    """Raises Forbidden for an open door without a password, BadConfiguration."""
    alone = is_local(host)
    if review.password:
        check_kept(review.password)
    elif not alone:
        raise Forbidden(
            "合言葉がないため、ほかの機械からは使えるようにできません",
            subject=host,
            advice="minutes review --set-password で合言葉を決め、表示された行を設定ファイルの [review] に書いてください。",
        )
    if bool(review.certificate) != bool(review.key):
        raise BadConfiguration("[review] の certificate と key は、両方を書くか、両方を書かないかです")
    names = frozenset(name.lower() for name in review.names)
    return Doors(alone, names, review.password, "https" if review.certificate else "http")


def is_local(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(place: Place) -> socket.socket:
    """Raises TryAgainLater while something else listens there, BadConfiguration for an address that is not ours."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where the other option lets others listen in
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOCAL if place.host == "localhost" else place.host, place.port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if isinstance(error, socket.gaierror):
            raise BadConfiguration(
                "待ち受ける宛先（--host）がこの機械のものではありません", subject=place.host
            ) from None
        raise TryAgainLater(
            f"この宛先では待ち受けられません（{error.strerror}）",
            subject=f"{place.host}:{place.port}",
            advice="minutes review がもう動いていないか確かめるか、--port で別の番号を指定してください。",
        ) from None
    return listening


def serve(listening: socket.socket, meetings: Meetings, doors: Doors, config: Path | None, review: Review) -> None:
    """Until it is interrupted."""
    app = make_app(meetings, doors, Clerk(egress.who(), config))
    soon = threading.Timer(FIRST_VIEW_S, warm)  # a page that is opened at once comes before
    soon.daemon = True
    soon.start()
    uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=_ENDS_S,
            ssl_certfile=review.certificate or None,
            ssl_keyfile=review.key or None,
        )
    ).run(sockets=[listening])
