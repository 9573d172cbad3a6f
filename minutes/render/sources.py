"""The utterances behind the minutes: who spoke, when, and what a remark says about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutes.domain import Attendee, Correction, Meeting, Recording, Statement, Utterance
from minutes.render.flags import NO_TIMES
from minutes.render.forms import Form, Person
from minutes.render.japanese import recording_time
from minutes.render.letters import Letters
from minutes.render.offices import called
from minutes.render.recording import place_in_file
from minutes.render.sheet import Piece
from minutes.render.styles import CHECK
from minutes.render.suggestions import Suggestions

# Why a word was only suggested, by the rule that found it.
_UNDECIDED = {
    "literal": "辞書の誤変換にある形ですが、前後の言葉からは決められません。",
    "reading": "辞書の用語と読みが同じですが、前後の言葉からは決められません。",
    "sound": "辞書の用語と読みが似ていますが、前後の言葉からは決められません。",
    "letters": "英字の用語の読みに似ていますが、前後の言葉からは決められません。",
    "name": "名簿の書き方と違いますが、同じ人か同じ役職か決められません。",
}
_NAMING: tuple[Person, ...] = ("role", "surname", "full")  # whoever reads the form knows who spoke
_QUOTED = 160  # characters of the utterances a remark repeats: enough to find the place, still fits Word's balloon


class Sources:
    """The utterances by their ids, and the voices nobody has named numbered in the order they are first heard."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        meeting: Meeting,
        form: Form,
        recording: Recording | None = None,
        corrections: Sequence[Correction] = (),
        remarks: bool = True,
    ) -> None:
        """`remarks`: whether marks carry one."""
        self.form = form
        self._remarks = remarks
        self._nameless = form.anonymous or form.person == "letter"
        self.checks = 0  # marks made so far
        self._suggestions = Suggestions(corrections)
        self._recording = recording
        self.utterances = utterances
        self._attendees = {attendee.role: attendee for attendee in meeting.attendees}
        self._by_id = {utterance.id: utterance for utterance in utterances}
        self._letters = Letters(meeting, utterances)
        self._order = {utterance.id: index for index, utterance in enumerate(utterances)}
        unnamed = [utterance for utterance in utterances if utterance.name is None]
        labels = dict.fromkeys(utterance.speaker for utterance in unnamed)
        self._voices = {label: number for number, label in enumerate(labels, start=1)}
        self._first = {utterance.speaker: utterance.id for utterance in reversed(unnamed)}

    @property
    def voices(self) -> int:
        """How many voices nobody has named."""
        return len(self._voices)

    @property
    def suggested(self) -> int:
        """How many suggestions hang on the text so far."""
        return self._suggestions.placed

    def person(self, role: str | None) -> str:
        """A speaker as the form writes one; None is somebody unknown."""
        if role is None:
            return self.form.labels.unknown
        return self.attendee(self._attendees.get(role) or Attendee(role=role), self.form.person)

    def attendee(self, attendee: Attendee, how: Person) -> str:
        """Somebody on the roster, as speakers are written."""
        speakers = self.form.speakers if how == self.form.person else None
        return called(attendee, how, speakers, self._letters.of(attendee.role))

    def speaker(self, utterance: Utterance) -> str:
        """Who spoke: the person, or the number of the voice, the same throughout the meeting."""
        if utterance.name is not None:
            return self.person(utterance.name)
        return self.form.labels.voice.format(number=self._voices[utterance.speaker])

    def told(self, utterance: Utterance) -> str:
        """Who spoke, for the clerk: also where the form does not say."""
        hidden = utterance.name is not None and self.form.person not in _NAMING
        return str(utterance.name) if hidden else self.speaker(utterance)

    def is_new_voice(self, utterance: Utterance) -> bool:
        """Whether a voice is heard here for the first time that nobody has named, although there is a roster."""
        unnamed = utterance.name is None and bool(self._attendees)
        return unnamed and self._first[utterance.speaker] == utterance.id

    def first(self, evidence: Iterable[str]) -> int | None:
        """The place in spoken order of the earliest of these utterances, None if none of them is there."""
        return min((self._order[name] for name in evidence if name in self._order), default=None)

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether any of these words was spoken."""
        return any(word in utterance.text for utterance in self.utterances for word in words)

    def owner(self, owner: str) -> str:
        """Who is to do something, as spoken: without a name where the form has none."""
        return self._letters.without_names(owner) if self._nameless else owner

    def heard(self, statements: Iterable[Statement]) -> str:
        """What was said in the utterances these statements rest on."""
        proof = dict.fromkeys(name for one in statements for name in one.evidence)
        return "".join(one.text for name in proof if (one := self._by_id.get(name)))

    def check(self, reasons: Sequence[str], evidence: Iterable[str] = ()) -> tuple[Piece, ...]:
        """The mark for the clerk with its remark: why, whose voice, where in the recording. Empty without a reason, and
        where the document has no marks."""
        if not reasons or not self.form.labels.check:
            return ()
        found = [self._by_id[name] for name in evidence if name in self._by_id]
        remark = [f"理由：{reason}" for reason in reasons]
        if found:
            speakers = "、".join(dict.fromkeys(map(self.told, found)))
            start, end = min(one.start for one in found), max(one.end for one in found)
            heard = "".join(one.text for one in found)
            remark.append(f"発言者：{speakers}")
            if not any(NO_TIMES in one.flags for one in found):
                place = place_in_file(self._recording, start) if self._recording else ""
                remark.append(f"録音の時刻：{recording_time(start)}～{recording_time(end)}{place}")
            remark.append(f"書き起こし：{heard[:_QUOTED]}{'…' if len(heard) > _QUOTED else ''}")
        self.checks += 1
        return (Piece(self.form.labels.check, style=CHECK, remark=tuple(remark) if self._remarks else ()),)

    def remarked(self, text: str, evidence: Iterable[str]) -> tuple[Piece, ...]:
        """The text and what it rests on, with a remark on each stretch for which another word is suggested."""
        proof = tuple(evidence)
        if self._nameless:
            text = self._letters.without_names(text)
        pieces: list[Piece] = []
        at = 0
        for place in self._suggestions.take(text, [self._by_id[name] for name in proof if name in self._by_id]):
            remark = self._suggestion(place.correction)
            pieces.append(Piece(text[at : place.start], evidence=proof))
            pieces.append(Piece(text[place.start : place.end], remark=remark, evidence=proof))
            at = place.end
        return (*pieces, Piece(text[at:], evidence=proof)) if at < len(text) or not pieces else tuple(pieces)

    def said(self, utterance: str) -> tuple[str, str]:
        """When an utterance begins and who spoke it, as far as anybody knows."""
        found = self._by_id.get(utterance)
        if found is None:
            return "", ""
        timed = NO_TIMES not in found.flags
        place = place_in_file(self._recording, found.start) if self._recording else ""
        return recording_time(found.start) + place if timed else "", self.told(found)

    def place(self, correction: Correction) -> tuple[str, str]:
        """About when the words were said (empty where nobody knows), and by whom."""
        utterance = self._by_id.get(correction.utterance)
        return (self._time(utterance, correction), self.told(utterance)) if utterance else ("", "")

    def _suggestion(self, correction: Correction) -> tuple[str, ...]:
        utterance = self._by_id[correction.utterance]
        reason = _UNDECIDED.get(correction.rule, correction.rule)
        time = self._time(utterance, correction)
        return (
            f"用語の候補：「{correction.before}」→「{correction.after}」",
            f"理由：{reason}（確からしさ{round(correction.score * 100)}％）",
            f"発言者：{self.told(utterance)}",
            *([f"録音の時刻：{time}ごろ"] if time else []),
        )

    def _time(self, utterance: Utterance, correction: Correction) -> str:
        """As far into the utterance as the words are into its text; empty where nobody knows the time."""
        if NO_TIMES in utterance.flags:
            return ""
        said = utterance.start + (utterance.end - utterance.start) * correction.start / max(len(utterance.heard), 1)
        return recording_time(said) + (place_in_file(self._recording, said) if self._recording else "")


def person(attendee: Attendee, how: Person) -> str:
    """An attendee as role, role and surname, or role and full name; without a name on the roster, the role."""
    return called(attendee, how)
