"""The addresses of the page and of its data: parse, call, answer; the work is done elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from minutes import workfolder
from minutes.errors import (
    CannotWrite,
    Forbidden,
    InputMissing,
    InputUnreadable,
    MinutesError,
    TryAgainLater,
    WrongUsage,
)
from minutes.render.annexes import Audience
from minutes.review.changelog import changes_csv
from minutes.review.desk import Clerk, confirm, render, warm
from minutes.review.gate import Doors, Gate, ticket_of
from minutes.review.incoming import acts_of, name_in, number_in
from minutes.review.meetings import Meetings
from minutes.review.passwords import is_right
from minutes.review.sessions import COOKIE, Patience
from minutes.review.shelf import inside
from minutes.review.table import Elsewhere, Table
from minutes.revision.attention import attend
from minutes.revision.editlog import Overtaken

_SHOWN_S = 1.0  # until the first view is drawn
_LARGEST = 1 << 20  # bytes of what a page sends
_LONGEST_PASSWORD = 200
_PAGE = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_STATUS: tuple[tuple[type[MinutesError], int], ...] = (
    (InputMissing, 404),
    (WrongUsage, 400),
    (Forbidden, 403),
    (TryAgainLater, 503),
    (InputUnreadable, 422),
    (CannotWrite, 507),
)
_OVERTAKEN = "別の画面で変更がありました。新しい内容を表示しました。もう一度操作してください。"
_ELSEWHERE = "直そうとした所が変わっていたため、何も変えませんでした。新しい内容を確かめてください。"
_MADE_ANEW = "議事録が作り直されました。新しい内容を読み込みます。"
_GONE = "このページはありません。会議の一覧に戻ってください。"
_DOCUMENTS = {"internal": (workfolder.DOCUMENT, "議事録"), "public": (workfolder.PUBLIC_DOCUMENT, "議事録_公開版")}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Posted = Callable[[Request, Any], Any]


def make_app(meetings: Meetings, doors: Doors, clerk: Clerk) -> Starlette:
    """The whole page. `clerk`: the user of this machine."""
    answers = _Answers(meetings, doors, clerk)
    return Starlette(
        routes=[
            Route("/", answers.page),
            Route("/page/{name}", answers.page),
            Route("/api/session", answers.session),
            Route("/api/login", _post(answers.login), methods=["POST"]),
            Route("/api/logout", _post(answers.logout), methods=["POST"]),
            Route("/api/meetings", answers.meetings),
            Route("/api/search", answers.search),
            Route("/api/meetings/{id}", answers.meeting),
            Route("/api/meetings/{id}/changes", answers.changes),
            Route("/api/meetings/{id}/words", answers.words),
            Route("/api/meetings/{id}/audio", answers.audio),
            Route("/api/meetings/{id}/log.csv", answers.log),
            Route("/api/meetings/{id}/document", answers.document),
            Route("/api/meetings/{id}/edits", _post(answers.edit), methods=["POST"]),
            Route("/api/meetings/{id}/undo", _post(answers.undo), methods=["POST"]),
            Route("/api/meetings/{id}/redo", _post(answers.redo), methods=["POST"]),
            Route("/api/meetings/{id}/lessons", answers.lessons),
            Route("/api/meetings/{id}/learn", _post(answers.learn), methods=["POST"]),
            Route("/api/meetings/{id}/decline", _post(answers.decline), methods=["POST"]),
            Route("/api/meetings/{id}/render", _post(answers.render), methods=["POST"]),
            Route("/api/meetings/{id}/attention", _post(answers.attention), methods=["POST"]),
            Route("/api/meetings/{id}/confirm", _post(answers.confirm), methods=["POST"]),
        ],
        middleware=[Middleware(Gate, doors=doors)],
        exception_handlers={MinutesError: _told, 404: _nowhere, Exception: _fault},
    )


def _post(handler: Posted) -> Callable[[Request], Any]:
    """Read what was sent, within reason, and work on it in a thread."""

    async def handle(request: Request) -> Response:
        data = bytearray()
        try:
            async for piece in request.stream():
                data += piece
                if len(data) > _LARGEST:
                    raise WrongUsage("送られた内容が大きすぎます", advice="いくつかに分けて操作してください。")
            body = json.loads(data)
        except (ClientDisconnect, ValueError, RecursionError):
            raise WrongUsage("送られた内容を読み取れません", advice="画面を読み込み直してください。") from None
        answer = await run_in_threadpool(handler, request, body)
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    return handle


class _Answers:
    def __init__(self, meetings: Meetings, doors: Doors, clerk: Clerk) -> None:
        self._meetings, self._doors, self._clerk = meetings, doors, clerk
        self._patience = Patience()

    # ---- the page and who looks at it ----------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Out of memory: a thread of its own would take longer than the answer."""
        name = request.path_params.get("name", "index.html")
        data = _pages().get(name)
        if data is None:
            raise InputMissing(_GONE, advice="会議の一覧に戻ってください。")
        return Response(data, media_type=_TYPES[Path(name).suffix])

    def session(self, request: Request) -> Response:
        """What the page needs to begin with."""
        ticket = ticket_of(request.headers) if self._doors.password else ""
        come_in = not self._doors.password or self._doors.tickets.is_good(ticket)
        return JSONResponse(
            {
                "login": bool(self._doors.password),
                "inside": come_in,
                "token": self._doors.tickets.token(ticket) if come_in else "",
                "by": self._clerk.name,
            }
        )

    def login(self, request: Request, body: Any) -> Response:
        address = request.client.host if request.client else ""
        if self._patience.is_over(address):
            what = (
                "合言葉の間違いが続いたため、しばらくログインできません。5分ほど待ってから、もう一度入力してください。"
            )
            return JSONResponse({"error": what, "code": "patience"}, 429, headers={"Retry-After": "300"})
        given = body.get("password") if isinstance(body, dict) else None
        right = isinstance(given, str) and len(given) <= _LONGEST_PASSWORD and bool(self._doors.password)
        if not (right and is_right(str(given), self._doors.password)):
            self._patience.wrong(address)
            return JSONResponse({"error": "合言葉が違います。", "code": "password"}, 401)
        ticket = self._doors.tickets.new()
        answer = JSONResponse({"inside": True, "token": self._doors.tickets.token(ticket)})
        secure = self._doors.scheme == "https"
        answer.set_cookie(COOKIE, ticket, httponly=True, samesite="strict", secure=secure, path="/")
        return answer

    def logout(self, request: Request, body: Any) -> Response:
        self._doors.tickets.forget(ticket_of(request.headers))
        answer = JSONResponse({"inside": False})
        answer.delete_cookie(COOKIE, path="/")
        return answer

    # ---- looking -------------------------------------------------------------------------------------------------

    def meetings(self, request: Request) -> Response:
        return JSONResponse(self._meetings.listed())

    def search(self, request: Request) -> Response:
        return JSONResponse(self._meetings.search(request.query_params.get("q", "")[:100]))

    def meeting(self, request: Request) -> Response:
        id_, table = request.path_params["id"], self._table(request)
        answer = JSONResponse({**table.told(), **self._meetings.about(id_)})
        ready = Timer(_SHOWN_S, _make_ready, (table,))  # while the clerk still reads
        ready.daemon = True
        ready.start()
        return answer

    def changes(self, request: Request) -> Response:
        """Since so many edits of a version; all of it, where that is another one now."""
        table = self._table(request)
        if request.query_params.get("version") != table.version:
            return JSONResponse({"error": _MADE_ANEW, "code": "anew"}, 409)
        seen = request.query_params.get("seen", "")
        return JSONResponse(table.told(int(seen) if seen.isdecimal() and len(seen) < 9 else None))

    def words(self, request: Request) -> Response:
        asked = request.query_params
        return JSONResponse(self._table(request).words(asked.get("level", "text"), asked.getlist("only")))

    def audio(self, request: Request) -> Response:
        return FileResponse(inside(self._table(request).work, workfolder.AUDIO), media_type="audio/flac")

    def log(self, request: Request) -> Response:
        table = self._table(request)
        return _download(changes_csv(table.edits()), f"修正の記録_{_title(table)}.csv", "text/csv; charset=utf-8")

    def document(self, request: Request) -> Response:
        table = self._table(request)
        name, shown = _DOCUMENTS.get(request.query_params.get("edition", ""), _DOCUMENTS["internal"])
        data = inside(table.work, name).read_bytes()
        return _download(data, f"{shown}_{_title(table)}.docx", _WORD)

    def lessons(self, request: Request) -> Response:
        from minutes.review import lessons

        return JSONResponse(lessons.told(self._table(request), self._meetings.book))

    # ---- acting --------------------------------------------------------------------------------------------------

    def learn(self, request: Request, body: Any) -> Any:
        from minutes.review import lessons

        return lessons.learn(self._table(request), self._meetings.book, body)

    def decline(self, request: Request, body: Any) -> Any:
        from minutes.review import lessons

        return lessons.decline(self._table(request), self._meetings.book, body)

    def edit(self, request: Request, body: Any) -> Any:
        acts = acts_of(body.get("acts") if isinstance(body, dict) else None)
        return self._act(request, body, lambda table, seen, by: table.act(acts, seen=seen, by=by))

    def undo(self, request: Request, body: Any) -> Any:
        return self._act(request, body, lambda table, seen, by: table.undo(seen=seen, by=by))

    def redo(self, request: Request, body: Any) -> Any:
        return self._act(request, body, lambda table, seen, by: table.redo(seen=seen, by=by))

    def render(self, request: Request, body: Any) -> Any:
        table = self._table(request)
        edition: Audience = "public" if isinstance(body, dict) and body.get("edition") == "public" else "internal"
        return render(table.work, edition, self._clerk.config)

    def confirm(self, request: Request, body: Any) -> Any:
        by = name_in(body)
        if not by:
            raise WrongUsage(
                "確認した人の職と氏名がありません", advice="「総務課長・山田太郎」のように入力してください。"
            )
        return self._act(request, body, lambda table, seen, _: confirm(table, by, seen))

    def attention(self, request: Request, body: Any) -> Any:
        """A minute in which somebody worked at the draft. Nothing is refused where it cannot be kept."""
        work = self._meetings.shelf.work(request.path_params["id"])
        with suppress(MinutesError):
            attend(work, dt.datetime.now(dt.UTC))
        return {}

    def _act(self, request: Request, body: Any, do: Callable[[Table, int, str], Any]) -> Any:
        """What was overtaken or is elsewhere now is told with the newer state, so that the page can show it."""
        table, seen = self._table(request), number_in(body, "seen")
        if body.get("version") != table.version:
            return JSONResponse({"error": _MADE_ANEW, "code": "anew"}, 409)
        try:
            return do(table, seen, name_in(body) or self._clerk.name)
        except Overtaken:
            return JSONResponse({"error": _OVERTAKEN, "code": "overtaken", **table.told(seen)}, 409)
        except Elsewhere:
            return JSONResponse({"error": _ELSEWHERE, "code": "elsewhere", **table.told(seen)}, 409)

    def _table(self, request: Request) -> Table:
        return self._meetings.table(request.path_params["id"])


def _make_ready(table: Table) -> None:
    warm()
    table.prepare()


@cache
def _pages() -> dict[str, bytes]:
    """Read once; a name is looked up here and never becomes a path."""
    return {path.name: path.read_bytes() for path in _PAGE.iterdir() if path.suffix in _TYPES}


def _title(table: Table) -> str:
    title = table.revised.results.minutes.meeting.title
    return (
        "".join("_" if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in title)[:60]
        .replace("..", "_")
        .strip(" .")
    )


def _download(data: bytes, name: str, kind: str) -> Response:
    from urllib.parse import quote

    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=kind, headers=headers)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, MinutesError)
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    return JSONResponse({"error": f"{error.what}。{error.advice}", "code": type(error).__name__}, status)


async def _nowhere(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": _GONE, "code": "missing"}, 404)


async def _fault(request: Request, error: Exception) -> Response:
    what = "思わぬ不具合が起きました。何も変えていません。画面を読み込み直し、続くときは情報システム担当に連絡してください。"
    return JSONResponse({"error": what, "code": "fault"}, 500)
