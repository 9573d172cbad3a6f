"""Terms from whatever a clerk has: an input method's word list, told by its content, or a dictionary (CSV, xlsx)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from minutes.domain import Term, Value
from minutes.errors import InputUnreadable
from minutes.text.dictionary import COLUMNS, RowProblem, read_dictionary
from minutes.text.plainfile import decoded, read_bytes
from minutes.text.reading import hiragana
from minutes.text.sheet import plain
from minutes.text.wordlists.comment import commented
from minutes.text.wordlists.formats import ATOK, GOOGLE, MSIME, WordList

_WORKBOOK = b"PK\x03\x04"
_LINE_END = re.compile("\r\n|[\r\n]")
_KANA = re.compile("[ぁ-ゖー]+")
_LOOKED_AT = 50  # lines, to tell a list that has no head
# Parts of speech whose words are terms: nouns and names. 短縮よみ, 顔文字 and the like have no real reading, verbs only a stem.
_TERMS = re.compile("(?!接|助|抑制|サジェスト).*(名|姓|固有|組織|社|独立語|アルファベット|数)")
_MARKS = re.compile("[*$＊＄]+$")  # ATOK: entered by hand, by itself
_CATEGORIES = (("地名", "地名"), ("人", "人名"), ("姓", "人名"), ("組織", "組織"), ("社", "組織"))
_ADVICE = "Microsoft IME、Google 日本語入力、ATOK の単語一覧（テキスト）か、1行目に「用語」の列がある CSV・Excel を指定してください。"


class Loaded(Value):
    """`title`: what the file is; `problems`: lines that are no terms, and why."""

    title: str
    terms: tuple[Term, ...]
    problems: tuple[RowProblem, ...]


def load_words(path: Path) -> Loaded:
    """Raises InputMissing, InputUnreadable (no list that is known), BadConfiguration (a dictionary that is none)."""
    data = read_bytes(path)
    lines = [] if data.startswith(_WORKBOOK) else _LINE_END.split(decoded(data, path).text.lstrip("\ufeff"))
    form = _form(lines)
    if form:
        terms, problems = _words(lines, form)
        return Loaded(title=form.title, terms=terms, problems=problems)
    if lines and COLUMNS[0] not in unicodedata.normalize("NFKC", lines[0]).replace(" ", ""):
        raise InputUnreadable("単語の一覧として読めません", subject=path, advice=_ADVICE)
    dictionary, wrong = read_dictionary(path)
    return Loaded(title="用語辞書", terms=dictionary.terms, problems=wrong)


def joined(lists: Iterable[Sequence[Term]]) -> tuple[Term, ...]:
    """The terms of several lists; of a term that stands in two, the one that says more."""
    found: dict[str, Term] = {}
    for terms in lists:
        for term in terms:
            known = found.get(term.text)
            if known is None or _said(term) > _said(known):
                found[term.text] = term
    return tuple(found.values())


def _said(term: Term) -> int:
    return sum(map(bool, (term.reading, term.wrong, term.category, term.note, term.cues)))


def _form(lines: Sequence[str]) -> WordList | None:
    first = next((line for line in lines if line.strip()), "")
    for form in (MSIME, ATOK):
        if form.first_line and form.first_line.match(first):
            return form
    rows = [line.split("\t") for line in lines[:_LOOKED_AT] if line.strip() and not line.startswith("#")]
    spoken = [row for row in rows if len(row) >= 3 and _KANA.fullmatch(_kana(row[0]))]
    return GOOGLE if rows and len(spoken) * 2 > len(rows) else None


def _words(lines: Sequence[str], form: WordList) -> tuple[tuple[Term, ...], tuple[RowProblem, ...]]:
    terms: dict[str, Term] = {}
    problems: list[RowProblem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith(form.comment_sign):
            continue
        cells = [plain(cell) for cell in line.split("\t")]
        cells += [""] * (4 - len(cells))
        reason = next(_refused(cells, terms), "")
        if reason:
            problems.append(RowProblem(line=number, what=reason))
        else:
            pos = _MARKS.sub("", cells[2])
            category = next((ours for sign, ours in _CATEGORIES if sign in pos), "")
            terms[cells[1]] = commented(Term(text=cells[1], reading=_kana(cells[0]), category=category), cells[3])
    return tuple(terms.values()), tuple(problems)


def _refused(cells: Sequence[str], terms: dict[str, Term]) -> Iterator[str]:
    """Why a line is no term."""
    reading, text, pos = cells[0], cells[1], _MARKS.sub("", cells[2])
    if not (reading and text and pos):
        yield "よみ・単語・品詞の三つがそろっていません"
    if not _TERMS.match(pos):
        yield f"「{text}」の品詞は{pos}なので、用語ではありません"
    if not _KANA.fullmatch(_kana(reading)):
        yield f"「{text}」のよみ「{reading}」は、かなではありません"
    if text in terms:
        yield f"「{text}」は前の行にもあります（よみ「{terms[text].reading}」を使います）"


def _kana(reading: str) -> str:
    """Hiragana of full width, as an input method takes it for the same; う゛ as one sign, ・ left out."""
    folded = unicodedata.normalize("NFKC", reading.replace("゛", "\u3099")).replace("・", "")
    return unicodedata.normalize("NFC", hiragana(folded))
