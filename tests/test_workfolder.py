from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.domain import Part, Recording
from minutes.errors import CannotWrite, InputMissing, InputUnreadable, TryAgainLater
from minutes.files import writing
from minutes.workfolder import WorkFolder, key_of

RECORDING = Recording(
    parts=(Part(file="会議.m4a", sha256="0" * 64, start=0.0, duration=1.5),), sha256="1" * 64, duration=1.5
)


def test_an_artefact_comes_back_as_it_was_and_reads_as_japanese(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        work.write_json(workfolder.RECORDING, RECORDING)
        assert work.read(workfolder.RECORDING, Recording) == RECORDING
        assert "会議.m4a" in work.path(workfolder.RECORDING).read_text("utf-8")


def test_a_stage_is_done_only_under_its_key_and_with_its_files(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        work.write_json(workfolder.RECORDING, RECORDING)
        work.mark_done("probe", "key", [workfolder.RECORDING])
        assert work.is_done("probe", "key")
        assert not work.is_done("probe", "another key")
        assert not work.is_done("normalize", "key")
        work.path(workfolder.RECORDING).write_text("{}")
        assert not work.is_done("probe", "key")
        work.path(workfolder.RECORDING).unlink()
        assert not work.is_done("probe", "key")


def test_what_is_amended_is_as_its_stage_left_it(tmp_path: Path) -> None:
    longer = RECORDING.model_copy(update={"duration": 2.0})
    with WorkFolder(tmp_path / "w").held() as work:
        work.amend({workfolder.RECORDING: RECORDING})  # nothing to remember yet
        work.mark_done("probe", "key", [workfolder.RECORDING])
        work.amend({workfolder.RECORDING: longer})
        assert work.read(workfolder.RECORDING, Recording) == longer
        assert work.is_done("probe", "key")
        work.path(workfolder.RECORDING).write_text("{}")  # somebody else's doing stays noticed
        work.amend({workfolder.RECORDING: RECORDING})
        assert not work.is_done("probe", "key")


def test_what_may_be_missing(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path)
    assert work.find(workfolder.RECORDING, Recording) is None
    work.write_json(workfolder.RECORDING, RECORDING)
    assert work.find(workfolder.RECORDING, Recording) == RECORDING


def test_an_unreadable_ledger_means_nothing_is_done(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        work.write_json(workfolder.RECORDING, RECORDING)
        work.mark_done("probe", "key", [workfolder.RECORDING])
        work.path(workfolder.STAGES).write_text("{half")
        assert not work.is_done("probe", "key")


def test_what_breaks_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_text("old")
    with pytest.raises(RuntimeError), writing(place) as beside:
        beside.write_text("half")
        raise RuntimeError
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_nothing_came_into_is_gone_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), WorkFolder(tmp_path / "w").held():
        raise RuntimeError
    assert not (tmp_path / "w").exists()


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    with pytest.raises(RuntimeError), WorkFolder(tmp_path / "w").held():
        raise RuntimeError
    assert (tmp_path / "w").is_dir()


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / ".audio.flac.part").write_bytes(b"half")
    with WorkFolder(tmp_path / "w").held() as work:
        assert not work.path(".audio.flac.part").exists()


def test_another_process_in_the_folder_means_later(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib; from minutes.workfolder import WorkFolder\n"
        "with WorkFolder(pathlib.Path(sys.argv[1])).held(): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "w")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(TryAgainLater), WorkFolder(tmp_path / "w").held():
        pass
    other.kill()
    other.wait()
    with WorkFolder(tmp_path / "w").held() as work:  # the system released a dead process's lock
        assert work.root.is_dir()


def test_a_place_that_is_no_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite), WorkFolder(tmp_path / "file" / "w").held():
        pass


def test_reading_what_is_not_there_or_not_ours(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        with pytest.raises(InputMissing):
            work.read(workfolder.RECORDING, Recording)
        work.path(workfolder.RECORDING).write_text('{"parts": 1}')
        with pytest.raises(InputUnreadable):
            work.read(workfolder.RECORDING, Recording)


def test_keys_depend_on_every_part_and_not_on_the_order_of_a_mapping() -> None:
    assert key_of("a", {"x": 1, "y": 2}) == key_of("a", {"y": 2, "x": 1})
    assert key_of("a", RECORDING) != key_of("a", RECORDING.model_copy(update={"duration": 2.0}))


def test_a_folder_that_has_gone_with_its_share_is_not_made_again(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        work.write_json("a.json", {})
        (tmp_path / "w").rename(tmp_path / "away")
        with pytest.raises(CannotWrite, match="なくなりました"):
            work.write_json("b.json", {})
        assert not (tmp_path / "w").exists()
        (tmp_path / "away").rename(tmp_path / "w")
        work.write_json("b.json", {})


def test_a_folder_that_is_removed_during_a_run_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="なくなりました"), WorkFolder(tmp_path / "w").held() as work:
        shutil.rmtree(tmp_path / "w")
        work.write_json("b.json", {})
