"""A short meeting as the machine left it, and edits over it."""

from __future__ import annotations

import datetime as dt

from minutes.domain import (
    Act,
    AgendaItem,
    Correction,
    Decision,
    Edit,
    Mask,
    Meeting,
    Minutes,
    Provenance,
    Statement,
    Tidied,
    Unreflected,
    Utterance,
)
from minutes.revision.results import Results

NOW = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
SAID = (
    ("u1", "S1", "議長", "これより会議を開きます。"),
    ("u2", "S2", "DX課長", "上下水同の工事は10月に始めます。"),
    ("u3", "S3", None, "費用はいくらですか。"),
    ("u4", "S2", "DX課長", "200万円です。"),
    ("u5", "S1", "議長", "原案のとおり承認します。次に移ります。"),
    ("u6", "S3", None, "窓口の時間を延ばしてください。"),
)


def results() -> Results:
    utterances = tuple(
        Utterance(
            id=id_,
            speaker=voice,
            name=name,
            start=10.0 * place,
            end=10.0 * place + 8,
            heard=text,
            text=text,
            flags=("low_confidence",) if name else ("unknown_speaker", "low_confidence"),
        )
        for place, (id_, voice, name, text) in enumerate(SAID)
    )
    items = (
        AgendaItem(
            title="上下水道の工事",
            statements=(
                Statement(
                    kind="explanation", speaker="DX課長", text="上下水同の工事は10月に始める。", evidence=("u2",)
                ),
                Statement(
                    kind="question", speaker=None, text="費用はいくらか。", evidence=("u3",), flags=("unknown_speaker",)
                ),
                Statement(kind="answer", speaker="DX課長", text="200万円である。", evidence=("u4",)),
            ),
            decisions=(Decision(text="原案のとおり承認する。", evidence=("u5",)),),
        ),
        AgendaItem(
            title="窓口の時間",
            statements=(
                Statement(kind="request", speaker=None, text="窓口の時間を延ばしてほしい。", evidence=("u6",)),
            ),
            flags=("uncertain_boundary",),
        ),
    )
    return Results(
        utterances=utterances,
        minutes=Minutes(meeting=Meeting(title="決定会議"), items=items, provenance=Provenance(software="minutes")),
        tidied=tuple(Tidied(id=one.id, clean=one.text, edited=one.text) for one in utterances),
        corrections=(
            Correction(
                utterance="u2",
                before="水同",
                after="水道",
                start=2,
                end=4,
                term="水道",
                rule="reading",
                score=0.7,
                applied=False,
            ),
        ),
        unreflected=(Unreflected(utterance="u1", text="これより会議を開きます。"),),
        masks=(Mask(text="山田", reason="個人"),),
    )


def edits(*groups: Act | tuple[Act, ...]) -> tuple[Edit, ...]:
    return tuple(
        Edit(number=number, at=NOW, by="総務課", acts=acts if isinstance(acts, tuple) else (acts,))
        for number, acts in enumerate(groups, start=1)
    )
