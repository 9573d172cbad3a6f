"""What a server understands of the protocol, learnt from its refusals and remembered for the run.

Servers know `json_schema` (vLLM, llama.cpp, Ollama, Azure), only `json_object`, or neither; some models refuse a temperature,
some want the limit of output under its newer name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from minutes.settings import Endpoint

FORMATS = ("json_schema", "json_object", "plain")
REFUSES = (400, 415, 422, 501)  # statuses that mean: not like this


@dataclass(frozen=True)
class Dialect:
    """How requests are put to one server. `limit`: the parameter's name for the limit of output."""

    format: str = FORMATS[0]
    temperature: bool = True
    limit: str = "max_tokens"
    settled: bool = False  # the configuration names the format, or a reply has come in it

    def options(self, endpoint: Endpoint, reply: type[BaseModel]) -> dict[str, Any]:
        """The parameters of a request beside model and messages."""
        options: dict[str, Any] = {}
        if self.temperature:
            options["temperature"] = endpoint.temperature
        if endpoint.max_output_tokens:
            options[self.limit] = endpoint.max_output_tokens
        if self.format == "json_schema":
            schema = {"name": reply.__name__, "schema": reply.model_json_schema(), "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "json_object":
            options["response_format"] = {"type": "json_object"}
        return options

    def simpler(self, param: str) -> Dialect | None:
        """The next thing to try after a refusal that names `param` (or nothing); None: there is nothing simpler."""
        if param == "temperature" and self.temperature:
            return replace(self, temperature=False)
        if param == "max_tokens" and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if self.settled or self.format == FORMATS[-1]:
            return None
        return replace(self, format=FORMATS[FORMATS.index(self.format) + 1])


def dialect_of(endpoint: Endpoint) -> Dialect:
    """Where to begin with a server nobody has asked yet."""
    if endpoint.response_format == "auto":
        return Dialect()
    return Dialect(format=endpoint.response_format, settled=True)
