"""Input methods' word lists: what is written is read again as the same terms, and what cannot be carried is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.domain import Term
from minutes.errors import InputUnreadable
from minutes.text.dictionary import read_dictionary, shipped_dictionaries
from minutes.text.reading import hiragana
from minutes.text.wordlists.export import export_list
from minutes.text.wordlists.formats import ATOK, GOOGLE, MSIME, WORD_LISTS, WordList
from minutes.text.wordlists.load import joined, load_words

TERMS = (
    Term(text="管渠", reading="かんきょ", category="下水道"),
    Term(text="決裁", reading="けっさい", category="庁議", note="支払は決済", cues=("起案", "市長")),
    Term(text="ガバメントクラウド", reading="ガバメントクラウド"),
    Term(text="ヴィジョン", reading="ヴィジョン"),
    Term(text="=1+1", reading="いちたすいち", note="備考だけ"),
    Term(text="𠮷野線", reading="よしのせん", category="地名"),
)


def _saved(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "一覧.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("form", WORD_LISTS.values(), ids=WORD_LISTS)
def test_there_and_back(tmp_path: Path, form: WordList) -> None:
    written = export_list(TERMS, form)
    assert (written.written, written.left_out) == (len(TERMS), {})
    loaded = load_words(_saved(tmp_path, written.data))
    assert (loaded.title, loaded.problems) == (form.title, ())
    assert loaded.terms == tuple(term.model_copy(update={"reading": hiragana(term.reading)}) for term in TERMS)


@pytest.mark.parametrize("form", WORD_LISTS.values(), ids=WORD_LISTS)
def test_the_shipped_dictionaries_there_and_back(tmp_path: Path, form: WordList) -> None:
    for path in shipped_dictionaries().values():
        terms = read_dictionary(path)[0].terms
        written = export_list(terms, form)
        again = load_words(_saved(tmp_path, written.data)).terms
        kept = [term for term in terms if term.text not in written.left_out]
        assert [(t.text, t.reading, t.category, t.cues) for t in again] == [
            (t.text, hiragana(t.reading).replace("・", ""), t.category, t.cues) for t in kept
        ]


def test_the_bytes_of_each() -> None:
    terms = (Term(text="決裁", reading="ケッサイ", note="一つ\n二つ"), Term(text="管渠", reading="かん・きょ"))
    lines = "けっさい\t決裁\t名詞\t一つ 二つ\nかんきょ\t管渠\t名詞\n"
    assert export_list(terms, GOOGLE).data == lines.encode()
    atok = "!!ATOK_TANGO_TEXT_HEADER_1\n" + lines
    assert export_list(terms, ATOK).data == b"\xff\xfe" + atok.replace("\n", "\r\n").encode("utf-16-le")
    microsoft = export_list(terms, MSIME).data.decode("utf-16")
    assert microsoft.startswith("!Microsoft IME Dictionary Tool\r\n")
    assert microsoft.endswith(lines.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("term", "form", "said"),
    [
        (Term(text="雨水"), MSIME, "よみがありません"),
        (Term(text="長", reading="な" * 64), MSIME, "63字まで"),
        (Term(text="長", reading="な" * 33), ATOK, "32字まで"),
        (Term(text="長", reading="な" * 101), GOOGLE, "かな100字まで"),
        (Term(text="長" * 101, reading="なが"), ATOK, "用語が長すぎます"),
        (Term(text="ーさん", reading="ーさん"), ATOK, "「ー」で始まる"),
    ],
)
def test_what_an_input_method_cannot_take_is_left_out_and_said(term: Term, form: WordList, said: str) -> None:
    result = export_list((term, TERMS[0]), form)
    assert list(result.left_out) == [term.text]
    assert said in result.left_out[term.text]
    assert result.written == 1


def test_the_longest_reading_fits() -> None:
    for form in WORD_LISTS.values():
        longest = form.longest_reading // (3 if form.in_bytes else 1)
        assert export_list((Term(text="長", reading="な" * longest),), form).left_out == {}


def test_wrong_forms_stay_and_long_comments_are_cut() -> None:
    result = export_list((Term(text="管渠", reading="かんきょ", wrong=("官渠",), note="注" * 200),), GOOGLE)
    assert (result.without_wrong, result.shortened) == (1, ["管渠"])
    assert len(result.data.decode().split("\t")[3].strip().encode()) == 300


OF_A_CLERK = """!Microsoft IME Dictionary Tool
!Version:
!Format:WORDLIST
!User Dictionary Name: imjp15cu.dic

