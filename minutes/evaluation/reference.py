"""What was really said, by whom and when: the reference a result is held against.

Two forms are read: `{"duration": …, "utterances": [{"speaker", "text", "start", "end"}, …]}`, as beside the examples,
and a work folder's own `utterances.json` after a clerk has put it right (then `name`, or the label where nobody is
named, is the speaker, and `text` the text). Of an RTTM file with the same name beside it come the turns, which may be
finer than the utterances; without one the utterances are the turns.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter, ValidationError, model_validator

from minutes.domain import Text, Turn
from minutes.errors import InputMissing, InputUnreadable
from minutes.rttm import read_rttm

_ADVICE = (
    "utterances に speaker、text、start、end を並べた JSON か、作業フォルダーの utterances.json を正しく直したものを"
    "指定してください。"
)


class Said(BaseModel):
    """One utterance as it really was. `speaker` is a role, or any label for who is on no roster."""

    model_config = ConfigDict(frozen=True)

    speaker: Text
    text: Text
    start: Annotated[FiniteFloat, Field(ge=0)]
    end: FiniteFloat

    @model_validator(mode="before")
    @classmethod
    def _ours(cls, data: Any) -> Any:
        """An utterance of a work folder: the name is what counts."""
        return {**data, "speaker": data["name"]} if isinstance(data, dict) and data.get("name") else data

    @model_validator(mode="after")
    def _forwards(self) -> Said:
        if self.end < self.start:
            raise ValueError("end < start")
        return self


class Reference(BaseModel):
    """All of a meeting, in order of start. `turns` may overlap."""

    model_config = ConfigDict(frozen=True)

    duration: Annotated[FiniteFloat, Field(ge=0)] = 0.0
    utterances: Annotated[tuple[Said, ...], Field(min_length=1)]
    turns: tuple[Turn, ...] = ()


def read_reference(path: Path) -> Reference:
    """Raises InputMissing, or InputUnreadable that names the place in the file."""
    try:
        data = TypeAdapter(Any).validate_json(path.read_bytes())
        data = {"utterances": data} if isinstance(data, list) else data
        read = TypeAdapter(Reference).validate_python(data)
    except FileNotFoundError:
        raise InputMissing("正解のファイルが見つかりません", subject=path) from None
    except ValidationError as error:
        raise InputUnreadable(
            f"正解のファイルとして読み取れません（{_place(error)}）", subject=path, advice=_ADVICE
        ) from error
    except OSError as error:
        raise InputUnreadable("正解のファイルとして読み取れません", subject=path, advice=_ADVICE) from error
    said = tuple(sorted(read.utterances, key=lambda one: (one.start, one.end)))
    duration = max(read.duration, *(one.end for one in said))
    return Reference(duration=duration, utterances=said, turns=_turns(path, said))


def _turns(path: Path, said: tuple[Said, ...]) -> tuple[Turn, ...]:
    beside = path.with_suffix(".rttm")
    if beside.is_file():
        return read_rttm(beside)
    return tuple(Turn(start=one.start, end=one.end, speaker=one.speaker) for one in said)


def _place(error: ValidationError) -> str:
    """What is wrong and where in the file, counted as people count."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "JSON になっていません"
    parts = [f"{part + 1}番目" if isinstance(part, int) else str(part) for part in first["loc"]]
    return "の".join(parts) or "発言の一覧がありません"
