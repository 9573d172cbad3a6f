"""An order whose engines answer at once, for tests of the road itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minutes.domain import Attendee, Audio, Diarization, Meeting, Segment, Turn, Word
from minutes.order import Engines, Order
from minutes.progress import Progress
from minutes.render.forms import load_form
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from tests.fakes.engines import ScriptedRecognizer, voices

MEETING = Meeting(
    title="決定会議",
    agenda=("生成AIの全庁導入について",),
    confidentiality=2,
    attendees=(Attendee(role="市長公室長", chair=True), Attendee(role="DX推進課長"), Attendee(role="総務法制課長")),
)
SCRIPT = (
    ("A", "ただいまから、決定会議を開会いたします。"),
    ("A", "議題1、生成AIの全庁導入について、DX推進課長、説明をお願いします。"),
    ("B", "DX推進課長です。生成AIの利用を全ての課に広げたいと考えております。"),
    ("A", "総務法制課長、お願いします。"),
    ("C", "どのような体制で確認するのか、伺います。"),
    ("A", "DX推進課長、お願いします。"),
    ("B", "各課に確認の担当者を置きます。"),
    ("A", "本件は原案のとおり承認することに決定いたしました。以上で閉会いたします。"),
)
EACH_S = 6.0
SPOKEN_S = 5.0
RECORDING_S = EACH_S * len(SCRIPT)


SPOKEN = tuple(
    Segment(start=start, end=end, text=text, words=(Word(start=start, end=end, text=text, probability=0.9),))
    for start, end, text in (
        (number * EACH_S, number * EACH_S + SPOKEN_S, text) for number, (_, text) in enumerate(SCRIPT)
    )
)
HEARS = voices(*((segment.start, segment.end) for segment in SPOKEN))


def fake_recognizer(calls: list[str]) -> ScriptedRecognizer:
    calls.append("transcribe")
    return ScriptedRecognizer(SPOKEN)


@dataclass
class FakeDiarizer:
    calls: list[str] = field(default_factory=list)

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        self.calls.append("diarize")
        progress.done(0.5)
        turns = tuple(
            Turn(start=number * EACH_S, end=number * EACH_S + SPOKEN_S + 0.1, speaker=speaker)
            for number, (speaker, _) in enumerate(SCRIPT)
        )
        return Diarization(turns=turns, exclusive=turns)


def fake_order(inputs: Sequence[Path], calls: list[str], meeting: Meeting = MEETING) -> Order:
    """`calls` is told whenever an engine really works."""
    asr = ModelFolder(name="fake-asr", kind="asr", folder=Path("fake"), sha256="0" * 64)
    diarization = ModelFolder(name="fake-diarization", kind="diarization", folder=Path("fake"), sha256="1" * 64)
    engines = Engines(lambda: fake_recognizer(calls), lambda: FakeDiarizer(calls), asr, diarization, HEARS)
    return Order(inputs=tuple(inputs), meeting=meeting, form=load_form(meeting.form), engines=engines)
