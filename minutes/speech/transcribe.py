"""A recording into text: listen once, cut into windows, decode, hear again what is suspicious or missing, and account
for every second of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutes.domain import Audio, Coverage, Doubt, Segment, Transcript
from minutes.progress import Progress, Share
from minutes.speech.coverage import SHORTEST_LOSS_S, account
from minutes.speech.engines import LANGUAGE, Asking, Detector, Heard, Recognizer
from minutes.speech.inaudible import mark, set_aside
from minutes.speech.inventions import shipped_inventions
from minutes.speech.prompt import NO_PROMPT, Prompt, fitted
from minutes.speech.second_hearing import Judge, Judged, second_hearing
from minutes.speech.voice_activity import Span, VoiceActivity
from minutes.speech.windows import window_listening, windows

# Shares of the work, roughly.
_LISTENED = 0.05
_DECODED = 0.95
_NAMED = 5  # words told one by one
_PADDING_S = 0.3  # heard on both sides of a stretch that was lost


@dataclass(frozen=True)
class Transcription:
    """What was heard, what of it is doubtful, what became of every second of speech, and what the decoder was told."""

    transcript: Transcript
    doubtful: tuple[Doubt, ...]
    coverage: Coverage
    prompt: Prompt


def transcribe(
    audio: Audio, detector: Detector, recognizer: Recognizer, terms: Sequence[str], progress: Progress
) -> Transcription:
    """`terms`: what may be said, the most useful first. Raises what the recogniser raises, and InputUnreadable."""
    voice = detector(audio, Share(progress, 0.0, _LISTENED))
    spans = windows(voice.stretches(window_listening(recognizer.decoding)), recognizer.decoding)
    prompt = fitted(terms, recognizer) if spans and recognizer.decoding.prompt else NO_PROMPT
    desk = _Desk(audio, voice, recognizer)
    answers = list(desk.heard(spans, prompt.text, Share(progress, _LISTENED, _DECODED)))
    texts = [piece for answer in answers for piece in answer]
    texts = sorted(texts + desk.found_again(texts), key=lambda piece: (piece[0].start, piece[0].end))
    transcript = desk.transcript(texts)
    doubtful = tuple(doubt for _, doubt in texts if doubt)
    return Transcription(transcript, doubtful, desk.coverage(transcript), prompt)


def remarks(done: Transcription) -> Iterator[str]:
    """What whoever waits for the transcript should know, for a clerk."""
    left_out = done.prompt.left_out
    if left_out:
        some = "、".join(left_out[:_NAMED]) + (" など" if len(left_out) > _NAMED else "")
        yield f"音声認識に前もって伝えきれなかった語：{len(left_out)}語（{some}）。一覧は prompt.json にあります。"
    if done.doubtful:
        yield f"聞き取りが疑わしく、印（{mark(done.doubtful[0].start)} など）に置き換えた箇所：{len(done.doubtful)}か所"
    lost = [stretch for stretch in done.coverage.stretches if stretch.state == "lost"]
    if lost:
        yield f"声があるのに文字にできなかった箇所：{len(lost)}か所、合わせて{done.coverage.lost:.1f}秒"


# A piece of the transcript, and what is kept aside of it where it is only a mark.
_Text = tuple[Segment, Doubt | None]


@dataclass(frozen=True)
class _Desk:
    """Where one recording is transcribed."""

    audio: Audio
    voice: VoiceActivity
    recognizer: Recognizer

    def heard(self, spans: Sequence[Span], prompt: str, progress: Progress) -> Iterator[list[_Text]]:
        """Each window's text; a suspicious one is heard again at once."""
        judge = self._judge
        for span, heard in zip(spans, self.recognizer.decode(self.audio, spans, Asking(prompt=prompt)), strict=True):
            judged = judge(span, heard)
            if not judged.settled:
                judged = self._again(span, judged)
            yield _texts(judged)
            progress.done(min(span.end / self.audio.duration, 1.0) if self.audio.duration else 1.0)

    def found_again(self, texts: Sequence[_Text]) -> list[_Text]:
        """What a second hearing finds in the stretches of speech that have no text."""
        coverage = self.coverage(self.transcript(texts))
        lost = [Span(s.start, s.end) for s in coverage.stretches if s.state == "lost"]
        found: list[_Text] = []
        for stretch in lost:
            if stretch.end - stretch.start > SHORTEST_LOSS_S:
                for window in self._windows_within(stretch):
                    judged = self._again(window, self._judge(window, Heard(())))
                    found += [piece for piece in _texts(judged) if _is_within(piece[0], stretch)]
        return found

    def transcript(self, texts: Sequence[_Text]) -> Transcript:
        segments = tuple(segment for segment, _ in texts)
        name, duration = self.recognizer.name, self.audio.duration
        return Transcript(language=LANGUAGE, duration=duration, model=name, segments=segments)

    def coverage(self, transcript: Transcript) -> Coverage:
        return account(self.voice.stretches(), transcript)

    @property
    def _judge(self) -> Judge:
        return Judge(self.voice, shipped_inventions())

    def _again(self, window: Span, first: Judged) -> Judged:
        def decode(asking: Asking) -> Heard:
            return next(iter(self.recognizer.decode(self.audio, [window], asking)))

        return second_hearing(window, first, decode, self._judge)

    def _windows_within(self, stretch: Span) -> tuple[Span, ...]:
        """A lost stretch in windows of its own, a little of what is around it with them."""
        decoding = self.recognizer.decoding
        start, end = max(stretch.start - _PADDING_S, 0.0), min(stretch.end + _PADDING_S, self.audio.duration)
        spoken = self.voice.stretches(window_listening(decoding))
        inside = [Span(max(s.start, start), min(s.end, end)) for s in spoken if s.start < end and start < s.end]
        return windows(inside, decoding)


def _texts(judged: Judged) -> list[_Text]:
    return [
        text
        for segment, doubts in zip(judged.heard.segments, judged.doubts, strict=True)
        for text in set_aside(segment, doubts, judged.tried)
    ]


def _is_within(segment: Segment, stretch: Span) -> bool:
    return stretch.start <= (segment.start + segment.end) / 2 < stretch.end
