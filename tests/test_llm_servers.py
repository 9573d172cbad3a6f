"""The page on LLM servers: every configuration it shows can be read as it stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from minutes.settings import Llm

PAGE = Path(__file__).parents[1] / "docs" / "llm-servers.md"
FEWEST = 6  # one that explains the keys and one for each of five servers


def test_every_configuration_shown_can_be_read() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= FEWEST
    for block in blocks:
        endpoints = Llm.model_validate(tomllib.loads(block)["llm"]).endpoints
        assert all(endpoint.base_url.rstrip("/").endswith("/v1") for endpoint in endpoints.values())
        assert endpoints
