"""Addresses of people: 「青葉市南台三丁目五番十二号」, 「桜台2-15-7メゾン桜201」, 「市営緑ヶ丘団地4号棟302号室」.

A number finds the address, the words before it are followed to the left as long as they are a place's. A place alone
(緑が丘三丁目) is nobody's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import NUMBER, digits_of, number_of
from minutes.text.masking.words import Words, end_of, is_place
from minutes.text.reading import Morpheme

_DASH = r"[\s　]*(?:[-－ー‐−–―]|の|ノ)[\s　]*"
_N = rf"(?:{NUMBER}(?!代|歳|才|人|名))"
_COUNTER = (
    r"(?![\s　]*(?:ページ|頁|条|項|議案|年|月|日|時|分|円|人|名|件|％|%|パーセント|"
    r"か所|番目|番委員|番議員|対|回|階|万|億|割|世帯|戸|校|台|つ|歳))"
)
_LOT = (
    rf"{_N}[\s　]*(?:番(?:地|町)?|街区)(?:(?:[\s　]*[の、][\s　]*(?={_N}[\s　]*号)|[\s　]*の[\s　]*|{_DASH}|"
    rf"[\s　]*){_N}(?:[\s　]*号(?!室|棟|館|議案|線))?)?"
    rf"(?:{_DASH}{_N}(?:号(?!室|棟))?)*"
)
_BLOCK = (
    rf"(?P<chome>{_N}[\s　]*丁目)(?:の?、?[\s　]*(?:(?P<lot>{_LOT})|(?P<more>{_N}(?:{_DASH}{_N})*(?:[\s　]*号(?!室|棟))?)(?!丁目)))?"
    rf"|(?P<alone>{_LOT})|(?P<dashed>{_N}(?:{_DASH}{_N}){{1,3}})|(?P<bare>[0-9０-９]{{1,4}})"
)
_BUILDING = (
    "マンション|アパート|コーポ|ハイツ|ハイム|荘|ビル|団地|住宅|メゾン|レジデンス|パレス|ヴィラ|ビラ|コート|ハウス|タワー|シャトー|"
    "グラン|ドミール|フラット|寮|パーク|ガーデン|カーサ|エステート|プラザ|ホームズ|テラス|ヒルズ|キャッスル|フォレスト|リバー|サン|メイツ"
)
_ROOM = (
    rf"(?:(?:{_N}|[A-ZＡ-Ｚ])[\s　]*号?(?:棟|館)[\s　の]*|[A-ZＡ-Ｚ]{_DASH})?{_N}(?:{_DASH}{_N})?(?:[\s　]*号室?|室)?"
)
_NAMED = rf"(?=[々一-鿿ぁ-ゖァ-ヴヶーA-Za-zＡ-Ｚａ-ｚ・\s　]{{0,14}}?(?:{_BUILDING}))[々一-鿿がのァ-ヴヶーA-Za-zＡ-Ｚａ-ｚ・]{{2,16}}?"
_TAIL = re.compile(
    rf"[\s　、]*の?[\s　]*{_NAMED}[\s　の]*{_ROOM}{_COUNTER}|[\s　、の]*(?:[々一-鿿ぁ-ゖァ-ヴヶーA-Za-z・]{{2,12}})?{_N}[\s　]*号室"
)
_FOUND = re.compile(_BLOCK)
_ESTATE = re.compile(
    rf"(?:(?:{_BUILDING})[々一-鿿ァ-ヴー]{{0,6}}?|(?:{_BUILDING})[ぁ-ゖ]{{2,6}}?(?={_N}[\s　]*号室))[\s　の]*"
    rf"(?:(?:{_N}|[A-ZＡ-Ｚ])[\s　]*号?(?:棟|館)[\s　の]*{_N}(?:[\s　]*号室?|室)?|{_N}[\s　]*号室?){_COUNTER}"
)
_CUE = re.compile(
    r"(?:住所|本籍|自宅|住まい|居所|居住地|送り先|送付先|届け先|宛先|あて先|転居先|転入先|転出先|移転先|避難先|実家|お宅|所有地|火元|引っ越し先|"
    r"勤め先|入居先|所在|番地)(?:地|の?欄)?(?:は|が|を|も|の|、|：|:|です|として|とし|ですが|につきましては)?[、\s　]*[^。、0-9]{0,6}$"
)
_LIVES = re.compile(r"[、\s　]*(?:に(?:お?(?:住|すま)|居住|在住)|在住)")
_LIVED_IN = re.compile(
    r"[、\s　]*(?:に(?:お?(?:住|すま)|居住|在住|一人で住|引っ越|転居|ある(?:自宅|実家|家))|在住|にお住まい|"
    r"の?(?:ご|御|お)?(?:自宅|実家|住まい|お宅|宅|家)(?:[^族屋]|$)|から(?:越|引っ越)|"
    r"の[々一-鿿ぁ-ゖァ-ヴ]{1,8}(?:さん|様|氏)|まで(?:お?届|送)|[^。]{0,8}(?:住所|とおっしゃ))"
)
_WORDS = """
    住所 現住所 新住所 旧住所 御住所 本籍 自宅 御自宅 現場 火元 番地 場所 所在地 登記 地番 送り先 送付先 議案 資料 第
    別紙 別表 様式 図 表 写真 番号 電話 電話番号 携帯 記号 口座 普通 本人 対象 申請者 世帯 令和 平成 昭和 大正 明治
    西暦 午前 午後 予算 合計 総額 約 計 各 全 毎 方 者 さん 様 氏 君
