"""Turning the embedding so that cosine distance weighs what tells speakers apart, and not the loudest direction.

Trained briefly, the embedding spends most of its length on which base voice speaks. Linear discriminant analysis over
the training speakers finds directions in which speakers differ more than crops of one speaker do; the best few, each
scaled to the same spread between speakers, replace the last linear layer's outputs. The result is an ordinary
XVectorMFCC of fewer dimensions.
"""

from __future__ import annotations

import numpy as np
import torch
from pyannote.audio.models.embedding import XVectorMFCC
from scipy.linalg import eigh

from training.diarization.plda import covariances

DIMENSION = 16
_FLOOR = 0.5  # between-speaker variance in units of the within-speaker one below which a direction is not blown up


def sharpened(model: XVectorMFCC, vectors: np.ndarray, speakers: np.ndarray) -> tuple[XVectorMFCC, np.ndarray]:
    """The turned model, and `vectors` (count, dimension) of `speakers` (count,) as it would give them."""
    within, between = covariances(vectors, speakers)
    spread, axes = eigh(between, within)
    best = np.argsort(spread)[::-1][:DIMENSION]
    turn = axes[:, best] / np.sqrt(np.maximum(spread[best], _FLOOR))
    centre = vectors.mean(0)
    turned = XVectorMFCC(mfcc=dict(model.hparams.mfcc), dimension=DIMENSION)
    turned.specifications = model.specifications
    weights = {name: tensor for name, tensor in model.state_dict().items() if not name.startswith("embedding.")}
    weight, bias = model.embedding.weight.double().detach(), model.embedding.bias.double().detach()
    matrix = torch.from_numpy(turn.T.copy())
    weights["embedding.weight"] = (matrix @ weight).float()
    weights["embedding.bias"] = (matrix @ (bias - torch.from_numpy(centre))).float()
    turned.load_state_dict(weights)
    turned.eval()
    return turned, (vectors - centre) @ turn
