"""The record of what was said as the public edition prints it."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.disclosure.closed import Shut
from minutes.disclosure.redact import Redactor
from minutes.domain import Mask, Utterance
from minutes.render.flags import INAUDIBLE, NO_TIMES

_KEPT = frozenset((INAUDIBLE, NO_TIMES))  # what a reader sees; the other flags are for the clerk
_NOBODY = ""  # who speaks in a closed item, and how often, is not told


def public_utterances(utterances: Sequence[Utterance], closed: Shut, redactor: Redactor) -> tuple[Utterance, ...]:
    """Under their own numbers. Each stretch of a closed item is one utterance of nobody, as long as the stretch."""
    shown: list[Utterance] = []
    voices: dict[str, str] = {}
    stretch = 0
    for one in utterances:
        number = closed.utterances.get(one.id, 0)
        if not number:
            shown.append(_open(one, voices, closed, redactor))
        elif number == stretch:
            shown[-1] = shown[-1].model_copy(update={"end": max(shown[-1].end, one.end)})
        else:
            text = redactor.instead("utterance", "（この案件の発言）", closed.items[number].reason, number, (one.id,))
            shown.append(_written(one, _NOBODY, _NOBODY, text))
        stretch = number
    return tuple(shown)


def _open(one: Utterance, voices: dict[str, str], closed: Shut, redactor: Redactor) -> Utterance:
    """A label of the diariser, or of an imported file, may be a name: voices are only told apart."""
    voice = voices.setdefault(one.speaker, f"S{len(voices) + 1:02d}")
    mark = closed.marked.get(one.id)
    text = redactor.text("utterance", one.text, 0, (one.id,)) if mark is None else _marked(one, mark, redactor)
    return _written(one, voice, redactor.label(one.name), text)


def _marked(one: Utterance, mark: Mask, redactor: Redactor) -> str:
    return redactor.instead("utterance", one.text, mark.reason, 0, (one.id,))


def _written(one: Utterance, voice: str, name: str | None, text: str) -> Utterance:
    flags = tuple(flag for flag in one.flags if flag in _KEPT)
    return Utterance(
        id=one.id, speaker=voice, name=name, start=one.start, end=one.end, heard=text, text=text, flags=flags
    )
