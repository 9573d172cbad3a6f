"""Reading a template before it is used: every unknown field, wrong tag and missing field, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError

from minutes.errors import BadConfiguration
from minutes.render.template import findings
from minutes.render.template.fields import EXPECTED
from minutes.render.template.fill import examine, open_template
from minutes.render.template.findings import Finding
from minutes.render.template.names import Names
from minutes.render.template.places import Part, paragraphs_of, parts_of
from minutes.render.template.sandbox import environment
from minutes.render.template.tags import TAG, Tag, levels, tags_in, text_of

_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|[｛{][｛{％%]|[％%｝}][｝}]")
_ELSEWHERE = {"footnotes": "脚注", "endnotes": "文末脚注", "comments": "コメント"}
_BEGINS, _DIVIDES, _ENDS = ("for", "if"), ("else", "elif"), ("endfor", "endif")
_WORD = re.compile(r"\{%\s*(\w+)")
_ROW, _TABLE, _P = qn("w:tr"), qn("w:tbl"), qn("w:p")
_SHOWN = 20  # characters of a text that would get lost


class Located(NamedTuple):
    """A tag, its place, and the paragraph, cell or table within which its loop has to end."""

    tag: Tag
    place: str
    within: Any


class Examined(NamedTuple):
    """What was found; the fields the template needs (`named`), and those it prints or loops over (`used`): a condition
    only asks."""

    findings: tuple[Finding, ...]
    named: frozenset[str]
    used: frozenset[str]

    @property
    def fatal(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.fatal)


def check_template(path: Path, trial: bool = True) -> Examined:
    """Everything that is to be said of a template; the `trial` fills it in with examples. Raises InputMissing, BadConfiguration: no Word document."""
    document = open_template(path).docx
    found: list[Finding] = []
    names = Names()
    for part in parts_of(document):
        try:
            found += _part(part, names)
        except RecursionError:
            found.append(Finding(part.name, "かっこやくり返しの入れ子が深すぎます"))
    found += _elsewhere(document)
    if trial and not any(one.fatal for one in found):
        found += _tried(path)
    missing = [
        Finding("", f"{what}の項目（{' か '.join(f'{{{{ {one} }}}}' for one in wanted)}）がありません", fatal=False)
        for wanted, what in EXPECTED
        if names.used.isdisjoint(wanted)
    ]
    return Examined((*found, *missing), frozenset(names.named), frozenset(names.used))


def sound(path: Path, trial: bool = True) -> Examined:
    """A template that can be filled in. Raises as `check_template`, and BadConfiguration where it is not as it
    should be, with every place."""
    examined = check_template(path, trial)
    if examined.fatal:
        raise BadConfiguration(
            "様式のひな形に、直すところがあります",
            subject="\n".join((str(path), *map(str, examined.fatal))),
            advice="Word で直してから、minutes form check で確かめてください。",
        )
    return examined


def _part(part: Part, names: Names) -> list[Finding]:
    located: list[Located] = []
    found: list[Finding] = []
    for paragraph, place in paragraphs_of(part):
        text = text_of(paragraph)
        stray = _STRAY.search(TAG.sub("", text))
        if stray:
            found.append(Finding(place, _unclosed(stray[0])))
        tags, level = levels(paragraph)
        located += [Located(tag, place, _within(paragraph, level)) for tag in tags]
        found += [Finding(place, what) for what in _misplaced(paragraph, tags, level)]
    wrong = list(_syntax(located))
    if wrong:
        return found + wrong
    return [*found, *_crossing(located), *names.check(_source(located), [one.place for one in located])]


def _unclosed(stray: str) -> str:
    if stray.isascii():
        return f"「{stray}」に対応するかっこが、同じ段落にありません"
    return f"かっこが全角です：「{stray}」。半角の {{{{ }}}} か {{% %}} で書いてください"


def _within(paragraph: Any, level: str) -> Any:
    if level == "p":
        return paragraph.getparent()
    if level == "tr":
        return next(paragraph.iterancestors(_TABLE), None)
    return next(paragraph.iterancestors(_ROW), None) if level == "tc" else paragraph


def _misplaced(paragraph: Any, tags: Sequence[Tag], level: str) -> Iterator[str]:
    """What docxtpl would print wrongly or lose without a word."""
    if any(tag.level and not tag.is_block for tag in tags):
        yield "項目の {{ のすぐ後に、p、tr、tc、r は書けません"
    if level == "tr" and next(paragraph.iterancestors(_ROW), None) is None:
        yield "{%tr は、表の行の中で使います"
        return
    if level in ("p", "tr"):
        unit = paragraph if level == "p" else next(paragraph.iterancestors(_ROW))
        texts = [text_of(one) for one in unit.iter(_P)] if level == "tr" else [text_of(paragraph)]
        lost = TAG.sub("", "".join(texts)).strip()
        prints = any(not tag.is_block for text in texts for tag in tags_in(text))
        if lost or prints:
            what = f"「{lost[:_SHOWN]}」" if lost else "項目"
            yield f"{{%{level} の{'段落' if level == 'p' else '行'}に書いた{what}は印刷されません。別にしてください"


def _source(located: Sequence[Located]) -> str:
    """One tag a line, so that the engine's line numbers are places."""
    return "\n".join(" ".join(one.tag.text.split("\n")) for one in located)


