"""Diarisation in pieces: the synthetic meetings of examples/ whole and cut into pieces whose speakers are joined by their
voices, for several distances up to which two voices are one person's."""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.excerpt import EXAMPLES
from benchmarks.machine import machine
from minutes.audio.ffmpeg import program
from minutes.domain import Audio
from minutes.evaluation.ratio import Ratio, pooled
from minutes.evaluation.reference import read_reference
from minutes.evaluation.speakers import der
from minutes.offline import stay_offline
from minutes.order import settings_of
from minutes.progress import NoProgress, Progress
from minutes.speech.catalog import resolve
from minutes.speech.diarize import Told, diarize
from minutes.speech.engines import SpeakerBound
from minutes.speech.manifest import Diarizing
from minutes.speech.pyannote import PyannoteDiarizer
from minutes.wishes import Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES = ("kettei-kaigi", "shingikai-5", "iinkai-8")
DISTANCES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


class _Remembering:
    """Tells each piece once, so that several distances cost one run."""

    def __init__(self, teller: PyannoteDiarizer) -> None:
        self._teller = teller
        self._told: dict[bytes, Told] = {}

    def tell(self, samples: NDArray[np.float32], bound: SpeakerBound, progress: Progress) -> Told:
        key = samples.tobytes()
        if key not in self._told:
            self._told[key] = self._teller.tell(samples, bound, progress)
        return self._told[key]


def measured(name: str, pieces: Sequence[int], distances: Sequence[float], folder: Path) -> list[dict[str, Any]]:
    """A meeting's DER (no collar) and number of speakers, for each number of pieces and each distance."""
    reference = read_reference(EXAMPLES / f"{name}.reference.json")
    audio = Audio(file=str(_decoded(name, folder)), duration=reference.duration)
    teller = _Remembering(PyannoteDiarizer(resolve(settings_of(Wishes()).diarization.model, "diarization")))
    rows = []
    for count in pieces:
        for distance in distances if count > 1 else distances[:1]:
            how = Diarizing(piece_s=max(reference.duration / count + 0.1, 60.0), same_voice=distance)
            turns = diarize(audio, teller, how, SpeakerBound(None, None), NoProgress()).turns
            error = der(reference.turns, turns)
            found = len({turn.speaker for turn in turns})
            spoken = len({turn.speaker for turn in reference.turns})
            rows.append(
                {"meeting": name, "pieces": count, "distance": distance, "der": error, "found": found, "of": spoken}
            )
    return rows


def _decoded(name: str, folder: Path) -> Path:
    place = folder / f"{name}.flac"
    command = [program(), "-y", "-loglevel", "error", "-i", str(EXAMPLES / f"{name}.m4a"), "-ac", "1", "-ar", "16000"]
    subprocess.run([*command, str(place)], check=True)
    return place


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench joining", description=__doc__)
    parser.add_argument("--meetings", nargs="+", default=NAMES)
    parser.add_argument("--pieces", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--distances", nargs="+", type=float, default=DISTANCES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    stay_offline()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row for name in options.meetings for row in measured(name, options.pieces, options.distances, Path(folder))
        ]
    if options.json:
        print(json.dumps({"machine": machine(), "rows": [{**row, "der": row["der"].value} for row in rows]}))
        return
    print(machine())
    print(f"{'pieces':>6}  {'distance':>8}  {'DER':>6}  " + "  ".join(f"{name:>18}" for name in options.meetings))
    for count in options.pieces:
        for distance in options.distances if count > 1 else options.distances[:1]:
            own = [row for row in rows if (row["pieces"], row["distance"]) == (count, distance)]
            whole: Ratio = pooled(row["der"] for row in own)
            cells = [f"{row['der'].value:.3f} ({row['found']} of {row['of']})" for row in own]
            told = f"{distance:.2f}" if count > 1 else "–"
            print(f"{count:>6}  {told:>8}  {whole.value:6.3f}  " + "  ".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
