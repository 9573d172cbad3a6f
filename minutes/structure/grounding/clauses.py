"""Sentences as clauses: what each says, how certainly, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from minutes.structure.grounding.markers import Marker, at_end, markers
from minutes.structure.grounding.passage import Passage, is_content, kanji_of, keys_of
from minutes.text.reading import Morpheme

_PREDICATE = ("動詞", "形容詞", "形状詞", "助動詞")
_JOINS = frozenset(
    ("が", "けれど", "けれども", "けど", "ので", "のに", "し", "から", "て", "で", "ば", "つつ", "ながら")
)
_BREAKS = frozenset(("が", "けれど", "けれども", "けど", "し"))  # with or without a comma
_STOPS = "。？！?!"

# What may stand between a word and the denial that belongs to it.
_FORMAL_WORDS = """
事 こと 物 もの 者 方 訳 わけ 筈 はず 為 ため 様 よう 由 所 ところ の 積もり つもり 点 現 時点 現時点 現在
今 当面 目下 現状 中 状況 状態 段階 形
"""
_FORMAL = frozenset(_FORMAL_WORDS.split())
_MODAL_WORDS = """
予定 見込み 見込む 見通し 可能性 可能 恐れ 必要 検討 考える 思う 考え 意向 方針 聞く 伺う 願う 願い 求める 想定
予想 目指す 目標 計画 推計 研究 決定 言う 限る 決める 決まる 計算 義務 積もり 懸念 要望 御願い 困る 存ずる 見る
協議 精査 期待 避ける 兼ねる かねる 申し上げる 申す 難しい 難い 困難 無理
"""
_MODAL = frozenset(_MODAL_WORDS.split())
_FORCE = ("助動詞", "助詞", "補助記号", "空白", "副詞")
_DOING = re.compile(r"[てで](?:いる|おり|おる|います)(?:が|。|、)?$")
_DONE = re.compile(r"済み(?:である|だ)?[。、]?$")
_YET = re.compile(
    r"(?<!てい)(?<!ており)(?<!おられ)(?<!でい)(?<!でおり)(?<!ござい)(?<!あり)(?<!なり)ます(?:が|ので|。|、|けれども|けど)?[。、]?$"
)
_DENIAL = re.compile(
    r"ませ?ん|ない|なかっ|なけれ|なく|なし|無[いくし]|(?<=[かさたなまらわせりじ])ず(?!つ)|ぬ|まい(?=$|。|と|か)|難[しい]|困難|無理(?!な)|かね[るま]|避け|ん(?=な|ね|よ|。|$)"
)
_NO_DENIAL = re.compile(
    r"ない(?:と|で)は?困|な(?:けれ|きゃ)ば?(?:な[らり]|いけ|だめ)(?:ない|ません|ぬ|ず)?|なくては(?:な[らり]|いけ)(?:ない|ません|ず)|なくてはならな|ない(?:と|で)は?いけ(?:ない|ません)"
    r"|ざるを?得(?:ない|ません|ず)|ねば(?:なら(?:ない|ぬ|ず|ん))?|かも(?:しれ|知れ)(?:ない|ません|ず)|に(?:違い|ちがい|相違)(?:ない|ありません)"
    r"|(?:の|ん)?(?:では|じゃ)(?:な(?:い|かった)|ありません(?:でした)?)(?:です|でしょう|だろう|の)?か|(?:もらえ|いただけ|頂け|くれ|くださ[いり])(?:ません|ない)(?:でしょう)?か|ないか(?=と?(?:検討|考|研究|調整|相談))|だけでは?なく|のみ(?:なら|でな)[くず]|に(?:ほか|他)なら(?:ない|ず|ません)"
    r"|(?:間違い|まちがい)(?:ない|なく|ありません)|に限ら(?:ず|ない)|にかかわらず|を問わず|にもかかわらず|に(?:すぎ|過ぎ)(?:ない|ず|ません)"
)


@dataclass(frozen=True)
class Event:
    """Something done, being or not being. `labels`: what stands before it in its clause, `wide` in the clauses of its
    sentence before; `surface` as it is written; `supposed`: if it should be so."""

    key: str
    kanji: frozenset[str]
    denied: bool
    labels: frozenset[str]
    surface: str
    supposed: bool
    wide: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Clause:
    """`markers`: how certainly, `ends` as far as its end tells; `joined`: that it goes on into the next clause, whose
    certainty it shares; `past`, `yet` (to come), `verbal`: of its end."""

    text: str
    start: int
    keys: frozenset[str]
    kanji: frozenset[str]
    numbers: frozenset[str]
    events: tuple[Event, ...]
    markers: frozenset[Marker]
    ends: frozenset[Marker]
    joined: bool
    doing: bool
    past: bool
    yet: bool
    verbal: bool
    wide: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def clauses(passage: Passage) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for words in _split(passage.words):
        if any(map(is_content, words)) or _only_word(words):
            clause = _clause(passage, words)
            if found and found[-1].joined:
                before = found[-1].keys | found[-1].wide
                clause = replace(
                    clause, wide=before, events=tuple(replace(event, wide=before) for event in clause.events)
                )
            found.append(clause)
    return tuple(found)


def clause_places(passage: Passage) -> tuple[tuple[int, int], ...]:
    return tuple((words[0].start, words[-1].start + len(words[-1].surface)) for words in _split(passage.words))


def _only_word(words: Sequence[Morpheme]) -> bool:
    return any(word.pos[0] in _PREDICATE for word in words)


def _split(words: Sequence[Morpheme]) -> Iterator[tuple[Morpheme, ...]]:
    clause: list[Morpheme] = []
    for word, following in pairwise((*words, None)):
        if word is None:
            break
        clause.append(word)
        if _ends(clause, following):
            yield tuple(clause)
            clause = []
    if clause:
        yield tuple(clause)


def _ends(clause: Sequence[Morpheme], following: Morpheme | None) -> bool:
    word = clause[-1]
    before = clause[-2] if len(clause) > 1 else None
    if word.surface and word.surface[0] in _STOPS:
        return True
    if word.surface == "、" and before is not None:
        return (
            before.pos[0] in _PREDICATE
            or (before.surface in _JOINS and before.pos[1] == "接続助詞")
            or before.surface in ("ため", "もの", "ところ")
        )
    joins = word.pos[:2] == ("助詞", "接続助詞") and word.surface in _BREAKS
    return joins and following is not None and following.surface != "、"


def _clause(passage: Passage, words: tuple[Morpheme, ...]) -> Clause:
    start, end = words[0].start, words[-1].start + len(words[-1].surface)
    content = passage.between(start, end)
    text = passage.text[start:end]
    tail = _tail(words)
    numbers = {str(one.value or one.text) for one in passage.quantities if start <= one.start < end}
    return Clause(
        text=text.strip("、。 "),
        start=start,
        keys=frozenset(key for word in content for key in keys_of(word)),
        kanji=frozenset(character for word in content for character in kanji_of(word)),
        numbers=frozenset(numbers),
        events=tuple(_events(passage, words)),
        markers=markers(text, tail),
        ends=at_end(tail),
        joined=text[-1:] not in _STOPS,
        past=_past(words) or text.strip("。、").endswith(("済み", "済みである", "済みだ")),
        doing=_DOING.search(text) is not None,
        yet=_YET.search(text) is not None,
        verbal=_verbal(words) or _DONE.search(text) is not None,
    )


def _tail(words: Sequence[Morpheme]) -> str:
    """The end of a clause that tells how certainly it is said."""
    index = len(words)
    while index and _is_force(words[index - 1]):
        index -= 1
    return "".join(word.surface for word in words[index:])


def _is_force(word: Morpheme) -> bool:
    if (
        word.pos[0] in _FORCE
        or word.pos[1] == "助動詞語幹"
        or word.pos[:2] == ("動詞", "非自立可能")
        or word.pos[:2] == ("形容詞", "非自立可能")
    ):
        return True
    return word.normalized in _MODAL or word.normalized in _FORMAL


def _past(words: Sequence[Morpheme]) -> bool:
    """Whether it ends in た (a state that has come about, ていた, not)."""
    ends = [word for word in words if word.pos[0] not in ("補助記号", "空白")]
    while ends and (ends[-1].pos[0] == "助詞" or ends[-1].lemma in ("です", "だ", "の")):
        ends.pop()
    return bool(ends) and ends[-1].pos[0] == "助動詞" and ends[-1].lemma == "た"


def _verbal(words: Sequence[Morpheme]) -> bool:
    ends = [word for word in words if word.pos[0] in ("動詞", "形容詞", "形状詞", "名詞")]
    return bool(ends) and ends[-1].pos[0] == "動詞" and ends[-1].normalized not in ("有る", "御座る")


# ---- events ----------------------------------------------------------------------------------------------------------

# Words that minutes put for others.
_ALIKE_WORDS = """
含む 入る 含まれる 含める
訪問 伺える 訪ねる 行ける
受ける 貰える 貰う 受け取る
掲載 載る 載せる 乗る
聞く 聴く
購入 買う
終わる 済む 済ませる 終える 完了 終了
開始 始める 始まる
中止 止める
退職 辞める
使用 使う 使える 利用 活用
決定 決まる 決める
作成 作る
送付 送る
配布 配る
提示 見せる 示す
提出 出す
変更 変わる 変える
修正 直す
継続 続ける 続く
支払う 払う
依頼 頼む
収集 集める
設置 置く
選定 選ぶ
調査 調べる
増加 増える
減少 減る
拡大 広げる
延長 延ばす
"""
_ALIKE = {other: row[0] for row in map(str.split, _ALIKE_WORDS.strip().splitlines()) for other in row[1:]}
_PREFIXES = ("不", "未", "無", "非")
# Words that deny another.
_NEGATIVES = {
    "未定": "決定",
    "未了": "終わる",
    "不明": "分かる",
    "不足": "足りる",
    "不要": "要る",
    "除く": "含む",
    "除外": "含む",
    "外す": "含む",
}
_SUPPOSED = re.compile(r"ば|場合|たら|なら(?!な)")
_EXISTS = frozenset(("有る", "無い", "御座る"))
_NO_EVENT_WORDS = """
為る 成る 居る 致す 行く 来る 下さる 頂く 貰う 置く 仕舞う 言う 見る 申す 申し上げる 遣る 得る 因る 就く 於く
因って おる ござる 付く つく よる 関わる かかわる 基づく 伴う 過ぎる
"""
_NO_EVENT = frozenset(_NO_EVENT_WORDS.split())


def _events(passage: Passage, words: Sequence[Morpheme]) -> Iterator[Event]:
    counted = [(one.start, one.end) for one in passage.quantities]
    for index, word in enumerate(words):
        key = _event_key(words, index)
        if key is None:
            continue
        exists = word.normalized in _EXISTS
        chain = _chain(words, index if exists else index + 1)
        if any(start <= word.start < end for start, end in counted):
            continue
        only = any(one.surface == "しか" for one in words[:index])
        denied = (_denials(word.surface[-1] + chain if not exists else chain) % 2 == 1) != only
        before = [one for one in words[:index] if is_content(one)][-6:]
        numbers = {f"#{one.value}" for one in passage.quantities if words[0].start <= one.start < word.start}
        labels = frozenset({label for one in before for label in keys_of(one)} | numbers)
        lexical = word.normalized in _NEGATIVES
        outside = index + 1 < len(words) and word.surface + words[index + 1].surface == "対象外"
        if lexical or outside or (index and words[index - 1].surface in _PREFIXES):
            denied = not denied
        surface = word.surface + chain if not exists else chain
        yield Event(key, _characters(words, index), denied, labels, surface, _SUPPOSED.search(chain) is not None)


def _characters(words: Sequence[Morpheme], index: int) -> frozenset[str]:
    """The kanji of a word, of a noun with the nouns before it (正門前)."""
    found = set(kanji_of(words[index]))
    while (
        words[index].pos[0] == "名詞"
        and index
        and words[index - 1].pos[0] == "名詞"
        and words[index - 1].pos[1] != "数詞"
    ):
        index -= 1
        found |= kanji_of(words[index])
    return frozenset(found - set(_PREFIXES))


def _event_key(words: Sequence[Morpheme], index: int) -> str | None:
    word = words[index]
    before = words[index - 1] if index else None
    if word.normalized in _NEGATIVES:
        return _NEGATIVES[word.normalized]
    if word.normalized in ("未満", "以上", "以下"):
        return None  # a limit of a number
    if word.normalized in _EXISTS and word.pos[0] in ("動詞", "形容詞"):
        by_particle = (
            before is not None and before.pos[0] == "助詞" and before.surface in ("が", "は", "も", "に", "の", "まで")
        )
        copula = index > 1 and before is not None and before.surface == "は" and words[index - 2].lemma in ("だ", "で")
        after_comma = before is not None and (
            before.surface == "、" or before.pos[1] == "名詞的" or before.pos[2] == "助数詞可能"
        )
        formal = before is not None and before.normalized in _FORMAL
        return "有る" if (by_particle or formal or after_comma) and not copula else None
    received = word.normalized in ("貰う", "貰える") and before is not None and before.surface not in ("て", "で")
    if received:
        return "受ける"
    if word.pos[0] == "動詞" and word.normalized not in _NO_EVENT:
        return _ALIKE.get(word.normalized, word.normalized)
    if word.pos[0] in ("形容詞", "形状詞") and word.normalized not in _EXISTS:
        return word.normalized
    if word.pos[0] == "名詞" and word.pos[1] != "数詞" and not _is_modal_noun(word):
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None and _says_something(words, index + 1):
            return _ALIKE.get(word.normalized, word.normalized)
    return None


def _says_something(words: Sequence[Morpheme], index: int) -> bool:
    """Whether what follows a noun makes something of it that is said to be, to be done, or not."""
    return (
        words[index].pos[0] in ("助動詞", "動詞")
        or words[index].surface in ("済み", "済", "外")
        or _denials(_chain(words, index)) > 0
        or _is_or_can(words, index)
        or _becomes(words, index)
    )


def _is_or_can(words: Sequence[Morpheme], index: int) -> bool:
    """「…がない」「…までできる」: whether a noun's particles lead to being or to being able."""
    while index < len(words) and (
        words[index].pos[0] in ("助詞", "副詞") or words[index].normalized in _FORMAL or words[index].surface == "、"
    ):
        index += 1
    return index < len(words) and words[index].normalized in (*_EXISTS, "出来る")


