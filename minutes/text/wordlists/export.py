"""A dictionary as an input method's word list, and what of it could not be carried."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field

from minutes.domain import Term
from minutes.text.reading import hiragana
from minutes.text.wordlists.comment import comment_of
from minutes.text.wordlists.formats import NOUN, WordList

_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE}
_NOT_TYPED = str.maketrans({"・": None, "ゔ": "う゛", "ヽ": None, "ゝ": None})


@dataclass
class Export:
    """`data`: the file; `left_out`: term → why, in Japanese; `shortened`: terms whose comment was cut;
    `without_wrong`: how many terms had wrong forms, which no input method has a place for."""

    data: bytes = b""
    written: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    shortened: list[str] = field(default_factory=list)
    without_wrong: int = 0


def export_list(terms: Iterable[Term], form: WordList) -> Export:
    """The terms in their order; each is a noun."""
    result = Export()
    lines = list(form.head)
    for term in terms:
        reading = hiragana(term.reading).translate(_NOT_TYPED)
        reason = _refused(term, reading, form)
        if reason:
            result.left_out[term.text] = reason
            continue
        comment = _fitting(comment_of(term), form)
        if comment != comment_of(term):
            result.shortened.append(term.text)
        result.without_wrong += bool(term.wrong)
        lines.append("\t".join((reading, term.text, NOUN, comment)).rstrip("\t"))
        result.written += 1
    text = "".join(line + form.newline for line in lines)
    result.data = _MARKS.get(form.encoding, b"") + text.encode(form.encoding)
    return result


def _refused(term: Term, reading: str, form: WordList) -> str:
    if not reading:
        return "よみがありません"
    if form.length(reading) > form.longest_reading:
        return f"よみが長すぎます（{form.title} は{_limit(form.longest_reading, form)}まで）"
    if form.length(term.text) > form.longest_word:
        return f"用語が長すぎます（{form.title} は{_limit(form.longest_word, form)}まで）"
    if reading[0] in form.never_first:
        return f"よみが「{reading[0]}」で始まるので、{form.title} では使えません"
    return ""


def _limit(length: int, form: WordList) -> str:
    return f"かな{length // 3}字" if form.in_bytes else f"{length}字"


def _fitting(comment: str, form: WordList) -> str:
    if form.longest_comment:
        while form.length(comment) > form.longest_comment:
            comment = comment[:-1]
    return comment
