"""What Sudachi's classes mean for correction."""

from __future__ import annotations

from minutes.text.reading import Morpheme

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞")
_NOT_CONTENT = ("数詞", "非自立可能", "助動詞語幹")
_SIGNS = ("補助記号", "空白", "記号")
_FUNCTION = ("助詞", "助動詞", "接続詞", "感動詞", "代名詞", "連体詞")
_NOMINAL = ("名詞", "接尾辞", "接頭辞", "形状詞")
_NEGATIONS = ("ない", "ぬ", "ず", "まい", "無い")


def is_content(word: Morpheme) -> bool:
    """Words that say what is being talked about."""
    return word.pos[0] in _CONTENT and word.pos[1] not in _NOT_CONTENT


def is_sign(word: Morpheme) -> bool:
    """Punctuation, blanks and whatever else is not spoken."""
    return (word.pos[0] in _SIGNS and not word.surface.isalpha()) or not any(map(str.isalnum, word.surface))


def is_function(word: Morpheme) -> bool:
    return word.pos[0] in _FUNCTION


def is_nominal(word: Morpheme) -> bool:
    """What makes compounds with its neighbours."""
    return word.pos[0] in _NOMINAL


def is_inflected(word: Morpheme) -> bool:
    """Verbs and adjectives, but する: what it makes a verb of is a term without it."""
    return word.pos[0] in ("動詞", "形容詞") and word.lemma not in ("する", "為る")


def is_number(word: Morpheme) -> bool:
    return word.pos[1] == "数詞" or any(sign.isdigit() for sign in word.surface)


def is_counter(word: Morpheme) -> bool:
    """What may stand behind a number and be counted: 回, 円, メートル."""
    return word.pos[2].startswith("助数詞")


def is_negation(word: Morpheme) -> bool:
    return word.pos[0] in ("助動詞", "形容詞") and word.lemma in _NEGATIONS
