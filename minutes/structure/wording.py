"""Sentences as minutes print them: what is only said aloud goes, the rest is put into the register by `plain`."""

from __future__ import annotations

import re

from minutes.structure.sentences import Sentence

# What opens a sentence of the proceedings and says nothing on paper.
_ALOUD = re.compile(
    r"^(?:(?:それでは|では|はい|皆様|皆さん|以上で|本日は)、?"
    r"|(?:定刻|時間)(?:に|と)?(?:な[^、。]{1,6})?(?:です|であ[^、。]{1,3}|た|ます)?(?:ので|から)、?"
    r"|(?:ただいま|これ|今|ここ)(?:から|より|で(?!は))、?|(?:これ|以上)(?:を|で)(?:も[^、。]{1,5})?、?"
    r"|[^、。]{0,16}ない(?:よう)?(?:です|であ[^、。]{1,3})?ので、)+(?=[^。])"
)
# 「交付金ですが、採択されなかった場合は…」: the topic of the sentence, not something said of it. In the spoken register.
_TOPIC = re.compile(
    r"^(?P<lead>(?:まず|次に|続いて|続きまして|それから|あと|また|最後に)、?)?(?P<topic>[^、。はがをも]{2,40}?)(?:の(?:ほう|方))?"
    r"(?:なん|なの)?(?:ですけれども|ですけれど|ですけども|ですけど|ですが|でございますが|でございますけれども)、(?=.)"
)
# What before ですが makes a statement of it: a judgement, a state, a number.
_STATES = re.compile(
    r"(?:ところ|もの|こと|わけ|はず|つもり|よう|そう|予定|見込み|状況|段階|途中|程度|以上|以下|ほど|ぐらい|くらい|だけ|まで|から|ため|の|ん"
    r"|賛成|反対|同感|同じ|結構|必要|可能|不可能|困難|大変|重要|大切|大事|残念|恐縮|失礼|厳しい|難しい|ない|たい|通り|とおり|立場|意見|考え"
    r"|[いしたるだ]|(?:\d|[一二三四五六七八九十百千万億数])(?:か所|[人名件円台棟校回年月日時分割倍票冊戸%％]))$"
)
_POINT = re.compile(r"(?:\d+|一|二|三)(?:点|つ)目$")
_AND_ONE_MORE = re.compile(r"(?P<end>です|ます|た)(?:が|けれども|けど)、(?:\d+|一)[点つ](?:だけ|ほど)?。$")
# 「次に、収益的収支です。」 names what the next sentence is about.
_HEADING = re.compile(
    r"^(?P<lead>(?:まず|次に|続いて|続きまして|それから|最後に)(?:は)?、?)?(?P<topic>[^、。はがをも]{2,30}?)(?:について|の件)?(?:です|でございます)。$"
)
_ABOUT = re.compile(r"(?:について|に関して|につきまして)$")
_OWN_NAME = re.compile(
    r"^(?:\d+番、?(?:の)?)?(?P<name>[^、。\d]{1,8}?)(?:ですけれども|ですけれど|ですけど|ですが|でございますが)、"
)
_AGAIN = re.compile(r"^(?:これ|それ|こちら|そちら|ここ|そこ)は、?")
_STOPS = "。？！?!"


def topical(text: str) -> str:
    """「2点目の窓口ですが、…」 → 「2点目の窓口については、…」, and without 「…が、1点だけ。」"""
    text = _AND_ONE_MORE.sub(r"\g<end>。", text)
    match = _TOPIC.match(text)
    if match is None or _STATES.search(match["topic"]):
        return text
    topic = _ABOUT.sub("", match["topic"])
    marked = "は、" if _POINT.search(match["topic"]) else "については、"
    return f"{match['lead'] or ''}{topic}{marked}{_AGAIN.sub('', text[match.end() :])}"


def without_own_name(text: str, role: str | None) -> str:
    """「戸田ですけれども、…」 of 戸田委員: who speaks stands before the words anyway."""
    match = _OWN_NAME.match(text)
    return text[match.end() :] if match and role and match["name"] in role else text


def heading(text: str, explaining: bool = False) -> str | None:
    """The topic, if the sentence only names one: 「次に、収益的収支です。」 → 「収益的収支」; who is `explaining` need not say 次に."""
    match = _HEADING.match(text)
    if match is None or not (match["lead"] or explaining) or _STATES.search(match["topic"]):
        return None
    return match["topic"]


def recorded(text: str, sentence: Sentence) -> str:
    """「ただいまから調整会議を開会する。」 → 「調整会議を開会する（午前10時）。」; no time where it is said in the text."""
    bare = _ALOUD.sub("", text)
    if not sentence.time:
        return bare
    return f"{bare.rstrip(_STOPS)}（{sentence.time}）。"
