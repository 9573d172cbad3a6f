"""Who said which word, and under which name: words repaired and broken by moving the changes of speaker to the ends of
sentences, and names where the diariser errs in known ways.

Words and turns come from reference meetings (word times spread over each sentence, off by as much as asr-mini's), once as
they are and once with hardly a pause between speakers ("latched"). The boundaries of the turns are then moved by so many
milliseconds either way, speakers merged, split or confused, and titles misspelt: from fixed seeds, several times each.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.meetings import NAMES
from minutes.domain import Meeting, Segment, Transcript, Turn, Utterance, Word
from minutes.meetingfile import read_meeting
from minutes.speech.attribute import attribute, by_time
from minutes.speech.boundaries import Placed, settled
from minutes.speech.exclusive import exclusive
from minutes.speech.handover import cuts
from minutes.speech.naming import name_speakers
from minutes.text.roster import roster_of

ROOT = Path(__file__).parents[2]
JITTER_MS = (0, 100, 200, 300, 500)
SEEDS = range(5)
_WORD_ERROR_S = 0.1  # standard deviation of asr-mini's word starts, about (scripts/bench asr)
_JOINED_S = 0.5  # a diariser does not hear a speaker's pause shorter than this
_LATCHED_S = 0.1  # between speakers in a quick exchange


@dataclass(frozen=True)
class Line:
    speaker: str
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Case:
    """A reference meeting. `speaker` of a line is a role of the meeting file (or a label nobody there has)."""

    name: str
    lines: tuple[Line, ...]
    meeting: Meeting


# ---- meetings ----------------------------------------------------------------------------------------------------


def cases() -> list[Case]:
    """The references the rules were written on, and the constructed meetings the structuring is tested with."""
    found = []
    for name in sorted(NAMES):
        path = ROOT / "examples" / f"{name}.reference.json"
        lines = [
            Line(u["speaker"], u["text"], u["start"], u["end"]) for u in json.loads(path.read_text())["utterances"]
        ]
        found.append(Case(name, tuple(lines), read_meeting(path.with_name(f"{name}.toml"))))
    for path in sorted((ROOT / "tests" / "resources" / "structure").glob("*.json")):
        content = json.loads(path.read_text())
        lines = [Line(u["name"] or f"?{u['speaker']}", u["text"], u["start"], u["end"]) for u in content["utterances"]]
        found.append(Case(path.stem, tuple(lines), Meeting.model_validate(content["meeting"])))
    return found


def latched(case: Case) -> Case:
    """The same meeting with hardly a pause where the speaker changes."""
    lines: list[Line] = []
    shift = 0.0
    for before, line in zip([None, *case.lines], case.lines, strict=False):
        if before is not None and before.speaker != line.speaker:
            shift += max(0.0, line.start - before.end - _LATCHED_S)
        lines.append(replace(line, start=line.start - shift, end=line.end - shift))
    return Case(f"{case.name}, latched", tuple(lines), case.meeting)


def spoken_words(case: Case, seed: int) -> list[tuple[Word, str, int]]:
    """(word, its true speaker, number of its sentence): characters spread evenly over each line, times a little off."""
    rng = random.Random(seed)
    found: list[tuple[Word, str, int]] = []
    sentence = 0
    for line in case.lines:
        pieces: list[str] = []
        for character in line.text:
            if character in "。、？！" and pieces:
                pieces[-1] += character
            else:
                pieces.append(character)
        step = (line.end - line.start) / max(1, len(pieces))
        off = rng.gauss(0, _WORD_ERROR_S)
        for number, piece in enumerate(pieces):
            start = max(0.0, line.start + step * number + off)
            found.append((Word(start=start, end=start + step, text=piece, probability=0.9), line.speaker, sentence))
            sentence += piece.endswith(("。", "？", "！"))
        sentence += 1
    return sorted(found, key=lambda one: (one[0].start, one[0].end))


def turns_of(lines: Sequence[Line]) -> list[Turn]:
    """The turns a perfect diariser would find."""
    found: list[Turn] = []
    for line in lines:
        if found and found[-1].speaker == line.speaker and line.start - found[-1].end < _JOINED_S:
            found[-1] = Turn(start=found[-1].start, end=line.end, speaker=line.speaker)
        else:
            found.append(Turn(start=line.start, end=line.end, speaker=line.speaker))
    return found


def jittered(turns: Sequence[Turn], milliseconds: int, rng: random.Random) -> list[Turn]:
    """Every boundary moved by so much, earlier or later."""

    def moved(time: float) -> float:
        return max(0.0, time + rng.choice((-1, 1)) * milliseconds / 1000)

    tried = [Turn(start=moved(turn.start), end=moved(turn.end), speaker=turn.speaker) for turn in turns]
    return [turn for turn in tried if turn.end - turn.start > 0.05]


# ---- words -------------------------------------------------------------------------------------------------------


def words_table(meetings: Sequence[Case]) -> list[dict[str, Any]]:
    rows = []
    for case in meetings:
        for milliseconds in JITTER_MS:
            counts = [_words(case, milliseconds, seed) for seed in SEEDS]
            rows.append(
                {
                    "meeting": case.name,
                    "jitter_ms": milliseconds,
                    **{key: fmean(count[key] for count in counts) for key in counts[0]},
                }
            )
    return rows


def _words(case: Case, milliseconds: int, seed: int) -> dict[str, float]:
    truth = spoken_words(case, seed)
    turns = exclusive(jittered(turns_of(case.lines), milliseconds, random.Random(seed)))
    before = by_time([word for word, _, _ in truth], turns)
    after = settled(before)
    was = [piece.speaker == speaker for piece, (_, speaker, _) in zip(before, truth, strict=True)]
    now = [piece.speaker == speaker for piece, (_, speaker, _) in zip(after, truth, strict=True)]
    return {
        "words": len(truth),
        "right_before": sum(was),
        "right_after": sum(now),
        "repaired": sum(b > a for a, b in zip(was, now, strict=True)),
        "broken": sum(a > b for a, b in zip(was, now, strict=True)),
        "torn_before": _torn(before, truth),
        "torn_after": _torn(after, truth),
        "sentences": len({number for _, _, number in truth}),
    }


def _torn(placed: Sequence[Placed], truth: Sequence[tuple[Word, str, int]]) -> int:
    """Sentences of one person that two speakers share."""
    speakers: dict[int, set[str]] = {}
    for piece, (_, _, number) in zip(placed, truth, strict=True):
        speakers.setdefault(number, set()).add(piece.speaker)
    return sum(len(found) > 1 for found in speakers.values())


# ---- names -------------------------------------------------------------------------------------------------------

Error = Callable[[list[Turn], random.Random], list[Turn]]


def _labelled(turns: Sequence[Turn]) -> list[Turn]:
    labels = {name: f"S{number}" for number, name in enumerate(dict.fromkeys(turn.speaker for turn in turns))}
    return [turn.model_copy(update={"speaker": labels[turn.speaker]}) for turn in turns]


def merged(turns: list[Turn], rng: random.Random) -> list[Turn]:
    """Two voices, not the most frequent one's among them, taken for one."""
    seconds: dict[str, float] = {}
    for turn in turns:
        seconds[turn.speaker] = seconds.get(turn.speaker, 0.0) + turn.end - turn.start
    ranked = sorted(seconds, key=lambda speaker: -seconds[speaker])
    one, other = rng.sample(ranked[1:], 2) if len(ranked) > 2 else ranked[:2]
    return [turn.model_copy(update={"speaker": one}) if turn.speaker == other else turn for turn in turns]


