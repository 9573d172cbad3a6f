"""To-dos: someone is asked to do something, or undertakes it, by a time that was said. Owner and date as spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.domain import ActionItem, Meeting
from minutes.structure import cues
from minutes.structure.cues import OPENERS
from minutes.structure.sentences import Sentence
from minutes.structure.threads import flags
from minutes.structure.turns import Turn
from minutes.text.plain_style import as_task

_YEAR = r"(?:令和\d+年|来年|今年|本年|再来年)度?の?"
_MEETING = r"の?(?:会議|審議会|部会|委員会|庁議|本部会|打合せ|議会|定例会|[^、。のにで]{1,6}会議)"
_DATE = (
    rf"\d{{1,2}}月{_MEETING}"
    rf"|(?:{_YEAR})?(?:\d{{1,2}}月(?:\d{{1,2}}日|末|上旬|中旬|下旬|中|頃|ごろ)?|\d{{1,2}}日)"
    r"|(?:今|来|再来)(?:月|週)の?(?:末|中|\d{1,2}日|[月火水木金]曜日?)?|年内|年度内|年度末|年末|本日中|明日|明後日|今年度末|今年度中|来年度"
    rf"|次の(?:会議|委員会|審議会|協議会|部会)|(?:次回|今度)(?:{_MEETING})?"
)
_OCCASION = r"(?:の[^、。はがをに]{1,8}?)?"  # 「来年度の契約までに」「12月の広報紙で」
DEADLINE = re.compile(
    rf"(?P<due>(?:(?:{_DATE})から、?)?(?:{_DATE}){_OCCASION}(?:頃|ごろ)?まで)に?"
    rf"|(?P<moment>(?:{_DATE})(?:の[^、。はがをに]{{1,8}}(?=で))?)(?:に|には|で|では|、)"
)
DELIVERS = re.compile(
    r"(?:提出|報告|提示|お?示し|配布|配付|周知|修正|整理|回答|共有|用意|作成|公表|通知|送付|連絡|諮|試算|調査|確認|お?持ち|持参|知らせ|見直|調整|改善|追記|反映)"
)
PROMISES = re.compile(r"(?:ます|まして、[^。]*ます)。?$|(?:たいと(?:思|考え)[^。]*)。?$")
_RESERVATION = re.compile(r"(?:です|ます|ません|ました|である|ない|た|る)(?:が|ので)、")
_NOT_YET = re.compile(r"ました|でしょうか|ますか|ません|て(?:おり|い)ます|検討(?:して|し|いた)|予定でし")

_ADDRESSED = r"(?:さん)?(?:の(?:方|ほう))?(?:は|に(?:は|おいて)?|で(?:は)?)、?"
_OWNER = re.compile(
    rf"(?:^|、)(?P<who>事務局|(?:担当|所管|関係|各)課|[^、。はにで]{{1,14}}(?:課|部|局|室)長?){_ADDRESSED}"
)

_COUNT = re.compile(r"(?:あと|もう)?[一二三四五1-5]点(?:だけ)?")
_BARE = re.compile(r"[一-龠]{2,4}を?(?:し|お願|くださ|いただ|願)")
_NO_TASK = re.compile(
    r"(?:どうぞ)?(?:よろしく)?お?願い(?:(?:いた)?します|いたしたい|したい)(?:と(?:思い|存じ)ます)?。?"
)


def actions(turns: Sequence[Turn], meeting: Meeting) -> tuple[ActionItem, ...]:
    """The item's to-dos in spoken order."""
    found: list[ActionItem] = []
    raised = False
    for index, turn in enumerate(turns):
        following = turns[index + 1] if index + 1 < len(turns) else None
        found.extend(_asked_for(turn, following, meeting))
        if raised:
            found.extend(_promised(turn, after_request=index > 0 and turns[index - 1].has("request")))
        raised = raised or turn.has("question") or turn.has("request")
    return tuple(found)


def _asked_for(turn: Turn, following: Turn | None, meeting: Meeting) -> Iterator[ActionItem]:
    """A request is a to-do if it has a date, if the chair addresses it, or if it is accepted as it stands."""
    accepted = _acceptance(following) if following is not None else ()
    as_it_stands = accepted and following is not None and (turn.by_chair or not following.kept())
    for sentence, sense in zip(turn.sentences, turn.senses, strict=True):
        if sense != "request":
            continue
        due = deadline(sentence.cue)
        owner, task = _addressed(sentence, meeting)
        if _NO_TASK.fullmatch(task):
            continue
        if due or as_it_stands or (turn.by_chair and owner):
            owner = owner or (following.role if accepted and following else None)
            yield _action(as_task(task), owner, due, (sentence, *accepted))


def _acceptance(turn: Turn) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in turn.sentences if cues.ACCEPTS.search(sentence.cue))[:1]


def _promised(turn: Turn, after_request: bool) -> Iterator[ActionItem]:
    """「次回の会議でお示しします」「8月末までに提出いたします」 from those who answer; to a request also without a time."""
    if turn.by_chair:
        return
    for sentence in turn.kept():
        due = deadline(sentence.cue)
        by_then = due is not None and due.endswith("まで")
        firm = PROMISES.search(sentence.cue) and not _NOT_YET.search(sentence.cue.rpartition("、")[2])
        if firm and (by_then or ((due or after_request) and DELIVERS.search(sentence.cue))):
            yield _action(as_task(_without_reservation(OPENERS.sub("", sentence.text))), turn.role, due, (sentence,))


def _without_reservation(text: str) -> str:
    """「方針は変えませんが、12月末までに…」: the task is what follows."""
    due = DEADLINE.search(text)
    before = list(_RESERVATION.finditer(text, 0, due.start())) if due else []
    return text[before[-1].end() :] if before else text


def deadline(cue: str) -> str | None:
    """The time by which, as it was said: 「…まで」 if there is one, else the last moment named."""
    matches = list(DEADLINE.finditer(cue))
    by_then = [match["due"] for match in matches if match["due"]]
    return by_then[0] if by_then else matches[-1]["moment"] if matches else None


def _addressed(sentence: Sentence, meeting: Meeting) -> tuple[str | None, str]:
    """Who is to do it (a role on the roster, 事務局 or a section, marked by は, に or で) and what remains to be done."""
    text = OPENERS.sub("", sentence.text)
    names = [name for attendee in meeting.attendees for name in (attendee.role, *attendee.aliases)]
    for name in sorted(names, key=len, reverse=True):
        match = re.search(rf"(?:^|、)(?P<who>{re.escape(name)}){_ADDRESSED}", text)
        if match:
            return match["who"], _without(match, text)
    match = _OWNER.search(text)
    return (match["who"], _without(match, text)) if match else (None, text)


def _without(owner: re.Match[str], text: str) -> str:
    """What remains; where that is a bare verb, what it is about stands before: 「妥当かどうか、事務局で検討してください」."""
    before, rest = text[: owner.start()], text[owner.end() :]
    return f"{before}、{rest}" if before and not _COUNT.fullmatch(before) and _BARE.match(rest) else rest


def _action(text: str, owner: str | None, due: str | None, proof: Sequence[Sentence]) -> ActionItem:
    evidence = tuple(dict.fromkeys(id_ for sentence in proof for id_ in sentence.evidence))
    return ActionItem(text=text, owner=owner, due=due, evidence=evidence, flags=flags(proof))
