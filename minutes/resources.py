"""Where the things shipped beside the code lie: models, dictionaries, configs, examples.

In a checkout they stand beside the package; in an installed wheel they travel inside it as `minutes/shipped`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(*names: str) -> Path:
    """The path of a shipped file or folder; it need not exist."""
    inside = _PACKAGE / "shipped"
    root = inside if inside.is_dir() else _PACKAGE.parent
    return root.joinpath(*names)