def split(turns: list[Turn], rng: random.Random) -> list[Turn]:
    """One voice taken for two: turns of one speaker go to a new label by chance."""
    one = rng.choice(sorted({turn.speaker for turn in turns}))
    return [
        turn.model_copy(update={"speaker": "S9"}) if turn.speaker == one and rng.random() < 0.5 else turn
        for turn in turns
    ]


def confused(turns: list[Turn], rng: random.Random) -> list[Turn]:
    """One turn in twenty goes to another speaker."""
    speakers = sorted({turn.speaker for turn in turns})
    return [
        turn.model_copy(update={"speaker": rng.choice(speakers)}) if rng.random() < 0.05 else turn for turn in turns
    ]


def swallowed(turns: list[Turn], rng: random.Random) -> list[Turn]:
    """Of the turns shorter than 3 s a third goes to whoever spoke before."""
    found: list[Turn] = []
    for turn in turns:
        if found and turn.end - turn.start < 3.0 and rng.random() < 1 / 3:
            turn = turn.model_copy(update={"speaker": found[-1].speaker})
        found.append(turn)
    return found


def shaken(turns: list[Turn], rng: random.Random) -> list[Turn]:
    return jittered(turns, 300, rng)


ERRORS: dict[str, tuple[Error, ...]] = {
    "none": (),
    "boundaries ±300 ms": (shaken,),
    "two voices merged": (merged,),
    "one voice split": (split,),
    "5 % of turns confused": (confused,),
    "short turns swallowed": (swallowed,),
    "all of it": (merged, split, confused, swallowed, shaken),
}
_MISHEARD = {"課長": "過長", "委員": "医院", "総務": "送無", "推進": "水深", "管理": "館理", "君、": "くん、"}


