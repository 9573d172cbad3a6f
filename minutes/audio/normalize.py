"""Recording → Audio: parts joined, 16 kHz mono FLAC at broadcast loudness, streamed through ffmpeg.

Each part is decoded once into a scratch file; those are joined, measured and levelled. Loudness follows EBU R128: the
first pass measures, the second applies one gain, with a limiter for the few peaks the gain would clip. (loudnorm's own
second pass falls back to a moving gain as soon as the meeting's loudness range is wider than its target.)
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from minutes.audio import ffmpeg as program
from minutes.audio.decode import SAMPLE_RATE, Decoded, decode
from minutes.audio.layout import at_once, microphones
from minutes.audio.opening import ONLY_FILES, address
from minutes.audio.treatment import Treatment
from minutes.domain import Channels, Part, Recording, Seconds, Source
from minutes.progress import Progress, Share

_TARGET_LUFS = -23.0  # EBU R128
_NOTHING_LUFS = -70.0  # the absolute gate of EBU R128: what is measured where nothing is above it
_MOST_GAIN_DB = 40.0  # beyond, a recording holds nothing but noise
_PEAK = 0.8  # linear; about -2 dBFS
_HIGHPASS_HZ = 60  # below speech: tables, steps, air conditioning
_DEBUG = 48  # the level for a line a tenth of a second, which nobody reads (libavutil: log.h)
_MEASURED = re.compile(r"\bI:\s*(-?[\d.]+|-inf|nan)\s*LUFS")
# Flags of a recording: the end of a file is missing, something in it is, a file has several sound tracks.
TRUNCATED = "truncated"
DAMAGED = "damaged"
SEVERAL_STREAMS = "several_streams"
_DECODING = 0.5  # of the time a normalisation takes


@dataclass(frozen=True)
class _Track:
    """One microphone's (or the mixed) sound as a list of pieces: a part and, where it keeps several, the channel."""

    pieces: tuple[tuple[Decoded, int | None], ...]

    @property
    def duration(self) -> Seconds:
        return sum(part.duration for part, _ in self.pieces)

    def sound(self) -> Any:
        """The pieces one after the other."""
        parts = [_piece(part, channel) for part, channel in self.pieces]
        return ffmpeg.concat(*parts, v=0, a=1) if len(parts) > 1 else parts[0]


def _piece(part: Decoded, channel: int | None) -> Any:
    sound = ffmpeg.input(address(part.place), **ONLY_FILES).audio
    if channel is not None:  # first, since a graph may use an input twice, but not what a filter gave
        sound = sound.filter("channelmap", map=str(channel), channel_layout="mono")
    return sound.filter("atrim", end_sample=round(part.duration * SAMPLE_RATE))


def normalize(
    paths: Sequence[Path],
    sources: Sequence[Source],
    places: Sequence[Path],
    *,
    channels: Channels = "mix",
    treatment: Treatment = (),
    progress: Progress,
) -> Recording:
    """Write the joined, normalised recording to the first of the places, and to the others each microphone alone
    (as many as `microphones` says). The result tells what could really be decoded. `treatment`: what is done to the
    sound before it is measured.

    Raises InputUnreadable when nothing can be decoded, CannotWrite when the disk is full, WrongUsage.
    """
    count = microphones(sources, channels)
    beside = at_once(sources, channels)
    with _scratch(places[0], len(paths)) as scratches:
        steps = _pieces(Share(progress, 0.0, _DECODING), len(paths))
        decoded = [
            decode(path, source, scratch, apart=count > 0 and not beside, progress=step)
            for path, source, scratch, step in zip(paths, sources, scratches, steps, strict=True)
        ]
        tracks = _tracks(decoded, count, beside)
        wanted = [tracks, *([track] for track in tracks if count)]
        steps = _pieces(Share(progress, _DECODING, 1.0), len(places))
        for mixed, place, step in zip(wanted, places, steps, strict=True):
            _level(mixed, place, treatment, step)
    return _recording(sources, decoded, count, beside)


