"""The PLDA that pyannote's VBxClustering scores embeddings with, in the two files pyannote.audio.core.plda reads.

`xvec_transform.npz` (mean1, mean2, lda) centres, normalises and projects embeddings; `plda.npz` (mu, tr, psi) is a
two-covariance model of the result: tr whitens the covariance within speakers and makes that between them diag(psi).
Reference: Landini et al., "Bayesian HMM clustering of x-vector sequences (VBx)", Computer Speech & Language 2022.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.linalg import eigh

_RIDGE = 1e-4  # of the mean variance, keeps covariances invertible


def fit_plda(embeddings: np.ndarray, speakers: np.ndarray, folder: Path) -> None:
    """Fit on `embeddings` (count, dimension) with the `speakers` (count,) they belong to and write both files."""
    mean1 = embeddings.mean(0)
    centred = _unit(embeddings - mean1) * np.sqrt(embeddings.shape[1])
    lda = _axes(centred, speakers)
    mean2 = (centred @ lda).mean(0)
    projected = _unit(centred @ lda - mean2) * np.sqrt(lda.shape[1])
    within, between = covariances(projected, speakers)
    psi, axes = eigh(between, within)
    order = np.argsort(psi)[::-1]
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "xvec_transform.npz", mean1=mean1, mean2=mean2, lda=lda)
    np.savez(
        folder / "plda.npz",
        mu=projected.mean(0),
        tr=axes[:, order].T,
        psi=np.maximum(psi[order], _RIDGE),
    )


def _axes(vectors: np.ndarray, speakers: np.ndarray) -> np.ndarray:
    """Linear discriminant axes as columns, most telling first, each of unit variance within speakers."""
    within, between = covariances(vectors, speakers)
    gain, axes = eigh(between, within)
    return axes[:, np.argsort(gain)[::-1]]


def covariances(vectors: np.ndarray, speakers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Covariance within and between speakers (moment estimates, equal weight to each speaker)."""
    names, counts = np.unique(speakers, return_counts=True)
    means = np.stack([vectors[speakers == name].mean(0) for name in names])
    residual = vectors - means[np.searchsorted(names, speakers)]
    within = residual.T @ residual / (len(vectors) - len(names))
    between = np.cov(means.T) - within / counts.mean()
    ridge = np.eye(vectors.shape[1]) * _RIDGE * np.trace(within) / len(within)
    return within + ridge, (between + between.T) / 2


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
