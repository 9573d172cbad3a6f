"""`minutes eval`: how good a result is, against a reference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.evaluation.evaluate import Evaluation
    from minutes.evaluation.hypothesis import Hypothesis
    from minutes.evaluation.reference import Reference


@click.command("eval", short_help="結果を正解と比べて、どれだけ正しいかを数字で示します。")
@click.argument("works", nargs=-1, required=True, type=options.PATH, metavar="WORK...")
@click.option(
    "--ref",
    "references",
    multiple=True,
    required=True,
    type=options.PATH,
    metavar="REF.json",
    help="正解のファイル。作業フォルダーと同じ順に、同じ数だけ指定します（一つだけなら、すべてに使います）。",
)
@options.dictionary_option
@click.option("--ignore-fillers", is_flag=True, help="「えー」「あのー」などを、両方から除いて比べます。")
@click.option(
    "--picture",
    type=options.PATH,
    metavar="OUT.png",
    help="発言の時間を並べた図の場所。作業フォルダーが二つ以上なら、名前に番号が付きます。",
)
@options.json_option
def eval_command(
    works: tuple[Path, ...],
    references: tuple[Path, ...],
    dictionaries: tuple[str, ...],
    ignore_fillers: bool,
    picture: Path | None,
    as_json: bool,
) -> None:
    """作業フォルダーの結果を正解と比べ、文字の誤り、話者の誤り、発言者名、欠落などを示します。

    正解は、話者と発言と時刻を並べた JSON か、作業フォルダーの utterances.json を職員が正しく直したものです。
    各指標の意味は docs/evaluation.md にあります。

    例：minutes eval --ref 正解.json 会議.work
    """
    from minutes.cli.correct import named_dictionary
    from minutes.cli.stages import existing_work
    from minutes.evaluation.evaluate import evaluate, total
    from minutes.evaluation.hypothesis import read_hypothesis
    from minutes.evaluation.reference import read_reference
    from minutes.workfolder import WorkFolder

    paired = _paired(references, works)
    terms = [named_dictionary(name) for name in dictionaries]
    read = {path: read_reference(path) for path in dict.fromkeys(references)}
    results = []
    for number, (reference, work) in enumerate(paired, start=1):
        hypothesis = read_hypothesis(WorkFolder(existing_work(work)))
        result = evaluate(read[reference], hypothesis, terms, fillers=not ignore_fillers)
        results.append(result)
        if picture:
            _draw(read[reference], hypothesis, result, _numbered(picture, number, len(paired)))
    summed = total(result.scores for result in results)
    if as_json:
        _tell_json(paired, results, summed.model_dump(mode="json"))
        return
    from minutes.cli.evaltable import tell_many, tell_one

    names = [work.name or str(work) for _, work in paired]
    if len(results) == 1:
        tell_one(names[0], results[0])
    else:
        tell_many(names, [result.scores for result in results], summed)


def _paired(references: Sequence[Path], works: Sequence[Path]) -> list[tuple[Path, Path]]:
    """One reference for all, or one for each in order."""
    from minutes.errors import WrongUsage

    each = [*references] * len(works) if len(references) == 1 else [*references]
    if len(each) != len(works):
        raise WrongUsage(
            f"正解が{len(each)}件、作業フォルダーが{len(works)}件で、数が合いません",
            advice="--ref を一つだけ指定するか、作業フォルダーと同じ順に同じ数だけ指定してください。",
        )
    return list(zip(each, works, strict=True))


def _numbered(picture: Path, number: int, count: int) -> Path:
    return picture if count == 1 else picture.with_stem(f"{picture.stem}-{number}")


def _draw(reference: Reference, hypothesis: Hypothesis, result: Evaluation, place: Path) -> None:
    from minutes.evaluation.picture import draw
    from minutes.files import writing

    with writing(place) as beside:
        draw(reference, hypothesis, result, beside)
    click.echo(f"図を書きました：{place}", err=True)


def _tell_json(paired: Sequence[tuple[Path, Path]], results: Sequence[Evaluation], summed: dict[str, Any]) -> None:
    import json

    meetings = [
        {"work": str(work), "reference": str(reference), **result.model_dump(mode="json")}
        for (reference, work), result in zip(paired, results, strict=True)
    ]
    click.echo(json.dumps({"meetings": meetings, "total": summed}, ensure_ascii=False, indent=1))
