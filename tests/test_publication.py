"""The public edition as files: every part of every format is searched for what must not leave the house."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.again import public_again, render_again
from minutes.confirmation import confirmed
from minutes.disclosure.leaks import refuse_leaks, texts_of
from minutes.domain import Correction, Coverage, Mask, Minutes, Part, Recording, Stretch, Unreflected
from minutes.errors import BadConfiguration, InternalFault
from minutes.publication import public_name
from minutes.render.forms import known_forms
from minutes.resources import shipped
from minutes.workfolder import WorkFolder
from tests.disclosure.sample import CASE, NAMES, SECRETS, minutes, utterances
from tests.disclosure.test_edition import AT
from tests.render.sample import Read

KINDS = ("md", "html", "vtt", "srt", "json", "rttm")
ANONYMOUS = '\n[public]\nperson = "letter"\n'


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    """A folder with all a run leaves, each artefact with something in it that is not for the public."""
    folder = WorkFolder(tmp_path / "会議.work")
    folder.root.mkdir()
    folder.write_json(workfolder.MINUTES, minutes())
    folder.write_json(workfolder.UTTERANCES, utterances())
    folder.write_json(workfolder.UNREFLECTED, (Unreflected(utterance="u0007", text="それはひどい話です。"),))
    folder.write_json(
        workfolder.CORRECTIONS,
        (Correction(utterance="u0006", before="丸山川", after="丸川", start=0, end=3, term="丸川", rule="sound", score=0.5, applied=False),),
    )  # fmt: skip
    stretches = (Stretch(start=0, end=100, state="transcribed"), Stretch(start=100, end=103, state="lost"))
    folder.write_json(workfolder.COVERAGE, Coverage(stretches=stretches, transcribed=100, flagged=0, lost=3))
    return folder


@pytest.fixture
def anonymous(tmp_path: Path) -> dict[str, str]:
    """Every shipped form, with letters for the public."""
    shutil.copytree(shipped("configs"), tmp_path / "configs")
    places = {name: tmp_path / "configs" / "forms" / f"{name}.toml" for name in known_forms()}
    for place in places.values():
        place.write_text(place.read_text("utf-8") + ANONYMOUS, encoding="utf-8")
    return {name: str(place) for name, place in places.items()}


def found_in(file: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which of the words stand in which part, spaces left out: a line break or a tag may have come between."""
    return [
        (part, word)
        for part, text in texts_of(file)
        for word in words
        if word in text or re.sub(r"\s+", "", word) in re.sub(r"\s+", "", text)
    ]


@pytest.mark.parametrize("form", known_forms())
def test_no_part_of_any_format_holds_what_is_not_for_the_public(work, anonymous, tmp_path, form):
    render_again(work, anonymous[form], audience="public")
    public = public_again(work, anonymous[form], KINDS, tmp_path / "議事録.docx")
    assert [place.name for place in public.places] == ["議事録_公開版.docx"] + [
        f"議事録_公開版.{kind}" for kind in KINDS
    ]
    for place in public.places:
        assert found_in(place, (*SECRETS, *NAMES, "ab12ab12", "llm.lan", "【要確認】", "ひどい話")) == [], place.name


@pytest.mark.parametrize("form", known_forms())
def test_the_search_would_find_them(work, anonymous, tmp_path, form):
    """In the internal document they all stand, or the search above says nothing."""
    render_again(work, anonymous[form], audience="public")
    found = {word for _, word in found_in(work.path(workfolder.DOCUMENT), SECRETS)}
    assert {"鈴木花子", "090-1234-5678", "第二候補地", "丸山川商店"} <= found


MARKED = "つばめ計画"


