"""What a clerk put right tells terms; what he only worded otherwise does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.domain import Dictionary, Term, Utterance
from minutes.errors import InputMissing
from minutes.files import write_json
from minutes.materials.edited import changes, learn_from_edited, sentences_of, terms_of
from tests.materials.papers import write_docx


def _learned(*pairs: tuple[str, str]) -> dict[str, Term]:
    before, after = zip(*pairs, strict=True)
    return {term.text: term for term in terms_of(changes(after, before))}


@pytest.mark.parametrize(
    ("before", "after", "term", "wrong"),
    [
        ("非保険者の割合が増えている。", "被保険者の割合が増えている。", "被保険者", ("非保険者",)),
        ("看た機の整備を進める。", "看多機の整備を進める。", "看多機", ("看た機",)),
        ("逓増性を緩和する。", "逓増制を緩和する。", "逓増制", ("逓増性",)),
        ("環境更生工法を採用する。", "管渠更生工法を採用する。", "管渠更生工法", ("環境更生工法",)),
        ("老朽化した環境の点検を行った。", "老朽化した管渠の点検を行った。", "管渠", ()),  # 環境 is a word elsewhere
    ],
)
def test_a_term_put_right_is_learned(before: str, after: str, term: str, wrong: tuple[str, ...]) -> None:
    assert _learned((before, after))[term].wrong == wrong


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("いろいろな取り組みを行う。", "様々な取組を行う。"),
        ("子供の支援をして下さい。", "こどもの支援をしてください。"),
        ("保険料は6,200円である。", "保険料は6,300円である。"),
        ("山田委員から質問があった。", "山本委員から質問があった。"),
        ("利用状況を説明する。", "活用状況を説明する。"),
        ("それは検討する。", "それは検討したい。"),
        ("社会福祉とケアマネが行う。", "社会福祉士とケアマネが行う。"),
    ],
)
def test_wording_spelling_numbers_and_people_are_not(before: str, after: str) -> None:
    assert _learned((before, after)) == {}


def test_an_ordinary_word_gives_cues_in_place_of_a_wrong_form() -> None:
    term = _learned(("老朽化した環境の点検を行った。", "老朽化した管渠の点検を行った。"))["管渠"]
    assert term.cues == ("老朽化",)
    assert "「環境」" in term.note


def test_what_sounds_otherwise_is_learned_when_it_was_changed_twice() -> None:
    once = ("エックス工法の更新を行う。", "クロス圧着の更新を行う。")
    pairs = [("アクアの更新計画を示す。", "LGWANの更新計画を示す。"), ("アクアの接続を行う。", "LGWANの接続を行う。")]
    assert _learned(once) == {}
    assert "LGWAN" in _learned(*pairs)
    assert "2回" in _learned(*pairs)["LGWAN"].note


def test_labels_of_the_forms_are_no_words_of_the_sentence() -> None:
    texts = ["[00:01:02]\t会長　始めます。次です。", "○（総務課長）伺う。", "→（会長）答える。"]
    assert sentences_of(texts) == ["始めます。", "次です。", "伺う。", "答える。"]


def test_a_document_is_compared_with_its_work_folder(tmp_path: Path) -> None:
    heard = "非保険者の数を報告します。"
    utterance = Utterance(id="u0001", speaker="S1", start=0, end=1, heard=heard, text=heard)
    write_json(tmp_path / "utterances.json", [utterance])
    document = write_docx(tmp_path / "edited.docx", ["[00:00:00]\t会長　被保険者の数を報告します。"])
    known = Dictionary(name="kaigo", sha256="", terms=(Term(text="被保険者"),))
    (term,) = learn_from_edited(document, tmp_path, [known])
    assert (term.text, term.reading, term.wrong) == ("被保険者", "ひほけんしゃ", ("非保険者",))
    assert "辞書にある用語" in term.note


def test_a_folder_that_is_no_work_folder_is_told(tmp_path: Path) -> None:
    document = write_docx(tmp_path / "edited.docx", ["本文。"])
    with pytest.raises(InputMissing, match="発言の記録"):
        learn_from_edited(document, tmp_path)
