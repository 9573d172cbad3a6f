"""Two speaker encoders as one model, for a pipeline that knows only one."""

from __future__ import annotations

from pyannote.audio.models.embedding import XVectorMFCC

from minutes.speech.encoders import GE2E, Fused


def fused(own: XVectorMFCC, given: GE2E, share: float) -> Fused:
    """A model whose cosine is `share` parts that of `own` and the rest that of `given`."""
    model = Fused(mfcc=dict(own.hparams.mfcc), xvector_dimension=own.dimension, share=share)
    model.xvector.load_state_dict(own.state_dict())
    model.ge2e.load_state_dict(given.state_dict())
    model.eval()
    return model
