"""The prompts: Japanese text files in `structure/prompts`, a folder per version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from minutes.structure.extractive import Register

VERSION = "v1"
FOLDER = Path(__file__).parent.parent / "prompts"


@dataclass(frozen=True)
class Prompts:
    """All texts of one version. `version` is its folder's name and a hash of every word in it."""

    version: str
    texts: dict[str, str]

    def system(self, register: Register) -> str:
        """The rules, with those of the register; minutes as spoken are written in です・ます."""
        return self.texts["system"] + self.texts["dearu" if register == "dearu" else "desumasu"]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]


def load_prompts(version: str = VERSION, folder: Path = FOLDER) -> Prompts:
    """Reads a version's files."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted((folder / version).glob("*.txt"))}
    digest = hashlib.sha256("\0".join(part for pair in texts.items() for part in pair).encode()).hexdigest()
    return Prompts(f"{version}-{digest[:8]}", texts)
