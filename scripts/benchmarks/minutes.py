"""Minutes under a model that lies, fails or is not there: what of its lies a reader would meet, what of true statements is
refused, what masking finds, and how long structuring takes."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document

from benchmarks.grounding import GROUNDING, count, read_meetings, read_rows, verdicts
from benchmarks.machine import machine
from benchmarks.minuting.lies import Liar, Lie, kinds
from benchmarks.minuting.meeting import CHAIR, as_transcript, long_meeting
from minutes import workfolder
from minutes.domain import Meeting, Minutes, Unreflected, Utterance
from minutes.settings import Endpoint
from minutes.structure.compose import Manner, compose
from minutes.structure.llm.answers import Answers
from minutes.structure.llm.asker import Asker
from minutes.structure.llm.protection import Unprotected
from minutes.structure.llm.writer import Writer
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from minutes.unsupported import PREFIX
from minutes.workfolder import WorkFolder
from tests.fakes.chat_server import MODEL, Answer, ChatServer, Drip, Raw, Request, Silence, Status, always
from tests.fakes.honest import honest

LENGTH = 60_000  # characters of one meeting in one job
HOUR = 18_000  # characters, at 300 a minute
REQUEST = 8_000  # characters an office's service may take
TARGETS = {"without_llm_s": 10.0, "overhead_s": 5.0, "refused": 0.03}


# ---- one run, as a clerk starts it -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """A run of `minutes run`: its exit code, seconds, requests the server saw, and what lies in the work folder."""

    mode: str
    code: int
    seconds: float
    requests: int
    by_llm: int
    by_rules: int
    refused: int
    unreflected: int
    passed: dict[str, int] = field(default_factory=dict)
    planted: int = 0
    said: str = ""


def run(
    mode: str, answer: Answer | None, lies: Callable[[], Iterable[Lie]], folder: Path, timeout_s: float = 60
) -> Ran:
    """`answer` None: `--no-llm`. `lies` are looked for in what was made."""
    with ExitStack() as stack:
        server = stack.enter_context(ChatServer(answer)) if answer else None
        config, out = folder / f"{mode}.toml", folder / f"{mode}.docx"
        config.write_text(_configuration(server.base_url if server else "", timeout_s), "utf-8")
        command = [str(Path(sys.executable).with_name("minutes")), "run", str(folder / "transcript.json")]
        command += ["--meeting", str(folder / "meeting.toml"), "--config", str(config), "-o", str(out)]
        command += ["--llm", "office"] if server else ["--no-llm"]
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        took = time.perf_counter() - began
        return _looked_at(mode, done, took, len(server.requests) if server else 0, tuple(lies()), out)


def _configuration(base_url: str, timeout_s: float) -> str:
    endpoint = {"base_url": base_url or "http://127.0.0.1:9/v1", "model": MODEL, "max_input_chars": REQUEST}
    lines = [f"{key} = {json.dumps(value)}" for key, value in {**endpoint, "timeout_s": timeout_s}.items()]
    return "\n".join(["[llm.endpoints.office]", *lines, ""])


def _looked_at(mode: str, done: Any, took: float, requests: int, lies: Sequence[Lie], out: Path) -> Ran:
    if done.returncode or not out.is_file():
        return Ran(mode, done.returncode, took, requests, 0, 0, 0, 0, planted=len(lies), said=done.stderr[-600:])
    work = WorkFolder(out.with_suffix(".work"))
    minutes = work.read(workfolder.MINUTES, Minutes)
    drafting = json.loads(work.path(workfolder.DRAFTING).read_bytes())
    told = [line for line in done.stderr.splitlines() if line.startswith("注意：LLM")]
    return Ran(
        mode,
        done.returncode,
        took,
        requests,
        by_llm=sum(item.by_llm for item in minutes.provenance.authorship),
        by_rules=sum(item.by_rules for item in minutes.provenance.authorship),
        refused=len(drafting["refused"]),
        unreflected=len(work.read(workfolder.UNREFLECTED, tuple[Unreflected, ...])),
        passed=dict(Counter(lie.kind for lie in lies if _is_met(lie, minutes, _print(out)))),
        planted=len(lies),
        said=" ".join(told),
    )


def _print(document: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(document)).paragraphs)


def _is_met(lie: Lie, minutes: Minutes, printed: str) -> bool:
    """Whether a reader meets the lie without a mark: in the document, or in the data under that speaker's name."""
    for item in minutes.items:
        for part in (*item.statements, *item.decisions):
            if lie.text == part.text and lie.speaker in (None, getattr(part, "speaker", None)):
                return not any(flag.startswith(PREFIX) for flag in part.flags)
        for action in item.actions:
            if lie.kind == "owner" and lie.text == f"{action.text}／{action.owner}":
                return not any(flag.startswith(PREFIX) for flag in action.flags)
    return lie.kind not in ("speaker", "owner") and lie.text in printed


