"""The shipped recogniser on meetings of unseen sentences and voices: character errors, word starts, silence, speed.

The meetings are made here from fixed seeds (about two minutes on one core; kept in --data): sentences of the training's
grammar that are in no training part, and the hand-written free sentences set aside, by the voices set aside.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from minutes.domain import Audio, Transcript
from minutes.progress import NoProgress
from minutes.speech.manifest import Decoding, shipped_manifest
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.transcribe import transcribe
from minutes.speech.voice_activity import listen
from minutes.speech.whisper import FasterWhisper
from training.asr.known import Meeting, Said
from training.asr.meetings import make_meeting, sounds_without_speech, write_sound
from training.asr.score import Heard, bare, score
from training.sentences.generate import held_out_sentences, unseen_sentences

ROOT = Path(__file__).resolve().parents[2]
_UNSEEN = 100
_HEADER = f"{'meeting':22}{'CER':>7}{'chars':>7}  start of sentence / of clause: median (90 %), s   RTF"


def evaluation_meetings(data: Path) -> list[Meeting]:
    """The four meetings; made once, then read from `data`."""
    listing = data / "evaluation" / "meetings.json"
    if not listing.exists():
        unseen = unseen_sentences(_UNSEEN, data / "sentences", seed=77)
        free = held_out_sentences()
        meetings = [
            make_meeting("unseen, in a room", unseen, listing.parent, 1, room=True),
            make_meeting("unseen, dry", unseen, listing.parent, 2, room=False),
            make_meeting("free, in a room", free, listing.parent, 3, room=True),
            make_meeting("free, dry", free, listing.parent, 4, room=False),
        ]
        listing.write_text(json.dumps([asdict(meeting) for meeting in meetings], ensure_ascii=False), "utf-8")
    return [_meeting(entry, listing.parent) for entry in json.loads(listing.read_text("utf-8"))]


def _meeting(entry: dict[str, Any], folder: Path) -> Meeting:
    said = tuple(Said(**piece) for piece in entry["said"])
    return Meeting(entry["name"], str(folder / entry["file"]), entry["duration"], said)


def measure(model: Path, meetings: list[Meeting]) -> dict[str, Any]:
    """One row per meeting, and the characters written where nobody speaks, through the program's own recogniser,
    asked as the manifest says for asr-mini."""
    entry = shipped_manifest().get("asr-mini")
    decoding = entry.decoding if entry else Decoding(prompt=False)
    recogniser = FasterWhisper(ModelFolder(model.name, "asr", model, sha256="", decoding=decoding), device="cpu")
    rows: dict[str, Any] = {}
    for meeting in meetings:
        began = time.monotonic()
        transcript = _transcript(recogniser, Audio(file=meeting.file, duration=meeting.duration))
        words = [Heard(word.text, word.start) for segment in transcript.segments for word in segment.words]
        rows[meeting.name] = {
            **asdict(score(meeting, words)),
            "rtf": (time.monotonic() - began) / meeting.duration,
            "text": "".join(segment.text for segment in transcript.segments),
        }
    return {"meetings": rows, "no speech": _written_without_speech(recogniser)}


def _transcript(recogniser: FasterWhisper, audio: Audio) -> Transcript:
    return transcribe(audio, listen, recogniser, (), NoProgress()).transcript


def _written_without_speech(recogniser: FasterWhisper) -> dict[str, int]:
    written = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, sound in sounds_without_speech().items():
            file = Path(folder) / "sound.wav"
            write_sound(file, sound)
            transcript = _transcript(recogniser, Audio(file=str(file), duration=len(sound) / 16_000))
            written[name] = sum(len(bare(segment.text)) for segment in transcript.segments)
    return written


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench asr", description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "asr-mini", help="folder of the recogniser")
    parser.add_argument("--data", type=Path, default=ROOT / ".training" / "asr", help="where the meetings are kept")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    result = measure(options.model, evaluation_meetings(options.data))
    if options.json:
        print(json.dumps({"machine": machine(), **result}, ensure_ascii=False))
        return
    print(f"{machine()}\n{_HEADER}")
    for name, row in result["meetings"].items():
        sentence, clause = row["sentence_start"], row["clause_start"]
        starts = f"{sentence[0]:.2f} ({sentence[1]:.2f}) / {clause[0]:.2f} ({clause[1]:.2f})"
        print(f"{name:22}{row['cer']:7.3f}{row['characters']:7}  {starts:47}{row['rtf']:7.3f}")
    for name, characters in result["no speech"].items():
        print(f"{name:22}{characters:5} characters written in 60 s")


if __name__ == "__main__":
    main()