def everywhere(work: WorkFolder) -> None:
    """The marked word wherever somebody can have written or said it."""
    made = minutes()
    people = [
        {
            **one.model_dump(mode="json"),
            "group": MARKED,
            "aliases": (MARKED,),
            "name": MARKED if number == 2 else one.name,
        }
        for number, one in enumerate(made.meeting.attendees)
    ]
    written = dict.fromkeys(("title", "venue", "department", "disclosure", "reason_closed", "contact"), f"の{MARKED}　")
    meeting = (
        made.meeting.model_dump(mode="json")
        | written
        | {"papers": (f"資料1　{MARKED}",), "attendees": people, "observers": 3}
    )
    meeting["agenda"] = (*made.meeting.agenda[:2], f"使用料（{MARKED}）について")
    meeting["mask"] = ({"text": MARKED, "reason": "未公表の計画であるため"}, *meeting["mask"])
    items = [item.model_dump(mode="json") for item in made.items]
    items[2]["title"] = meeting["agenda"][2]
    for part in (items[0]["statements"][0], items[0]["decisions"][0], items[2]["actions"][0]):
        part["text"] += MARKED
    items[2]["actions"][0] |= {"owner": f"{MARKED}担当", "due": f"{MARKED}まで"}
    origin = made.provenance.model_dump(mode="json") | {"notices": (MARKED,), "dictionaries": {MARKED: "ab" * 32}}
    origin["authorship"][2]["item"] = meeting["agenda"][2]
    whole = Minutes.model_validate({"meeting": meeting, "items": items, "provenance": origin})
    heard = [one.model_copy(update={"text": one.text + MARKED, "heard": one.heard + MARKED}) for one in utterances()]
    name = f"{MARKED}.m4a"
    part = Part(file=name, sha256="ab" * 32, start=0, duration=120)
    work.write_json(workfolder.MINUTES, whole)
    work.write_json(workfolder.UTTERANCES, tuple(heard))
    work.write_json(workfolder.RECORDING, Recording(parts=(part,), sha256="ab" * 32, duration=120))


@pytest.mark.parametrize("form", known_forms())
def test_a_marked_word_is_nowhere_wherever_it_was_written(work, tmp_path, form):
    everywhere(work)
    (tmp_path / f"{MARKED}.m4a").write_bytes(b"sound")
    render_again(work, form, audience="public")
    assert found_in(work.path(workfolder.DOCUMENT), (MARKED,)) != []
    for place in public_again(work, form, KINDS, tmp_path / "議事録.docx").places:
        assert found_in(place, (MARKED,)) == [], place.name


def test_a_word_in_the_properties_of_an_office_s_template_is_found(work, tmp_path):
    """What the office left in its own Word file is not ours to change, and is not published."""
    shutil.copytree(shipped("configs"), tmp_path / "configs")
    template = tmp_path / "configs" / "templates" / "kessai.docx"
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    app = parts["docProps/app.xml"].decode()
    assert "</Properties>" in app
    with zipfile.ZipFile(template, "w") as package:
        for name, data in parts.items():
            changed = app.replace("</Properties>", "<HyperlinkBase>第二候補地</HyperlinkBase></Properties>").encode()
            package.writestr(name, changed if name == "docProps/app.xml" else data)
    with pytest.raises(InternalFault, match=r"app\.xml"):
        render_again(work, str(tmp_path / "configs" / "forms" / "kessai.toml"), audience="public")
    assert not work.path(workfolder.PUBLIC_DOCUMENT).exists()


