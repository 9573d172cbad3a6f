"""The dictionaries that come with minutes: every row is usable, and no wrong form is a word that may be meant."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sudachipy  # type: ignore[import-untyped]

from minutes.domain import Dictionary
from minutes.text.correction.compiled import compiled
from minutes.text.correction.correct import correct_texts
from minutes.text.dictionary import COLUMNS, read_dictionary, shipped_dictionaries
from minutes.text.reading import katakana, reading

FIELDS = ("bosai", "dx", "gikai", "jogesuido", "kaigo", "kyoiku", "toshikeikaku", "zaisei")
FEWEST_TERMS = 150
CUES = range(4, 21)
# Read otherwise than Sudachi reads them, each looked up by hand.
READ_OTHERWISE = """
    対口支援 避難所運営ゲーム 屋外拡声子局 Jアラート Lアラート 避難所 指定避難所 福祉避難所 避難所運営委員会
    避難所運営マニュアル 越水 #7119 DMAT DPAT DWAT DHEAT 住登外者 eLTAX LGWAN
    LGWAN接続系 LGWAN-ASP α´モデル β´モデル ISMAP CSIRT CISO SOC 仮名加工情報
    J-LIS RAG 窓口DXSaaS eL-QR 延会 所管替え 首長 公の施設 布設替え 配水管布設替え
    石綿セメント管 着水井 沈砂池 慣行水利権 PFAS PFOS PFOA 下水道法 雨水管渠 雨水管 雨水幹線 雨水貯留施設
    雨水浸透ます 雨水ポンプ場 雨水出水浸水想定区域 有収率 有収水量 無収水量 資金不足比率 打切決算 償還払い 受領委任払い
    看多機 多床室 第1層協議体 口腔機能向上 採択替え 1人1台端末 MEXCBT 学校給食共同調理場 重伝建地区 病児保育
    第一種低層住居専用地域 第一種中高層住居専用地域 第一種住居地域 日影規制 盛土規制法 特定盛土等規制区域 大規模盛土造成地
    盛土 保留床 権利床 交通結節点 打換え工法 函渠 特定空家等 鋼矢板 床掘り 基礎杭 一件査定 資金前渡 概算払
    施工監理 前金払 私債権 制限付一般競争入札 一者応札 人工
"""
# Words of one sound that are both said in meetings: each row is a choice between its words, by their cues.
SAID_ALIKE = """
    決裁 決済　交付 公布　採決 裁決　施行 試行　施行 施工　保険 保健　改定 改訂　改定 改正　徴取 聴取　徴収 聴取　使用料 使用量
    協働 共同　広報 公報　広聴 公聴　市政 市制　体制 態勢　適正 適性　移行 意向　保障 保証　補償 保証　補償 保障　公正 更生
    追及 追求　要綱 要項　事項 時効　市立 私立
"""
# Words of municipal life every office asks for: whatever else the dictionaries hold, these are in them.
ASKED_FOR = """
    付議 付託 上程 答弁 質疑 採決 専決処分 議決 請願 陳情 動議 開議 散会 諮問 答申 諮る 所管 決裁 庁議 例規 条例 施行 告示
    調整会議 総括主幹 ガバメントクラウド 標準準拠 LGWAN 機密性 三層分離 RPA BPR EBPM eLTAX AI-OCR 共同調達 約款型 仮想ブラウザ
    文書生成AI フロントヤード 書かない窓口 ISMAP RAG ハルシネーション 基幹業務 按分 内製 統合型GIS 標準化 スタンドアロン
    要介護認定 被保険者 地域包括 居宅介護 地域密着型 主治医意見書 給付費 特別徴収 賦課限度額 納付金 療養費 特定健診 保健事業
    被用者保険 法定外繰入 収納率 減免 通所介護 認知症施策 介護予防 扶助費 民生委員 生活保護 重度心身障害 応能負担 用途地域
    調整区域 地区計画 生産緑地 建蔽率 容積率 居住誘導区域 区画整理 換地 減歩 縦覧 公聴会 道路占用 嘱託登記 遠隔臨場 管渠 有収率
    企業債 配水池 排水設備 不明水 耐震化 総括原価 資産維持費 使用料 教育長 教科用図書 採択 就学援助 通学区域 特別支援 通級 加配
    不登校 重大事態 放課後児童クラブ 保育所 一時預かり 指定管理者 生涯学習 埋蔵文化財 校務 GIGAスクール 学級編制 統廃合 長寿命化
    振興計画 地域展開 教職員 公民館 歳入 歳出 一般財源 補正予算 繰越明許費 債務負担行為 充当率 起債 交付税 調定 支出命令 随意契約
    入札 徴取 人工 捻出 避難行動要支援者 個別避難計画 罹災証明 受援 業務継続計画 自主防災組織 浸水想定 水防 発災
    DX AI GX IoT ICT SNS LINE KPI PDCA PFI PPP GIS
