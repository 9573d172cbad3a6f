"""Other ways a stretch of kanji may have been spoken than Sudachi reads it: 雨水 as ウスイ, 道法 as ドウホウ."""

from __future__ import annotations

from minutes.text.correction.sounds import Morae


def second_sounds(text: str) -> tuple[Morae, ...]:
    """Without the usual reading; empty for what has no kanji."""
    return ()
