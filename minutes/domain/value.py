"""What all types of the field have in common: composed text, seconds, and values that never change."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def nfc(text: str) -> str:
    """Text as we keep it everywhere: composed, so that が is one character however it was typed."""
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, AfterValidator(nfc)]
Seconds = float


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
