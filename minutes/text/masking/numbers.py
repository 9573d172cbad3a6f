"""Numbers that only the words beside them make personal: accounts; insurance, pension, licence, certificates (証番号)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import BETWEEN, DIGIT, digits_of

_LATIN = "[A-Za-zＡ-Ｚａ-ｚ]"
_LETTERS = rf"(?:第|(?<![々一-鿿])[々一-鿿ァ-ヴ][-－‐]|{_LATIN}{{1,4}}[-－ー‐・\s　]?)"  # 第, 青-, F-
_NUMBER = re.compile(rf"(?P<letters>{_LETTERS}?){DIGIT}(?:(?:{BETWEEN}{_LATIN}{{0,3}}-?){DIGIT})*{_LATIN}{{0,3}}")
_WRITTEN = "[0-9０-９〇零一二三四五六七八九A-Za-zＡ-Ｚａ-ｚ]"
# Words that sound like figures, beside written ones: 口座に5527190に.
_WORDS_AT_START = re.compile(rf"(?:に|さん|し|ご|く)+[\s　、]*(?={_WRITTEN})")
_WORDS_AT_END = re.compile(rf"(?<={_WRITTEN})[\s　、]*(?:に|さん|し|ご|く)+$")
# What is counted, paid or dated; a page, an article, a bill. Nobody's number goes on so, and a long one hardly is one.
_COUNTED = re.compile(
    r"[\s　]*(?:[万億兆千百]|円|件|人|名|年|月|日|時|分|％|%|パーセント|世帯|か所|カ所|ヶ所|箇所|口座|枚|通|回|か月|歳|才|ページ|条|項|"
    r"議案|番地|丁目|番目|例|社|校|割|倍|ポイント|種類|台|つ|店|か国|本(?!人)|冊|戸|棟|頭|匹|羽|トン|キロ|メートル|平方|リットル|点|票|"
    r"筆|区画|両|便|食|床|基|桁)"
)
_LONG = 7  # figures
_BETWEEN = r"[^。！？!?\n0-9０-９]{0,22}?$"
_ACCOUNT = re.compile(
    r"(?:口座(?!数|振替の(?!口座|番号)|開設|名義)|普通(?:預金|口座)?|当座(?:預金|口座)?|預金|貯金|通帳|銀行|支店|本店|信用金庫|信金|信組|"
    r"労金|農協|郵便局|ゆうちょ|記号|振込先|振り込み先|引き?落とし|引落先|返金先|還付先|送金先|入金先|(?:クレジット|キャッシュ)?カードの?番号)"
    + _BETWEEN
)
_SECOND_ACCOUNT = re.compile(rf"(?:記号|銀行|ゆうちょ|口座|店番|通帳)[^。！？!?\n]{{0,30}}番号{_BETWEEN}")
_HOLDER = (
    "被保険者|保険証?|保険者証|証券|証書|年金|免許|免状|旅券|パスポート|受給者?|受給資格|手帳|在留|永住者|診察券|患者|カルテ|会員証?|利用者|"
    "資格者?証|資格確認書|医療証|許可証|登録証|証明書|保険の?契約|共済の?契約|契約者|加入者|加入員|介護|国保|社保|国民健康保険|健康保険|健保|後期高齢|"
    "雇用保険|労災|共済|マル福|学籍|学生証|組合員証?|登録者|受診券|受療証|母子|公費負担|給付|認定|宛名|納税|生徒|障害|療育|医療|個人コード|世帯コード"
)
_NAMED = "番号|記号|ナンバー|№|No\\.?|ＮＯ|コード"
_CARD = "手帳|免許証?|免状|保険証|証券|証書|医療証|受給者証|受療証|在留カード|パスポート|旅券|診察券|資格確認書|許可証"
_POLICY = re.compile(
    rf"(?:(?:{_HOLDER})[^。！？!?\n0-9０-９]{{0,14}}?(?:{_NAMED})|住民票コード|基礎年金番号|証番号|"
    rf"(?:{_CARD})[^。！？!?\n0-9０-９]{{0,16}}?(?=[第A-ZＡ-Ｚ]?$)){_BETWEEN}"
)
# The card and at once its number: 受給者証7740218, 手帳番号50-2937.
_ON_CARD = re.compile(
    r"[々一-鿿](?:証|証書|手帳|免許|免状|旅券|カード)(?:の|は|が|も|で|、|第|番号|記号|ナンバー|[\s　]){0,4}$"
)
_ON_CARD_FIGURES = range(5, 17)
_SECOND_POLICY = re.compile(rf"(?:{_HOLDER})[^。！？!?\n]{{0,30}}番号{_BETWEEN}")
# The number first: 12345678が口座番号です, 第123号の手帳をお持ちの方.
_ACCOUNT_AFTER = re.compile(
    r"(?:番)?[、\s　]*(?:が|の|は|という(?:の[がは])?|、これが)[^。、0-9]{0,8}?(?:口座|預金|貯金|通帳)(?!振替|数)"
)
_POLICY_AFTER = re.compile(
    rf"(?:[番号])?[、\s　]*(?:が|の|は|という(?:の[がは])?|、これが)[^。、0-9]{{0,8}}?"
    rf"(?:{_CARD}|保険(?!料|税)|年金|共済|(?:{_HOLDER})[^。、0-9]{{0,6}}?番号)"
)
_BRANCH = re.compile(r"(?:枝番号?|記号|記号[^。]{1,14}番号)(?:は|が|の|、)?$")
_FEW = re.compile("枝番|国保|社保|健保|健康保険|保険証|被保険者")
_ACCOUNT_FIGURES, _POLICY_FIGURES = range(4, 17), range(4, 17)
_LETTERED = re.compile(f"第|{_LATIN}")
_LOOSE = re.compile(r"(?<![0-9０-９A-Za-z,.])[A-ZＡ-Ｚ]{0,3}-?[0-9０-９][0-9０-９A-ZＡ-Ｚ\-－]{5,}(?![,.]?[0-9])")
# In the sentence before: 免許証を確認しました。番号は440812736510です。
_INSURED = re.compile(r"(?:保険|年金|共済)[はがの、で\s　]{0,3}$")
_NUMBER_IS = re.compile(r"(?:番号|記号)[^。、0-9]{0,6}、?$")
_BANK = re.compile("口座|銀行|信用金庫|預金|貯金|通帳|振込|振り込")
_SURE_FIGURES = 6  # of a number whose word comes after it
_LONGEST_CUE = 60  # characters
_PUBLIC = re.compile(
    r"(?:法人|団体|(?<!被)保険者|機関|事業所?|施設|郵便|電話|議案|文書|整理|受付|条例|告示|地方公共団体|(?<!共済の)(?<!保険の)(?<!共済)(?<!保険)契約(?!者)|工事|案件|図書|物品)"
    r"(?:の|等の)?(?:番号|コード|記号)[^。]{0,6}$"
)


def numbers(text: str) -> Iterator[Hit]:
    """Every account and every number of insurance, pension, licence or certificate."""
    for match in _NUMBER.finditer(text):
        lead = _WORDS_AT_START.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        said = _WORDS_AT_END.sub("", text[start : match.end()])
        end = start + len(said)
        figures = digits_of(said)
        kind = None if _is_counted(text, end, len(figures)) else _kind(text, start, end, len(figures))
        if kind:
            letters = unicodedata.normalize("NFKC", match["letters"]).strip(" -ー・第").upper()
            end += match["letters"] == "第" and text.startswith("号", end)
            yield Hit(start, end, kind, letters + figures)


def loose_numbers(text: str) -> Iterator[Hit]:
    """Long numbers without a word that says what they are: beside something personal they are somebody's, too."""
    for match in _LOOSE.finditer(text):
        figures = digits_of(match[0])
        before = text[max(0, match.start() - _LONGEST_CUE) : match.start()]
        if len(figures) >= _LONG and not _is_counted(text, match.end(), len(figures)) and not _PUBLIC.search(before):
            yield Hit(*match.span(), Kind.POLICY, unicodedata.normalize("NFKC", match[0]).upper())


