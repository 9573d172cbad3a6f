"""Where forms lie: those of the office, those of the user, those that are shipped; a name is taken from the first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from minutes.resources import shipped

SUFFIX = ".toml"
VARIABLE = "MINUTES_FORMS"  # a folder the whole office shares


def own_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where new forms are put: the office's folder if one is named, else the user's."""
    office = environment.get(VARIABLE)
    return Path(office).expanduser() if office else Path(platformdirs.user_config_dir("minutes")) / "forms"


def forms_by_name(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """Every form that can be named, and its file."""
    found: dict[str, Path] = {}
    users = Path(platformdirs.user_config_dir("minutes")) / "forms"
    for folder in dict.fromkeys((own_folder(environment), users, shipped("configs", "forms"))):
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))
