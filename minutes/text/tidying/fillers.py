"""What the mouth adds while the mind looks for words: patterns, and what is left of them.

Fillers go with the 、 after them; a word that is also an ordinary one (その, こう, まあ …) goes only where it stands by
itself: 「あの件」「その他」「まあまあ」 stay.
"""

from __future__ import annotations

ALONE = r"(?:^|(?<=[、。？！\s]))"  # the place after a pause
AFTER_PARTICLE = r"(?<=[はがをにでともてけらのり])"
NOT_IN_KANA = r"(?<![ぁ-んァ-ヶー])"

# Pattern → what is left of it, in the order in which they act. Long vowels (ー) are a filler anywhere, the rest alone.
FILLERS: tuple[tuple[str, str], ...] = (
    (r"(?:え[ーえぇ]+っ?|えっ)と[ーぉ]*(?:ですね)?、?", ""),
    (ALONE + r"えと、", ""),
    (r"(?<![ねへめせけてえ])えー+、?", ""),
    (ALONE + r"ええ、", ""),
    (r"あのー+(?:ですね)?、?", ""),
    (ALONE + r"あのう?、", ""),
    (r"(?<!こ)そのー+、?", ""),
    (ALONE + r"その、", ""),
    (ALONE + r"このー+、?", ""),
    (r"まあ?ー+、?", ""),
    (ALONE + r"まあ(?!まあ|りゃ)、?", ""),
    (AFTER_PARTICLE + r"まあ(?!まあ|りゃ)、?", ""),
    (ALONE + r"ま、", ""),
    (r"う[ーぅ]+ん、?", ""),
    (r"んー+、?", ""),
    (NOT_IN_KANA + r"あー+っ?、?", ""),
    (ALONE + r"(?:ああ|あっ|あ|え|う|うん|ん|おー|うー)、", ""),
    (ALONE + r"(?:なんか|何か)、(?![^。]*か[。？])", ""),
    (ALONE + r"(?:なんていうか|何ていうか|なんというか|何と言うか|なんていうんですかね)、", ""),
    (ALONE + r"こう、", ""),
    (ALONE + r"ですね、", ""),
)
LEFTOVERS: tuple[tuple[str, str], ...] = (
    (r"、{2,}", "、"),
    (r"^[、\s]+", ""),
    (r"(?<=[。？！])[、。\s]+", ""),
    (r"、+(?=[。？！])", ""),
    (r"^[。？！]+", ""),
)
