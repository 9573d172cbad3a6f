"""A folder that holds a model: what has to lie in it, and the hash that names its content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from minutes.errors import MinutesError, ModelMissing
from minutes.files import file_hash, write_json
from minutes.speech.manifest import Decoding, Diarizing, Kind

# Each tuple: one of these must be there. What faster-whisper and pyannote.audio would otherwise look for on a hub.
_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "asr": (("model.bin",), ("config.json",), ("tokenizer.json",), ("vocabulary.json", "vocabulary.txt")),
    "diarization": (("config.yaml",),),
}
_FORMATS: dict[Kind, str] = {
    "asr": "faster-whisper 用（CTranslate2 形式）の音声認識モデル",
    "diarization": "pyannote.audio 用の話者分離パイプライン",
}
# A better model card or a licence text does not make another model.
LICENCES = "licence"
_NOT_CONTENT = (".md", ".txt.license")
_PART = re.compile(r"\$model/([\w./-]+)")  # how pyannote.audio writes a place inside the pipeline's folder
_TERMS = ("LICENSE", "LICENCE", "NOTICE", "COPYING")


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
    diarizing: Diarizing = field(default_factory=Diarizing)


def require(folder: Path, kind: Kind) -> None:
    """Raises ModelMissing when the folder is not there, is empty or lacks a file, and says which."""
    if not folder.is_dir():
        raise ModelMissing("モデルのフォルダーがありません", subject=folder)
    if next(content(folder), None) is None:
        raise ModelMissing("モデルのフォルダーが空です", subject=folder)
    missing = [names[0] for names in _NEEDED[kind] if not _any(folder, names)] or _missing_parts(folder, kind)
    if missing:
        raise ModelMissing(
            f"モデルのフォルダーに {'、'.join(missing)} がありません",
            subject=folder,
            advice=f"{_FORMATS[kind]}のフォルダーを指定してください。minutes models list で名前で選べるモデルが分かります。",
        )


def _missing_parts(folder: Path, kind: Kind) -> list[str]:
    """What a pipeline's own description says it is made of and the folder lacks."""
    if kind != "diarization":
        return []
    described = (folder / "config.yaml").read_text(encoding="utf-8", errors="replace")
    return sorted({part for part in _PART.findall(described) if not (folder / part).exists()})


def content_hash(folder: Path) -> str:
    """SHA-256 over names and hashes of all files that make up the model.

    A production model is gigabytes, so the hash is remembered for as long as names, sizes and times stay the same.
    """
    files = sorted(content(folder))
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


def content(folder: Path) -> Iterator[Path]:
    """The files that make up the model: not its cards and licences, and nothing hidden."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and is_content(path.relative_to(folder).as_posix()):
            yield path


def is_content(name: str) -> bool:
    """Whether a file, by its path inside the folder, is part of the model rather than said about it."""
    return not name.endswith(_NOT_CONTENT) and not name.startswith((f"{LICENCES}/", *_TERMS))


def cards(folder: Path) -> Iterator[Path]:
    """What is said about the model: cards, notices and licence texts that lie in its folder."""
    for pattern in ("*.md", *(f"{name}*" for name in _TERMS), f"{LICENCES}/*"):
        yield from (path for path in folder.glob(pattern) if path.is_file())


def kind_of(folder: Path) -> Kind:
    """What a folder's model is for, by the files in it. Raises ModelMissing when it is neither."""
    kinds = [kind for kind, needed in _NEEDED.items() if all(_any(folder, names) for names in needed)]
    if not kinds:
        require(folder, "diarization" if (folder / "config.yaml").exists() else "asr")
    return kinds[0]


def _any(folder: Path, names: tuple[str, ...]) -> bool:
    return any((folder / name).is_file() for name in names)


def _remembered(memory: Path) -> dict[str, object]:
    try:
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
