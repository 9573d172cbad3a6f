"""Numbers that only the words beside them make personal: accounts; insurance, pension, licence, certificates (証番号).

A number that can be nothing else (Identifier.is_sure) belongs to the nearest such word of its sentence, or of the one
before; a short one only to a word right beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes.text.masking.context import Around, nearest
from minutes.text.masking.identifiers import Identifier, identifiers, is_counted, is_things
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.numberwords import (
    ACCOUNT,
    ACCOUNT_AFTER,
    ACCOUNT_BESIDE,
    BARE_NUMBER,
    BRANCH,
    CARD_BESIDE,
    FEW,
    OFFICIAL,
    PART,
    PARTS,
    POLICY,
    POLICY_AFTER,
    POLICY_BESIDE,
    RUNG,
    SHORT_CARD,
)
from minutes.text.masking.spoken import digits_of

_FIGURES = range(4, 21)
_PART_FIGURES = range(2, 6)
_ON_CARD_FIGURES = range(5, 17)
_LOOSE = re.compile(r"(?<![0-9０-９A-Za-z,.])[A-ZＡ-Ｚ]{0,3}-?[0-9０-９][0-9０-９A-ZＡ-Ｚ\-－]{5,}(?![,.]?[0-9])")
_LONG = 7  # figures of a number that is somebody's where nothing says so
_START_OF_SENTENCE = 12  # characters within which a number goes on from the sentence before


def numbers(text: str) -> Iterator[Hit]:
    """Every account and every number of insurance, pension, licence or certificate; parts of such numbers, too."""
    for one in identifiers(text):
        said = one.around()
        kind = _part(one, said) or _beside(one, said) or _in_sentence(one, said)
        if kind:
            yield Hit(one.start, one.end, kind, one.letters + one.figures)


def loose_numbers(text: str) -> Iterator[Hit]:
    """Long numbers without a word that says what they are: beside something personal they are somebody's, too."""
    for match in _LOOSE.finditer(text):
        figures = len(digits_of(match[0]))
        if figures >= _LONG and not is_counted(text, match.end(), figures) and not is_things(text, match.start()):
            yield Hit(*match.span(), Kind.POLICY, unicodedata.normalize("NFKC", match[0]).upper())


def _part(one: Identifier, said: Around) -> Kind | None:
    """口座番号の下四桁は4567."""
    if len(one.figures) not in _PART_FIGURES or not PART.search(said.before):
        return None
    return next((kind for kind, cue in PARTS.items() if cue.search(said.before)), None)


def _beside(one: Identifier, said: Around) -> Kind | None:
    """A number right beside its word, however short it is."""
    figures = len(one.figures)
    few = bool(BRANCH.search(said.before) and FEW.search(one.text))
    if few or (one.is_lettered and SHORT_CARD.search(said.before)):
        return Kind.POLICY
    if figures in _FIGURES and POLICY_BESIDE.search(said.before):
        return Kind.POLICY
    if figures in _ON_CARD_FIGURES and CARD_BESIDE.search(said.before):
        return Kind.POLICY
    if figures in _FIGURES and ACCOUNT_BESIDE.search(said.before):
        return Kind.ACCOUNT
    numbered = one.is_lettered or one.is_sure
    if figures in _FIGURES and numbered and POLICY_AFTER.match(said.after):
        return Kind.POLICY
    return Kind.ACCOUNT if figures in _FIGURES and numbered and ACCOUNT_AFTER.match(said.after) else None


def _in_sentence(one: Identifier, said: Around) -> Kind | None:
    """A number that counts nothing, by the nearest word of its sentence; where none is, by the sentence before."""
    if not one.is_sure or len(one.figures) not in _FIGURES or OFFICIAL.search(said.before) or RUNG.match(said.after):
        return None
    account, policy = nearest(ACCOUNT, said), nearest(POLICY, said)
    if account is None and policy is None:
        goes_on = len(said.before.strip()) <= _START_OF_SENTENCE or BARE_NUMBER.search(said.before)
        if not goes_on:
            return None
        if POLICY.search(said.prior):
            return Kind.POLICY
        return Kind.ACCOUNT if ACCOUNT.search(said.prior) else None
    if account is None or (policy is not None and policy <= account):
        return Kind.POLICY
    return Kind.ACCOUNT
