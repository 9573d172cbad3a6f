"""Choosing the clustering: AgglomerativeClustering and VBxClustering tried over a grid on the development meetings.

Segmentation and embeddings do not depend on the clustering; pyannote's training mode keeps them with each file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from pyannote.audio import Pipeline

from training.diarization.export import Clustering, save_config
from training.diarization.score import Recording, as_file, pooled, score

_MIN_CLUSTER_SIZES = (2, 3, 5)
_AHC = {"average": (0.3, 0.35, 0.4, 0.45), "centroid": (0.6, 0.65, 0.7, 0.75)}  # linkage: thresholds
_VBX_THRESHOLDS = (0.6, 0.8)
_VBX_FA = (0.15, 0.4)
_VBX_FB = (0.8, 3.0)


def candidates() -> Iterator[Clustering]:
    """All settings tried, one clustering after the other."""
    for method, thresholds in _AHC.items():
        for threshold, size in product(thresholds, _MIN_CLUSTER_SIZES):
            params = {"method": method, "min_cluster_size": size, "threshold": threshold}
            yield Clustering("AgglomerativeClustering", params)
    for threshold, fa, fb in product(_VBX_THRESHOLDS, _VBX_FA, _VBX_FB):
        yield Clustering("VBxClustering", {"threshold": threshold, "Fa": fa, "Fb": fb})


def best_clusterings(folder: Path, recordings: list[Recording]) -> dict[str, tuple[float, Clustering]]:
    """For each clustering by name the lowest error over `recordings` (collar 0; count unknown and known, half each) and its setting.

    `folder` holds models and PLDA; its config.yaml is written anew for each clustering.
    """
    files = [as_file(recording) for recording in recordings]
    best: dict[str, tuple[float, Clustering]] = {}
    pipeline, loaded = None, ""
    for setting in candidates():
        if setting.name != loaded:
            save_config(folder, setting)
            pipeline, loaded = Pipeline.from_pretrained(folder), setting.name
            pipeline.training = True
        pauses = {"min_duration_off": setting.min_duration_off_s}
        pipeline.instantiate({"clustering": setting.params, "segmentation": pauses})
        scores = [
            score(pipeline, recording, file, tell_count=told)
            for recording, file in zip(recordings, files, strict=True)
            for told in (False, True)
        ]
        error = pooled(scores, collar=0.0)
        if setting.name not in best or error < best[setting.name][0]:
            best[setting.name] = (error, setting)
    return best
