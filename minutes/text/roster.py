"""The people on the roster by the sound of their titles and names: a recogniser misspells them, but hears them right.

「総務方成課長」 and 「総務法制課長」 sound the same; 「総務構成課長」 differs by one kana of eleven. 課長 and 部長 sound alike
too, so near misses count less than exact ones, and what two people could be meant by counts for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from minutes.domain import Attendee
from minutes.text.persons import person_of
from minutes.text.reading import katakana, morphemes, reading

# Kana of a form for each kana that may be wrong in it. 議長・市長・次長 differ by one in three, so short forms must fit.
_KANA_PER_ERROR = 4
_SHORT_FORM = 5
# How much less a form counts for each share of it that was misheard: after one call, one wrong kana of eleven is still
# enough for a name, one of eight (健康課長, 観光課長) needs a second sign.
_COST_OF_ERROR = 3.0
# Two people whose forms fit almost equally well: nobody is meant.
_MARGIN = 0.1
_ROUGHLY = 70  # rapidfuzz's first, cheap look
# A call whose beginning was lost (「〔DX〕推進課長、どうぞ」): so much of a form's end must be there, and it counts less.
_LEAST_END = 7
_COST_OF_LOST_BEGINNING = 0.3
# 会長 is part of 副会長 and 部会長: a form as short as this must not be the end of a longer title.
_PART_OF_OTHERS = 6
# A name that was misheard beyond a near miss (三宅 as 宮村): half of its kana, and far more than of anybody else's.
_LIKE_A_NAME = 0.5
_LIKER_THAN_OTHERS = 0.25
_TITLE_WORDS = ("名詞", "接頭辞", "接尾辞", "形状詞")

_BRACKET = re.compile(r"(.*?)[（(](.+?)[）)]$")
# The rank at the end of a title. Where the recogniser wrote another rank than the form has, someone else is meant
# (危機管理課長, 危機管理監).
_RANK = re.compile(
    r"(?:(?:フク)?(?:イイン|カイ|シ|ギ)チョウ|(?:キョク|シツ|ショ|カン|エン|コウ|ジ|カ|ブ)チョウ|シュカン|サンジ|[ギイ]イン|カン)$"
)
_TO_THE_CHAIR = "ギチョウ"  # what members say when they ask for the floor, whatever the chair's own title
TITLES = ("イイン", "ギイン", "クン", "サン", "サマ")
_HEADS = ("課長", "室長", "部長", "局長", "所長", "館長", "園長", "校長")  # of a section


@dataclass(frozen=True)
class Form:
    """A way to speak of someone, in katakana. `department`: it names the section, or the family, rather than the person
    (「危機管理課です」「山田です」). `written`: a title as the meeting file writes it; empty where a name is part of it."""

    kana: str
    role: str
    department: bool = False
    written: str = ""


@dataclass(frozen=True)
class Heard:
    """The kana of a sentence, and the places in it where a title may begin: not in the middle of a row of nouns."""

    kana: str
    begins: frozenset[int]

    def first(self, kana: int) -> Heard:
        return Heard(self.kana[:kana], frozenset(begin for begin in self.begins if begin < kana))

    def last(self, kana: int) -> Heard:
        cut = max(0, len(self.kana) - kana)
        return Heard(self.kana[cut:], frozenset(begin - cut for begin in self.begins if begin >= cut))


@lru_cache(maxsize=4096)  # a sentence is looked at for several signs
def heard(sentence: str) -> Heard:
    kana, begins, inside = "", set(), False
    for morpheme in morphemes(sentence):
        if not inside:
            begins.add(len(kana))
        kana += morpheme.reading
        inside = morpheme.pos[0] in _TITLE_WORDS
    return Heard(kana, frozenset(begins))


@dataclass(frozen=True)
class Mention:
    """Someone is spoken of at `start`…`end` of a sentence's kana; `weight` 0–1: how well it fits. `written`: see Form."""

    role: str
    start: int
    end: int
    weight: float
    department: bool = False
    written: str = ""


class Roster:
    """Everybody who can have spoken, and the forms in which each is called."""

    def __init__(self, attendees: Iterable[Attendee], titles_only: bool = False) -> None:
        """`titles_only`: without the forms that hold a name."""
        everybody = tuple(attendees)
        present = [attendee for attendee in everybody if attendee.presence != "absent"]
        self.roles: tuple[str, ...] = tuple(attendee.role for attendee in present)
        self.chair: str | None = next((attendee.role for attendee in present if attendee.chair), None)
        self._families = _families(present)
        forms = [form for attendee in everybody for form in _forms(attendee) if form.written or not titles_only]
        self._forms = _unambiguous(forms)
        self._known: dict[Heard, tuple[Mention, ...]] = {}

    def mentions(self, sentence: Heard) -> tuple[Mention, ...]:
        """Who of those present is spoken of, best first; a place in the sentence belongs to the best form only."""
        if sentence not in self._known:
            self._known[sentence] = tuple(self._mentions(sentence))
        return self._known[sentence]

    def _mentions(self, sentence: Heard) -> list[Mention]:
        found = [mention for form in self._forms if (mention := _mention(form, sentence)) is not None]
        found += _without_beginning(self._forms, sentence)
        found.sort(key=lambda mention: (mention.weight, mention.end - mention.start), reverse=True)
        kept: list[Mention] = []
        unclear: list[Mention] = []
        for mention in found:
            rivals = [other for other in kept if other.start < mention.end and mention.start < other.end]
            if not rivals:
                kept.append(mention)
            unclear += [other for other in rivals if self._confusable(other, mention)]
        return [mention for mention in kept if mention not in unclear and mention.role in self.roles]

    def most_like(self, family: str) -> str | None:
        """Whose family name sounds most like this one, if one person's does and nobody else's nearly as much."""
        from rapidfuzz.distance import Levenshtein

        likeness = sorted(((Levenshtein.normalized_similarity(family, own), role) for own, role in self._families))
        best, second = [*reversed(likeness), (0.0, ""), (0.0, "")][:2]
        return best[1] if best[0] >= _LIKE_A_NAME and best[0] - second[0] >= _LIKER_THAN_OTHERS else None

    @staticmethod
    def _confusable(best: Mention, other: Mention) -> bool:
        same_length = abs((best.end - best.start) - (other.end - other.start)) <= 1
        return best.role != other.role and same_length and best.weight - other.weight < _MARGIN


