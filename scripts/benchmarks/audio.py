"""What preparing the sound is worth: a quiet speaker beside a loud one under several ways of levelling, noise reduction at
several ratios of speech to noise (character errors of asr-mini on the demo recording), and a long file's memory and time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from rapidfuzz.distance import Levenshtein

from benchmarks.machine import machine
from minutes.audio import ffmpeg
from minutes.audio.normalize import normalize
from minutes.audio.probe import probe
from minutes.audio.treatment import DENOISED, MOVING, Treatment
from minutes.domain import Audio, Segment
from minutes.evaluation.normalisation import normalized
from minutes.progress import NoProgress
from minutes.speech.catalog import resolve
from minutes.speech.engines import Recognizer
from minutes.speech.sound import RATE, read_samples
from minutes.speech.transcribe import transcribe
from minutes.speech.voice_activity import listen
from minutes.speech.whisper import FasterWhisper

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "kettei-kaigi.m4a"
QUIET = "DX推進課長"
DROPS_DB = (20, 30)
RATIOS_DB = (20, 10, 5)
NOISE_FLOOR = 10 ** (-65 / 20)
LEVELLINGS: dict[str, Treatment] = {
    "one gain": (),
    "dynaudnorm": (("dynaudnorm", {"framelen": 500, "gausssize": 31, "maxgain": 30}),),
    "dynaudnorm, fast": MOVING,
    "speechnorm": (("speechnorm", {"expansion": 30, "raise": 0.0005, "fall": 0.0005}),),
}
NOISE_REDUCTIONS: dict[str, Treatment] = {"off": (), "afftdn": DENOISED}
SEGMENT_GAIN_DB = 30.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.0, help="of the demo recording; 0: all of it")
    parser.add_argument("--hours", type=float, default=0.0, help="also normalise the demo repeated for so many hours")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Any] = {"machine": machine()}
        if chosen.hours:
            found["long"] = long_file(Path(folder), chosen.hours)
        else:
            found |= recognition(Path(folder), chosen.seconds)
    print(json.dumps(found, ensure_ascii=False, indent=1) if chosen.json else _table(found))


def recognition(folder: Path, seconds: float) -> dict[str, Any]:
    """Character errors: of the quiet and the other speakers by way of levelling; of all by noise reduction."""
    sound = _prepared(folder, DEMO, ())[0]
    said = json.loads(DEMO.with_suffix("").with_suffix(".reference.json").read_text("utf-8"))["utterances"]
    length = seconds or len(sound) / RATE
    said = [one for one in said if one["end"] <= length]
    sound = sound[: round(length * RATE)]
    recognizer = FasterWhisper(resolve("asr-mini", "asr"), "cpu")
    rng = np.random.default_rng(1)
    levelling: dict[str, Any] = {}
    for drop in DROPS_DB:
        uneven = sound + 0.0
        for one in said:
            if one["speaker"] == QUIET:
                uneven[round(one["start"] * RATE) : round(one["end"] * RATE)] *= 10 ** (-drop / 20)
        uneven += NOISE_FLOOR * rng.standard_normal(len(uneven))
        path = _written(folder / f"uneven-{drop}.wav", uneven)
        for name, treatment in LEVELLINGS.items():
            row = f"-{drop} dB, {name}"
            levelling[row] = _errors(row, _prepared(folder, path, treatment)[1], said, recognizer)
        row = f"-{drop} dB, gain per stretch of speech"
        levelling[row] = _errors(row, _by_segment(_prepared(folder, path, ())[1], folder), said, recognizer)
    noise: dict[str, Any] = {}
    for ratio in RATIOS_DB:
        path = _written(folder / f"noisy-{ratio}.wav", sound + _hiss(sound, ratio, rng))
        for name, treatment in NOISE_REDUCTIONS.items():
            row = f"{ratio} dB, {name}"
            noise[row] = _errors(row, _prepared(folder, path, treatment)[1], said, recognizer)
    return {"levelling": levelling, "noise": noise}


def long_file(folder: Path, hours: float) -> dict[str, float]:
    """Time and peak memory of the first two stages; ffmpeg's own memory beside ours."""
    path = folder / "long.m4a"
    again = str(int(hours * 3600 / probe([DEMO])[0].guessed))
    copy = [ffmpeg.program(), "-loglevel", "error", "-stream_loop", again, "-i", str(DEMO), "-c", "copy", str(path)]
    subprocess.run(copy, check=True)
    begin = time.monotonic()
    recording = normalize([path], probe([path]), [folder / "long.flac"], progress=NoProgress())
    seconds = time.monotonic() - begin
    peak = {who: resource.getrusage(of).ru_maxrss / 1024 for who, of in _PROCESSES.items()}
    return {"hours": recording.duration / 3600, "seconds": seconds, **peak}


