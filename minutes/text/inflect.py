"""Inflection of Japanese verbs and adjectives, as far as rewriting spoken forms into written ones needs it.

A word is given by its dictionary form and the conjugation type that SudachiDict names (「五段-カ行」「下一段-ア行」…).
Source of the paradigms: the school grammar's tables, which UniDic's types follow.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Endings of one 五段 row: before ない, ます, at the end, before ば, volitional, before た; た voiced or not."""

    mizen: str
    renyo: str
    shushi: str
    katei: str
    ishi: str
    onbin: str
    voiced: bool = False


GODAN = {
    "カ": Row("か", "き", "く", "け", "こう", "い"),
    "ガ": Row("が", "ぎ", "ぐ", "げ", "ごう", "い", True),
    "サ": Row("さ", "し", "す", "せ", "そう", "し"),
    "タ": Row("た", "ち", "つ", "て", "とう", "っ"),
    "ナ": Row("な", "に", "ぬ", "ね", "のう", "ん", True),
    "バ": Row("ば", "び", "ぶ", "べ", "ぼう", "ん", True),
    "マ": Row("ま", "み", "む", "め", "もう", "ん", True),
    "ラ": Row("ら", "り", "る", "れ", "ろう", "っ"),
    "ワ": Row("わ", "い", "う", "え", "おう", "っ"),
}
SURU = Row("し", "し", "する", "すれ", "しよう", "し")
JIRU = Row("じ", "じ", "じる", "じれ", "じよう", "じ")  # 感ずる is written 感じる today
KURU = Row("こ", "き", "くる", "くれ", "こよう", "き")
KURU_KANJI = Row("来", "来", "来る", "来れ", "来よう", "来")
ICHIDAN = Row("", "", "る", "れ", "よう", "")
ADJECTIVE = Row("く", "く", "い", "けれ", "かろう", "かっ")
GOES = ("行く", "いく", "逝く")  # 行った, not 行いた


def paradigm(lemma: str, ctype: str) -> tuple[str, Row] | None:
    """The unchanging stem and the endings; None for a type that is not needed (文語, 助動詞-マス …)."""
    kind, _, row = ctype.partition("-")
    if kind == "五段" and row[:1] in GODAN:
        endings = GODAN[row[:1]]
        return lemma[:-1], endings._replace(onbin="っ") if lemma.endswith(GOES) else endings
    if kind in ("上一段", "下一段") or ctype == "助動詞-レル":
        return lemma[:-1], ICHIDAN
    if kind == "サ行変格":
        return (lemma[:-2], JIRU) if lemma.endswith("ずる") else (lemma[:-2], SURU)
    if kind == "カ行変格":
        return (lemma[:-2], KURU_KANJI) if lemma.endswith("来る") else (lemma[:-2], KURU)
    if kind == "形容詞" or ctype in ("助動詞-タイ", "助動詞-ナイ"):
        return lemma[:-1], ADJECTIVE
    return None


def inflect(lemma: str, ctype: str, form: str, before_ta: bool = False) -> str | None:
    """The word in a form (Sudachi's 「未然形」「連用形」…, the part before the hyphen); None when it is not known."""
    found = paradigm(lemma, ctype)
    if found is None:
        return None
    stem, row = found
    endings = {
        "未然形": row.mizen,
        "連用形": row.onbin if before_ta else row.renyo,
        "終止形": row.shushi,
        "連体形": row.shushi,
        "仮定形": row.katei,
        "意志推量形": row.ishi,
    }
    ending = endings.get(form)
    return None if ending is None else stem + ending


def voices(lemma: str, ctype: str) -> bool:
    """Whether た and て become だ and で after it (読んだ, 泳いで)."""
    found = paradigm(lemma, ctype)
    return found is not None and found[1].voiced
