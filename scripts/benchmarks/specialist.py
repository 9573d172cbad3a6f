"""The specialist meetings of examples/ through the whole road with their dictionaries: which terms stand in the text as
heard and as corrected, and the CER of both.

What a meeting's terms are is read from the reference: every occurrence of a term of its dictionaries. A correction is
right if undoing it alone takes the text further from the reference, wrong if it brings it nearer.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.excerpt import Example, beginning, example
from benchmarks.machine import machine
from minutes import workfolder
from minutes.domain import Correction, Dictionary, Utterance
from minutes.evaluation.alignment import align
from minutes.evaluation.evaluate import evaluate
from minutes.evaluation.hypothesis import Hypothesis, read_hypothesis
from minutes.evaluation.normalisation import normalized
from minutes.evaluation.reference import Reference
from minutes.evaluation.terms import occurrences, term_recall, terms_of
from minutes.order import order_of
from minutes.pipeline import run
from minutes.progress import NoProgress
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder

NAMES = ("kaigo-hoken", "jogesuido")


@dataclass(frozen=True)
class Level:
    """A text against the reference: `found` of the occurrences of terms stand at their place; character error rate."""

    found: int
    cer: float
    missed: Mapping[str, int]


@dataclass(frozen=True)
class Measured:
    """A meeting as heard and as corrected. `occurrences` of `terms` different terms; the applied corrections by what
    they did, and how many were only suggested."""

    name: str
    terms: int
    occurrences: int
    heard: Level
    corrected: Level
    right: int
    wrong: int
    neutral: int
    suggested: int


def measure(name: str, meeting: Example, folder: Path) -> Measured:
    """The road into `folder`; what was heard there before is taken, but the terms are put right anew."""
    order = order_of([meeting.recording], Wishes(meeting=meeting.meeting))
    (folder / workfolder.UTTERANCES).unlink(missing_ok=True)
    with WorkFolder(folder).held() as work:
        run(order, work, NoProgress())
        hypothesis = read_hypothesis(work)
        corrections = work.read(workfolder.CORRECTIONS, tuple[Correction, ...])
    corrected = hypothesis.utterances
    heard = tuple(one.model_copy(update={"text": one.heard}) for one in corrected)
    found = _terms(meeting.reference, order.dictionaries)
    right, wrong, neutral = effects(meeting.reference, corrected, corrections)
    return Measured(
        name=name,
        terms=len(set(found)),
        occurrences=len(found),
        heard=_level(meeting.reference, hypothesis, heard, order.dictionaries),
        corrected=_level(meeting.reference, hypothesis, corrected, order.dictionaries),
        right=right,
        wrong=wrong,
        neutral=neutral,
        suggested=sum(not one.applied for one in corrections),
    )


def _terms(reference: Reference, dictionaries: Sequence[Dictionary]) -> list[str]:
    said = "\n".join(normalized(one.text) for one in reference.utterances)
    return [one.group() for one in occurrences(said, terms_of(dictionaries, None))]


def _level(
    reference: Reference, result: Hypothesis, utterances: Sequence[Utterance], dictionaries: Sequence[Dictionary]
) -> Level:
    hypothesis = replace(result, utterances=tuple(utterances))
    recall, missed = term_recall(align(reference, hypothesis), terms_of(dictionaries, None))
    cer = evaluate(reference, hypothesis).scores.cer.value
    return Level(int(recall.part), cer or 0.0, missed)


def effects(
    reference: Reference, corrected: Sequence[Utterance], corrections: Sequence[Correction]
) -> tuple[int, int, int]:
    """How many of the applied corrections are right, wrong, and neither (one wrong text for another)."""
    truth = normalized("".join(one.text for one in reference.utterances))

    def errors(texts: Sequence[str]) -> int:
        return Levenshtein.distance(truth, normalized("".join(texts)))

    applied = [one for one in corrections if one.applied]
    texts = [one.text for one in corrected]
    place = {one.id: number for number, one in enumerate(corrected)}
    now = errors(texts)
    right = wrong = 0
    for one in applied:
        number = place[one.utterance]
        others = [other for other in applied if other.utterance == one.utterance and other is not one]
        undone = [*texts[:number], _with(corrected[number].heard, others), *texts[number + 1 :]]
        right += errors(undone) > now
        wrong += errors(undone) < now
    return right, wrong, len(applied) - right - wrong


def _with(heard: str, corrections: Sequence[Correction]) -> str:
    for one in sorted(corrections, key=lambda one: -one.start):
        heard = heard[: one.start] + one.after + heard[one.end :]
    return heard


def table(measured: Sequence[Measured]) -> str:
    """Meetings across."""
    rows: list[tuple[str, list[str]]] = [
        ("terms, occurrences", [f"{one.terms}, {one.occurrences}" for one in measured]),
        ("recall as heard", [_share(one.heard.found, one.occurrences) for one in measured]),
        ("recall as corrected", [_share(one.corrected.found, one.occurrences) for one in measured]),
        ("CER as heard", [f"{one.heard.cer:.3f}" for one in measured]),
        ("CER as corrected", [f"{one.corrected.cer:.3f}" for one in measured]),
        ("right, wrong, neither", [f"{one.right}, {one.wrong}, {one.neutral}" for one in measured]),
        ("only suggested", [str(one.suggested) for one in measured]),
    ]
    lines = [f"{'':24}" + "".join(f"{one.name:>18}" for one in measured)]
    return "\n".join([*lines, *(f"{head:24}" + "".join(f"{cell:>18}" for cell in cells) for head, cells in rows)])


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.3f})" if whole else "–"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench specialist", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which meetings: {', '.join(NAMES)} (all)")
    parser.add_argument("--seconds", type=float, help="only their beginnings")
    parser.add_argument("--work", type=Path, help="keep the work folders here; what is there is not made again")
    parser.add_argument("--show", action="store_true", help="which terms are still missed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        measured = []
        for name in options.names or NAMES:
            whole = example(name)
            meeting = beginning(whole, options.seconds, Path(temporary)) if options.seconds else whole
            measured.append(measure(name, meeting, (options.work or Path(temporary)) / f"{name}.work"))
    if options.json:
        print(json.dumps({"machine": machine(), "meetings": [asdict(one) for one in measured]}, ensure_ascii=False))
        return
    print(machine())
    print(table(measured))
    if options.show:
        for one in measured:
            print(
                f"{one.name}, missed: " + "、".join(f"{term} {count}" for term, count in one.corrected.missed.items())
            )


if __name__ == "__main__":
    main()
