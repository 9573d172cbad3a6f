"""Topics of a meeting without an agenda: those the chair announces. They are flagged, as a person has to confirm them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Meeting
from minutes.structure import cues
from minutes.structure.designators import PAPERS, designators
from minutes.structure.sentences import Sentence
from minutes.structure.sound import hands_over

PROPOSED = "topic_proposed"  # an item that no agenda names
UNNAMED = "（議題名を確認）"
OPENING_SENTENCES = 5  # that a secretariat needs for 開会, 出席の報告 and 資料の確認

# What stands before the title of a topic: words that lead on and numbers; then perhaps who presents it.
_NUMBER = (
    r"(?:(?:議題|案件|議事|事項|日程|次第|議案|陳情|請願|認定|諮問|承認|同意|発議|(?:報告|協議|審議|議決|検討)(?:事項)?)"
    r"(?:の|第|その)?、?[（(]?\d+[）)]?(?:号|番|つ目|件目|番目|点目)?|第?\d+(?:号(?:議案|議題|陳情|請願)|件目|つ目|番目))"
    r"(?:の(?:議題|案件|件|報告|協議))?"
)
_LEADING_ON = (
    r"(?:はい|それでは|では|じゃあ|早速(?:ですが)?|次に|続いて|続きまして|まず(?:は|初めに)?|最後に|最初に|初めに|はじめに|ここで"
    r"|(?:次|最初|最後)の(?:議題|案件|議事)(?:に移ります)?)"
)
_LINK = r"(?:(?:として|といたしまして|ですが|です|でございますが|でございます|に移ります|に入ります|は|が|の)?[、。]?)"
_LEAD = re.compile(rf"(?:^|(?<=、))(?:(?:{_LEADING_ON}|{_NUMBER}){_LINK})+")
_PRESENTER = re.compile(r"^[^、。]{1,20}?(?:から|より|のほうから)、?")
_TITLE = re.compile(
    r"(?P<title>[^。]{2,60}?(?:について|に関する件|の件|に関すること))"
    r"|(?P<title2>[^。]{3,60}?)(?:を議題|に(?:移り|入り)|の(?:説明|報告|審議|協議)(?:を|に))"
)


@dataclass(frozen=True)
class Section:
    """An item and its sentences."""

    title: str
    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...] = ()


def talked(said: Sequence[Sentence], chair: str | None) -> bool:
    """Whether others than the chair say more than opens a meeting."""
    return sum(sentence.key != chair for sentence in said) > OPENING_SENTENCES


def opens(text: str) -> bool:
    """Whether an item is handed over to whoever presents it, as the words say or as they sound."""
    return cues.HANDOVER.search(text) is not None or hands_over(text)


def opening_part(cue: str) -> str:
    """Of 「以上で議題1を終わり、続きまして議題2に移ります」 the second half; nothing of a sentence that only closes."""
    parts = re.split(r"(?=続きまして|続いて|次に)", cue)
    tail = parts[-1] if len(parts) > 1 else cue
    return "" if cues.CLOSING_MENTION.search(tail) or cues.OVERVIEW.search(tail) else tail


def proposed(said: Sequence[Sentence], meeting: Meeting, chair: str | None) -> tuple[Section, ...]:
    """The topics that the chair announces; all of it is one, under the meeting's title, where nothing is announced."""
    topics: list[tuple[int, str]] = []
    for place, sentence in enumerate(said):
        if chair is not None and sentence.key != chair:
            continue
        topic = announced(sentence.cue)
        if topic and (not topics or topic != topics[-1][1]):
            topics.append((place, topic))
    topics = [topic for topic in topics if _discussed(topic, topics, said, chair)]
    if not topics:
        return (Section(meeting.title, tuple(said), (PROPOSED,)),)
    if talked(said[: topics[0][0]], chair):
        topics.insert(0, (0, UNNAMED))
    places = [0, *(place for place, _ in topics[1:]), len(said)]
    return tuple(
        Section(title, tuple(said[places[index] : places[index + 1]]), (PROPOSED,))
        for index, (_, title) in enumerate(topics)
    )


def announced(cue: str) -> str | None:
    """The topic a sentence of the chair opens, with the number of a paper before it; None when it opens none."""
    tail = opening_part(cue)
    if cues.OTHER_BUSINESS.search(tail) and cues.TRANSITION.search(tail):
        return cues.OTHER_TITLE
    lead = _LEAD.search(tail)
    if lead is None:
        return None
    rest = _PRESENTER.sub("", tail[lead.end() :]).lstrip("「『、のは")
    title = _titled(rest)
    if title is None or cues.NO_TOPIC.search(title):
        return None
    numbers = [designator for designator in designators(lead.group()) if designator.kind in PAPERS]
    if not designators(lead.group()) and not opens(rest[len(title) :]):
        return None
    return "".join(f"{paper.kind}第{paper.number}号　" for paper in numbers[:1]) + title


def _titled(text: str) -> str | None:
    match = _TITLE.match(text)
    return (match["title"] or match["title2"]).strip("「」『』、 ") if match else None


def _discussed(
    topic: tuple[int, str], topics: Sequence[tuple[int, str]], said: Sequence[Sentence], chair: str | None
) -> bool:
    """A topic of which only the chair speaks before the next one was an overview of the agenda."""
    end = next((place for place, _ in topics if place > topic[0]), len(said))
    return any(sentence.key != chair for sentence in said[topic[0] : end])
