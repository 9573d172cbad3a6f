"""Whether an endpoint answers and offers its model: asked without sending anything of a meeting."""

from __future__ import annotations

from minutes.settings import Endpoint
from minutes.structure.llm.client import Client

LIMIT_S = 10.0
_LATEST = ":latest"  # Ollama lists a model under its tag


def reachable(endpoint: Endpoint, key: str = "", limit_s: float = LIMIT_S) -> tuple[bool, tuple[str, ...]]:
    """Whether the configured model is among those the server lists, and the list (GET /models). Raises LlmFailed.

    An Azure tenant lists models and not the deployments one asks for by name: a missing name proves nothing there.
    """
    names = Client(endpoint.model_copy(update={"retries": 0}), key).models(limit_s)
    return any(name in (endpoint.model, endpoint.model + _LATEST) for name in names), names
