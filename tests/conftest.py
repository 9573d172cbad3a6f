"""Sounds and files the tests share, made on the spot: nothing binary lies in the repository for them."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

RATE = 16_000


@pytest.fixture(autouse=True, scope="session")
def nobody_s_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what whoever runs it has taught the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture
def tone(tmp_path: Path) -> Callable[..., Path]:
    """`tone(name, seconds, level, hz)`: a WAV file with a sine in it."""

    def make(name: str = "tone.wav", seconds: float = 2.0, level: float = 0.1, hz: float = 440.0) -> Path:
        time = np.arange(round(seconds * RATE)) / RATE
        return write_wav(tmp_path / name, level * np.sin(2 * np.pi * hz * time))

    return make


def write_wav(path: Path, samples: np.ndarray) -> Path:
    """16-bit mono at 16 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
