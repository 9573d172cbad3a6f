"""What the last stages leave of an LLM's part in a work folder."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.domain import Meeting, Minutes, Provenance, Utterance
from minutes.order import Llm
from minutes.progress import NoProgress
from minutes.publish import publish_minutes, publish_tidied
from minutes.settings import Endpoint, Masking
from minutes.structure.compose import Manner
from minutes.text.tidying.edit import House
from minutes.workfolder import WorkFolder
from tests.fakes.chat_server import MODEL, ChatServer
from tests.fakes.honest import honest
from tests.structure.llm.asking import MEETING, TALK
from tests.structure.meetings import spoken

MANNER = Manner("dearu", House())
CITIZEN = ("総務課長", "窓口に来られた佐々木花子さんから、電話番号は090-1234-5678だと伺っております。")


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    folder = WorkFolder(tmp_path)
    utterances: tuple[Utterance, ...] = spoken(*TALK[:-3], CITIZEN, *TALK[-3:])
    folder.write_json(workfolder.UTTERANCES, utterances)
    publish_tidied(folder, MANNER.house)
    return folder


def published(
    work: WorkFolder, url: str, meeting: Meeting = MEETING, recording: str = "a" * 64, *, masked: bool = True
) -> Minutes:
    llm = Llm("office", Endpoint(base_url=url, model=MODEL), Masking(local=masked, expire_days=30))
    publish_minutes(work, meeting, MANNER, Provenance(software="m", recording=recording), llm, NoProgress())
    return work.read(workfolder.MINUTES, Minutes)


def test_nobody_s_name_leaves_and_it_comes_back(work: WorkFolder) -> None:
    with ChatServer(honest) as server:
        minutes = published(work, server.base_url)
        bodies = "".join(request.raw.decode() for request in server.requests)
    assert "佐々木" not in bodies and "5678" not in bodies and "〔個人1〕" in bodies
    assert "佐々木花子さん" in minutes.model_dump_json() and "〔個人" not in minutes.model_dump_json()
    sent = minutes.provenance.sent[0]
    assert (sent.requests, sent.masked > 0, len(sent.hashes)) == (1, True, 1)
    assert sum(one.by_llm for one in minutes.provenance.authorship) > 0
    assert minutes.provenance.prompt.startswith("v1-")


def test_the_table_is_its_owner_s_and_expires(work: WorkFolder) -> None:
    with ChatServer(honest) as server:
        published(work, server.base_url)
    table = work.path(workfolder.MASKING)
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    assert (dt.date.today() + dt.timedelta(days=30)).isoformat() in table.read_text("utf-8")
    assert stat.S_IMODE(work.path(workfolder.ANSWERS).stat().st_mode) == 0o700


def test_a_server_of_one_s_own_may_be_trusted(work: WorkFolder) -> None:
    with ChatServer(honest) as server:
        published(work, server.base_url, masked=False)
        assert "佐々木花子さん" in server.requests[0].raw.decode()
    assert not work.path(workfolder.MASKING).exists()


def test_minutes_stay_whole_without_the_table(work: WorkFolder) -> None:
    with ChatServer(honest) as server:
        before = published(work, server.base_url)
        work.path(workfolder.MASKING).unlink()
        again = published(work, server.base_url)
        assert len(server.requests) == 1
    assert again == before


def test_another_meeting_begins_with_an_empty_ledger(work: WorkFolder) -> None:
    other = MEETING.model_copy(update={"title": "別の会議"})
    with ChatServer(honest) as server:
        published(work, server.base_url)
        assert published(work, server.base_url, recording="b" * 64).provenance.sent[0].requests == 1
        assert len(server.requests) == 1, "the same words, put right elsewhere"
        published(work, server.base_url, other, "c" * 64)
        assert len(server.requests) == 2


def test_the_journal_tells_what_was_permitted_and_sent_and_no_word_of_it(work: WorkFolder) -> None:
    with ChatServer(honest) as server:
        published(work, server.base_url)
    events = {event.event: event for event in work.journal.events()}
    assert events["llm_permitted"].rule == "level-3/local/always"
    assert events["llm_sent"].sizes["attempts"] == 1 and events["llm_sent"].hashes["request"]
    assert not any("\u3040" <= sign <= "\u9fff" for sign in work.path(workfolder.EVENTS).read_text("utf-8"))
