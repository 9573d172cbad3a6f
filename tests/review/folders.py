"""Work folders to be reviewed, made on the spot."""

from __future__ import annotations

from pathlib import Path

from minutes import workfolder
from minutes.domain import Coverage, Part, Recording, Segment, Stretch, Transcript, Word
from minutes.revision.results import Results
from minutes.workfolder import WorkFolder
from tests.conftest import write_wav
from tests.revision.meeting import results

SECONDS = 60.0


def lay(root: Path, given: Results | None = None, *, audio: bool = False) -> WorkFolder:
    """The short meeting of the revision's tests, with a minute of sound and a lost stretch."""
    work, made = WorkFolder(root), given or results()
    root.mkdir(parents=True)
    work.write_json(workfolder.UTTERANCES, made.utterances)
    work.write_json(workfolder.MINUTES, made.minutes)
    work.write_json(workfolder.PROVENANCE, made.minutes.provenance)
    work.write_json(workfolder.TIDIED, made.tidied)
    work.write_json(workfolder.CORRECTIONS, made.corrections)
    work.write_json(workfolder.UNREFLECTED, made.unreflected)
    work.write_json(workfolder.MASKS, made.masks)
    work.write_json(workfolder.TRANSCRIPT, _transcript(made))
    lost = Stretch(start=8.5, end=9.5, state="lost")
    work.write_json(workfolder.COVERAGE, Coverage(stretches=(lost,), transcribed=50, flagged=0, lost=1))
    part = Part(file="会議.m4a", sha256="0" * 64, start=0, duration=SECONDS)
    work.write_json(workfolder.RECORDING, Recording(parts=(part,), sha256="0" * 64, duration=SECONDS))
    if audio:
        _write_sound(root)
    else:
        work.path(workfolder.AUDIO).write_bytes(b"fLaC" + bytes(range(256)) * 4)
    return work


def _transcript(made: Results) -> Transcript:
    segments = []
    for one in made.utterances:
        step = (one.end - one.start) / len(one.heard)
        words = tuple(
            Word(start=one.start + place * step, end=one.start + (place + 1) * step, text=sign, probability=0.9)
            for place, sign in enumerate(one.heard)
        )
        segments.append(Segment(start=one.start, end=one.end, text=one.heard, words=words))
    return Transcript(language="ja", duration=SECONDS, model="asr-mini", segments=tuple(segments))


def _write_sound(root: Path) -> None:
    import numpy as np
    import soundfile

    time = np.arange(round(SECONDS * 16_000)) / 16_000
    wav = write_wav(root / "sound.wav", 0.05 * np.sin(2 * np.pi * 220 * time))
    samples, rate = soundfile.read(wav)
    soundfile.write(root / workfolder.AUDIO, samples, rate, format="FLAC")
    wav.unlink()
