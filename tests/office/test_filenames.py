"""What file names say of a meeting, as pairs."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.office.filenames import Named, read_name

_DAY = dt.date(2025, 8, 6)


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("20250806_決定会議_第3委員会室", Named("決定会議", _DAY, None, "第3委員会室")),
        ("２０２５０８０６＿決定会議＿第３委員会室", Named("決定会議", _DAY, None, "第3委員会室")),
        ("決定会議_20250806_第3委員会室", Named("決定会議", _DAY, None, "第3委員会室")),
        ("20250806_100000_決定会議", Named("決定会議", _DAY)),
        ("令和7年8月6日決定会議", Named("決定会議", _DAY)),
        ("令和７年８月６日　決定会議　第３委員会室", Named("決定会議", _DAY, None, "第3委員会室")),
        (
            "第5回審議会_令和元年12月1日_市役所第2会議室",
            Named("第5回審議会", dt.date(2019, 12, 1), None, "市役所第2会議室"),
        ),
        ("平成31年4月30日 総務委員会", Named("総務委員会", dt.date(2019, 4, 30))),
        ("第3回都市計画審議会（令和7年8月6日）", Named("第3回都市計画審議会", _DAY)),
        ("R7.8.6決定会議_本庁舎3階", Named("決定会議", _DAY, None, "本庁舎3階")),
        ("R070806_決定会議", Named("決定会議", _DAY)),
        ("H30.12.3議会運営委員会", Named("議会運営委員会", dt.date(2018, 12, 3))),
        ("2025-08-06_決定会議", Named("決定会議", _DAY)),
        ("2025_08_06_決定会議", Named("決定会議", _DAY)),
        ("2025.8.6 14:00 まちづくり協議会 北公民館", Named("まちづくり協議会", _DAY, dt.time(14), "北公民館")),
        (
            "2025年8月6日(水)午後1時30分から決定会議（301会議室）",
            Named("決定会議", _DAY, dt.time(13, 30), "301会議室"),
        ),
        ("都市計画（素案）説明会_20250806", Named("都市計画（素案）説明会", _DAY)),
        ("DX推進-生成AI-打合せ_20250806", Named("DX推進-生成AI-打合せ", _DAY)),
        ("令和7年第3回定例会_20250806_議場", Named("令和7年第3回定例会", _DAY, None, "議場")),
        ("市民センター運営協議会_20250806", Named("市民センター運営協議会", _DAY)),
        ("決定会議 - コピー", Named("決定会議")),
        ("決定会議 (2)", Named("決定会議")),
        ("20251345_決定会議", Named("決定会議")),  # no such day
        ("250806_1001", Named("", _DAY)),  # when a recorder was switched on is no opening of a meeting
        ("250806_100112", Named("", _DAY)),
        ("20250806", Named("", _DAY)),
        ("録音_2025-08-06 10-00-00", Named("", _DAY)),
        ("GMT20250806-010003_Recording", Named("", _DAY)),
        ("GMT20250805-233003_Recording_1920x1080", Named("", _DAY)),  # 8:30 in Japan
        ("REC0001", Named()),
        ("VOICE_0012", Named()),
        ("新規録音 12", Named()),
        ("ボイスメモ 3", Named()),
        ("新しいフォルダー", Named()),
    ],
)
def test_a_name_says(stem: str, named: Named) -> None:
    assert read_name(stem) == named
