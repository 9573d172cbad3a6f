"""Texts at level 2, for the tables of pairs."""

from __future__ import annotations

from minutes.domain import Style
from minutes.text.tidying.edit import House, edit
from minutes.text.tidying.protected import Protected


def edited(text: str, *terms: str, **style: str) -> str:
    """`terms` keep their own spelling; the switches of the house style by their names."""
    return edit(text, House(Style.model_validate(style), Protected.of(terms))).text
