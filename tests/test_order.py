"""What an order makes of settings and wishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.audio.treatment import MOVING
from minutes.domain import Channels
from minutes.order import order_of
from minutes.wishes import Wishes


@pytest.mark.parametrize(("channels", "moves"), [(None, True), ("mix", True), ("separate", False)])
def test_the_gain_moves_only_where_levels_do_not_tell_who_speaks(
    tmp_path: Path, channels: Channels | None, moves: bool
) -> None:
    recording = tmp_path / "会議.wav"
    recording.write_bytes(b"not looked into yet")
    treatment = order_of([recording], Wishes(channels=channels)).treatment
    assert (MOVING[0] in treatment) is moves