@lru_cache(maxsize=8)  # with what it has found so far
def roster_of(attendees: tuple[Attendee, ...]) -> Roster:
    """The roster of a meeting."""
    return Roster(attendees)


def _forms(attendee: Attendee) -> list[Form]:
    base, inside = attendee.role, ""
    if bracket := _BRACKET.match(attendee.role):
        base, inside = bracket[1], bracket[2]
    titles = [reading(base), *TITLES]
    written = {reading(text): text for text in reversed((base, *attendee.aliases))}
    spoken = [*reversed(written)]
    families: list[str] = []
    for surname in filter(None, (_surname(attendee), reading(inside))):
        spoken += [surname + title for title in titles]
        if rank := _RANK.search(titles[0]):
            spoken += [surname + rank[0], f"{rank[0]}ノ{surname}"]  # 大塚課長、課長の大塚
        families.append(surname)
    if full := reading("".join(katakana(attendee.reading).split() or attendee.name.split())):
        spoken += [full + title for title in TITLES]
    if attendee.chair:
        spoken.append(_TO_THE_CHAIR)
    forms = [Form(kana, attendee.role, written=written.get(kana, "")) for kana in dict.fromkeys(spoken) if kana]
    forms += [Form(kana, attendee.role, department=True) for kana in dict.fromkeys(families) if len(kana) > 1]
    for text in (base, *attendee.aliases):
        if text.endswith(_HEADS) and len(text) > len("課長"):
            section = text[: -len("長")]
            forms.append(Form(reading(text)[: -len("チョウ")], attendee.role, department=True, written=section))
    return forms


def _families(attendees: Sequence[Attendee]) -> tuple[tuple[str, str], ...]:
    """Family name and role of those who have a name, of namesakes none."""
    named = [(kana, attendee.role) for attendee in attendees if (kana := _surname(attendee))]
    kanas = [kana for kana, _ in named]
    return tuple((kana, role) for kana, role in named if kanas.count(kana) == 1)


def _surname(attendee: Attendee) -> str:
    """How the family's name is read, in katakana; empty where nothing is known."""
    family = person_of(attendee).family
    return family.kana if family else ""


def _unambiguous(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Without forms that two people share (several 委員 without a name)."""
    owners: dict[str, set[str]] = {}
    for form in forms:
        owners.setdefault(form.kana, set()).add(form.role)
    return tuple(dict.fromkeys(form for form in forms if len(owners[form.kana]) == 1))


def _mention(form: Form, sentence: Heard) -> Mention | None:
    """The best place of a form in a sentence, if it is good enough."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    kana = sentence.kana
    places = [match.start() for match in re.finditer(re.escape(form.kana), kana)]
    if len(form.kana) <= _PART_OF_OTHERS:
        places = [place for place in places if place in sentence.begins]
    if places:
        return Mention(form.role, places[-1], places[-1] + len(form.kana), 1.0, form.department, form.written)
    allowed = 0 if len(form.kana) <= _SHORT_FORM else len(form.kana) // _KANA_PER_ERROR
    if not allowed or not kana:
        return None
    rough = fuzz.partial_ratio_alignment(form.kana, kana, score_cutoff=_ROUGHLY)
    if rough is None:
        return None
    near = [
        (Levenshtein.distance(form.kana, kana[start:end]), abs(end - start - len(form.kana)), start, end)
        for start in range(max(0, rough.dest_start - 2), rough.dest_start + 3)
        for end in range(rough.dest_end - 2, min(len(kana), rough.dest_end + 2) + 1)
        if end > start
    ]
    errors, _, start, end = min(near)
    if errors > allowed or _other_rank(form.kana, kana, end):
        return None
    weight = 1.0 - _COST_OF_ERROR * errors / len(form.kana)
    return Mention(form.role, start, end, weight, form.department, form.written) if weight > 0 else None


def _without_beginning(forms: Sequence[Form], sentence: Heard) -> list[Mention]:
    """Whose title's end the sentence begins with, if only one person's does."""
    ends = [
        Mention(form.role, 0, length, 1.0 - _COST_OF_LOST_BEGINNING)
        for form in forms
        if not form.department
        for length in range(len(form.kana) - 1, _LEAST_END - 1, -1)
        if sentence.kana.startswith(form.kana[-length:])
    ]
    longest = max((mention.end for mention in ends), default=0)
    best = [mention for mention in ends if mention.end == longest]
    return best[:1] if len({mention.role for mention in best}) == 1 else []


def _other_rank(form: str, kana: str, end: int) -> bool:
    """Whether the place that ends about `end` has a rank, and not the form's."""
    own = _RANK.search(form)
    ranks = [rank for stop in range(end, min(len(kana), end + 2) + 1) if (rank := _RANK.search(kana[:stop]))]
    heard = max((rank[0] for rank in ranks if rank.start() < end), key=len, default=None)
    return own is not None and heard is not None and heard != own[0]
