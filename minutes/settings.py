"""The settings of one run: defaults < configuration file < environment < flags; merged once, then frozen.

An environment variable is `MINUTES_` + section + `_` + key in capitals: MINUTES_ASR_MODEL, MINUTES_OFFICE_JOBS.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs

from minutes.domain import Style, Value
from minutes.errors import InputMissing
from minutes.tomlfile import parse, read_toml

FILE_NAME = "minutes.toml"
_PREFIX = "MINUTES_"


class Asr(Value):
    """`model`: a name from the manifest or a folder."""

    model: str = "asr-mini"
    device: Literal["auto", "cuda", "cpu"] = "auto"


class Audio(Value):
    """`levelling`: one gain for the whole meeting, or one that moves with who speaks, so that quiet people are heard."""

    levelling: Literal["steady", "moving"] = "moving"
    noise_reduction: Literal["off", "on"] = "off"


class Diarization(Value):
    """`model`: a name from the manifest or a folder."""

    model: str = "diarization-mini"


class Endpoint(Value):
    """A server that speaks chat completions; `location` decides what may be sent there."""

    base_url: str
    model: str
    location: Literal["local", "closed", "cloud"] = "local"
    api_key_env: str = "MINUTES_LLM_KEY"
    max_input_chars: int = 8000
    timeout_s: float = 120
    approved_plan: str = ""


class Naming(Value):
    """`voiceprints`: the folder with the voices of people who agreed; empty: voices are compared with nobody's."""

    voiceprints: str = ""


class Llm(Value):
    """`default` names one of the endpoints; empty: no LLM, extractive minutes."""

    default: str = ""
    endpoints: Mapping[str, Endpoint] = {}


class Office(Value):
    """The watched folder and its jobs. `settle_s`: a file is taken when size and time have stood still this long."""

    state: str = ""
    settle_s: float = 10
    jobs: int = 1


class Settings(Value):
    """All settings of one run."""

    audio: Audio = Audio()
    asr: Asr = Asr()
    diarization: Diarization = Diarization()
    naming: Naming = Naming()
    style: Style = Style()
    llm: Llm = Llm()
    office: Office = Office()


def load_settings(
    file: Path | None, environment: Mapping[str, str], flags: Mapping[str, Mapping[str, Any]] | None = None
) -> Settings:
    """Merge all sources. `file`: the one named by --config, else the first of `default_files()` that is there.

    `flags` holds tables like the file's; a flag that is None was not given. Raises InputMissing, BadConfiguration.
    """
    if file is not None and not file.is_file():
        raise InputMissing("設定ファイルが見つかりません", subject=file)
    source = file or next((path for path in default_files() if path.is_file()), None)
    tables = read_toml(source) if source else {}
    for section, values in (*_from_environment(environment).items(), *(flags or {}).items()):
        given = {key: value for key, value in values.items() if value is not None}
        if given:
            tables[section] = {**tables.get(section, {}), **given}
    return parse(Settings, tables, source or "環境変数")


def default_files() -> tuple[Path, ...]:
    """Where a configuration is looked for: the folder one works in, then the user's own."""
    return (Path(FILE_NAME), Path(platformdirs.user_config_dir("minutes")) / FILE_NAME)


def _from_environment(environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for section, field in Settings.model_fields.items():
        group = field.annotation
        assert group is not None
        for key in group.model_fields:
            value = environment.get(f"{_PREFIX}{section}_{key}".upper())
            if value is not None and key != "endpoints":
                found.setdefault(section, {})[key] = value
    return found
