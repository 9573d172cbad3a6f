"""models/word-meanings from the word vectors inside the package ja-ginza (chiVe, Apache-2.0; the package MIT).

    PYTHONPATH=scripts python -m training.meanings ja_ginza-5.3.0-py3-none-any.whl

Kept are the most frequent words written in Japanese or Latin letters, in order of frequency (so a word's place is its
rank), and the vectors' first principal components as signed bytes.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import msgpack  # type: ignore[import-not-found]
import numpy as np

OUT = Path("models/word-meanings/words.npz")
WORDS = 150_000
DIMENSIONS = 64  # similarities correlate 0.90 with those of all 300
_WRITTEN = re.compile(r"[ぁ-ゖァ-ヺー㐀-鿿々〆ヶA-Za-z]+")
_MASK = (1 << 64) - 1
_PRIME = 0xC6A4A7935BD1E995


def murmur64(data: bytes, seed: int = 1) -> int:
    """MurmurHash64A, by which spaCy files its strings."""
    value = seed ^ (len(data) * _PRIME & _MASK)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * _PRIME & _MASK
        block = (block ^ block >> 47) * _PRIME & _MASK
        value = (value ^ block) * _PRIME & _MASK
    if data[whole:]:
        value = (value ^ int.from_bytes(data[whole:], "little")) * _PRIME & _MASK
    value = (value ^ value >> 47) * _PRIME & _MASK
    return value ^ value >> 47


def build(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {Path(name).name: name for name in archive.namelist() if "/vocab/" in name}
        rows = msgpack.unpackb(archive.read(inside["key2row"]), strict_map_key=False)
        strings = {murmur64(text.encode()): text for text in json.loads(archive.read(inside["strings.json"]))}
        vectors = np.load(BytesIO(archive.read(inside["vectors"])))
    known = [(strings[key], row) for key, row in rows.items() if _WRITTEN.fullmatch(strings.get(key, ""))][:WORDS]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    _, _, components = np.linalg.svd(vectors, full_matrices=False)
    small = vectors @ components[:DIMENSIONS].T
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT,
        words=np.frombuffer("\n".join(word for word, _ in known).encode(), dtype=np.uint8),
        rows=np.array([row for _, row in known], dtype=np.uint16),
        vectors=np.round(small * 127).astype(np.int8),
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
