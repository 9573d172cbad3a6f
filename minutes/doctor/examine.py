"""The doctor's round: every check once, and none of them can stop the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from minutes.doctor.configuration import check_book, check_configuration, check_dictionaries
from minutes.doctor.engineprobe import LIMIT_S, EngineReport, probe
from minutes.doctor.engines import check_engines, check_telemetry
from minutes.doctor.finding import Finding, bad, safely
from minutes.doctor.fonts import check_fonts, font_folders
from minutes.doctor.gpu import check_cublas, check_gpu
from minutes.doctor.llm import check_llm
from minutes.doctor.machine import check_disk, check_memory, check_python, memory_gb
from minutes.doctor.models import check_model, needed_gb
from minutes.doctor.programs import check_ffmpeg, check_packages, required_packages
from minutes.learning.book import book_of
from minutes.progress import Progress
from minutes.speech.catalog import Catalog
from minutes.text.dictionary import shipped_dictionaries

Check = Callable[[], Finding]
_ENGINES = "音声認識・話者分離"
_WORK, _STATE = "作業場所の空き", "状態の保存場所"


def examine(
    file: Path | None, environment: Mapping[str, str], catalog: Catalog, progress: Progress
) -> tuple[Finding, ...]:
    """All findings in the order of the table. `file`: the configuration named by --config."""
    configuration, settings = check_configuration(file, environment)
    models = (settings.asr.model, settings.diarization.model)
    needed = needed_gb(catalog, models[0], "asr") + needed_gb(catalog, models[1], "diarization")
    checks: dict[str, Check] = {
        "Python と OS": lambda: check_python(sys.version_info[:2]),
        "Python のパッケージ": lambda: check_packages(required_packages()),
        "ffmpeg": check_ffmpeg,
        "文字起こしのモデル": lambda: check_model(catalog, models[0], "asr"),
        "話者分離のモデル": lambda: check_model(catalog, models[1], "diarization"),
        "メモリー": lambda: check_memory(needed, memory_gb()),
        _WORK: lambda: check_disk(_WORK, Path.cwd()),
        _STATE: lambda: check_disk(_STATE, settings.office.home()),
        "辞書": lambda: check_dictionaries(shipped_dictionaries()),
        "庁内の用語と名簿": lambda: check_book(book_of(settings.office)),
        "要約の LLM": lambda: check_llm(settings, environment),
        "日本語フォント": lambda: check_fonts(font_folders()),
    }
    findings = [configuration]
    for number, (name, check) in enumerate(checks.items()):
        findings.append(safely(name, check))
        progress.done((number + 1) / (len(checks) + 1))
    return (*findings, *check_libraries(settings.asr.device, needed))


def check_libraries(device: str, needed: float, ask: Callable[[], EngineReport] = probe) -> tuple[Finding, ...]:
    """What needs the libraries to be loaded, and a driver to answer."""
    try:
        report = ask()
    except TimeoutError:
        what = f"{LIMIT_S:.0f} 秒待っても、ドライバーかライブラリーが応答しません"
        return (bad(_ENGINES, what, "機械を再起動し、同じなら GPU のドライバーを入れ直してください。"),)
    except (OSError, RuntimeError) as error:
        return (bad(_ENGINES, f"ライブラリーが動きません（{error}）", "minutes を入れ直してください。"),)
    return (
        safely(_ENGINES, lambda: check_engines(report)),
        safely("GPU", lambda: check_gpu(report, device, needed)),
        safely("cuBLAS 12", lambda: check_cublas(report, device)),
        safely("外部への利用報告", lambda: check_telemetry(report)),
    )
