"""Where a file cannot be decoded, and where it ends: the closer look at one about which ffmpeg complained.

Reads the file once more with PyAV, packet by packet, so it is done only when there is a reason to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from minutes.audio.opening import opened
from minutes.domain import Seconds

# A hole in the time stamps that is more than their rounding; Opus sends a piece only every 0.4 s of silence.
_GAP_S = 0.1
_GAPS_S = {"opus": 0.5, "libopus": 0.5}
_SAME_PLACE_S = 5.0  # failures closer together are one damaged place
_END_S = 0.5  # what fails this close to the end belongs to the end
_UNTIMED = frozenset({"mp3", "aac", "amr", "amrnb", "amrwb"})  # pieces without time stamps: a lost one is not missed


@dataclass(frozen=True)
class Damage:
    """`broken`: seconds from the beginning of the file; `end`: of whatever comes last, picture included;
    `torn`: the very last piece of sound could not be decoded; `timed`: after a broken place the times are right."""

    broken: tuple[Seconds, ...]
    end: Seconds
    torn: bool
    timed: bool


def examine(path: Path, stream: int) -> Damage:
    """Decode an audio stream (numbered among the audio streams) piece by piece."""
    failed: list[Seconds] = []
    heard = end = 0.0  # where the last decoded piece of sound ended; where anything ended
    torn = False
    with opened(path) as container:
        timed = container.format.name not in _UNTIMED
        begin = float(container.start_time or 0) / av.time_base
        sound = container.streams.audio[stream]
        gap = _GAPS_S.get(sound.codec_context.name, _GAP_S)
        try:
            for packet in container.demux():
                if packet.pts is not None and packet.time_base:
                    end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base) - begin)
                if packet.stream_index != sound.index:
                    continue
                try:
                    for frame in packet.decode():
                        assert isinstance(frame, av.AudioFrame)
                        at = heard if frame.time is None else frame.time - begin
                        if at - heard > gap and heard:
                            failed.append(heard)
                        heard = at + frame.samples / frame.sample_rate
                        torn = False
                except av.InvalidDataError:
                    failed.append(heard)
                    torn = True
        except (av.FFmpegError, OSError):  # the container itself ends in the middle
            torn = True
    return Damage(_places([at for at in failed if at < heard - _END_S]), max(end, heard), torn, timed)


def _places(failed: list[Seconds]) -> tuple[Seconds, ...]:
    places: list[Seconds] = []
    last = float("-inf")
    for at in sorted(failed):
        if at - last > _SAME_PLACE_S:
            places.append(round(at, 3))
        last = at
    return tuple(places)
