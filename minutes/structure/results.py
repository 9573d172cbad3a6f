"""What was decided on an item: from the chair's proposal, the assent and the announcement.

「原案のとおり承認することでよろしいでしょうか」「異議なし」「異議なしと認め、そのように決定します」 is one decision with three
pieces of evidence: 「原案のとおり承認する。」
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from minutes.domain import Decision
from minutes.structure import cues
from minutes.structure.sentences import Sentence

NO_ASSENT = "no_assent"  # proposed, but neither an assent nor an announcement was heard

# What a meeting does with an item; the first of them that is a verb in the sentence is the result.
_VERBS = (
    "(?:継続して|引き続き|改めて|再度)[^、。]{0,10}(?:審議|協議|検討)",
    "原案可決",
    "修正可決",
    "承認",
    "可決",
    "否決",
    "了承",
    "不採択",
    "採択",
    "同意",
    "付議",
    "継続審議",
    "継続",
    "保留",
    "差戻し",
    "差し戻し",
    "再提出",
    "再審議",
    "認定",
    "決定",
)
_VERB = re.compile(rf"(?:{'|'.join(_VERBS)})(?=と|する|し|さ|を|で|に|、|。|い)(?!に関|について|につき)")
# What comes before the result itself: the assent, its reason, what the result is about.
_ASSENT = r"異議(?:は|が)?(?:なし|ない|ございません|ありません)(?:と|という)?(?:こと)?(?:で|を|も)?(?:認め)?(?:ます|ました|まして)?(?:ので)?"
_BEFORE = re.compile(
    rf"^.*(?:{_ASSENT}|(?:です|でございます|ます|ました)(?:ので|から|が)|(?:全員|多数|一致)(?:により|をもって)"
    r"|よって|したがって|したがいまして|それでは|では、)[、。]?"
)
_NUMBERED = r"(?:ただいまの|この|本|当該)?(?:報告|協議|審議)?(?:議題|案件|議案|件|案|事項)(?:の|第)?\d*(?:号)?(?:議案)?"
_SUBJECT = re.compile(
    rf"^(?:{_NUMBERED}|[^、。]{{0,40}}(?:について|につきまして|の件|に関する件))(?:につきまして|について)?(?:は、?|も、?|、)"
)
_WRAPPED = re.compile(r"(?:ことに|こととし(?:て)?|ことで|ものと)$")  # 「承認することに決定」: the result is 承認
_VOTE = re.compile(r"(?:挙手|起立)(?:全員|多数)|全員賛成|全会一致|賛成(?:多数|全員|\d+[名人票]、反対\d+[名人票])")
# 「次回に持ち越すということでよろしいですか」: any proposal to which people assent, unless it is about the talk itself.
_PROPOSED = re.compile(
    r"(?P<body>.*?[うくすつぬぶむるい])(?:という)?(?:こと|形)(?:で|と|に)(?:し|いた|さ|、|よろ|ご|異)"
)
_ABOUT_TALK = re.compile(r"質問|意見|進行|説明|休憩|時間|発言|順番|議事|傍聴")
_REFERS_BACK = re.compile(r"^(?:その|さ)よう|^(?:そういう|そうした|この|その)|ように決定$|^.{0,4}決定$|その旨")
_AS_PROPOSED = re.compile(r"(原案|修正案|提案)(?:の(?:とおり|通り)|どおり|通り|とおり)(?:に|で)?、?")
_TAKES_TO = ("継続審議", "継続", "保留", "差戻し", "差し戻し")  # 「継続審議とする」


@dataclass
class _Proposal:
    """What the chair put to the meeting."""

    text: str
    sentences: list[Sentence] = field(default_factory=list)
    agreed: bool = False


def decisions(said: Sequence[Sentence], chair: str | None, write: Callable[[str], str]) -> tuple[Decision, ...]:
    """The item's results in spoken order; the same result announced twice is one with all its evidence."""
    found: dict[str, Decision] = {}
    proposal: _Proposal | None = None
    for sentence in said:
        if chair is not None and sentence.key != chair:
            if proposal is not None and cues.AGREED.search(sentence.cue):
                proposal.sentences.append(sentence)
                proposal.agreed = True
            continue
        text = result_text(sentence.cue, write)
        if cues.PROPOSES.search(sentence.cue):
            _settle(found, proposal)
            text = text or _proposed(sentence.cue, write)
            proposal = _Proposal(text, [sentence]) if text else None
        elif proposal is not None and cues.CARRIED.search(sentence.cue):
            proposal.sentences.append(sentence)
            proposal.agreed = True
            proposal.text = max(proposal.text, text, key=len)
        elif text:
            before = proposal if proposal is not None and proposal.agreed else _Proposal("")
            _add(found, max(before.text, text, key=len), [*before.sentences, sentence])
            proposal = None
    _settle(found, proposal)
    return tuple(found.values())


def _settle(found: dict[str, Decision], proposal: _Proposal | None) -> None:
    """A proposal nobody announced as carried: a decision if someone agreed, else one to be confirmed."""
    if proposal is not None:
        _add(found, proposal.text, proposal.sentences, () if proposal.agreed else (NO_ASSENT,))


def _add(found: dict[str, Decision], text: str, sentences: Sequence[Sentence], extra: tuple[str, ...] = ()) -> None:
    known = found.get(text)
    if known is not None and extra:
        return
    evidence = (*(known.evidence if known else ()), *(id_ for sentence in sentences for id_ in sentence.evidence))
    flags = (*(flag for sentence in sentences for flag in sentence.flags if flag != "unknown_speaker"), *extra)
    found[text] = Decision(text=text, evidence=tuple(dict.fromkeys(evidence)), flags=tuple(dict.fromkeys(flags)))


def _proposed(cue: str, write: Callable[[str], str]) -> str:
    match = _PROPOSED.search(cue)
    if match is None or _ABOUT_TALK.search(cue):
        return ""
    body = _bare(match["body"])
    return "" if _REFERS_BACK.search(body) else write(_AS_PROPOSED.sub(r"\1のとおり", body) + "。")


def _bare(body: str) -> str:
    """Without the assent, reasons and the subject before it."""
    return _SUBJECT.sub("", _SUBJECT.sub("", _BEFORE.sub("", body)))


def result_text(cue: str, write: Callable[[str], str]) -> str:
    """「…、原案どおり承認することに決定いたしました。」 → 「原案のとおり承認する。」; "" when the sentence decides nothing."""
    if cues.NO_RESULT.search(cue):
        return ""
    verbs = list(_VERB.finditer(cue))
    while len(verbs) > 1 and verbs[-1].group() == "決定" and _WRAPPED.search(cue[: verbs[-1].start()]):
        verbs.pop()
    if not verbs:
        return ""
    verb = verbs[-1].group()
    body = _bare(cue[: verbs[-1].start()]) + verb
    if body == "決定" or _REFERS_BACK.search(body):
        return ""
    vote = _VOTE.search(cue)
    lead = f"{vote.group()}により、" if vote and vote.group() not in body else ""
    body = _AS_PROPOSED.sub(r"\1のとおり", body)
    return write(lead + body + ("とします。" if verb in _TAKES_TO else "します。"))
