from __future__ import annotations

from minutes.domain import Meeting
from tests.render.sample import AI, WATER, made, minutes, utterance


def test_every_utterance_in_order_with_time_and_speaker(tmp_path):
    read = made(tmp_path, form="chikugo")
    assert [text for text in read.texts if text.startswith("[")] == [
        "[00:00:10]\t市長公室長　ただいまから決定会議を開会いたします。",
        "[00:00:20]\tDX推進課長　えー、御説明いたします。",
        "[00:00:30]\t総務法制課長　どのような体制を考えているのか伺います。",
        "[00:00:40]\tDX推進課長　外部に情報を送信しない構成を考えております。",
        "[00:00:50]\t総務法制課長　研修はどうするのでしょうか。",
        "[00:01:00]\tDX推進課長【要確認】　年2回を予定しています。",
        "[00:01:10]\t発言者1【要確認】　経費は2,000万円ですか。【要確認】",
        "[00:01:20]\t市長公室長　原案のとおり承認してよろしいでしょうか。",
        "[00:01:30]\t発言者2【要確認】　異議なし。",
        "[00:01:40]\t総務局長　下水道使用料の改定です。",
        "[00:01:50]\t発言者1　〔聴取不能 00:01:50〕【要確認】",
    ]


def test_items_head_the_utterances_that_belong_to_them(tmp_path):
    read = made(tmp_path, form="chikugo")
    first, second = read.texts.index(f"1　{AI}"), read.texts.index(f"2　{WATER}", 12)
    assert read.texts[first + 1].startswith("[00:00:10]")
    assert read.texts[second + 1].startswith("[00:01:40]")


def test_the_header_carries_weekday_and_times(tmp_path):
    read = made(tmp_path, form="chikugo")
    assert "○開催日時：令和7年8月6日（水）　午前10時から午後0時15分まで" in read.texts
    assert read.texts[0] == "決定会議　逐語記録（案）"


def test_a_recording_with_no_roster_at_all(tmp_path):
    heard = [utterance(number, None, "はい。", f"SPEAKER_{number % 2}") for number in range(1, 5)]
    read = made(tmp_path, minutes(meeting=Meeting(title="録音"), items=()), "chikugo", heard)
    assert [text.split("\t")[1] for text in read.texts if text.startswith("[")] == [
        "発言者1　はい。",
        "発言者2　はい。",
        "発言者1　はい。",
        "発言者2　はい。",
    ]
    assert read.record["発言者"] == "名簿の人と結び付いていない声が2人分ある。"
    assert read.comments == []


def test_nothing_was_said(tmp_path):
    assert "（発言なし）" in made(tmp_path, form="chikugo", heard=()).texts
