"""What is doubtful about dictionaries of terms: rows, readings, doubles, sound-alikes, common words.

Nothing is changed; a finding says where, what, and what to do. `fix` findings lose or spoil something, `look` ones are for
the clerk to judge.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from minutes.domain import Dictionary, Term, Value
from minutes.text.dictionary import RowProblem, read_with_lines
from minutes.text.everyday import EVERYDAY_WORDS
from minutes.text.reading import entries, hiragana, katakana, morphemes, reading
from minutes.text.readings import readable_as, readings

Kind = Literal[
    "row",
    "reading_missing",
    "reading_odd",
    "blank",
    "wrong_is_word",
    "wrong_is_term",
    "wrong_of_two",
    "double",
    "double_differs",
    "same_reading",
    "common_word",
    "common_reading",
]
Weight = Literal["fix", "look"]

_WEIGHTS: dict[Kind, Weight] = {
    "double": "look",
    "same_reading": "look",
    "common_word": "look",
    "common_reading": "look",
    "reading_odd": "look",
}
_PROPOSED = 3
_PLAIN_CLASSES = ("普通名詞", "一般", "非自立可能")
_NOUNS = ("名詞", "接尾辞")
_CUE = "備考に「手がかり：」と、近くに出てくる言葉を書いてください"


class Finding(Value):
    """Something doubtful. `file` is the dictionary's file name, `line` that of the row, `what` and `advice` Japanese;
    `proposals`: readings to choose from, likeliest first; `other`: the file of the row it clashes with."""

    file: str
    line: int
    term: str
    kind: Kind
    what: str
    advice: str
    proposals: tuple[str, ...] = ()
    other: str = ""

    @property
    def weight(self) -> Weight:
        return _WEIGHTS.get(self.kind, "fix")


class Checked(Value):
    """A dictionary that was looked through, with the findings in the order of its lines."""

    file: str
    path: str
    terms: int
    findings: tuple[Finding, ...]


class _Place(Value):
    """A term where it stands."""

    file: str
    line: int
    term: Term

    def __str__(self) -> str:
        return f"「{self.term.text}」（{self.file}の{self.line}行目）"


def check_dictionaries(paths: Sequence[Path]) -> tuple[Checked, ...]:
    """One result per file, in order; doubles and sound-alikes are looked for across all of them. Raises InputMissing or
    BadConfiguration for a file that is no dictionary."""
    read = [(path, *read_with_lines(path)) for path in paths]
    names = [path.name for path in paths]
    files = [path.name if names.count(path.name) == 1 else str(path) for path in paths]
    places = [list(_places(file, one[1], one[3])) for file, one in zip(files, read, strict=True)]
    every = [place for those in places for place in those]
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in (*_doubles(every), *_same_readings(every), *_wrong_forms(every)):
        found[finding.file].append(finding)
    return tuple(
        Checked(
            file=file,
            path=str(path),
            terms=len(dictionary.terms),
            findings=_in_order([*_rows(file, problems), *_each(those), *found[file]]),
        )
        for file, those, (path, dictionary, problems, _) in zip(files, places, read, strict=True)
    )


def _places(file: str, dictionary: Dictionary, lines: Sequence[int]) -> Iterator[_Place]:
    for term, line in zip(dictionary.terms, lines, strict=True):
        yield _Place(file=file, line=line, term=term)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.weight, finding.kind, finding.what)))


def _rows(file: str, problems: Iterable[RowProblem]) -> Iterator[Finding]:
    for problem in problems:
        what, _, advice = problem.what.removesuffix("。").partition("。")
        told = (f"使えない行です。{what}", advice) if advice else ("使えない行です", what)
        yield Finding(file=file, line=problem.line, term="", kind="row", what=told[0], advice=told[1])


def _finding(place: _Place, kind: Kind, what: str, advice: str, proposals: tuple[str, ...] = ()) -> Finding:
    return Finding(
        file=place.file,
        line=place.line,
        term=place.term.text,
        kind=kind,
        what=what,
        advice=advice,
        proposals=proposals,
    )


# ---- one term ----------------------------------------------------------------------------------------------------


def _each(places: Iterable[_Place]) -> Iterator[Finding]:
    for place in places:
        yield from _reading(place)
        yield from _writing(place)


def _reading(place: _Place) -> Iterator[Finding]:
    term = place.term
    if not term.reading:
        proposals = _proposed(term)
        advice = f"よみを書く（{_listed(proposals)}）"
        yield _finding(place, "reading_missing", "よみがありません。音からは直せません", advice, proposals)
    elif not readable_as(term.text, term.reading):
        proposals = _proposed(term)
        advice = f"正しければそのままに。違えば直す（{_listed(proposals)}）"
        yield _finding(place, "reading_odd", f"よみ「{term.reading}」とは読めないようです", advice, proposals)


def _proposed(term: Term) -> tuple[str, ...]:
    return tuple(hiragana(kana) for kana in readings(term.text, _PROPOSED))


def _listed(proposals: Sequence[str]) -> str:
    return f"候補：{'、'.join(proposals)}" if proposals else "候補なし"


def _writing(place: _Place) -> Iterator[Finding]:
    term = place.term
    if any(sign.isspace() for sign in term.text) and not term.text.isascii():
        yield _finding(place, "blank", "用語の中に空白があります", "議事録に書くとおりでなければ、空白を消す")
    if term.cues:  # a sound-alike that somebody thought about
        return
    if term.text in EVERYDAY_WORDS:
        yield _finding(
            place,
            "common_word",
            "ふだんの言葉です。辞書になくても正しく書かれ、似た音の言葉がこの言葉に変わるおそれがあります",
            "取り違えがなければ、この行を消す",
        )
        return
    alike = _everyday_readings().get(_spoken(term.reading), ()) if term.reading else ()
    others = "".join(f"「{word}」" for word in alike if word != term.text)
    if others:
        yield _finding(place, "common_reading", f"ふだんの言葉{others}と読みが同じです", f"{_CUE}。ないと直しません")


# ---- several terms -----------------------------------------------------------------------------------------------


def _doubles(places: Sequence[_Place]) -> Iterator[Finding]:
    """The same term in two files, or in letters of another width."""
    seen: dict[str, _Place] = {}
    for place in places:
        first = seen.setdefault(_bare(place.term.text), place)
        if first is place:
            continue
        kana, other = place.term.reading, first.term.reading
        if kana and other and _spoken(kana) != _spoken(other):
            what = f"{first}にもあり、よみが違います（「{other}」と「{kana}」）"
            yield _finding(place, "double_differs", what, "どちらの読みでも呼ばれるなら、多いほうを残す")
        else:
            advice = "同じことが書かれていれば、どちらかの行を消してもよい"
            found = _finding(place, "double", f"{first}にもあります", advice)
            yield found.model_copy(update={"other": first.file})


def _same_readings(places: Sequence[_Place]) -> Iterator[Finding]:
    groups: dict[str, dict[str, _Place]] = defaultdict(dict)
    for place in places:
        if place.term.reading:
            groups[_spoken(place.term.reading)].setdefault(_bare(place.term.text), place)
    for group in groups.values():
        for place in group.values():
            spelling = _normalized(place.term.text)
            others = [other for other in group.values() if _normalized(other.term.text) != spelling]
            if others and not place.term.cues:
                listed = "、".join(map(str, others))
                yield _finding(place, "same_reading", f"{listed}と読みが同じです", f"{_CUE}。ないと区別できません")


def _wrong_forms(places: Sequence[_Place]) -> Iterator[Finding]:
    terms = {place.term.text: place for place in reversed(places)}
    meant: dict[str, _Place] = {}
    for place in places:
        for form in place.term.wrong:
            other = meant.setdefault(form, place)
            if form in terms:
                yield _finding(
                    place, "wrong_is_term", f"誤変換「{form}」は、正しい用語{terms[form]}でもあります", "誤変換から消す"
                )
            elif other.term.text != place.term.text:
                yield _finding(
                    place, "wrong_of_two", f"誤変換「{form}」は、{other}の誤変換でもあります", "どちらかから消す"
                )
            elif _is_word(form, place.term):
                yield _finding(
                    place,
                    "wrong_is_word",
                    f"誤変換「{form}」は普通の言葉です。手がかりがないと「{place.term.text}」に直さず、候補として示すだけです",
                    "備考に手がかりを書くか、前後の文字を加える（例：「不義」ではなく「不義案件」）",
                )


# ---- words -------------------------------------------------------------------------------------------------------


def _is_word(form: str, term: Term) -> bool:
    """Whether a form stands in Sudachi's dictionary as a word that is no name and no other spelling of the term."""
    if katakana(form) == katakana(term.reading):  # エスディージーズ for SDGs
        return False
    meant = {term.text, *(entry.normalized for entry in entries(term.text))}
    plain = (entry for entry in entries(form) if entry.pos[1] in _PLAIN_CLASSES or entry.pos[0] not in _NOUNS)
    return any(entry.normalized not in meant for entry in plain)


def _spoken(kana: str) -> str:
    return katakana(kana).replace("・", "")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _normalized(text: str) -> str:
    """One spelling for the same words: ご異議 and 御異議."""
    return "".join(word.normalized for word in morphemes(text))


@cache
def _everyday_readings() -> dict[str, tuple[str, ...]]:
    """Katakana → the everyday words that are read so."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for word in sorted(EVERYDAY_WORDS):
        found[reading(word)] += (word,)
    return dict(found)
