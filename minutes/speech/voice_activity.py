"""Where someone speaks: the silero voice-activity detector that faster-whisper brings along, heard once per recording.

The detector gives a probability for each 32 ms. They are kept (8 hours: 4 megabytes) together with the loudness, so
that windows, coverage and suspicion can each ask for stretches in their own way without listening again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from minutes.domain import Audio, Seconds
from minutes.offline import stay_offline
from minutes.progress import Progress
from minutes.speech.sound import RATE, blocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME = 512  # samples the detector judges at once (silero v6 at 16 kHz)
FRAME_S = FRAME / RATE
_BEFORE = 64  # samples before a frame that the detector sees with it
_MEMORY = (1, 1, 128)  # shape of each of the two states of its network
_BLOCK_S = 64.0  # a whole number of frames
_HYSTERESIS = 0.15  # speech goes on until it is this much less probable than the threshold (silero's own), or half as
_FLOOR_DB = -120.0
_PROBABLY, _SURELY = 0.35, 0.8  # probabilities of speech
_CUT_FRAMES = 5  # a stretch that is too long is cut where a sixth of a second is least like speech


class Span(NamedTuple):
    """A piece of time, seconds."""

    start: Seconds
    end: Seconds


@dataclass(frozen=True)
class Listening:
    """How stretches are made of probabilities.

    `threshold`: probability that counts as speech; `shortest_s`: shorter speech is a cough or a chair; `pause_s`: a
    silence this long ends a stretch; `margin_s`: added on both sides; `longest_s`: longer stretches are cut at a pause.
    """

    threshold: float = 0.5
    shortest_s: float = 0.25
    pause_s: float = 0.5
    margin_s: float = 0.0
    longest_s: float = float("inf")


@dataclass(frozen=True, eq=False)
class VoiceActivity:
    """For each frame of 32 ms: how probably someone speaks (0–1), and how loud it is (dB below full scale)."""

    duration: Seconds
    probability: NDArray[np.float32]
    level: NDArray[np.float32]

    def stretches(self, listening: Listening | None = None) -> tuple[Span, ...]:
        """The stretches of speech, in order and not overlapping."""
        listening = listening or Listening()
        runs = [run for run in _runs(self.probability, listening) if _long_enough(run, listening)]
        pieces = [piece for run in runs for piece in _cut(run, self.probability, listening)]
        spans = [Span(start * FRAME_S, min(end * FRAME_S, self.duration)) for start, end in pieces]
        return tuple(_with_margins(spans, listening.margin_s, self.duration))

    def most_probable(self, span: Span) -> float:
        """The highest probability of speech in a span; 0 outside the recording."""
        return float(self.probability[_frames(span)].max(initial=0.0))

    def loudest(self, span: Span) -> float:
        """The level of the loudest frame in a span, dB."""
        return float(self.level[_frames(span)].max(initial=_FLOOR_DB))

    def seconds_of_voice(self, span: Span) -> Seconds:
        """How long someone speaks within a span, pauses not counted."""
        return float((self.probability[_frames(span)] >= _PROBABLY).sum() * FRAME_S)

    @cached_property
    def speech_level(self) -> float:
        """The middle level of the frames in which someone surely speaks; full scale where nobody does."""
        import numpy as np

        levels = self.level[self.probability >= _SURELY]
        return float(np.median(levels)) if len(levels) else 0.0


def listen(audio: Audio, progress: Progress) -> VoiceActivity:
    """Through the whole recording, block by block. Raises InputUnreadable."""
    import numpy as np

    stay_offline()
    silero = _Silero()
    probabilities, levels, samples = [], [], 0
    for begin, block in blocks(audio, _BLOCK_S):
        samples += len(block)
        # as faster-whisper pads a whole recording: at its end always some silence
        frames = np.pad(block, (0, 0 if len(block) == _BLOCK_S * RATE else FRAME - len(block) % FRAME))
        frames = frames.reshape(-1, FRAME)
        probabilities.append(silero(frames))
        levels.append(_level(frames))
        progress.done(min(begin / audio.duration, 1.0) if audio.duration else 1.0)
    empty = np.zeros(0, np.float32)
    return VoiceActivity(samples / RATE, np.concatenate([empty, *probabilities]), np.concatenate([empty, *levels]))


def _frames(span: Span) -> slice:
    return slice(max(int(span.start / FRAME_S), 0), max(ceil(span.end / FRAME_S), 0))


class _Silero:
    """The detector's network with what it remembers from one block to the next."""

    def __init__(self) -> None:
        import numpy as np
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._h = np.zeros(_MEMORY, np.float32)
        self._c = np.zeros(_MEMORY, np.float32)
        self._before = np.zeros(_BEFORE, np.float32)

    def __call__(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        before = np.concatenate([self._before[None], frames[:-1, -_BEFORE:]])
        self._before = frames[-1, -_BEFORE:].copy()
        given = {"input": np.concatenate([before, frames], axis=1), "h": self._h, "c": self._c}
        found, self._h, self._c = self._session.run(None, given)
        probability: NDArray[np.float32] = found.reshape(-1)
        return probability


def _level(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    level: NDArray[np.float32] = (10 * np.log10(np.maximum(power, 10 ** (_FLOOR_DB / 10)))).astype(np.float32)
    return level


# ---- from probabilities to stretches; in frames ------------------------------------------------------------------


def _runs(probability: NDArray[np.float32], listening: Listening) -> Iterator[tuple[int, int]]:
    """Runs of speech, pauses shorter than the listening's inside them."""
    import numpy as np

    loud = probability >= listening.threshold
    quiet = probability < max(listening.threshold - _HYSTERESIS, listening.threshold / 2)
    frames = np.arange(len(probability))
    decided = np.maximum.accumulate(np.where(loud | quiet, frames, -1))  # in between, the last decision holds
    speaking = np.append(loud, False)[decided]  # −1, nothing decided yet: not speaking
    last_quiet = np.maximum.accumulate(np.where(quiet, frames, -1))
    edges = np.flatnonzero(np.diff(speaking.astype(np.int8), prepend=0, append=0)).reshape(-1, 2).tolist()
    pause = listening.pause_s / FRAME_S
    begun: int | None = None
    for number, (start, end) in enumerate(edges):
        begun = start if begun is None else begun
        last = number + 1 == len(edges)
        until = len(probability) if last else edges[number + 1][0]
        if until > end and last_quiet[until - 1] - end >= pause:
            yield begun, end
            begun = None
        elif last:
            yield begun, until


def _long_enough(run: tuple[int, int], listening: Listening) -> bool:
    return (run[1] - run[0]) * FRAME_S > listening.shortest_s


def _cut(run: tuple[int, int], probability: NDArray[np.float32], listening: Listening) -> Iterator[tuple[int, int]]:
    """Pieces no longer than the listening allows, cut in the second half of what is allowed."""
    import numpy as np

    start, end = run
    longest = (listening.longest_s - 2 * listening.margin_s) / FRAME_S
    while end - start > longest:
        first = start + int(longest / 2)
        heard = np.convolve(probability[first : start + int(longest)], np.ones(_CUT_FRAMES), "same")
        heard[:_CUT_FRAMES] = heard[-_CUT_FRAMES:] = np.inf  # the ends are not summed over all frames
        cut = first + int(np.argmin(heard))
        yield start, cut
        start = cut
    yield start, end


def _with_margins(spans: list[Span], margin: Seconds, duration: Seconds) -> Iterator[Span]:
    """Both sides longer by the margin; neighbours closer than two margins meet in the middle."""
    for number, span in enumerate(spans):
        before = (span.start - spans[number - 1].end) / 2 if number else margin
        after = (spans[number + 1].start - span.end) / 2 if number + 1 < len(spans) else margin
        yield Span(max(span.start - min(margin, before), 0.0), min(span.end + min(margin, after), duration))
