"""The picture: what is drawn where, with Japanese labels and without a font for them."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from minutes.evaluation import picture
from minutes.evaluation.evaluate import evaluate
from minutes.evaluation.hypothesis import hypothesis_of
from tests.evaluation.meetings import reference, segments, utterances

SAID = (("議長", "開会いたします", 0.0, 10.0), ("部長", "説明いたします", 10.0, 20.0))


def _drawn(place: Path, *written: tuple[str, str, float, float]) -> np.ndarray:
    truth, result = reference(*SAID), hypothesis_of(utterances(*written), segments(*written))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of every character its font does not have
        picture.draw(truth, result, evaluate(truth, result), place)
    image: np.ndarray = imread(place)[..., :3]
    return image


def _pixels(image: np.ndarray, colour: str) -> int:
    wanted = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return int((np.abs(image - wanted) < 0.01).all(axis=-1).sum())


def test_a_wrong_name_without_a_flag_is_framed_and_an_unnamed_one_grey(tmp_path: Path) -> None:
    good = _drawn(tmp_path / "good.png", *SAID)
    wrong = _drawn(tmp_path / "wrong.png", SAID[0], ("議長", SAID[1][1], 10.0, 20.0))
    unnamed = _drawn(tmp_path / "unnamed.png", SAID[0], ("", SAID[1][1], 10.0, 20.0))
    assert good.shape == wrong.shape == unnamed.shape
    assert _pixels(wrong, picture._RED) > _pixels(good, picture._RED) + 500
    assert _pixels(unnamed, picture._GREY) > _pixels(good, picture._GREY) + 5000


def test_what_was_lost_is_marked(tmp_path: Path) -> None:
    good = _drawn(tmp_path / "good.png", *SAID)
    lost = _drawn(tmp_path / "lost.png", SAID[0])
    assert _pixels(lost, picture._RED) > _pixels(good, picture._RED) + 5000


def test_without_a_japanese_font_the_labels_are_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "japanese_font", lambda: None)
    assert _drawn(tmp_path / "ascii.png", *SAID).size  # no missing-character warning, or it would have been raised


def test_a_long_meeting_is_folded_into_strips(tmp_path: Path) -> None:
    short = _drawn(tmp_path / "short.png", *SAID)
    far = ("議長", "閉会いたします", 1490.0, 1500.0)
    truth, result = reference(*SAID, far), hypothesis_of(utterances(*SAID, far))
    picture.draw(truth, result, evaluate(truth, result), tmp_path / "long.png")
    assert imread(tmp_path / "long.png").shape[0] > 3 * short.shape[0]
