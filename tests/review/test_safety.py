"""Nobody but the clerk at the page reads or changes anything, and no text is anything but text."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from minutes.errors import BadConfiguration, Forbidden, TryAgainLater
from minutes.review import passwords
from minutes.review.app import make_app
from minutes.review.desk import Clerk
from minutes.review.gate import TOKEN_HEADER, Doors
from minutes.review.meetings import Meetings
from minutes.review.passwords import hashed, is_right
from minutes.review.serve import Place, doors_of, listen
from minutes.review.sessions import COOKIE
from minutes.review.shelf import Shelf
from minutes.settings import Review, Settings
from minutes.workfolder import WorkFolder
from tests.review.folders import lay

OURS = "http://127.0.0.1:8480"
PASSWORD = "合言葉は長いほどよいものです"


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    (tmp_path / "secret.json").write_text("{}")
    return lay(tmp_path / "roots" / "会議.work")


def client_of(work: WorkFolder, doors: Doors | None = None) -> TestClient:
    meetings = Meetings(Shelf([work.root.parent]), Settings(), list)
    app = make_app(meetings, doors or Doors(), Clerk("yamada"))
    return TestClient(app, base_url=OURS, raise_server_exceptions=False)


@pytest.fixture
def client(work: WorkFolder) -> TestClient:
    return client_of(work)


@pytest.fixture
def guarded(work: WorkFolder, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(passwords, "_COST", 1 << 4)
    return client_of(work, Doors(password=hashed(PASSWORD)))


@pytest.mark.parametrize(
    "path",
    [
        "/page/../app.py",
        "/page/..%2fapp.py",
        "/page/%2e%2e/%2e%2e/settings.py",
        "/page/....//app.py",
        "/page//etc/passwd",
        "/api/meetings/../../etc/passwd",
        "/api/meetings/..%2f..%2fsecret.json",
        "/api/meetings/%00/audio",
        "/api/meetings/00000000000000000000/audio",
        "/api/meetings/00000000000000000000/document?edition=../../secret.json",
    ],
)
def test_no_path_leads_out_of_the_roots(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_a_link_to_somewhere_else_is_not_followed(client: TestClient, work: WorkFolder) -> None:
    id_ = client.get("/api/meetings").json()[0]["id"]
    work.path("audio.flac").unlink()
    os.symlink(work.root.parent.parent / "secret.json", work.path("audio.flac"))
    assert client.get(f"/api/meetings/{id_}/audio").status_code == 404
    assert client.get(f"/api/meetings/{id_}/document?edition=../../secret.json").status_code == 404


def test_a_folder_beside_the_roots_is_not_on_the_shelf(client: TestClient, work: WorkFolder) -> None:
    beside = lay(work.root.parent.parent / "外の会議.work")
    os.symlink(beside.root, work.root.parent / "近道.work")
    assert len(client.get("/api/meetings").json()) == 1


def _post(client: TestClient, path: str = "undo", **headers: str) -> int:
    id_ = client.get("/api/meetings").json()[0]["id"]
    token = client.get("/api/session").json()["token"]
    sent = {TOKEN_HEADER: token, **{name.replace("_", "-"): value for name, value in headers.items()}}
    body = {"seen": 0, "version": ""}
    return int(client.post(f"/api/meetings/{id_}/{path}", json=body, headers=sent).status_code)


def test_a_page_of_somebody_else_changes_nothing(client: TestClient) -> None:
    assert _post(client) == 409  # it came in; only the version is none
    assert _post(client, origin="http://127.0.0.1:8480") == 409
    assert _post(client, origin="https://example.com") == 403
    assert _post(client, origin="null") == 403
    assert _post(client, origin="http://127.0.0.1:9999") == 403
    assert _post(client, sec_fetch_site="cross-site") == 403
    assert _post(client, sec_fetch_site="same-site") == 403
    assert _post(client, **{TOKEN_HEADER: ""}) == 403
    assert _post(client, **{TOKEN_HEADER: "0" * 64}) == 403
    assert _post(client, **{"content-type": "text/plain"}) == 415
    assert client.put("/api/meetings").status_code == 405
    assert client.get("/api/meetings", headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8480", "", "[::1", "192.0.2.1", "a:b:c"]
)
def test_a_name_that_was_turned_to_this_machine_gets_nothing(client: TestClient, host: str) -> None:
    for path in ("/", "/api/session", "/api/meetings"):
        assert client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8480", "localhost:8480", "LOCALHOST", "[::1]:8480"])
def test_this_machine_is_known_by_its_names(client: TestClient, host: str) -> None:
    assert client.get("/api/meetings", headers={"host": host}).status_code == 200


def test_every_answer_says_what_a_page_may_do(client: TestClient) -> None:
    for path in ("/", "/api/meetings", "/nowhere", "/api/meetings/x"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


def test_without_the_password_nothing_is_told(guarded: TestClient) -> None:
    assert guarded.get("/").status_code == 200
    assert guarded.get("/api/session").json() == {"login": True, "inside": False, "token": "", "by": "yamada"}
    for path in ("/api/meetings", "/api/search?q=費用", "/api/meetings/x/audio"):
        assert guarded.get(path).status_code == 401
    guarded.cookies.set(COOKIE, "forged.ticket.value")
    assert guarded.get("/api/meetings").status_code == 401


def test_who_knows_the_password_gets_a_ticket_that_ends(guarded: TestClient) -> None:
    answer = guarded.post("/api/login", json={"password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert guarded.get("/api/meetings").status_code == 200
    assert _post(guarded) == 409
    assert _post(guarded, **{TOKEN_HEADER: ""}) == 403
    token = guarded.get("/api/session").json()["token"]
    ticket = guarded.cookies[COOKIE]
    guarded.post("/api/logout", json={}, headers={TOKEN_HEADER: token})
    guarded.cookies.set(COOKIE, ticket)
    assert guarded.get("/api/meetings").status_code == 401


def test_another_ticket_s_token_is_of_no_use(guarded: TestClient) -> None:
    first = guarded.post("/api/login", json={"password": PASSWORD}).json()["token"]
    guarded.post("/api/login", json={"password": PASSWORD})
    assert _post(guarded, **{TOKEN_HEADER: first}) == 403


def test_who_guesses_has_to_wait(guarded: TestClient) -> None:
    assert [guarded.post("/api/login", json={"password": "x"}).status_code for _ in range(7)] == [401] * 5 + [429] * 2
    assert guarded.post("/api/login", json={"password": PASSWORD}).status_code == 429


def test_too_much_is_not_read(client: TestClient) -> None:
    id_ = client.get("/api/meetings").json()[0]["id"]
    token = client.get("/api/session").json()["token"]
    headers = {TOKEN_HEADER: token, "content-type": "application/json"}
    for content in (b'{"acts":"' + b"x" * (2 << 20) + b'"}', b"[" * 100_000, b"\xff", b""):
        assert client.post(f"/api/meetings/{id_}/edits", content=content, headers=headers).status_code == 400


def test_script_in_names_and_texts_stays_text(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.revision.meeting import results

    evil = "</script><img src=x onerror=alert(1)>\"'../\u202e"
    made = results()
    first = made.utterances[0].model_copy(update={"text": evil, "name": evil})
    meeting = made.minutes.meeting.model_copy(update={"title": evil})
    minutes = made.minutes.model_copy(update={"meeting": meeting})
    work = lay(
        tmp_path / "roots" / "<b>会議.work", replace(made, utterances=(first, *made.utterances[1:]), minutes=minutes)
    )
    client = client_of(work)
    row = client.get("/api/meetings").json()[0]
    assert row["title"] == evil
    answer = client.get(f"/api/meetings/{row['id']}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["utterances"]["u1"]["text"] == evil
    named = client.get(f"/api/meetings/{row['id']}/log.csv").headers["content-disposition"]
    assert not any(sign in named for sign in '<>"\n') and ".." not in named.split("''")[1].removesuffix(".csv")


def test_the_page_makes_markup_of_no_text() -> None:
    """Trusted types refuse it in the browser; here it is not even tried."""
    page = Path(make_app.__code__.co_filename).parent / "page"
    for path in page.glob("*.js"):
        text = path.read_text("utf-8")
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "http://",
            "https://",
        ):
            assert way not in text, f"{path.name}: {way}"


def test_a_password_is_kept_as_what_it_leads_to() -> None:
    kept = hashed(PASSWORD)
    assert PASSWORD not in kept and kept != hashed(PASSWORD)
    assert is_right(PASSWORD, kept) and not is_right(PASSWORD + "x", kept)
    with pytest.raises(BadConfiguration):
        is_right(PASSWORD, PASSWORD)


def test_an_open_door_needs_a_password() -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::", "gikai-pc"):
        with pytest.raises(Forbidden):
            doors_of(Review(), host)
    assert not doors_of(Review(password=hashed(PASSWORD)), "0.0.0.0").alone
    assert doors_of(Review(), "127.0.0.1").alone


def test_a_place_that_is_taken_is_told() -> None:
    with listen(Place("127.0.0.1", 0)) as first, pytest.raises(TryAgainLater):
        listen(Place("127.0.0.1", first.getsockname()[1]))
    assert isinstance(first, socket.socket)
