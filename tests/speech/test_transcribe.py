"""From sound to transcript: suspicious windows are heard again, what stays doubtful is marked, what was lost is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from minutes import pipeline
from minutes.domain import Audio, Segment
from minutes.progress import NoProgress
from minutes.speech.coverage import account
from minutes.speech.engines import Asking, Detector, Heard
from minutes.speech.inaudible import is_mark, mark
from minutes.speech.manifest import Decoding
from minutes.speech.second_hearing import TRIES
from minutes.speech.transcribe import Transcription, remarks, transcribe
from minutes.speech.voice_activity import Span
from minutes.speech.windows import window_listening, windows
from tests.fakes.engines import ScriptedRecognizer, spoken, voices
from tests.fakes.orders import fake_order

INVENTION = "ご視聴ありがとうございました。"


@dataclass
class Answering(ScriptedRecognizer):
    """Answers each window by what `answer` makes of the window, the asking and how often it was asked there."""

    segments: Sequence[Segment] = ()
    answer: Callable[[Span, Asking], Heard] = lambda window, asking: Heard(())
    windows: list[tuple[Span, Asking]] = field(default_factory=list)

    def decode(self, audio: Audio, windows: Sequence[Span], asking: Asking) -> Iterator[Heard]:
        for window in windows:
            self.windows.append((window, asking))
            yield self.answer(window, asking)


def heard(text: str, window: Span, likelihood: float = -0.1) -> Heard:
    return Heard((spoken(text, window.start + 0.1, window.end - 0.1),) if text else (), likelihood)


def way(asking: Asking) -> str:
    """ "first", or the name of the second hearing."""
    return next((name for name, one in TRIES.items() if one == asking), "first")


def transcribed(
    duration: float, detector: Detector, engine: ScriptedRecognizer, terms: Sequence[str] = ()
) -> Transcription:
    return transcribe(Audio(file="", duration=duration), detector, engine, terms, NoProgress())


def texts(done: Transcription) -> list[str]:
    return [segment.text for segment in done.transcript.segments]


# ---- suspicion ---------------------------------------------------------------------------------------------------

LOOP = "それで、" * 12
ANSWERS = [
    # what is heard first, and in each second hearing → the transcript, the ways that were tried
    (["以上です。"], ["以上です。"], []),
    ([LOOP, "それでは始めます。"], ["それでは始めます。"], ["alone"]),
    ([LOOP, LOOP, "それでは始めます。"], ["それでは始めます。"], ["alone", "warm"]),
    ([LOOP, LOOP, LOOP, LOOP], ["〔聴取不能 00:00:01〕"], ["alone", "warm", "hot"]),
    ([LOOP, "", "", ""], ["〔聴取不能 00:00:01〕"], ["alone", "warm", "hot"]),  # a voice is heard: it said something
    (["以上です。" + INVENTION, "以上です。"], ["以上です。"], ["alone"]),
    (
        ["説明は以上です。" + INVENTION, "異議なし。"],
        ["説明は以上です。", "〔聴取不能 00:00:02〕"],
        ["alone", "warm", "hot"],
    ),
    ([INVENTION, "異議なしです。"], ["異議なしです。"], ["alone"]),
]


@pytest.mark.parametrize(("answers", "transcript", "tried"), ANSWERS)
def test_the_better_answer_is_taken_and_what_stays_doubtful_is_marked(
    answers: list[str], transcript: list[str], tried: list[str]
) -> None:
    rest = iter([*answers, *answers[-1:] * 3])
    engine = Answering(answer=lambda window, asking: heard(next(rest), window))
    done = transcribed(8.0, voices((1.5, 4.0)), engine)
    assert texts(done) == transcript
    assert [way(asking) for _, asking in engine.windows][1:] == tried
    assert [is_mark(text) for text in transcript].count(True) == len(done.doubtful)
    for doubt in done.doubtful:
        assert doubt.text and doubt.text in "".join(answers) and not is_mark(doubt.text)
        assert doubt.reasons and list(doubt.tried) == tried
        assert [s.state for s in done.coverage.stretches if s.start < doubt.end and doubt.start < s.end]


def test_a_known_invention_where_nobody_is_heard_a_second_time_is_no_speech() -> None:
    engine = Answering(answer=lambda window, asking: heard("" if asking.alone else INVENTION, window))
    done = transcribed(8.0, voices((1.0, 3.0)), engine)
    assert (texts(done), done.doubtful) == ([], ())
    assert done.coverage.lost == pytest.approx(2.0, abs=0.05), "but the ledger still tells of the sound"


def test_no_second_hearing_is_given_the_prompt() -> None:
    engine = Answering(answer=lambda window, asking: heard(LOOP, window))
    transcribed(8.0, voices((1.0, 6.0)), engine, ["財政課長"])
    assert [asking.prompt for _, asking in engine.windows] == ["財政課長", "", "", ""]


def test_a_mark_tells_where_to_listen() -> None:
    assert (mark(754.9), mark(0.0), mark(36_001.0)) == (
        "〔聴取不能 00:12:34〕",
        "〔聴取不能 00:00:00〕",
        "〔聴取不能 10:00:01〕",
    )
    assert is_mark(mark(3.0)) and not is_mark("以上です。〔聴取不能 00:12:34〕")


# ---- loss --------------------------------------------------------------------------------------------------------

STRETCHES = [(5.0 * n + 0.5, 5.0 * n + 4.0) for n in range(20)]
MEETING_S = 101.0


def dropping(every: int, always: bool) -> Answering:
    """A decoder that has nothing to say about every fifth window, at least the first time."""
    seen: list[Span] = []

    def answer(window: Span, asking: Asking) -> Heard:
        first = way(asking) == "first"
        if first:
            seen.append(window)
            return heard("" if len(seen) % every == 0 else "議題の説明を続けます。", window)
        return heard("" if always else "見つかった発言です。", window)

    return Answering(answer=answer)


def lost(done: Transcription) -> list[int]:
    return [round((s.start - 0.5) / 5.0) for s in done.coverage.stretches if s.state == "lost"]


def test_every_fifth_window_dropped_is_found_by_the_ledger_and_brought_back() -> None:
    engine, detector = dropping(5, always=False), voices(*STRETCHES)
    voice = detector(Audio(file="", duration=MEETING_S), NoProgress())
    spans = windows(voice.stretches(window_listening(engine.decoding)), engine.decoding)
    first = [
        segment
        for answer in engine.decode(Audio(file="", duration=MEETING_S), spans, Asking())
        for segment in answer.segments
    ]
    done = transcribed(MEETING_S, detector, dropping(5, always=False))
    ledger = account(voice.stretches(), done.transcript.model_copy(update={"segments": tuple(first)}))
    assert [round((s.start - 0.5) / 5.0) for s in ledger.stretches if s.state == "lost"] == [4, 9, 14, 19]
    assert texts(done).count("見つかった発言です。") == 4
    assert (done.coverage.lost, lost(done)) == (0.0, [])
    starts = [segment.start for segment in done.transcript.segments]
    assert starts == sorted(starts)


def test_what_is_dropped_every_time_stays_lost_and_is_told() -> None:
    done = transcribed(MEETING_S, voices(*STRETCHES), dropping(5, always=True))
    assert lost(done) == [4, 9, 14, 19]
    assert done.coverage.lost == pytest.approx(4 * 3.5, abs=0.2)
    (told,) = remarks(done)
    assert "4か所" in told and f"{done.coverage.lost:.1f}秒" in told


def test_a_hole_in_a_long_stretch_is_heard_again_in_windows_and_only_it() -> None:
    """The second hearing hears a little of what is around the hole; those words are there already."""

    def answer(window: Span, asking: Asking) -> Heard:
        if way(asking) == "first":
            return Heard(() if 12.0 <= window.start < 30.0 else (spoken("あ" * 40, window.start, window.end),), -0.1)
        return Heard(tuple(spoken("い" * 4, at, at + 1.0) for at in range(int(window.start), int(window.end))), -0.1)

    engine = Answering(answer=answer, decoding=Decoding(chunk_s=10.0, bridge_s=0.0))
    done = transcribed(50.0, voices((1.0, 49.0)), engine)
    again = [window for window, asking in engine.windows if asking.alone]
    assert len(again) > 1 and max(window.end - window.start for window in again) <= 10.0
    assert done.coverage.lost == 0.0
    known = [s for s in done.transcript.segments if "あ" in s.text]
    found = [s for s in done.transcript.segments if "い" in s.text]
    assert not [f for f in found for k in known if k.start < (f.start + f.end) / 2 < k.end]


def test_without_a_voice_nothing_is_decoded() -> None:
    engine = Answering(answer=lambda window, asking: heard(INVENTION, window))
    done = transcribed(60.0, voices(), engine, ["財政課長"])
    assert (done.transcript.segments, done.coverage.stretches, engine.windows) == ((), (), [])
    assert list(remarks(done)) == []


def test_progress_grows_to_the_end() -> None:
    shares: list[float] = []
    progress = NoProgress()
    progress.done = shares.append  # type: ignore[method-assign]
    engine = dropping(99, always=False)
    transcribe(Audio(file="", duration=MEETING_S), voices(*STRETCHES), engine, (), progress)
    assert shares == sorted(shares) and 0.9 < shares[-1] <= 1.0


def test_another_list_of_inventions_makes_another_transcript(monkeypatch: pytest.MonkeyPatch) -> None:
    order = fake_order([], [])
    before = pipeline.TRANSCRIBE.options(order)
    assert pipeline.TRANSCRIBE.options(order) == before
    monkeypatch.setattr(pipeline, "inventions_hash", lambda: "another")
    assert pipeline.TRANSCRIBE.options(order) != before
