"""Every container and codec an office hands in comes out with its whole length and its own sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audio.sounds import babble, likeness, make, normalized, wav

SECONDS = 3.0
FILM = ("-f", "lavfi", "-i", f"color=c=blue:s=64x64:r=10:d={SECONDS}")

# name → how it is encoded
FORMATS: dict[str, tuple[str, ...]] = {
    "8bit.wav": ("-c:a", "pcm_u8"),
    "16bit.wav": ("-c:a", "pcm_s16le", "-ar", "44100"),
    "24bit.wav": ("-c:a", "pcm_s24le", "-ar", "48000", "-ac", "2"),
    "32bit.wav": ("-c:a", "pcm_s32le"),
    "float.wav": ("-c:a", "pcm_f32le"),
    "double.wav": ("-c:a", "pcm_f64le"),
    "alaw.wav": ("-c:a", "pcm_alaw"),
    "adpcm.wav": ("-c:a", "adpcm_ms"),
    "rf64.wav": ("-rf64", "always"),
    "会議.mp3": ("-b:a", "64k"),
    "vbr.mp3": ("-q:a", "5", "-ar", "44100"),
    "会議.m4a": (
        "-c:a",
        "aac",
    ),
    "alac.m4a": ("-c:a", "alac"),
    "会議.aac": ("-c:a", "aac"),
    "会議.wma": ("-c:a", "wmav2", "-ar", "44100"),
    "会議.amr": ("-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1", "-b:a", "12.2k"),
    "会議.ogg": ("-c:a", "libvorbis"),
    "会議.opus": ("-c:a", "libopus"),
    "会議.flac": ("-c:a", "flac"),
    "会議.aiff": (),
    "会議.aifc": ("-c:a", "pcm_mulaw", "-f", "aiff"),
    "会議.mka": ("-c:a", "libopus"),
    "会議.3gp": ("-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1", "-b:a", "12.2k"),
    "wrong.mp3": ("-c:a", "aac", "-f", "mp4"),
    "wrong.wav": ("-c:a", "libmp3lame", "-f", "mp3"),
    "wrong.m4a": ("-c:a", "pcm_s16le", "-f", "wav"),
    "拡張子なし": ("-c:a", "flac", "-f", "flac"),
}
FILMS: dict[str, tuple[str, ...]] = {
    "会議.mp4": ("-c:v", "mpeg4", "-c:a", "aac"),
    "会議.mov": ("-c:v", "mjpeg", "-c:a", "pcm_s16le"),
    "会議.mkv": ("-c:v", "ffv1", "-c:a", "libvorbis"),
    "会議.webm": ("-c:v", "libvpx", "-c:a", "libopus"),
    "会議.3gp": ("-c:v", "mpeg4", "-c:a", "aac"),
    "会議.avi": ("-c:v", "mpeg4", "-c:a", "libmp3lame"),
    "会議.wmv": ("-c:v", "wmv2", "-c:a", "wmav2"),
}
# 8 bits, companding and telephone codecs change the wave more than the sound
COARSE = {"会議.amr", "会議.3gp", "adpcm.wav", "alaw.wav", "8bit.wav", "会議.aifc"}


@pytest.mark.parametrize("name", FORMATS)
def test_sound(name: str, tmp_path: Path) -> None:
    original = babble(SECONDS)
    path = make(tmp_path / name, "-i", str(wav(tmp_path / "original.wav", original)), *FORMATS[name])
    _expect_the_original(path, original, coarse=name in COARSE)


@pytest.mark.parametrize("name", FILMS)
def test_sound_of_a_film(name: str, tmp_path: Path) -> None:
    original = babble(SECONDS)
    path = make(tmp_path / name, *FILM, "-i", str(wav(tmp_path / "original.wav", original)), *FILMS[name])
    _expect_the_original(path, original)


@pytest.mark.parametrize("name", ["会議.mp3", "会議.m4a"])
def test_artwork_and_titles_are_no_sound(name: str, tmp_path: Path) -> None:
    original = babble(SECONDS)
    cover = make(tmp_path / "cover.png", "-f", "lavfi", "-i", "color=c=red:s=32x32:d=1", "-frames:v", "1")
    path = make(
        tmp_path / name,
        *("-i", str(wav(tmp_path / "original.wav", original)), "-i", str(cover), "-map", "0", "-map", "1"),
        *("-c:v", "png", "-disposition:v:0", "attached_pic", "-metadata", "title=第1回　会議"),
    )
    _expect_the_original(path, original)


def _expect_the_original(path: Path, original, coarse: bool = False) -> None:
    recording, (heard,) = normalized([path], path.parent)
    assert recording.duration == pytest.approx(SECONDS, abs=0.11)
    assert len(heard) / 16_000 == pytest.approx(recording.duration, abs=0.001)
    assert recording.flags == ()
    like, delay = likeness(heard, original)
    assert like > (0.8 if coarse else 0.9)
    assert abs(delay) < 0.07  # ADTS cannot say how much silence its encoder put before the sound: 64 ms


def _two_streams(folder: Path, first, second, default: int) -> Path:
    wavs = [wav(folder / f"{number}.wav", samples) for number, samples in enumerate((first, second))]
    marks = [("default" if number == default else "0") for number in range(2)]
    return make(
        folder / "会議.mkv",
        *("-i", str(wavs[0]), "-i", str(wavs[1]), "-map", "0", "-map", "1", "-c:a", "flac"),
        *("-disposition:a:0", marks[0], "-disposition:a:1", marks[1]),
    )


@pytest.mark.parametrize("default", [0, 1])
def test_of_several_streams_the_default_one_is_taken_and_told(default: int, tmp_path: Path) -> None:
    sounds = babble(SECONDS, seed=1), babble(SECONDS, seed=2)
    recording, (heard,) = normalized([_two_streams(tmp_path, *sounds, default)], tmp_path)
    assert likeness(heard, sounds[default])[0] > 0.95
    assert recording.flags == ("several_streams",)
    assert (recording.parts[0].stream, recording.parts[0].streams) == (default + 1, 2)


def test_a_default_stream_without_sound_gives_way(tmp_path: Path) -> None:
    original = babble(SECONDS)
    recording, (heard,) = normalized([_two_streams(tmp_path, 0 * original, original, 0)], tmp_path)
    assert likeness(heard, original)[0] > 0.95
    assert recording.parts[0].stream == 2
