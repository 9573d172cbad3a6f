"""Words to turns: nobody's sentence is torn, nobody's short answer swallowed."""

from __future__ import annotations

import pytest

from minutes.domain import Segment, Transcript, Turn
from minutes.speech.attribute import LONE_SPEAKER, attribute
from tests.fakes.engines import spoken


def transcript(*segments: Segment) -> Transcript:
    return Transcript(language="ja", duration=600.0, model="fake", segments=segments)


def turns(*given: tuple[float, float, str]) -> tuple[Turn, ...]:
    return tuple(Turn(start=start, end=end, speaker=speaker) for start, end, speaker in given)


def told(segments: list[Segment], given: tuple[Turn, ...]) -> list[tuple[str, str]]:
    return [(u.speaker, u.text) for u in attribute(transcript(*segments), given)]


def test_each_speaker_gets_the_words_of_his_turns() -> None:
    segments = [spoken("財政課長、お願いします。", 0.0, 2.4), spoken("はい、財政課長です。", 3.0, 5.0)]
    assert told(segments, turns((0.0, 2.5, "A"), (2.9, 5.0, "B"))) == [
        ("A", "財政課長、お願いします。"),
        ("B", "はい、財政課長です。"),
    ]


@pytest.mark.parametrize("off", [-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6])
def test_a_turn_boundary_that_is_off_does_not_tear_a_sentence(off: float) -> None:
    segments = [spoken("体制を伺います。研修を受けた職員に限ります。", 0.0, 4.0)]  # 2 s each, no pause between
    boundary = 4.0 * 7 / 20 + off
    assert told(segments, turns((0.0, boundary, "A"), (boundary, 4.0, "B"))) == [
        ("A", "体制を伺います。"),
        ("B", "研修を受けた職員に限ります。"),
    ]


def test_without_punctuation_the_pause_decides() -> None:
    segments = [spoken("体制を伺います", 0.0, 1.4), spoken("研修を行います", 2.0, 3.4)]
    assert told(segments, turns((0.0, 2.3, "A"), (2.3, 3.4, "B"))) == [("A", "体制を伺います"), ("B", "研修を行います")]


def test_a_short_answer_between_two_sentences_stays_an_answer() -> None:
    segments = [spoken("よろしいですか。はい。では次に移ります。", 0.0, 3.6)]
    assert told(segments, turns((0.0, 1.5, "A"), (1.5, 2.0, "B"), (2.0, 3.6, "A"))) == [
        ("A", "よろしいですか。"),
        ("B", "はい。"),
        ("A", "では次に移ります。"),
    ]


def test_a_scrap_inside_a_sentence_goes_back_to_it() -> None:
    segments = [spoken("研修を受けた職員に限ります。", 0.0, 2.6)]
    assert told(segments, turns((0.0, 1.0, "A"), (1.0, 1.2, "B"), (1.2, 2.6, "A"))) == [
        ("A", "研修を受けた職員に限ります。")
    ]


@pytest.mark.parametrize(("scrap", "doubted"), [(0.2, False), (0.6, True)])
def test_a_sentence_into_which_somebody_else_spoke_for_long_is_doubted_and_the_rest_is_not(
    scrap: float, doubted: bool
) -> None:
    segments = [spoken("昨年から始めております。", 0.0, 2.2), spoken("中学校は来年度からの予定です。", 2.8, 5.6)]
    utterances = attribute(
        transcript(*segments), turns((0.0, 3.2, "A"), (3.2, 3.2 + scrap, "B"), (3.2 + scrap, 5.6, "A"))
    )
    assert {u.speaker for u in utterances} == {"A"}
    sure = [sentence for u in utterances if not u.flags for sentence in u.heard.split("。") if sentence]
    assert sure == ["昨年から始めております"] + ["中学校は来年度からの予定です"] * (not doubted)


def test_words_beside_all_turns_go_to_the_nearest_and_far_ones_are_doubted() -> None:
    near, far = spoken("はい。", 5.5, 5.9), spoken("以上です。", 20.0, 21.0)
    heard = attribute(transcript(near, far), turns((0.0, 1.0, "A"), (6.2, 7.0, "B")))
    assert [(u.speaker, u.text, u.flags) for u in heard] == [
        ("B", "はい。", ()),
        ("B", "以上です。", ("uncertain_speaker",)),
    ]


