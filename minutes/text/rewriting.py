"""A small rewriting machine over morphemes: rules as pairs of patterns, inflection taken care of.

A rule is a pair of strings. On the left atoms are separated by blanks, each matching one morpheme:

    おる             dictionary form or surface          いたす|する      one of several
    ます/連用        with an inflected form              V V1 A P N S TE classes, see CLASSES
    様@形状詞        only with this part of speech       @副詞      any word of it
    !を|に           first or last: the morpheme before or after is none of these (nothing is consumed)
    START … END      no morpheme, or a mark, stands before / after (nothing is consumed)

On the right `$2` copies the second matched morpheme, `いる` is a new word (one of VOCABULARY, or not inflected); with
`:終止` it gets that form, with `^` the form that the last inflected morpheme of the left side had. So
("て おる", "$1 いる^") makes 「ております」 into 「ています」 and 「ておりました」 into 「ていました」. `$2=いただく` is the
second morpheme in another spelling, its ending untouched: 「頂ければ」 becomes 「いただければ」.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from rapidfuzz.distance import Postfix

from minutes.text.inflect import inflect, voices

FORMS = {"未然": "未然形", "連用": "連用形", "終止": "終止形", "連体": "連体形", "仮定": "仮定形", "意志": "意志推量形"}
VERBAL = ("五段", "上一段", "下一段", "サ行変格", "カ行変格", "助動詞-レル")
ADJECTIVAL = ("形容詞", "助動詞-タイ", "助動詞-ナイ")
CONJUNCTIVE = ("助詞", "接続助詞")
NOMINAL = ("名詞", "代名詞", "形状詞", "副詞", "接尾辞")

# Words a rule may put in: dictionary form → Sudachi's conjugation type.
VOCABULARY = {
    "ある": "五段-ラ行",
    "いく": "五段-カ行",
    "いただく": "五段-カ行",
    "おく": "五段-カ行",
    "いる": "上一段-ア行",
    "いただける": "下一段-カ行",
    "くださる": "五段-ラ行",
    "くる": "カ行変格",
    "させる": "下一段-サ行",
    "する": "サ行変格",
    "しまう": "五段-ワア行",
    "たい": "助動詞-タイ",
    "である": "五段-ラ行",
    "できる": "上一段-カ行",
    "ない": "形容詞",
    "られる": "助動詞-レル",
    "よい": "形容詞",
    "伺う": "五段-ワア行",
    "知る": "五段-ラ行",
    "知らせる": "下一段-サ行",
    "考える": "下一段-ア行",
    "行う": "五段-ワア行",
    "行く": "五段-カ行",
    "見る": "上一段-マ行",
    "言う": "五段-ワア行",
    "述べる": "下一段-バ行",
    "願う": "五段-ワア行",
}


@dataclass(frozen=True)
class Piece:
    """A morpheme on its way through the rules; `changed` ones are inflected anew when the text is put together.

    `span`: from where to where it stood in the sentence, None for a word that a rule put in.
    """

    surface: str
    lemma: str
    pos: tuple[str, ...] = ("",)
    ctype: str = ""
    form: str = ""
    changed: bool = False
    span: tuple[int, int] | None = None

    @property
    def inflects(self) -> bool:
        return self.ctype not in ("", "*")


def _verbal(piece: Piece) -> bool:
    return piece.ctype.startswith(VERBAL)


def _adjectival(piece: Piece) -> bool:
    return piece.ctype.startswith(ADJECTIVAL)


def _nominal(piece: Piece) -> bool:
    quantity = piece.pos[:2] == ("助詞", "副助詞") or piece.surface == "から"
    return piece.pos[0] in NOMINAL or quantity or piece.lemma == "べし"


CLASSES: dict[str, Callable[[Piece], bool]] = {
    "V": _verbal,
    "V1": lambda piece: piece.ctype.startswith(("上一段", "下一段")),
    "A": _adjectival,
    "P": lambda piece: _verbal(piece) or _adjectival(piece) or piece.lemma == "た",
    "N": _nominal,
    "S": lambda piece: len(piece.pos) > 2 and piece.pos[0] == "名詞" and "サ変" in piece.pos[2],
    "TE": lambda piece: piece.surface in ("て", "で") and piece.pos[:2] == CONJUNCTIVE,
}


@dataclass(frozen=True)
class Atom:
    """One place of a left side."""

    words: frozenset[str]
    test: Callable[[Piece], bool] | None
    forms: tuple[str, ...]
    pos: str = ""

    def matches(self, piece: Piece) -> bool:
        if self.forms and not piece.form.startswith(self.forms):
            return False
        if self.pos and not "-".join(piece.pos).startswith(self.pos):
            return False
        if self.test is not None:
            return self.test(piece)
        return not self.words or piece.lemma in self.words or piece.surface in self.words


@dataclass(frozen=True)
class Target:
    """One place of a right side: a copy of a matched morpheme (`copy` counts from 0, `spelled` its dictionary form in
    another spelling) or a new word."""

    copy: int | None
    lemma: str
    form: str
    inherits: bool
    spelled: str = ""


@dataclass(frozen=True)
class Rule:
    """A compiled pair."""

    atoms: tuple[Atom, ...]
    targets: tuple[Target, ...]
    at_start: bool
    at_end: bool
    not_after: Atom | None = None
    not_before: Atom | None = None

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For a quick no: of each of these sets one word must be in the sentence."""
        return tuple(atom.words for atom in self.atoms if atom.words)