def _is_counted(text: str, end: int, figures: int) -> bool:
    counted = _COUNTED.match(text, end)
    return counted is not None and (figures < _LONG or counted[0].strip() in ("円", "万", "億", "千", "人", "件"))


def _kind(text: str, start: int, end: int, figures: int) -> Kind | None:
    before = text[max(0, start - _LONGEST_CUE) : start]
    if _PUBLIC.search(before):
        return None
    few = bool(_BRANCH.search(before) and _FEW.search(text))
    if (figures in _POLICY_FIGURES or few) and (_POLICY.search(before) or _SECOND_POLICY.search(before)):
        return Kind.POLICY
    if figures >= _LONG and _INSURED.search(before):
        return Kind.POLICY
    told = _NUMBER_IS.search(before) is not None
    if told and figures in _ON_CARD_FIGURES and re.search(f"{_HOLDER}|{_CARD}", before):
        return Kind.POLICY
    if told and figures in _ON_CARD_FIGURES and _BANK.search(before):
        return Kind.ACCOUNT
    if figures in _ON_CARD_FIGURES and _ON_CARD.search(before):
        return Kind.POLICY
    if figures in _ACCOUNT_FIGURES and (_ACCOUNT.search(before) or _SECOND_ACCOUNT.search(before)):
        return Kind.ACCOUNT
    numbered = bool(_LETTERED.match(text[start:end])) or figures >= _SURE_FIGURES
    if figures in _POLICY_FIGURES and numbered and _POLICY_AFTER.match(text, end):
        return Kind.POLICY
    if figures in _ACCOUNT_FIGURES and numbered and _ACCOUNT_AFTER.match(text, end):
        return Kind.ACCOUNT
    return None
