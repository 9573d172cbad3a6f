"""The password of the page as the configuration holds it: never itself, only what it leads to (scrypt, RFC 7914)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from minutes.errors import BadConfiguration

_COST, _BLOCK, _PARALLEL = 1 << 15, 8, 1  # 32 MB and about 0.1 s for each guess
_MEMORY = 128 * _COST * _BLOCK * 2
_SALT_BYTES = 16
SHORTEST = 12  # characters


def hashed(password: str) -> str:
    """For [review] password."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), _text(salt), _text(_led_to(password, salt))))


def is_right(password: str, kept: str) -> bool:
    """Raises BadConfiguration where the configuration holds something else than a hash of ours."""
    salt, wanted = _parsed(kept)
    return hmac.compare_digest(_led_to(password, salt), wanted)


def check_kept(kept: str) -> None:
    """Raises BadConfiguration."""
    _parsed(kept)


def _parsed(kept: str) -> tuple[bytes, bytes]:
    try:
        kind, cost, block, parallel, salt, wanted = kept.split("$")
        if (kind, cost, block, parallel) == ("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL)):
            return base64.b64decode(salt, validate=True), base64.b64decode(wanted, validate=True)
    except ValueError:
        pass
    raise BadConfiguration(
        "設定ファイルの [review] password が、minutes の作った値ではありません",
        advice="minutes review --set-password で作った値を書いてください。合言葉そのものは書きません。",
    )


def _led_to(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
