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
from minutes.structure.votes import Vote, asks_another_side

NO_ASSENT = "no_assent"  # proposed, but neither an assent nor an announcement was heard

# What a meeting does with an item; the first of them that is a verb in the sentence is the result.
_VERBS = (
    "(?:継続して|引き続き|改めて|再度)[^、。]{0,10}(?:審議|協議|検討|審査)",
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
    "付託",
    "(?:閉会中の)?継続審査",
    "継続審議",
    "継続",
    "保留",
    "差戻し",
    "差し戻し",
    "再提出",
    "再審議",
    "認定",
    "答申",
    "選任",
    "選出",
    "指名",
    "議決",
    "決定",
)
_VERB = re.compile(rf"(?:{'|'.join(_VERBS)})(?=と|す|し|さ|を|で|に|、|。|い)(?!に関|について|につき|を踏まえ|を受け)")
_RECOMMENDED = "すべきもの"  # a committee's result, on which the assembly decides
# What comes before the result itself: the assent, its reason, what the result is about.
_ASSENT = r"異議(?:は|が)?(?:なし|ない|ございません|ありません)(?:と|という)?(?:こと)?(?:で|を|も)?(?:認め)?(?:ます|ました|まして)?(?:ので)?"
_BEFORE = re.compile(
    rf"^.*(?:{_ASSENT}|(?:です|でございます|ます|ました)(?:ので|から|が)|(?:全員|多数|一致)(?:により|をもって)"
    r"|よって|したがって|したがいまして|それでは|では、)[、。]?"
)
_NUMBERED = (
    r"(?:ただいまの|この|本|当該)?(?:日程第\d+、?)?(?:(?:報告|協議|審議)?(?:議題|案件|議案|件|案|事項)|陳情|請願|認定|諮問|報告|発議|同意)"
    r"(?:の|第)?\d*(?:号)?(?:議案|陳情|請願)?"
)
_SUBJECT = re.compile(
    rf"^(?:{_NUMBERED}|[^、。]{{0,40}}(?:について|につきまして|の件|に関する件))(?:につきまして|について)?(?:は、?|も、?|、)"
)
_WRAPPED = re.compile(r"(?:ことに|こととし(?:て)?|ことで|ものと)$")  # 「承認することに決定」: the result is 承認
# 「次回に持ち越すということでよろしいですか」: any proposal to which people assent, unless it is about the talk itself.
_PROPOSED = re.compile(
    r"(?P<body>.*?[うくすつぬぶむるい](?<!という))(?:という)?(?:こと|形|整理|方向|扱い|取扱い|方針)(?:で|と|に)(?:し|いた|さ|、|よろ|ご|異|決|賛成)"
)
# 「報告を受けたということにいたしまして、次回議論する」: the first half of a result with two.
_HALF = re.compile(r"(?<=た)(?:という)?こと[にで](?:(?:いた)?しまし|させていただきまし|し)て、")
_ABOUT_TALK = re.compile(
    r"(?:質問|意見|質疑|発言)(?:は|が|も|を(?:受|お|い|終|求|打))|(?:質疑|討論|朗読|説明|採決)(?:は|を)|議事を|進行|休憩|散会|閉会"
    r"|お?時間(?:です|が|に?な|も)|発言|順番|傍聴|次の(?:議題|案件)|終わ(?:る|り)"
)
_VOTED = re.compile(
    r"^(?:(?:挙手|起立|賛成)者?(?:全員|多数|少数)|全員(?:賛成|一致)|全会一致|満場一致|賛成\d+[名人票]、反対\d+[名人票](?:、棄権\d+[名人票])?)"
    r"(?:により|で(?!す|ござ|あり)|をもって|をもちまして)、?"
)
_REFERS_BACK = re.compile(
    r"^(?:その|さ)よう|^(?:そういう|そうした|この(?!方針|案|内容|方向|計画)|その)|ように決定$|^.{0,4}決定$|その旨"
)
_AS_PROPOSED = re.compile(r"(原案|修正案|提案)(?:の(?:とおり|通り)|どおり|通り|とおり)(?:に|で)?、?")
_TAKES_TO = ("継続審査", "閉会中の継続審査", "継続審議", "継続", "保留", "差戻し", "差し戻し")  # 「継続審議とする」


@dataclass
class _Proposal:
    """What the chair put to the meeting."""

    text: str
    sentences: list[Sentence] = field(default_factory=list)
    agreed: bool = False


