"""One file of a recording → its sound at 16 kHz in a scratch file, as far as it can be decoded.

The only time the original is read to its end: it may be a film of many gigabytes on a slow share. The scratch file holds
32-bit floats, because recorders that write floats set no level: theirs may lie far above or below full scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ffmpeg
import soundfile

from minutes.audio import ffmpeg as program
from minutes.audio.damage import Damage, examine
from minutes.audio.opening import ONLY_FILES, address
from minutes.domain import Seconds, Source
from minutes.errors import InputUnreadable
from minutes.progress import Progress

SAMPLE_RATE = 16_000
_SHORTEST_S = 0.1
# A file may be this much shorter than its header says: encoders count the silence they pad with.
_TOLERANCE_S = 0.3
# Longer by up to this is such padding: cut off, so that the next part joins without a gap.
_PADDING_S = 0.1
_SILENCE = 1e-4  # -80 dBFS; below the noise of any microphone
_BLOCK = 1 << 20  # samples


@dataclass(frozen=True)
class Decoded:
    """A file's sound. `place`: the scratch file; `broken`: seconds of the file at which something could not be decoded;
    `stream`: the audio stream that was taken, from 0."""

    place: Path
    duration: Seconds
    truncated: bool
    broken: tuple[Seconds, ...]
    stream: int


def decode(path: Path, source: Source, scratch: Path, *, apart: bool, progress: Progress) -> Decoded:
    """Decode the preferred audio stream, or the next one if that is nothing but silence; `apart` keeps its channels.

    Gaps in the file's time stamps become silence, so that what follows keeps its time. Raises InputUnreadable,
    CannotWrite.
    """
    *others, last = source.streams
    for stream in others:
        log = _write(path, stream, source, scratch, apart, progress)
        if not _is_silent(scratch):
            return _result(path, source, scratch, stream, log.complained)
    log = _write(path, last, source, scratch, apart, progress)
    return _result(path, source, scratch, last, log.complained)


def _write(path: Path, stream: int, source: Source, scratch: Path, apart: bool, progress: Progress) -> program.Log:
    # async: what time stamps leave out becomes silence, what they say twice is dropped; nothing is stretched
    sound = ffmpeg.input(address(path), **ONLY_FILES)[f"a:{stream}"].filter(
        "aresample", SAMPLE_RATE, **{"async": 1, "first_pts": 0, "min_hard_comp": 0.1}
    )
    if not apart:
        sound = sound.filter("aformat", channel_layouts="mono")
    graph = ffmpeg.output(sound, address(scratch), format="wav", acodec="pcm_f32le", rf64="auto", map_metadata=-1)
    return program.run(graph.overwrite_output(), seconds=source.guessed, progress=progress)


def _result(path: Path, source: Source, scratch: Path, stream: int, complained: bool) -> Decoded:
    with soundfile.SoundFile(scratch) as file:
        length = file.frames / file.samplerate
    if length < _SHORTEST_S:
        raise InputUnreadable("録音が短すぎて、音声がありません", subject=path)
    short = source.promised is not None and source.promised - length > _TOLERANCE_S
    damage = examine(path, stream) if complained or short else None
    if source.promised is not None and 0 < length - source.promised <= _PADDING_S:
        length = source.promised
    return Decoded(
        place=scratch,
        duration=round(length * SAMPLE_RATE) / SAMPLE_RATE,
        truncated=source.cut or (damage is not None and _ends_early(source, damage)),
        broken=damage.broken if damage else (),
        stream=stream,
    )


def _ends_early(source: Source, damage: Damage) -> bool:
    if source.promised is None:
        return damage.torn
    # without time stamps, what is broken in the middle is missing at the end
    return source.promised - damage.end > _TOLERANCE_S and (damage.timed or not damage.broken)


def _is_silent(scratch: Path) -> bool:
    with soundfile.SoundFile(scratch) as file:
        return all(abs(block).max(initial=0.0) < _SILENCE for block in file.blocks(_BLOCK, dtype="float32"))