"""

_HIRAGANA = re.compile(r"[ぁ-ゖー・]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・]+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー・、々〆ヶ㐀-鿿豈-﫿0-9]+")

shipped = pytest.mark.parametrize("path", shipped_dictionaries().values(), ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def sudachi() -> sudachipy.Tokenizer:
    return sudachipy.Dictionary().tokenizer(mode=sudachipy.SplitMode.C)


def dictionary_of(path: Path) -> Dictionary:
    return read_dictionary(path)[0]


def forms_of(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """(wrong form, term) of a dictionary."""
    return ((form, term.text) for term in dictionary.terms for form in term.wrong)


@shipped
def test_excel_opens_it_and_every_row_is_read(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert tuple(next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) == COLUMNS
    assert read_dictionary(path)[1] == ()


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_has_enough_terms(name: str) -> None:
    assert len(dictionary_of(shipped_dictionaries()[name]).terms) >= FEWEST_TERMS


@shipped
def test_readings_are_hiragana_and_only_letters_are_spelled_in_katakana(path: Path) -> None:
    for term in dictionary_of(path).terms:
        allowed = _HIRAGANA if _JAPANESE.fullmatch(term.text) else _KANA
        assert allowed.fullmatch(term.reading), f"{term.text} is read {term.reading}"
        assert term.category, term.text


@shipped
def test_readings_are_those_of_sudachi_or_were_looked_up(path: Path) -> None:
    if path.stem == "chimei-rei":  # invented places
        return
    for term in dictionary_of(path).terms:
        if term.text not in READ_OTHERWISE.split():
            assert _sounded(term.reading) == _sounded(reading(term.text)), f"{term.text} is read {term.reading}"


def _sounded(kana: str) -> str:
    """ー is spelled in many ways, ・ is not spoken."""
    return re.sub("[・ー]", "", katakana(kana))


@shipped
def test_cues_are_other_words_than_the_term_and_what_sounds_like_it(path: Path) -> None:
    for term in dictionary_of(path).terms:
        assert "手がかり" not in term.note, term.text
        assert not term.cues or len(term.cues) in CUES, term.text
        for cue in term.cues:
            assert cue not in (term.text, *term.wrong), f"{cue} is no cue of {term.text}"
            assert katakana(term.reading) != reading(cue), f"{cue} sounds as {term.text} does"


@pytest.mark.parametrize("pair", [pair.strip() for pair in re.split("[　\n]", SAID_ALIKE) if pair.strip()])
def test_words_said_alike_are_told_apart_by_their_cues(pair: str) -> None:
    one, other = (cues_of(word) for word in pair.split())
    assert one
    assert other
    assert one.isdisjoint(other)


def cues_of(word: str) -> set[str]:
    """In the dictionary of every meeting."""
    dictionary = dictionary_of(shipped_dictionaries()["gyosei"])
    return {cue for term in dictionary.terms if term.text == word for cue in term.cues}


def test_what_every_office_asks_for_is_there() -> None:
    dictionaries = [dictionary_of(path) for path in shipped_dictionaries().values()]
    assert set(ASKED_FOR.split()) <= {term.text for dictionary in dictionaries for term in dictionary.terms}


@shipped
def test_no_term_stands_twice_in_another_width(path: Path) -> None:
    written = sorted(unicodedata.normalize("NFKC", term.text).casefold() for term in dictionary_of(path).terms)
    assert [text for text, following in pairwise(written) if text == following] == []


@shipped
def test_no_wrong_form_is_the_reading_of_another_term(path: Path) -> None:
    """Kana of the term itself are what a recogniser writes for a term it does not know."""
    dictionary = dictionary_of(path)
    readings = {(katakana(term.reading), term.text) for term in dictionary.terms}
    for form, text in forms_of(dictionary):
        others = {term for reading, term in readings if reading == katakana(form)} - {text}
        assert not others, f"{form}, a wrong form of {text}, is the reading of {others}"


@shipped
def test_no_wrong_form_is_a_word_of_its_own(path: Path, sudachi: sudachipy.Tokenizer) -> None:
    """Another spelling of the term, as Sudachi's normalised form tells, is no word of its own, nor are its letters as
    they are spoken."""
    dictionary = dictionary_of(path)
    spoken = {(katakana(term.reading), term.text) for term in dictionary.terms if re.search("[A-Za-z]", term.text)}
    for form, text in forms_of(dictionary):
        if (form, text) in spoken:
            continue
        words = sudachi.tokenize(form)
        another = words[0].normalized_form() not in (text, sudachi.tokenize(text)[0].normalized_form())
        known_noun = len(words) == 1 and not words[0].is_oov() and words[0].part_of_speech()[0] == "名詞"
        assert not (known_noun and another), f"{form} ({text}) is a word"


@shipped
def test_every_wrong_form_becomes_its_term(path: Path) -> None:
    """None is hidden by another row, and a term in its place is never changed again."""
    dictionary = dictionary_of(path)
    terms = compiled([dictionary])
    for form, text in forms_of(dictionary):
        does = "する" if text.endswith("する") else ""  # what is done is looked for, however it is inflected
        found = terms.forms[form.removesuffix(does)]
        assert [terms.entries[number].text + does for number in found] == [text]
    texts = [term.text for term in dictionary.terms]
    assert [correct_texts([text], [dictionary])[0].text for text in texts] == texts


def test_taken_together_a_wrong_form_means_one_term_and_is_right_nowhere() -> None:
    dictionaries = [dictionary_of(path) for path in shipped_dictionaries().values()]
    terms = {term.text for dictionary in dictionaries for term in dictionary.terms}
    meant: dict[str, set[str]] = {}
    for dictionary in dictionaries:
        for form, text in forms_of(dictionary):
            meant.setdefault(form, set()).add(text)
    assert terms.isdisjoint(meant)
    assert {form: texts for form, texts in meant.items() if len(texts) > 1} == {}
