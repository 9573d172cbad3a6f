"""One question to a server of chat completions: the only place that talks to an LLM.

Beyond the library's retries (429, 5xx and broken connections, with Retry-After) the whole question has one deadline:
a server that drips a byte now and then is never silent long enough for a time limit on reading.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import openai
from pydantic import BaseModel

from minutes import __version__
from minutes.errors import BadConfiguration
from minutes.settings import Endpoint
from minutes.structure.llm.dialect import REFUSES, dialect_of
from minutes.structure.llm.failure import LlmFailed, exceeds_context, failure_of

T = TypeVar("T")
Message = dict[str, str]  # role and content

CONNECT_S = 10.0
LEAST_TOKENS = 0.35  # of a Japanese character; Gemma 4, Qwen2 and Llama 3 need 0.50 or more (docs/llm-servers.md)
_SENT_HEADERS = frozenset({"host", "accept", "accept-encoding", "connection", "content-type", "content-length"})

# OPENAI_LOG=debug in the environment would write what was said into the log
logging.getLogger("openai").setLevel(logging.WARNING)


class Client:
    """A configured server. `on_send` gets the body of every request just before it goes out, retries included."""

    def __init__(self, endpoint: Endpoint, key: str = "", on_send: Callable[[bytes], None] = lambda body: None) -> None:
        self.endpoint = endpoint
        self._key = key
        self._on_send = on_send
        self._dialect = dialect_of(endpoint)
        self._verify = _trusted(endpoint)

    def ask(self, messages: Sequence[Message], reply: type[BaseModel]) -> str:
        """The text of the answer, which is meant to be a `reply`. Raises LlmFailed."""
        return self._within(self.endpoint.timeout_s, lambda client: self._asked(client, messages, reply))

    def models(self, limit_s: float) -> tuple[str, ...]:
        """The names of the models the server offers. Raises LlmFailed."""

        async def listed(client: openai.AsyncOpenAI) -> tuple[str, ...]:
            page = await client.models.list()
            return tuple(model.id for model in page.data or ())

        return self._within(limit_s, listed)

    def _within(self, limit_s: float, work: Callable[[openai.AsyncOpenAI], Awaitable[T]]) -> T:
        async def limited() -> T:
            async with asyncio.timeout(limit_s), self._opened() as client:
                return await work(client)

        try:
            return asyncio.run(limited())
        except TimeoutError:
            raise LlmFailed("timeout") from None
        except openai.OpenAIError as error:
            raise failure_of(error) from error
        except (ValueError, TypeError, AttributeError, IndexError) as error:  # JSON of another shape, or none
            raise LlmFailed("unusable") from error

    async def _asked(self, client: openai.AsyncOpenAI, messages: Sequence[Message], reply: type[BaseModel]) -> str:
        dialect = self._dialect
        while True:
            options = dialect.options(self.endpoint, reply)
            try:
                answer: Any = await client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=messages,  # type: ignore[arg-type]
                    **options,
                )
            except openai.APIStatusError as error:
                refuses_form = error.status_code in REFUSES and not exceeds_context(error)
                simpler = dialect.simpler(_param(error)) if refuses_form else None
                if simpler is None:
                    raise
                dialect = simpler
            else:
                self._dialect = replace(dialect, settled=True)
                _refuse_cut_question(answer, sum(len(message["content"]) for message in messages))
                return _text(answer)

    def _opened(self) -> openai.AsyncOpenAI:
        http = openai.DefaultAsyncHttpxClient(
            trust_env=False,
            follow_redirects=False,
            proxy=self.endpoint.proxy or None,
            verify=self._verify,
            event_hooks={"request": [self._sending]},
        )
        return openai.AsyncOpenAI(
            base_url=self.endpoint.base_url,
            api_key=self._key or "none",
            max_retries=self.endpoint.retries,
            timeout=openai.Timeout(self.endpoint.timeout_s, connect=min(CONNECT_S, self.endpoint.timeout_s)),
            http_client=http,
        )

    async def _sending(self, request: Any) -> None:
        """Nothing goes out but what the request needs: no description of this machine, no headers of the environment."""
        for name in [name for name in request.headers if name.lower() not in _SENT_HEADERS]:
            del request.headers[name]
        request.headers["User-Agent"] = f"minutes/{__version__}"
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        if request.method == "POST":
            self._on_send(request.content)


def _trusted(endpoint: Endpoint) -> bool | ssl.SSLContext:
    """What certificates to trust, read once and not for every request. Raises BadConfiguration where `ca_file` is none."""
    encrypted = any(address.startswith("https:") for address in (endpoint.base_url.lower(), endpoint.proxy.lower()))
    if not endpoint.verify or not encrypted:
        return False
    try:
        return ssl.create_default_context(cafile=str(Path(endpoint.ca_file).expanduser()) if endpoint.ca_file else None)
    except OSError:  # ssl.SSLError is one
        raise BadConfiguration("設定の ca_file を証明書として読めません", subject=endpoint.ca_file) from None


def _param(error: openai.APIStatusError) -> str:
    return str(error.param or "")


def _refuse_cut_question(answer: Any, characters: int) -> None:
    """Some servers drop the beginning of what is too long, our rules among it, and answer all the same: they say so only
    in how many tokens they read."""
    read = getattr(answer.usage, "prompt_tokens", None)
    if isinstance(read, int) and 0 < read < LEAST_TOKENS * characters:
        raise LlmFailed("too_long", f"{characters}文字のうち{read}トークンだけが読まれました")


def _text(answer: Any) -> str:
    choice = answer.choices[0]
    if choice.finish_reason == "length":
        raise LlmFailed("cut_short")
    if choice.finish_reason == "content_filter":
        raise LlmFailed("refused", "content_filter")
    text = choice.message.content
    if not isinstance(text, str) or not text.strip():
        raise LlmFailed("unusable")
    return text