def _tracks(decoded: Sequence[Decoded], count: int, beside: bool) -> list[_Track]:
    if beside:
        return [_Track(((part, None),)) for part in decoded]
    if count:
        return [_Track(tuple((part, channel) for part in decoded)) for channel in range(count)]
    return [_Track(tuple((part, None) for part in decoded))]


def _pieces(progress: Progress, count: int) -> list[Share]:
    return [Share(progress, number / count, (number + 1) / count) for number in range(count)]


@contextmanager
def _scratch(place: Path, count: int) -> Iterator[list[Path]]:
    """Scratch files beside `place`, named so that the next run clears away what a killed one left."""
    paths = [place.with_name(f"{place.stem}-{number}{place.suffix}") for number in range(count)]
    try:
        yield paths
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


# ---- level -------------------------------------------------------------------------------------------------------


def _level(tracks: Sequence[_Track], place: Path, treatment: Treatment, progress: Progress) -> None:
    """Bring the sum of the tracks to broadcast loudness."""
    seconds = max(track.duration for track in tracks)
    measuring, writing = _pieces(progress, 2)
    loudness = _loudness(tracks, treatment, seconds, measuring)
    sound = _mixed(tracks, treatment)
    if loudness is not None:
        gain = min(_TARGET_LUFS - loudness, _MOST_GAIN_DB)
        sound = sound.filter("volume", f"{gain:.2f}dB").filter("alimiter", limit=_PEAK, level="false", latency="true")
    graph = ffmpeg.output(sound, address(place), format="flac", acodec="flac", sample_fmt="s16", ac=1, map_metadata=-1)
    graph = graph.global_args("-fflags", "+bitexact", "-flags:a", "+bitexact").overwrite_output()
    program.run(graph, seconds=seconds, progress=writing)


def _loudness(tracks: Sequence[_Track], treatment: Treatment, seconds: Seconds, progress: Progress) -> float | None:
    """Integrated loudness in LUFS; None where nothing is loud enough to have one."""
    graph = ffmpeg.output(_mixed(tracks, treatment).filter("ebur128", framelog=_DEBUG), "-", format="null")
    log = program.run(graph, seconds=seconds, progress=progress)
    loudness = float(_MEASURED.findall(log.tail)[-1])
    return loudness if loudness > _NOTHING_LUFS else None


def _mixed(tracks: Sequence[_Track], treatment: Treatment) -> Any:
    sounds = [track.sound() for track in tracks]
    mixed = ffmpeg.filter(sounds, "amix", inputs=len(sounds), normalize=0) if len(sounds) > 1 else sounds[0]
    mixed = mixed.filter("highpass", f=_HIGHPASS_HZ)
    for name, options in treatment:
        mixed = mixed.filter(name, **options)
    return mixed


# ---- what came out -----------------------------------------------------------------------------------------------


def _recording(sources: Sequence[Source], decoded: Sequence[Decoded], count: int, beside: bool) -> Recording:
    parts: list[Part] = []
    start = 0.0
    for source, heard in zip(sources, decoded, strict=True):
        parts.append(
            Part(
                file=source.file,
                sha256=source.sha256,
                start=round(start, 6),
                duration=heard.duration,
                truncated=heard.truncated,
                broken=tuple(round(start + at, 3) for at in heard.broken),
                stream=heard.stream + 1,
                streams=len(source.streams),
            )
        )
        start += 0.0 if beside else heard.duration
    together = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    duration = max(part.start + part.duration for part in parts)
    flags = (
        (TRUNCATED, any(part.truncated for part in parts)),
        (DAMAGED, any(part.broken for part in parts)),
        (SEVERAL_STREAMS, any(part.streams > 1 for part in parts)),
    )
    raised = tuple(flag for flag, is_so in flags if is_so)
    return Recording(parts=tuple(parts), sha256=together, duration=duration, channels=count, flags=raised)
