"""A draft until a named person confirms what stands in it."""

from __future__ import annotations

import pytest

from minutes.confirmation import confirmed
from minutes.domain import AgendaItem, Correction
from minutes.render.forms import load_form
from tests.render.origin import AT, BY, drafted, final
from tests.render.sample import AI, NOTICE, coverage, made, minutes, said, utterance, utterances

DRAFT_NOTICE = "この文書は、自動で作成した案である。内容を確認してから使用すること。"


@pytest.mark.parametrize("form", ["choigi", "chikugo"])
def test_a_draft_says_so(tmp_path, form):
    read = made(tmp_path, form=form)
    assert read.texts[0].endswith("（案）")
    assert read.texts[1] == DRAFT_NOTICE
    assert read.record["確認"] == "案（未確認）"


@pytest.mark.parametrize("form", ["choigi", "chikugo"])
def test_a_final_document_names_who_vouches(tmp_path, form):
    content = final(minutes(), form)
    read = made(tmp_path, content, form, covered=coverage())
    assert "案" not in read.texts[0] and read.document.core_properties.title == read.texts[0]
    assert DRAFT_NOTICE not in read.texts
    assert not any("録音を聞いて補う" in text for text in read.texts)
    digest = content.provenance.confirmation.content[:12]
    assert read.record["確認"] == f"{BY}が令和7年8月8日 午後4時5分に確認した（内容の識別値（SHA-256）{digest}）。"


def test_what_is_open_stays_open_and_is_counted(tmp_path):
    draft, read = made(tmp_path), made(tmp_path, final(minutes()))
    assert len(read.comments) == len(draft.comments) == 3
    assert "確認が必要な箇所（【要確認】）が3か所ある。" in read.texts
    assert NOTICE in read.texts


def test_the_ai_is_named_in_the_final_document_too(tmp_path):
    read = made(tmp_path, final())
    told = f"本文のうち6文は、生成AI（gpt-oss-20b、shouchi-13b）により作成し、{BY}が内容を確認した。"
    assert read.texts[1] == told


def test_a_confirmation_of_other_words_is_none(tmp_path):
    changed = AgendaItem(title=AI, statements=(said("question", "総務法制課長", "書き換えた文である。", 3),))
    read = made(tmp_path, final(minutes()).model_copy(update={"items": (changed,)}))
    assert read.texts[0].endswith("（案）")
    assert read.record["確認"] == "案（未確認）"


@pytest.mark.parametrize(("read", "printed"), [("choigi", "chikugo"), ("chikugo", "choigi")])
def test_who_confirms_one_form_has_not_read_the_other(tmp_path, read, printed):
    assert made(tmp_path, final(minutes(), read), printed).texts[0].endswith("（案）")


def test_a_record_whose_utterances_have_become_others_is_a_draft_again(tmp_path):
    heard = [utterance(1, "市長公室長", "書き換えた発言です。"), *utterances()[1:]]
    assert made(tmp_path, final(minutes(), "chikugo"), "chikugo", heard).texts[0].endswith("（案）")
    assert not made(tmp_path, final(minutes()), "choigi", heard).texts[0].endswith("（案）")


def test_the_file_a_clerk_has_worked_on_is_another(tmp_path):
    read = made(tmp_path, final(document="9f" * 32))
    assert read.texts[0].endswith("（案）") and read.texts[1] == DRAFT_NOTICE
    assert read.record["確認"] == (
        f"案。{BY}が令和7年8月8日 午後4時5分に確認した文書は、これとは別のファイルである（SHA-256 9f9f9f9f9f9f）。"
    )


def test_suggestions_serve_the_draft(tmp_path):
    heard = "町議に諮ります。"
    given = Correction(
        utterance="u0001", before="町議", after="庁議", start=0, end=2, term="庁議", rule="reading", score=0.3,
        applied=False,
    )  # fmt: skip
    spoken = [utterance(1, "市長公室長", heard)]
    read = made(tmp_path, confirmed(minutes(), BY, AT, spoken), "chikugo", spoken, corrections=[given])
    assert read.comments == [] and len(read.tables) == 1


def test_a_form_sets_the_mark_and_the_sentences(tmp_path):
    form = load_form("choigi")
    labels = form.labels.model_copy(update={"draft": "【未定稿】", "notice": "", "by_ai": "AI {count}/{models}"})
    read = made(tmp_path, drafted(), form.model_copy(update={"labels": labels}))
    assert read.texts[0].endswith("【未定稿】")
    assert read.texts[1] == "AI 6/gpt-oss-20b、shouchi-13b"
