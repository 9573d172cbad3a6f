"""`minutes run`: from recordings (or a finished transcript) to the document."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from minutes.cli import options


@click.command("run", short_help="録音（または文字起こし）から議事録案を作ります。")
@click.argument("inputs", nargs=-1, required=True, type=options.PATH, metavar="INPUT...")
@options.output_option
@options.meeting_option
@options.form_option
@options.dictionary_option
@options.work_option
@options.speech_options
@options.llm_options
@options.config_option
@options.also_option
@options.audience_option
@options.json_option
def run_command(
    inputs: tuple[Path, ...],
    output: Path | None,
    work: Path | None,
    also: tuple[tuple[str, ...], ...],
    as_json: bool,
    **wishes: Any,
) -> None:
    """録音（または文字起こし）から議事録案（Word）を作ります。

    INPUT は録音・録画ファイルです。いくつか並べると、その順に一つの会議として扱います。
    フォルダーを指定すると、その中の録音を名前の順（録音2、録音10 の順）につなぎます。
    文字起こし済みのファイル（.vtt .srt .txt .docx .json）も指定できます。

    例：minutes run 会議.m4a --meeting 会議.toml -o 議事録.docx
    """
    from minutes.errors import WrongUsage
    from minutes.meetingrun import MeetingRun, make_minutes
    from minutes.progress import terminal_progress
    from minutes.summary import tell_summary
    from minutes.text.transcripts import is_transcript
    from minutes.wishes import Wishes

    refuse_missing(inputs)
    if len(inputs) > 1 and any(map(is_transcript, inputs)):
        raise WrongUsage("文字起こしのファイルは、一つだけ指定してください", subject=" ".join(map(str, inputs)))
    output = output or options.beside(inputs[0], ".docx")
    if output.resolve() in {path.resolve() for path in inputs}:
        output = output.with_name(f"{output.stem}_議事録.docx")
    kinds = options.kinds_of(also)
    meeting = MeetingRun(inputs, Wishes(**wishes), output, work or output.with_suffix(".work"), kinds)
    with terminal_progress(sys.stderr) as progress:
        summary = make_minutes(meeting, progress)
    tell_summary(summary, sys.stderr)
    public = summary.get("public", {})
    places = (output, *summary.get("also", {}).values(), *([public["document"]] if public else []))
    places += tuple(public.get("also", {}).values())
    print(json.dumps(summary, ensure_ascii=False) if as_json else "\n".join(map(str, places)))


def refuse_missing(inputs: Sequence[Path]) -> None:
    """Before models are looked for: a mistyped name is the commonest mistake. Raises InputMissing."""
    from minutes.errors import InputMissing

    for path in inputs:
        if not path.exists():
            raise InputMissing("ファイルが見つかりません", subject=path)
