"""What makes two orders the same job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutes.errors import InputMissing
from minutes.office.ledger import JobOrder, key_of, order_job
from minutes.wishes import Wishes


@pytest.fixture
def ordered(tmp_path: Path) -> Callable[..., JobOrder]:
    def make(name: str = "会議.vtt", content: str = "一", **more: object) -> JobOrder:
        recording = tmp_path / name
        recording.write_text(content)
        of_job = {key: more.pop(key) for key in ("scope", "also") if key in more}
        wishes = Wishes(**more)
        return order_job([recording], tmp_path / f"{name}.docx", tmp_path / f"{name}.work", wishes=wishes, **of_job)

    return make


def test_the_same_recording_under_two_names_is_one_job(ordered: Callable[..., JobOrder]) -> None:
    assert ordered("a.vtt").key == ordered("b.vtt").key


@pytest.mark.parametrize(
    "other",
    [
        {"content": "二"},
        {"form": "chikugo"},
        {"scope": "/out"},
        {"dictionaries": ("dx",)},
        {"no_llm": True},
        {"audience": "public"},
    ],
)
def test_another_content_or_wish_is_another_job(ordered: Callable[..., JobOrder], other: dict[str, object]) -> None:
    assert ordered().key != ordered("b.vtt", **other).key


def test_the_meeting_file_counts_and_the_configuration_does_not(
    ordered: Callable[..., JobOrder], tmp_path: Path
) -> None:
    meeting = tmp_path / "会議.toml"
    meeting.write_text('title = "決定会議"')
    assert ordered(meeting=meeting).key != ordered().key
    assert ordered(config=tmp_path / "minutes.toml").key == ordered().key


def test_a_replaced_recording_has_another_key(ordered: Callable[..., JobOrder]) -> None:
    order = ordered()
    assert key_of(order) == order.key
    order.inputs[0].write_text("差し替え")
    assert key_of(order) != order.key


def test_an_order_goes_through_json(ordered: Callable[..., JobOrder]) -> None:
    order = ordered(speakers=(2, 4), channels="mix")
    assert JobOrder.model_validate_json(order.model_dump_json()) == order


def test_a_recording_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        order_job([tmp_path / "無い.m4a"], tmp_path / "a.docx", tmp_path / "a.work")
