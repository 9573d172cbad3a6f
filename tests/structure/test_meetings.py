"""Three whole meetings of tests/structure/transcripts.py: what a clerk would hand in."""

from __future__ import annotations

import re

import pytest

from minutes.domain import AgendaItem, Meeting
from minutes.structure.extractive import extract
from tests.structure import transcripts
from tests.structure.meetings import talk

ALL = (
    (transcripts.SHINGIKAI, transcripts.SHINGIKAI_SAID),
    (transcripts.CHOGI, transcripts.CHOGI_SAID),
    (transcripts.IINKAI, transcripts.IINKAI_SAID),
)
LEFT_OVER = re.compile(
    r"(?:です|ます|ません|でした|ました|でしょう|でしょうか|ございます)(?=[。、が]|$)|であるである|についてについて"
)


def items(meeting: Meeting, said: transcripts.Lines) -> tuple[AgendaItem, ...]:
    return extract(talk(*said), meeting, "dearu")


def proceedings(found: tuple[AgendaItem, ...]) -> list[str]:
    return [statement.text for item in found for statement in item.statements if statement.kind == "procedure"]


@pytest.mark.parametrize(("meeting", "said"), ALL, ids=["shingikai", "chogi", "iinkai"])
def test_nothing_of_it_is_polite_or_half(meeting: Meeting, said: transcripts.Lines) -> None:
    for item in items(meeting, said):
        for statement in item.statements:
            assert not LEFT_OVER.search(statement.text), statement.text
            assert statement.text.endswith("。")
            if statement.kind == "question":
                assert re.search(r"(?:か|伺う|伺いたい|いただきたい)。", statement.text)


@pytest.mark.parametrize(("meeting", "said"), ALL, ids=["shingikai", "chogi", "iinkai"])
def test_every_statement_is_proven_by_its_speaker(meeting: Meeting, said: transcripts.Lines) -> None:
    names = {f"u{number:04d}": role for number, (role, _) in enumerate(said, start=1)}
    for item in items(meeting, said):
        for statement in item.statements:
            assert {names[id_] for id_ in statement.evidence} == {statement.speaker}


def test_the_council() -> None:
    found = items(transcripts.SHINGIKAI, transcripts.SHINGIKAI_SAID)
    assert [(statement.kind, statement.text) for statement in found[0].statements[2:8]] == [
        (
            "explanation",
            "市内の空き家は、令和5年度の調査で4,120戸であった。5年前と比べると、610戸増えている。"
            "基本方針については、今回の改定では、発生の予防と活用の二つを柱にしたいと考えている。",
        ),
        ("question", "活用については、目標の件数はどのくらいなのか。"),
        ("answer", "年間で30件を目標としている。"),
        ("question", "それは、これまでの実績からすると多いのか、少ないのか。"),
        ("answer", "過去3年の平均が18件であるので、かなり意欲的な数字かと考えている。"),
        ("question", "所有者が分からない空き家はどうか。"),
    ]
    assert [decision.text for item in found for decision in item.decisions] == [
        "原案のとおり承認する。",
        "挙手多数（賛成5名）により、諮問のとおり認定する。",
    ]
    assert [(action.owner, action.due) for item in found for action in item.actions] == [
        ("住宅政策課長", "今年度末まで")
    ]
    assert proceedings(found) == [
        "第3回空家等対策協議会を開会する（午後1時30分）。",
        "委員7名のうち6名の出席をいただいているので、会議は成立している。",
        "次回は、2月12日の午後1時半から開催する。",
        "協議会を閉会する（午後3時5分）。",
    ]


def test_the_management_meeting() -> None:
    found = items(transcripts.CHOGI, transcripts.CHOGI_SAID)
    assert [(item.title, item.flags) for item in found] == [
        ("令和8年度の当初予算の編成方針について", ("topic_proposed",)),
        ("台風12号の被害への対応について", ("topic_proposed",)),
        ("その他", ("topic_proposed",)),
    ]
    assert [decision.text for item in found for decision in item.decisions] == ["この方針で進める。"]
    assert proceedings(found) == [
        "庁議を始める（午前9時）。",
        "10時10分まで休憩する（午前9時1分）。",
        "庁議を再開する（午前10時12分）。",
        "庁議を終了する（午前10時13分）。",
    ]
    assert [(action.text, action.owner, action.due) for action in found[1].actions] == [
        ("連絡網を10月末までに見直す。", "危機管理監", "10月末まで"),
        ("11月の定例会までに報告書をまとめる。", "総務部長", "11月の定例会まで"),
    ]


def test_the_committee() -> None:
    found = items(transcripts.IINKAI, transcripts.IINKAI_SAID)
    assert [(item.title[:6], item.flags) for item in found] == [
        ("議案第31号", ()),
        ("議案第32号", ("taken_together",)),
        ("議案第33号", ()),
        ("請願第2号　", ()),
    ]
    assert [decision.text for item in found for decision in item.decisions] == [
        "挙手全員により、原案のとおり可決すべきものと決定する。",
        "挙手多数（賛成5名、反対1名）により、原案のとおり可決すべきものと決定する。",
        "賛成4名、反対2名により、原案のとおり可決すべきものと決定する。",
        "閉会中の継続審査とする。",
    ]
    assert [statement.kind for statement in found[3].statements] == ["opinion", "opinion", "procedure"]
    assert proceedings(found) == [
        "総務常任委員会を開会する（午前10時）。",
        "暫時休憩する（午前10時2分）。",
        "再開は11時とする。",
        "休憩前に引き続き会議を開く（午前11時）。",
        "総務常任委員会を散会する（午前11時52分）。",
    ]
