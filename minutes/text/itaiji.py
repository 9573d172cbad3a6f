"""Characters that are written in several shapes (異体字): 高 and 髙 in a family name are one name to the ear.

The table holds what occurs in Japanese names, the commonest shape first; a table of our own, since what packages offer is
made for Chinese (碕 and 埼 for 崎, 桔 for 吉) and lacks 𠮷 and 冨. Meanings do not differ within a group, so a text may be
read in the commonest shapes; 斉 and 斎 (斎場), 県 and 縣 (アガタ) are two characters, and only in names one.

Text is NFC here, and NFC has already made one of many pairs: what JIS X 0213 prints as the older shapes of 神 (U+FA19),
福, 祥, 塚, 靖, 隆, 都 … are compatibility ideographs with a canonical counterpart. A name that a meeting file spells so is
therefore printed in the common shape, and nothing here can tell the two apart; an office that needs the older shape
writes it with a variation selector, which NFC keeps. The twelve of that block that are characters in their own right
(﨑 and others) stay apart, and are in the table.
"""

from __future__ import annotations

import re

SHAPES = (
    "高髙 崎﨑嵜 辺邊邉 斎齋 斉齊 浜濱濵 島嶋嶌 沢澤 広廣 国國圀 桜櫻 真眞 瀬瀨 徳德 恵惠 栄榮 槙槇 曽曾 吉𠮷 富冨 "
    "館舘 桧檜 峰峯 野埜 竜龍 滝瀧 条條 寿壽 蔵藏 円圓 実實 豊豐 岳嶽 淵渕渊 園薗 藪薮籔 鴎鷗 桑桒 船舩 松柗枩 柳栁桺 "
    "関關 来來 亀龜 仏佛 児兒 内內 剣劍劔劒釼 勲勳 参參 台臺 呉吳 土圡 増增 奥奧 学學 宝寶寳 寛寬 将將 巌巖 弥彌 恒恆 "
    "戸戶 暁曉 楽樂 横橫 歩步 気氣 浅淺 清淸 渋澁澀 渓溪 温溫 満滿 灯燈 為爲 産產 当當 礼禮 祢禰 秋穐龝 穂穗 穣穰 "
    "稲稻 経經 絵繪 続續 総總 緑綠 縄繩 聡聰 芦蘆 荘莊 薫薰 蛍螢 衛衞 覚覺 読讀 譲讓 頼賴 遥遙 郎郞 郷鄕 鉄鐵鐡 録錄 "
    "鎮鎭 静靜 顕顯 鶴靏靍鸖 麦麥 麹麴 黒黑 黄黃 与與 亘亙 亜亞 会會 涼凉 凛凜 彦彥 応應 慎愼 栃杤 涛濤 画畫 砺礪 穏穩 "
    "篭籠 糸絲 芸藝 蒋蔣 諌諫 銭錢 頴穎 駆駈 団團 壱壹 双雙 伝傳 体體 旧舊 巣巢 従從 教敎 梅楳 柏栢 葛𦹀 脇𦚰 繋繫 鰺鯵"
)
_LIKE_IN_NAMES = "斉斎 崎碕 刈苅 県縣 万萬"

_COMMON = {ord(shape): group[0] for group in SHAPES.split() for shape in group[1:]}
_IN_NAMES = _COMMON | {
    ord(shape): pair[0]
    for pair in _LIKE_IN_NAMES.split()
    for shape in (*pair[1:], *(chr(other) for other, common in _COMMON.items() if common in pair[1:]))
}
# Standardised and ideographic variation selectors: they choose a shape of the character before them.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def common(text: str) -> str:
    """Every character in its commonest shape. As many characters as before, so that places stay."""
    return text.translate(_COMMON)


def as_name(text: str) -> str:
    """What names are compared by: equal for names that differ in the shapes of their characters alone."""
    return _SELECTORS.sub("", text).translate(_IN_NAMES)
