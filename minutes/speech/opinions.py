"""What the words of a meeting say about who speaks: each sign becomes an opinion about one speaker, with a weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from minutes.domain import Seconds, Text, Utterance, Value
from minutes.speech.calls import Sign, chair_acts, is_request, only_a_chair_says, signs, spoken_sentences
from minutes.text.roster import Roster

Reason = Literal[
    "introduction",
    "called",
    "question",
    "thanks",
    "leads",
    "calls",
    "calls another",
    "called by the chair",
    "voiceprint",
    "channel",
]
# Reasons as a clerk reads them in naming.json.
IN_WORDS: dict[Reason, str] = {
    "introduction": "自ら名乗りました。",
    "called": "名前を呼ばれた直後に話しました。",
    "question": "名前を挙げて質問された直後に話しました。",
    "thanks": "話した直後に、名前を呼んで礼を言われました。",
    "leads": "議事を進める言葉を述べました。",
    "calls": "ほかの人を指名しました。",
    "calls another": "この人を指名したので、本人ではないと考えられます。",
    "called by the chair": "議長に指名されたので、議長ではないと考えられます。",
    "voiceprint": "登録された声に似ています。",
    "channel": "この人のマイクの音声です。",
}
# Weights. An introduction is a statement of fact, a call is followed by the one called nearly always; each phrase of a
# chair says little alone, and they end to add up at `_ACTS_AT_MOST`.
_INTRODUCTION = 1.2
_CALL = 1.0
_CALL_BY_OTHERS = 0.5
_CALL_SAME_VOICE = 0.7  # the diariser heard no change after the call, the words suggest one
_QUESTION = 0.6
_THANKS = 0.5
_CALLER_IS_CHAIR = 0.4
_CALLED_IS_NOT_CHAIR = 0.5
_ACT = 0.35
_ACTS_AT_MOST = 2.1
# A call or a phrase only a chair uses, whatever voice the diariser heard.
_SOUNDS_LIKE_CHAIR = 0.7
# In a long utterance the voice is surer than a phrase: a secretary opens meetings, too.
_PERHAPS_CHAIR = 0.5
_VOICE_IS_SURE_S = 5.0
# The one called answers within seconds, and not with an 「はい」 of somebody else.
_ANSWER_WITHIN_S = 15.0
_SHORT_S = 1.0
_LOOK_AHEAD = 4
_CHARACTER_S = 0.15  # 400 characters a minute
_QUOTED = 40  # characters of what was said


class Opinion(Value):
    """That `speaker` is (weight > 0) or is not (< 0) the person of that role.

    `here`: the weight with which it holds for the utterance `about`, even against what the diariser heard; 0: it says
    nothing about that one in particular. `utterance`, `start` and `said` are the words that make us think so.
    """

    speaker: str
    role: Text
    weight: float
    here: float
    reason: Reason
    about: str
    utterance: str
    start: Seconds
    said: Text


def opinions_of(utterances: Sequence[Utterance], roster: Roster) -> tuple[Opinion, ...]:
    """Everything the words say about who the speakers are."""
    said = [signs(u.text, roster) for u in utterances]
    acts = [chair_acts(u.text) for u in utterances]
    leader = _leader(utterances, said, acts)
    opinions: list[Opinion] = []
    for index, signs_here in enumerate(said):
        for sign in signs_here:
            opinions += _of_sign(sign, index, utterances, roster, leader)
    return (*opinions, *_of_acts(utterances, acts, roster))


def _leader(utterances: Sequence[Utterance], said: Sequence[list[Sign]], acts: Sequence[int]) -> str | None:
    """The speaker who calls others and speaks like a chair: the one whose calls count in full."""
    weight: dict[str, float] = defaultdict(float)
    for utterance, its_signs, count in zip(utterances, said, acts, strict=True):
        weight[utterance.speaker] += count + sum(sign.kind == "call" for sign in its_signs)
    best = max(weight, key=lambda speaker: weight[speaker], default=None)
    return best if best is not None and weight[best] > 0 else None


def _of_sign(
    sign: Sign, index: int, utterances: Sequence[Utterance], roster: Roster, leader: str | None
) -> list[Opinion]:
    here = utterances[index]
    following = utterances[index + 1 :][:_LOOK_AHEAD]
    if sign.kind == "introduction":
        return [_opinion(here, here, sign.role, _INTRODUCTION * sign.weight, "introduction", sign.said)]
    if sign.kind == "thanks":
        spoke = _spoke_before(index, utterances)
        return [_opinion(spoke, here, sign.role, _THANKS * sign.weight, "thanks", sign.said)] if spoke else []
    if sign.kind == "question":
        answer = _answer(here, following, roster)
        if answer is None or leader in (answer.speaker, here.speaker):
            return []
        return [_opinion(answer, here, sign.role, _QUESTION * sign.weight, "question", sign.said)]
    return _of_call(sign, here, following, roster, leader)


def _of_call(
    sign: Sign, here: Utterance, following: Sequence[Utterance], roster: Roster, leader: str | None
) -> list[Opinion]:
    chair = roster.chair if roster.chair != sign.role else None
    weight = sign.weight * (_CALL if here.speaker == leader or chair else _CALL_BY_OTHERS)
    found = []
    if here.speaker == leader:
        found.append(_opinion(here, here, sign.role, -weight, "calls another", sign.said, 0.0))
    if chair:
        weight_here = _CALLER_IS_CHAIR * sign.weight
        found.append(_opinion(here, here, chair, weight_here, "calls", sign.said, _SOUNDS_LIKE_CHAIR))
    answer = _answer(here, following, roster)
    if answer is None:
        return found
    same_voice = answer.speaker == here.speaker
    found.append(
        _opinion(answer, here, sign.role, _CALL_SAME_VOICE * sign.weight if same_voice else weight, "called", sign.said)
    )
    if chair and not same_voice:
        found.append(_opinion(answer, here, chair, -_CALLED_IS_NOT_CHAIR, "called by the chair", sign.said, 0.0))
    return found


def _opinion(
    about: Utterance, where: Utterance, role: str, weight: float, reason: Reason, said: str, here: float | None = None
) -> Opinion:
    """`here`: as the weight for the speaker, unless given."""
    return Opinion(
        speaker=about.speaker,
        role=role,
        weight=round(weight, 3),
        here=round(weight if here is None else here, 3),
        reason=reason,
        about=about.id,
        utterance=where.id,
        start=where.start,
        said=said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…",
    )


def _spoke_before(index: int, utterances: Sequence[Utterance]) -> Utterance | None:
    before = [u for u in utterances[max(0, index - _LOOK_AHEAD) : index] if u.speaker != utterances[index].speaker]
    return before[-1] if before else None


def _answer(call: Utterance, following: Sequence[Utterance], roster: Roster) -> Utterance | None:
    """The utterance that answers a call: the next of another speaker, an 「はい」 of a third one aside.

    Where the same voice goes on and then calls again, or answers, the diariser has missed a change.
    """
    near = [u for u in following if u.start - call.end <= _ANSWER_WITHIN_S]
    if near and _is_only_request(near[0].text):
        near = near[1:]  # 「説明をお願いします。」 that the diariser took for the one called
    before_next_call = list(takewhile(lambda u: not _calls(u, roster), near))
    others = [u for u in before_next_call if u.speaker != call.speaker]
    own = before_next_call[:1] if before_next_call and before_next_call[0].speaker == call.speaker else []
    if own and (not others or own[0].text.startswith(_ANSWERS)):
        is_piece = "." in own[0].id or own[0].text.startswith(_ANSWERS)
        return own[0] if is_piece and not _leads(own[0]) else None
    if not others:
        return None
    first = others[0]
    at_once = len(others) > 1 and near.index(others[1]) == near.index(first) + 1
    return others[1] if seconds_of(first) < _SHORT_S and at_once else first


def seconds_of(utterance: Utterance) -> Seconds:
    """How long it takes to say; of a transcript without times, as long as its text takes."""
    return utterance.end - utterance.start or _CHARACTER_S * len(utterance.text)


_ANSWERS = ("はい", "えー", "ええ", "お答え", "ご説明")


def _calls(utterance: Utterance, roster: Roster) -> bool:
    return any(sign.kind == "call" for sign in signs(utterance.text, roster))


def _is_only_request(text: str) -> bool:
    sentences = spoken_sentences(text)
    return len(sentences) == 1 and is_request(sentences[0])


def _of_acts(utterances: Sequence[Utterance], acts: Sequence[int], roster: Roster) -> list[Opinion]:
    """The chair's phrases, each speaker's weighed together; a single one may be anybody's."""
    if not roster.chair:
        return []
    opinions: list[Opinion] = []
    spent: dict[str, float] = defaultdict(float)
    for index, (utterance, count) in enumerate(zip(utterances, acts, strict=True)):
        weight = min(_ACT * count, _ACTS_AT_MOST - spent[utterance.speaker])
        is_chairs = _leads(utterance) or _is_rest_of_call(index, utterances, roster)
        long = seconds_of(utterance) >= _VOICE_IS_SURE_S
        clear = (_PERHAPS_CHAIR if long else _SOUNDS_LIKE_CHAIR) if is_chairs else 0.0
        if weight > 0 or clear:
            spent[utterance.speaker] += max(weight, 0.0)
            text = utterance.text
            opinions.append(_opinion(utterance, utterance, roster.chair, max(weight, 0.0), "leads", text, clear))
    return opinions


def _leads(utterance: Utterance) -> bool:
    """Whether the words leave hardly anybody but the chair."""
    return any(only_a_chair_says(one) for one in spoken_sentences(utterance.text))


def _is_rest_of_call(index: int, utterances: Sequence[Utterance], roster: Roster) -> bool:
    """「説明をお願いします。」 right after 「DX推進課長。」"""
    return index > 0 and _is_only_request(utterances[index].text) and _calls(utterances[index - 1], roster)
