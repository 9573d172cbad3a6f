"""A text made ready for comparing: normalised, cut into the shortest words, with its numbers and its sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from minutes.structure.grounding.dates import respelled
from minutes.structure.grounding.figures import normalised
from minutes.structure.grounding.quantities import Quantity, quantities
from minutes.text.reading import Morpheme, morphemes

_SENTENCE = re.compile(r"[^。？！?!]+[。？！?!]*")
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "接頭辞", "接尾辞", "代名詞", "感動詞", "接続詞")
_NOT_CONTENT = (("名詞", "数詞"), ("名詞", "助動詞語幹"))
_SCHOOLS = ("小", "中", "高等")
_KANJI = re.compile(r"[々㐀-䶿一-鿿]")


@dataclass(frozen=True, eq=False)  # by identity: what is found in it is kept beside it
class Passage:
    """`today`: the meeting's day, from which 来年度 is reckoned."""

    text: str
    words: tuple[Morpheme, ...]
    today: dt.date | None = None

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.text, self.today)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _SENTENCE.finditer(self.text))

    @cached_property
    def content(self) -> tuple[Morpheme, ...]:
        """The words that carry what is said: no particles, auxiliaries, light verbs, numbers or signs."""
        taken = [(quantity.start, quantity.end) for quantity in self.quantities]
        return tuple(word for word in self.words if is_content(word) and not _within(word, taken))

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for word in self.content for key in keys_of(word))

    @cached_property
    def kanji(self) -> frozenset[str]:
        return frozenset(_KANJI.findall("".join(word.normalized for word in self.content)))

    @cached_property
    def sounds(self) -> str:
        """The whole text as it is read, for names that are written otherwise."""
        return "".join(word.reading for word in self.words)

    def between(self, start: int, end: int) -> tuple[Morpheme, ...]:
        """Its content words that begin there."""
        return tuple(word for word in self.content if start <= word.start < end)


def passage(text: str, today: dt.date | None = None) -> Passage:
    plain = respelled(normalised(text)).replace("不可避", "避けられないもの")
    return Passage(plain, tuple(_joined(morphemes(plain, "A"))), today)


def _joined(words: tuple[Morpheme, ...]) -> Iterator[Morpheme]:
    """The shortest words, but 小学校 and 中学校 are two things."""
    index = 0
    while index < len(words):
        word, after = words[index], words[index + 1] if index + 1 < len(words) else None
        if after is not None and word.surface in _SCHOOLS and after.surface == "学校":
            whole = word.surface + after.surface
            yield after._replace(
                surface=whole, reading=word.reading + after.reading, normalized=whole, lemma=whole, start=word.start
            )
            index += 2
        else:
            yield word
            index += 1


def keys_of(word: Morpheme) -> tuple[str, ...]:
    """By what a word is found again: its dictionary form however written, or its reading where that is long enough."""
    long = len(word.reading) >= 4 and word.pos[0] in ("名詞", "動詞")
    return (word.normalized, "/" + word.reading) if long and word.lemma == word.surface else (word.normalized,)


def kanji_of(word: Morpheme) -> frozenset[str]:
    return frozenset(_KANJI.findall(word.normalized))


def is_content(word: Morpheme) -> bool:
    return word.pos[0] in _CONTENT and word.pos[:2] not in _NOT_CONTENT and word.normalized not in LIGHT


def _within(word: Morpheme, places: list[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in places)


# Words that minutes add, drop or trade without changing what was said. Normalised forms of Sudachi.
_LIGHT_WORDS = """
為る 居る 有る 成る 遣る 行く 来る 見る 置く 仕舞う 頂く 下さる 貰う 致す おる ござる 御座る 申し上げる 申す 因る
就く 於く 関する 対する 通ずる 伴う 当たる 言う 思う 考える 存ずる 伺う 聞く 尋ねる 願う 述べる 欲しい 良い 無い
出来る 得る 事 物 者 方 為 所 訳 筈 時 様 由 件 旨 点 中 間 内 際 場合 等 他 共 通り 上 下 毎 当たり
程度 程 位 前後 約 凡そ 是 其れ 彼れ 此の 其の 彼の 此処 其処 何 何の 何れ 誰 何処 何時 如何 どう そう こう
然う 斯う 此方 其方 又 但し 且つ 及び 並びに 又は 若しくは 尚 更に 今 現在 現時点 既に 先ず 次 次に 特に 例えば
即ち 従って 故に 先程 只今 ちょっと 御 ご お さん 氏 達 ども とも 的 化 性 さ げ っぽい 私 私共 当方 我々 皆さん
皆様 此れ 行う 実施 予定 見込む 見込み 検討 可能 可能性 必要 恐れ 方針 考え 意向 確認 説明 質問 意見 回答 答弁
報告 発言 御意見 進める 図る 努める 取る 持つ 掛ける 用いる 使う 出す 入れる 付ける 受ける 求める 要する 当該 本市
当市 当課 当部 当局 市 はい ええ いいえ 有り難い 宜しい 先 別 分 側 面 形 状況 状態 内容 対応 対処 関係 以上
以下 以内 未満 末 半ば 全体 一つ 一部 全て
"""
LIGHT = frozenset(_LIGHT_WORDS.split())