def compile_rules(pairs: Iterable[tuple[str, str]]) -> tuple[Rule, ...]:
    """Pairs of the notation above, in the order in which they are to be tried."""
    return tuple(_rule(left.split(), right.split()) for left, right in pairs)


def _rule(left: list[str], right: list[str]) -> Rule:
    at_start, at_end = left[0] == "START", left[-1] == "END"
    atoms = tuple(_atom(token) for token in left if token not in ("START", "END") and token[0] != "!")
    not_after, not_before = (_atom(token[1:]) if token[0] == "!" else None for token in (left[0], left[-1]))
    return Rule(atoms, tuple(_target(token) for token in right), at_start, at_end, not_after, not_before)


def _atom(token: str) -> Atom:
    rest, _, forms = token.partition("/")
    words, _, pos = rest.partition("@")
    wanted = tuple(FORMS.get(form, form) for form in forms.split("|")) if forms else ()
    known = frozenset(words.split("|")) if words and words not in CLASSES else frozenset()
    return Atom(known, CLASSES.get(words), wanted, pos)


def _target(token: str) -> Target:
    inherits = token.endswith("^")
    word, _, form = token.removesuffix("^").partition(":")
    word, _, spelled = word.partition("=")
    copy = int(word[1:]) - 1 if word.startswith("$") else None
    return Target(copy, word, FORMS[form] if form else "", inherits, spelled)


def rewrite(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Piece]:
    """Each rule in turn, from left to right, wherever it matches."""
    current = list(pieces)
    present = _words(current)
    for rule in rules:
        if all(words & present for words in rule.needs) and _apply(current, rule):
            present = _words(current)
    return current


def _words(pieces: Sequence[Piece]) -> set[str]:
    return {word for piece in pieces for word in (piece.lemma, piece.surface)}


def _apply(pieces: list[Piece], rule: Rule) -> bool:
    """Changes `pieces` in place; says whether anything changed."""
    position, applied, width = 0, False, len(rule.atoms)
    while position + width <= len(pieces):
        matched = pieces[position : position + width]
        if _fits(pieces, position, rule) and all(map(Atom.matches, rule.atoms, matched)):
            made = [_make(target, matched) for target in rule.targets]
            pieces[position : position + width] = made
            position += max(len(made), 1)
            applied = True
        else:
            position += 1
    return applied


def _fits(pieces: list[Piece], position: int, rule: Rule) -> bool:
    before, after = position - 1, position + len(rule.atoms)
    if rule.at_start and before >= 0 and not _mark(pieces[before]):
        return False
    if rule.at_end and after < len(pieces) and not _mark(pieces[after]):
        return False
    if rule.not_after and before >= 0 and rule.not_after.matches(pieces[before]):
        return False
    return not (rule.not_before and after < len(pieces) and rule.not_before.matches(pieces[after]))


def _mark(piece: Piece) -> bool:
    return piece.pos[0] in ("補助記号", "空白")


def _make(target: Target, matched: Sequence[Piece]) -> Piece:
    inherited = next((piece.form for piece in reversed(matched) if piece.inflects), "")
    form = inherited if target.inherits else target.form
    if target.copy is not None:
        piece = matched[target.copy]
        if target.spelled:
            return _respelled(piece, target.spelled)
        return replace(piece, form=form, changed=True) if form else piece
    ctype = VOCABULARY.get(target.lemma, "")
    pos = ("動詞",) if ctype else CONJUNCTIVE if target.lemma == "て" else ("",)
    return Piece(target.lemma, target.lemma, pos, ctype, form or ("終止形" if ctype else ""), changed=bool(ctype))


def _respelled(piece: Piece, lemma: str) -> Piece:
    """Another spelling of the same word: what both dictionary forms end in is the ending, the rest is exchanged."""
    ending = Postfix.similarity(lemma, piece.lemma)
    stem = piece.lemma[: len(piece.lemma) - ending]
    if not piece.surface.startswith(stem):
        return piece
    surface = lemma[: len(lemma) - ending] + piece.surface[len(stem) :]
    return replace(piece, surface=surface, lemma=lemma)


TA = ("た", "たら", "たり", "て", "ては", "ても")  # what 音便 stands before


def join(pieces: Sequence[Piece]) -> str | None:
    """The text again; None when a form is not known, so that the caller can leave the sentence alone."""
    parts = surfaces(pieces)
    return None if parts is None else "".join(parts)


def surfaces(pieces: Sequence[Piece]) -> list[str] | None:
    """What each piece is written as; None when a form is not known."""
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        before_ta = following is not None and _is_ta(following)
        surface = _inflected(piece.lemma, piece.ctype, piece.form, before_ta) if piece.changed else piece.surface
        if surface is None:
            return None
        previous = pieces[index - 1] if index else None
        if previous is not None and previous.changed and _is_ta(piece):
            tail = surface[1:]
            surface = ("だ" if piece.lemma == "た" else "で") + tail if _voiced(previous) else surface
        parts.append(surface)
    return parts


def _is_ta(piece: Piece) -> bool:
    return piece.surface in TA and piece.pos[0] in ("助動詞", "助詞", "")


def _voiced(piece: Piece) -> bool:
    return voices(piece.lemma, piece.ctype)


@cache
def _inflected(lemma: str, ctype: str, form: str, before_ta: bool) -> str | None:
    return inflect(lemma, ctype, form.partition("-")[0], before_ta)
