"""Makes the recordings of examples/ and their references again, to the byte: `scripts/make-demo [NAME…]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from training.meetings.iinkai_8 import IINKAI_8
from training.meetings.jogesuido import JOGESUIDO
from training.meetings.kaigo_hoken import KAIGO_HOKEN
from training.meetings.kettei_kaigi import KETTEI_KAIGI
from training.meetings.perform import perform, write_reference
from training.meetings.play import Play
from training.meetings.shingikai_5 import SHINGIKAI_5
from training.rooms import SAMPLE_RATE

PLAYS = {play.name: play for play in (KETTEI_KAIGI, SHINGIKAI_5, IINKAI_8, KAIGO_HOKEN, JOGESUIDO)}


def make(play: Play, folder: Path) -> Path:
    """Write NAME.m4a, NAME.reference.json and NAME.reference.rttm into `folder`; the recording's path."""
    samples, spoken = perform(play)
    write_reference(spoken, len(samples) / SAMPLE_RATE, folder / f"{play.name}.reference.json")
    place = folder / f"{play.name}.m4a"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "f32le", "-ar", str(SAMPLE_RATE)]
    command += ["-ac", "1", "-i", "pipe:0", "-c:a", "aac", "-b:a", f"{play.kbit}k", "-fflags", "+bitexact", str(place)]
    subprocess.run(command, input=samples.astype(np.float32).tobytes(), check=True)
    return place


if __name__ == "__main__":
    for name in sys.argv[1:] or PLAYS:
        print(make(PLAYS[name], Path("examples")))
