"""Dictionaries of terms: a table, CSV or xlsx, that a clerk edits in Excel.

    用語,よみ,誤変換,分類,備考
    文書生成AI,ぶんしょせいせいエーアイ,文書生成愛|文書精製AI,DX,
    決裁,けっさい,,庁議,手がかり：起案|受ける|市長。支払うのは「決済」

A wrong row is reported with its line and left out; the rest is used.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from minutes.domain import Dictionary, Term, Value
from minutes.errors import BadConfiguration, InputMissing, InputUnreadable
from minutes.resources import shipped
from minutes.text.reading import hiragana
from minutes.text.readings import readings
from minutes.text.sheet import Row, read_sheet, safe

COLUMNS = ("用語", "よみ", "誤変換", "分類", "備考")
SEPARATOR = "|"
SUFFIX = ".csv"
OTHER_SUFFIXES = (".xlsx", ".xlsm", ".tsv", ".txt")
# One character stands in too many words to be replaced anywhere.
SHORTEST_WRONG = 2

# What clerks call the columns instead.
_OTHER_HEADS = {
    other: name
    for name, others in {
        "用語": ("単語", "語句", "表記", "言葉", "用語名"),
        "よみ": ("読み", "ヨミ", "読み方", "よみがな", "読みがな", "読み仮名", "ふりがな", "フリガナ", "振り仮名"),
        "誤変換": ("誤認識", "誤り", "間違い", "誤変換例"),
        "分類": ("カテゴリ", "カテゴリー", "区分", "種別", "分野"),
        "備考": ("メモ", "コメント", "注", "注記", "説明"),
    }.items()
    for other in others
}
_HEAD_WITHIN = 5  # rows: a title may stand above the names of the columns
_SEPARATORS = re.compile(r"[|｜¦]")
_MISTAKEN_SEPARATORS = re.compile(r"[、，,;；]")
_ANY_SEPARATOR = re.compile(r"[|｜¦、，,;；]")
_STATEMENTS = re.compile(r"[^。；;\n]+[。；;\n]?")
_CUES = re.compile(r"\s*(?:手がかり|手掛かり|てがかり)\s*[：:](?P<cues>[^。；;\n]*)[。；;\n]?")
_CUE_SEPARATORS = re.compile(r"[|｜¦、，,]")
_NO_TEXT = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")  # Unicode's controls and line ends (Cc, Zl, Zp)
_READING = re.compile(r"[ぁ-ゖゝゞァ-ヺー・]*")
_EXCEL_ERRORS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
_SAVE_AS_TABLE = (
    "Excel の「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」か「Excel ブック（*.xlsx）」を選んで保存してください。"
)


class RowProblem(Value):
    """A row that could not be used: its line in the file, and in Japanese what is wrong and what to write instead."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.line}行目：{self.what}"


class _WrongRow(Exception):
    """Carries what is wrong with a row to where its line is known."""


def find_dictionary(name_or_path: str | Path) -> Path:
    """A shipped dictionary's name, or a file. Raises BadConfiguration (no such name), InputMissing (no such file)."""
    path = Path(name_or_path)
    if path.is_file():
        return path
    if path.suffix.lower() in (SUFFIX, *OTHER_SUFFIXES) or path.name != str(name_or_path):
        raise InputMissing("辞書ファイルが見つかりません", subject=path)
    known = shipped_dictionaries()
    if str(name_or_path) not in known:
        raise BadConfiguration(
            f"「{name_or_path}」という辞書はありません",
            advice=f"使える辞書は {'、'.join(known)} です。自分で作った辞書は、ファイルの場所（例：用語.csv）で指定してください。",
        )
    return known[str(name_or_path)]


def shipped_dictionaries() -> dict[str, Path]:
    """Names and files of the dictionaries that come with minutes."""
    return {path.stem: path for path in sorted(shipped("dictionaries").glob(f"*{SUFFIX}"))}


def read_dictionary(path: Path) -> tuple[Dictionary, tuple[RowProblem, ...]]:
    """Raises InputMissing, or BadConfiguration when the file is no table or has no column 用語."""
    dictionary, problems, _ = read_with_lines(path)
    return dictionary, problems


def read_with_lines(path: Path) -> tuple[Dictionary, tuple[RowProblem, ...], tuple[int, ...]]:
    """A dictionary as in `read_dictionary`, and the line in which each of its terms stands."""
    try:
        sheet = read_sheet(path, COLUMNS[0])
    except InputUnreadable as error:
        raise BadConfiguration(f"辞書として読めません。{error.what}", subject=path, advice=_SAVE_AS_TABLE) from error
    if not sheet.rows:
        raise BadConfiguration("辞書が空です", subject=path, advice=_SAVE_AS_TABLE)
    head = next((place for place, row in enumerate(sheet.rows[:_HEAD_WITHIN]) if COLUMNS[0] in _heads(row.cells)), 0)
    terms, problems = _terms(sheet.rows[head + 1 :], _columns(sheet.rows[head].cells, path))
    name = unicodedata.normalize("NFC", path.stem)
    dictionary = Dictionary(name=name, sha256=hashlib.sha256(sheet.data).hexdigest(), terms=tuple(terms))
    return dictionary, problems, tuple(terms.values())


