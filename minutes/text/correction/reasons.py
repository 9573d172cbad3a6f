"""Why a term was put in or only suggested, in words a clerk understands."""

from __future__ import annotations

from minutes.text.correction.features import Features
from minutes.text.correction.matches import Match
from minutes.text.correction.score import parts

_MOST = 6
_WORDS = {
    "apart": "読みの違い",
    "apart_total": "読みの違いの合計",
    "same": "読みが同じ",
    "length": "読みの長さ",
    "letters": "英字をかなで聞き取った形",
    "guessed": "音読みで読み直した",
    "inflected": "活用する語",
    "anchored": "前後の字が同じ",
    "in_place": "同じ場所にある字の割合",
    "apart_changed": "違う部分の読みの違い",
    "listed": "辞書の誤変換にある形",
    "listed_odd": "辞書の誤変換にあり、普通の語ではない",
    "ordinary": "聞き取った語が普通の語",
    "shared": "同じ字の割合",
    "rare": "聞き取った語の珍しさ",
    "rarest": "いちばん珍しい語の珍しさ",
    "single": "ばらばらの漢字",
    "function": "助詞などを含む",
    "words": "語の数の違い",
    "is_term": "聞き取った語も辞書の用語",
    "proper": "固有名詞を含む",
    "inside": "別の語の一部",
    "left_nominal": "前の語とつながる",
    "right_nominal": "後の語とつながる",
    "pair_term": "隣の語と合わせて用語になる",
    "pair_heard": "聞き取った語が隣の語と合わせて用語になる",
    "modified": "「な」「的」に続く",
    "cue": "手がかりの語がある",
    "cue_more": "手がかりの語が複数ある",
    "cue_near": "手がかりの語が近くにある",
    "cue_beside": "前後の発言に手がかりの語がある",
    "has_cues": "手がかりの語が決めてある",
    "kin": "同じ分類の用語が近くにある",
    "same_field": "同じ辞書の用語が近くにある",
    "field_beside": "前後の発言に同じ辞書の用語がある",
    "fit_term": "用語が話の内容に合う度合い",
    "fit_heard": "聞き取った語が話の内容に合う度合い",
    "fit_cues": "手がかりの語が話の内容に合う度合い",
    "best_term": "用語と特に近い語がある度合い",
    "best_heard": "聞き取った語と特に近い語がある度合い",
    "best_cues": "手がかりの語と特に近い語がある度合い",
    "alike": "用語と聞き取った語の意味の近さ",
    "term_unknown": "用語の意味が分からない",
    "heard_unknown": "聞き取った語の意味が分からない",
}


def reasons(match: Match, features: Features) -> tuple[str, ...]:
    """The weightiest parts of the score, with what each adds."""
    return tuple(f"{_WORDS[name]} {added:+.1f}" for name, added in parts(features)[:_MOST])
