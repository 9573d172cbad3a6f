"""A recording is opened as a file and nothing else: no name and no content makes ffmpeg or its libraries go elsewhere."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import av
import ffmpeg
import pytest

from minutes.audio import ffmpeg as program
from minutes.audio.decode import decode
from minutes.audio.normalize import normalize
from minutes.audio.opening import LISTS
from minutes.audio.probe import probe
from minutes.domain import Source
from minutes.errors import InputUnreadable, MinutesError
from minutes.progress import NoProgress

HLS = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{place}\n#EXT-X-ENDLIST\n"
CONCAT = "ffconcat version 1.0\nfile '{place}'\n"
SDP = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
DASH = """<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"
 profiles="urn:mpeg:dash:profile:isoff-main:2011"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="a"
 bandwidth="1000"><SegmentList duration="5"><Initialization sourceURL="{place}"/><SegmentURL media="{place}"/></SegmentList>
 </Representation></AdaptationSet></Period></MPD>"""
LISTED = {"hls": HLS, "concat": CONCAT, "dash": DASH, "sdp": SDP}
SOURCE = Source(file="x", sha256="0" * 64, promised=None, guessed=1.0, cut=False, streams=(0,), channels=1)


@pytest.fixture
def callers() -> Iterator[list[str]]:
    """First the address of a server, then a word for each call it had."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[str] = [f"http://127.0.0.1:{server.getsockname()[1]}/sound.wav"]

        def answer() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = server.accept()
                    heard.append("called")
                    peer.close()

        Thread(target=answer, daemon=True).start()
        yield heard


def _plant(place: Path, content: str, target: str) -> Path:
    place.write_text(content.format(place=target), encoding="utf-8")
    return place


def test_the_server_of_these_tests_hears_an_ffmpeg_that_is_let_out(callers: list[str]) -> None:
    with suppress(MinutesError):
        program.run(ffmpeg.input(callers[0]).output("-", format="null"), seconds=1, progress=NoProgress())
    with suppress(av.FFmpegError, OSError):
        av.open(callers[0])
    assert len(callers) > 2


@pytest.mark.parametrize("kind", sorted(LISTED))
@pytest.mark.parametrize("name", ["会議.m4a", "list.m3u8"])
def test_a_list_planted_as_a_recording_calls_nobody(kind: str, name: str, callers: list[str], tmp_path: Path) -> None:
    planted = _plant(tmp_path / name, LISTED[kind], callers[0])
    with pytest.raises(InputUnreadable):
        probe([planted])
    with pytest.raises(InputUnreadable):  # even past the probe
        decode(planted, SOURCE, tmp_path / "scratch.wav", apart=False, progress=NoProgress())
    assert len(callers) == 1


def test_another_meeting_s_sound_is_not_brought_in(tone: Callable[..., Path], tmp_path: Path) -> None:
    tone("other.wav")
    planted = _plant(tmp_path / "会議.m4a", CONCAT, "other.wav")
    with av.open(str(planted)) as container:
        assert container.format.name in LISTS, "ffmpeg itself would play it"
    with pytest.raises(InputUnreadable, match="再生リスト"):
        probe([planted])


def test_a_name_that_looks_like_an_address_is_a_name(
    tone: Callable[..., Path], callers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    port = callers[0].split(":")[2].partition("/")[0]
    names = [Path("10:30 定例会.wav"), Path("concat:会議.wav"), Path(f"http:/127.0.0.1:{port}/会議.wav"), Path("-.wav")]
    for number, name in enumerate(names):
        name.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tone("plain.wav", 0.5), name)
        made = Path(f"{number}:00.flac")
        recording = normalize([name], probe([name]), [made], progress=NoProgress())
        assert recording.duration == pytest.approx(0.5, abs=0.05)
        assert made.stat().st_size > 0
    assert len(callers) == 1
