"""Papers are read in a process of their own: a PDF that brings its library down must not take the watched folder with it."""

from __future__ import annotations

import subprocess
import sys

from minutes import egress
from minutes.office.description import Described, Material, describe

_START = "import sys; sys.path[:] = sys.argv[1:]; from minutes.office.papers_child import main; main()"
_LONGEST_S = 600
_NOT_READ = "資料を読み取れませんでした（資料のファイルが壊れているか、大きすぎます）。録音だけから作ります。"


def described(material: Material) -> Described:
    """As `describe`; without the papers where they cannot be read. Raises what that raises for the description."""
    if not material.papers:
        return describe(material)
    try:
        child = subprocess.run(
            [sys.executable, "-c", _START, *sys.path],
            input=material.model_dump_json(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LONGEST_S,
        )
        if child.returncode == 0:
            return Described.model_validate_json(child.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        pass
    plain = describe(material.model_copy(update={"papers": ()}))
    return plain.model_copy(update={"remarks": (*plain.remarks, _NOT_READ)})


def main() -> None:
    """One material in, what describes it out."""
    egress.guard("papers")
    out = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    found = describe(Material.model_validate_json(sys.stdin.read()))
    out.buffer.write(found.model_dump_json().encode())


if __name__ == "__main__":
    main()
