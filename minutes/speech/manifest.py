"""The manifest of models (models/manifest.toml): which ones exist, exactly which files, under which terms."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from minutes.domain import Text, Value
from minutes.resources import shipped
from minutes.tomlfile import parse, read_toml

Kind = Literal["asr", "diarization"]

# Whisper hears 30 s at once; a little less leaves room for the padding of a window.
_WHISPER_WINDOW_S = 28.0
# A window full of silence invites inventions.
_BRIDGE_S = 2.0


class Decoding(Value):
    """How a recogniser is to be asked, as far as that depends on how the model was trained.

    `chunk_s`: longest window of speech decoded at once; `bridge_s`: stretches of speech with a longer pause between them
    are not decoded in one window; `beam`: hypotheses kept; `timestamps`: whether the decoder may
    write time tokens (it cuts long windows into segments where it was taught to); `prompt`: whether it was trained with
    a preceding text, so that terms can be handed to it.
    """

    chunk_s: Annotated[float, Field(gt=1.0, le=30.0)] = _WHISPER_WINDOW_S
    bridge_s: Annotated[float, Field(ge=0.0)] = _BRIDGE_S
    beam: Annotated[int, Field(ge=1)] = 5
    timestamps: bool = False
    prompt: bool = True


# A piece this long is told in one go: an hour of samples takes 0.2 GB, its clustering grows with the square of it.
_PIECE_S = 3600.0
_SAME_VOICE = 0.4


class Diarizing(Value):
    """How a diariser's answers are to be taken, as far as that depends on how the model was trained.

    `piece_s`: longer recordings are told in pieces; `same_voice`: cosine distance (0–2) up to which the mean voices of
    two speakers of different pieces are one person's.
    """

    piece_s: Annotated[float, Field(ge=60.0)] = _PIECE_S
    same_voice: Annotated[float, Field(gt=0.0, le=2.0)] = _SAME_VOICE


class ModelFile(Value):
    """A file of a model, by its path inside the folder. `size` in bytes; both empty while nobody has told us."""

    name: str
    size: int | None = None
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class ModelEntry(Value):
    """One model. Without a `repository` it is shipped with the software; `gated`: the hub asks for consent first.

    `licence_texts`: files of models/licences that have to travel with the model.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    kind: Kind
    repository: str = ""
    revision: str = ""
    licence: Text
    licence_texts: tuple[str, ...] = ()
    memory_gb: float
    origin: Text
    notice: Text = ""
    gated: bool = False
    decoding: Decoding = Decoding()
    diarizing: Diarizing = Diarizing()
    files: Annotated[tuple[ModelFile, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _pinned(self) -> ModelEntry:
        if bool(self.repository) != bool(self.revision):
            raise ValueError("repository and revision belong together")
        return self

    @property
    def size(self) -> int:
        """Bytes, as far as known."""
        return sum(file.size or 0 for file in self.files)


class Manifest(Value):
    """All models by name."""

    models: tuple[ModelEntry, ...]

    def get(self, name: str) -> ModelEntry | None:
        return next((entry for entry in self.models if entry.name == name), None)

    def names(self, kind: Kind | None = None) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.models if kind in (None, entry.kind))


def read_manifest(path: Path) -> Manifest:
    """Raises InputMissing or BadConfiguration."""
    return parse(Manifest, read_toml(path), path)


@cache
def shipped_manifest() -> Manifest:
    """The manifest that comes with the software."""
    return read_manifest(shipped("models", "manifest.toml"))
