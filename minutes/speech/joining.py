"""Which speakers of the pieces of a long recording are the same people, by how their voices sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from minutes.speech.engines import SpeakerBound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Voices = Mapping[str, "NDArray[np.float32]"]  # label of a speaker → mean embedding of the voice

# Between two speakers of one piece, whom the pipeline told apart with all their speech before it: an average over many
# pairs with one of these among them stays above every real distance (0–2).
_APART = 1e6


def join(pieces: Sequence[Voices], same_voice: float, bound: SpeakerBound) -> list[dict[str, int]]:
    """For each piece, the person behind each of its labels, numbered through the recording.

    Agglomerative clustering with average linkage over cosine distances, up to `same_voice`. Two speakers of one piece
    become one person only where the bound leaves no other way.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist, squareform

    labels = [(piece, label) for piece, voices in enumerate(pieces) for label in voices]
    if len(labels) < 2:
        return [dict.fromkeys(voices, 0) for voices in pieces]
    voices = np.stack([pieces[piece][label] for piece, label in labels]).astype(np.float64)
    distances = squareform(np.nan_to_num(pdist(voices, "cosine"), nan=1.0))  # of an empty voice nothing is known
    piece_of = np.array([piece for piece, _ in labels])
    distances[(piece_of[:, None] == piece_of[None]) & ~np.eye(len(labels), dtype=bool)] = _APART
    tree = linkage(squareform(distances), method="average")
    people = fcluster(tree, same_voice, criterion="distance")
    found = len(set(people))
    wanted = min(max(found, bound.least or 1), bound.most or len(labels))
    if wanted != found:
        people = fcluster(tree, wanted, criterion="maxclust")
    joined: list[dict[str, int]] = [{} for _ in pieces]
    for (piece, label), person in zip(labels, people.tolist(), strict=True):
        joined[piece][label] = person
    return joined
