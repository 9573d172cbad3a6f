"""What is shipped for running it as a service: units, the compose file and its configuration fit the software.

Nothing here is started. YAML and units are read for what would otherwise only be seen on the office's machines: commands
that are none, settings nobody knows, two workers under one name, a share at two places.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from minutes.cli.main import COMMANDS, cli
from minutes.settings import Settings, load_settings

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if name != "db"}
WORKERS = {name: service for name, service in OURS.items() if name.startswith("worker")}
NOT_SETTINGS = {"MINUTES_MODELS"}  # where the models lie


def _parsed(arguments: list[str]) -> click.Context:
    """Raises where the command line is not one of ours."""
    assert arguments[0] in COMMANDS
    command = cli.get_command(click.Context(cli), arguments[0])
    assert command is not None
    return command.make_context(arguments[0], arguments[1:])


def _substituted(text: str, values: dict[str, str]) -> str:
    """${NAME}, ${NAME:-default} and ${NAME:?why} as compose reads them."""

    def value(found: re.Match[str]) -> str:
        name, default, why = found["name"], found["default"], found["why"]
        assert name in values or default is not None or why, name
        return values.get(name) or default or f"<{name}>"

    return re.sub(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?(?P<why>[^}]*))?\}", value, text)


def _unit(path: Path) -> dict[str, list[tuple[str, str]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            entries = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            entries.append((key, value))
    return sections


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units(path: Path) -> None:
    unit = _unit(path)
    service = dict(unit["Service"])
    assert list(unit) == ["Unit", "Service", "Install"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert program.endswith("/.venv/bin/minutes")
    assert _parsed(arguments).params["config"] == Path("/etc/minutes/minutes.toml")
    assert (service["Restart"], service["OOMPolicy"], service["NoNewPrivileges"]) == ("always", "continue", "yes")
    assert service["RestartPreventExitStatus"].split() == ["2", "78"]
    environment = dict(value.split("=") for key, value in unit["Service"] if key == "Environment")
    load_settings(None, {name: value.replace("%i", "gpu-1") for name, value in environment.items()})
    assert set(environment) <= _known()


def test_the_workers_unit_names_the_machine_and_lets_the_gpu_in() -> None:
    (path,) = (path for path in UNITS if "worker" in path.name)
    service = _unit(path)["Service"]
    assert ("Environment", "MINUTES_OFFICE_MACHINE=%i") in service
    assert ("DeviceAllow", "char-nvidia* rw") in service
    assert "MemoryDenyWriteExecute" not in dict(service)  # torch would not start


def _known() -> set[str]:
    groups = {name: field.annotation for name, field in Settings.model_fields.items()}
    return NOT_SETTINGS | {
        f"MINUTES_{section}_{key}".upper()
        for section, group in groups.items()
        for key in group.model_fields  # type: ignore[union-attr]
    }


@pytest.mark.parametrize("name", list(OURS))
def test_services_call_commands_of_ours_with_settings_of_ours(name: str) -> None:
    service = OURS[name]
    values = {"MINUTES_DB_PASSWORD": "secret", "MINUTES_HOST": "gpu-a"}
    arguments = [_substituted(argument, values) for argument in service["command"]]
    context = _parsed(arguments)
    assert context.params["config"] == Path("/etc/minutes/minutes.toml")
    environment = {key: _substituted(value, values) for key, value in service["environment"].items()}
    ours = {key: value for key, value in environment.items() if key.startswith("MINUTES_")}
    assert set(ours) <= _known()
    office = load_settings(None, ours).office
    assert office.database == "postgresql://minutes@db:5432/minutes"
    assert "secret" not in office.database
    assert "/etc/minutes/minutes.toml" in [mount["target"] for mount in service["volumes"] if isinstance(mount, dict)]
    assert service["read_only"] is True
    assert any(volume.endswith(":/state") for volume in service["volumes"] if isinstance(volume, str))


def test_the_share_is_at_the_same_place_inside_and_outside() -> None:
    for service in OURS.values():
        share = service["volumes"][0]
        assert share["source"] == share["target"]
        assert share["bind"]["create_host_path"] is False  # else a share that is away becomes an empty folder
    inbox, out = OURS["watch"]["command"][1], OURS["watch"]["command"][3]
    for place in (inbox, out):
        assert place.startswith(OURS["watch"]["volumes"][0]["target"])
    assert "--no-worker" in OURS["watch"]["command"]  # it has no GPU


def test_each_worker_has_a_name_a_gpu_and_a_state_of_its_own() -> None:
    names = [worker["environment"]["MINUTES_OFFICE_MACHINE"] for worker in WORKERS.values()]
    gpus = [str(worker["deploy"]["resources"]["reservations"]["devices"]) for worker in WORKERS.values()]
    states = [worker["volumes"][-1] for worker in WORKERS.values()]
    for several in (names, gpus, states):
        assert len(set(several)) == len(WORKERS) == 2
    assert all("MINUTES_HOST:?" in name for name in names)  # a container's own name is another one each time
    assert {volume.split(":")[0] for volume in states} < set(COMPOSE["volumes"])
    for worker in WORKERS.values():
        program, *arguments = worker["healthcheck"]["test"][1:]
        assert program == "minutes"
        assert _parsed(arguments).params["worker"] is True


def test_the_database_is_open_to_this_machine_alone_unless_said_otherwise() -> None:
    db = COMPOSE["services"]["db"]
    assert _substituted(db["ports"][0], {}) == "127.0.0.1:5432:5432"
    assert db["volumes"] == ["db:/var/lib/postgresql/data"]
    assert ":?" in db["environment"]["POSTGRES_PASSWORD"]


def test_the_example_configuration_is_valid(tmp_path: Path) -> None:
    place = DEPLOY / "minutes.example.toml"
    assert load_settings(place, {}).office.database == ""
    uncommented = tmp_path / "minutes.toml"
    uncommented.write_text(place.read_text("utf-8").replace("# database", "database"), "utf-8")
    assert load_settings(uncommented, {}).office.database == "postgresql://minutes@db-host:5432/minutes"


def test_the_image_is_made_as_the_environment_is() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    assert any(line.startswith("RUN scripts/environment") for line in lines)
    assert lines.index("USER minutes") > next(n for n, line in enumerate(lines) if "scripts/environment" in line)
    assert lines[-1] == 'ENTRYPOINT ["minutes"]'
    left_out = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert ".venv" in left_out
    needed = (
        "minutes",
        "models",
        "dictionaries",
        "configs",
        "locks",
        "scripts",
        "pyproject.toml",
        "README.md",
        "LICENSE",
    )
    assert not set(needed) & set(left_out)
