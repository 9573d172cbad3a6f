"""What the page sends, read with suspicion: acts of the known kinds, without signs that no clerk types."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pydantic import TypeAdapter, ValidationError

from minutes.domain import Act
from minutes.domain.edits import Add, Redo, Reflect, Split, Undo
from minutes.errors import WrongUsage

_NAME = re.compile(r"[A-Za-z0-9._+-]{1,80}")
_LONGEST_BY = 60  # characters of 職・氏名
_ACTS = TypeAdapter(tuple[Act, ...])
_AT_ONCE = 2000
_NOT_ASKED = (Undo, Redo, Reflect)  # there are other ways to the first two, and the house alone finds the third


def acts_of(plain: Any) -> tuple[Act, ...]:
    """Raises WrongUsage."""
    try:
        acts = _ACTS.validate_python(_clean(plain))
    except (ValidationError, RecursionError):
        raise _unknown() from None
    named = [act.line if isinstance(act, Add) else act.into for act in acts if isinstance(act, (Add, Split))]
    if not acts or len(acts) > _AT_ONCE or any(isinstance(act, _NOT_ASKED) for act in acts):
        raise _unknown()
    if not all(_NAME.fullmatch(name) for name in named):
        raise _unknown()
    return acts


def number_in(body: Any, key: str) -> int:
    """A count from the page. Raises WrongUsage."""
    value = body.get(key) if isinstance(body, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _unknown()
    return value


def name_in(body: Any, key: str = "by") -> str:
    """職・氏名 on one line. Raises WrongUsage."""
    value = body.get(key, "") if isinstance(body, dict) else None
    if not isinstance(value, str):
        raise _unknown()
    return " ".join(str(_clean(value)).split())[:_LONGEST_BY]


def _clean(plain: Any) -> Any:
    """Lines and control characters have no place in a sentence of minutes."""
    if isinstance(plain, str):
        flat = re.sub(r"[\r\n\t\v\f\u2028\u2029]+", " ", plain)
        return "".join(sign for sign in flat if unicodedata.category(sign) not in ("Cc", "Cs"))
    if isinstance(plain, list):
        return [_clean(one) for one in plain]
    if isinstance(plain, dict):
        return {key: _clean(value) for key, value in plain.items()}
    return plain


def _unknown() -> WrongUsage:
    return WrongUsage("この操作は受け付けられません", advice="画面を読み込み直してから、もう一度行ってください。")
