"""`minutes dict learn`: terms and attendees that a meeting's papers, or its corrected minutes, hold and we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.domain import Dictionary, Meeting, Term
    from minutes.materials.papers import Paper

_ATTENDEES = "_出席者.toml"
_LEAST_TOUCHED = 5  # terms of a shipped dictionary in the papers before it is worth naming


@click.command("learn", short_help="会議の資料や直した議事録から、用語と出席者の案を作ります。")
@click.argument("materials", nargs=-1, type=options.PATH, metavar="[MATERIALS]...")
@click.option(
    "-o",
    "--output",
    type=options.PATH,
    metavar="CANDIDATES.csv",
    help="用語の案（.csv か .xlsx）の場所。省くと標準出力に書きます。",
)
@options.dictionary_option
@options.meeting_option
@click.option(
    "--attendees",
    type=options.PATH,
    metavar="FILE.toml",
    help=f"出席者の案の場所。省くと、用語の案と同じ場所に「…{_ATTENDEES}」として書きます。",
)
@click.option(
    "--from", "edited", type=options.PATH, metavar="EDITED.docx", help="手で直した議事録（Word）。--work も必要です。"
)
@click.option("--work", type=options.PATH, metavar="DIR", help="その議事録を作ったときの作業フォルダー。")
def learn_command(
    materials: tuple[Path, ...],
    output: Path | None,
    dictionaries: tuple[str, ...],
    meeting: Path | None,
    attendees: Path | None,
    edited: Path | None,
    work: Path | None,
) -> None:
    """会議の資料（次第、議案、名簿）を読み、辞書にない用語と、会議ファイルにない出席者の案を作ります。

    読めるのは .docx .pdf .xlsx .pptx .txt .csv と、それらの入ったフォルダーです。
    できた表は、要らない行を消せばそのまま辞書として使えます。備考に回数と用例があります。

    --from に手で直した議事録を指定すると、作業フォルダーの文と比べて、誤変換と正しい用語の組を集めます。

    例：minutes dict learn 資料/ --meeting 会議.toml -o 用語の案.csv

    例：minutes dict learn --from 議事録_修正.docx --work 会議.work -o 用語の案.csv
    """
    from minutes.errors import WrongUsage
    from minutes.meetingfile import read_meeting

    if not materials and not edited:
        raise WrongUsage("資料が指定されていません", advice="資料のファイルかフォルダーを指定してください。")
    if bool(edited) != bool(work):
        raise WrongUsage(
            "--from と --work は一緒に指定します", advice="直した議事録と、その作業フォルダーの両方を指定してください。"
        )
    for place in (output, attendees):
        if (
            place
            and place.exists()
            and any(one.exists() and place.samefile(one) for one in (*materials, *filter(None, (edited,))))
        ):
            raise WrongUsage("元のファイルには上書きしません", subject=place, advice="別の名前を指定してください。")
    known_meeting = read_meeting(meeting) if meeting else None
    known = _dictionaries(dictionaries, known_meeting)
    terms: list[Term] = []
    if edited and work:
        terms += _from_edited(edited, work, known)
    if materials:
        papers = _papers(materials)
        place = attendees or (output.with_name(output.stem + _ATTENDEES) if output else None)
        _attendees(papers, known_meeting, place)
        taken = {term.text for term in terms}
        terms += [term for term in _terms(papers, known, known_meeting) if term.text not in taken]
    _write(output, terms)


def _dictionaries(names: Sequence[str], meeting: Meeting | None) -> list[Dictionary]:
    """Those named, those of the meeting file, or all that are shipped."""
    from minutes.cli.correct import named_dictionary
    from minutes.text.dictionary import shipped_dictionaries

    wanted = list(dict.fromkeys((*names, *(meeting.dictionaries if meeting else ()))))
    if not wanted:
        wanted = list(shipped_dictionaries())
        click.echo("辞書の指定がないので、付属の辞書すべてと比べます。", err=True)
    return [named_dictionary(name) for name in wanted]


def _papers(materials: Sequence[Path]) -> tuple[Paper, ...]:
    from minutes.materials.collect import read_papers

    papers = read_papers(materials)
    for problem in papers.problems:
        click.echo(f"この資料は使いません。{problem}", err=True)
    for paper in papers.read:
        if paper.remark:
            click.echo(f"{paper.name}：{paper.remark}", err=True)
    click.echo(f"{len(papers.read)}件の資料を読みました。", err=True)
    return papers.read


def _terms(papers: Sequence[Paper], known: Sequence[Dictionary], meeting: Meeting | None) -> Sequence[Term]:
    from minutes.materials.roster import people_in
    from minutes.materials.sheet import term_rows
    from minutes.materials.terms import propose_terms

    _tell_fields(papers, known)
    words = [term.text for dictionary in known for term in dictionary.terms]
    people = people_in(papers)
    if meeting:
        words += [part for one in meeting.attendees for part in (one.role, *one.aliases)]
        people |= {part for one in meeting.attendees for part in (one.name, one.reading) if part}
    return term_rows(propose_terms(papers, words, people))


def _tell_fields(papers: Sequence[Paper], known: Sequence[Dictionary]) -> None:
    """Which of the dictionaries the papers speak of: a clerk has to name them in the meeting file."""
    from minutes.materials.terms import known_in

    touched = {one.name: known_in(papers, (term.text for term in one.terms)) for one in known}
    named = [
        f"{name}（{count}語）"
        for name, count in sorted(touched.items(), key=lambda one: -one[1])
        if count >= _LEAST_TOUCHED
    ]
    if named:
        click.echo(f"資料に用語がよく出てくる辞書：{'、'.join(named)}", err=True)


def _attendees(papers: Sequence[Paper], meeting: Meeting | None, place: Path | None) -> None:
    from minutes.files import writing
    from minutes.materials.roster import propose_attendees
    from minutes.materials.sheet import attendees_toml

    proposed = propose_attendees(papers, meeting.attendees if meeting else ())
    if not proposed:
        return
    if place is None:
        click.echo(f"出席者の案が{len(proposed)}人分あります。-o か --attendees を付けると書き出します。", err=True)
        return
    with writing(place) as beside:
        beside.write_text(attendees_toml(proposed), encoding="utf-8")
    unsure = sum(not one.sure for one in proposed)
    check = f"（うち{unsure}人は、よみを確かめてください）" if unsure else ""
    click.echo(f"出席者の案{len(proposed)}人分を {place} に書きました{check}。", err=True)


def _from_edited(edited: Path, work: Path, known: Sequence[Dictionary]) -> Sequence[Term]:
    from minutes.materials.edited import learn_from_edited

    return learn_from_edited(edited, work, known)


def _write(output: Path | None, terms: Sequence[Term]) -> None:
    from minutes.files import writing
    from minutes.text.dictionary import csv_of
    from minutes.text.wordlists.workbook import workbook_of

    if output is None:
        click.echo(csv_of(terms), nl=False)
    else:
        as_workbook = output.suffix.lower() == ".xlsx"
        with writing(output) as beside:
            beside.write_bytes(workbook_of(terms) if as_workbook else csv_of(terms).encode("utf-8-sig"))
    where = f"を {output} に書きました。要らない行を消すと、辞書として使えます" if output else "があります"
    click.echo(f"用語の案{len(terms)}語{where}。" if terms else "新しい用語は見つかりませんでした。", err=True)
