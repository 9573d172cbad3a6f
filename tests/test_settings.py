from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutes.errors import BadConfiguration, InputMissing
from minutes.meetingfile import read_meeting
from minutes.settings import Settings, load_settings


def _file(tmp_path: Path, text: str, name: str = "minutes.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    file = _file(tmp_path, '[asr]\nmodel = "from-file"\ndevice = "cpu"\n[office]\njobs = 3\n')
    environment = {"MINUTES_ASR_MODEL": "from-environment", "MINUTES_OFFICE_SETTLE_S": "2.5"}
    settings = load_settings(file, environment, {"asr": {"model": "from-flag"}, "diarization": {"model": None}})
    assert settings.asr.model == "from-flag"
    assert load_settings(file, environment).asr.model == "from-environment"
    assert load_settings(file, {}).asr.model == "from-file"
    assert settings.asr.device == "cpu"
    assert settings.office.jobs == 3
    assert settings.office.settle_s == 2.5
    assert settings.diarization.model == Settings().diarization.model


def test_the_house_style_is_a_setting(tmp_path: Path) -> None:
    file = _file(tmp_path, '[style]\nchildren = "こども"\n')
    style = load_settings(file, {"MINUTES_STYLE_COMMA": "，"}).style
    assert (style.children, style.comma, style.disability) == ("こども", "，", "keep")


def test_endpoints_are_read(tmp_path: Path) -> None:
    text = '[llm]\ndefault = "office"\n[llm.endpoints.office]\nbase_url = "http://127.0.0.1:1/v1"\nmodel = "m"\n'
    settings = load_settings(_file(tmp_path, text), {})
    assert settings.llm.endpoints["office"].location == "local"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('base_url = "127.0.0.1:11434"', "「llm.endpoints.office.base_url」：http:// か https:// で始まる接続先"),
        ('base_url = "https://name:word@llm.example/v1"', "パスワードを入れずに"),
        ("max_input_chars = 300", "「llm.endpoints.office.max_input_chars」：4000 から"),
        ("timeout_s = 0", "「llm.endpoints.office.timeout_s」：1 から"),
        ("temperature = 3", "0 から 2 までの数"),
        ("retries = -1", "0 から 10 までの数"),
        ("max_output_tokens = -5", "0 から"),
        ('model = ""', "モデルの名前"),
        ('response_format = "xml"', "選べる値：'auto'、'json_schema'、'json_object'、'plain'"),
        ('proxy = "proxy.example:8080"', "http:// か https://"),
        ('verify = "いいえ"', "true か false"),
    ],
)
def test_nonsense_about_an_endpoint_is_told_with_its_line(line: str, expected: str, tmp_path: Path) -> None:
    keys = {"base_url": 'base_url = "http://127.0.0.1:1/v1"', "model": 'model = "m"', line.split(" = ")[0]: line}
    text = "\n".join(["[llm.endpoints.office]", *keys.values()])
    with pytest.raises(BadConfiguration) as refused:
        load_settings(_file(tmp_path, text), {})
    assert expected in str(refused.value)
    assert f"{list(keys.values()).index(line) + 2}行目の" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[asr]\nmodell = "x"\n', "2行目の「asr.modell」：知らない項目です"),
        ('[asr]\n\ndevice = "gpu"\n', "3行目の「asr.device」：選べる値ではありません"),
        ("[office]\njobs = \n", "2行目の"),
        ('[style]\nchildren = "小人"\n', "2行目の「style.children」：選べる値ではありません"),
        ('[office]\njobs = "many"\n', "2行目の「office.jobs」：整数を書きます"),
    ],
)
def test_a_mistake_is_named_with_line_and_key(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration) as refused:
        load_settings(_file(tmp_path, text), {})
    assert expected in str(refused.value)
    assert "minutes.toml" in str(refused.value)


def test_a_named_configuration_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        load_settings(tmp_path / "none.toml", {})


MEETING = """title = "決定会議"
date = 2025-08-06
start = "10:00"
form = "choigi"
confidentiality = 2
agenda = ["生成AIの全庁導入について"]
[[attendees]]
role = "市長公室長"
chair = true
[[attendees]]
role = "DX推進課長"
presence = "proxy"
"""


def test_a_meeting_file_is_read_whole(tmp_path: Path) -> None:
    meeting = read_meeting(_file(tmp_path, MEETING))
    assert meeting.date == dt.date(2025, 8, 6)
    assert meeting.start == dt.time(10, 0)
    chair = meeting.chair()
    assert chair is not None
    assert chair.role == "市長公室長"
    assert [attendee.presence for attendee in meeting.attendees] == ["present", "proxy"]


def test_an_unset_level_of_confidentiality_is_not_invented(tmp_path: Path) -> None:
    assert read_meeting(_file(tmp_path, 'title = "会議"\n')).confidentiality is None


@pytest.mark.parametrize(
    ("written", "level"),
    [("1", 1), ('"2"', 2), ('"3A"', 3), ('"3b"', 3), ('"３Ｃ"', 3), ('"自治体機密性3A"', 3), ('"機密性２"', 2)],
)
def test_the_levels_of_both_notations(written: str, level: int, tmp_path: Path) -> None:
    assert read_meeting(_file(tmp_path, f'title = "会議"\nconfidentiality = {written}\n')).confidentiality == level


@pytest.mark.parametrize("written", ['"4"', '"2A"', '"極秘"', '""', "0", "2.5"])
def test_what_is_no_level_is_refused(written: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="2行目の「confidentiality」：選べる値ではありません（選べる値：1、2、3"):
        read_meeting(_file(tmp_path, f'title = "会議"\nconfidentiality = {written}\n'))


def test_notepad_puts_a_byte_order_mark_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + MEETING.encode())
    assert read_meeting(path).title == "決定会議"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("title", "titel"), "「titel」"),
        (("2025-08-06", '"8月6日"'), "2行目の「date」：日付は 2025-08-06 のように書きます"),
        (('"10:00"', '"午前10時"'), "3行目の「start」：時刻は"),
        (('"proxy"', '"代理"'), "12行目の「attendees.2件目.presence」：選べる値ではありません"),
        (("= true", "= はい"), "9行目の"),
        (("confidentiality = 2", "confidentiality = 4"), "5行目の「confidentiality」"),
        (('"DX推進課長"', '"市長公室長"'), "「市長公室長」が二度"),
        (('presence = "proxy"', "chair = true"), "chair = true の出席者が二人以上"),
    ],
)
def test_a_mistake_in_a_meeting_file_is_named(change: tuple[str, str], expected: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration) as refused:
        read_meeting(_file(tmp_path, MEETING.replace(*change), "会議.toml"))
    assert expected in str(refused.value)
    assert "会議.toml" in str(refused.value)


def test_a_meeting_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "会議.toml"
    path.write_bytes(MEETING.encode("cp932"))
    with pytest.raises(BadConfiguration, match="UTF-8"):
        read_meeting(path)
