"""Vehicle numbers: office, class, kana, up to four figures: 「品川 300 あ 12-34」, 「相模五百三十、さ、四二の一七」.

Offices: the inscriptions of 自動車登録規則 別表第一 and 道路運送車両法施行規則 別表第一 (ご当地ナンバー included).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import DIGIT, NUMBER, SPOKEN_NUMBER, digits_of, number_of

_OFFICES = (
    "札幌 函館 旭川 室蘭 苫小牧 釧路 知床 帯広 十勝 北見 青森 八戸 弘前 岩手 盛岡 平泉 宮城 仙台 秋田 山形 庄内 福島 会津 "
    "郡山 白河 いわき 水戸 土浦 つくば 宇都宮 那須 とちぎ 日光 群馬 前橋 高崎 大宮 川口 所沢 川越 熊谷 春日部 越谷 千葉 成田 "
    "習志野 市川 船橋 袖ヶ浦 袖ケ浦 市原 野田 柏 松戸 品川 世田谷 練馬 杉並 板橋 足立 江東 葛飾 八王子 多摩 横浜 川崎 湘南 "
    "相模 山梨 富士山 新潟 長岡 上越 富山 石川 金沢 福井 長野 松本 諏訪 安曇野 南信州 岐阜 飛騨 静岡 浜松 沼津 伊豆 名古屋 "
    "豊橋 岡崎 豊田 三河 尾張小牧 一宮 春日井 三重 鈴鹿 四日市 伊勢志摩 滋賀 京都 大阪 なにわ 和泉 堺 神戸 姫路 奈良 飛鳥 "
    "和歌山 鳥取 島根 出雲 岡山 倉敷 広島 福山 下関 山口 徳島 香川 高松 愛媛 高知 福岡 北九州 久留米 筑豊 佐賀 長崎 佐世保 "
    "熊本 大分 宮崎 鹿児島 奄美 沖縄"
)
_GAP = r"[\s　、,・\-－ー]*(?:の[\s　、]*)?"
_NUMBERED = rf"(?P<number>[・.．\s　]*(?:[0-9０-９]{{3,4}}|{NUMBER}(?:(?:[-－ー‐−・、]|の|ハイフン)[\s　]*{NUMBER})?|(?:{DIGIT}){{4}}))"
_KANA = r"(?:[ぁ-ゖァ-ヴ々一-鿿]{2,5}の)?[「『]?(?P<kana>[ぁ-ゖァ-ヴA-ZＡ-Ｚ])[」』]?ー?"
_OFFICE = "|".join(sorted(_OFFICES.split(), key=len, reverse=True))
_CLASS = rf"(?P<class>[0-9０-９A-ZＡ-Ｚ]{{1,2}}[0-9０-９A-ZＡ-Ｚ]|{NUMBER}|{SPOKEN_NUMBER})"
_NO_PARTICLES = "あ-おかきくけこさ-そたちつてなぬねひふほまみむめゆよるれろわ"
_PLATES = (
    re.compile(
        rf"(?P<office>[1-9A-Z]?(?:{_OFFICE}))(?:ナンバー)?(?:で|が|は)?{_GAP}{_CLASS}{_GAP}{_KANA}{_GAP}{_NUMBERED}"
    ),
    # An office nobody has listed: the rest must look like nothing else.
    re.compile(
        r"(?P<office>(?<![々一-鿿])[々一-鿿]{1,4})[\s　]*(?P<class>[1-8１-８][0-9０-９]{2})[\s　]*"
        r"(?P<kana>[ぁ-ゖ])[\s　]*(?P<number>[0-9０-９]{2}[-－ー‐−][0-9０-９]{2})"
    ),
    # The same, spoken, after a word that says what it is.
    re.compile(
        rf"(?:ナンバー|プレート|車両番号|登録番号|標識)[^。0-9]{{0,8}}?(?P<office>[々一-鿿]{{1,4}}?){_GAP}{_CLASS}{_GAP}{_KANA}{_GAP}{_NUMBERED}"
    ),
    re.compile(
        r"(?P<office>(?<![々一-鿿])[々一-鿿]{1,4})(?P<class>)[\s　]+(?P<kana>[ぁ-ゖ])[\s　]+(?P<number>[0-9０-９]{2}[-－ー‐−][0-9０-９]{2})"
    ),
    # Mopeds have the municipality's plate, without a class; and sometimes nobody remembers the class.
    re.compile(
        rf"(?P<office>[1-9１-９A-Z]?[\s　]?(?:{_OFFICE})|(?<![々一-鿿])[々一-鿿ぁ-ゖ]{{1,4}}[市区町村])(?P<class>)[\s　、]*"
        rf"「?(?P<kana>[{_NO_PARTICLES}])」?[\s　、]*"
        r"(?P<number>[0-9０-９]{1,2}[-－ー‐−][0-9０-９]{2}|[0-9０-９]{3,4}|(?<=[\s　」])[0-9０-９]{1,2}|"
        r"の?[\s　、]*[〇一二三四五六七八九]{2}の?[〇一二三四五六七八九]{2})(?![0-9０-９〇一二三四五六七八九十年月日時分番号丁条])"
    ),
    # Without the office, after a word that says what it is.
    re.compile(
        r"(?:(?<!マイ)ナンバー|プレート|車両番号|登録番号|標識)[^。0-9]{0,16}?(?P<office>)"
        rf"(?P<class>(?:{NUMBER})?){_GAP}「?(?P<kana>[{_NO_PARTICLES}])」?{_GAP}"
        rf"(?P<number>{NUMBER}[\s　]*(?:[-－ー‐−・]|の|ハイフン)[\s　]*{NUMBER}|[0-9０-９]{{3,4}})"
    ),
)
_CLASSES = range(10, 1000)  # two or three figures; those with a letter are not counted
_LONGEST_NUMBER = 4  # figures
_UNIT = re.compile("[十百千]")


def vehicles(text: str) -> Iterator[Hit]:
    """Every vehicle number of the text."""
    for match in (match for plate in _PLATES for match in plate.finditer(text)):
        figures = _figures(match["number"])
        if (not match["class"] or _is_class(match["class"])) and 0 < len(figures) <= _LONGEST_NUMBER:
            plate = f"{match['office']}{_figures(match['class'] or '')}{match['kana']}{figures}"
            yield Hit(_start(match), match.end(), Kind.VEHICLE, unicodedata.normalize("NFKC", plate))


def _start(match: re.Match[str]) -> int:
    """Where the plate begins of which the office or the class may be missing."""
    return min(match.start(part) for part in ("office", "class", "kana") if match[part])


def _is_class(written: str) -> bool:
    plain = unicodedata.normalize("NFKC", written)
    if any("A" <= letter <= "Z" for letter in plain) or re.fullmatch(SPOKEN_NUMBER, plain):
        return True
    return (plain[-1].isascii() and plain[-1].isalpha()) or number_of(plain) in _CLASSES


def _figures(written: str) -> str:
    """Figures one by one, also of 五百三十; letters as they are."""
    plain = unicodedata.normalize("NFKC", written)
    if _UNIT.search(plain):
        return "".join(str(number_of(one)) for one in re.findall(NUMBER, plain))
    letters = "".join(sign for sign in plain if sign.isascii() and sign.isalpha())
    return digits_of(plain) + letters