_PROCESSES = {"own_mib": resource.RUSAGE_SELF, "ffmpeg_mib": resource.RUSAGE_CHILDREN}


def _prepared(folder: Path, path: Path, treatment: Treatment) -> tuple[np.ndarray, Audio]:
    place = folder / f"{path.stem}.flac"
    recording = normalize([path], probe([path]), [place], treatment=treatment, progress=NoProgress())
    audio = Audio(file=str(place), duration=recording.duration)
    return read_samples(audio).astype(np.float64), audio


def _written(path: Path, samples: np.ndarray) -> Path:
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    return path


def _hiss(sound: np.ndarray, ratio_db: float, rng: np.random.Generator) -> np.ndarray:
    """Pink noise, as rooms make it, at a ratio to the speech (silence not counted)."""
    spectrum = np.fft.rfft(rng.standard_normal(len(sound)))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 20))
    noise = np.fft.irfft(spectrum, len(sound))
    speech = np.sqrt(np.mean(sound[np.abs(sound) > 0.01] ** 2))
    return noise / np.sqrt(np.mean(noise**2)) * speech * 10 ** (-ratio_db / 20)


def _by_segment(audio: Audio, folder: Path) -> Audio:
    """Every stretch of speech raised to the level of the loud ones, as far as allowed."""
    samples = read_samples(audio).astype(np.float64)
    stretches = listen(audio, NoProgress()).stretches()
    levels = [np.sqrt(np.mean(samples[round(a * RATE) : round(b * RATE)] ** 2) + 1e-12) for a, b in stretches]
    if not levels:
        return audio
    wanted = np.percentile(levels, 80)
    times = [(a + b) / 2 for a, b in stretches]
    gains = [min(max(20 * np.log10(wanted / level), 0.0), SEGMENT_GAIN_DB) for level in levels]
    seconds = np.arange(len(samples)) / RATE
    nearest = np.abs(np.asarray(times)[:, None] - seconds[None, :: RATE // 10]).argmin(axis=0)
    gain = np.repeat(np.asarray(gains)[nearest], RATE // 10)[: len(samples)]
    place = folder / "by-segment.flac"
    soundfile.write(place, np.clip(samples * 10 ** (gain / 20), -1, 1), RATE)
    return Audio(file=str(place), duration=audio.duration)


def _errors(name: str, audio: Audio, said: list[dict[str, Any]], recognizer: Recognizer) -> dict[str, float]:
    heard = transcribe(audio, listen, recognizer, (), NoProgress()).transcript.segments
    quiet = [one for one in said if one["speaker"] == QUIET]
    others = [one for one in said if one["speaker"] != QUIET]
    found = {"quiet": _cer(quiet, heard), "others": _cer(others, heard), "all": _cer(said, heard)}
    print(name, found, file=sys.stderr, flush=True)
    return found


def _cer(said: list[dict[str, Any]], heard: tuple[Segment, ...]) -> float:
    """Each utterance held against the words whose middle lies in its time."""
    wrong = total = 0
    for one in said:
        words = [word for segment in heard for word in segment.words]
        text = "".join(
            word.text for word in words if one["start"] - 0.3 <= (word.start + word.end) / 2 < one["end"] + 0.3
        )
        right = normalized(one["text"])
        wrong += Levenshtein.distance(right, normalized(text))
        total += len(right)
    return round(wrong / max(total, 1), 4)


def _table(found: dict[str, Any]) -> str:
    if "long" in found:
        one = found["long"]
        return f"{one['hours']:.2f} h: {one['seconds']:.0f} s, {one['own_mib']:.0f} MiB here, {one['ffmpeg_mib']:.0f} MiB in ffmpeg"
    lines = [f"{'CER of':40}{'quiet':>8}{'others':>8}{'all':>8}"]
    for name, row in (found["levelling"] | found["noise"]).items():
        lines.append(f"{name:40}" + "".join(f"{100 * row[who]:7.1f}%" for who in ("quiet", "others", "all")))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
