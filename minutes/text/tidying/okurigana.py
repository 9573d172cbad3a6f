"""Nouns made of verbs, which official documents write with fewer kana (取り組み → 取組), the verb itself as it is (取り組む).

Source: 内閣訓令第1号 (2010) in 公用文における漢字使用等について, as far as such words are heard in meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.text.reading import Morpheme
from minutes.text.tidying.draft import Edit

# Whole compounds first: before 書, 金 and the like even the last kana goes.
COMPOUNDS = (
    ("申し込み書", "申込書"),
    ("申し込み者", "申込者"),
    ("申し込み金", "申込金"),
    ("申込み書", "申込書"),
    ("見積もり書", "見積書"),
    ("見積り書", "見積書"),
    ("繰り越し金", "繰越金"),
    ("繰り越し明許", "繰越明許"),
    ("繰り入れ金", "繰入金"),
    ("繰り出し金", "繰出金"),
    ("貸し付け金", "貸付金"),
    ("借り入れ金", "借入金"),
    ("積み立て金", "積立金"),
    ("払い込み金", "払込金"),
    ("届け出書", "届出書"),
    ("取り扱い所", "取扱所"),
    ("取り扱い者", "取扱者"),
    ("引き継ぎ書", "引継書"),
    ("受け入れ額", "受入額"),
    ("割り当て額", "割当額"),
    ("払い戻し金", "払戻金"),
)
NOUNS = (
    ("取り組み", "取組"),
    ("取組み", "取組"),
    ("打ち合わせ", "打合せ"),
    ("打合わせ", "打合せ"),
    ("打ち合せ", "打合せ"),
    ("問い合わせ", "問合せ"),
    ("問合わせ", "問合せ"),
    ("申し込み", "申込み"),
    ("申し合わせ", "申合せ"),
    ("申し入れ", "申入れ"),
    ("申し立て", "申立て"),
    ("申し出", "申出"),
    ("取り扱い", "取扱い"),
    ("取り消し", "取消し"),
    ("取り決め", "取決め"),
    ("取り下げ", "取下げ"),
    ("取り壊し", "取壊し"),
    ("取り替え", "取替え"),
    ("取り崩し", "取崩し"),
    ("取り締まり", "取締り"),
    ("取り調べ", "取調べ"),
    ("取り付け", "取付け"),
    ("手続き", "手続"),
    ("受け付け", "受付"),
    ("受付け", "受付"),
    ("受け入れ", "受入れ"),
    ("受け持ち", "受持ち"),
    ("受け渡し", "受渡し"),
    ("引き継ぎ", "引継ぎ"),
    ("引き上げ", "引上げ"),
    ("引き下げ", "引下げ"),
    ("引き受け", "引受け"),
    ("引き渡し", "引渡し"),
    ("引き取り", "引取り"),
    ("引き換え", "引換え"),
    ("割り当て", "割当て"),
    ("割り増し", "割増し"),
    ("見積もり", "見積り"),
    ("見合わせ", "見合せ"),
    ("繰り越し", "繰越し"),
    ("繰り入れ", "繰入れ"),
    ("繰り上げ", "繰上げ"),
    ("繰り下げ", "繰下げ"),
    ("繰り延べ", "繰延べ"),
    ("届け出", "届出"),
    ("支払い", "支払"),
    ("貸し付け", "貸付け"),
    ("貸し出し", "貸出し"),
    ("借り入れ", "借入れ"),
    ("借り換え", "借換え"),
    ("切り替え", "切替え"),
    ("切り上げ", "切上げ"),
    ("切り捨て", "切捨て"),
    ("話し合い", "話合い"),
    ("立ち会い", "立会い"),
    ("立ち入り", "立入り"),
    ("立て替え", "立替え"),
    ("積み立て", "積立て"),
    ("差し引き", "差引き"),
    ("差し止め", "差止め"),
    ("差し押さえ", "差押え"),
    ("差し戻し", "差戻し"),
    ("売り上げ", "売上げ"),
    ("売り払い", "売払い"),
    ("買い上げ", "買上げ"),
    ("買い入れ", "買入れ"),
    ("買い取り", "買取り"),
    ("払い込み", "払込み"),
    ("払い戻し", "払戻し"),
    ("埋め立て", "埋立て"),
    ("組み合わせ", "組合せ"),
    ("組み替え", "組替え"),
    ("組み立て", "組立て"),
    ("締め切り", "締切り"),
    ("持ち込み", "持込み"),
    ("持ち分", "持分"),
    ("譲り受け", "譲受け"),
    ("譲り渡し", "譲渡し"),
    ("呼び出し", "呼出し"),
    ("読み替え", "読替え"),
    ("書き換え", "書換え"),
    ("据え置き", "据置き"),
    ("備え付け", "備付け"),
    ("仕分け", "仕分"),
    ("乗り換え", "乗換え"),
    ("植え付け", "植付け"),
    ("追い越し", "追越し"),
    ("置き場", "置場"),
    ("売り場", "売場"),
    ("下請け", "下請"),
    ("元請け", "元請"),
)
RULE = "okurigana"
_SPELLED = dict((*COMPOUNDS, *NOUNS))
_FORMS = re.compile("|".join(sorted(_SPELLED, key=len, reverse=True)))
_OBJECTS = ("を", "に", "へ")  # 「改革に取り組み、」 is the verb, whatever the tagger says


def okurigana(words: Sequence[Morpheme]) -> list[Edit]:
    """The nouns among the words of a sentence in their official spelling."""
    edits: list[Edit] = []
    for run in _noun_runs(words):
        text = "".join(word.surface for word in run)
        begins = {word.start for word in run}
        for match in _FORMS.finditer(text):
            start = run[0].start + match.start()
            if start in begins:
                edits.append(Edit(start, start + len(match.group()), _SPELLED[match.group()], RULE))
    return edits


def _noun_runs(words: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    run: list[Morpheme] = []
    for index, word in enumerate(words):
        if _is_nominal(words, index):
            run.append(word)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_nominal(words: Sequence[Morpheme], index: int) -> bool:
    """A noun or its suffix, or a verb's stem right before one (申し込み 者)."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    governs = index > 0 and words[index - 1].surface in _OBJECTS
    if word.pos[0] in ("名詞", "接尾辞"):
        return not (governs and after is not None and after.surface in ("、", "ながら", "つつ"))
    stem = word.pos[0] == "動詞" and word.pos[5].startswith("連用形")
    return stem and not governs and after is not None and after.pos[0] in ("名詞", "接尾辞")