def test_the_public_document_has_no_comments_and_nobody_s_name_on_it(work):
    render_again(work, "choigi", audience="public")
    with zipfile.ZipFile(work.path(workfolder.PUBLIC_DOCUMENT)) as package:
        names = package.namelist()
        body = package.read("word/document.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "comment" in name or "customXml" in name or "people" in name]
    assert "commentReference" not in body and "commentRangeStart" not in body
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "丸山川" not in core


def test_the_public_document_has_no_aids(work):
    render_again(work, "choigi", audience="public")
    read = Read(work.path(workfolder.PUBLIC_DOCUMENT))
    whole = "\n".join([*read.texts, *(cell for table in read.tables for row in table for cell in row)])
    for aid in (
        "要確認",
        "反映していない発言",
        "用語の候補",
        "確認のための一覧",
        "変更の履歴",
        "送信",
        "非公開部分一覧",
    ):
        assert aid not in whole
    assert "この文書は、自動で作成した案である。" in whole  # nobody has confirmed it
    assert "生成AI（office-llm）" in whole
    assert read.record["確認"] == "案（未確認）"


def test_a_closed_item_in_the_public_document(work):
    render_again(work, "choigi", audience="public")
    texts = Read(work.path(workfolder.PUBLIC_DOCUMENT)).texts
    at = len(texts) - 1 - texts[::-1].index("2　個別事案について")  # it stands in the header, too
    assert texts[at + 1] == "（個人に関する情報のため非公開）"
    assert texts[at + 2] == "3　使用料について"


@pytest.mark.parametrize("form", known_forms())
def test_every_form_says_that_an_item_is_closed_and_no_more(work, form):
    render_again(work, form, audience="public")
    read = Read(work.path(workfolder.PUBLIC_DOCUMENT))
    assert "　（個人に関する情報のため非公開）" in ["　" + text.split("　")[-1] for text in read.texts]
    assert "○　" not in "".join(read.texts)
    whole = "\n".join(read.texts)
    closed = whole[whole.rindex("個別事案について") : whole.rindex("使用料について")]
    assert "見つからない" not in closed and "意見等なし" not in closed and "結果" not in closed


def test_a_secretariat_is_called_as_in_the_internal_document(work):
    render_again(work, "shingikai", audience="public")
    assert "（事務局より説明）" in Read(work.path(workfolder.PUBLIC_DOCUMENT)).texts


def test_the_internal_document_lists_what_the_public_one_leaves_out(work):
    render_again(work, "choigi", audience="public")
    read = Read(work.path(workfolder.DOCUMENT))
    (table,) = [table for table in read.tables if table[0][0] == "案件" and "理由" in table[0]]
    rows = {tuple(row) for row in table[1:]}
    assert (
        "1",
        "00:00:30　佐藤委員",
        "○○",
        "個人に関する情報のため",
        "鈴木花子、090-1234-5678、相模原市中央区中央2丁目11番15号",
    ) in rows
    assert ("2", "件名・開催概要", "個別事案について", "個人に関する情報のため", CASE) in rows
    assert "非公開部分一覧（公開版に載せないもの）" in read.texts
    assert "鈴木花子さんから" in "\n".join(read.texts)


def test_without_a_public_edition_nothing_is_listed_and_an_earlier_one_goes(work):
    render_again(work, "choigi", audience="public")
    render_again(work, "choigi")
    assert not work.path(workfolder.PUBLIC_DOCUMENT).exists()
    assert not work.path(workfolder.WITHHELD).exists()
    assert "非公開部分一覧（公開版に載せないもの）" not in Read(work.path(workfolder.DOCUMENT)).texts


def test_what_the_page_marked_is_kept_out(work):
    work.write_json(workfolder.MASKS, (Mask(text="心配", reason="本人の希望"), Mask(utterance="u0002", reason="用地")))
    render_again(work, "choigi", audience="public")
    public = public_again(work, "choigi", ("json",), None)
    for place in public.places:
        assert found_in(place, ("心配", "建てる計画")) == []
    listed = json.loads(work.path(workfolder.WITHHELD).read_text("utf-8"))
    assert {"本人の希望のため", "用地のため"} <= {row["reason"] for row in listed}


def test_a_mask_of_nothing_is_refused(work):
    work.path(workfolder.MASKS).write_text('[{"utterance": "u7777", "reason": "理由"}]', encoding="utf-8")
    with pytest.raises(BadConfiguration, match="u7777"):
        render_again(work, "choigi", audience="public")
    assert not work.path(workfolder.PUBLIC_DOCUMENT).exists()


def test_confirmed_minutes_make_a_final_public_edition_without_a_name(work):
    work.write_json(workfolder.MINUTES, confirmed(minutes(), "総務課長・山田太郎", AT))
    render_again(work, "choigi", audience="public")
    read = Read(work.path(workfolder.PUBLIC_DOCUMENT))
    assert read.texts[0] == "図書館運営審議会　会議録"
    assert read.record["確認"].startswith("総務課長が令和7年8月20日")
    assert found_in(work.path(workfolder.PUBLIC_DOCUMENT), ("山田",)) == []


def test_an_edited_public_edition_is_kept(work, tmp_path):
    render_again(work, "choigi", audience="public")
    output = tmp_path / "議事録.docx"
    place = public_again(work, "choigi", (), output).document
    place.write_bytes(b"edited in Word")
    told = public_again(work, "choigi", (), output).remarks
    assert (tmp_path / "議事録_公開版（前の版1）.docx").read_bytes() == b"edited in Word"
    assert "前の版1" in told[0]


def test_the_same_minutes_give_the_same_bytes(work):
    written = []
    for _ in range(2):
        render_again(work, "choigi", audience="public")
        written.append(work.path(workfolder.PUBLIC_DOCUMENT).read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("part", ["docProps/custom.xml", "word/comments.xml"])
def test_the_last_look_finds_a_word_in_any_part_and_across_tags(tmp_path, part):
    place = tmp_path / "leak.docx"
    with zipfile.ZipFile(place, "w") as package:
        package.writestr("word/document.xml", "<w:t>公開</w:t>")
        package.writestr(part, "<w:t>第二</w:t><w:t>候補地</w:t>")
    with pytest.raises(InternalFault) as fault:
        refuse_leaks(place, ("第二候補地",))
    assert part in str(fault.value) and "第二候補地" not in str(fault.value)
    refuse_leaks(place, ("第三候補地", ""))


def test_the_name_of_the_public_file():
    assert public_name(Path("/a/議事録.v2.docx")) == Path("/a/議事録.v2_公開版.docx")
