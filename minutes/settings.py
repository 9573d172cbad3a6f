"""The settings of one run: defaults < configuration file < environment < flags; merged once, then frozen.

An environment variable is `MINUTES_` + section + `_` + key in capitals: MINUTES_ASR_MODEL, MINUTES_OFFICE_JOBS.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from minutes.domain import Style, Value
from minutes.errors import InputMissing
from minutes.tomlfile import parse, read_toml

FILE_NAME = "minutes.toml"
SHORTEST_INPUT = 4000  # characters; below it the prompt leaves no room for what was said
_PREFIX = "MINUTES_"


def _within(fits: Callable[[Any], bool], wanted: str) -> AfterValidator:
    """A value that has to fit; `wanted` says in Japanese what would."""

    def checked(value: Any) -> Any:
        if not fits(value):
            raise PydanticCustomError("unfit", "{wanted}", {"wanted": wanted})  # a template
        return value

    return AfterValidator(checked)


def _between(least: float, most: float) -> AfterValidator:
    return _within(lambda number: least <= number <= most, f"{least} から {most} までの数を書きます")


def _web_address(optional: bool = False) -> AfterValidator:
    """An address without a name and password in it: those would end in logs."""

    def fits(address: str) -> bool:
        try:
            parts = urlsplit(address)
            return (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and parts.port != 0
                and "@" not in parts.netloc
            )
        except ValueError:
            return False

    wanted = "http:// か https:// で始まる接続先を、利用者名やパスワードを入れずに書きます"
    return _within(lambda address: (optional and not address) or fits(address), wanted)


def _postgresql_address() -> AfterValidator:
    """Without a password: that comes from PGPASSWORD or the user's .pgpass, where no log sees it."""

    def fits(address: str) -> bool:
        try:
            parts = urlsplit(address)
            return not address or (
                parts.scheme == "postgresql" and bool(parts.hostname and parts.path.strip("/")) and not parts.password
            )
        except ValueError:
            return False

    wanted = (
        "postgresql://利用者名@ホスト名:5432/データベース名 の形で、パスワードを入れずに書きます"
        "（パスワードは環境変数 PGPASSWORD か .pgpass に置きます）"
    )
    return _within(fits, wanted)


def _machine() -> AfterValidator:
    return _within(
        lambda name: not name or bool(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}", name)),
        "英数字と . _ - だけの名前を書きます（例：gpu-1）",
    )


def _table() -> AfterValidator:
    return _within(lambda name: not name or name.lower().endswith(".csv"), ".csv で終わるファイルの場所を書きます")


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
    """A server that speaks chat completions; `location` decides what may be sent there.

    `max_input_chars`: of one request, the prompt included; `timeout_s`: the longest a request may take, its `retries`
    and their waits included. `max_output_tokens`: 0 leaves the limit to the server. `response_format`: how a reply is
    kept to its form; `auto` tries which of them the server knows. `ca_file`: the certificates to trust instead of the
    usual ones. `proxy`: none unless one is named here; what the environment says of proxies is not looked at.
    """

    base_url: Annotated[str, _web_address()]
    model: Annotated[str, _within(lambda name: bool(name.strip()), "モデルの名前を書きます")]
    location: Literal["local", "closed", "cloud"] = "local"
    api_key_env: str = "MINUTES_LLM_KEY"
    max_input_chars: Annotated[int, _between(SHORTEST_INPUT, 10_000_000)] = 8000
    timeout_s: Annotated[float, _between(1, 86_400)] = 120
    approved_plan: str = ""
    response_format: Literal["auto", "json_schema", "json_object", "plain"] = "auto"
    max_output_tokens: Annotated[int, _between(0, 1_000_000)] = 0
    temperature: Annotated[float, _between(0, 2)] = 0
    retries: Annotated[int, _between(0, 10)] = 2
    verify: bool = True
    ca_file: str = ""
    proxy: Annotated[str, _web_address(optional=True)] = ""


class Naming(Value):
    """`voiceprints`: the folder with the voices of people who agreed; empty: voices are compared with nobody's."""

    voiceprints: str = ""


class Llm(Value):
    """`default` names one of the endpoints; empty: no LLM, extractive minutes."""

    default: str = ""
    endpoints: Mapping[str, Endpoint] = {}


