"""How certainly something is said: planned, expected, possible, to be considered, wished, asked for, heard."""

from __future__ import annotations

import re
from typing import Literal

Marker = Literal[
    "plan",
    "prospect",
    "possibility",
    "obligation",
    "request",
    "intent",
    "aim",
    "consideration",
    "hearsay",
    "decided",
    "question",
    "firm",
    "supposed",
    "condition",
    "advice",
    "asked",
    "tentative",
    "arranged",
    "whether",
    "idea",
]

# Looked for in the end of a clause.
_AT_END: tuple[tuple[Marker, str], ...] = (
    ("plan", r"予定|計画(?=し|で|と)"),
    ("arranged", r"ことになって|こととなって|となって(?:い|お)"),
    (
        "prospect",
        r"見込|見通し|想定|予想|はず",
    ),
    (
        "possibility",
        r"可能性|かも(?:しれ|知れ)|おそれ|恐れ|(?:あり|起こり|なり|し)得|うる|(?<=[るいう])こと[がも](?:あ|ござ)",
    ),
    (
        "obligation",
        r"な(?:けれ|きゃ)ば?(?:な[らり]|いけ)|なくて(?:は)?(?:な[らり]|いけ)|ないと(?:な[らり]|いけ|困)|ねば|べき|(?<=る)必要(?!な(?!の)|は?あり?ませ|[はが](?:な|あり?ませ|ござい?ませ))|が必要(?=$|で(?:す|ある|あり|はない)|だ)|必要(?=で(?:す|ある)|$)|必要が(?:ある|あり(?!ませ))|義務|(?<!言わ)ざるを?得",
    ),
    (
        "request",
        r"ください|下さい|(?:いただ|頂|もら)(?:きたい|きたく|いたい|けますか|けません|けない|けるよう|くよう|くと|くという|わないと困)"
        r"|(?:いただ|頂)け(?:れば|ると|たら)(?:と|幸|あり|助)|助かり|幸いで|(?:ほし|欲し)い|願[いう](?=$|ます|たい|し(?:ます|たい)|いたし(?:ます|たい)|申)"
        r"|[れせ]たい|要望(?:する|し(?:ます|たい)|いたし)|求め(?:る|ます|たい)",
    ),
    (
        "intent",
        r"(?<!いただき)(?<!もらい)た(?:い|く|かっ)(?=$|と|の|で|ん|が|け)|[よおこそとのぼもろご]うと(?:考え|思|し)|つもり|意向|方針|考え(?:で(?:す|ある)|だ)",
    ),
    ("aim", r"目指|目標|めど|目途"),
    ("idea", r"(?:から|を|で|まで|も)と?考え(?:て|る$)|案を"),
    ("consideration", r"検討|研究|精査|協議(?:を進め|中)"),
    ("hearsay", r"とのこと|と(?:聞[いきく]|伺っ|うかがっ)|らしい"),
    ("decided", r"決定|決ま|決め|確定"),
    (
        "question",
        r"か(?:ね|な)?[。？?]?$|(?<!に)(?:伺|うかが)(?:う|い(?:ます|たい))|を?問[うい]|尋ね(?:ます|る$|したい|し(?:ます|たい)|いたし)|聞かせ|教え",
    ),
)
# Nouns that do so wherever they stand in the clause.
_ANYWHERE: tuple[tuple[Marker, str], ...] = (
    ("plan", r"予定"),
    ("prospect", r"(?<=[せりえけきちめれべみ])そう(?:です|だ|である)"),
    ("hearsay", r"(?<=[いうるた])そう(?:です|だ|である)"),
    ("prospect", r"見込[みむんま]|見通し|推計|試算|計算上|見積"),
    (
        "prospect",
        r"(?<=[しちりびみきいえけせてねめれべげ])(?<!働き)(?<!呼び)(?<!見)かけて(?:い|お)|寸前|一歩手前",
    ),  # 落ちかけている
    ("supposed", r"仮に|(?<![か年月日分])もし(?![くれた])"),
    (
        "condition",
        r"仮に|(?<![か年月日分])もし(?![くれた])|場合|[れけせてねめえべ]ば|たら|なら(?!な|ず|び)|[るすくうつむぶ]と(?:$|、)|ますと|あれば|であれば|[てで]も",
    ),
    ("possibility", r"可能性|おそれが|恐れが|かもしれ|ことも考え(?:られ|得)|選択肢"),
    ("consideration", r"(?:相談|調整|交渉|折衝)(?:中|して(?:い|お)|を(?:し|行っ)て)"),
    ("aim", r"目標|目指"),
    ("decided", r"決定し|決まっ|決まり|決めた"),
    (
        "question",
        r"について(?:伺|尋)|を問[うい]|(?:何|なに|どう|なぜ|どの|どれ|どこ|いつ|誰|いくら|どちら|いかが).*(?:でしょう|ますか|ですか)",
    ),
    ("idea", r"方向[でと]|考え直|案を[^。]{0,6}(?:出し|出す|お?示し|示す|諮|提案)"),
    ("obligation", r"を要[すし]|ないと[。、]?$"),
    (
        "whether",
        r"(?<=[るたいうくすつむぶ])か(?=、)|かどうか|か否か|[可要適]否|是非|ないか(?=、|検討|調整|相談|協議|今)",
    ),
    ("whether", r"次第(?:で|だ|と)|(?<=[しの況])による$|左右され"),
    ("tentative", r"懸念(?:する|される|がある|し)|危惧|疑問"),
    ("firm", r"必ず|確実に|確約|断言"),
    ("advice", r"ほうが|方が[よい良]|望まし|大切|大事|重要|先だ|先で"),
    ("asked", r"望[むみ](?!まし)|要望|依頼|求め|希望|要請|お願い"),
    ("tentative", r"(?:では|じゃ)(?:ない|ありません)(?:です|でしょう|だろう)?か|いかがでしょう"),
)
_AT_END_ = tuple((marker, re.compile(pattern)) for marker, pattern in _AT_END)
_ANYWHERE_ = tuple((marker, re.compile(pattern)) for marker, pattern in _ANYWHERE)
_TENTATIVE = re.compile(r"(?:では|じゃ)(?:ない|ありません)(?:です|でしょう|だろう)?か|いかがでしょう(?:か)?")
_ASKED = re.compile(r"(?:いただけ|頂け|もらえ|くれ|くださ[いり])(?:ます|ません|ない).*か$")