"""
_NO_PLACE = frozenset(_WORDS.split())
_UNITS = tuple("条項号回期次款目節年月日番巻版種級類位班組部課")
_KYOTO = ("上", "る", "上る", "上ル", "下る", "下ル", "入る", "入ル", "西入", "東入")
_JOINT = re.compile("[がヶケガのノ]")
_AFTER_JOINT = re.compile("[丘谷崎浦原台岡峰関池島森浜野鼻根山久沢木頭里宮窪瀬作越]")
_PLACE_AT_END = re.compile(
    r"(?:都|道|府|県|市|区|町|村|郡|字|丘|台|原|野|谷|沢|川|山|田|島|橋|木|本|崎|浜|森|林|池|井|津|寺|宮|町通|通|通り|条|条通|丁|里|沼|坂|堀|"
    r"内|岡|塚|根|尾|口|戸|平|浦|岸|洲|郷|山田|新田|団地|中央|東|西|南|北|琵琶|[甲乙丙丁イロハニホ])$"
)
# あすなろ町: kana that the dictionary makes other words of, before what only ends a place's name.
_SUFFIX = re.compile("(?:[ヶがケ]?[町台丘野原市区村]|町|団地)(?=[0-9０-９一二三四五六七八九十字])")
_KANA_BEFORE = re.compile("(?:^|[、。「（ 　はがのにを])([ぁ-ゖァ-ヴー]{2,6})$")
_MUNICIPALITY = re.compile("[都道府県市区町村郡]")
_DASHES_OF_ADDRESS = 3  # numbers joined by dashes that are an address after any place's name
_LONGEST_FIGURE = 5  # figures of a lot


def addresses(words: Words) -> Iterator[Hit]:
    """Every address of a person or a house, a facility's, too."""
    text = words.text
    for found in (*_ESTATE.finditer(text), *_FOUND.finditer(text)):
        if found.start() and text[found.start() - 1].isascii() and text[found.start() - 1].isalnum():
            continue
        estate = found.re is _ESTATE
        start = _place_before(words, found.start())
        tail = None if estate else _TAIL.match(text, found.end())
        end = tail.end() if tail else found.end()
        if start is None or not (estate or _is_address(words, start, found, tail is not None)):
            continue
        yield Hit(start, end, Kind.ADDRESS, _identity(text[start:end]))


