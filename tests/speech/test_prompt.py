"""What the recogniser is told beforehand, and what had no room."""

from __future__ import annotations

from minutes.domain import Attendee, Dictionary, Meeting, Term
from minutes.speech.prompt import fitted, ranked
from minutes.speech.transcribe import remarks
from tests.fakes.engines import ScriptedRecognizer
from tests.speech.test_transcribe import Answering, heard, transcribed, voices

MEETING = Meeting(
    title="決定会議",
    agenda=("標準準拠システムへの移行について",),
    attendees=(
        Attendee(role="議長", name="山田 太郎", chair=True),
        Attendee(role="総務課長", presence="absent"),
        Attendee(role="財政課長", presence="proxy"),
    ),
)
DICTIONARY = Dictionary(
    name="dx",
    sha256="",
    terms=(
        Term(text="付議", category="庁議"),
        Term(text="不服審査", category="庁議", wrong=("腐服審査",)),
        Term(text="ガバメントクラウド", category="標準化"),
        Term(text="標準準拠システム", category="標準化"),
        Term(text="特定移行支援システム", category="標準化", wrong=("特定意向支援システム",)),
    ),
)


def test_people_then_the_agenda_then_the_terms_of_its_field() -> None:
    assert ranked(MEETING, [DICTIONARY]) == (
        *("議長", "山田太郎", "財政課長"),  # who is absent is not called
        "標準準拠システムへの移行について",
        *("特定移行支援システム", "ガバメントクラウド", "標準準拠システム"),
        *("不服審査", "付議"),
    )


def test_what_has_no_room_leaves_its_place_to_shorter_words_and_is_told() -> None:
    prompt = fitted(
        ["財政課長", "標準準拠システムへの移行について", "標準化", "付議案件", "付議"],
        ScriptedRecognizer((), prompt_room=14),
    )
    assert prompt.text == "財政課長、標準化、付議案件"
    assert prompt.left_out == ("標準準拠システムへの移行について",), "付議 is read in 付議案件"


def test_the_prompt_never_has_more_tokens_than_the_model_reads() -> None:
    terms = [f"用語その{number}" for number in range(200)]
    engine = ScriptedRecognizer((), prompt_room=100)
    prompt = fitted(terms, engine)
    assert 90 < engine.tokens(prompt.text) <= 100
    assert len(prompt.left_out) + prompt.text.count("、") + 1 == 200


def test_what_did_not_fit_is_told_in_a_line() -> None:
    engine = Answering(answer=lambda window, asking: heard("以上です。", window), prompt_room=6)
    done = transcribed(8.0, voices((1.0, 3.0)), engine, ["財政課長", *(f"長い用語の{n}番" for n in range(7))])
    assert engine.windows[0][1].prompt == "財政課長"
    (told,) = remarks(done)
    assert "7語" in told and "長い用語の0番、" in told and "など" in told and "長い用語の6番" not in told
    assert len(done.prompt.left_out) == 7
