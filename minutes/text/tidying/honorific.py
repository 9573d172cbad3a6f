"""御 before kanji, ご before kana, as official documents have it; or ご throughout, as many offices do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes.domain import Style
from minutes.text.reading import Morpheme
from minutes.text.tidying.draft import Edit

RULE = "honorific"
_KANJI = re.compile(r"[一-龠々]")
# Words in which Sudachi does not split the prefix off.
_WHOLE = re.compile(r"[ご御](?:覧|無沙汰|案内|挨拶|協力|飯)")


def honorific(text: str, words: Sequence[Morpheme], style: Style) -> list[Edit]:
    """ご意見 → 御意見, 御もっとも → ごもっとも; with style ご every 御 that is read so."""
    if style.honorific == "keep":
        return []
    edits: list[Edit] = []
    for word in words:
        prefix = word.surface in ("ご", "御") and word.pos[0] == "接頭辞" and word.reading == "ゴ"
        if not (prefix or _WHOLE.fullmatch(word.surface)):
            continue
        after = text[word.start + 1 : word.start + 2]
        wanted = "御" if style.honorific == "御" and _KANJI.match(after) else "ご"
        if text[word.start] != wanted:
            edits.append(Edit(word.start, word.start + 1, wanted, RULE))
    return edits