def _is_address(words: Words, start: int, found: re.Match[str], housed: bool) -> bool:
    """Whether this much of an address is somebody's; `housed`: a building and a room follow."""
    text = words.text
    place = text[start : found.start()].strip()
    named = bool(place) and words.all[words.at(start + len(place) - 1)].pos[1] == "固有名詞"
    settled = bool(_CUE.search(text[max(0, start - 24) : start]))
    cued = settled or bool(_LIVED_IN.match(text, found.end()))
    numbers = re.findall(NUMBER, found[0])
    if any(len(digits_of(number)) > _LONGEST_FIGURE for number in numbers):
        return False
    if found["chome"]:
        return bool(found["lot"] or found["more"] or settled or housed or _LIVES.match(text, found.end()))
    if not place:
        return False
    if found["alone"]:
        exact = "地" in found[0] or "号" in found[0] or len(numbers) > 1
        return bool(_PLACE_AT_END.search(place)) and (exact or cued or housed)
    if found["dashed"]:
        municipal = bool(_MUNICIPALITY.search(place)) and len(place) > len("本町")
        sure = (
            cued
            or housed
            or municipal
            or (len(numbers) >= _DASHES_OF_ADDRESS and (named or bool(_PLACE_AT_END.search(place))))
        )
        return sure and max(map(number_of, numbers)) < 10**_LONGEST_FIGURE
    if "字" in place and len(found[0]) > 1:
        return True
    return bool(_MUNICIPALITY.search(place)) and cued and bool(re.search("[都道府県市区町村].", place))


def _place_before(words: Words, number: int) -> int | None:
    """Where the name of the place begins that stands before a number; the number itself where there is none."""
    text = words.text
    gap = re.search(r"[\s　]*$", text[:number])
    place = gap.start() if gap else number
    if not place:
        return number
    at = words.at(place - 1)
    inside = words.all[at].start < place < end_of(words.all[at])
    if inside and words.all[at].pos[1] != "固有名詞":  # 東原五|丁目
        return number
    start = number
    while at >= 0 and _belongs(words, at):
        start = words.all[at].start
        at -= 1
    while start < number and text[start] in " 　、":
        start += 1
    kana = _KANA_BEFORE.search(text[:start]) if _SUFFIX.match(text, start) else None
    return kana.start(1) if kana else start


def _belongs(words: Words, at: int) -> bool:
    """Whether the word is part of a place's name."""
    word = words.all[at]
    if word.surface in _NO_PLACE:
        return False
    if word.pos[0] in ("空白",):
        return at > 0 and _is_part(words.all[at - 1]) and words.all[at - 1].surface not in _NO_PLACE
    if word.surface in _KYOTO or word.surface == "御":  # 寺町通御池上る
        return at > 0 and _is_part(words.all[at - 1])
    if _JOINT.fullmatch(word.surface) and 0 < at < len(words.all) - 1:
        return bool(_AFTER_JOINT.match(words.all[at + 1].surface)) and _is_part(words.all[at - 1])
    return _is_part(word)


def _is_part(word: Morpheme) -> bool:
    if is_place(word) or word.pos[1] == "固有名詞":
        return True
    if word.pos[0] == "名詞" and word.pos[1] in ("普通名詞", "数詞"):
        return word.pos[2] != "副詞可能" and word.surface not in _UNITS and not word.surface.isascii()
    return word.pos[0] in ("接頭辞", "接尾辞") and word.surface not in ("お", "ご", "御", "第", *_UNITS)


def _identity(written: str) -> str:
    """The same for 三丁目五番十二号, 3丁目5番12号 and 3-5-12."""
    numbered = re.sub(NUMBER, lambda found: str(number_of(found[0])), written)
    joined = re.sub(r"[\s　]*(?:丁目|番地|番|号室?|[-－ー‐−–―の、])[\s　]*", "-", numbered)
    return re.sub(r"[\s　]+", "", joined).strip("-")
