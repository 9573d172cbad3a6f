"""Choosing the clustering: AgglomerativeClustering over a grid on the development meetings.

Segmentation and embeddings do not depend on the clustering; pyannote's training mode keeps them with each file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from pyannote.audio import Pipeline

from training.diarization.export import Clustering, save_config
from training.diarization.score import Recording, as_file, pooled, score

_MIN_CLUSTER_SIZES = (2, 5)
_AHC = {"average": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55), "centroid": (0.4, 0.5, 0.6)}  # linkage: thresholds
_SPEECH = (0.4, 0.5, 0.6)


def candidates() -> Iterator[Clustering]:
    """All settings tried, one clustering after the other."""
    for method, thresholds in _AHC.items():
        for threshold, size, speech in product(thresholds, _MIN_CLUSTER_SIZES, _SPEECH):
            params = {"method": method, "min_cluster_size": size, "threshold": threshold}
            yield Clustering("AgglomerativeClustering", params, speech_threshold=speech)


def best_clustering(folder: Path, recordings: list[Recording]) -> tuple[float, Clustering]:
    """The lowest error over `recordings` (collar 0; count unknown and known, half each) and its setting.

    `folder` holds models and PLDA; its config.yaml is written anew for each clustering.
    """
    files = [as_file(recording) for recording in recordings]
    settings = list(candidates())
    save_config(folder, settings[0])
    pipeline = Pipeline.from_pretrained(folder)
    pipeline.training = True
    errors = []
    for setting in settings:
        pipeline.instantiate(setting.parameters)
        scores = [
            score(pipeline, recording, file, tell_count=told)
            for recording, file in zip(recordings, files, strict=True)
            for told in (False, True)
        ]
        errors.append(pooled(scores, collar=0.0))
    best = min(range(len(settings)), key=errors.__getitem__)
    return errors[best], settings[best]
