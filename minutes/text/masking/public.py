"""What an office publishes itself: its own address and telephone, a facility's, a hotline. Nobody is hidden by masking them."""

from __future__ import annotations

import re

_FACILITY = (
    r"(?:市役所|区役所|町役場|村役場|役場|庁舎|本庁|県庁|都庁|府庁|道庁|公民館|会館|図書館|美術館|博物館|資料館|体育館|文化会館|"
    r"ホール|センター|支所|出張所|小学校|中学校|高校|学校|大学|幼稚園|保育園|保育所|こども園|病院|診療所|保健所|消防署|警察署|交番|"
    r"公園|広場|浄水場|処理場|清掃工場|事務所|営業所|本社|支社|本店|工場|店舗|郵便局|税務署|裁判所|法務局|ハローワーク|駅)"
)
_PRIVATE = re.compile(
    r"携帯|ケータイ|スマホ|自宅|お宅|住まい|住んで|お住|さん|様(?![式々子])|氏(?!名)|私の|わたしの|本人|世帯|親族|御家族|ご家族|家族|御主人|奥|保護者|申請者|"
    r"相談者|方の|空き家|大家|男性|女性|発信元|通報者|対象者|"
    r"利用者|勤め先|勤務先|職場|実家|母|父|息子|娘|夫の|妻|兄|姉|弟|妹|留守|緊急|うちの|私|わたし"
)
_OFFICE = re.compile(
    rf"{_FACILITY}|代表(?:電話|番号)|代表は|フリーダイヤル(?!で)|フリーコール|ナビダイヤル|コールセンター|ホットライン|相談窓口|相談ダイヤル|受付窓口|"
    r"(?:課|係|室|局|部|署|事務局|担当|窓口)"
    r"(?:の|は|が|、|まで|へ|直通|の?電話|の?ほう|代表|：|:)|問い?合わ?せ(?:先|は|窓口|、)|直通"
)
_CALLED_IN = re.compile(r"から[^。]{0,8}(?:着信|電話|連絡|かか)|着信|発信|に折り返")  # 福祉課の電話に…から着信
_OWN_ADDRESS = re.compile(rf"{_FACILITY}(?:の(?:所在地|住所|位置|場所))?(?:は|が|、|：|（|\()[、\s　]*[^。]{{0,6}}$")
_STANDS_THERE = re.compile(
    rf"(?:番?号?)?[、\s　]*(?:に(?:あ(?:る|り)|ござい|所在|立地|建|移転|新築|整備|開設|位置|設置)|の)"
    rf"[^。、]{{0,10}}?{_FACILITY}(?!の?(?:隣|裏|前|近く|向かい|横))"
)
_SHARED_MAIL = re.compile(
    rf"(?:{_FACILITY}|市|区|町|村|県|代表|課|係)の?(?:代表|共通|共用|公式|問い?合わ?せ)?の?(?:メール|アドレス)"
)
_LIVED = re.compile(
    "家(?!庭|族支援)|木造|住宅|アパート|マンション|宅|男性|女性|方が|方は|所有|土地|空き地|畑|隣|裏|向かい|近く|付近"
)
_MOBILE = re.compile("0[789]0")
_FREE_OF_CHARGE = re.compile("0(?:120|800|570)")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_BEFORE, _AFTER, _BESIDE = 40, 30, 18  # characters


def is_public_phone(text: str, start: int, digits: str) -> bool:
    """Whether the words before a telephone number say that it is an office's."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    if _PRIVATE.search(before) or _MOBILE.match(digits):
        return False
    after = _SENTENCE_END.split(text[start : start + _AFTER])[0]
    return bool(_FREE_OF_CHARGE.match(digits) or (_OFFICE.search(before[-_BESIDE:]) and not _CALLED_IN.search(after)))


def is_public_mail(text: str, start: int) -> bool:
    """Whether the words before an e-mail address say that it is an office's."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    return not _PRIVATE.search(before) and bool(_OFFICE.search(before) or _SHARED_MAIL.search(before))


def is_public_address(text: str, start: int, end: int) -> bool:
    """Whether the words around an address say that a facility stands there."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _AFTER])[0]
    if _OWN_ADDRESS.search(before) and not _PRIVATE.search(before + after.partition("、")[0]):
        return True
    if any(word.search(beside) for word in (_PRIVATE, _LIVED) for beside in (before, after)):
        return False
    return bool(_OWN_ADDRESS.search(before) or _STANDS_THERE.match(after))
