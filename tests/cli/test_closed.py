"""The command as an office runs it: closed, but for the one endpoint its configuration chose."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from minutes.journal import Journal
from minutes.workfolder import EVENTS
from tests.cli.test_road import MEETING, TALK
from tests.fakes.chat_server import MODEL, ChatServer
from tests.fakes.honest import honest

_COMMAND = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
_CONFIGURATION = """[llm]
default = "office"
[llm.endpoints.office]
base_url = "{chosen}"
model = "{model}"
[llm.endpoints.other]
base_url = "{other}"
model = "{model}"
"""


def test_a_run_reaches_the_endpoint_it_chose_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "会議.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "会議.toml").write_text(MEETING, encoding="utf-8")
    with ChatServer(honest) as chosen, ChatServer(honest) as other:
        text = _CONFIGURATION.format(chosen=chosen.base_url, other=other.base_url, model=MODEL)
        (tmp_path / "minutes.toml").write_text(text, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-c", _COMMAND, "run", "会議.txt", "--meeting", "会議.toml", "-o", "議事録.docx"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    assert chosen.requests
    assert not other.requests
    assert "許可していない通信" not in ran.stderr
    sent = json.loads((tmp_path / "議事録.work" / "provenance.json").read_text("utf-8"))["sent"]
    assert [one["host"] for one in sent] == [f"127.0.0.1:{chosen.port}"]
    events = [event.event for event in Journal(tmp_path / "議事録.work" / EVENTS).events()]
    assert "egress_refused" not in events
