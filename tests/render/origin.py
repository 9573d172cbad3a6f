"""Minutes that an AI has partly worded and that somebody may have confirmed, for the tests of what a reader sees of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from minutes.confirmation import confirmed
from minutes.domain import Authorship, Minutes, Sent, Unreflected, Utterance
from tests.render.sample import AI, WATER, minutes, utterance, utterances

AT = dt.datetime(2025, 8, 8, 16, 5, tzinfo=dt.timezone(dt.timedelta(hours=9)))
BY = "総務課長・山田太郎"
OFFICE = Sent(
    endpoint="office", host="127.0.0.1:11434", location="local", model="gpt-oss-20b", requests=2, characters=1234,
    hashes=("a1" * 32, "b2" * 32),
)  # fmt: skip
LGWAN = Sent(
    endpoint="lgwan", host="ai.example.lg.jp", location="closed", model="shouchi-13b", plan="R7-012", requests=30,
    characters=120_345, masked=37, hashes=tuple(f"{number:02x}" * 32 for number in range(30)),
)  # fmt: skip
WORDED = (Authorship(item=AI, by_llm=6, by_rules=2), Authorship(item=WATER, by_llm=0, by_rules=1))


def drafted(**changed: Any) -> Minutes:
    """The sample's minutes, as if two servers had been asked."""
    origin = {"prompt": "2026-11.3", "sent": (OFFICE, LGWAN), "authorship": WORDED, **changed}
    sample = minutes()
    return sample.model_copy(update={"provenance": sample.provenance.model_copy(update=origin)})


def final(draft: Minutes | None = None, form: str = "choigi", document: str = "") -> Minutes:
    """Confirmed in this form, of the sample's utterances."""
    printed = None if form == "choigi" else utterances()
    return confirmed(draft or drafted(), BY, AT, printed, document)


def unused(*numbers: int) -> tuple[tuple[Utterance, ...], tuple[Unreflected, ...]]:
    """Utterances nothing was made of."""
    heard = tuple(utterance(number, "総務法制課長", f"{number}番目の発言です。") for number in numbers)
    return heard, tuple(Unreflected(utterance=one.id, text=one.text) for one in heard)
