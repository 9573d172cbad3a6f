"""Dictionaries as clerks save them, and what is said about rows that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutes.domain import Term
from minutes.errors import BadConfiguration, InputMissing
from minutes.text.dictionary import (
    COLUMNS,
    csv_of,
    find_dictionary,
    read_dictionary,
    read_with_lines,
    shipped_dictionaries,
)
from minutes.text.reading import morphemes

MakeCsv = Callable[..., Path]
HEAD = ",".join(COLUMNS)
ROWS = f"{HEAD}\n管渠,かんきょ,官渠|管巨,下水道,\nLGWAN,エルジーワン,LGワン,DX,総合行政\n"


@pytest.fixture
def csv(tmp_path: Path) -> MakeCsv:
    def make(content: str | bytes, name: str = "用語.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_way_excel_saves_it(csv: MakeCsv, encoding: str, line_end: str) -> None:
    dictionary, problems = read_dictionary(csv(ROWS.replace("\n", line_end).encode(encoding)))
    assert problems == ()
    assert dictionary.name == "用語"
    assert [(t.text, t.reading, t.wrong, t.category, t.note) for t in dictionary.terms] == [
        ("管渠", "かんきょ", ("官渠", "管巨"), "下水道", ""),
        ("LGWAN", "エルジーワン", ("LGワン",), "DX", "総合行政"),
    ]


def test_width_blanks_order_and_columns_of_ones_own_are_forgiven(csv: MakeCsv) -> None:
    content = " 誤変換 ,　用　語,ﾖﾐ,担当,,\n\n 官渠 ｜ 管巨 |, 管渠　,ｶﾝｷｮ ,山田,,\n,,,,,\n#7199|#7118,#7119,,,,\n"
    dictionary, problems = read_dictionary(csv(content))
    assert problems == ()
    assert [(t.text, t.reading, t.wrong) for t in dictionary.terms] == [
        ("管渠", "カンキョ", ("官渠", "管巨")),
        ("#7119", "", ("#7199", "#7118")),
    ]


def test_a_title_above_and_other_names_of_columns(csv: MakeCsv) -> None:
    dictionary, problems, lines = read_with_lines(
        csv(
            "令和7年度　用語一覧,,\n\n単語,ふりがな,間違い,区分,メモ,更新日\n管渠,かんきょ,官渠,下水道,手がかり：敷設,8/6\n付議,ふ議\n"
        )
    )
    assert [(t.text, t.reading, t.wrong, t.category, t.cues) for t in dictionary.terms] == [
        ("管渠", "かんきょ", ("官渠",), "下水道", ("敷設",))
    ]
    assert (lines, [problem.line for problem in problems]) == ((4,), [5])


def test_half_width_katakana_and_invisible_signs_are_forgiven(csv: MakeCsv) -> None:
    (term,) = read_dictionary(csv(f"{HEAD}\n\ufeffｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄﾞ\u200b,がばめんとくらうど,ｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄ,ＤＸ,\n"))[0].terms
    assert (term.text, term.wrong, term.category) == ("ガバメントクラウド", ("ガバメントクラウト",), "ＤＸ")


def test_what_excel_would_compute_is_text_again(csv: MakeCsv) -> None:
    (term,) = read_dictionary(csv(f"{HEAD}\n'=管渠,かんきょ,'+官渠|-巨,,'今季\n"))[0].terms
    assert (term.text, term.wrong, term.note) == ("=管渠", ("+官渠", "-巨"), "'今季")


@pytest.mark.parametrize(
    "term",
    [
        Term(text="管渠"),
        Term(
            text="決裁",
            reading="けっさい",
            wrong=("欠採", "血採"),
            category="庁議",
            note="支払は決済",
            cues=("起案", "市長"),
        ),
        Term(text="決裁", note="支払は決済。", cues=("起案",)),
        Term(text='=1+1,"', wrong=("+1", "@x"), note="一つ\n二つ"),
    ],
)
def test_a_written_dictionary_is_read_again(csv: MakeCsv, term: Term) -> None:
    (again,) = read_dictionary(csv(csv_of([term]).encode("utf-8-sig")))[0].terms
    assert again == term


def test_lines_of_terms(csv: MakeCsv) -> None:
    dictionary, problems, lines = read_with_lines(csv(f"{HEAD}\n\n管渠,,,,\n付議,ふ議,,,\n答弁,,,,\n"))
    assert [(term.text, line) for term, line in zip(dictionary.terms, lines, strict=True)] == [("管渠", 3), ("答弁", 5)]
    assert [problem.line for problem in problems] == [4]


def test_tabs_from_excel_and_a_comma_in_quotes(csv: MakeCsv) -> None:
    tabs, problems = read_dictionary(csv(ROWS.replace(",", "\t").encode("utf-16")))
    assert (len(tabs.terms), problems) == (2, ())
    quoted, problems = read_dictionary(
        csv(f'{HEAD}\n管渠,かんきょ,官渠,下水道,"一つ, 二つ\n三つ"\n付議,ふぎ,,,\n,よみ,,,\n')
    )
    assert [t.note for t in quoted.terms] == ["一つ, 二つ\n三つ", ""]
    assert [p.line for p in problems] == [5]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",ふぎ,不義案,庁議,", "用語の欄が空"),
        ("付議,ふ議,,,", "かな以外の文字があります。「ふぎ」のように"),
        ("付議,ふぎ,不議案、不義案,,", "「|」で区切ってください（例：不議案|不義案）"),
        ("#N/A,ふぎ,,,", "Excel のエラー"),
        ("付議,ふぎ,付議,,", "そのもの"),
        ("付議,ふぎ,不,,", "短すぎ"),
        ("付議,ふぎ,,,,余分", "列が多すぎ"),
        ('"付\n議",ふぎ,,,', "改行"),
        ("付議,ふぎ,不\u2028義,,", "改行"),
        ("管渠,かんきょ,,,", "前の行にも"),
        ("付議,ふぎ,官渠,,", "用語「管渠」の行にも"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_the_rest_is_used(csv: MakeCsv, row: str, said: str) -> None:
    dictionary, (problem,) = read_dictionary(csv(f"{HEAD}\n管渠,かんきょ,官渠,,\n{row}\n答弁,とうべん,当弁,,\n"))
    assert [t.text for t in dictionary.terms] == ["管渠", "答弁"]
    assert problem.line == 3
    assert said in str(problem)
    assert str(problem).startswith("3行目")


@pytest.mark.parametrize(
    ("written", "note", "cues"),
    [
        ("手がかり：起案|受ける|市長", "", ("起案", "受ける", "市長")),
        ("手がかり: 起案 ｜ 受ける｜。支払うのは「決済」", "支払うのは「決済」", ("起案", "受ける")),
        ("支払うのは「決済」。てがかり：起案、受ける", "支払うのは「決済」。", ("起案", "受ける")),
        ("一つ；手掛かり：起案；二つ", "一つ；二つ", ("起案",)),
        ("手がかり：起案|起案。手がかり：市長", "", ("起案", "市長")),
        ("手がかりになる言葉はない", "手がかりになる言葉はない", ()),
        ("手がかり：", "", ()),
    ],
)
def test_cue_words_stand_in_the_note(csv: MakeCsv, written: str, note: str, cues: tuple[str, ...]) -> None:
    (term,) = read_dictionary(csv(f"{HEAD}\n決裁,けっさい,,庁議,{written}\n"))[0].terms
    assert (term.note, term.cues) == (note, cues)


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest(csv: MakeCsv) -> None:
    dictionary, problems = read_dictionary(csv(f'{HEAD}\n"管渠,かんきょ,官渠,,\n付議,ふぎ,,,\n{"あ" * 200_000},,,,\n'))
    assert [t.text[:2] for t in dictionary.terms] == ["管渠", "付議", "ああ"]
    assert problems == ()


def test_the_hash_is_that_of_the_file(csv: MakeCsv) -> None:
    one, other = read_dictionary(csv(ROWS))[0], read_dictionary(csv(ROWS + "\n", "b.csv"))[0]
    assert one.sha256 != other.sha256
    assert len(one.sha256) == 64


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空です"),
        (b"\n\n,,\n", "辞書が空です"),
        ("管渠,かんきょ,,,\n", "1行目に列の名前"),
        (b"PK\x03\x04" + bytes(100), "Excel"),
        (bytes(range(256)) * 20, "文字のファイル"),
    ],
)
def test_a_file_that_is_no_dictionary(csv: MakeCsv, content: str | bytes, said: str) -> None:
    path = csv(content)
    with pytest.raises(BadConfiguration, match=said) as refusal:
        read_dictionary(path)
    assert refusal.value.advice != BadConfiguration.default_advice
    assert str(path) in str(refusal.value)


def test_dictionaries_are_found_by_name_or_file(csv: MakeCsv) -> None:
    assert find_dictionary("dx") == shipped_dictionaries()["dx"]
    path = csv(ROWS)
    assert find_dictionary(str(path)) == path
    assert read_dictionary(find_dictionary(path))[0].terms[0].text == "管渠"


def test_an_unknown_name_lists_the_known_ones_and_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration) as refusal:
        find_dictionary("kaigo-no-nai")
    assert all(name in refusal.value.advice for name in shipped_dictionaries())
    for missing in ("用語.csv", str(tmp_path / "dx"), "../dictionaries/dx"):
        with pytest.raises(InputMissing):
            find_dictionary(missing)


@pytest.mark.parametrize("name", ["dx", "gyosei"])
def test_what_is_shipped_has_no_wrong_rows_and_only_forms_that_are_no_words(name: str) -> None:
    assert set(shipped_dictionaries()) >= {"dx", "gyosei"}
    dictionary, problems = read_dictionary(find_dictionary(name))
    assert problems == ()
    assert all(term.reading and term.category for term in dictionary.terms)
    # one word of Sudachi's large dictionary is a word of Japanese; katakana it does not know comes as one word, too
    for term in dictionary.terms:
        for form in term.wrong:
            words = morphemes(form)
            assert len(words) > 1 or "ァ" <= form[-1] <= "ー" or form.isascii(), f"{form} is a word by itself"
