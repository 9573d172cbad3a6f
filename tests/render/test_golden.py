"""Text and structure of every form's document, and its bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minutes.render.forms import known_forms
from tests.render.editions import held
from tests.render.golden import FOLDER, as_text

_ROOT = Path(__file__).parents[2]
_EVERY_FORM = (
    "import sys; from pathlib import Path; from tests.render.editions import *; from minutes.render.forms import known_forms;"
    "[held().document(form, edition, Path(sys.argv[1])) for form in known_forms() for edition in ('draft', 'public')]"
)


@pytest.mark.parametrize("form", known_forms())
def test_text_and_structure_are_as_they_were(form, tmp_path):
    """Where a change is meant: python -m tests.render.golden."""
    written = as_text(held().document(form, "draft", tmp_path))
    assert written.splitlines() == (FOLDER / f"{form}.txt").read_text("utf-8").splitlines()


def test_there_is_one_for_every_form():
    assert sorted(one.stem for one in FOLDER.glob("*.txt")) == sorted(known_forms())


def test_same_input_same_bytes_in_every_form(tmp_path):
    """Whatever the hour, the zone and the order in which Python keeps its sets."""
    written = []
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'scripts'}",
        }
        subprocess.run([sys.executable, "-c", _EVERY_FORM, str(folder)], check=True, env=environment, cwd=_ROOT)
        written.append({one.name: one.read_bytes() for one in folder.iterdir()})
    assert len(written[0]) == 2 * len(known_forms())
    assert [name for name, data in written[0].items() if data != written[1][name]] == []
