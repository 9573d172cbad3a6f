"""The configured models: found, and exactly those of the manifest."""

from __future__ import annotations

from minutes.doctor.finding import Finding, bad, good, warning
from minutes.errors import MinutesError
from minutes.speech.catalog import Catalog
from minutes.speech.manifest import Kind
from minutes.speech.modelfolder import content

_NAMES: dict[Kind, str] = {"asr": "文字起こしのモデル", "diarization": "話者分離のモデル"}
# Weights are loaded once and unpacked beside what they compute with.
_MEMORY_PER_FILE = 1.5


def check_model(catalog: Catalog, wanted: str, kind: Kind) -> Finding:
    """Resolve the model and compare every file's hash (some seconds per gigabyte)."""
    name = _NAMES[kind]
    try:
        model = catalog.resolve(wanted, kind)
    except MinutesError as error:
        return bad(name, f"{error.what}（{error.subject or wanted}）", error.advice)
    entry = catalog.manifest.get(wanted)
    if entry is None:
        return good(name, f"{model.name}（{model.folder}、一覧にない自庁のもの）")
    check = catalog.verify(entry)
    if not check.good:
        wrong = "、".join(file.name for file in check.files if file.state not in ("ok", "unknown"))
        again = (
            f"minutes models fetch {wanted} で取得し直してください。"
            if entry.repository
            else "minutes を入れ直してください。"
        )
        return bad(name, f"{wanted} のファイルが一覧と違います（{wrong}）", again)
    if model.notice:
        return warning(
            name, f"{wanted}（試用モデル）", "実際の会議には minutes models list にある本番用のモデルを選んでください。"
        )
    return good(name, f"{wanted}（すべてのファイルが一覧と一致）")


def needed_gb(catalog: Catalog, wanted: str, kind: Kind) -> float:
    """Memory to plan for: what the manifest says, else by the size of the folder; 0 for a model that is not there."""
    entry = catalog.manifest.get(wanted)
    if entry is not None:
        return entry.memory_gb
    try:
        folder = catalog.resolve(wanted, kind).folder
    except MinutesError:
        return 0.0
    return sum(path.stat().st_size for path in content(folder)) * _MEMORY_PER_FILE / 1e9
