"""Numbers that only the word before them makes personal: accounts; insurance, pension, licence, certificates (証番号)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import BETWEEN, DIGIT, digits_of

_KANJI_LETTER = r"(?<![々一-鿿])[々一-鿿][-－‐]"  # 青-14-20836
_NUMBER = re.compile(
    rf"(?P<letters>(?:第|{_KANJI_LETTER}|[A-Za-zＡ-Ｚａ-ｚ]{{1,4}}[-－ー‐・\s　]?)?)"
    rf"{DIGIT}(?:{BETWEEN}{DIGIT})*[A-Za-zＡ-Ｚａ-ｚ]{{0,3}}"
)
_WORDS_AT_END = re.compile(
    r"(?<=[0-9０-９〇零一二三四五六七八九A-Za-zＡ-Ｚａ-ｚ])[\s　、]*(?:に|さん|し|ご|く)+$"
)  # 5527190に
# What is counted, paid or dated; a page, an article, a bill. Nobody's number goes on so.
_COUNTED = re.compile(
    r"[\s　]*(?:[万億兆千百]|円|件|人|名|年|月|日|時|分|％|%|パーセント|世帯|か所|カ所|ヶ所|箇所|口座|枚|通|回|か月|歳|才|"
    r"ページ|条|項|議案|番地|丁目|番目|例|社|校|割|倍|ポイント|種類|台|つ|店|か国|本(?!人)|冊|戸|棟|頭|匹|羽|トン|キロ|メートル|平方|リットル|点|票|筆|区画|両|便|食|床|基)"
)
_WORDS_BETWEEN = r"[^。！？!?\n0-9０-９]{0,14}?$"
_ACCOUNT = re.compile(
    r"(?:口座(?!数|振替|開設|名義)|普通(?:預金|口座)?|当座(?:預金|口座)?|預金|貯金|銀行|支店|本店|信用金庫|信金|信組|農協|郵便局|ゆうちょ|記号)"
    + _WORDS_BETWEEN
)
_SECOND_ACCOUNT = re.compile(rf"(?:記号|銀行|ゆうちょ|口座|店番)[^。！？!?\n]{{0,24}}番号{_WORDS_BETWEEN}")
_HOLDER = (
    "被保険者|保険証?|保険者証|証券|証書|年金|免許|旅券|パスポート|受給者|受給資格|手帳|在留カード|在留|診察券|患者|カルテ|会員|利用者|"
    "資格者?証|資格確認書|医療証|許可証|保険契約|介護|国保|国民健康保険|後期高齢|雇用保険|労災|マル福|住民票コード|学籍|組合員|登録者|共済"
)
_POLICY = re.compile(
    rf"(?:(?:{_HOLDER})[^。！？!?\n0-9０-９]{{0,12}}?(?:番号|記号|ナンバー|[№]|No\.?|ＮＯ)|住民票コード|基礎年金番号|"
    rf"(?:手帳|免許証?|保険証|証券|医療証|受給者証|在留カード|パスポート|旅券)[^。！？!?\n0-9０-９]{{0,6}}?(?=[第A-ZＡ-Ｚ]?$))"
    + _WORDS_BETWEEN
)
_SECOND_POLICY = re.compile(rf"(?:{_HOLDER})[^。！？!?\n]{{0,24}}番号{_WORDS_BETWEEN}")
_SHORT = re.compile("枝番|国保|保険証|被保険者")
_BRANCH = re.compile(r"(?:枝番号?|記号)(?:は|が|の|、)?$")
_ACCOUNT_FIGURES, _POLICY_FIGURES = range(4, 15), range(4, 17)
_LONGEST_CUE = 48  # characters
_PUBLIC = re.compile(
    r"(?:法人|団体|保険者|機関|事業所?|施設|郵便|電話|議案|文書|整理|受付|条例|告示|"
    r"地方公共団体)(?:の|等の)?(?:番号|コード|記号)[^。]{0,6}$"
)


def numbers(text: str) -> Iterator[Hit]:
    """Every account and every number of insurance, pension, licence or certificate."""
    for match in _NUMBER.finditer(text):
        said = _WORDS_AT_END.sub("", match[0])
        figures = digits_of(said)
        if (len(figures) < _ACCOUNT_FIGURES.start and not _SHORT.search(text)) or _COUNTED.match(
            text, match.start() + len(said)
        ):
            continue
        before = text[max(0, match.start() - _LONGEST_CUE) : match.start()]
        kind = _kind(before, len(figures))
        if kind:
            letters = unicodedata.normalize("NFKC", match["letters"]).strip(" -ー・第").upper()
            end = match.start() + len(said)
            end += match["letters"] == "第" and text.startswith("号", end)
            yield Hit(match.start(), end, kind, letters + figures)


def _kind(before: str, figures: int) -> Kind | None:
    if _PUBLIC.search(before) and not before.rstrip("はがの、 　").endswith("被保険者番号"):
        return None
    if (figures in _POLICY_FIGURES or _BRANCH.search(before)) and (
        _POLICY.search(before) or _SECOND_POLICY.search(before)
    ):
        return Kind.POLICY
    if figures in _ACCOUNT_FIGURES and (_ACCOUNT.search(before) or _SECOND_ACCOUNT.search(before)):
        return Kind.ACCOUNT
    return None