# Of one strength: either may stand for the other.
ALIKE: tuple[frozenset[str], ...] = (
    frozenset(("intent", "aim")),
    frozenset(("request", "intent")),
    frozenset(("request", "obligation")),
    frozenset(("prospect", "possibility")),
    frozenset(("supposed", "condition")),
    *(frozenset(("idea", other)) for other in ("intent", "consideration", "plan", "aim", "prospect")),
    frozenset(("request", "asked")),
    frozenset(("obligation", "advice")),
    frozenset(("prospect", "tentative")),
    frozenset(("possibility", "tentative")),
    frozenset(("question", "tentative")),
    frozenset(("plan", "arranged")),
    *(
        frozenset(("whether", other))
        for other in ("question", "consideration", "request", "asked", "intent", "idea", "tentative")
    ),
    frozenset(("intent", "tentative")),
)


def markers(text: str, tail: str) -> frozenset[Marker]:
    """Of a clause with its end."""
    end = _TENTATIVE.sub("", tail.rstrip("、。 "))
    found = {marker for marker, pattern in _AT_END_ if pattern.search(end)}
    found |= {marker for marker, pattern in _ANYWHERE_ if pattern.search(text)}
    if "question" in found:
        asked: Marker = "request" if _ASKED.search(end) else "question"
        return frozenset((asked, *(found & {"condition", "supposed", "tentative"})))
    return frozenset(found - {"intent"} if "request" in found else found)


def at_end(tail: str) -> frozenset[Marker]:
    """Of the end of a clause alone."""
    end = _TENTATIVE.sub("", tail.rstrip("、。 "))
    return frozenset(marker for marker, pattern in _AT_END_ if pattern.search(end))


def alike(marker: Marker, others: frozenset[Marker]) -> bool:
    """Whether one of the others is as strong."""
    return marker in others or any(marker in group and group & others for group in ALIKE)
