"""What the writer needs of masking: placeholders for what is confidential, and a last look at what is about to leave."""

from __future__ import annotations

from typing import Protocol


class Protection(Protocol):
    """Masks texts and restores them; `scan` names what of a body must not leave (in Japanese, without quoting it).

    `restore` reads placeholders as models spell them; `said`: the words a sentence rests on, for a name as it was said.
    """

    def mask(self, text: str) -> str: ...

    def restore(self, text: str, said: str = "") -> str: ...

    def unknown(self, text: str) -> tuple[str, ...]:
        """Placeholders of a text that stand for nobody."""
        ...

    def scan(self, body: str) -> tuple[str, ...]: ...


class Unprotected:
    """For a server on this machine: what was said stays as it is."""

    def mask(self, text: str) -> str:
        return text

    def restore(self, text: str, said: str = "") -> str:
        return text

    def unknown(self, text: str) -> tuple[str, ...]:
        return ()

    def scan(self, body: str) -> tuple[str, ...]:
        return ()
