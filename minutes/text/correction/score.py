"""The probability that a match was meant: a logistic sum of its features.

The weights are those of scripts/training/correction.py, found on tests/resources/terms/tuning.jsonl alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from minutes.text.correction.features import Features

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
BIAS = "bias"

# At this score a term is put in, from this on it is suggested.
APPLIED = 0.4
SUGGESTED = 0.04
# What a heard character's probability adds: a stretch the recogniser was sure of is taken for an error less readily.
# Set by hand, as the tuning sentences carry no probabilities; at 0.75, the usual one, nothing changes.
DOUBT_WEIGHT = 2.0
USUAL_CERTAINTY = 0.75


@cache
def weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found


def score(features: Features, certainty: float | None = None) -> float:
    """0–1. `certainty`: how sure the recogniser was of what it wrote there, 0–1, where that is known."""
    table = weights()
    total = table[BIAS] + sum(table.get(name, 0.0) * value for name, value in features.items())
    if certainty is not None:
        total += DOUBT_WEIGHT * (USUAL_CERTAINTY - certainty)
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def parts(features: Features) -> list[tuple[str, float]]:
    """Features with what each adds to the sum, the weightiest first."""
    table = weights()
    added = [(name, table.get(name, 0.0) * value) for name, value in features.items()]
    return sorted((part for part in added if abs(part[1]) >= 0.05), key=lambda part: -abs(part[1]))
