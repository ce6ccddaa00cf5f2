"""The application: pages at their addresses in three forms, decisions by POST, our own files, errors in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from communique.archive.room import Memory, Reader, Room
from communique.claims import Meeting
from communique.errors import CommuniqueError, StoreError, UnknownNameError
from communique.web.asking import KNOWN_BY, BadQueryError, Query
from communique.web.calendars import calendar
from communique.web.forms import View, as_csv, as_json
from communique.web.guard import Guard, Rules
from communique.web.islands import BUILT, bundle
from communique.web.pages import (
    Page,
    actor,
    claim,
    compare,
    keys,
    map,
    meeting,
    network,
    positions,
    promises,
    reading,
    review,
    search,
    timeline,
    today,
)
from communique.web.rendering import draw, url

PAGES: tuple[Page, ...] = (
    *today.PAGES, *search.PAGES, *actor.PAGES, *meeting.PAGES, *reading.PAGES, *compare.PAGES, *promises.PAGES,
    *positions.PAGES, *timeline.PAGES, *network.PAGES, *map.PAGES, *review.PAGES, *claim.PAGES, *keys.PAGES,
)

FORMS: dict[str, tuple[str, Callable[[View, date | None], bytes]]] = {
    "json": ("application/json", as_json), "csv": ("text/csv; charset=utf-8", as_csv),
}

HTML = "text/html; charset=utf-8"

#: Answers remembered as they were sent, and the largest that is.
REMEMBERED, LARGEST = 500, 400_000


def app(
    record: Path | None = None, *, read_only: bool = False, hosts: frozenset[str] | None = None,
    token: str | None = None, knowledge: Path | None = None, room: Room | None = None,
) -> Guard:
    """The reading room over the record at this path (or an open `room`).

    `hosts`: the names it answers to, without ports (default: this machine's own); `token`: what a reader must show.
    Raises `StoreError` where the record cannot be opened.
    """
    opened = room or Room(record, read_only=read_only, knowledge=knowledge)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        opened.close()

    made = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=living, title="Communiqué")
    desk = Desk(opened)
    for page in PAGES:
        for form in FORMS:
            if page.path != "/":
                made.add_route(f"{_path(page)}.{form}", desk.answering(page, form), methods=["GET", "HEAD"])
    made.add_route("/meeting/{name}.ics", desk.calendar, methods=["GET", "HEAD"])
    for page in PAGES:
        made.add_route(_path(page), desk.answering(page, ""), methods=["GET", "HEAD"])
    made.add_api_route("/review", desk.decide, methods=["POST"])
    made.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    made.mount("/built", StaticFiles(directory=BUILT, check_dir=False))
    made.add_exception_handler(HTTPException, desk.unknown_address)
    made.add_exception_handler(Exception, desk.failed)
    # outside of everything, so that an error's page has its headers too
    return Guard(made, Rules(hosts or Rules().hosts, token, read_only or opened.read_only))


def _path(page: Page) -> str:
    return page.path.replace("{name}", "{name:path}")


class Desk:
    """Answers for the pages."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.bundle = bundle()
        self.answers = Memory(REMEMBERED)

    def answering(self, page: Page, form: str) -> Callable[[Request], Response]:
        """What answers for a page in a form."""
        def answer(request: Request) -> Response:
            name = request.path_params.get("name", "")
            try:
                query = Query.of(page.path.replace("{name}", name), request.query_params)
                with self.room.reading() as now, self._moment(query).reading() as reader:
                    beside = (reader.beside.version, reader.beside.of) if reader.beside else None
                    key = (page.path, name, form, query.fields, beside)
                    return self.answers.get(now.version, key, lambda: self._answer(reader, page, query, name, form))
            except BadQueryError as error:
                return self._problem(request, 400, "This address asks for something it cannot",
                                     f"{error.field}: {error.cause}")
            except UnknownNameError as error:
                return self._problem(request, 404, f"{error.subject}: {error.cause}", error.remedy, error.nearest)
            except StoreError as error:
                return self._problem(request, 503, "The record cannot be read now", str(error))

        return answer

    def _moment(self, query: Query) -> Room:
        """The record as the address asks for it: as it stands, or as it was known by a day."""
        day = query.day(KNOWN_BY)
        return self.room.known_by(day) if day else self.room

    def _answer(self, reader: Reader, page: Page, query: Query, name: str, form: str) -> Response:
        view = page.build(reader, query, name)
        if form:
            media, written = FORMS[form]
            return Response(written(view, query.day(KNOWN_BY)), media_type=media)
        values = {"view": view, "query": query, "first_told": reader.published} | self._common(query)
        return Response(draw(view.TEMPLATE, values, known_by=query.day(KNOWN_BY)), media_type=HTML)

    def _common(self, query: Query) -> dict[str, object]:
        return {"bundle": self.bundle, "read_only": self.room.read_only, "at": query.path, "forms": True}

    def calendar(self, request: Request) -> Response:
        """A meeting as a calendar file."""
        name = request.path_params["name"]
        try:
            with self._moment(Query.of(request.url.path, request.query_params)).reading() as reader:
                row = reader.row(name)
                told = row.told_first
                found = reader.line(row)
            if not isinstance(found.claim, Meeting):
                raise UnknownNameError(name, f"is a {found.claim.kind}, not a meeting", "")
            file = calendar(found.claim, told=date.fromisoformat(told), sources=found.newsrooms)
        except BadQueryError as error:
            return self._problem(request, 400, "This address asks for something it cannot",
                                 f"{error.field}: {error.cause}")
        except UnknownNameError as error:
            return self._problem(request, 404, f"{error.subject}: {error.cause}", error.remedy)
        except ValueError as error:
            return self._problem(request, 404, str(error), "see the meeting’s page for what is known of its date")
        headers = {"content-disposition": f'attachment; filename="meeting-{found.claim.id}.ics"'}
        return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)

    async def decide(self, request: Request) -> Response:
        """Takes a decision sent by a form, and goes on to the next case."""
        body = await request.body()
        form = dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=60))
        return await run_in_threadpool(self._decide, request, form)

    def _decide(self, request: Request, form: dict[str, str]) -> Response:
        try:
            with self.room.deciding() as record:
                done = review.decide(record, form, self.room.knowledge)
        except BadQueryError as error:
            return self._problem(request, 400, "Nothing was decided", f"{error.field}: {error.cause}")
        except CommuniqueError as error:
            return self._problem(request, 409, "Nothing was decided", str(error))
        after = form.get("after", "")
        back = url("/review", after=after if after.isdecimal() and after != "0" else None, done=done)
        return RedirectResponse(back, status_code=303)

    def _problem(
        self, request: Request, status: int, problem: str, remedy: str, nearest: tuple[str, ...] = ()
    ) -> Response:
        values = {
            "problem": problem, "remedy": remedy, "nearest": nearest, "status": status, "view": None, "forms": False,
            "query": None, "bundle": self.bundle, "read_only": self.room.read_only, "at": request.url.path,
        }
        return Response(draw("problem.html", values), status_code=status, media_type=HTML)

    async def unknown_address(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return self._problem(request, 404, "There is no page at this address", "The menu leads to all pages.")
        return self._problem(request, error.status_code, str(error.detail), "The menu leads to all pages.")

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault of our own: the page says so and no more; the log has the rest."""
        return self._problem(request, 500, "The reading room failed on this page",
                             "The terminal that runs communique serve says why.")
