"""The shipped diariser on meetings of unseen synthetic voices and, if given, on real recordings: DER and speed.

The meetings are made here from fixed seeds (two minutes on one core; kept in --data) and are not in the training data:
other voices, other sentences, other rooms.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from minutes.domain import Audio
from minutes.offline import stay_offline

stay_offline()  # before pyannote.audio is imported
warnings.filterwarnings("ignore")

import torch  # noqa: E402
from pyannote.audio import Pipeline  # noqa: E402

from minutes.speech.sound import RATE, read_samples  # noqa: E402
from training.diarization.meetings import Turn  # noqa: E402
from training.diarization.score import COLLARS, Recording, Score, as_file, pooled, recordings, score  # noqa: E402
from training.diarization.stages import REPOSITORY, evaluation_meetings  # noqa: E402

MODEL = REPOSITORY / "models" / "diarization-mini"
DATA = REPOSITORY / ".training" / "diarization"
_HEADER = "recording     speakers found   DER  ±0.25 s  missed  invented  confused  × real time"


def real_recordings(folder: Path) -> list[Recording]:
    """Sound files (.flac, .wav) of a folder whose turns stand in its .rttm files, by file name."""
    turns: dict[str, list[tuple[float, float, str]]] = {}
    for path in sorted(folder.glob("*.rttm")):
        for fields in (line.split() for line in path.read_text("utf-8").splitlines() if line.startswith("SPEAKER")):
            turns.setdefault(fields[1], []).append((float(fields[3]), float(fields[3]) + float(fields[4]), fields[7]))
    found = []
    for path in sorted((*folder.glob("*.flac"), *folder.glob("*.wav"))):
        if path.stem not in turns:
            continue
        names = sorted({speaker for _, _, speaker in turns[path.stem]})
        known = tuple(Turn(start, end, names.index(speaker)) for start, end, speaker in sorted(turns[path.stem]))
        found.append(Recording(path.stem, read_samples(Audio(file=str(path), duration=known[-1].end)), known))
    return found


def measure(pipeline: Any, meetings: list[Recording]) -> dict[str, dict[str, Any]]:
    """Scores of each recording and of all together, the number of speakers unknown and then known.

    The time is that of the first run; the second only clusters what the first one kept.
    """
    pipeline.training = True
    files = [as_file(meeting) for meeting in meetings]
    results = {}
    for name, known in (("count unknown", False), ("count known", True)):
        scores = [
            score(pipeline, meeting, file, tell_count=known) for meeting, file in zip(meetings, files, strict=True)
        ]
        results[name] = {
            "der": pooled(scores, COLLARS[0]),
            "der_collar_0.25": pooled(scores, COLLARS[1]),
            "right_count": sum(result.found == result.speakers for result in scores),
            "scores": scores,
        }
        if not known:
            results[name]["times_real_time"] = sum(result.ratio for result in scores) / len(scores)
    return results


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the pipeline")
    parser.add_argument("--data", type=Path, default=DATA, help="where the meetings are made and kept")
    parser.add_argument("--recordings", type=Path, help="folder of real recordings with their .rttm")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    meetings = recordings(evaluation_meetings(options.data, lambda line: print(line, file=sys.stderr)), "meeting")
    pipeline = Pipeline.from_pretrained(options.model)
    pipeline(as_file(Recording("warm-up", meetings[0].samples[: 20 * RATE], meetings[0].turns[:1])))
    results = {f"synthetic, {name}": result for name, result in measure(pipeline, meetings).items()}
    if options.recordings:
        real = measure(pipeline, real_recordings(options.recordings))
        results |= {f"real, {name}": result for name, result in real.items()}
    where = f"{machine()}, {torch.get_num_threads()} threads of torch"
    if options.json:
        print(json.dumps({"machine": where, "results": results}, default=asdict))
        return
    print(where)
    for name, result in results.items():
        _print(name, result)


def _print(name: str, result: dict[str, Any]) -> None:
    print(f"\n{name}\n{_HEADER}")
    for row in result["scores"]:
        print(_row(row))
    counted = f"{result['right_count']}/{len(result['scores'])}"
    print(
        f"{'all':14}{counted:>14}  {result['der']:5.3f} {result['der_collar_0.25']:6.3f}"
        + (f"{'':29}{result['times_real_time']:9.3f}" if "times_real_time" in result else "")
    )


def _row(row: Score) -> str:
    return (
        f"{row.name:14}{row.speakers:8}{row.found:6}  {row.errors[COLLARS[0]]:5.3f} {row.errors[COLLARS[1]]:6.3f}"
        f"{row.missed:9.3f}{row.false_alarm:10.3f}{row.confusion:10.3f}{row.ratio:9.3f}"
    )


if __name__ == "__main__":
    main()