def misspelt(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Titles as a recogniser writes them that hears right and spells wrong."""
    found = []
    for line in lines:
        text = line.text
        for right, wrong in _MISHEARD.items():
            text = text.replace(right, wrong)
        found.append(replace(line, text=text))
    return tuple(found)


def names_table(meetings: Sequence[Case]) -> list[dict[str, Any]]:
    rows = []
    for case in meetings:
        for name, errors in ERRORS.items():
            for spelling in ("right", "misspelt") if name == "none" else ("right",):
                seeds = SEEDS if errors else range(1)
                counts = [_names(case, errors, seed, spelling == "misspelt") for seed in seeds]
                label = name if spelling == "right" else "titles misspelt"
                rows.append(
                    {"meeting": case.name, "errors": label, **{key: fmean(c[key] for c in counts) for key in counts[0]}}
                )
    return rows


def _names(case: Case, errors: Sequence[Error], seed: int, wrongly_spelt: bool) -> dict[str, float]:
    rng = random.Random(seed)
    turns = _labelled(turns_of(case.lines))
    for error in errors:
        turns = error(turns, rng)
    spoken = replace(case, lines=misspelt(case.lines)) if wrongly_spelt else case
    segments = [
        Segment(start=word.start, end=word.end, text=word.text, words=(word,))
        for word, _, _ in spoken_words(spoken, seed)
    ]
    transcript = Transcript(language="ja", duration=case.lines[-1].end + 1, model="reference", segments=tuple(segments))
    roster = roster_of(case.meeting.attendees)
    utterances = attribute(transcript, exclusive(turns), turns, lambda sentences: cuts(sentences, roster))
    return judged(name_speakers(utterances, case.meeting).utterances, case.lines)


def judged(utterances: Sequence[Utterance], lines: Sequence[Line]) -> dict[str, float]:
    """Share of speech time under the right name; utterances and seconds under a wrong name or none, with and without a
    flag; share of the utterances that are flagged although right."""
    total = sum(line.end - line.start for line in lines)
    right = wrong = wrong_unflagged = flagged_right = 0
    seconds = 0.0
    unflagged_s = 0.0
    for utterance in utterances:
        shares: dict[str, float] = {}
        for line in lines:
            share = min(line.end, utterance.end) - max(line.start, utterance.start)
            if share > 0:
                shares[line.speaker] = shares.get(line.speaker, 0.0) + share
        seconds += shares.get(utterance.name or "", 0.0)
        truth = max(shares, key=lambda speaker: shares[speaker], default=None)
        flagged = any(flag in ("uncertain_speaker", "unknown_speaker") for flag in utterance.flags)
        if utterance.name == truth:
            right += 1
            flagged_right += flagged
        else:
            wrong += 1
            wrong_unflagged += not flagged
            unflagged_s += 0.0 if flagged else utterance.end - utterance.start
    return {
        "right_share": seconds / total,
        "utterances": len(utterances),
        "wrong": wrong,
        "wrong_unflagged": wrong_unflagged,
        "wrong_unflagged_s": unflagged_s,
        "flagged_though_right": flagged_right / max(1, right),
    }


def _with_sums(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The rows and, for each jitter, their sum."""
    sums = []
    for milliseconds in JITTER_MS:
        own = [row for row in rows if row["jitter_ms"] == milliseconds]
        counts = {key: sum(row[key] for row in own) for key in own[0] if key not in ("meeting", "jitter_ms")}
        sums.append({"meeting": name, "jitter_ms": milliseconds, **counts})
    return [*rows, *sums]


# ---- the command -------------------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="only meetings whose name begins so")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = [case for case in cases() if not options.only or case.name.startswith(options.only)]
    words = [
        row
        for kind, meetings in (("all", found), ("all, latched", list(map(latched, found))))
        for row in _with_sums(words_table(meetings), kind)
    ]
    names = names_table(found)
    if options.json:
        print(json.dumps({"words": words, "names": names}, ensure_ascii=False))
        return
    for rows in (words, names):
        print(" | ".join(rows[0]))
        for row in rows:
            print(
                " | ".join(
                    f"{v:.3g}" if isinstance(v, float) and v < 1 else f"{v:.0f}" if isinstance(v, float) else str(v)
                    for v in row.values()
                )
            )
        print()


if __name__ == "__main__":
    main()
