"""The roster the tests of transcripts share."""

from __future__ import annotations

from pathlib import Path

from minutes.domain import Attendee, Meeting

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "transcripts"

MEETING = Meeting(
    title="決定会議",
    attendees=(
        Attendee(role="市長公室長", name="佐藤 一郎", chair=True),
        Attendee(role="DX推進課長", name="山田 太郎", aliases=("DX推進課課長",)),
        Attendee(role="総務法制課長"),
        Attendee(role="委員（高橋）"),
        Attendee(role="委員（田中）"),
    ),
)