class Masking(Value):
    """`terms`: the office's mask list, a file with one term a line; `local`: whether local endpoints get masked text, too;
    `expire_days`: after so many days the table of placeholders is to be deleted, 0: never."""

    terms: str = ""
    local: bool = False
    expire_days: Annotated[int, Field(ge=0)] = 30

    def expires(self, today: dt.date) -> dt.date | None:
        """The day on which a table made today is to be gone."""
        return today + dt.timedelta(days=self.expire_days) if self.expire_days else None


class Office(Value):
    """The watched folder and its jobs. `state`: the folder of the job database and the logs; empty: the user's
    own for such data.

    `settle_s`: a file is taken when size and time have stood still this long. `poll_s`: how often the watched folder is
    looked at where the system tells nothing of changes, as on a share; 0: found out by itself; `rescan_s`: how often it is
    looked at whole in any case. `copy_original`: put a copy of the recording beside its minutes. `contact`: whom a clerk is
    to show what went wrong. `jobs`: how many recordings a worker's
    engines work on at once. `machine`: the name of this worker, which no other has and which never changes. `database`:
    a PostgreSQL URL, which makes several machines one office; empty: SQLite in `state`. `retry_after_s`: the waits
    before what failed for a reason that can pass is tried again; after the last it has failed. `delete_after_days`: so many
    days after the last work on a meeting whose minutes were confirmed its work data goes, 0: never; `delete_unconfirmed`: that
    of meetings nobody confirmed, and of jobs that failed, as well. `dictionary`, `roster`: the office's own terms and people,
    which grow with what clerks put right; empty: in `state`.
    """

    state: str = ""
    settle_s: Annotated[float, _between(0, 86_400)] = 10
    poll_s: Annotated[float, _between(0, 86_400)] = 0
    rescan_s: Annotated[float, _between(1, 86_400)] = 60
    copy_original: bool = False
    contact: str = "情報システム担当"
    jobs: Annotated[int, _between(1, 64)] = 1
    machine: Annotated[str, _machine()] = ""
    database: Annotated[str, _postgresql_address()] = ""
    retry_after_s: tuple[Annotated[float, _between(0, 86_400)], ...] = (10, 60, 300, 900, 1800)
    delete_after_days: Annotated[int, Field(ge=0)] = 0
    delete_unconfirmed: bool = False
    dictionary: Annotated[str, _table()] = ""
    roster: Annotated[str, _table()] = ""

    def home(self) -> Path:
        """The folder `state` means; it need not be there."""
        return Path(self.state or platformdirs.user_state_dir("minutes")).expanduser()


class Report(Value):
    """How the office reckons what it saves. `by_hand`: hours a clerk needs for the minutes of one recorded hour without a
    draft, `checking`: with one; `per_meeting_min`: where it is not 0, so many minutes are saved by each meeting, however
    long it was; `wage_yen`: of an hour of a clerk.
    """

    by_hand: Annotated[float, _between(0, 100)] = 3.0  # other offices': 3–5 times the recording
    checking: Annotated[float, _between(0, 100)] = 1.2  # 3, less the 60 % other offices save at least
    per_meeting_min: Annotated[float, _between(0, 100_000)] = 0
    wage_yen: Annotated[int, _between(0, 1_000_000)] = 3600  # as a city has reckoned for the same purpose


class Review(Value):
    """The page on which drafts are checked. `roots`: the folders whose work folders it shows; `password`: the hash that
    `minutes review --set-password` prints, without which it answers to this machine alone; `names`: under which other
    machines reach it; `certificate`, `key`: PEM files for https.
    """

    roots: tuple[str, ...] = ()
    port: Annotated[int, _between(1, 65_535)] = 8480
    password: str = ""
    names: tuple[str, ...] = ()
    certificate: str = ""
    key: str = ""


class Settings(Value):
    """All settings of one run."""

    audio: Audio = Audio()
    asr: Asr = Asr()
    diarization: Diarization = Diarization()
    naming: Naming = Naming()
    style: Style = Style()
    llm: Llm = Llm()
    masking: Masking = Masking()
    office: Office = Office()
    report: Report = Report()
    review: Review = Review()


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
