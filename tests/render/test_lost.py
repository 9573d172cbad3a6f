"""Where to listen for what has no text."""

from __future__ import annotations

from minutes.domain import Coverage, Part, Recording, Stretch
from minutes.render.lost import rows_of, to_listen_for


def covered(*lost: tuple[float, float]) -> Coverage:
    stretches = tuple(Stretch(start=start, end=end, state="lost") for start, end in lost)
    return Coverage(stretches=stretches, transcribed=100.0, flagged=0.0, lost=sum(end - start for start, end in lost))


def test_each_place_is_a_line_of_the_list_and_ten_are_named() -> None:
    (line,) = to_listen_for(covered(*((60.0 * n, 60.0 * n + 1.5) for n in range(12))), None)
    assert "12か所、合わせて18.0秒" in line
    assert "00:00:00～00:00:01、00:01:00～" in line and line.endswith("00:09:00～00:09:01 ほか2か所。")


def test_of_several_files_the_place_in_the_file_is_told() -> None:
    parts = (
        Part(file="1.mp3", sha256="", start=0.0, duration=60.0),
        Part(file="2.mp3", sha256="", start=60.0, duration=60.0),
    )
    recording = Recording(parts=parts, sha256="", duration=120.0)
    (line,) = to_listen_for(covered((75.0, 77.0)), recording)
    assert "00:01:15～00:01:17（2.mp3 の 00:00:15）" in line
    assert dict(rows_of(covered((75.0, 77.0)), recording))["欠落の時刻"].startswith("00:01:15～00:01:17（2.mp3")


def test_nothing_lost_is_nothing_to_listen_for() -> None:
    assert to_listen_for(covered(), None) == []
    assert [label for label, _ in rows_of(covered(), None)] == ["発言の時間"]
