"""Who has come in: a signed ticket for each who knew the password, and patience that ends for those who guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from dataclasses import dataclass
from threading import Lock

from itsdangerous import BadSignature, TimestampSigner

COOKIE = "minutes-review"
_LASTS_S = 12 * 3600  # a working day
_GUESSES = 5
_WITHIN_S = 300.0
_FROM_ALL = 50  # guesses from everywhere together


class Tickets:
    """Signed with a key that lives as long as the server: after a new start one comes in anew. Without a password there
    is no ticket, but still a token without which nothing is changed."""

    def __init__(self) -> None:
        self._signer = TimestampSigner(secrets.token_bytes(32), digest_method=hashlib.sha256)
        self._key = secrets.token_bytes(32)
        self._gone: set[str] = set()

    def new(self) -> str:
        return self._signer.sign(secrets.token_urlsafe(24)).decode()

    def is_good(self, ticket: str) -> bool:
        try:
            self._signer.unsign(ticket, max_age=_LASTS_S)
        except BadSignature:
            return False
        return ticket not in self._gone

    def forget(self, ticket: str) -> None:
        self._gone.add(ticket)

    def token(self, ticket: str) -> str:
        """What a page of ours knows and a page of somebody else cannot read."""
        return hmac.new(self._key, ticket.encode(), hashlib.sha256).hexdigest()

    def is_token(self, token: str, ticket: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token(ticket).encode())


@dataclass
class Patience:
    """How many wrong passwords are borne: five in five minutes from one address, fifty from all."""

    def __post_init__(self) -> None:
        self._wrong: deque[tuple[float, str]] = deque()
        self._lock = Lock()

    def is_over(self, address: str) -> bool:
        with self._lock:
            while self._wrong and time.monotonic() - self._wrong[0][0] > _WITHIN_S:
                self._wrong.popleft()
            own = sum(1 for _, one in self._wrong if one == address)
            return own >= _GUESSES or len(self._wrong) >= _FROM_ALL

    def wrong(self, address: str) -> None:
        with self._lock:
            self._wrong.append((time.monotonic(), address))
