"""An order whose engines answer at once, for tests of the road itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minutes.domain import Attendee, Audio, Meeting, Segment, Transcript, Turn, Word
from minutes.order import Engines, Order
from minutes.progress import Progress
from minutes.render.forms import load_form
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder

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
EACH_S = 3.0
RECORDING_S = EACH_S * len(SCRIPT)


@dataclass
class FakeRecognizer:
    calls: list[str] = field(default_factory=list)

    def transcribe(self, audio: Audio, prompt: str, progress: Progress) -> Transcript:
        self.calls.append("transcribe")
        segments = []
        for number, (_, text) in enumerate(SCRIPT):
            start, end = number * EACH_S, number * EACH_S + 2.5
            segments.append(
                Segment(
                    start=start, end=end, text=text, words=(Word(start=start, end=end, text=text, probability=0.9),)
                )
            )
            progress.done((number + 1) / len(SCRIPT))
        return Transcript(language="ja", duration=audio.duration, model="fake", segments=tuple(segments))


@dataclass
class FakeDiarizer:
    calls: list[str] = field(default_factory=list)

    def turns(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> tuple[Turn, ...]:
        self.calls.append("diarize")
        progress.done(0.5)
        return tuple(
            Turn(start=number * EACH_S, end=number * EACH_S + 2.6, speaker=speaker)
            for number, (speaker, _) in enumerate(SCRIPT)
        )


def fake_order(inputs: Sequence[Path], calls: list[str], meeting: Meeting = MEETING) -> Order:
    """`calls` is told whenever an engine really works."""
    asr = ModelFolder(name="fake-asr", kind="asr", folder=Path("fake"), sha256="0" * 64)
    diarization = ModelFolder(name="fake-diarization", kind="diarization", folder=Path("fake"), sha256="1" * 64)
    engines = Engines(lambda: FakeRecognizer(calls), lambda: FakeDiarizer(calls), asr, diarization)
    return Order(inputs=tuple(inputs), meeting=meeting, form=load_form(meeting.form), engines=engines)