def csv_of(terms: Iterable[Term]) -> str:
    """The terms as the table a clerk edits, lines ended as Excel does; to be written with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in cells_of(term)] for term in terms)
    return text.getvalue()


def cells_of(term: Term) -> tuple[str, ...]:
    """What stands in the columns of a term's row."""
    cues = f"手がかり：{SEPARATOR.join(term.cues)}" if term.cues else ""
    note = "。".join(filter(None, (cues, term.note)))
    return term.text, term.reading, SEPARATOR.join(term.wrong), term.category, note


# ---- rows --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Columns:
    """The place of each column of ours that is there, and how many the file has; those of the clerk's own are passed over."""

    places: dict[str, int]
    count: int


def _heads(cells: Sequence[str]) -> list[str]:
    """The names of columns, by the name that is ours where there is one."""
    names = (re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)) for cell in cells)
    return [_OTHER_HEADS.get(name, name) for name in names]


def _columns(head: Sequence[str], path: Path) -> _Columns:
    places = {name: place for place, name in reversed([*enumerate(_heads(head))]) if name}
    if COLUMNS[0] not in places:
        raise BadConfiguration(
            "辞書の1行目に列の名前「用語」がありません",
            subject=path,
            advice=f"1行目を「{','.join(COLUMNS)}」にしてください。日本語入力ソフトの単語一覧は、minutes dict import で辞書にできます。",
        )
    return _Columns({name: places[name] for name in COLUMNS if name in places}, max(places.values()) + 1)


# ---- terms -------------------------------------------------------------------------------------------------------


def _terms(rows: Sequence[Row], columns: _Columns) -> tuple[dict[Term, int], tuple[RowProblem, ...]]:
    """Terms with their lines, and what is wrong with the other rows."""
    terms: dict[Term, int] = {}
    texts: set[str] = set()
    problems: list[RowProblem] = []
    meant: dict[str, str] = {}  # wrong form → its term
    for line, cells in rows:
        try:
            term = _term(cells, columns)
            _refuse_conflicts(term, texts, meant)
        except _WrongRow as wrong:
            problems.append(RowProblem(line=line, what=str(wrong)))
            continue
        terms[term] = line
        texts.add(term.text)
        meant |= dict.fromkeys(term.wrong, term.text)
    return terms, tuple(problems)


def _term(cells: Sequence[str], columns: _Columns) -> Term:
    if any(cells[columns.count :]):
        raise _WrongRow('列が多すぎます。文の中にカンマがあるときは、その欄を " で囲んでください。')
    written = {name: cells[place] if place < len(cells) else "" for name, place in columns.places.items()}
    text = written["用語"]
    if not text:
        raise _WrongRow("用語の欄が空です。正しい書き方を書いてください。")
    if text in _EXCEL_ERRORS:
        raise _WrongRow(f"用語の欄が Excel のエラー（{text}）です。正しい書き方を書いてください。")
    for name in ("用語", "誤変換"):
        if _NO_TEXT.search(written.get(name, "")):
            raise _WrongRow(f"{name}の欄に、改行かタブか見えない文字があります。消してください。")
    note, cues = noted(written.get("備考", ""))
    return Term(
        text=text,
        reading=_reading(written.get("よみ", ""), text),
        wrong=_wrong_forms(written.get("誤変換", ""), text),
        category=written.get("分類", ""),
        note=note,
        cues=cues,
    )


def noted(written: str) -> tuple[str, tuple[str, ...]]:
    """A note without its statements 「手がかり：起案|受ける」, and the cue words these list."""
    cues: list[str] = []
    kept = ""
    for statement in _STATEMENTS.findall(written):
        listed = _CUES.fullmatch(statement)
        if listed:
            cues += [cue.strip() for cue in _CUE_SEPARATORS.split(listed["cues"])]
        else:
            kept += statement
    return kept.strip(), tuple(dict.fromkeys(filter(None, cues)))


def _reading(written: str, text: str) -> str:
    """Kana, full width; blanks between words are dropped."""
    kana = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    if not _READING.fullmatch(kana):
        proposed = hiragana(next(iter(readings(text)), ""))
        instead = f"「{proposed}」のように" if proposed else ""
        raise _WrongRow(f"よみ「{written}」に、かな以外の文字があります。{instead}ひらがなで書いてください。")
    return kana


def _wrong_forms(written: str, text: str) -> tuple[str, ...]:
    if _MISTAKEN_SEPARATORS.search(written):
        instead = SEPARATOR.join(form.strip() for form in _ANY_SEPARATOR.split(written) if form.strip())
        raise _WrongRow(f"誤変換が二つ以上あるときは「{SEPARATOR}」で区切ってください（例：{instead}）。")
    forms = tuple(dict.fromkeys(form.strip() for form in _SEPARATORS.split(written) if form.strip()))
    if text in forms:
        raise _WrongRow(f"誤変換に、正しい用語「{text}」そのものが書かれています。消してください。")
    short = next((form for form in forms if len(form) < SHORTEST_WRONG), None)
    if short:
        raise _WrongRow(f"誤変換「{short}」は短すぎて、ほかの言葉まで変わります。前後の文字を加えてください。")
    return forms


def _refuse_conflicts(term: Term, texts: Set[str], meant: dict[str, str]) -> None:
    if term.text in texts:
        raise _WrongRow(f"用語「{term.text}」は、前の行にもあります。一つの行にまとめてください。")
    for form in term.wrong:
        if form in meant:
            raise _WrongRow(f"誤変換「{form}」は、用語「{meant[form]}」の行にもあります。どちらかを消してください。")