def _syntax(located: Sequence[Located]) -> Iterator[Finding]:
    """Fields one by one, so that each mistake is told; then all together, for what begins and ends."""
    engine, wrong = environment(), set()
    for number, one in enumerate(located):
        word = _WORD.match(one.tag.text)
        if word and word[1] not in (*_BEGINS, *_DIVIDES, *_ENDS):
            wrong.add(number)
            yield Finding(one.place, f"{one.tag.text}　「{word[1]}」という命令は使えません。使えるのは for と if です")
        elif not one.tag.is_block:
            try:
                engine.parse(one.tag.text)
            except TemplateSyntaxError as error:
                wrong.add(number)
                yield Finding(one.place, f"{one.tag.text}　{findings.syntax(str(error.message))}")
    kept = [one._replace(tag=Tag("", "")) if number in wrong else one for number, one in enumerate(located)]
    try:
        engine.parse(_source(kept))
    except TemplateSyntaxError as error:
        at = kept[min(error.lineno, len(kept)) - 1]
        yield Finding(at.place, f"{at.tag.text}　{findings.syntax(str(error.message))}")


def _crossing(located: Sequence[Located]) -> Iterator[Finding]:
    """What begins in one table, cell or paragraph and ends in another."""
    open_: list[Located] = []
    for one in located:
        word = _WORD.match(one.tag.text)
        if not word:  # a field
            continue
        if word[1] in _BEGINS:
            open_.append(one)
            continue
        begin = open_[-1]
        if begin.within is not one.within:
            yield Finding(
                one.place,
                f"{one.tag.text}　始まりの {begin.tag.text}（{begin.place}）と同じ段落、同じ欄、同じ表に置いてください。"
                "段落や行をくり返すときは、始まりも終わりも、それだけの段落か行にします",
            )
        if word[1] in _ENDS:
            open_.pop()


def _elsewhere(document: Any) -> Iterator[Finding]:
    for part in document.part.package.iter_parts():
        kind = Path(str(part.partname)).stem
        if kind in _ELSEWHERE and TAG.search(re.sub(r"<[^>]+>", "", part.blob.decode("utf-8", "replace"))):
            yield Finding(_ELSEWHERE[kind], "ここには項目を書けません。本文、ヘッダー、フッターに書いてください")


def _tried(path: Path) -> Iterator[Finding]:
    """Filled in with examples, with much and with nothing: what only the whole shows."""
    try:
        examine(path)
    except BadConfiguration as error:
        yield Finding("", error.what)
