"""The averaged weights as a CTranslate2 folder that unmodified faster-whisper loads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from ctranslate2.converters.transformers import WhisperLoader
from transformers import WhisperForConditionalGeneration

from training.asr.network import DECODER_LAYERS, GUIDED_HEADS, whisper_config
from training.asr.tokens import Vocabulary

CHUNK_LENGTH_S = (
    10  # windows of speech in which the model is at its best; faster-whisper reads it from preprocessor_config.json
)
_PREFIX = "whisper."


def export(checkpoint: Path, folder: Path, quantization: str = "int8", weights: str = "averages") -> None:
    """Writes model.bin, config.json, vocabulary.json, tokenizer.json and preprocessor_config.json."""
    state = torch.load(checkpoint, weights_only=True)
    vocabulary = Vocabulary(tuple(state["tokens"]))
    model = WhisperForConditionalGeneration(whisper_config(vocabulary))
    stored = dict(zip(state["names"], state[weights], strict=True))
    named = {name.removeprefix(_PREFIX): value.detach() for name, value in stored.items() if name.startswith(_PREFIX)}
    # The output projection is the embedding, and the encoder's positions are fixed sinusoids: neither is stored.
    missing, unexpected = model.load_state_dict(named, strict=False)
    assert not unexpected and set(missing) <= {"proj_out.weight", "model.encoder.embed_positions.weight"}, missing
    model.tie_weights()
    model.eval()
    with torch.no_grad():
        spec = WhisperLoader().get_model_spec(model)
        spec.register_vocabulary(list(vocabulary.tokens))
        spec.config.suppress_ids = []
        spec.config.suppress_ids_begin = [vocabulary.ids[" "]]  # an empty text must stay possible: silence
        spec.config.lang_ids = [vocabulary.ids["<|ja|>"]]
        spec.config.alignment_heads = [[DECODER_LAYERS - 1, head] for head in range(GUIDED_HEADS)]
        spec.validate()
        spec.optimize(quantization=quantization)
        folder.mkdir(parents=True, exist_ok=True)
        spec.save(str(folder))
    vocabulary.tokenizer().save(str(folder / "tokenizer.json"))
    settings = {
        "feature_size": 80,
        "sampling_rate": 16000,
        "hop_length": 160,
        "chunk_length": CHUNK_LENGTH_S,
        "n_fft": 400,
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(settings) + "\n", "utf-8")
