"""A folder that holds a model: what has to lie in it, and the hash that names its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from minutes.errors import MinutesError, ModelMissing
from minutes.files import file_hash, write_json
from minutes.speech.manifest import Decoding, Kind

# Each tuple: one of these must be there. What faster-whisper and pyannote.audio would otherwise look for on a hub.
_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "asr": (("model.bin",), ("config.json",), ("tokenizer.json",), ("vocabulary.json", "vocabulary.txt")),
    "diarization": (("config.yaml",),),
}
_FORMATS: dict[Kind, str] = {
    "asr": "faster-whisper 用（CTranslate2 形式）の音声認識モデル",
    "diarization": "pyannote.audio 用の話者分離パイプライン",
}
_NOT_CONTENT = (".md", ".txt.license")  # a better model card does not make another model


@dataclass(frozen=True)
class ModelFolder:
    """A model ready to be loaded. `sha256` is that of the folder's content, `notice` what a reader must be told."""

    name: str
    kind: Kind
    folder: Path
    sha256: str
    revision: str = ""
    notice: str = ""
    decoding: Decoding = field(default_factory=Decoding)


def require(folder: Path, kind: Kind) -> None:
    """Raises ModelMissing when the folder is not there, is empty or lacks a file, and says which."""
    if not folder.is_dir():
        raise ModelMissing("モデルのフォルダーがありません", subject=folder)
    if next(_content(folder), None) is None:
        raise ModelMissing("モデルのフォルダーが空です", subject=folder)
    missing = [names[0] for names in _NEEDED[kind] if not any((folder / name).is_file() for name in names)]
    if missing:
        raise ModelMissing(
            f"モデルのフォルダーに {'、'.join(missing)} がありません",
            subject=folder,
            advice=f"{_FORMATS[kind]}のフォルダーを指定してください。minutes models list で名前で選べるモデルが分かります。",
        )


def content_hash(folder: Path) -> str:
    """SHA-256 over names and hashes of all files that make up the model.

    A production model is gigabytes, so the hash is remembered for as long as names, sizes and times stay the same.
    """
    files = sorted(_content(folder))
    state = [[str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns] for path in files]
    memory = Path(platformdirs.user_cache_dir("minutes")) / "model-hashes.json"
    known = _remembered(memory)
    entry = known.get(str(folder.resolve()))
    if isinstance(entry, dict) and entry.get("state") == state:
        return str(entry["sha256"])
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(folder).as_posix()}\0{file_hash(path)}\n".encode())
    found = digest.hexdigest()
    with suppress(MinutesError):  # a home nobody may write to costs time only
        write_json(memory, {**known, str(folder.resolve()): {"state": state, "sha256": found}})
    return found


def _content(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and not path.name.endswith(_NOT_CONTENT):
            yield path


def _remembered(memory: Path) -> dict[str, object]:
    try:
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
