"""The signs of invented text, each rule as a table of pairs: what it must find, and what it must leave alone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from minutes.domain import Segment, Word
from minutes.errors import BadConfiguration
from minutes.speech.engines import Heard
from minutes.speech.inventions import Inventions, bare, shipped_inventions
from minutes.speech.suspicion import RULES, Evidence, moras, suspicions
from minutes.speech.voice_activity import FRAME_S, Span, VoiceActivity
from tests.fakes.engines import spoken

RATE = 7.0  # moras a second


def sound(duration: float, *voices: Span, level: float = -25.0, room: float = -70.0) -> VoiceActivity:
    at = np.arange(round(duration / FRAME_S)) * FRAME_S
    speaking = np.any([(span.start <= at) & (at < span.end) for span in voices] or [at < 0], axis=0)
    heard, loud = np.where(speaking, 0.95, 0.02), np.where(speaking, level, room)
    return VoiceActivity(duration, heard.astype(np.float32), loud.astype(np.float32))


def evidence(segment: Segment, voice: VoiceActivity | None = None, likelihood: float = -0.2) -> Evidence:
    window = Span(segment.start, segment.end)
    voice = voice or sound(segment.end + 1.0, window)
    return Evidence(segment, window, Heard((segment,), likelihood), voice, shipped_inventions())


def said(text: str) -> Segment:
    """The text at an ordinary pace."""
    return spoken(text, 1.0, 1.0 + moras(text) / RATE)


def doubted(rule: str, case: Evidence) -> str:
    """The words a rule doubts."""
    return "".join(word.text for found in RULES[rule](case) for word in case.words[found.first : found.end])


PHRASES = [
    ("ご視聴ありがとうございました。", "ご視聴ありがとうございました。"),
    ("ご視聴ありがとうございました", "ご視聴ありがとうございました"),
    ("ご視聴いただき、ありがとうございました。", "ご視聴いただき、ありがとうございました。"),
    ("最後までご視聴いただきありがとうございます。", "最後までご視聴いただきありがとうございます。"),
    ("以上で説明を終わります。ご視聴ありがとうございました。", "ご視聴ありがとうございました。"),
    ("以上で説明を終わりますご視聴ありがとうございました", "ご視聴ありがとうございました"),
    (
        "チャンネル登録をお願いいたします。ご視聴ありがとうございました。",
        "チャンネル登録をお願いいたします。ご視聴ありがとうございました。",
    ),
    ("チャンネル登録よろしくお願いします。", "チャンネル登録よろしくお願いします。"),
    ("高評価とチャンネル登録をお願いします。", "高評価とチャンネル登録をお願いします。"),
    ("次の動画でお会いしましょう。", "次の動画でお会いしましょう。"),
    ("おやすみなさい。", "おやすみなさい。"),
    ("異議なしと認めます。おやすみなさい。", "おやすみなさい。"),
    ("字幕視聴ありがとうございました", "字幕視聴ありがとうございました"),
    ("字幕作成者 山田太郎", "字幕作成者 山田太郎"),
    ("ご覧のスポンサーの提供でお送りしました。", "ご覧のスポンサーの提供でお送りしました。"),
    ("Thank you for watching.", "Thank you for watching."),
    # what people do say
    ("ありがとうございました。", ""),
    ("本日は誠にありがとうございました。", ""),
    ("ご清聴ありがとうございました。", ""),
    ("説明は以上です。ありがとうございました。", ""),
    ("長時間の御審議、ありがとうございました。", ""),
    ("お疲れさまでした。", ""),
    ("失礼いたします。", ""),
    ("ごゆっくりおやすみなさい", ""),
    ("ご視聴ありがとうございましたと、最後に放送する予定です。", ""),
    ("議会中継の字幕作成に予算を計上しました。", ""),
    ("動画のチャンネル登録者は3,000人です。", ""),
    ("よろしくお願いします。", ""),
]

LOOPS = [
    ("そして、" * 20, True),
    ("承認の" * 6, True),
    ("あ" * 30, True),
    ("議案第1号について議案第1号について議案第1号について議案第1号について", True),
    ("はい、はい、はい、はい。", False),
    ("異議なし。異議なし。異議なし。", False),
    ("1番、2番、3番、4番、5番、6番、7番、8番、9番、10番です。", False),
    ("賛成の方、反対の方、棄権の方、それぞれ挙手をお願いします。", False),
    ("はははははは。", False),
]


@pytest.mark.parametrize(("text", "found"), PHRASES)
def test_phrases_nobody_says_in_a_meeting(text: str, found: str) -> None:
    assert doubted("known_phrase", evidence(said(text))) == found


@pytest.mark.parametrize(("text", "found"), LOOPS)
def test_a_decoder_caught_in_a_loop(text: str, found: bool) -> None:
    assert bool(doubted("repetition", evidence(said(text)))) is found


def test_only_the_loop_is_doubted() -> None:
    text = "説明は以上です。" + "それで、" * 8
    assert doubted("repetition", evidence(said(text))) == "それで、" * 8


@pytest.mark.parametrize(
    ("voices", "room", "found"),
    [
        ([Span(1.0, 3.0)], -70.0, "次に議題二"),  # the second half stands on silence
        ([Span(1.0, 5.0)], -70.0, ""),
        ([Span(1.0, 3.0)], -40.0, ""),  # something is to be heard there: the detector alone is not enough
        ([Span(1.0, 2.9), Span(3.1, 5.0)], -70.0, ""),
    ],
)
def test_words_where_nothing_is_heard(voices: list[Span], room: float, found: str) -> None:
    first, second = spoken("以上です。", 1.0, 3.0), spoken("次に議題二", 3.4, 5.0)
    segment = Segment(start=1.0, end=5.0, text=first.text + second.text, words=first.words + second.words)
    assert doubted("silence", evidence(segment, sound(6.0, *voices, room=room))) == found


@pytest.mark.parametrize(
    ("text", "seconds", "found"),
    [
        ("議題1、生成AIの全庁導入について、DX推進課長、説明をお願いします。", 5.5, False),
        ("議題1、生成AIの全庁導入について、DX推進課長、説明をお願いします。", 2.5, True),
        ("はい。", 0.2, False),  # too short to tell
        ("異議なしと認めます。", 1.0, False),
    ],
)
def test_more_text_than_the_voice_has_time_for(text: str, seconds: float, found: bool) -> None:
    segment = spoken(text, 0.0, 8.0)
    voice = sound(8.0, Span(0.0, seconds))
    assert bool(doubted("rate", evidence(segment, voice))) is found


def test_words_crowded_into_the_end_of_a_window() -> None:
    first = spoken("説明は以上です。", 0.0, 2.0)
    crowd = spoken("ご意見ご質問をお願いします", 9.8, 10.0)
    last = spoken("はい。", 10.5, 11.0)
    segment = Segment(start=0.0, end=11.0, text="", words=first.words + crowd.words + last.words)
    assert doubted("crowding", evidence(segment)) == crowd.text
    assert doubted("crowding", evidence(said("議題1、生成AIの全庁導入について、説明をお願いします。"))) == ""


def test_text_the_model_does_not_believe() -> None:
    segment = said("以上です。")
    assert doubted("unlikely", evidence(segment, likelihood=-1.2)) == "以上です。"
    assert doubted("unlikely", evidence(segment, likelihood=-0.7)) == ""


def test_moras_are_rather_too_few_than_too_many() -> None:
    pairs = {"しょうぎちょう": 5, "議長": 4, "ギチョウ": 3, "3,500円": 10, "AI": 2, "。、": 0}
    assert {text: moras(text) for text in pairs} == pairs


def test_real_minutes_raise_no_suspicion() -> None:
    """Every sentence of the demo meeting at its real pace."""
    reference = json.loads(Path("examples/kettei-kaigi.reference.json").read_text("utf-8"))
    for u in reference["utterances"]:
        assert not suspicions(evidence(spoken(u["text"], u["start"], u["end"]))), u["text"]


def test_a_segment_without_words_is_beyond_judging() -> None:
    assert suspicions(evidence(Segment(start=0.0, end=1.0, text="以上"))) == ()
    blank = Segment(start=0.0, end=1.0, text="。", words=(Word(start=0.0, end=1.0, text="。", probability=0.1),))
    assert suspicions(evidence(blank)) == ()


def test_a_line_of_the_list_without_letters_is_refused() -> None:
    assert bare("ご視聴、 ＡＢＣ！") == "ご視聴abc"
    with pytest.raises(BadConfiguration):
        Inventions(["…ございました"])
    assert Inventions([]).begins_at("以上です", {0}) is None
