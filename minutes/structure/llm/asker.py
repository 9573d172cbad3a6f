"""Questions to one endpoint: looked up, looked over before they leave, sent, counted, and remembered.

Whatever is put into a question has gone through `mask`; a reply is read as it came, and whoever asked restores it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from minutes.domain import Sent
from minutes.settings import Endpoint
from minutes.structure.llm.answers import Addressee, Answers, Sending, question_key
from minutes.structure.llm.client import Client, Message
from minutes.structure.llm.failure import LlmFailed
from minutes.structure.llm.protection import Protection
from minutes.structure.llm.reply import Reply, read_reply

R = TypeVar("R", bound=Reply)

PLACEHOLDER = re.compile(r"〔[^〔〕\d\s]{1,8}\d+〕")  # as masking writes it: 〔個人1〕
FAILURES_IN_A_ROW = 3  # after which a server is not asked any more in this run
_REMEMBERED = 4096  # masked texts; a window is measured and then sent


class Asker:
    """One configured endpoint, `name` in the configuration; `key` is its API key (empty: none)."""

    def __init__(self, name: str, endpoint: Endpoint, protection: Protection, answers: Answers, key: str = "") -> None:
        self.name = name
        self.endpoint = endpoint
        self.protection = protection
        self.mask: Callable[[str], str] = lru_cache(maxsize=_REMEMBERED)(protection.mask)
        self._answers = answers
        self._client = Client(endpoint, key, self._note)
        self._masked = 0  # places in the question under way
        self._failed = 0
        self._broken: LlmFailed | None = None

    def ask(self, messages: Sequence[Message], reply: type[R]) -> R:
        """The reply, as it came. Raises LlmFailed; after a failure that lasts, at once and without asking again."""
        key = question_key(self._conditions(), reply.__name__, list(messages))
        known = self._answers.get(key)
        if known is not None:
            return read_reply(known, reply)
        self._look_over(messages)
        if self._broken is not None:
            raise self._broken
        try:
            text = self._client.ask(messages, reply)
            read = read_reply(text, reply)
        except LlmFailed as failure:
            self._remember(failure)
            raise
        self._failed = 0
        self._answers.put(key, self.endpoint.model, text)
        return read

    def sent(self) -> Sent | None:
        """What has gone to this endpoint for this meeting, in earlier runs too; None: nothing."""
        return self._answers.sent().get(self._to())

    def _look_over(self, messages: Sequence[Message]) -> None:
        """The last look before anything leaves."""
        for message in messages:
            if message["role"] == "system":
                continue  # ours, without a word of the meeting
            reasons = self.protection.scan(message["content"])
            if reasons:
                raise LlmFailed("held", "、".join(dict.fromkeys(reasons)))
        self._masked = sum(len(PLACEHOLDER.findall(one["content"])) for one in messages if one["role"] != "system")

    def _note(self, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()
        self._answers.note(Sending(sha256=digest, characters=len(body.decode()), masked=self._masked, to=self._to()))

    def _remember(self, failure: LlmFailed) -> None:
        self._failed += 1
        if failure.lasting or self._failed >= FAILURES_IN_A_ROW:
            self._broken = failure

    def _conditions(self) -> list[object]:
        """What of the configuration an answer depends on."""
        return [_host(self.endpoint), self.endpoint.model, self.endpoint.temperature, self.endpoint.max_output_tokens]

    def _to(self) -> Addressee:
        endpoint = self.endpoint
        return Addressee(
            endpoint=self.name,
            host=_host(endpoint),
            location=endpoint.location,
            model=endpoint.model,
            plan=endpoint.approved_plan,
        )


def _host(endpoint: Endpoint) -> str:
    return urlsplit(endpoint.base_url).netloc
