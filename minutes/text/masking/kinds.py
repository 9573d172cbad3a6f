"""Kinds of what is masked, and where in a text something of a kind stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Its value stands in files; its label in placeholders: 〔個人1〕. LITERAL: words that only look like a placeholder."""

    PERSON = "person"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    MYNUMBER = "mynumber"
    ACCOUNT = "account"
    BIRTHDATE = "birthdate"
    VEHICLE = "vehicle"
    POLICY = "policy"
    TERM = "term"
    LITERAL = "literal"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.PERSON: "個人",
    Kind.ADDRESS: "住所",
    Kind.PHONE: "電話",
    Kind.EMAIL: "メール",
    Kind.MYNUMBER: "個人番号",
    Kind.ACCOUNT: "口座",
    Kind.BIRTHDATE: "生年月日",
    Kind.VEHICLE: "車両番号",
    Kind.POLICY: "証番号",
    Kind.TERM: "秘匿語",
    Kind.LITERAL: "原文表記",
}


class Hit(NamedTuple):
    """A place in a text that is to be masked. `identity`: equal for what is the same entity in other spellings."""

    start: int
    end: int
    kind: Kind
    identity: str

    def overlaps(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end
