"""Recording → Audio: parts joined, 16 kHz mono FLAC at broadcast loudness, streamed through ffmpeg.

Loudness follows EBU R128 in two passes: the first measures, the second applies one gain to the whole meeting, so that
quiet and loud speakers keep their relation; only where a single gain would clip does loudnorm turn dynamic.
"""

from __future__ import annotations

import json
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
_TARGET = {"I": -23.0, "LRA": 11.0, "TP": -2.0}  # EBU R128: -23 LUFS; true peak with room for the encoder
_HIGHPASS_HZ = 60  # below speech: tables, steps, air conditioning
_MEASURED = re.compile(r"\{[^{}]*\"input_i\"[^{}]*\}")
_MEASURING_SHARE = 0.5


def normalize(paths: Sequence[Path], place: Path, *, seconds: float, progress: Progress) -> Audio:
    """Write the joined, normalised recording to `place`; `seconds` is the expected length, for progress.

    Raises InputUnreadable when nothing can be decoded, CannotWrite when the disk is full.
    """
    measured = _measure(paths, seconds, progress)
    sound = _joined(paths)
    if measured:
        sound = sound.filter("loudnorm", **_TARGET, **measured, linear="true")
    sound = sound.filter("aresample", SAMPLE_RATE)
    graph = ffmpeg.output(sound, str(place), format="flac", acodec="flac", sample_fmt="s16", ac=1, map_metadata=-1)
    graph = graph.global_args("-fflags", "+bitexact", "-flags:a", "+bitexact").overwrite_output()
    program.run(graph, seconds=seconds, progress=progress, begin=_MEASURING_SHARE)
    with av.open(str(place)) as container:
        length = float((container.duration or 0) / av.time_base)
    if length <= 0:
        raise InputUnreadable("録音から音声を取り出せませんでした", subject=paths[0])
    return Audio(file=str(place), duration=length)


def _measure(paths: Sequence[Path], seconds: float, progress: Progress) -> dict[str, Any] | None:
    """What the first pass heard, as options of the second; None for digital silence, which has no loudness."""
    sound = _joined(paths).filter("loudnorm", **_TARGET, print_format="json")
    graph = ffmpeg.output(sound, "-", format="null")
    log = program.run(graph, seconds=seconds, progress=progress, end=_MEASURING_SHARE)
    found = _MEASURED.search(log)
    if not found:
        raise InputUnreadable("録音の音量を測れませんでした", subject=paths[0])
    heard = json.loads(found[0])
    if "inf" in heard["input_i"]:
        return None
    names = {"input_i": "i", "input_lra": "lra", "input_tp": "tp", "input_thresh": "thresh"}
    return {f"measured_{short}": heard[name] for name, short in names.items()} | {"offset": heard["target_offset"]}


def _joined(paths: Sequence[Path]) -> Any:
    """All parts one after the other, each brought to one mono track first."""
    parts = [
        ffmpeg.input(str(path)).audio.filter("aresample", SAMPLE_RATE).filter("aformat", channel_layouts="mono")
        for path in paths
    ]
    joined = ffmpeg.concat(*parts, v=0, a=1) if len(parts) > 1 else parts[0]
    return joined.filter("highpass", f=_HIGHPASS_HZ)
