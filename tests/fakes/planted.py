"""Calls a library might make behind our back, each as its own client would make it; every one to an address or a name
that leads nowhere (RFC 5737, RFC 6761)."""

from __future__ import annotations

import asyncio
import ftplib
import http.client
import json
import smtplib
import socket
import socketserver
import urllib.request
from collections.abc import Callable
from threading import Thread

import click

from minutes import egress
from minutes.cli import main
from minutes.errors import Forbidden
from minutes.settings import Endpoint
from minutes.structure.policy import open_way

ADDRESS, NAME = "192.0.2.1", "telemetry.invalid"


def _hub() -> None:
    import huggingface_hub.constants

    huggingface_hub.constants.HF_HUB_OFFLINE = False
    huggingface_hub.HfApi().model_info("someone/something")


def _httpx() -> None:
    import httpx2

    httpx2.get(f"https://{NAME}/")


def _requests() -> None:
    import requests

    requests.get(f"https://{NAME}/", timeout=5)


def _openai() -> None:
    import openai

    openai.OpenAI(base_url=f"http://{NAME}/v1", api_key="x", max_retries=0).models.list()


def _datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.sendto(b"x", (ADDRESS, 53))


def _message() -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as own:
        own.sendmsg([b"x"], [], 0, ("2001:db8::1", 53))


def _connect_ex() -> None:
    with socket.socket() as own:
        own.connect_ex((ADDRESS, 80))


async def _stream() -> None:
    await asyncio.open_connection(ADDRESS, 80)


# name → the call and whom it wants
CALLS: dict[str, tuple[Callable[[], object], str]] = {
    "connect": (lambda: socket.create_connection((ADDRESS, 80)), ADDRESS),
    "connect_ex": (_connect_ex, f"{ADDRESS}:80"),
    "loopback": (lambda: socket.create_connection(("127.0.0.1", 9)), "127.0.0.1:9"),
    "datagram": (_datagram, f"{ADDRESS}:53"),
    "message": (_message, "2001:db8::1:53"),
    "getaddrinfo": (lambda: socket.getaddrinfo(NAME, 443), NAME),
    "gethostbyname": (lambda: socket.gethostbyname(NAME), NAME),
    "gethostbyname_ex": (lambda: socket.gethostbyname_ex(NAME), NAME),
    "gethostbyaddr": (lambda: socket.gethostbyaddr(ADDRESS), ADDRESS),
    "getnameinfo": (lambda: socket.getnameinfo((ADDRESS, 80), 0), ADDRESS),
    "asyncio": (lambda: asyncio.run(_stream()), f"{ADDRESS}:80"),
    "urllib": (lambda: urllib.request.urlopen(f"https://{NAME}/"), f"{NAME}:443"),
    "ftp": (lambda: urllib.request.urlopen(f"ftp://{NAME}/"), "scheme-ftp"),
    "http.client": (lambda: http.client.HTTPConnection(NAME).request("GET", "/"), f"{NAME}:80"),
    "ftplib": (lambda: ftplib.FTP(NAME), f"{NAME}:21"),
    "smtplib": (lambda: smtplib.SMTP(NAME), f"{NAME}:25"),
    "httpx": (_httpx, NAME),
    "requests": (_requests, NAME),
    "openai": (_openai, NAME),
    "hub": (_hub, "huggingface.co"),
}


def tried() -> dict[str, str]:
    """What became of each: the name of the error at its root, or "" where there was none."""
    found = {}
    for name, (call, _) in CALLS.items():
        try:
            call()
            found[name] = ""
        except BaseException as error:
            root: BaseException = error
            while root.__cause__ or root.__context__:
                root = root.__cause__ or root.__context__ or root
            found[name] = type(root).__name__
    return found


def answered() -> tuple[str, str]:
    """What a server of this machine says through the one way that is open, and what another port of it does."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Answering) as server:
        port = server.server_address[1]
        Thread(target=server.serve_forever, daemon=True).start()
        endpoint = Endpoint(base_url=f"http://localhost:{port}/v1", model="m")
        open_way(3, "office", endpoint)
        with urllib.request.urlopen(f"http://localhost:{port}/") as reply:
            said = reply.read().decode()
        try:
            socket.create_connection(("localhost", port + 1))
        except Forbidden as error:
            return said, error.subject
        finally:
            server.shutdown()
    return said, ""


class _Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")


@click.command()
def planted_command() -> None:
    """A command of `minutes` with all that in it, and at its end a call whose error nobody catches."""
    became = tried()
    refused = [refusal.where for refusal in egress.refusals()]
    print(json.dumps({"became": became, "refused": refused, "answered": answered(), "who": egress.who()}))
    socket.create_connection((ADDRESS, 443))


if __name__ == "__main__":
    main.COMMANDS["planted"] = ("tests.fakes.planted", "planted_command")
    main.main(["planted"])
