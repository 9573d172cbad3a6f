"""`minutes` as a command in a network namespace that has no network, and what the kernel counted there.

The kernel counts what Python's audit hook cannot see: every attempt of any process in the namespace to send anything
over IPv4, a look-up of a name included, has no route and is counted. Where a system forbids its users to make namespaces,
the command runs without one, and the guard's own count is what is left: `isolated` says so.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

_NAMESPACE = ("unshare", "--map-root-user", "--net")
# Runs "$@" and leaves the kernel's counts in $0.
_COUNTED = '"$@"; code=$?; cat /proc/net/snmp /proc/net/snmp6 > "$0"; exit $code'
_COMMAND = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
_ATTEMPTS = ("Ip.OutRequests", "Ip.OutNoRoutes", "Ip6OutRequests", "Ip6OutNoRoutes")


@dataclass(frozen=True)
class Ran:
    """`attempts`: to send anything, by all processes together; None where there was no namespace to count in."""

    code: int
    stdout: str
    stderr: str
    attempts: int | None

    @property
    def isolated(self) -> bool:
        return self.attempts is not None


def minutes_without_network(arguments: list[str], counts: Path) -> Ran:
    """Run `minutes` with these arguments. `counts`: a file to leave the kernel's counts in."""
    return without_network([sys.executable, "-c", _COMMAND, *arguments], counts)


def without_network(command: list[str], counts: Path) -> Ran:
    """Run a command where it can reach nothing, not even this machine."""
    alone = has_namespaces()
    wrapped = [*_NAMESPACE, "sh", "-c", _COUNTED, str(counts), *command] if alone else command
    ran = subprocess.run(wrapped, capture_output=True, text=True, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr, _attempts(counts.read_text()) if alone else None)


@cache
def has_namespaces() -> bool:
    try:
        there = subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        there = False
    if not there:
        warnings.warn("no network namespaces for users here: only the guard's own count is proof", stacklevel=2)
    return there


def _attempts(counts: str) -> int:
    """snmp has two lines for each protocol, names and numbers; snmp6 a line for each number."""
    lines = [line.split() for line in counts.splitlines()]
    found = {words[0]: int(words[1]) for words in lines if len(words) == 2}
    for names, numbers in pairwise(lines):
        if len(names) > 2 and names[0] == numbers[0] and names[1].isalpha():
            protocol = names[0].rstrip(":")
            found |= {f"{protocol}.{name}": int(number) for name, number in zip(names[1:], numbers[1:], strict=True)}
    return sum(found[name] for name in _ATTEMPTS)
