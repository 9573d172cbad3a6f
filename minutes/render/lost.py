"""What became of the time in which someone spoke, and where to listen for what has no text."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Coverage, Recording, Stretch
from minutes.render.japanese import recording_time
from minutes.render.recording import place_in_file
from minutes.render.sheet import Row

_LISTED = 10  # places in the recording named one by one


def rows_of(coverage: Coverage, recording: Recording | None) -> list[Row]:
    """For the record of how the document was made."""
    sums = (
        f"文字にした {recording_time(coverage.transcribed)}、確認が必要 {recording_time(coverage.flagged)}、"
        f"文字にできなかった {recording_time(coverage.lost)}"
    )
    named = {
        label: _in_state(coverage, state) for state, label in (("flagged", "要確認の時刻"), ("lost", "欠落の時刻"))
    }
    return [
        ("発言の時間", sums),
        *((label, _places(stretches, recording)) for label, stretches in named.items() if stretches),
    ]


def to_listen_for(coverage: Coverage, recording: Recording | None) -> list[str]:
    """A line of the list of what is to be checked, where speech has no text."""
    lost = _in_state(coverage, "lost")
    if not lost:
        return []
    return [
        f"声があるのに文字にできなかった所が{len(lost)}か所、合わせて{coverage.lost:.1f}秒ある。"
        f"録音を聞いて補うこと：{_places(lost, recording)}。"
    ]


def _in_state(coverage: Coverage, state: str) -> list[Stretch]:
    return [stretch for stretch in coverage.stretches if stretch.state == state]


def _places(stretches: Sequence[Stretch], recording: Recording | None) -> str:
    named = "、".join(_place(stretch, recording) for stretch in stretches[:_LISTED])
    return named + (f" ほか{len(stretches) - _LISTED}か所" if len(stretches) > _LISTED else "")


def _place(stretch: Stretch, recording: Recording | None) -> str:
    where = place_in_file(recording, stretch.start) if recording else ""
    return f"{recording_time(stretch.start)}～{recording_time(stretch.end)}{where}"
