"""What each rule against invented text is worth: how often it is right, and how often it doubts what was said.

Four kinds of text are put before the rules: (1) what the shipped model writes of the demo meeting, clean and with pink
noise 10 and 0 dB below it; (2) what it writes when windows are forced upon it where nobody speaks, two minutes each;
(3) the inventions a larger model is known for, placed on those same sounds, since ours does not make them; (4) the demo's
reference, sentence by sentence, which is all true. An alarm is right when the words it doubts are not in the reference.
Last, what the whole road writes of the sounds without speech, its detector included.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from benchmarks.machine import machine
from benchmarks.sounds import RATE, SOUNDS, pink_noise
from minutes.audio.normalize import normalize
from minutes.audio.probe import probe
from minutes.domain import Audio, Segment, Word
from minutes.progress import NoProgress
from minutes.speech.catalog import resolve
from minutes.speech.engines import Asking, Heard, Recognizer
from minutes.speech.inventions import bare, shipped_inventions
from minutes.speech.sound import read_samples
from minutes.speech.suspicion import RULES, Evidence
from minutes.speech.transcribe import transcribe
from minutes.speech.voice_activity import Span, VoiceActivity, listen
from minutes.speech.whisper import FasterWhisper
from minutes.speech.windows import window_listening, windows

EXAMPLES = Path(__file__).parents[2] / "examples"
_SECONDS = 120.0
_FORCED_S = 10.0
_SPOKEN = 70.0  # of 100: words at least this much like a passage of the reference around them were said
# What large models are known to write over noise; each spoken for three seconds, over the end of the sound.
KNOWN = (
    "ご視聴ありがとうございました。",
    "最後までご視聴いただきありがとうございました。",
    "チャンネル登録をお願いいたします。",
    "次の動画でお会いしましょう。",
    "おやすみなさい。",
    "字幕視聴ありがとうございました",
    "それではまた次回の動画でお会いしましょう。",
    "はい、はい、はい、はい、はい、はい、はい、はい、はい、はい、はい、はい、",
    "という" * 20,
    "本日の会議では、議案第3号について、委員の皆様から多くの御意見をいただき、原案のとおり可決すべきものと決定いたしました。",
    "ありがとうございました。",
)


@dataclass
class Tally:
    """How many segments a source has, and for each rule how many alarms were right and how many were not."""

    segments: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: int = 0  # segments of which nothing was said and that no rule doubts

    def add(self, case: Evidence, said: str) -> None:
        """`said`: what was said around the segment."""
        self.segments += 1
        alarmed = False
        for name, rule in RULES.items():
            for doubt in rule(case):
                alarmed = True
                text = bare("".join(word.text for word in case.words[doubt.first : doubt.end]))
                (self.wrong if _was_said(text, said) else self.right)[name] += 1
        self.missed += not alarmed and not _was_said(case.text, said)


def _was_said(text: str, said: str) -> bool:
    return bool(said) and partial_ratio(text, said) >= _SPOKEN


def around(utterances: Sequence[dict[str, Any]], start: float, end: float) -> str:
    return bare("".join(u["text"] for u in utterances if u["start"] < end + 2.0 and start - 2.0 < u["end"]))


def written(engine: Recognizer, audio: Audio, voice: VoiceActivity, spans: Sequence[Span]) -> Iterator[Evidence]:
    for window, heard in zip(spans, engine.decode(audio, spans, Asking()), strict=True):
        for segment in heard.segments:
            yield Evidence(segment, window, heard, voice, shipped_inventions())


def spread(text: str, start: float, end: float) -> Segment:
    """The text's characters as words, evenly."""
    step = (end - start) / len(text)
    words = tuple(
        Word(start=start + n * step, end=start + (n + 1) * step, text=c, probability=0.9) for n, c in enumerate(text)
    )
    return Segment(start=start, end=end, text=text, words=words)


def of_the_meeting(engine: Recognizer, audio: Audio, utterances: Sequence[dict[str, Any]]) -> Tally:
    """(1) what the model writes where people speak."""
    tally, voice = Tally(), listen(audio, NoProgress())
    spans = windows(voice.stretches(window_listening(engine.decoding)), engine.decoding)
    for case in written(engine, audio, voice, spans):
        tally.add(case, around(utterances, case.segment.start, case.segment.end))
    return tally


