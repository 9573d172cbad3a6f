"""Words put right and words suggested: comments on the words themselves, lists at the end of the draft."""

from __future__ import annotations

import pytest

from minutes.domain import AgendaItem, Correction, Decision
from minutes.render.forms import load_form
from minutes.render.suggestions import Suggestions
from tests.render.sample import AI, made, minutes, said, utterance


def correction(number: int, heard: str, before: str, after: str, *, applied: bool = False, rule: str = "reading"):
    start = heard.index(before)
    return Correction(
        utterance=f"u{number:04}",
        before=before,
        after=after,
        start=start,
        end=start + len(before),
        term=after,
        rule=rule,
        score=0.9 if applied else 0.31,
        applied=applied,
    )


HEARD = "町議に付議する前に、環境の更新を不義と呼ぶのは誤りです。"
SAID = utterance(1, "市長公室長", HEARD)
SUGGESTED = (correction(1, HEARD, "町議", "庁議"), correction(1, HEARD, "環境", "管渠", rule="sound"))


def test_a_suggestion_is_a_comment_on_its_words(tmp_path):
    read = made(tmp_path, heard=[SAID], corrections=SUGGESTED, form="chikugo")
    (words, remark), (others, other) = read.remarked()
    assert (words, others) == ("町議", "環境")
    assert remark.split("\n") == [
        "用語の候補：「町議」→「庁議」",
        "理由：辞書の用語と読みが同じですが、前後の言葉からは決められません。（確からしさ31％）",
        "発言者：市長公室長",
        "録音の時刻：00:00:10ごろ",
    ]
    assert "読みが似て" in other
    assert HEARD in read.paragraph("[00:00:10]").text
    assert "用語の候補が2か所のコメントにある。採用するかどうかを決めること。" in read.texts


def test_the_time_is_that_of_the_words_in_a_long_utterance(tmp_path):
    heard = "初" * 100 + "町議" + "終" * 98
    spoken = utterance(1, "市長公室長", heard, end=110.0)
    read = made(tmp_path, heard=[spoken], corrections=[correction(1, heard, "町議", "庁議")], form="chikugo")
    assert "録音の時刻：00:01:00ごろ" in read.comments[0]


def test_what_was_put_in_before_it_does_not_move_a_comment(tmp_path):
    text = HEARD.replace("不義", "附議案件").replace("町議に付議", "庁の会議に付議")
    put_in = correction(1, HEARD, "不義", "附議案件", applied=True)
    spoken = SAID.model_copy(update={"text": text})
    read = made(tmp_path, heard=[spoken], corrections=[SUGGESTED[1], put_in], form="chikugo")
    assert [words for words, _ in read.remarked()] == ["環境"]
    assert text in read.paragraph("[00:00:10]").text


def test_a_suggestion_follows_its_words_into_the_minutes(tmp_path):
    statements = (
        said("question", "市長公室長", "資料はどこにあるのか。", 1),
        said("question", "市長公室長", "環境の更新を町議に諮るのか。", 1),
        said("answer", "DX推進課長", "環境を更新し、町議に諮る。", 1),
    )
    decisions = (Decision(text="町議に付議する。", evidence=("u0002",)),)
    item = AgendaItem(title=AI, statements=statements, decisions=decisions)
    heard = [SAID, utterance(2, "市長公室長", "町議に付議します。")]
    suggested = (*SUGGESTED, correction(2, "町議に付議します。", "町議", "庁議"))
    read = made(tmp_path, minutes(items=(item,)), heard=heard, corrections=suggested)
    assert [words for words, remark in read.remarked() if "候補" in remark] == ["環境", "町議", "町議"]
    assert "○町議に付議する。" in read.texts


def test_words_that_are_gone_have_no_comment_but_a_line_in_the_list(tmp_path):
    item = AgendaItem(title=AI, statements=(said("question", "市長公室長", "いつ諮るのか。", 1),))
    read = made(tmp_path, minutes(items=(item,)), heard=[SAID], corrections=SUGGESTED[:1])
    assert not [words for words, remark in read.remarked() if "候補" in remark]
    assert ["町議→庁議", "同じ読み", "1", "00:00:10（市長公室長）"] in read.tables[0]
    assert not any("コメントにある" in text for text in read.texts)


