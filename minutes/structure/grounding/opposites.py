"""Words that turn a statement round, and words that widen or narrow it: what is claimed of one side must have been said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from minutes.structure.grounding.clauses import denied_after, denies
from minutes.structure.grounding.passage import Passage

# (one side, the other): said in one side only, a claim may not say the other.
_PAIRS = (
    (r"増|伸び|上昇|上が|上げ|拡大|広が|広げ|値上げ|上回", r"減|下が|下げ|低下|縮小|値下げ|下回|据え?置|落ち|削"),
    (r"引上げ|引き上げ|値上げ|上が|上げ", r"据え?置"),
    (r"黒字|余剰", r"赤字|不足"),
    (r"賛成", r"反対"),
    (r"認め[るてたまら]|許可[すし]|許容", r"禁止|禁じ"),
    (r"積み増|積み?立て", r"取り?崩|崩し"),
    (r"足り|余[るりっ]|余裕", r"不足"),
    (r"(?<![不非])承認|(?<!原案)可決|(?<!不)採択", r"不承認|否決|不採択|却下|差し?戻"),
    (r"開始|始め|始ま|開設|着手|新設", r"終了|終え|終わ|廃止|閉鎖|閉じ|打ち切|やめ|中止"),
    (r"終え|終了|完了|終わ", r"続け|継続|最中|途中"),
    (r"継続|続け|存続|維持", r"廃止|終了|やめ|中止|打ち切"),
    (r"決行|開催|実施|開[きくい]", r"中止|延期|見送"),
    (r"(?<!不)必要|要[すしりるら]", r"不要|不必要"),
    (r"対象と[すしな]|対象に(?:す|し|な)|対象で|含め|含ま|加え", r"外[すしれ]|除[くいか]|対象外"),
    (r"多[いくか]", r"少な[いくか]"),
    (r"高[いくかめ]", r"低[いくかめ]|安[いくかめ]"),
    (r"早[いくかめ]|前倒し|繰り?上げ", r"遅[いくかれ]|先送り|延期|後ろ倒し|繰り?延べ"),
    (r"増員", r"減員"),
    (r"強化|充実", r"緩和|緩め|弱"),
    (r"大き[いくな]|大型|大規模", r"小さ[いくな]|小型|小規模"),
    (r"長[いくか]|長期", r"短[いくか]|短期"),
    (r"広[いくか]", r"狭[いくか]"),
    (r"強[いくか]", r"弱[いくか]"),
    (r"重[いくか]", r"軽[いくか]"),
    (r"近い|近かっ", r"遠[いくか]"),
    (r"新しい|新規|新築", r"古[いくか]|既存|中古"),
    (r"硬[いくか]", r"柔らか"),
    (r"簡単|容易", r"困難|難し|複雑"),
    (r"(?<!不)満足", r"不満"),
    (r"安全", r"危険"),
    (r"積極", r"消極|慎重"),
    (r"成功", r"失敗"),
    (r"(?<!不)合格", r"不合格"),
    (r"改善|向上|良くな", r"悪化|悪くな"),
    (r"順調|好調", r"不調|難航|滞"),
    (r"(?<!不)便利", r"不便"),
    (r"(?<!不)有効", r"無効"),
    (r"(?<!不)公平", r"不公平"),
    (r"統合|一元化|一本化", r"分割|分離|分散"),
    (r"集中", r"分散"),
    (r"(?<!不)一致", r"不一致|食い違"),
    (r"残[しすさ]|引き続き", r"廃止|減ら|なく[しす]"),
)
# Of these neither is the other denied.
_KINDS = (
    (r"以上|超|上回", r"以下|未満|以内|下回|満たな"),
    (r"上限|最大|最高|多くて", r"下限|最低|最小|少なくて"),
    (r"午前", r"午後"),
    (r"有料|有償", r"無料|無償"),
    (r"(?<!非)公開", r"非公開"),
    (r"収入|歳入", r"支出|歳出"),
    (r"最多|最大|最高|最も多", r"最少|最小|最低|最も少"),
    (r"(?<=[0-9])強", r"(?<=[0-9])弱"),
    (r"義務", r"任意"),
    (r"全員|全て|すべて|全部|全面|全額|全域|全校|全職員|一律", r"一部|一定の"),
    (r"屋内|室内", r"屋外|野外"),
    (r"事前", r"事後"),
    (r"前半|上半期|上期", r"後半|下半期|下期"),
    (r"(?<!非)常勤", r"非常勤"),
    (r"(?<!非)正規", r"非正規"),
    (r"対面", r"オンライン|遠隔"),
    (r"公立|公営|市営", r"私立|民営|民間"),
    (r"直営", r"委託|民営"),
    (r"平日", r"休日|土日|祝日"),
)
PAIRS, KINDS = (tuple((re.compile(one), re.compile(other)) for one, other in table) for table in (_PAIRS, _KINDS))

# Stronger than what is said without them: a claim that has one needs it, or a like word, in what was said.
_SCOPE = (
    (
        r"全て|すべて|全員|全部|全庁|全額|全件|全数|全域|全校|全市|(?<!安)(?<!完)全(?!国|般|体|力|面)[一-鿿]{2}|一律|皆|もれなく",
        r"全|すべ|みんな|皆|一律|もれなく|漏れなく|どの|いずれも|くまなく|とも",
    ),
    (r"(?<=[^の])のみ|だけ(?!で)|限定|に限[りるら]|しか(?!け)", r"のみ|だけ|限|しか|ばかり|専用|まで|すぎ|過ぎ|とどま"),
    (r"必ず|確実に", r"必ず|確実|間違いなく|絶対"),
    (r"直ちに|即座に|速やかに|至急|早急に", r"直ち|即|すぐ|速やか|至急|早急|早め|早く|急"),
    (r"初めて", r"初|はじめて"),
    (r"最も|一番(?!目)", r"最|一番|いちばん"),
    (r"過半数|大多数|ほとんど", r"過半|多数|ほとんど|大半|大部分|ほぼ|おおむね|まず|めったに"),
    (r"倍増|半減", r"倍|半"),
)
SCOPE = tuple((re.compile(claimed), re.compile(said)) for claimed, said in _SCOPE)


def turned(claim: Passage, said: Passage) -> Iterator[str]:
    """Words of the claim whose contrary was said and not they themselves; 不採択 is the contrary of 採択, as 採択されない is."""
    for pair in (*PAIRS, *KINDS):
        ours = _sides(pair, claim)
        theirs = _sides(pair, said) if ours else {}
        for side, surface in ours.items():
            if side not in theirs and -side in theirs and -side not in ours:
                yield surface


@lru_cache(maxsize=16_384)
def _sides(pair: tuple[re.Pattern[str], re.Pattern[str]], text: Passage) -> dict[int, str]:
    """Which sides of a pair are spoken of, 1 or -1, each with its words."""
    found: dict[int, str] = {}
    for side, words in zip((1, -1), pair, strict=True):
        for match in words.finditer(text.text):
            turns = -1 if pair in PAIRS and denied_after(text, match.end()) else 1
            found.setdefault(side * turns, match.group())
    return found


def widened(claim: Passage, said: Passage) -> Iterator[str]:
    """Words of the claim that nobody said in any form, or only denied: 全部ではありません."""
    for claimed, like in SCOPE:
        found = claimed.search(claim.text)
        if found is None or denied_after(claim, found.end()):
            continue
        matches = tuple(like.finditer(said.text))
        only = "しか" in like.pattern or denies(claim.text)
        if not matches or (not only and all(denied_after(said, match.end()) for match in matches)):
            yield found.group()


# What changes matters for good: claimed, it must have been said, if in other words.
_GRAVE = (
    (r"(?<!不)承認", r"承認|認め|了承|異議"),
    (r"可決", r"可決"),
    (r"否決|不採択", r"否決|採択|落ち|賛成少数"),
    (r"修正可決", r"修正可決|修正.{0,12}(?:可決|決定|承認)"),
    (r"原案(?:の|どおり|通り)", r"原案|案の(?:とおり|通り)|案どおり|このまま|提案(?:の|どおり)"),
    (r"了承|了解", r"了承|了解|話[はを]通|承知|分かり|わかり|結構|異議|認め"),
    (r"合意(?!でき)", r"合意|同意|まとま|一致"),
    (r"承諾|応諾|快諾", r"承諾|応諾|快諾|引き受け|了解|OK"),
    (r"拒否|拒絶|辞退", r"拒|断|辞退"),
    (r"廃止", r"廃止|やめ|なく[しすな]|取りやめ|打ち切|廃"),
    (r"中止", r"中止|やめ|取りやめ|打ち切|止め"),
    (r"延期", r"延期|延ば|先送り|遅らせ|後ろ倒し"),
    (r"継続審議|継続審査", r"継続|引き続き|改めて|もう一度|持ち越"),
    (r"支出した|支払った|執行した", r"支出|払|執行|使い"),
    (r"(?:全会|全員)一致|満場一致", r"一致|全員|異議(?:は|が)?(?:な|ご|あり?ませ)"),
    (r"全員賛成|賛成全員", r"全員|異議(?:は|が)?(?:な|ご|あり?ませ)"),
    (r"賛成多数|多数決|挙手多数|起立多数", r"多数|過半|賛成[^。]{0,8}反対"),
    (r"契約(?:を|した|を締結)|発注", r"契約|締結|発注|頼"),
    (r"議決|専決", r"議決|専決|可決|議会"),
    (r"違反|違法", r"違反|違法|抵触"),
    (r"逮捕|起訴|訴訟|提訴", r"逮捕|起訴|訴"),
    (r"義務付け|義務化", r"義務|なければ|必ず"),
    (r"撤廃", r"撤廃|廃止|なく[しす]|やめ"),
    (r"反対(?:で|し|す|の(?:意見|立場))", r"反対|賛成|やめ|困|嫌|いや|だめ|駄目|認め|納得|承服|いかが"),
    (r"無条件|条件なし", r"無条件|条件(?:なし|は(?:な|付け)|を付けず)"),
)
GRAVE = tuple((re.compile(claimed), re.compile(said)) for claimed, said in _GRAVE)


_RESOLVED = (re.compile(r"こと(?:と|に)(?:なった|した|決まった)"), re.compile(r"こと(?:と|に)(?:な|し|いた|決)|決"))
_DECIDED = (re.compile(r"決定|決まった|決めた"), re.compile(r"決"))


def grave(claim: Passage, said: Passage, decided: bool) -> Iterator[str]:
    """Resolutions and the like that nobody spoke of; `decided`: the claim is a decision, whose own evidence says 〜します."""
    for claimed, like in (_DECIDED, *GRAVE) if decided else (_DECIDED, _RESOLVED, *GRAVE):
        found = claimed.search(claim.text)
        if found is None or denied_after(claim, found.end()):
            continue
        matches = tuple(like.finditer(said.text))
        settles = (claimed, like) in (_DECIDED, _RESOLVED)
        if not matches or (settles and all(denied_after(said, match.end()) for match in matches)):
            yield found.group()


# Before or after: 決裁の前, 決裁後; 固まる前, 固まってから.
_BEFORE = re.compile(r"([々一-鿿]+)[ぁ-ん]{0,3}?(?:する|した)?の?(?:以?前(?:に|で|の|$|、)|までに先立)")
_AFTER = re.compile(r"([々一-鿿]+)[ぁ-ん]{0,3}?(?:した)?の?(?:以?後(?:に|で|の|$|、)|上で|[てで]から)")


def reordered(claim: str, said: str) -> Iterator[str]:
    """What is claimed to have been before something that it was said to follow, or after what it precedes."""
    for own, other in ((_BEFORE, _AFTER), (_AFTER, _BEFORE)):
        theirs = {match[1][-2:] for match in other.finditer(said)} - {match[1][-2:] for match in own.finditer(said)}
        yield from (match.group() for match in own.finditer(claim) if match[1][-2:] in theirs)
