"""The libraries that hear and tell speakers apart: whether they load, and that none reports to its makers."""

from __future__ import annotations

from minutes.doctor.engineprobe import EngineReport
from minutes.doctor.finding import Finding, bad, good, warning

_INSTALL_AGAIN = "minutes を入れ直してください（docs/operator.md の Installing）。"


def check_engines(report: EngineReport) -> Finding:
    name = "音声認識・話者分離"
    if report.failures:
        told = "、".join(f"{library}（{said}）" for library, said in report.failures.items())
        return bad(name, f"読み込めません：{told}", _INSTALL_AGAIN)
    return good(name, f"torch {report.torch}、CTranslate2 {report.ctranslate2}")


def check_telemetry(report: EngineReport) -> Finding:
    name = "外部への利用報告"
    if report.telemetry is None:
        return bad(name, "確かめられません（pyannote.audio を読み込めません）", _INSTALL_AGAIN)
    if report.telemetry:
        return bad(
            name,
            "pyannote.audio の利用報告が止まっていません",
            "PYANNOTE_METRICS_ENABLED=false を環境変数に設定し、情報システム担当に連絡してください。",
        )
    if report.refused:
        return warning(
            name,
            f"ライブラリーが外部に接続しようとしたため、止めました（{'、'.join(report.refused)}）",
            "何も送っていませんが、この行を情報システム担当に伝えてください。",
        )
    return good(name, "止めてあります（pyannote.audio、ONNX Runtime、Hugging Face）")
