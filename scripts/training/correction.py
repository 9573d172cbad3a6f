"""Weights of minutes/text/correction/score.py from tests/resources/terms/tuning.jsonl, and what to expect of them.

    PYTHONPATH=scripts python -m training.correction [--write]

Every candidate the corrector finds in the tuning sentences is a case: meant or not. A logistic regression weighs their
features; how well that carries over is told by cross-validation in which a term is never both learnt and judged.
The held-out half is not read.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.special import expit  # type: ignore[import-untyped]

from minutes.text.correction.compiled import Compiled, compiled
from minutes.text.correction.features import Features
from minutes.text.correction.judge import Judged, judge
from minutes.text.correction.score import BIAS, WEIGHTS_FILE
from minutes.text.correction.spans import Heard
from minutes.text.correction.surroundings import Scene, surroundings
from minutes.text.dictionary import find_dictionary, read_dictionary

TERMS = Path("tests/resources/terms")
ALWAYS = ("gyosei", "gikai")
FOLDS = 10
RIDGE = 0.01
# What is expected before any sentence was seen: the tuning sentences stand alone and few terms have cue words, so what
# a meeting offers beside them cannot be learnt from them alone. Weights are drawn towards these, others towards nothing.
EXPECTED = {
    "cue": 1.5,
    "cue_near": 0.7,
    "cue_more": 0.5,
    "cue_beside": 0.7,
    "has_cues": -0.4,
    "field_beside": 0.5,
    "fit_cues": 2.0,
    "best_cues": 1.0,
    "inside": -2.0,
}
# A wrong change of right text costs more than an error left standing.
WRONG_WEIGHT = 2.0


@dataclass(frozen=True)
class Case:
    """A candidate in a sentence. `group`: the term of the row, by which folds are cut."""

    row: str
    group: str
    kind: str
    features: Features
    meant: bool
    weight: float
    start: int
    end: int
    after: str


@cache
def terms_of(field: str) -> Compiled:
    names = dict.fromkeys((field, *ALWAYS))
    return compiled([read_dictionary(find_dictionary(name))[0] for name in names])


def judged(text: str, field: str, before: str = "", after: str = "") -> tuple[list[Judged], str]:
    terms = terms_of(field)
    scenes = [Scene(Heard.of(line), terms) for line in (before, text, after) if line]
    at = 1 if before else 0
    return judge(surroundings(scenes, at), terms), text


def cases() -> Iterator[Case]:
    for line in (TERMS / "tuning.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield from _of(row, row["sentence"])
        if row["kind"] == "error":  # what was meant is right: nothing in it may be changed
            yield from _of({**row, "kind": "right"}, row["correct"])
    running = TERMS / "running.jsonl"
    for number, line in enumerate(running.read_text("utf-8").splitlines() if running.is_file() else ()):
        row = json.loads(line)
        said = row["sentences"] if row["half"] == "tuning" else ()
        for at, text in enumerate(said):
            nearby = {"before": said[at - 1] if at else "", "after": "".join(said[at + 1 : at + 2])}
            name = f"running-{number}-{at}"
            yield from _of({**row, **nearby, "id": name, "term": name, "kind": "running", "correct": text}, text)


def _of(row: dict[str, str], text: str) -> Iterator[Case]:
    found, _ = judged(text, row["field"], row.get("before", ""), row.get("after", ""))
    for one in found:
        match = one.match
        made = text[: match.start] + match.after + text[match.end :]
        meant = made == row["correct"] and made != text
        weight = 1.0 if meant else WRONG_WEIGHT
        yield Case(
            row["id"], row["term"], row["kind"], one.features, meant, weight, match.start, match.end, match.after
        )


def matrix(found: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    return np.array([[case.features[name] for name in names] + [1.0] for case in found])


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float, names: Sequence[str]) -> np.ndarray:
    """Logistic regression with a penalty on standardised weights; the last column is the bias."""
    scale = np.maximum(x[:, :-1].std(axis=0), 0.05)
    expected = np.array([EXPECTED.get(name, 0.0) for name in names]) * scale
    z = np.hstack([x[:, :-1] / scale, x[:, -1:]])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total = z @ w
        p = expit(total)
        value = (weight * (np.logaddexp(0, total) - y * total)).sum() / weight.sum()
        penalty = ridge * ((w[:-1] - expected) ** 2).sum() / 2
        gradient = z.T @ (weight * (p - y)) / weight.sum()
        gradient[:-1] += ridge * (w[:-1] - expected)
        return value + penalty, gradient

    best = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    return np.append(best[:-1] / scale, best[-1])


def crossed(found: Sequence[Case], names: Sequence[str], ridge: float) -> np.ndarray:
    """Scores of every case by weights that never saw its term."""
    x, y = matrix(found, names), np.array([case.meant for case in found], float)
    weight = np.array([case.weight for case in found])
    fold = np.array([zlib.crc32(case.group.encode()) % FOLDS for case in found])
    scores = np.zeros(len(found))
    for number in range(FOLDS):
        rest = fold != number
        scores[~rest] = expit(x[~rest] @ fit(x[rest], y[rest], weight[rest], ridge, names))
    return scores


def report(found: Sequence[Case], scores: np.ndarray, rows: dict[str, int]) -> None:
    """By threshold: share of errors with the meant candidate best and above it; of other sentences touched."""
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    reachable = set()
    for case, value in zip(found, scores, strict=True):
        key = (case.kind, case.row)
        if value > best.get(key, (-1.0, False))[0]:
            best[key] = (value, case.meant)
        if case.meant:
            reachable.add(case.row)
    print(f"errors whose term is a candidate at all: {len(reachable)}/{rows['error']}")
    for threshold in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        above = [(kind, meant) for (kind, _), (value, meant) in best.items() if value >= threshold]
        right = sum(meant for kind, meant in above if kind == "error")
        wrong = {
            kind: sum(k == kind and not m for k, m in above) for kind in ("error", "lookalike", "right", "running")
        }
        print(f"  {threshold:.1f}  right {right / rows['error']:.3f}  wrong {wrong}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    given = parser.parse_args()
    found = list(cases())
    kinds = [json.loads(line)["kind"] for line in (TERMS / "tuning.jsonl").read_text("utf-8").splitlines()]
    rows = {kind: kinds.count(kind) for kind in ("error", "lookalike")}
    names = sorted(found[0].features)
    print(f"{len(found)} candidates, {sum(case.meant for case in found)} meant; {rows}")
    report(found, crossed(found, names, given.ridge), rows)
    x, y = matrix(found, names), np.array([case.meant for case in found], float)
    weights = fit(x, y, np.array([case.weight for case in found]), given.ridge, names)
    table = dict(zip([*names, BIAS], (round(float(value), 3) for value in weights), strict=True))
    print(json.dumps(table, indent=1))
    if given.write:
        WEIGHTS_FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