@dataclass
class _Ledger:
    """The results found so far and what is being decided."""

    write: Callable[[str], str]
    found: dict[str, Decision] = field(default_factory=dict)
    proposal: _Proposal | None = None
    vote: Vote = field(default_factory=Vote)

    def settle(self) -> None:
        """A proposal nobody announced as carried: a decision if someone agreed, else one to be confirmed."""
        if self.proposal is not None:
            before = self.proposal
            self.add(before.text, before.sentences, () if before.agreed else (NO_ASSENT,))

    def add(self, text: str, sentences: Sequence[Sentence], extra: tuple[str, ...] = ()) -> None:
        """The same result announced twice is one with all its evidence."""
        known = self.found.get(text)
        if not (known is not None and extra):
            words = self.vote.words
            proof = [*sentences[:-1], *self.vote.sentences, *sentences[-1:]]
            evidence = (*(known.evidence if known else ()), *(id_ for sentence in proof for id_ in sentence.evidence))
            flags = (*(flag for sentence in proof for flag in sentence.flags if flag != "unknown_speaker"), *extra)
            printed = known.text if known and not words else f"{words}により、{text}" if words else text
            self.found[text] = Decision(
                text=printed, evidence=tuple(sorted(dict.fromkeys(evidence))), flags=tuple(dict.fromkeys(flags))
            )
        self.proposal, self.vote = None, Vote()


def decisions(said: Sequence[Sentence], chair: str | None, write: Callable[[str], str]) -> tuple[Decision, ...]:
    """The item's results in spoken order; the same result announced twice is one with all its evidence."""
    ledger = _Ledger(write)
    for sentence in said:
        if chair is not None and sentence.key != chair:
            _assent(ledger, sentence)
        else:
            _lead(ledger, sentence)
    ledger.settle()
    return tuple(ledger.found.values())


def _assent(ledger: _Ledger, sentence: Sentence) -> None:
    if ledger.proposal is not None and cues.AGREED.search(sentence.cue):
        ledger.proposal.sentences.append(sentence)
        ledger.proposal.agreed = True


def _lead(ledger: _Ledger, sentence: Sentence) -> None:
    """A sentence of the chair: it puts something to the meeting, says how the vote went, or announces the result."""
    proposal = ledger.proposal
    text = result_text(sentence.cue, ledger.write)
    if cues.PROPOSES.search(sentence.cue):
        ledger.vote.hear(sentence)
        if not asks_another_side(sentence.cue):
            ledger.settle()
            text = text or _proposed(sentence.cue, ledger.write)
            ledger.proposal = _Proposal(text, [sentence]) if text else None
        return
    ledger.vote.hear(sentence)
    if ledger.vote.lost:
        ledger.proposal = proposal = None
    if proposal is not None and cues.CARRIED.search(sentence.cue):
        proposal.sentences.append(sentence)
        proposal.agreed = True
        proposal.text = max(proposal.text, text, key=len)
        return
    text = text or (_voted(sentence.cue, ledger.write) if ledger.vote.words else _announced(sentence.cue, ledger.write))
    if text:
        before = proposal if proposal is not None and proposal.agreed else _Proposal("")
        ledger.add(max(before.text, text, key=len), [*before.sentences, sentence])


def _voted(cue: str, write: Callable[[str], str]) -> str:
    """「よって、本案は決定されました」 after a vote, where nothing says what else was decided."""
    return write("決定します。") if re.search(r"決(?:定|し|ま)", cue) else ""


def _proposed(cue: str, write: Callable[[str], str]) -> str:
    match = _PROPOSED.search(_HALF.sub("こととし、", cue))
    body = _bare(match["body"]) if match else ""
    nothing = not body or _REFERS_BACK.search(body) or _ABOUT_TALK.search(body)
    return "" if nothing else write(_AS_PROPOSED.sub(r"\1のとおり", body) + "。")


def _announced(cue: str, write: Callable[[str], str]) -> str:
    """「事務局の案のとおり進めることといたします。」 — whatever the chair says it shall be, unless it is about the talk."""
    return "" if cues.NO_RESULT.search(cue) or not _ANNOUNCED.search(cue) else _proposed(cue, write)


_ANNOUNCED = re.compile(
    r"(?:こと|形|整理|方向|扱い|取扱い|方針)(?:で|と|に)(?:いたし|し|させていただき|決)[^、。]*ます。?$"
)


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
    before = _VOTED.sub("", cue[: verbs[-1].start()])
    if verb == "決定" and (wrapped := _WRAPPED.search(before)):
        body = _bare(before[: wrapped.start()])
        return "" if _REFERS_BACK.search(body) else write(_AS_PROPOSED.sub(r"\1のとおり", body) + "。")
    body = _bare(before) + verb
    if body in ("決定", "議決") or _REFERS_BACK.search(body):
        return ""
    body = _AS_PROPOSED.sub(r"\1のとおり", body)
    if cue[verbs[-1].end() :].startswith(_RECOMMENDED):
        return write(f"{body}{_RECOMMENDED}と決定します。")
    return write(body + ("とします。" if verb in _TAKES_TO else "します。"))