def of_the_reference(audio: Audio, utterances: Sequence[dict[str, Any]]) -> Tally:
    """(4) what was really said, at the pace it was said."""
    tally, voice = Tally(), listen(audio, NoProgress())
    for u in utterances:
        segment = spread(u["text"], u["start"], u["end"])
        window = Span(segment.start, segment.end)
        tally.add(Evidence(segment, window, Heard((segment,)), voice, shipped_inventions()), bare(u["text"]))
    return tally


def of_noise(engine: Recognizer, audio: Audio) -> tuple[Tally, Tally]:
    """(2) what the model writes when it is made to, (3) what larger ones would."""
    voice = listen(audio, NoProgress())
    spans = [Span(at, at + _FORCED_S) for at in np.arange(0.0, _SECONDS, _FORCED_S)]
    forced, known = Tally(), Tally()
    for case in written(engine, audio, voice, spans[::2]):  # half of the time tells enough
        forced.add(case, "")
    for number, text in enumerate(KNOWN):
        segment = spread(text, spans[number].end - 3.0, spans[number].end)
        known.add(Evidence(segment, spans[number], Heard((segment,)), voice, shipped_inventions()), "")
    return forced, known


def measure(engine: FasterWhisper, folder: Path) -> dict[str, Any]:
    utterances = json.loads((EXAMPLES / "kettei-kaigi.reference.json").read_text("utf-8"))["utterances"]
    clean = _normalised(EXAMPLES / "kettei-kaigi.m4a", folder)
    samples = read_samples(clean)
    tallies = {"demo": of_the_meeting(engine, clean, utterances)}
    noise = pink_noise(len(samples) / RATE)[: len(samples)]
    for below in (10, 0):
        loud = noise * np.sqrt(np.mean(samples**2) / np.mean(noise**2)) * 10 ** (-below / 20)
        mixed = _kept(folder / f"noisy-{below}.wav", samples + loud)
        tallies[f"demo, noise −{below} dB" if below else "demo, noise as loud"] = of_the_meeting(
            engine, mixed, utterances
        )
    tallies["reference"] = of_the_reference(clean, utterances)
    characters = {}
    for name, make in SOUNDS.items():
        audio = _kept(folder / "sound.wav", make(_SECONDS))
        tallies[f"{name}, forced"], tallies[f"{name}, known inventions"] = of_noise(engine, audio)
        road = transcribe(audio, listen, engine, (), NoProgress())
        characters[name] = sum(len(segment.text) for segment in road.transcript.segments)
    return {"tallies": tallies, "characters": characters}


def _normalised(recording: Path, folder: Path) -> Audio:
    sources = probe([recording])
    place = folder / "audio.flac"
    made = normalize([recording], sources, [place], channels="mix", progress=NoProgress())
    return Audio(file=str(place), duration=made.duration)


def _kept(place: Path, samples: Any) -> Audio:
    import soundfile

    soundfile.write(place, np.clip(samples, -1, 1), RATE, subtype="PCM_16")
    return Audio(file=str(place), duration=len(samples) / RATE)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench inventions", description=__doc__)
    parser.add_argument("--model", default="asr-mini", help="name or folder of the recogniser")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    engine = FasterWhisper(resolve(options.model, "asr"), "cpu")
    with tempfile.TemporaryDirectory() as folder:
        result = measure(engine, Path(folder))
    if options.json:
        print(json.dumps({"machine": machine(), **result}, default=vars, ensure_ascii=False))
        return
    print(
        f"{machine()}\nalarms, right/wrong\n{'':28}{'segments':>9}" + "".join(f"{name:>14}" for name in RULES), end=""
    )
    print(f"{'missed':>8}")
    for name, tally in result["tallies"].items():
        cells = "".join(f"{f'{tally.right[rule]}/{tally.wrong[rule]}':>14}" for rule in RULES)
        print(f"{name:28}{tally.segments:>9}{cells}{tally.missed:>8}")
    for name, written_characters in result["characters"].items():
        print(f"{name:28}{written_characters} characters written in {_SECONDS:.0f} s by the whole road")


if __name__ == "__main__":
    main()
