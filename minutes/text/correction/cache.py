"""Compiled dictionaries."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Dictionary
from minutes.text.correction.compiled import Compiled, compiled


def compiled_once(dictionaries: Sequence[Dictionary]) -> Compiled:
    return compiled(dictionaries)
