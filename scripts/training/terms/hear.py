"""What the shipped recogniser makes of every error sentence as it was said: `python -m training.terms.hear [COUNT]`.

Each sentence is spoken by one of the synthetic voices that no model was trained on, every second one in a room with
noise, and recognised by asr-mini on one core. Each result is added to measured/hearings.tsv at once: the sentence as it
was said, term, what came out in its place, voice, what was heard; a sentence that is there is not spoken again. Needs the
`train` extras and the voices (see scripts/training/voices.py).
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator

import numpy as np
import pyopenjtalk
import soundfile
from rapidfuzz.distance import Levenshtein

from minutes.domain import Audio
from minutes.speech.catalog import resolve
from minutes.speech.engines import Asking
from minutes.speech.voice_activity import Span
from minutes.speech.whisper import FasterWhisper
from minutes.text.reading import reading
from training.rooms import SAMPLE_RATE, add_noise, in_room, room_responses
from training.sentences.spoken import spoken
from training.terms.known import loaded, longest_over
from training.terms.measured import HEARINGS, add_row, said_already
from training.terms.sheet import Line, read_sheets
from training.voices import HELD_OUT, speak

MOST = 400  # sentences
SNR_DB = (8.0, 20.0)
_ROOMS = 6
_SEED = 4


def main(most: int) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    recogniser = FasterWhisper(resolve("asr-mini", "asr"), "cpu")
    rng = np.random.default_rng(_SEED)
    rooms = room_responses(_ROOMS, rng)
    done = said_already()
    for number, (line, place) in enumerate(_asked(most)):
        if line.meant in done:
            continue
        voice = sorted(HELD_OUT)[number % len(HELD_OUT)]
        samples = speak(_aloud(line, *place), HELD_OUT[voice])
        if number % 2:
            samples = add_noise(in_room(samples, rooms[number // 2 % _ROOMS]), float(rng.uniform(*SNR_DB)), rng)
        heard = _recognised(recogniser, samples)
        start, term = place
        form = _in_place(line.meant, heard, start, start + len(term))
        add_row(HEARINGS, (line.meant, term, form, voice, heard))


def _asked(most: int) -> Iterator[tuple[Line, tuple[int, str]]]:
    """`most` error lines over all fields, in an order that does not change when lines are added, each with its term and
    where it stands."""
    lines = [line for line in read_sheets() if line.kind == "error"]
    for line in sorted(lines, key=lambda line: hashlib.sha256(line.meant.encode()).digest())[:most]:
        place = longest_over(line.field, line.meant, line.start, line.start + len(line.other))
        if place:
            yield line, place


def _aloud(line: Line, start: int, term: str) -> str:
    """The sentence for the synthesiser, the term in kana where Open JTalk would read it otherwise."""
    kana = loaded(line.field)[term].reading
    read = str(pyopenjtalk.g2p(spoken(term), kana=True)).replace("’", "")
    if not kana or _sound(read) == _sound(kana):
        return spoken(line.meant)
    return spoken(line.meant[:start]) + kana + spoken(line.meant[start + len(term) :])


def _sound(kana: str) -> str:
    """Katakana, long vowels as Sudachi reads them aside: only to compare two readings."""
    return reading(kana).replace("ー", "").replace("ウ", "").replace("イ", "")


def _recognised(recogniser: FasterWhisper, samples: np.ndarray) -> str:
    with tempfile.NamedTemporaryFile(suffix=".flac") as file:
        soundfile.write(file.name, np.clip(samples, -1, 1), SAMPLE_RATE, format="FLAC")
        seconds = len(samples) / SAMPLE_RATE
        audio = Audio(file=file.name, duration=seconds)
        return "".join(answer.text for answer in recogniser.decode(audio, [Span(0.0, seconds)], Asking()))


def _in_place(said: str, heard: str, start: int, end: int) -> str:
    """What stands in `heard` where `said` has the characters from `start` to before `end`."""
    places = [0] * (len(said) + 1)
    for block in Levenshtein.opcodes(said, heard):
        for index in range(block.src_start, block.src_end):
            places[index] = min(block.dest_start + index - block.src_start, block.dest_end)
    places[len(said)] = len(heard)
    return heard[places[start] : places[end]]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MOST)