def test_without_turns_a_pause_after_a_sentence_may_be_a_change_of_speaker() -> None:
    said = transcript(spoken("伺います。", 0, 1), spoken("お答えします。", 1.5, 3), spoken("以上です。", 3.1, 4))
    assert [u.text for u in attribute(said, ())] == ["伺います。", "お答えします。以上です。"]


def test_without_turns_all_is_one_speakers_and_says_so() -> None:
    heard = attribute(transcript(spoken("開会します。", 0.0, 1.0)), ())
    assert [(u.speaker, u.name, u.flags) for u in heard] == [(LONE_SPEAKER, None, ("unknown_speaker",))]


def test_long_speech_is_cut_at_sentences_and_long_pauses() -> None:
    sentence = "昨年度の試行では事務の時間が減りました。"
    speech = [spoken(sentence * 25, 0.0, 100.0), spoken("説明は以上です。", 103.0, 104.0)]
    heard = attribute(transcript(*speech), turns((0.0, 104.0, "A")))
    assert "".join(u.text for u in heard) == sentence * 25 + "説明は以上です。"
    assert all(u.text.endswith("。") and len(u.text) <= 200 + len(sentence) for u in heard)
    assert heard[-1].text == "説明は以上です。"
    assert [u.id for u in heard] == [f"u{n:04}" for n in range(1, len(heard) + 1)]


def test_overlapping_speech_and_doubtful_words_are_flagged() -> None:
    mumbled = spoken("そうですね。", 0.0, 1.0, probability=0.3)
    (heard,) = attribute(transcript(mumbled), turns((0.0, 1.2, "A"), (0.0, 1.0, "B")))
    assert heard.flags == ("overlap", "low_confidence")
    assert heard.confidence == pytest.approx(0.3)


def test_words_go_to_the_exclusive_turns_and_the_full_ones_only_mark_overlap() -> None:
    segment = spoken("研修は全員が対象です。そうですね。", 0.0, 3.4)
    exclusive = turns((0.0, 2.4, "A"), (2.4, 3.4, "B"))
    full = turns((0.0, 3.5, "A"), (2.4, 3.4, "B"))
    heard = attribute(transcript(segment), exclusive, full)
    assert [(u.speaker, u.text, u.flags) for u in heard] == [
        ("A", "研修は全員が対象です。", ()),
        ("B", "そうですね。", ("overlap",)),
    ]


def test_turns_that_touch_are_no_overlap() -> None:
    (heard,) = attribute(transcript(spoken("開会します。", 0.0, 1.0)), turns((0.0, 1.0, "A"), (0.9, 2.0, "B")))
    assert (heard.speaker, heard.flags) == ("A", ())


def test_where_each_has_a_microphone_the_segments_decide() -> None:
    one = spoken("費用はいくらですか。", 0.0, 3.0).model_copy(update={"speaker": "CHANNEL_01"})
    other = spoken("ちょっと待って。", 1.0, 2.0).model_copy(update={"speaker": "CHANNEL_02"})
    heard = attribute(transcript(other, one), turns((0.0, 3.0, "CHANNEL_01"), (1.0, 2.0, "CHANNEL_02")))
    assert [(u.speaker, u.text, "overlap" in u.flags) for u in heard] == [
        ("CHANNEL_01", "費用はいくらですか。", False),  # a third of it
        ("CHANNEL_02", "ちょっと待って。", True),
    ]


def test_what_nobody_understood_is_marked_and_does_not_count_as_heard() -> None:
    lost = Segment(start=2.0, end=4.0, text="〔聴取不能 00:00:02〕")
    (heard,) = attribute(transcript(spoken("説明は以上です。", 0.0, 2.0), lost), turns((0.0, 4.0, "A")))
    assert (heard.text, heard.flags) == ("説明は以上です。〔聴取不能 00:00:02〕", ("inaudible",))
    assert heard.confidence == pytest.approx(0.9)
    (alone,) = attribute(transcript(lost), turns((0.0, 4.0, "A")))
    assert (alone.confidence, alone.flags) == (0.0, ("inaudible",))


def test_a_segment_without_words_is_kept() -> None:
    bare = Segment(start=1.0, end=3.0, text="説明は以上です。")
    assert told([bare], turns((0.0, 4.0, "A"))) == [("A", "説明は以上です。")]


def test_spaces_stay_only_between_latin_words() -> None:
    segment = spoken("Web", 0.0, 0.3), spoken(" API", 0.3, 0.6), spoken(" の連携", 0.6, 1.0)
    assert told(list(segment), turns((0.0, 1.0, "A"))) == [("A", "Web APIの連携")]
