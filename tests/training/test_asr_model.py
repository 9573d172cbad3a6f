"""What the small recogniser is trained with: tokens, frames, shards, clauses, scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from training.asr.corpus import Clause, character_times, read_shard
from training.asr.features import log_mel, scaled
from training.asr.known import Meeting, Said
from training.asr.score import Heard, score
from training.asr.shards import Spoken, write_shard
from training.asr.tokens import Vocabulary

RATE = 16_000


def test_tokens_stand_in_the_order_that_ctranslate2_expects() -> None:
    vocabulary = Vocabulary.of(["議案第12号"])
    assert vocabulary.tokens[vocabulary.end - 1] == ""
    assert vocabulary.tokens[vocabulary.end] == "<|endoftext|>"
    assert vocabulary.tokens[vocabulary.no_timestamps + 1] == "<|0.00|>"
    assert vocabulary.tokens[-1] == "<|30.00|>"
    assert vocabulary.tokens[vocabulary.time(12.34)] == "<|12.34|>"


def test_any_text_survives_the_tokenizer() -> None:
    tokenizer = Vocabulary.of(["議案"]).tokenizer()
    for text in ("議案です。", "鷗と𠮷野家", " -"):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        assert ids and tokenizer.decode(ids) == text


def test_frames_are_those_of_faster_whisper() -> None:
    sound = np.random.default_rng(0).standard_normal(2 * RATE).astype(np.float32) * 0.1
    mel = log_mel(sound)
    expected = FeatureExtractor()(sound, padding=0)
    assert np.allclose(scaled(mel, float(mel.max()))[:, 2:-2], expected[:, 2:198], atol=1e-3)


def _utterance(tmp_path: Path, text: str, phonemes: str, pause_s: float) -> tuple[Clause, ...]:
    tone = (8000 * np.sin(np.arange(RATE))).astype(np.int16)
    silence = np.zeros(int(pause_s * RATE), np.int16)
    samples = np.concatenate((np.zeros(800, np.int16), tone, silence, tone, np.zeros(1600, np.int16)))
    write_shard(tmp_path / "s.json", [(Spoken(text, phonemes.split(), 0, len(samples)), samples)] * 2)
    return list(read_shard(tmp_path / "s.json"))[1].clauses


def test_an_utterance_is_cut_at_its_pauses(tmp_path: Path) -> None:
    first, second = _utterance(tmp_path, "はい、賛成です。", "h a i pau s a N s e e d e s u", 0.4)
    assert (first.text, second.text) == ("はい、", "賛成です。")
    assert second.start / RATE == pytest.approx(1.45, abs=0.02)
    assert len(second.phonemes) == 10


def test_without_a_pause_in_the_sound_it_stays_whole(tmp_path: Path) -> None:
    (only,) = _utterance(tmp_path, "はい、賛成です。", "h a i pau s a N s e e d e s u", 0.1)
    assert only.text == "はい、賛成です。"


def test_character_times_rise_through_the_clause() -> None:
    times = character_times(Clause("議案第12号は、", (), 1000, 9000))
    assert times == sorted(times)
    assert times[0] > 1000 and times[-1] <= 9000


def test_score_counts_characters_and_the_lateness_of_starts() -> None:
    said = (Said("はい、", 1.0, 1.5, True), Said("賛成です。", 2.0, 3.0, False))
    meeting = Meeting("m", "m.flac", 4.0, said)
    heard = [Heard("はい", 1.1), Heard("、", 1.5), Heard("賛", 2.3), Heard("成", 2.5), Heard("で", 2.7)]
    result = score(meeting, heard)
    assert result.cer == pytest.approx(1 / 6)
    assert result.sentence_start[0] == pytest.approx(0.1)
    assert result.clause_start[0] == pytest.approx(0.3)
