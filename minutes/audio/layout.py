"""What the files and channels of a recording are to each other: one after the other, or microphones of one time."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.domain import Channels, Source
from minutes.errors import WrongUsage

_SURELY_MICROPHONES = 3  # two channels may be one person's stereo; more are a conference system's


def at_once(sources: Sequence[Source], channels: Channels) -> bool:
    """Whether the files are one microphone each, recorded at the same time.

    Files of a conference system that was split at its size limit have all its channels, and follow each other.
    """
    split = len({source.channels for source in sources}) == 1 and sources[0].channels >= _SURELY_MICROPHONES
    return channels == "separate" and len(sources) > 1 and not split


def microphones(sources: Sequence[Source], channels: Channels) -> int:
    """How many microphones are kept apart; 0: everything is mixed. Raises WrongUsage when there is only one."""
    if channels == "mix":
        return 0
    count = len(sources) if at_once(sources, channels) else sources[0].channels
    if count < 2:
        raise WrongUsage(
            "チャンネルが一つしかないため、チャンネルごとに発言者を分けられません",
            subject=sources[0].file,
            advice="--channels separate（会議ファイルの channels）を外して、もう一度実行してください。",
        )
    return count
