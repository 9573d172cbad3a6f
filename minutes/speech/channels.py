"""One microphone per speaker: who speaks when, and what each microphone alone is to be listened to for.

A voice is heard in every microphone, weaker in those of others. How much weaker is learned from the recording itself:
for each pair of microphones the difference of their levels, over all frames with a voice, reaches from one extreme (only
the one's owner speaks) to the other. The middle is the difference of their gains, half the width is how well they are
separated. A microphone counts as spoken into where it is the loudest after the gains are taken out, or clearly louder
than what the others would throw into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minutes.domain import Audio, Coverage, Diarization, Seconds, Segment, Turn
from minutes.progress import Progress, Share
from minutes.speech.engines import Detector, Recognizer
from minutes.speech.exclusive import exclusive
from minutes.speech.naming import CHANNEL
from minutes.speech.transcribe import Transcription, transcribe
from minutes.speech.voice_activity import FRAME_S, Listening, VoiceActivity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LISTENED = 0.1  # of the work, roughly
_VOICE = 0.5  # probability of speech above which a frame tells something about the microphones
_EXTREMES = (2, 98)  # percentiles: a few frames are mistakes
_SMOOTH_FRAMES = 9  # 0.3 s: the length of a syllable, over which levels are compared
_ENTER_DB, _STAY_DB = 5.0, 3.0  # above what the others throw in: where a second voice begins, and how long it goes on
_SCRAP_S = 0.2  # shorter leads of a microphone are the tail of a room
_EDGE_S = 0.2  # soft beginnings and endings beside what is clearly one's own
_TURNS = Listening(pause_s=0.5, shortest_s=0.25)


@dataclass(frozen=True)
class Channels:
    """What was said into each microphone, joined, and when each was spoken into."""

    transcription: Transcription
    diarization: Diarization


def transcribe_channels(
    audio: Audio, detector: Detector, recognizer: Recognizer, terms: Sequence[str], progress: Progress
) -> Channels:
    """Each microphone is transcribed where its owner speaks. Raises what `transcribe` raises."""
    files = [Audio(file=file, duration=audio.duration) for file in audio.channels]
    count = len(files)
    listening = _shares(Share(progress, 0.0, _LISTENED), count)
    own = own_voices([detector(file, step) for file, step in zip(files, listening, strict=True)])
    done = []
    for file, voice, step in zip(files, own, _shares(Share(progress, _LISTENED, 1.0), count), strict=True):
        done.append(transcribe(file, _known(voice), recognizer, terms, step))
    return Channels(_joined(done, audio.duration), diarization_of(own))


def own_voices(voices: Sequence[VoiceActivity]) -> tuple[VoiceActivity, ...]:
    """Each microphone's voice activity without the voices of others."""
    import numpy as np

    length = min(len(voice.probability) for voice in voices)
    speech = np.stack([voice.probability[:length] for voice in voices])
    if not (speech >= _VOICE).any():
        return tuple(voices)
    levels = _smoothed(np.stack([voice.level[:length] for voice in voices]).astype(np.float64))
    active = _active(levels, speech.max(axis=0) >= _VOICE)
    return tuple(
        replace(voice, probability=np.where(mine, voice.probability[:length], 0.0).astype(np.float32))
        for voice, mine in zip(voices, active, strict=True)
    )


def diarization_of(own: Sequence[VoiceActivity]) -> Diarization:
    """The stretches of each microphone as turns."""
    turns = [
        Turn(start=round(span.start, 3), end=round(span.end, 3), speaker=CHANNEL.format(number))
        for number, voice in enumerate(own, start=1)
        for span in voice.stretches(_TURNS)
    ]
    turns.sort(key=lambda turn: (turn.start, turn.end))
    return Diarization(turns=tuple(turns), exclusive=exclusive(turns))


