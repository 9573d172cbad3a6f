"""Short recordings that can be told apart by what is made of them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random

from minutes.audio.ffmpeg import program

EXAMPLES = Path(__file__).parents[2] / "examples"
MINUTES, NOTE, SAME, NOTHING = "minutes", "note", "same", "nothing"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: neither a word nor a number, so that nothing puts it right
_SOUND_S = 8.0
_WHO = ("総務課長", "財政課長")


@dataclass(frozen=True)
class Recording:
    """Something dropped into the watched folder. `name`: of the file; `mark`: stands in the minutes of this one and of no
    other; `fault`: what it is to suffer; `ends`: how it may end."""

    name: str
    mark: str
    fault: str
    ends: frozenset[str] = frozenset({MINUTES})


def mark_of(rng: Random) -> str:
    return "".join(rng.choices(_LETTERS, k=8))


def transcript(mark: str, talks: int = 4) -> str:
    """A finished transcript. The mark stands in its last words and nowhere else: minutes of a half copy have none."""
    said = [f"{number}番目の論点について、予算の見直しが必要であると考えます。" for number in range(1, talks)]
    said.append(f"整理番号{mark}の事業について、来年度も続ける必要があると考えます。")
    cues = [f"{_time(n)} --> {_time(n + 1)}\n<v {_WHO[n % 2]}>{text}\n" for n, text in enumerate(said)]
    return "WEBVTT\n\n" + "\n".join(cues)


def _time(number: int) -> str:
    seconds = 5 * number
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def sound(place: Path, rng: Random) -> None:
    """Some seconds of a meeting of examples/, from anywhere in it."""
    source = rng.choice(sorted(EXAMPLES.glob("*.m4a")))
    begin = round(rng.uniform(10, 120), 2)
    cut = ["-ss", str(begin), "-t", str(_SOUND_S), "-i", str(source), "-ac", "1", "-c:a", "aac", "-b:a", "32k"]
    subprocess.run([program(), "-y", "-loglevel", "error", *cut, "-f", "ipod", str(place)], check=True)