かんきょ\t管渠\t名詞
ﾎｼﾐ・ｶﾞﾊﾗ\t星見ヶ原\t地名その他
おつ\tお疲れさまです\t短縮よみ
はか\t諮\tラ行五段動詞
@めーる\ta@example.jp\t名詞
うすい\t雨水\t名詞
あまみず\t雨水\t名詞
けっさい\t決裁
"""


@pytest.mark.parametrize("encoding", ["utf-16", "cp932", "utf-8-sig"])
def test_a_list_as_microsoft_writes_it(tmp_path: Path, encoding: str) -> None:
    loaded = load_words(_saved(tmp_path, OF_A_CLERK.replace("\n", "\r\n"), encoding))
    assert loaded.title == "Microsoft IME"
    assert [(t.text, t.reading, t.category) for t in loaded.terms] == [
        ("管渠", "かんきょ", ""),
        ("星見ヶ原", "ほしみがはら", "地名"),
        ("雨水", "うすい", ""),
    ]
    assert [problem.line for problem in loaded.problems] == [8, 9, 10, 12, 13]
    assert "短縮よみ" in loaded.problems[0].what
    assert "「うすい」を使います" in loaded.problems[3].what


@pytest.mark.parametrize("head", ["!!ATOK_TANGO_TEXT_HEADER_1", "!!DICUT17"])
def test_a_list_as_atok_writes_it(tmp_path: Path, head: str) -> None:
    content = f"{head}\n!!一覧出力\n!!単語種類;登録単語(*) 自動登録単語($)\n\nかんきょ\t管渠\t名詞*\nよしの\t吉野\t固有人姓$\n"
    loaded = load_words(_saved(tmp_path, content, "cp932"))
    assert loaded.title == "ATOK"
    assert [(t.text, t.category) for t in loaded.terms] == [("管渠", ""), ("吉野", "人名")]
    assert loaded.problems == ()


def test_a_list_as_google_writes_it_has_no_head(tmp_path: Path) -> None:
    loaded = load_words(_saved(tmp_path, "# 用語\nかんきょ\t管渠\t名詞\t\nにこ\t(^^)\t顔文字\t\n"))
    assert (loaded.title, [t.text for t in loaded.terms]) == ("Google 日本語入力", ["管渠"])


def test_a_dictionary_is_taken_with_everything(tmp_path: Path) -> None:
    loaded = load_words(_saved(tmp_path, "用語,よみ,誤変換\n管渠,かんきょ,官渠\n", "cp932"))
    assert (loaded.title, loaded.terms[0].wrong) == ("用語辞書", ("官渠",))


@pytest.mark.parametrize("content", ["# 見出し\n\n文章です。\n", "a,b,c\n1,2,3\n", "管渠\tかんきょ\t名詞\n"])
def test_what_is_no_list_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputUnreadable, match="単語の一覧") as refusal:
        load_words(_saved(tmp_path, content))
    assert "ATOK" in refusal.value.advice


def test_of_two_lists_the_term_that_says_more_is_kept() -> None:
    short, full = Term(text="管渠", reading="かんきょ"), Term(text="管渠", reading="かんきょ", wrong=("官渠",))
    assert joined([(short, TERMS[1]), (full,)]) == (full, TERMS[1])
    assert joined([(full,), (short,)]) == (full,)
