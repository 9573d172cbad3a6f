"""GPU, cuBLAS, libraries and telemetry, from what the probe reports; and a probe that hangs or dies."""

from __future__ import annotations

import pytest

from minutes.doctor import engineprobe
from minutes.doctor.engineprobe import EngineReport, Gpu, probe
from minutes.doctor.engines import check_engines, check_telemetry
from minutes.doctor.examine import check_libraries
from minutes.doctor.gpu import check_cublas, check_gpu

CARD = Gpu(name="Card", total=16 * 2**30, free=12 * 2**30)
WHOLE = EngineReport(
    torch="2.10.0", cuda="12.8", gpus=(CARD,), ctranslate2="4.8", ctranslate2_gpus=1, cublas=True, telemetry=False
)
BARE = WHOLE.model_copy(update={"gpus": (), "ctranslate2_gpus": 0})


@pytest.mark.parametrize(
    ("change", "device", "state", "word"),
    [
        ({}, "auto", "good", "空き 12.0／16.0 GB、CUDA 12.8"),
        ({}, "cpu", "good", "使いません"),
        ({"gpus": (), "ctranslate2_gpus": 0}, "auto", "warning", "CPU で動きます"),
        ({"gpus": (), "ctranslate2_gpus": 0}, "cuda", "bad", "見つかりません"),
        ({"gpus": (), "ctranslate2_gpus": 0, "driver": True}, "auto", "warning", "ドライバーはあります"),
        ({"gpus": ()}, "auto", "bad", "torch からだけ"),
        ({"ctranslate2_gpus": 0}, "auto", "bad", "CTranslate2 からだけ"),
        ({"gpus": (CARD.model_copy(update={"free": 2**30}),)}, "auto", "warning", "8 GB 要ります"),
    ],
)
def test_the_gpu_as_both_libraries_see_it(change: dict[str, object], device: str, state: str, word: str) -> None:
    finding = check_gpu(WHOLE.model_copy(update=change), device, 8.0)
    assert finding.state == state
    assert word in finding.what
    assert bool(finding.advice) == (state != "good")


def test_cublas_matters_only_where_a_gpu_would_use_it() -> None:
    without = {"cublas": False}
    assert check_cublas(WHOLE, "auto").state == "good"
    missing = check_cublas(WHOLE.model_copy(update=without), "auto")
    assert (missing.state, "libcublas.so.12" in missing.what) == ("bad", True)
    assert check_cublas(WHOLE.model_copy(update=without), "cpu").state == "good"
    assert check_cublas(BARE.model_copy(update=without), "auto").state == "good"


def test_a_library_that_calls_home_when_it_is_loaded_is_told() -> None:
    assert check_telemetry(WHOLE).state == "good"
    told = check_telemetry(WHOLE.model_copy(update={"refused": ("telemetry.invalid:443",)}))
    assert (told.state, "telemetry.invalid:443" in told.what) == ("warning", True)


def test_a_library_that_does_not_load_is_named_with_what_it_said() -> None:
    assert check_engines(WHOLE).state == "good"
    broken = check_engines(WHOLE.model_copy(update={"failures": {"torch": "ImportError: libfoo"}}))
    assert broken.state == "bad"
    assert "torch（ImportError: libfoo）" in broken.what


def test_telemetry_must_be_off_and_known_to_be() -> None:
    assert [check_telemetry(WHOLE.model_copy(update={"telemetry": t})).state for t in (False, True, None)] == [
        "good",
        "bad",
        "bad",
    ]


def test_the_probe_reads_the_last_line_whatever_a_library_said_before() -> None:
    said = WHOLE.model_dump_json()
    assert probe(command=("-c", f"print('remark'); print({said!r})")) == WHOLE


def test_a_driver_that_hangs_does_not_hang_the_doctor() -> None:
    findings = check_libraries("auto", 1.0, lambda: probe(0.2, ("-c", "import time; time.sleep(60)")))
    assert [(finding.state, "応答しません" in finding.what) for finding in findings] == [("bad", True)]


def test_a_library_that_takes_the_process_down_is_a_finding() -> None:
    findings = check_libraries("auto", 1.0, lambda: probe(command=("-c", "import os; os.abort()")))
    assert [finding.state for finding in findings] == ["bad"]
    assert "-6" in findings[0].what


def test_a_check_is_told_each_library_that_could_not_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, object]:
        raise OSError("libtorch.so: cannot open shared object file")

    monkeypatch.setattr(engineprobe, "_torch", broken)
    monkeypatch.setattr(engineprobe, "_ctranslate2", lambda: {"ctranslate2": "4.8", "ctranslate2_gpus": 1})
    monkeypatch.setattr(engineprobe, "_pyannote", lambda: {"telemetry": False})
    report = engineprobe._report()
    assert dict(report.failures) == {"torch": "OSError: libtorch.so: cannot open shared object file"}
    assert (report.ctranslate2_gpus, report.telemetry) == (1, False)
    assert engineprobe._loads("libc.so.6")
    assert not engineprobe._loads("libcublas.so.999")
