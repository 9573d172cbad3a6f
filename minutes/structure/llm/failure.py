"""What can go wrong with an LLM. None of it costs the minutes: they are then complete by the rules alone."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from typing import Literal

import openai

Code = Literal[
    "unreachable",
    "timeout",
    "key",
    "model",
    "redirected",
    "refused",
    "too_long",
    "busy",
    "server",
    "unusable",
    "cut_short",
    "held",
]
LASTING: frozenset[Code] = frozenset({"unreachable", "key", "model", "redirected"})  # asking again is in vain
_IDENTIFIER = re.compile(r"[a-z][a-z_.]{0,40}")

_WHAT: dict[Code, tuple[str, str]] = {
    "unreachable": (
        "LLM のサーバーに接続できません",
        "サーバーが動いているか、設定の base_url（と proxy）を確かめてください。",
    ),
    "timeout": (
        "LLM の応答が時間内に終わりませんでした",
        "サーバーの負荷を確かめるか、設定の timeout_s を長くしてください。",
    ),
    "key": (
        "LLM のサーバーに鍵を断られました",
        "設定の api_key_env に書いた名前の環境変数に、正しい鍵を設定してください。",
    ),
    "model": (
        "LLM のサーバーに、設定のモデルか接続先がありません",
        "設定の model と base_url を、サーバーの一覧と照らし合わせてください。",
    ),
    "redirected": (
        "LLM のサーバーが別の接続先を案内しました（発言を別の所へ送らないため、従いません）",
        "設定の base_url を、案内先を確かめた上で直してください。",
    ),
    "refused": ("LLM のサーバーが依頼を受け付けませんでした", "max_input_chars をモデルの文脈長に合わせてください。"),
    "too_long": (
        "問い合わせが LLM のサーバーの文脈長を超えています",
        "サーバーの文脈長（Ollama なら OLLAMA_CONTEXT_LENGTH）を大きくするか、max_input_chars を小さくしてください。",
    ),
    "busy": ("LLM のサーバーが混み合っています", "時間を置いてもう一度実行してください。済んだ所から続けます。"),
    "server": ("LLM のサーバーで障害が起きています", "サーバーのログを確かめ、もう一度実行してください。"),
    "unusable": ("LLM の答えが決まった形になっていません", "別のモデルか、response_format の設定を試してください。"),
    "cut_short": (
        "LLM の答えが途中で切れました",
        "サーバーの文脈長（Ollama なら OLLAMA_CONTEXT_LENGTH）か、max_output_tokens を大きくしてください。",
    ),
    "held": (
        "伏せるべき情報が残っている疑いがあるため、送りませんでした",
        "伏せ字の設定と、該当する発言を確かめてください。",
    ),
}


class LlmFailed(Exception):
    """An LLM gave nothing that can be used. `what` and `advice` are Japanese and hold nothing that was said, no key."""

    def __init__(self, code: Code, detail: str = "") -> None:
        what, self.advice = _WHAT[code]
        self.code = code
        self.what = f"{what}（{detail}）" if detail else what
        super().__init__(self.what)

    @property
    def lasting(self) -> bool:
        """Whether the next request would fail in the same way."""
        return self.code in LASTING


def failure_of(error: Exception) -> LlmFailed:
    """An exception of the client library. What the server said of it may quote what was sent, so it is not repeated."""
    if isinstance(error, openai.APITimeoutError):
        return LlmFailed("timeout")
    if isinstance(error, openai.APIConnectionError):
        return LlmFailed("unreachable", _reason(error))
    if isinstance(error, openai.APIStatusError):
        if exceeds_context(error):
            return LlmFailed("too_long", _told(error))
        return LlmFailed(_code(error.status_code), _told(error))
    return LlmFailed("unusable")


def exceeds_context(error: openai.APIStatusError) -> bool:
    """Whether a refusal is about the length, which no other format of the reply would change."""
    return any("context" in str(word) for word in (error.code, error.type) if word)


def _code(status: int) -> Code:
    known: dict[int, Code] = {401: "key", 403: "key", 404: "model", 429: "busy"}
    return known.get(status) or ("redirected" if status < 400 else "refused" if status < 500 else "server")


def _told(error: openai.APIStatusError) -> str:
    """The status, and the server's own code for it if that is a bare identifier."""
    code = str(error.code or "")
    return f"HTTP {error.status_code}" + (f" {code}" if _IDENTIFIER.fullmatch(code) else "")


def _reason(error: Exception) -> str:
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        return "証明書を確かめられません。庁内の認証局なら、設定の ca_file にその証明書を指定します"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
