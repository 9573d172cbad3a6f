"""Things in a claim that nobody mentioned: a noun that is neither in the evidence nor in the talk on the item nor one of
the general words in which minutes are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.structure.grounding.likeness import nearest
from minutes.structure.grounding.passage import Passage, kanji_of, keys_of
from minutes.text.reading import Morpheme

_THINGS = (("名詞", "固有名詞"), ("名詞", "普通名詞"))
_NO_THING = ("サ変可能", "サ変形状詞可能", "形状詞可能", "助数詞可能", "副詞可能")
_ABBREVIATED = 2  # characters of which a longer word may be the whole: ケアマネ, ケアマネジャー
_OF_NOTHING = re.compile(r"^[当本同各両][一-鿿]$|[一-鿿][ぁ-ん]+$")  # 当館; 漏れ, 離れ: what is done, no thing
_LOAN = re.compile("[ァ-ヴー]+")
_NEAR_LOAN, _NEAR = 0.7, 0.42  # cosine from which a word of like meaning was said: トイレ, お手洗い

# One of a row is never taken for another, by whatever name (a=b) it goes.
_ROWS = """
早朝=朝 深夜=夜中 夜間=夜 昼間=昼=日中 夕方
平日 休日=土日=祝日=土曜=日曜
東=東部=東側=東面 西=西部=西側=西面 南=南部=南側=南面 北=北部=北側=北面 中央=中部
国 県 都 府 町 村 区
全国 国内 県内 市内 町内 区内 市外 県外
議会 国会
市長 知事 町長 議長
春 夏 秋 冬
午前 午後
小学校 中学校 高校=高等学校 大学 幼稚園 保育園=保育所
体育館 武道場 公民館 図書館
病院 診療所 保健所
警察=警察署 消防=消防署 自治=自治会=町内会 商工=商工会
男性=男 女性=女
雄 雌
抽選 先着
国道 県道 市道
大人 子供
父親=父 母親=母
夫 妻
柔道 剣道
野球 水泳
全文 全件
黒字 赤字
教頭 校長
会長 副会長
部長 局長 室長 所長 署長
"""
_ROW_OF: dict[str, tuple[int, str]] = {
    name: (row, entry)
    for row, entries in enumerate(_ROWS.split("\n"))
    for entry in entries.split()
    for name in entry.split("=")
}

# The general words of minutes: what is reported in them need not have been said in them.
_GENERAL_WORDS = """
時点 期間 期日 期限 時期 時間帯 日程 日時 当日 同日 本日 今後 以後 以前 以来 長年 近年 将来 従来 当面 当初 現行
現状 次期 次年度 前年 前年度 同年 毎年 毎月 初年度 初回 年間 月間 年次 事前 事後 早期 遅れ 額 金額 総額 全額
差額 単価 価格 値段 費用 経費 費 料金 予算額 決算額 残高 残額 財源 金 数 数量 件数 人数 回数 台数 棟数 個数
戸数 校数 世帯数 総数 率 割合 比率 倍率 水準 規模 範囲 程度 距離 面積 高さ 長さ 重さ 広さ 大きさ 幅 量 要因
原因 理由 根拠 背景 経緯 経過 目的 趣旨 目標 方向 方向性 方策 対策 施策 手段 方法 手法 手順 手続 手続き 仕組み
体制 態勢 制度 枠組み 自体 見解 所見 上限 下限 限度 要件 条件 前提 基準 基 指標 尺度 可否 有無 是非 適否 賛否 要否 成否 進捗 状況 実態 実績
事例 例 先例 他 他市 他都市 他自治体 近隣 近隣市 自治体 同市 支障 差し支え 影響 効果 効用 利点 欠点 課題 問題
問題点 論点 争点 懸念 不安 余地 余裕 見通し 計 合計 内訳 小計 残り 残余 全体 全般 大半 多数 少数 一部 各々
それぞれ 双方 両者 両方 前者 後者 同様 個別 具体 詳細 概要 結論 結果 成果 内容 部分 箇所 場所 会場 所在 地点
地域 地区 地元 現地 現場 区間 住民 市民 区民 町民 村民 利用者 対象者 参加者 事業者 業者 関係者 担当者 当事者 者 本人
家族 世帯 児童 生徒 子供 子ども 教員 高齢 若手 人材 人員 要員 欠員 委員 職 役 担い手 なり手 引き受け手 会 団体
法人 組織 機関 店舗 店 商店 施設 建物 設備 器具 機器 機材 物品 製品 商品 食料 品目 車両 部門 分野 種別 種類
区分 項目 案 素案 原案 修正案 文案 文言 書面 文書 書類 資料 様式 名称 表現 記述 一覧 意向 意思 考え方 姿勢 立場
観点 視点 面 側 点 旨 声 要求 苦情 期待 要請 外部 内部 法定 人事 最大 最小 最終 最初 最新 徒歩 降雨 雨天 動向
引き上げ 引き下げ 入れ替え 貸し出し 取り扱い 取り組み 見直し 繰り入れ 切り替え 受け入れ 引き継ぎ 持ち回り 割り当て
呼び掛け 働き掛け 申し込み 申し出 申し入れ 問い合わせ 打ち合わせ 話し合い 差 伸び 増 減 皆 誰 多く ほか 件 こと
もの ため よう うち 方 防災 医師 教育 水道 学校 所得 被害 生活 仕事 業務 事務 作業 事業 計画 方針 基本 一般
通常 特別 同等 同一 同数 複数 単独 共通 重要 主 主要 大幅 一度 再度 順次 随時 都度 際 折 間 前 後 上 下 中
外 内 先 元 週 月 年 日 部 課 局 室 係 号 名 人 人々 回 度 次 目 箇月 か月 年度 時 分 員 手 物 力 性
化 的 用 式 型 別 利益 収益 損失 職員 翌朝 人手 手間 相手 機会 意義 意味 印象 実情
事情 自身 自分 人口 根本 本来 本体 無償 有償 無料 有料 未定 不明 不足
"""
GENERAL = frozenset(_GENERAL_WORDS.split())


def unmentioned(claim: Passage, said: Passage, context: frozenset[str], speakers: str = "") -> Iterator[str]:
    """Nouns of the claim that were not mentioned. `context`: the words of all that was said on the item; `speakers`: the
    names of those who said it, who say うち of their own."""
    for word in claim.content:
        if word.normalized in _ROW_OF:
            if (
                word.surface not in speakers
                and not _named(word, said)
                and not (word.normalized in GENERAL and not _sibling(word, said))
            ):
                yield word.surface
        elif (
            _is_thing(word)
            and not _OF_NOTHING.search(word.surface)
            and word.normalized not in GENERAL
            and not _mentioned(word, said)
        ):
            known = (
                any(key in context for key in keys_of(word)) or _alike(word, said) or nearest(word, said) >= _near(word)
            )
            if not known:
                yield word.surface


def _near(word: Morpheme) -> float:
    """ケヤキ is near to サクラ and no other name of it."""
    return _NEAR_LOAN if _LOAN.fullmatch(word.surface) else _NEAR


def _named(word: Morpheme, said: Passage) -> bool:
    """By this or another of its names."""
    place = _ROW_OF[word.normalized]
    return _mentioned(word, said) or any(_ROW_OF.get(other.normalized) == place for other in said.words)


def _sibling(word: Morpheme, said: Passage) -> bool:
    row = _ROW_OF[word.normalized][0]
    return any(_ROW_OF.get(other.normalized, (-1, ""))[0] == row for other in said.words)


def _is_thing(word: Morpheme) -> bool:
    return word.pos[:2] in _THINGS and word.pos[2] not in _NO_THING


def _mentioned(word: Morpheme, said: Passage) -> bool:
    if any(key in said.keys for key in keys_of(word)) or word.surface in said.text:
        return True
    if word.surface.endswith("学校") and re.search(f"[一-鿿]{word.surface[0]}(?!{word.surface[1:]})", said.text):
        return True  # 第三小
    return any(len(other.surface) > _ABBREVIATED and word.surface.startswith(other.surface) for other in said.content)


def _alike(word: Morpheme, said: Passage) -> bool:
    """店, 店舗; but 市内 is not 県内: of two words that differ in their first character only, one was put for the other."""
    own = kanji_of(word)
    return any(own & kanji_of(other) and not _siblings(word.normalized, other.normalized) for other in said.words)


def _siblings(one: str, other: str) -> bool:
    return one != other and len(one) == len(other) > 1 and one[1:] == other[1:]
