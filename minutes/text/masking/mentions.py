"""Somebody who was named once with a word that gave him away is masked where the name stands alone, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minutes.text.itaiji import as_name
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.members import KnownPeople
from minutes.text.masking.persons import is_somebody
from minutes.text.masking.words import Words, end_of, is_name

_SHORTEST_WHOLE = 3  # characters of a name that is sought wherever it stands, not only as a word of its own


class Met:
    """Names of people outside the meeting, by identity (「山田 花子」, 「山田」)."""

    def __init__(self, identities: Iterable[str] = ()) -> None:
        self.identities = frozenset(identities)
        whole = {identity for identity in self.identities if " " in identity or len(identity) > _SHORTEST_WHOLE}
        spaced = (r"[\s　]*".join(map(re.escape, name.split())) for name in sorted(whole, key=len, reverse=True))
        self._whole = re.compile("|".join(spaced) or "(?!)")
        self.by_bare = {identity.replace(" ", ""): identity for identity in sorted(self.identities)}

    def whole_in(self, text: str) -> Iterator[re.Match[str]]:
        """Whole names, wherever they stand."""
        plain = as_name(text)
        return self._whole.finditer(plain if len(plain) == len(text) else text)


def mentions(words: Words, met: Met, known: KnownPeople) -> Iterator[Hit]:
    """Every further mention of somebody who was met."""
    if not met.identities:
        return
    for match in met.whole_in(words.text):
        identity = met.by_bare.get(re.sub(r"[\s　]", "", match[0]))
        if identity and not known.has(match[0]):
            yield Hit(*match.span(), Kind.PERSON, identity)
    for at, word in enumerate(words.all):
        identity = met.by_bare.get(as_name(word.surface)) if is_name(word) else None
        if identity and not known.has(word.surface) and is_somebody(words, at):
            yield Hit(word.start, end_of(word), Kind.PERSON, identity)
