"""Voices of people who agreed, in a folder the office controls: `[naming] voiceprints`, off unless somebody sets it.

One sound file a person, named as the role or the name on the roster, 10 s of speech or more. The voices are compared
with those of the meeting by the diarisation model's own embedding, in memory, and forgotten: nothing of them is written
but the weight of the opinion. Features of a voice that identify a person are 個人識別符号 (個人情報の保護に関する法律施行令
第1条), so not even that happens without the setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from minutes.domain import Attendee, Audio, Meeting, Utterance
from minutes.errors import BadConfiguration, InputUnreadable
from minutes.progress import NoProgress, Progress
from minutes.speech.attribute import OVERLAP, UNKNOWN
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.opinions import Opinion
from minutes.speech.sound import RATE, read_span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minutes.speech.diarize import Told

SUFFIXES = (".wav", ".flac", ".mp3", ".m4a")
# Of each speaker of the meeting as much is listened to, of the longest utterances; of less nothing is said.
SAMPLE_S = 30.0
LEAST_S = 3.0
# An identical voice counts a little more than a call; at the distance where the model takes two voices for two people,
# nothing.
_WEIGHT = 1.2


class Ear(Protocol):
    """Tells the voices in a piece of sound (see `diarize.Teller`)."""

    def tell(self, samples: NDArray[np.float32], bound: SpeakerBound, progress: Progress) -> Told: ...


@dataclass(frozen=True)
class Voiceprints:
    """The office's folder, and the model by which voices are compared."""

    folder: Path
    model: ModelFolder
    device: str = "auto"

    def state(self) -> list[list[str | int]]:
        """What the folder holds: when it changes, the names are to be found again."""
        return [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in self._files()]

    def opinions(self, audio: Audio, utterances: Sequence[Utterance], meeting: Meeting) -> tuple[Opinion, ...]:
        """Raises BadConfiguration when there is no such folder, and what the model raises."""
        from minutes.speech.pyannote import PyannoteDiarizer

        files = {person.role: path for path in self._files() if (person := _person(path.stem, meeting))}
        if not files:
            return ()
        ear = PyannoteDiarizer(self.model, self.device)
        return heard_opinions(audio, utterances, files, ear, self.model.diarizing.same_voice)

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            raise BadConfiguration(
                "声の見本のフォルダーが見つかりません",
                subject=self.folder,
                advice="設定の [naming] voiceprints を直すか、使わない場合は消してください。",
            )
        return sorted(path for path in self.folder.iterdir() if path.suffix.lower() in SUFFIXES)


def heard_opinions(
    audio: Audio, utterances: Sequence[Utterance], files: Mapping[str, Path], ear: Ear, same_voice: float
) -> tuple[Opinion, ...]:
    """That speakers of the meeting sound like people on file (role → sound file). `same_voice`: the cosine distance up to
    which two voices are one."""
    people = {role: voice for role, path in files.items() if (voice := _voice(_sound(path), ear)) is not None}
    return tuple(_compared(audio, utterances, people, ear, same_voice))


def _compared(
    audio: Audio,
    utterances: Sequence[Utterance],
    people: Mapping[str, NDArray[np.float32]],
    ear: Ear,
    same_voice: float,
) -> Iterator[Opinion]:
    from scipy.spatial.distance import cosine

    open_ones = [u for u in utterances if u.name is None and UNKNOWN not in u.flags]
    for label in dict.fromkeys(utterance.speaker for utterance in open_ones):
        spoken = [utterance for utterance in open_ones if utterance.speaker == label]
        voice = _voice(_sample(audio, spoken), ear)
        for role, own in people.items() if voice is not None else ():
            weight = _WEIGHT * (1 - float(cosine(own, voice)) / same_voice)
            if weight > 0:
                yield Opinion(
                    speaker=label,
                    role=role,
                    weight=round(weight, 3),
                    here=0.0,
                    reason="voiceprint",
                    about=spoken[0].id,
                    utterance=spoken[0].id,
                    start=spoken[0].start,
                    said="",
                )


def _person(stem: str, meeting: Meeting) -> Attendee | None:
    """Whom a file is named after: the role, an alias or the name, with or without blanks."""
    wanted = "".join(stem.split())
    return next(
        (
            person
            for person in meeting.attendees
            if wanted and wanted in {"".join(text.split()) for text in (person.role, person.name, *person.aliases)}
        ),
        None,
    )


def _sound(path: Path) -> NDArray[np.float32]:
    """Any sound file as the models want it. Raises InputUnreadable."""
    from av.error import FFmpegError
    from faster_whisper.audio import decode_audio

    try:
        samples: NDArray[np.float32] = decode_audio(str(path), sampling_rate=RATE)
        return samples
    except (FFmpegError, OSError, IndexError) as error:
        raise InputUnreadable(
            "声の見本を読み取れません", subject=path, advice="録音し直すか、消してください。"
        ) from error


def _sample(audio: Audio, utterances: Sequence[Utterance]) -> NDArray[np.float32]:
    """The longest utterances in which nobody else speaks, one after the other."""
    import numpy as np

    alone = [utterance for utterance in utterances if OVERLAP not in utterance.flags]
    pieces, seconds = [np.zeros(0, np.float32)], 0.0
    for utterance in sorted(alone, key=lambda one: one.start - one.end):
        if seconds < SAMPLE_S:
            end = min(utterance.end, utterance.start + SAMPLE_S - seconds)
            pieces.append(read_span(audio, utterance.start, end))
            seconds += end - utterance.start
    return np.concatenate(pieces)


def _voice(samples: NDArray[np.float32], ear: Ear) -> NDArray[np.float32] | None:
    """The embedding of whoever speaks, None of too short a sound."""
    if len(samples) < LEAST_S * RATE:
        return None
    voices = list(ear.tell(samples, SpeakerBound(1, 1), NoProgress()).voices.values())
    return voices[0] if voices else None