def test_same_pairs_share_a_row_and_few_places_are_named(tmp_path):
    heard = [utterance(number, "市長公室長", "町議に諮る。") for number in range(1, 9)]
    several = [correction(number, "町議に諮る。", "町議", "庁議", applied=True) for number in range(1, 9)]
    other = correction(1, "町議に諮る。", "諮る", "図る", applied=True, rule="literal")
    read = made(tmp_path, heard=heard, corrections=[*several, other], form="chikugo")
    assert "用語の補正（本文は補正後）" in read.headings()
    head, *rows = read.tables[0]
    assert head == ["書き起こし→補正", "根拠", "件数", "録音の時刻（およそ）と発言者"]
    assert [row[:3] for row in rows] == [["町議→庁議", "同じ読み", "8"], ["諮る→図る", "辞書の誤変換", "1"]]
    assert rows[0][3] == "00:00:10、00:00:20、00:00:30、00:00:40、00:00:50（市長公室長） ほか3か所"


def test_suggestions_come_before_what_is_done(tmp_path):
    applied = correction(1, HEARD, "不義", "付議", applied=True)
    read = made(tmp_path, heard=[SAID], corrections=[applied, *SUGGESTED], form="chikugo")
    assert read.headings()[-3:] == ["用語の候補（本文は書き起こしのまま）", "用語の補正（本文は補正後）", "作成の記録"]


def test_an_inflected_term_is_named_in_the_list(tmp_path):
    given = correction(1, HEARD, "不義", "付議", applied=True).model_copy(update={"term": "付議する"})
    read = made(tmp_path, heard=[SAID], corrections=[given], form="chikugo")
    assert read.tables[0][1][0] == "不義→付議（用語：付議する）"


def test_marks_to_check_are_counted_without_suggestions(tmp_path):
    doubtful = SAID.model_copy(update={"flags": ("low_confidence",)})
    read = made(tmp_path, heard=[doubtful], corrections=SUGGESTED, form="chikugo")
    assert read.record["要確認"] == "1か所"
    assert "確認が必要な箇所（【要確認】）が1か所ある。" in read.texts
    assert len(read.comments) == 3


def test_without_times_none_is_told(tmp_path):
    untimed = SAID.model_copy(update={"flags": ("no_times",)})
    read = made(tmp_path, heard=[untimed], corrections=SUGGESTED[:1], form="chikugo")
    assert "時刻" not in read.comments[0]
    assert read.tables[0][1][3] == "市長公室長"


def test_a_form_may_show_neither(tmp_path):
    form = load_form("chikugo").model_copy(update={"receipts": False})
    plain, silent = (made(tmp_path, heard=[SAID], corrections=given, form=form) for given in ((), SUGGESTED))
    assert silent.texts == plain.texts
    assert silent.comments == plain.comments == []
    assert len(silent.tables) == 1


@pytest.mark.parametrize(
    ("heard", "text", "before", "at", "found"),
    [
        ("町議と町議", "町議と町議", "町議", 3, 3),
        ("町議と町議", "庁議と町議", "町議", 3, 3),
        ("えー、町議に諮ります。", "町議に諮る。", "町議", 3, 0),
        ("町議に諮ります。", "庁議に諮る。", "町議", 0, None),
        ("町議と言い、また町議と言いました。", "また町議と言った。", "町議", 8, 2),
    ],
)
def test_a_place_is_followed_into_the_text(heard, text, before, at, found):
    one = Correction(
        utterance="u0001", before=before, after="庁議", start=at, end=at + 2, term="庁議", rule="reading", score=0.3,
        applied=False,
    )  # fmt: skip
    places = Suggestions([one]).take(text, [utterance(1, "会長", heard)])
    assert [place.start for place in places] == ([] if found is None else [found])
