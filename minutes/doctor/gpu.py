"""The graphics card, as far as the engines can use it."""

from __future__ import annotations

from minutes.doctor.engineprobe import CUBLAS, EngineReport
from minutes.doctor.finding import Finding, bad, good, warning

_NAME = "GPU"
_GIB = 2**30
_ON_CPU = '設定の [asr] device を "cpu" にすると、GPU を使わずに動きます。'
_INSTALL_AGAIN = "minutes を入れ直してください（docs/operator.md の Installing）。"


def check_gpu(report: EngineReport, device: str, needed_gb: float) -> Finding:
    """`device`: auto, cuda or cpu as configured; `needed_gb`: what the configured models take together."""
    if device == "cpu":
        return good(_NAME, '使いません（設定の device が "cpu"）')
    if not report.gpus and not report.ctranslate2_gpus:
        return _none(report, device)
    if not report.gpus or not report.ctranslate2_gpus:
        blind = "torch" if not report.gpus else "CTranslate2"
        return bad(_NAME, f"{blind} からだけ GPU が見えません", f"ドライバーの版を確かめ、{_INSTALL_AGAIN}{_ON_CPU}")
    card = report.gpus[0]
    told = f"{card.name}（空き {card.free / _GIB:.1f}／{card.total / _GIB:.1f} GB、CUDA {report.cuda}）"
    if card.free < needed_gb * 1e9:
        return warning(
            _NAME,
            f"{told}。モデルには {needed_gb:g} GB 要ります",
            f"GPU を使うほかのプログラムを閉じるか、小さいモデルを選んでください。{_ON_CPU}",
        )
    return good(_NAME, told)


def check_cublas(report: EngineReport, device: str) -> Finding:
    """cuBLAS 12: without it CTranslate2 sees the GPU and fails at the first sentence."""
    name = "cuBLAS 12"
    if report.cublas:
        return good(name, f"{CUBLAS} が見つかりました")
    if device == "cpu" or not (report.gpus or report.ctranslate2_gpus):
        return good(name, "GPU を使わないので、要りません")
    return bad(name, f"{CUBLAS} が見つかりません", f"文字起こしが GPU で動きません。{_INSTALL_AGAIN}{_ON_CPU}")


def _none(report: EngineReport, device: str) -> Finding:
    if device == "cuda":
        return bad(
            _NAME, '見つかりません（設定の device は "cuda"）', f"NVIDIA のドライバーを確かめてください。{_ON_CPU}"
        )
    if report.driver:
        return warning(
            _NAME,
            "ドライバーはありますが、GPU が使えません",
            f"nvidia-smi で GPU の状態を、ドライバーが CUDA {report.cuda or '12'} に対応する版かを確かめてください。",
        )
    return warning(_NAME, "ありません。CPU で動きます", "このままで使えますが、長い録音には時間がかかります。")
