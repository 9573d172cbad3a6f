"""Titles of the roster that were misheard: DX水晶課長 for DX推進課長.

A title that is read just like one of the roster's is that one. One that is only read nearly alike may be somebody else's
(観光課長, 健康課長): it is put right where it calls upon a person and part of it is written as on the roster, else suggested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from minutes.domain import Attendee
from minutes.text.asking import asks
from minutes.text.correction.candidate import NAME, Candidate
from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import morae
from minutes.text.itaiji import as_name
from minutes.text.persons import person_of, rank_of
from minutes.text.reading import morphemes, reading
from minutes.text.roster import Mention, Roster, heard

_SENTENCE = re.compile(r"[^。．？！?!\n]+")
_LOOKS_LIKE_A_TITLE = re.compile(r"[長監事員幹査課室部局]")
_DIGIT = re.compile(r"\d")
_SHORTEST_SURE = 6  # kana; shorter ones sound like other words (会長, 階調)
_LEAST_WEIGHT = 0.6  # of a mention that is worth a suggestion
_LONGEST_CALL = 50  # kana
_SHAPES, _SAME, _ALIKE = "名簿の役職と字体だけが違います", "名簿の役職と読みが同じです", "名簿の役職と読みが似ています"
_SHARED = 2  # characters
SAME_SOUND, CALLED, DOUBTFUL = 0.93, 0.75, 0.3


class SpokenTitles:
    """The titles of a roster by their sound."""

    def __init__(self, attendees: tuple[Attendee, ...]) -> None:
        self._roster = Roster(attendees, titles_only=True)
        self._titles = {one.role: person_of(one).titles for one in attendees}
        self._known = frozenset(as_name(title) for role, own in self._titles.items() for title in (role, *own))

    def misheard(self, text: str) -> Iterator[Candidate]:
        """Candidates for titles, sentence by sentence."""
        for sentence in _SENTENCE.finditer(text):
            if not _LOOKS_LIKE_A_TITLE.search(sentence[0]):
                continue
            for mention in self._roster.mentions(heard(sentence[0])):
                if not mention.written or _DIGIT.search(mention.written):
                    continue  # what is spoken with a number is a number (1番)
                meant = self._nearest(sentence[0], mention)
                if candidate := _candidate(sentence[0], meant, self._known, sentence.start()):
                    yield candidate

    def _nearest(self, sentence: str, mention: Mention) -> Mention:
        """Of the person's titles the one that sounds most like what was heard."""
        if mention.weight == 1 or mention.department:
            return mention
        sounds = morae(heard(sentence).kana[mention.start : mention.end])
        nearest = min(self._titles[mention.role], key=lambda title: distance(sounds, morae(reading(title))))
        return replace(mention, written=nearest)


def _candidate(sentence: str, mention: Mention, known: frozenset[str], offset: int) -> Candidate | None:
    begins, ends = _edges(sentence)
    start, end = begins.get(mention.start), ends.get(mention.end)
    if start is None or end is None or end <= start:
        return None
    written = sentence[start:end]
    if _plain(written) == _plain(mention.written):
        return None
    shapes = as_name(written) == as_name(mention.written)
    rank, own = rank_of(written), rank_of(mention.written)
    if rank and own and rank != own:
        return None  # 教育長, 教育次長
    if not shapes and as_name(written) in known:
        return None  # another title of the roster, or of the same person
    score = _score(sentence, mention, written, shapes)
    if not score:
        return None
    why = _SHAPES if shapes else _SAME if mention.weight == 1 else _ALIKE
    return Candidate(offset + start, offset + end, mention.written, NAME, score, (why,))


def _score(sentence: str, mention: Mention, written: str, shapes: bool) -> float:
    kana = heard(sentence).kana
    rest = kana[mention.end :]
    called = len(kana) <= _LONGEST_CALL and not mention.department and (not rest or asks(rest))
    if shapes:
        return SAME_SOUND
    if mention.weight == 1:
        return SAME_SOUND if called or mention.end - mention.start >= _SHORTEST_SURE else 0.0
    if called and _shared(written, mention.written):
        return CALLED
    return DOUBTFUL if mention.weight >= _LEAST_WEIGHT else 0.0


def _shared(written: str, meant: str) -> bool:
    """Whether what distinguishes the title begins or ends as it does on the roster: DX of DX水晶課長."""
    one, other = (_plain(title).removesuffix(rank_of(title)) for title in (written, meant))
    return one[:_SHARED] == other[:_SHARED] or one[-_SHARED:] == other[-_SHARED:]


def _plain(text: str) -> str:
    """Full and half width are the form's business."""
    return unicodedata.normalize("NFKC", text)


def _edges(sentence: str) -> tuple[dict[int, int], dict[int, int]]:
    """Characters by kana: where words begin, where words end; signs, which are not spoken, lie between."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    kana = 0
    for word in morphemes(sentence):
        begins[kana] = word.start
        kana += len(word.reading)
        ends.setdefault(kana, word.start + len(word.surface))
    return begins, ends
