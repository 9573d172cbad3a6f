from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from minutes.delivery import deliver


def _document(tmp_path: Path, text: str) -> Path:
    work = tmp_path / "w"
    work.mkdir(exist_ok=True)
    (work / "minutes.docx").write_text(text)
    return work / "minutes.docx"


def test_the_document_reaches_its_place(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "議事録.docx"
    assert deliver(_document(tmp_path, "first"), output) is None
    assert output.read_text() == "first"


def test_our_own_earlier_document_is_replaced(tmp_path: Path) -> None:
    output = tmp_path / "議事録.docx"
    deliver(_document(tmp_path, "first"), output)
    assert deliver(_document(tmp_path, "second"), output) is None
    assert output.read_text() == "second"
    assert not list(tmp_path.glob("*前の版*"))


def test_what_the_clerk_wrote_is_kept_beside(tmp_path: Path) -> None:
    output = tmp_path / "議事録.docx"
    for number, (edited, fresh) in enumerate([("edited once", "second"), ("edited twice", "third")], start=1):
        deliver(_document(tmp_path, "first" if number == 1 else "second"), output)
        output.write_text(edited)
        kept = deliver(_document(tmp_path, fresh), output)
        assert kept == tmp_path / f"議事録（前の版{number}）.docx"
        assert kept.read_text() == edited
        assert output.read_text() == fresh


def test_a_run_killed_before_the_receipt_does_not_make_our_document_foreign(tmp_path: Path) -> None:
    output = tmp_path / "議事録.docx"
    output.write_text("first")
    assert deliver(_document(tmp_path, "first"), output) is None
    assert deliver(_document(tmp_path, "second"), output) is None
    assert output.read_text() == "second"


def test_a_stranger_s_file_is_kept_too(tmp_path: Path) -> None:
    output = tmp_path / "議事録.docx"
    output.write_text("somebody's")
    kept = deliver(_document(tmp_path, "first"), output)
    assert kept is not None
    assert kept.read_text() == "somebody's"


def test_every_document_of_ours_is_known_wherever_it_was_put(tmp_path: Path) -> None:
    draft, final = tmp_path / "案.docx", tmp_path / "最終.docx"
    deliver(_document(tmp_path, "draft"), draft)
    deliver(_document(tmp_path, "final"), final)
    assert deliver(_document(tmp_path, "another draft"), draft) is None
    assert (draft.read_text(), final.read_text()) == ("another draft", "final")


def test_what_a_killed_delivery_had_begun_is_gone_after_the_next(tmp_path: Path) -> None:
    output, other = tmp_path / "議事録.docx", tmp_path / "予算.docx"
    document = _document(tmp_path, "first")
    code = (
        "import os, pathlib, sys; from minutes.files import writing\n"
        "with writing(pathlib.Path(sys.argv[1])) as beside: beside.write_text('half'); os.kill(os.getpid(), 9)"
    )
    for place in (output, other):
        subprocess.run([sys.executable, "-c", code, str(place)])
    assert len(list(tmp_path.glob(".*"))) == 2
    deliver(document, output)
    assert output.read_text() == "first"
    assert len(list(tmp_path.glob(".*"))) == 1, "what others write beside it stays"
    deliver(document, other)
    assert not list(tmp_path.glob(".*"))