def _active(levels: NDArray[np.float64], voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each microphone and frame whether its owner speaks. `levels` in dB, microphones × frames."""
    import numpy as np

    gain, separation = _calibrated(levels[:, voiced])
    heard = levels - gain[:, None]
    active = np.zeros(levels.shape, bool)
    loudest = _without_scraps(np.where(voiced, heard.argmax(axis=0), -1))
    for mine in range(len(levels)):
        thrown_in = np.max([heard[j] - separation[mine, j] for j in range(len(levels)) if j != mine], axis=0)
        above = np.where(voiced, heard[mine] - thrown_in, -np.inf)
        active[mine] = _widened((loudest == mine) | _held(above >= _ENTER_DB, above < _STAY_DB))
    return active


def _calibrated(levels: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gains of the microphones (dB, around 0) and how much weaker each hears each other's owner (dB)."""
    import numpy as np

    difference = levels[:, None, :] - levels[None, :, :]
    low, high = np.percentile(difference, _EXTREMES, axis=2)
    return ((low + high) / 2).mean(axis=1), (high - low) / 2


def _smoothed(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean power around each frame, in dB."""
    import numpy as np

    window = np.ones(_SMOOTH_FRAMES) / _SMOOTH_FRAMES
    return np.stack([10 * np.log10(np.convolve(10 ** (one / 10), window, "same") + 1e-13) for one in levels])


def _held(begins: NDArray[np.bool_], ends: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """True from a frame that begins to one that ends."""
    import numpy as np

    decided = np.maximum.accumulate(np.where(begins | ends, np.arange(len(begins)), -1))
    return np.append(begins, False)[decided]  # −1, nothing decided yet: not begun


def _without_scraps(loudest: NDArray[np.intp]) -> NDArray[np.intp]:
    """Short leads go to whoever led before."""
    import numpy as np

    begins = np.flatnonzero(np.diff(loudest, prepend=loudest[0] - 1))
    lengths = np.diff(begins, append=len(loudest))
    leaders = loudest[begins]
    for number in range(1, len(begins)):
        if lengths[number] * FRAME_S < _SCRAP_S and leaders[number] >= 0 and leaders[number - 1] >= 0:
            leaders[number] = leaders[number - 1]
    return np.repeat(leaders, lengths)


def _widened(active: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import numpy as np

    reach = round(_EDGE_S / FRAME_S)
    return np.convolve(active, np.ones(2 * reach + 1), "same") > 0.5


# ---- joining -----------------------------------------------------------------------------------------------------


def _joined(done: Sequence[Transcription], duration: Seconds) -> Transcription:
    """All microphones' segments by time, each with its speaker; seconds of coverage are those of all together."""
    first = done[0]
    segments = [
        _spoken_by(segment, CHANNEL.format(number))
        for number, one in enumerate(done, start=1)
        for segment in one.transcript.segments
    ]
    segments.sort(key=lambda segment: (segment.start, segment.end))
    return replace(
        first,
        transcript=first.transcript.model_copy(update={"segments": tuple(segments), "duration": duration}),
        doubtful=tuple(sorted((doubt for one in done for doubt in one.doubtful), key=lambda doubt: doubt.start)),
        coverage=_together([one.coverage for one in done]),
    )


def _spoken_by(segment: Segment, speaker: str) -> Segment:
    return segment.model_copy(update={"speaker": speaker})


def _together(covered: Sequence[Coverage]) -> Coverage:
    stretches = sorted((s for one in covered for s in one.stretches), key=lambda stretch: (stretch.start, stretch.end))
    return Coverage(
        stretches=tuple(stretches),
        transcribed=round(sum(one.transcribed for one in covered), 3),
        flagged=round(sum(one.flagged for one in covered), 3),
        lost=round(sum(one.lost for one in covered), 3),
    )


def _known(voice: VoiceActivity) -> Detector:
    def listened(audio: Audio, progress: Progress) -> VoiceActivity:
        return voice

    return listened


def _shares(progress: Progress, count: int) -> list[Share]:
    return [Share(progress, number / count, (number + 1) / count) for number in range(count)]
