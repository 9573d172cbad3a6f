"""The training sentences: parts of several thousand lines, each from its own seed, none of them a sentence set aside."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from training.sentences.grammar import HERE, Grammar, read_lines, read_word_lists
from training.sentences.ipadic import dictionary_classes, in_common_kanji
from training.sentences.numbers import NUMBER_SLOTS
from training.sentences.recombine import Recombiner
from training.sentences.spoken import is_readable

PART_SIZES = (8_000, 11_000, 11_000)
SHORTEST, LONGEST = 2, 48
FILLERS = ("えー、", "えー、", "あのー、", "あのー、", "えーと、", "そのー、", "まあ、", "えっと、")
_FILLER_SHARE = 0.1
_REPEATS_SHORT, _REPEATS_LONG = 10, 2
_SHORT = 12
_ALLOWED = re.compile(r"^[ぁ-んァ-ヶー一-龥々〇、。・？（）0-9A-Za-z,.\-]+$")
_DICTIONARY_SLOT = re.compile(r"\{[NSAPFVJ]\}")  # ipadic.py's classes

Source = Callable[[random.Random], str]


def write_parts(folder: Path, sizes: Iterable[int] = PART_SIZES) -> None:
    """`sentences-00.txt`, … Part 0 is grammar and dictionary words, the others lean on the hand-written sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    handwritten = [normal(line) for path in sorted(HERE.glob("handwritten_*.txt")) for line in read_lines(path)]
    held_out = {bare(line) for line in held_out_sentences()}
    grammar = _grammar(read_lines(HERE / "patterns.txt"))
    recombiner = Recombiner(handwritten, dictionary_classes())
    seen: Counter[str] = Counter()
    for part, size in enumerate(sizes):
        rng = random.Random(1000 + part)
        mixture = _mixture(part, grammar, recombiner, handwritten)
        lines: list[str] = []
        while len(lines) < size:
            line = with_fillers(normal(rng.choices(*mixture)[0](rng)), rng)
            if not _wanted(line, seen) or bare(line) in held_out:
                continue
            seen[line] += 1
            lines.append(line)
        (folder / f"sentences-{part:02d}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def held_out_sentences() -> list[str]:
    """The free sentences set aside for the evaluation."""
    return read_lines(HERE / "held_out.txt")


def unseen_sentences(count: int, folder: Path, seed: int) -> list[str]:
    """Sentences of the grammar that are in no training part: for the evaluation on synthetic meetings. Patterns that
    only throw dictionary words together are left out; nobody says such sentences, they are there to teach listening."""
    trained = {bare(line) for path in folder.glob("sentences-*.txt") for line in read_lines(path)}
    said = [pattern for pattern in read_lines(HERE / "patterns.txt") if not _DICTIONARY_SLOT.search(pattern)]
    grammar, rng, lines = _grammar(said), random.Random(seed), dict[str, None]()
    while len(lines) < count:
        line = normal(grammar.sentence(rng))
        if _wanted(line, Counter()) and bare(line) not in trained:
            lines[line] = None
    return list(lines)


def normal(text: str) -> str:
    """One spelling for what sounds alike: NFKC, ご for the prefix 御, 。 at the end left as written."""
    text = unicodedata.normalize("NFKC", text).replace("!", "。").replace("~", "から").replace(" ", "")
    text = re.sub(r"御(?=[一-龥])(?!中|者|所|苑|用|殿|輿)", "ご", text)
    return text.replace("?", "？").replace("(", "（").replace(")", "）")


def bare(text: str) -> str:
    """Without punctuation: two sentences that differ only there are one."""
    return re.sub(r"[、。・？「」（）\s]", "", normal(text))


def with_fillers(text: str, rng: random.Random) -> str:
    """At times a filler at the start or after a comma, as people speak."""
    if rng.random() < _FILLER_SHARE:
        text = rng.choice(FILLERS) + text
    if "、" in text and rng.random() < _FILLER_SHARE:
        at = rng.choice([i for i, character in enumerate(text) if character == "、"]) + 1
        text = text[:at] + rng.choice(FILLERS) + text[at:]
    return text


def _grammar(patterns: list[str]) -> Grammar:
    lists = read_word_lists(HERE / "slots.txt") | dict(dictionary_classes())
    return Grammar(patterns, lists, NUMBER_SLOTS)


def _mixture(
    part: int, grammar: Grammar, recombiner: Recombiner, handwritten: list[str]
) -> tuple[list[Source], list[float]]:
    sources: list[Source] = [
        grammar.sentence,
        recombiner.other_nouns,
        recombiner.other_clauses,
        lambda rng: rng.choice(handwritten),
    ]
    return sources, [0.75, 0.1, 0.05, 0.1] if part == 0 else [0.22, 0.36, 0.24, 0.18]


def _wanted(line: str, seen: Counter[str]) -> bool:
    if not SHORTEST <= len(line) <= LONGEST or not _ALLOWED.match(line) or not in_common_kanji(line):
        return False
    return seen[line] < (_REPEATS_SHORT if len(line) <= _SHORT else _REPEATS_LONG) and is_readable(line)