# ---- the ways a server can fail ----------------------------------------------------------------------------------


def _half(request: Request) -> str:
    text = honest(request)
    return text[: len(text) // 2]


FAULTS: dict[str, Answer] = {
    "garbage": always("なんとも申し上げられません。"),
    "half-json": _half,
    "http-429": always(Status(429, retry_after="1")),
    "http-500": always(Status(500)),
    "http-503": always(Status(503, retry_after="1")),
    "slow": always(Drip(0.1)),
    "silent": always(Silence()),
    "broken-off": always(Raw(b'{"id": "x", "choices": [', promised=4000)),
    "no-such-model": always(Status(404, "The model does not exist.")),
}


def runs(folder: Path, meeting: Meeting, modes: Sequence[str]) -> list[Ran]:
    found = []
    liar = Liar(tuple(attendee.role for attendee in meeting.attendees if attendee.role != CHAIR)[:5])
    for mode in modes:
        match mode:
            case "no-llm":
                found.append(run(mode, None, tuple, folder))
            case "honest":
                found.append(run(mode, honest, tuple, folder))
            case "lies":
                found.append(run(mode, liar.answer, lambda: liar.lies, folder))
            case "refused-connection":
                found.append(_unreachable(folder))
            case _:
                found.append(run(mode, FAULTS[mode], tuple, folder, timeout_s=5))
        print(f"{mode}: exit {found[-1].code}, {found[-1].seconds:.1f} s", file=sys.stderr)
    return found


def _unreachable(folder: Path) -> Ran:
    """The server stops before it is asked."""
    with ChatServer(honest) as server:
        gone = server.base_url
    mode = "refused-connection"
    config, out = folder / f"{mode}.toml", folder / f"{mode}.docx"
    config.write_text(_configuration(gone, 5), "utf-8")
    command = [
        str(Path(sys.executable).with_name("minutes")),
        "run",
        str(folder / "transcript.json"),
        "--llm",
        "office",
    ]
    command += ["--meeting", str(folder / "meeting.toml"), "--config", str(config), "-o", str(out)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return _looked_at(mode, done, time.perf_counter() - began, 0, (), out)


# ---- how long structuring takes ----------------------------------------------------------------------------------


def pace(characters: int) -> dict[str, float]:
    """Processor seconds of structuring a transcript without an LLM, and what an LLM that answers at once adds (the server
    runs in the same process, its work is counted)."""
    meeting, utterances = long_meeting(characters)
    manner = Manner("dearu", House())
    edited = at_level(utterances, tidy(utterances, manner.house), "edited")
    compose(edited[:20], meeting, manner)  # dictionaries are loaded
    began = time.process_time()
    compose(edited, meeting, manner)
    without = time.process_time() - began
    known: dict[bytes, str] = {}

    def instant(request: Request) -> str:
        """An honest answer, thought of in the first of two rounds; the second is measured."""
        if request.raw not in known:
            known[request.raw] = honest(request)
        return known[request.raw]

    with ChatServer(instant) as server:
        for folder in (tempfile.mkdtemp(), tempfile.mkdtemp()):
            endpoint = Endpoint(base_url=server.base_url, model=MODEL, max_input_chars=REQUEST)
            writer = Writer(Asker("office", endpoint, Unprotected(), Answers(Path(folder))))
            began = time.process_time()
            compose(edited, meeting, manner, writer)
            with_llm = time.process_time() - began
        requests = len(server.requests) // 2
    return {
        "characters": sum(len(one.text) for one in utterances),
        "without_llm_s": without,
        "overhead_s": with_llm - without,
        "requests": requests,
    }


# ---- the corpora -------------------------------------------------------------------------------------------------


def grounding() -> dict[str, Any]:
    """The held-out half of the corpus of claims."""
    rows, meetings = read_rows(GROUNDING / "held_out.jsonl"), read_meetings()
    passed, refused = count(verdicts(rows, meetings))
    correct = sum(bool(row["good"]) for row in rows)
    return {
        "planted": len(rows) - correct,
        "passed": sum(passed.values()),
        "passed_by_kind": dict(passed),
        "correct": correct,
        "refused": sum(refused.values()),
    }


def _transcript(meeting: Meeting, utterances: tuple[Utterance, ...], folder: Path) -> None:
    (folder / "transcript.json").write_text(as_transcript(utterances), "utf-8")
    lines = [f"title = {json.dumps(meeting.title, ensure_ascii=False)}", "confidentiality = 1", 'form = "choigi"']
    lines.append(f"agenda = {json.dumps(meeting.agenda, ensure_ascii=False)}")
    for one in meeting.attendees:
        fields = one.model_dump(mode="json", include={"role", "name", "group", "chair", "aliases"})
        lines += [
            "[[attendees]]",
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()),
        ]
    (folder / "meeting.toml").write_text("\n".join([*lines, ""]), "utf-8")


def _tell(found: dict[str, Any]) -> None:
    held = found["grounding"]
    print(
        f"claims, held-out: {held['passed']} of {held['planted']} planted passed {held['passed_by_kind']} (target 0), "
        f"{held['refused']} of {held['correct']} correct refused = {held['refused'] / held['correct']:.3f} (target ≤ 0.03)"
    )
    took = found["pace"]
    print(
        f"{took['characters']:.0f} characters: {took['without_llm_s']:.1f} processor seconds without LLM (target ≤ {TARGETS['without_llm_s']:g}), "
        f"{took['overhead_s']:+.1f} with an instant one, {took['requests']} requests (target ≤ {TARGETS['overhead_s']:g})"
    )
    print(
        f"{'server':20}{'exit':>5}{'s':>7}{'requests':>9}{'by LLM':>8}{'by rules':>9}{'refused':>8}{'left out':>9}{'planted':>8}{'met':>5}"
    )
    for one in found["runs"]:
        print(
            f"{one['mode']:20}{one['code']:>5}{one['seconds']:>7.1f}{one['requests']:>9}{one['by_llm']:>8}{one['by_rules']:>9}"
            f"{one['refused']:>8}{one['unreflected']:>9}{one['planted']:>8}{sum(one['passed'].values()):>5}  {one['passed'] or ''} {one['said']}"
        )


def main(arguments: list[str] | None = None) -> None:
    modes = ("no-llm", "honest", "lies", *FAULTS, "refused-connection")
    parser = argparse.ArgumentParser(prog="bench minutes", description=__doc__)
    parser.add_argument("modes", nargs="*", metavar="MODE", help=f"which servers: {', '.join(modes)} (all)")
    parser.add_argument("--characters", type=int, default=LENGTH, help="length of the meeting (60,000)")
    parser.add_argument("--work", type=Path, help="keep what was made here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.work or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        meeting, utterances = long_meeting(options.characters)
        _transcript(meeting, utterances, folder)
        found = {
            "machine": machine(),
            "characters": sum(len(one.text) for one in utterances),
            "utterances": len(utterances),
            "kinds": list(kinds()),
            "grounding": grounding(),
            "pace": pace(HOUR),
            "runs": [vars(one) for one in runs(folder, meeting, options.modes or modes)],
        }
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(found["machine"])
        _tell(found)


if __name__ == "__main__":
    main()