def _becomes(words: Sequence[Morpheme], index: int) -> bool:
    """「対象になる」「無料とする」."""
    pair = words[index : index + 2]
    return len(pair) == 2 and pair[0].surface in ("に", "と") and pair[1].normalized in ("成る", "為る", "致す")


def _is_modal_noun(word: Morpheme) -> bool:
    return word.normalized in _FORMAL


def _chain(words: Sequence[Morpheme], index: int) -> str:
    """What follows a word up to the next word that says something of its own."""
    found = ""
    while index < len(words):
        word = words[index]
        if word.pos[0] == "補助記号" and not found.endswith(("は", "も", "では")):
            break
        if not _is_force(word) and not (word.normalized in _EXISTS and found.endswith(_BEING)):
            break
        found += word.surface
        index += 1
        if word.surface == "か" and not found.endswith("ないか"):
            break  # どこから始めるか|決まっていない
    return found


_BEING = ("では", "でも")  # 決まったものではありません


def _denials(chain: str) -> int:
    return len(_DENIAL.findall(_NO_DENIAL.sub("", chain)))


def denies(text: str) -> bool:
    """Whether anything at all is denied in it."""
    return bool(_denials(text))


def denied_after(passage: Passage, end: int) -> bool:
    """Whether what ends there in the text is denied by what follows it."""
    words = passage.words
    index = next((number for number, word in enumerate(words) if word.start >= end), len(words))
    rest = passage.text[end : words[index].start] if index < len(words) else passage.text[end:]
    return _denials(passage.text[end - 1] + rest + _chain(words, index)) % 2 == 1
