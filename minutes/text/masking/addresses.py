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
    r"|(?P<counted>[〇一二三四五六七八九十百千]{2,7})"
)
_BUILDING = (
    "マンション|アパート|コーポ|ハイツ|ハイム|荘|ビル|団地|住宅|メゾン|レジデンス|パレス|ヴィラ|ビラ|コート|ハウス|タワー|シャトー|"
    "グラン|ドミール|フラット|寮|パーク|ガーデン|カーサ|エステート|プラザ|ホームズ|テラス|ヒルズ|キャッスル|フォレスト|リバー|サン|メイツ"
)
_STRONG_BUILDING = "マンション|アパート|コーポ|ハイツ|ハイム|荘|団地|メゾン|レジデンス|パレス|ホームズ|シャトー|ドミール|フラット|寮|宿舎|社宅|官舎"
_ROOM = (
    rf"(?:(?:{_N}|[A-ZＡ-Ｚ])[\s　]*号?(?:棟|館)[\s　の]*|[A-ZＡ-Ｚ]{_DASH})?{_N}(?:{_DASH}{_N})?(?:[\s　]*号室?|室)?"
)
_NAMED = rf"(?=[々一-鿿ぁ-ゖァ-ヴヶーA-Za-zＡ-Ｚａ-ｚ・\s　]{{0,14}}?(?:{_BUILDING}))[々一-鿿がのァ-ヴヶーA-Za-zＡ-Ｚａ-ｚ・]{{2,16}}?"
_TAIL = re.compile(
    rf"[\s　][ァ-ヴー]{{3,}}[々一-鿿ァ-ヴー]{{0,6}}{_ROOM}{_COUNTER}|"
    rf"[\s　][々一-鿿ァ-ヴー]{{1,8}}(?:{_STRONG_BUILDING})(?![々一-鿿ァ-ヴー\s　0-9０-９])|[甲乙丙丁イロハニホ](?=[のにがはを、。])|"
    rf"[\s　、]*(?:第?[一二三四五0-9０-９])?[々一-鿿]{{0,4}}[ぁ-ゖ]{{2,6}}(?:{_STRONG_BUILDING})[\s　の]*{_ROOM}{_COUNTER}|"
    rf"の?{_N}階(?!建)|階(?![建級層段])|"
    rf"[\s　、]*(?:{_STRONG_BUILDING})[ぁ-ゖ]{{2,6}}[\s　の]*{_ROOM}{_COUNTER}|[\s　][ぁ-ゖ]{{2,6}}(?:荘|寮|アパート|マンション)|"
    rf"[\s　、]*の?[\s　]*{_NAMED}[\s　の]*{_ROOM}{_COUNTER}|[\s　、の]*(?:[々一-鿿ぁ-ゖァ-ヴヶーA-Za-z・]{{2,12}})?{_N}[\s　]*号室"
)
_FOUND = re.compile(_BLOCK)
_ESTATE = re.compile(
    rf"(?:(?:{_BUILDING})[々一-鿿ァ-ヴー]{{0,6}}?|(?:{_BUILDING})[ぁ-ゖ]{{2,6}}?(?={_N}[\s　]*号室))[\s　の]*"
    rf"(?:(?:{_N}|[A-ZＡ-Ｚ])[\s　]*号?(?:棟|館)[\s　の]*{_N}(?:[\s　]*号室?|室)?|{_N}[\s　]*号室?){_COUNTER}"
)
_FLAT = re.compile(
    rf"(?:{_STRONG_BUILDING})[々一-鿿ァ-ヴー]{{0,6}}?[\s　の、]*"
    rf"(?:[A-ZＡ-Ｚ]?[0-9０-９]{{3,4}}|[〇一二三四五六七八九]{{3}}|{_N}{_DASH}[0-9０-９]{{3,4}}){_COUNTER}"
    rf"|(?:{_BUILDING})[々一-鿿ァ-ヴー]{{0,6}}?[A-ZＡ-Ｚ][0-9０-９]{{3}}"
    rf"|(?:{_N}号?棟[\s　の]*)?{_N}[\s　]*号室"
    rf"|{_N}号?棟[\s　の]*{_N}(?:[\s　]*号)?{_COUNTER}"
)
_HOUSE_NAME = re.compile(
    r"(?:[々一-鿿ァ-ヴーA-Za-zＡ-Ｚ]|(?<=[々一-鿿ァ-ヴー])の(?=[々一-鿿])|[ぁ-ゖ]{3,5}(?=の[々一-鿿])){2,16}[\s　の、]?$"
)
_OFFICE_ROOM = re.compile("会議室|庁舎|役所|役場|ホテル|会館|センター|控室|研修室|教室")
# 京都市上京区下立売通新町西入薮ノ内町: no number at all.
_CORNER = re.compile(
    r"[々一-鿿]{1,6}通り?[々一-鿿]{1,6}(?:上る|下る|上ル|下ル|[東西]入る|[東西]入ル|[東西]入)(?:[々一-鿿ノのヶ]{1,8}町)?"
)
# Numbers within a place's name: 北24条西, 学校町通1番町, 二ツ屋町2字.
_STREETS = re.compile(
    rf"(?<!第)(?:[東西南北]?{NUMBER}(?:条|線)(?=[東西南北]|{NUMBER}丁目|$)|{NUMBER}(?:番町|番丁|字)$)"
)
_SECTION = re.compile(r"(?:[々一-鿿ヶケ]{1,8}?[町村市区])?(?:大字[々一-鿿ヶケ]{1,6})?字[々一-鿿ヶケァ-ヴ]{1,8}$")
_IN_SECTION = re.compile("(?<![文数赤黒漢印名活])字[々一-鿿ヶケァ-ヴ]+$")
_CUE = re.compile(
    r"(?:住所|本籍|自宅|住まい|居所|居住地|送り先|送付先|届け先|宛先|あて先|転居先|転入先|転出先|移転先|避難先|実家|お宅|所有地|火元|引っ越し先|"
    r"勤め先|入居先|所在|番地|地番)(?:地|の?欄)?"
    r"(?:(?:は|を)(?:伺|聞|尋|確認|お?聞き)[ぁ-ゖ]{1,6}|で(?:言うと|いうと|は)|"
    r"は|が|を|も|の|、|：|:|です|として|とし|ですが|につきましては)?[、\s　]*[^。、0-9]{0,6}$"
)
_LIVES = re.compile(r"[、\s　]*(?:に(?:お?(?:住|すま)|居住|在住)|在住)")
_LIVED_IN = re.compile(
    r"[、\s　]*(?:に(?:お?(?:住|すま)|居住|在住|一人で住|引っ越|転居|ある(?:自宅|実家|家))|在住|にお住まい|"
    r"の?(?:ご|御|お)?(?:自宅|実家|住まい|お宅|宅|家)(?:[^族屋]|$)|から(?:越|引っ越)|"
    r"の[^。、]{0,8}?(?:空き家|空き地|土地|畑|農地|墓地|山林|敷地|庭|塀|植木|植え込み|建物|アパート|木造|住宅|玄関|角地|前の|前で|裏|隣|角|世帯|住民|"
    r"井戸|車庫|倉庫|樹木|枝|擁壁|がけ|崖|宅地)|から(?:始め|回り|来)|へ(?:伺|訪|届|送)|に(?:伺|訪問|届け)|で(?:水漏れ|火災|火事|ぼや|事故)|"
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
_KANJI = re.compile("[々〆一-鿿]+")
_LONGEST_PART, _LONGEST_PLACE = 8, 24  # characters before a number
_DASHES_OF_ADDRESS = 3  # numbers joined by dashes that are an address after any place's name
_LONGEST_FIGURE = 5  # figures of a lot


def addresses(words: Words) -> Iterator[Hit]:
    """Every address of a person or a house, a facility's, too."""
    text = words.text
    for corner in _CORNER.finditer(text):
        begin = _place_before(words, corner.start()) or corner.start()
        yield Hit(begin, corner.end(), Kind.ADDRESS, _identity(text[begin : corner.end()]))
    for flat in _FLAT.finditer(text):
        begin = _house_before(words, flat.start())
        if begin < flat.start() or re.match("[^0-9０-９〇一-十]", flat[0]):
            yield Hit(begin, flat.end(), Kind.ADDRESS, _identity(text[begin : flat.end()]))
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
    place = text[start : found.start()].strip().removesuffix("の")
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
        exact = "字" in place or "地" in found[0] or "号" in found[0] or len(numbers) > 1
        if ("番地" in found[0] or "字" in place) and not text.startswith("区", found.end()):
            return True
        return (exact and settled) or (bool(_PLACE_AT_END.search(place)) and (exact or cued or housed))
    if found["dashed"]:
        municipal = bool(_MUNICIPALITY.search(place)) and len(place) > len("本町")
        sure = (
            bool(_IN_SECTION.search(place))
            or (cued and (named or bool(_PLACE_AT_END.search(place)) or settled))
            or housed
            or municipal
            or (len(numbers) >= _DASHES_OF_ADDRESS and (named or bool(_PLACE_AT_END.search(place))))
        )
        return sure and max(map(number_of, numbers)) < 10**_LONGEST_FIGURE
    if found["counted"]:
        return bool(_IN_SECTION.search(place))
    if "字" in place and len(found[0]) > 1:
        return True
    return bool(_MUNICIPALITY.search(place)) and cued and bool(re.search("[都道府県市区町村].", place))


def _house_before(words: Words, at: int) -> int:
    """Where the name of a house begins that goes on here; an office's rooms are no home."""
    named = _HOUSE_NAME.search(words.text[:at])
    if named is None or _OFFICE_ROOM.search(words.text[max(0, at - 12) : at]):
        return at
    begin = max(named.start(), words.all[words.at(named.start())].start)
    return min(begin, _place_before(words, begin) or begin) if begin < at else at


def _place_before(words: Words, number: int) -> int | None:
    """Where the name of the place begins that stands before a number; the number itself where there is none."""
    text = words.text
    gap = re.search(r"の?[\s　]*$", text[:number])
    place = gap.start() if gap else number
    if not place:
        return number
    at = words.at(place - 1)
    if text[place : place + 1] == "の" and not _is_named_place(words, at):
        return number
    inside = words.all[at].start < place < end_of(words.all[at])
    if (
        inside and words.all[at].pos[1] != "固有名詞" and not _KANJI.fullmatch(text, words.all[at].start, place)
    ):  # 東原五|丁目
        return number
    start = _leftmost(words, at, number)
    while start < number and text[start] in " 　、":
        start += 1
    streets = _STREETS.search(text, max(0, start - _LONGEST_PART), start) if start else None
    if streets and streets.start() < start:
        return _place_before(words, streets.start())
    section = _SECTION.search(text[max(0, place - _LONGEST_PLACE) : place])
    if section:
        start = min(start, max(0, place - _LONGEST_PLACE) + section.start())
        start = _leftmost(words, words.at(start - 1), start) if start else start
    kana = _KANA_BEFORE.search(text[:start]) if _SUFFIX.match(text, start) else None
    return kana.start(1) if kana else start


def _is_named_place(words: Words, at: int) -> bool:
    """大久保, 松山|台: what の may join to its numbers; nothing else is (資料の二の三)."""
    if words.all[at].pos[1] == "固有名詞":
        return True
    return at > 0 and bool(_PLACE_AT_END.fullmatch(words.all[at].surface)) and words.all[at - 1].pos[1] == "固有名詞"


def _leftmost(words: Words, at: int, start: int) -> int:
    """Where the words begin that belong to a place's name, from this word to the left; `start` where none does."""
    while at >= 0 and _belongs(words, at):
        start = words.all[at].start
        at -= 1
    return start


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
