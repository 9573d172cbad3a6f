from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import webvtt

from minutes.domain import Attendee, Segment, Transcript, Utterance, Word
from minutes.render.beside.captions import COLUMNS, LINES, captions
from minutes.render.beside.given import Given
from minutes.render.beside.srt import srt
from minutes.render.beside.vtt import vtt
from minutes.render.clean import clean
from minutes.render.forms import known_forms, load_form
from minutes.render.japanese import width
from minutes.text.transcripts.captions import read_srt, read_vtt
from tests.render.beside import hostile
from tests.render.sample import meeting, minutes, utterance, utterances

TIMING = re.compile(r"\d\d:\d\d:\d\d[.,]\d{3} --> \d\d:\d\d:\d\d[.,]\d{3}")


def given(*heard: Utterance, **changed: object) -> Given:
    content = Given(minutes(), heard or utterances(), load_form("choigi"))
    return replace(content, **changed)  # type: ignore[arg-type]


def spoken(*words: tuple[str, float, float], speaker: str | None = None) -> Transcript:
    made = tuple(Word(text=text, start=start, end=end, probability=1.0) for text, start, end in words)
    text = "".join(word.text for word in made)
    segment = Segment(start=made[0].start, end=made[-1].end, text=text, words=made, speaker=speaker)
    return Transcript(language="ja", duration=99, model="m", segments=(segment,))


LONG = "外部に情報を送信しない構成を考えております。研修は年2回を予定しております。経費は2,000万円を見込んでおります。"


def test_a_caption_names_its_speaker_where_an_utterance_begins() -> None:
    first, second = captions(given(utterance(1, "DX推進課長", LONG)))
    assert first.lines[0].startswith("DX推進課長：外部に")
    assert "：" not in "".join(second.lines)
    assert second.speaker == "DX推進課長"


@pytest.mark.parametrize("form", known_forms())
@pytest.mark.parametrize("content", [given(), hostile.given()], ids=["sample", "hostile"])
def test_every_caption_fits_the_screen_and_none_overlaps(form: str, content: Given) -> None:
    cues = captions(replace(content, form=load_form(form)))
    assert all(1 <= len(cue.lines) <= LINES for cue in cues)
    assert all(line.strip() and "\n" not in line and width(line) <= COLUMNS for cue in cues for line in cue.lines)
    assert all(cue.end - cue.start >= 500 for cue in cues)
    assert all(before.end <= after.start for before, after in pairwise(cues))


def test_no_word_is_lost() -> None:
    content = hostile.given()
    shown = "".join(line for cue in captions(content) for line in cue.lines)
    for text in hostile.TEXTS:
        assert re.sub(r"\s", "", clean(text)) in re.sub(r"\s", "", shown)


def test_a_long_utterance_is_cut_at_the_times_of_its_words() -> None:
    words = ((LONG[:22], 10.0, 12.0), (LONG[22:37], 17.0, 19.0), (LONG[37:], 19.0, 24.0))
    cues = captions(given(utterance(1, None, LONG, start=10.0, end=24.0), transcript=spoken(*words)))
    begins = {cue.lines[0][:2]: (cue.start, cue.end) for cue in cues}
    assert begins["発言"][1] == 12_000  # 発言者1：… until the pause
    assert begins["研修"][0] == 17_000


def test_terms_put_right_keep_their_times() -> None:
    heard = "えー標準順居の移行は来年です。そのように考えております。費用は別です。はい。"
    said = "標準準拠システムの移行は来年です。そのように考えております。費用は別です。はい。"
    at = heard.index("費用")
    words = ((heard[:at], 10.0, 15.0), (heard[at:], 18.0, 20.0))
    cues = captions(given(utterance(1, None, said, start=10.0, end=20.0), transcript=spoken(*words)))
    (later,) = [cue for cue in cues if "費用は別です。" in cue.lines[0]]
    assert later.start == 18_000


def test_another_microphone_s_words_give_no_times() -> None:
    content = given(utterance(1, None, LONG, "A", start=10.0, end=24.0))
    other = spoken((LONG[:22], 10.0, 11.0), (LONG[22:], 23.0, 24.0), speaker="B")
    assert captions(replace(content, transcript=other)) == captions(content)


def test_people_who_speak_at_once_are_shown_one_after_the_other() -> None:
    both = (
        utterance(1, "市長公室長", "それでよろしいでしょうか。", start=10.0, end=14.0),
        utterance(2, "DX推進課長", "はい。", start=10.0, end=11.0),
        utterance(3, "総務局長", "異議なし。", start=10.1, end=11.0),
    )
    times = [(cue.start, cue.end) for cue in captions(given(*both))]
    assert times == [(10_000, 10_500), (10_500, 11_000), (11_000, 12_000)]


def test_what_could_not_be_heard_says_so() -> None:
    assert "〔聴取不能 00:01:50〕" in srt(given())


def test_a_label_too_long_for_a_line_is_shortened_in_words_only() -> None:
    role = "市民生活部市民協働推進課長兼地域振興室長補佐"
    content = given(utterance(1, role, "はい。"))
    (cue,) = captions(content)
    assert cue.lines[0].endswith("…：")
    assert f"<v {role}>" in vtt(content)


def test_subrip_is_what_players_read() -> None:
    blocks = srt(hostile.given()).rstrip("\n").split("\n\n")
    for number, block in enumerate(blocks, start=1):
        first, timing, *lines = block.split("\n")
        assert first == str(number)
        assert TIMING.fullmatch(timing)
        assert 1 <= len(lines) <= LINES
        assert not set("".join(lines)) & set("<>{}\\")


def test_webvtt_is_what_players_read(tmp_path: Path) -> None:
    place = tmp_path / "a.vtt"
    place.write_text(vtt(hostile.given()), encoding="utf-8")
    assert [one.start_in_seconds for one in webvtt.read(str(place)).captions] == [
        cue.start // 1000 for cue in captions(hostile.given())
    ]
    head, note, *blocks = place.read_text("utf-8").rstrip("\n").split("\n\n")
    assert (head, note[:5]) == ("WEBVTT", "NOTE ")
    for block in blocks:
        _, timing, *lines = block.split("\n")
        assert TIMING.fullmatch(timing)
        assert not re.search("<(?!v )|-->", "\n".join(lines))
        assert len(re.findall("[<>]", "\n".join(lines))) == 2


@pytest.mark.parametrize(("write", "read", "ending"), [(vtt, read_vtt, "vtt"), (srt, read_srt, "srt")])
def test_we_read_our_own_captions(write: object, read: object, ending: str, tmp_path: Path) -> None:
    content = given(utterance(1, "DX推進課長", LONG), utterance(3, "総務局長", "資料1：の件です。よろしいですか。"))
    place = tmp_path / f"a.{ending}"
    place.write_text(write(content), encoding="utf-8")  # type: ignore[operator]
    cues = read(place)  # type: ignore[operator]
    said: dict[str, str] = {}
    for cue in (cue for cue in cues if cue.text):
        said[cue.speaker] = said.get(cue.speaker, "") + cue.text
    assert said == {"DX推進課長": LONG, "総務局長": "資料1：の件です。よろしいですか。"}


def test_speakers_are_called_as_the_form_calls_them() -> None:
    roster = (Attendee(role="DX推進課長", name="山田 太郎"),)
    content = given(minutes=minutes(meeting=meeting(attendees=roster)))
    full = replace(content, form=content.form.model_copy(update={"person": "full"}))
    assert "DX推進課長　山田　太郎" in {cue.speaker for cue in captions(full)}
