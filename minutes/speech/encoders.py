"""Speaker encoders that pyannote.audio does not bring: checkpoints of a pipeline's embedding name these classes.

GE2E is the network that Resemblyzer 0.1.4 distributes: three LSTM layers over 40 mel bands, trained on the real speech
of thousands of people (Wan et al., “Generalized end-to-end loss for speaker verification”, 2018; weights: Apache-2.0).
Fused hears with two encoders at once, since one was trained on real voices and the other on synthetic ones.
Nothing imports this module but pyannote.audio, when it loads such a checkpoint.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from pyannote.audio.core.model import Model
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.models.embedding import XVectorMFCC
from torchaudio.transforms import MelSpectrogram

_HOP = 160  # samples: 10 ms
_WINDOW = 400  # samples: 25 ms
_PIECE = 160  # frames (1.6 s), what the network was trained to hear at once
_STEP = 80  # frames between the beginnings of two pieces
_LEVEL = 10 ** (-30 / 10)  # power below which a voice is raised to it, as in training: -30 dB of full scale
_QUIET = 1e-8


class GE2E(Model):
    """(batch, 1, samples) at 16 kHz → (batch, 256), unit length. `weights` (batch, frames) say where the speaker is."""

    def __init__(self, sample_rate: int = 16000, num_channels: int = 1, task: Any = None) -> None:
        super().__init__(sample_rate=sample_rate, num_channels=num_channels, task=task)
        self.save_hyperparameters("sample_rate", "num_channels")
        self.mel = MelSpectrogram(
            sample_rate,
            n_fft=_WINDOW,
            hop_length=_HOP,
            n_mels=40,
            norm="slaney",
            mel_scale="slaney",
            pad_mode="constant",
        )
        self.lstm = torch.nn.LSTM(40, 256, num_layers=3, batch_first=True)
        self.linear = torch.nn.Linear(256, 256)
        self.specifications = Specifications(
            problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=_PIECE * _HOP / sample_rate
        )

    @cached_property
    def dimension(self) -> int:
        return 256

    def forward(  # type: ignore[override]  # as pyannote.audio calls encoders
        self, waveforms: torch.Tensor, weights: torch.Tensor | None = None
    ) -> torch.Tensor:
        sound = waveforms[:, 0]
        bands = self.mel(sound).transpose(1, 2)  # (batch, frames, 40)
        power = F.avg_pool1d(sound[:, None] ** 2, _HOP, ceil_mode=True)[:, 0]
        frames = min(bands.shape[1], power.shape[1])
        bands, power = bands[:, :frames], power[:, :frames]
        if weights is None:
            there = torch.ones_like(power, dtype=torch.bool)
        else:
            there = F.interpolate(weights[:, None].float(), size=frames, mode="nearest")[:, 0] > 0.5
        pieces, owners = [], []
        for index in range(len(bands)):
            for piece in _pieces(bands[index][there[index]], power[index][there[index]]):
                pieces.append(piece)
                owners.append(index)
        if not pieces:
            return sound.new_full((len(sound), self.dimension), float("nan"))
        _, (hidden, _) = self.lstm(torch.stack(pieces))
        voices = F.normalize(F.relu(self.linear(hidden[-1])), dim=1)
        sums = voices.new_zeros(len(bands), self.dimension).index_add(
            0, torch.tensor(owners, device=voices.device), voices
        )
        found: torch.Tensor = F.normalize(sums, dim=1)
        found[sums.abs().sum(dim=1) == 0] = float("nan")  # what pyannote understands as: no voice here
        return found


def _pieces(bands: torch.Tensor, power: torch.Tensor) -> list[torch.Tensor]:
    """A speaker's frames, one after the other, cut into pieces of 1.6 s that overlap by half; short ones are repeated."""
    count = len(bands)
    if not count:
        return []
    bands = bands * (_LEVEL / power.mean().clamp(min=_QUIET)).clamp(min=1.0)
    if count < _PIECE:
        return [bands.repeat(-(-_PIECE // count), 1)[:_PIECE]]
    begins = [*range(0, count - _PIECE, _STEP), count - _PIECE]
    return [bands[begin : begin + _PIECE] for begin in begins]


class Fused(Model):
    """GE2E and an XVectorMFCC side by side: (batch, 1, samples) → (batch, 256 + `dimension`), unit length.

    The cosine of two such vectors is the mean of the encoders' cosines, weighted by `share` (0–1) for the XVectorMFCC.
    """

    def __init__(
        self,
        sample_rate: int = 16000,
        num_channels: int = 1,
        mfcc: dict[str, Any] | None = None,
        xvector_dimension: int = 16,
        share: float = 0.5,
        task: Any = None,
    ) -> None:
        super().__init__(sample_rate=sample_rate, num_channels=num_channels, task=task)
        self.save_hyperparameters("mfcc", "xvector_dimension", "share")
        self.ge2e = GE2E(sample_rate, num_channels)
        self.xvector = XVectorMFCC(sample_rate, num_channels, mfcc=mfcc, dimension=xvector_dimension)
        self.specifications = self.ge2e.specifications

    @cached_property
    def dimension(self) -> int:
        return int(self.ge2e.dimension + self.xvector.dimension)

    def forward(  # type: ignore[override]  # as pyannote.audio calls encoders
        self, waveforms: torch.Tensor, weights: torch.Tensor | None = None
    ) -> torch.Tensor:
        share = float(self.hparams["share"])
        both = (
            share**0.5 * F.normalize(self.xvector(waveforms, weights=weights), dim=1),
            (1 - share) ** 0.5 * self.ge2e(waveforms, weights=weights),
        )
        return torch.cat(both, dim=1)
