"""Words on whose spelling offices differ: each switch of the house style, and what it changes.

Words in a name of a law, a plan or an office (こども家庭庁, 障害者基本法) keep the spelling of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.domain import Style
from minutes.text.reading import Morpheme
from minutes.text.tidying.draft import Edit

NAMES = re.compile(
    r"こども(?:家庭(?:庁|センター)|基本法|大綱|まんなか|未来戦略|計画|園|誰でも通園)|子ども・子育て(?:支援|会議|応援)?|子ども(?:食堂|家庭総合支援)"
    r"|子供・若者|認定こども園|障害者(?:基本|総合支援|雇用促進|差別解消|虐待防止|手帳|基本計画|週間|自立支援)"
    r"|(?:身体|精神|知的|発達)障害者(?:福祉|支援|保健)?|障害(?:福祉計画|児福祉計画|支援区分)"
)
CHILDREN = re.compile(r"子ども|こども|子供")
# 障害 of a person; a system, a line or a road has 障害 in any house.
DISABILITY = re.compile(
    r"(?:障害|障がい)(?=者|児|福祉|のある(?:人|方|子|市民|住民|児童|生徒|職員)|を(?:持つ|有する|お持ち)|理解|特性|種別|当事者)"
    r"|(?<=知的)(?:障害|障がい)|(?<=身体)(?:障害|障がい)|(?<=精神)(?:障害|障がい)|(?<=発達)(?:障害|障がい)"
    r"|(?<=視覚)(?:障害|障がい)|(?<=聴覚)(?:障害|障がい)"
)
_NO_PERSON = re.compile(r"(?:システム|通信|電波|回線|機器|機械|電気|ネットワーク|サーバー?)の?$")
GREETING = re.compile(r"挨拶|あいさつ")
HANDOUT = re.compile(r"配付|配布")
CHATGPT = re.compile(r"(?:チャット|Chat\s?|ＣＨＡＴ|chat\s?)(?:GPT|ＧＰＴ|ジーピーティー)")
# 公用文作成の考え方: English -er, -or, -ar are written with ー.
_LONG = (
    "ユーザー サーバー コンピューター フォルダー プリンター ルーター スキャナー センサー モニター メンバー ドライバー "
    "プロバイダー オペレーター コーディネーター ファシリテーター ベンダー インストラクター トレーナー カレンダー レイヤー "
    "パラメーター アダプター カウンター タイマー バッファー マネージャー リーダー エディター レシーバー"
)
LONG = frozenset(_LONG.split())
_SHORT = {word[:-1]: word for word in LONG}


def switches(text: str, words: Sequence[Morpheme], style: Style) -> list[Edit]:
    """The house spellings of the words of a sentence."""
    names = [match.span() for match in NAMES.finditer(text)]
    begins = {word.start for word in words}
    edits = [*_spellings(text, style), *_long_vowels(words, style)]
    return [
        edit
        for edit in edits
        if text[edit.start : edit.end] != edit.after
        and (edit.start in begins or edit.rule == "disability")  # whose pattern knows what stands around it
        and not any(start < edit.end and edit.start < end for start, end in names)
    ]


def _spellings(text: str, style: Style) -> Iterator[Edit]:
    table = (
        ("children", CHILDREN, style.children),
        ("disability", DISABILITY, style.disability),
        ("greeting", GREETING, style.greeting),
        ("handout", HANDOUT, style.handout),
        ("chatgpt", CHATGPT, style.chatgpt),
    )
    for rule, pattern, spelling in table:
        if spelling == "keep":
            continue
        for match in pattern.finditer(text):
            if rule != "disability" or not _NO_PERSON.search(text[: match.start()]):
                yield Edit(*match.span(), spelling, rule)


def _long_vowels(words: Sequence[Morpheme], style: Style) -> Iterator[Edit]:
    for word in words:
        if style.long_vowel == "ー" and word.surface in _SHORT:
            yield Edit(word.start, word.start + len(word.surface), _SHORT[word.surface], "long_vowel")
        elif style.long_vowel == "なし" and word.surface in LONG:
            yield Edit(word.start, word.start + len(word.surface), word.surface[:-1], "long_vowel")
