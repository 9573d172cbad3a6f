"""Where spoken sentences end: by 。, or by a polite ending where a recogniser wrote none."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.text.reading import Morpheme, morphemes

STOPS = "。？！?!"
_PARTICLES = (("助詞", "格助詞"), ("助詞", "係助詞"), ("助詞", "接続助詞"))
_FINAL_PARTICLES = ("か", "ね", "よ")
_FINAL = ("終止形", "連体形", "意志推量形")  # before a noun Sudachi takes 「ます」 for 連体形
_GOES_ON = ("助詞", "助動詞", "補助記号", "接尾辞", "空白")
# Words that 「ます」 and 「です」 do stand before in the middle of a sentence.
_ATTACHED = frozenset(
    (
        "の",
        "ん",
        "よう",
        "とおり",
        "通り",
        "ところ",
        "こと",
        "もの",
        "ため",
        "際",
        "場合",
        "間",
        "ほど",
        "方",
        "とき",
        "時",
    )
)
_OPEN_FORMS = ("連用形", "未然形", "仮定形")


def breaks_off(text: str) -> bool:
    """Whether a sentence is left open: it ends in 、, a particle or a form that something follows."""
    if not text or text[-1] in STOPS:
        return False
    words = morphemes(text)
    last = words[-1]
    if len(words) > 2 and [word.surface for word in words[-2:]] == ["です", "ね"]:  # 「申込みとですね」
        return words[-3].pos[:2] in _PARTICLES
    particle = last.pos[0] == "助詞" and last.pos[1] != "終助詞"
    return particle or last.surface in ("、", "，") or last.pos[5].startswith(_OPEN_FORMS)


def with_stops(text: str) -> str:
    """The text with 。 after polite endings that nothing continues, and at its end if it is complete.

    A text with any stop of its own is trusted: 「予定しておりました議題」 has a polite ending within the sentence.
    """
    if any(stop in text for stop in STOPS):
        return text if text[-1] in STOPS or breaks_off(text) else text + "。"
    words = morphemes(text)
    parts: list[str] = []
    for index, word in enumerate(words):
        parts.append(word.surface)
        if index + 1 < len(words) and _ends(words, index) and not _continued(words[index + 1]):
            parts.append("。")
    stopped = "".join(parts)
    return stopped if not stopped or stopped[-1] in STOPS or breaks_off(stopped) else stopped + "。"


def _ends(words: Sequence[Morpheme], index: int) -> bool:
    """Whether a polite ending, with か, ね or よ if they follow it, is complete at `index`."""
    if words[index].pos[1] == "終助詞" and words[index].surface in _FINAL_PARTICLES:
        index -= 1
    if words[index].surface == "ください":
        return True
    if index < 1 or not words[index].pos[5].startswith(_FINAL):
        return False
    last, before = words[index], words[index - 1]
    if last.lemma == "です":  # 「計画はですね」 ends nothing
        return before.pos[:2] not in _PARTICLES
    return last.lemma == "ます" or (last.lemma in ("た", "ぬ") and before.lemma in ("です", "ます"))


def _continued(following: Morpheme) -> bool:
    return following.pos[0] in _GOES_ON or following.lemma in _ATTACHED
