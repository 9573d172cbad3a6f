"""To-dos: someone is asked to do something, or undertakes it, by a time that was said. Owner and date as spoken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from minutes.domain import ActionItem, Meeting
from minutes.structure import cues
from minutes.structure.people import called
from minutes.structure.sentences import Sentence
from minutes.structure.threads import flags
from minutes.structure.turns import Turn

_DATE = (
    r"\d{1,2}月の(?:会議|審議会|部会|委員会|庁議|議会|定例会)|(?:(?:令和\d+年|来年|今年|本年|再来年)度?)?(?:\d{1,2}月(?:\d{1,2}日|末|上旬|中旬|下旬|中|頃|ごろ)?|\d{1,2}日)"
    r"|(?:今|来|再来)(?:月|週)(?:末|中|\d{1,2}日)?|年内|年度内|年度末|年末|本日中|明日|明後日|今年度末|今年度中|来年度"
    r"|(?:次回|次|今度)(?:の(?:会議|審議会|部会|委員会|庁議|本部会|打合せ))?"
)
DEADLINE = re.compile(rf"(?P<due>(?:{_DATE})の?(?:頃|ごろ)?まで)に?|(?P<moment>(?:{_DATE}))(?:に|には|で|では|、)")
DELIVERS = re.compile(r"(?:提出|報告|提示|お?示し|配布|配付|周知|修正|整理|回答|共有|用意|作成|公表|通知|送付|連絡|諮)")
PROMISES = re.compile(r"(?:ます|まして、[^。]*ます)。?$|(?:たいと(?:思|考え)[^。]*)。?$")
_NOT_YET = re.compile(r"ました|でしょうか|ますか|ません|検討(?:して|し|いた)|予定でし")

_OWNER = re.compile(
    r"(?:^|、)(?P<who>事務局|担当課|所管課|[^、。はにで]{1,14}(?:課|部|局|室))(?:さん)?(?:の(?:方|ほう))?"
    r"(?:は|に(?:は|おいて)?|で(?:は)?)、?"
)


def actions(turns: Sequence[Turn], meeting: Meeting, write: Callable[[str], str]) -> tuple[ActionItem, ...]:
    """The item's to-dos in spoken order."""
    found: list[ActionItem] = []
    raised = False
    for index, turn in enumerate(turns):
        following = turns[index + 1] if index + 1 < len(turns) else None
        found.extend(_asked_for(turn, following, meeting, write))
        if raised:
            found.extend(_promised(turn, write))
        raised = raised or turn.has("question") or turn.has("request")
    return tuple(found)


def _asked_for(
    turn: Turn, following: Turn | None, meeting: Meeting, write: Callable[[str], str]
) -> Iterator[ActionItem]:
    """A request counts as a to-do with a date, or when the chair asks, or when it is accepted at once."""
    accepted = following is not None and any(cues.ACCEPTS.search(sentence.cue) for sentence in following.sentences)
    for sentence, sense in zip(turn.sentences, turn.senses, strict=True):
        if sense != "request":
            continue
        due = deadline(sentence.cue)
        owner = _addressed(sentence.cue, meeting)
        if due or accepted or (turn.by_chair and owner):
            proof = (sentence, *_acceptance(following)) if accepted and following else (sentence,)
            owner = owner or (following.role if accepted and following else None)
            yield _action(write(sentence.text), owner, due, proof)


def _acceptance(turn: Turn) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in turn.sentences if cues.ACCEPTS.search(sentence.cue))[:1]


def _promised(turn: Turn, write: Callable[[str], str]) -> Iterator[ActionItem]:
    """「次回の会議でお示しします」「8月末までに提出いたします」 from those who answer."""
    if turn.by_chair:
        return
    for sentence in turn.kept():
        due = deadline(sentence.cue)
        by_then = due is not None and due.endswith("まで")
        firm = PROMISES.search(sentence.cue) and not _NOT_YET.search(sentence.cue)
        if firm and (by_then or (due and DELIVERS.search(sentence.cue))):
            yield _action(write(sentence.text), turn.role, due, (sentence,))


def deadline(cue: str) -> str | None:
    """The time by which, as it was said: 「…まで」 if there is one, else the last moment named."""
    matches = list(DEADLINE.finditer(cue))
    by_then = [match["due"] for match in matches if match["due"]]
    return by_then[0] if by_then else matches[-1]["moment"] if matches else None


def _addressed(cue: str, meeting: Meeting) -> str | None:
    """Who is to do it: a role on the roster, 事務局 or a section named with は, に or で."""
    match = _OWNER.search(cue)
    return called(cue, meeting) or (match["who"] if match else None)


def _action(text: str, owner: str | None, due: str | None, proof: Sequence[Sentence]) -> ActionItem:
    evidence = tuple(dict.fromkeys(id_ for sentence in proof for id_ in sentence.evidence))
    return ActionItem(text=text, owner=owner, due=due, evidence=evidence, flags=flags(proof))
