"""The network: a small Whisper, with what makes it learn to listen quickly and is dropped at export.

- a CTC head for phonemes on an inner encoder layer and one for characters on the last (Graves 2006; Lee & Watanabe 2021),
- guided attention (Tachibana 2018) on two heads of the last decoder layer, which later give the word times.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from transformers import WhisperConfig, WhisperForConditionalGeneration

from training.asr.loader import Batch
from training.asr.tokens import PHONEMES, Vocabulary
from training.asr.windows import IGNORED

WIDTH = 256
ENCODER_LAYERS = 4
DECODER_LAYERS = 2
HEADS = 4
PHONEME_LAYER = 2  # counted from 0
GUIDED_HEADS = 2
GUIDE_REACH = 20  # encoder positions of 20 ms on either side
CHARACTER_POOL = 2  # encoder positions per frame of the character CTC
_FIRST_CHARACTER = 256  # ids below are bytes; the blank takes the place before


@dataclass(frozen=True)
class Losses:
    """Means per target; `accuracy` of the decoder over text tokens, teacher-forced."""

    decoder: torch.Tensor
    phonemes: torch.Tensor
    characters: torch.Tensor
    guide: torch.Tensor
    accuracy: torch.Tensor

    def total(self) -> torch.Tensor:
        return self.decoder + 0.3 * self.phonemes + 0.3 * self.characters + 0.3 * self.guide


def whisper_config(vocabulary: Vocabulary) -> WhisperConfig:
    """The architecture; positions as in every Whisper, which CTranslate2 and faster-whisper rely on."""
    end = vocabulary.end
    return WhisperConfig(
        vocab_size=len(vocabulary.tokens),
        num_mel_bins=80,
        d_model=WIDTH,
        encoder_layers=ENCODER_LAYERS,
        decoder_layers=DECODER_LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        max_source_positions=1500,
        max_target_positions=448,
        dropout=0.0,
        pad_token_id=end,
        bos_token_id=end,
        eos_token_id=end,
        decoder_start_token_id=vocabulary.prompt[0],
        suppress_tokens=None,
        begin_suppress_tokens=None,
        use_cache=False,
        attn_implementation="eager",  # on CPU in bfloat16 faster than the fused kernel
    )


class AsrMini(nn.Module):
    """Whisper with its training heads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.whisper = WhisperForConditionalGeneration(whisper_config(vocabulary))
        self.phoneme_head = nn.Linear(WIDTH, len(PHONEMES))
        self.character_head = nn.Linear(WIDTH, vocabulary.end - _FIRST_CHARACTER + 1)
        self._seen: dict[str, torch.Tensor] = {}
        attention = self.whisper.model.decoder.layers[-1].encoder_attn
        attention.q_proj.register_forward_hook(lambda module, args, out: self._seen.__setitem__("q", out))
        attention.k_proj.register_forward_hook(lambda module, args, out: self._seen.__setitem__("k", out))

    def encode(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """mel [B, 80, frames] of any length → states of the last layer and of the phoneme layer [B, frames / 2, WIDTH]."""
        encoder = self.whisper.model.encoder
        states = functional.gelu(encoder.conv2(functional.gelu(encoder.conv1(mel)))).transpose(1, 2)
        states = states + encoder.embed_positions.weight[: states.shape[1]]
        inner = states
        for number, layer in enumerate(encoder.layers):
            out = layer(states, None)
            states = out[0] if isinstance(out, tuple) else out
            if number == PHONEME_LAYER:
                inner = states
        return encoder.layer_norm(states), inner

    def losses(self, batch: Batch, inputs: torch.Tensor) -> Losses:
        """Losses of a batch; `inputs` may be a corrupted copy of the batch's."""
        states, inner = self.encode(batch.mel.bfloat16())
        hidden = self.whisper.model.decoder(input_ids=inputs, encoder_hidden_states=states).last_hidden_state
        wanted = batch.labels != IGNORED
        logits = self.whisper.proj_out(hidden[wanted]).float()
        labels = batch.labels[wanted]
        is_text = labels < self.whisper.config.eos_token_id
        right = (logits.argmax(-1) == labels) & is_text
        pooled = functional.avg_pool1d(states.transpose(1, 2), CHARACTER_POOL).transpose(1, 2)
        characters = batch.characters - (_FIRST_CHARACTER - 1)
        return Losses(
            decoder=functional.cross_entropy(logits, labels),
            phonemes=_ctc(self.phoneme_head(inner), batch.phonemes, batch.positions, batch.phoneme_lengths),
            characters=_ctc(
                self.character_head(pooled), characters, batch.positions // CHARACTER_POOL, batch.character_lengths
            ),
            guide=self._guide(batch.times),
            accuracy=right.sum() / is_text.sum().clamp(min=1),
        )

    def _guide(self, times: torch.Tensor) -> torch.Tensor:
        """-log of the attention that the guided heads give to the positions around where each token was said."""
        size, tokens = times.shape
        width = WIDTH // HEADS
        query = self._seen["q"].view(size, tokens, HEADS, width)[:, :, :GUIDED_HEADS].transpose(1, 2)
        key = self._seen["k"].view(size, -1, HEADS, width)[:, :, :GUIDED_HEADS].permute(0, 2, 3, 1)
        attention = ((query @ key).float() * width**-0.5).log_softmax(-1)
        near = (torch.arange(attention.shape[-1]) - times[:, :, None]).abs() <= GUIDE_REACH
        mass = attention.masked_fill(~near[:, None], -1e4).logsumexp(-1)
        return -mass[(times >= 0)[:, None].expand_as(mass)].clamp(min=-12).mean()


def _ctc(logits: torch.Tensor, targets: torch.Tensor, positions: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """CTC per target; windows without targets are left out. logits [B, T, classes], blank 0.

    A window has few of the thousands of classes among its targets. All others can only be wrong, so they are summed to
    one class before the loss: the same value and gradient for a fraction of the time.
    """
    spoken = lengths > 0
    logits = logits[spoken].float()
    rows = torch.split(targets, lengths[spoken].tolist())
    local = [row.unique(return_inverse=True) for row in rows]
    classes = torch.zeros(len(rows), max(len(values) for values, _ in local), dtype=torch.long)
    for row, (values, _) in enumerate(local):
        classes[row, : len(values)] = values
    used = torch.arange(classes.shape[1]) < torch.tensor([[len(values)] for values, _ in local])
    index = torch.cat((torch.zeros(len(rows), 1, dtype=torch.long), classes), 1)
    scores = logits.gather(2, index[:, None].expand(-1, logits.shape[1], -1)) - logits.logsumexp(-1, keepdim=True)
    scores = torch.cat((scores[..., :1], scores[..., 1:].masked_fill(~used[:, None], -60.0)), -1)
    rest = (1 - scores.exp().sum(-1, keepdim=True)).clamp(min=1e-6).log()
    scores = torch.cat((scores, rest), -1).transpose(0, 1)
    renamed = torch.cat([inverse + 1 for _, inverse in local])
    loss = functional.ctc_loss(scores, renamed, positions[spoken], lengths[spoken], reduction="sum", zero_infinity=True)
    return loss / lengths.sum().clamp(min=1)


def greedy_errors(logits: torch.Tensor, targets: torch.Tensor, positions: torch.Tensor, lengths: torch.Tensor) -> float:
    """Error rate of the best CTC path, to watch the encoder learn."""
    from rapidfuzz.distance import Levenshtein

    best = logits.argmax(-1)
    wrong = at = 0
    for row, length in enumerate(lengths.tolist()):
        path = torch.unique_consecutive(best[row, : int(positions[row])])
        wrong += Levenshtein.distance(path[path > 0].tolist(), targets[at : at + length].tolist())
        at += length
    return wrong / max(1, at)
