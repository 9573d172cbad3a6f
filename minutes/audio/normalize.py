"""Recording → Audio: parts joined, 16 kHz mono FLAC at broadcast loudness, streamed through ffmpeg.

Loudness follows EBU R128 in two passes: the first measures, the second applies one gain to the whole meeting, so that
quiet and loud speakers keep their relation, with a limiter for the few peaks the gain would clip. (loudnorm's own second
pass falls back to a moving gain as soon as the meeting's loudness range is wider than its target.)
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import ffmpeg

from minutes.audio import ffmpeg as program
from minutes.domain import Audio
from minutes.errors import InputUnreadable
from minutes.progress import Progress

SAMPLE_RATE = 16_000
_TARGET_LUFS = -23.0  # EBU R128
_MOST_GAIN_DB = 40.0  # beyond, a recording holds nothing but noise
_PEAK = 0.8  # linear; about -2 dBFS
_HIGHPASS_HZ = 60  # below speech: tables, steps, air conditioning
_MEASURED = re.compile(r"\{[^{}]*\"input_i\"[^{}]*\}")
_MEASURING_SHARE = 0.5


def normalize(paths: Sequence[Path], place: Path, *, seconds: float, progress: Progress) -> Audio:
    """Write the joined, normalised recording to `place`; `seconds` is the expected length, for progress.

    Raises InputUnreadable when nothing can be decoded, CannotWrite when the disk is full.
    """
    loudness = _loudness(paths, seconds, progress)
    sound = _joined(paths)
    if loudness is not None:
        gain = min(_TARGET_LUFS - loudness, _MOST_GAIN_DB)
        sound = sound.filter("volume", f"{gain:.2f}dB").filter("alimiter", limit=_PEAK, level="false")
    graph = ffmpeg.output(sound, str(place), format="flac", acodec="flac", sample_fmt="s16", ac=1, map_metadata=-1)
    graph = graph.global_args("-fflags", "+bitexact", "-flags:a", "+bitexact").overwrite_output()
    program.run(graph, seconds=seconds, progress=progress, begin=_MEASURING_SHARE)
    with av.open(str(place)) as container:
        length = float((container.duration or 0) / av.time_base)
    if length <= 0:
        raise InputUnreadable("録音から音声を取り出せませんでした", subject=paths[0])
    return Audio(file=str(place), duration=length)


def _loudness(paths: Sequence[Path], seconds: float, progress: Progress) -> float | None:
    """Integrated loudness of the joined parts in LUFS; None for digital silence, which has none."""
    sound = _joined(paths).filter("loudnorm", print_format="json")
    graph = ffmpeg.output(sound, "-", format="null")
    log = program.run(graph, seconds=seconds, progress=progress, end=_MEASURING_SHARE)
    found = _MEASURED.search(log)
    if not found:
        raise InputUnreadable("録音の音量を測れませんでした", subject=paths[0])
    loudness = float(json.loads(found[0])["input_i"])
    return loudness if math.isfinite(loudness) else None


def _joined(paths: Sequence[Path]) -> Any:
    """All parts one after the other, each brought to one mono track first."""
    parts = [
        ffmpeg.input(str(path)).audio.filter("aresample", SAMPLE_RATE).filter("aformat", channel_layouts="mono")
        for path in paths
    ]
    joined = ffmpeg.concat(*parts, v=0, a=1) if len(parts) > 1 else parts[0]
    return joined.filter("highpass", f=_HIGHPASS_HZ)
