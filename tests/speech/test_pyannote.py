from __future__ import annotations

from minutes.progress import NoProgress
from minutes.speech.pyannote import _Hook


class Shares(NoProgress):
    def __init__(self) -> None:
        self.shares: list[float] = []

    def done(self, share: float) -> None:
        self.shares.append(share)


def test_progress_never_passes_the_whole() -> None:
    """In a recording shorter than a window pyannote reports more pieces completed than there are."""
    progress = Shares()
    hook = _Hook(progress)
    for step, total, completed in (
        ("segmentation", 1, 8),
        ("embeddings", 4, 2),
        ("embeddings", 4, 32),
        ("other", 1, 1),
    ):
        hook(step, None, total=total, completed=completed)
    hook("embeddings", None)
    assert progress.shares == sorted(progress.shares)
    assert progress.shares[-1] < 1.0
