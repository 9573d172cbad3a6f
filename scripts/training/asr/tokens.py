"""Vocabulary of asr-mini: single characters with byte fallback, in the order CTranslate2 and faster-whisper expect.

CTranslate2 takes a Whisper model for multilingual only if its vocabulary holds the empty token; every id after
`<|notimestamps|>` is a time in steps of 20 ms. faster-whisper wants the encoding of " -" not to be empty (bytes will do).
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tokenizers import AddedToken, Tokenizer, decoders, models

TIME_STEP_S = 0.02
LONGEST_WINDOW_S = 30
_SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|ja|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
_HIRAGANA = [chr(code) for code in range(0x3041, 0x3094)]
_KATAKANA = [chr(code) for code in range(0x30A1, 0x30F7)]
_BYTES = 256


@dataclass(frozen=True)
class Vocabulary:
    """All tokens in the order of their ids."""

    tokens: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Every character of `texts`, kana, printable ASCII and Japanese punctuation; then the fixed rest."""
        characters = {c for text in texts for c in text} | set(_HIRAGANA) | set(_KATAKANA)
        characters |= set("ー。、・？！々〇「」（）") | set(string.printable[:95])
        times = [f"<|{step * TIME_STEP_S:.2f}|>" for step in range(round(LONGEST_WINDOW_S / TIME_STEP_S) + 1)]
        texts_tokens = [f"<0x{byte:02X}>" for byte in range(_BYTES)] + sorted(characters) + [""]
        return cls((*texts_tokens, *_SPECIAL, *times))

    @cached_property
    def ids(self) -> dict[str, int]:
        return {token: index for index, token in enumerate(self.tokens)}

    @property
    def end(self) -> int:
        """Id of `<|endoftext|>`; all below are text."""
        return self.ids["<|endoftext|>"]

    @property
    def prompt(self) -> list[int]:
        """`<|startoftranscript|><|ja|><|transcribe|>`."""
        return [self.ids[token] for token in ("<|startoftranscript|>", "<|ja|>", "<|transcribe|>")]

    @property
    def no_speech(self) -> int:
        return self.ids["<|nospeech|>"]

    @property
    def no_timestamps(self) -> int:
        return self.ids["<|notimestamps|>"]

    def time(self, seconds: float) -> int:
        """The token of a time within the window."""
        return self.no_timestamps + 1 + min(round(LONGEST_WINDOW_S / TIME_STEP_S), round(seconds / TIME_STEP_S))

    def characters(self, text: str) -> list[int]:
        """Ids of a text whose characters are all in the vocabulary."""
        return [self.ids[character] for character in text]

    def tokenizer(self) -> Tokenizer:
        """The same vocabulary as a `tokenizers` object, the form faster-whisper loads."""
        text = {token: index for index, token in enumerate(self.tokens[: self.end])}
        tokenizer = Tokenizer(models.BPE(vocab=text, merges=[], byte_fallback=True, fuse_unk=False))
        tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
        tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in self.tokens[self.end :]])
        for index, token in enumerate(self.tokens[self.end :]):
            assert tokenizer.token_to_id(token) == self.end + index, token
        return tokenizer


# The phonemes of Open JTalk, after the blank of the phoneme CTC; "pau" is not learned.
_PHONEMES = "_ a i u e o N cl k ky kw g gy gw s sh z j t ts ty ch d dy dz zy n ny h hy f fy b by p py m my y r ry w v"
PHONEMES = tuple(_PHONEMES.split())
PHONEME_IDS = {phoneme: index for index, phoneme in enumerate(PHONEMES)}
