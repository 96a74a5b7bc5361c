"""The application: the guard outside, the API and the pages inside, and every failure as an answer that says what and where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path
from pkgutil import iter_modules
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from offing.desk.log import append
from offing.desk.times import instant
from offing.errors import FourEyes, OffingError, StoreError, UnsafeInput, UsageError
from offing.serve import api, pages
from offing.serve.answers import answered
from offing.serve.document import documented
from offing.serve.guard import App, guard
from offing.serve.lists_open import warm
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import NotSignedIn, Refused, session_here
from offing.serve.work import Worker
from offing.settings import ENGINE

_TOLD = 5
"""Faults of a request that are told one by one."""
_NOTED_A_MINUTE = 60
_NOT_THERE = 404


def application(here: Served, *, working: bool = True) -> App:
    """The whole desk as an ASGI application; `working`: reviews in the queue are made while it runs."""
    inner = _inner(here, working)

    def note(why: str, path: str) -> None:
        log_refusal(here, "", why, path)

    return guard(inner, hosts=here.hosts, most_bytes=here.most_bytes, secure=here.secure, note=note)


def log_refusal(here: Served, actor: str, why: str, path: str) -> None:
    """A record of a request that was not carried out: who, why and where, none of its words.

    Not more than so many a minute of one account, nor of all who are not signed in: a flood must not fill the disk.
    """
    noted: dict[str, list[datetime]] = here.held.setdefault("refusals", {})
    now = here.now()
    recent = noted[actor] = [t for t in noted.get(actor, ()) if now - t < timedelta(minutes=1)]
    if len(recent) >= _NOTED_A_MINUTE:
        return
    recent.append(now)
    with here.store.writing() as db:
        told = {"why": why[:500], "path": path[:300]}
        append(db, at=instant(here.now()), actor=actor, action="request refused", object="request", after=told)


def _inner(here: Served, working: bool) -> FastAPI:
    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        worker = Worker(here) if working else None
        if worker:
            worker.start()
            Thread(target=_warm, args=(here,), name="lists", daemon=True).start()
        try:
            yield
        finally:
            if worker:
                worker.stop()
            here.store.close()

    app = FastAPI(
        title="Offing", version=ENGINE.split()[-1], lifespan=living, docs_url=None, redoc_url=None,
        description="Sanctions due diligence for shipping: evidence, not verdict. Nothing leaves this machine.",
    )  # fmt: skip
    app.state.served = here
    for package in (api, pages):
        for module in sorted(iter_modules(package.__path__), key=lambda m: m.name):
            router = getattr(import_module(f"{package.__name__}.{module.name}"), "router", None)
            if router is not None:
                app.include_router(router, include_in_schema=package is api)
    with as_file(files("offing.serve") / "static") as folder:
        app.mount("/static", StaticFiles(directory=Path(folder)), name="static")
    app.openapi = documented(app)  # type: ignore[method-assign]  # as FastAPI says to extend it
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(NotSignedIn, _to_sign_in)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(OffingError, _failed)
    return app


def _warm(here: Served) -> None:
    """Open the lists before the first question; what is wrong with them that question will be told."""
    with suppress(OffingError):
        warm(here)


async def _to_sign_in(request: Request, _: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return answered({"detail": "sign in, or send a key", "hint": None}, 401)
    return RedirectResponse("/login", 303)


async def _refused(request: Request, error: Exception) -> Response:
    """What an account may not do, or a form that is not ours: logged, with the path and not with its words."""
    assert isinstance(error, Refused)
    if error.status != _NOT_THERE:  # an address that leads nowhere is no attack
        _note(request, error.why)
    return _answer(request, error.status, error.why)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, OffingError)
    if isinstance(error, UnsafeInput | FourEyes):
        _note(request, str(error))
    status = 400 if isinstance(error, UsageError | UnsafeInput) else 503 if isinstance(error, StoreError) else 422
    return _answer(request, status, str(error), error.hint)


async def _not_understood(request: Request, error: Exception) -> Response:
    """What of a request is not what it should be, by its place; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    told = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:_TOLD]]
    more = len(error.errors()) - _TOLD
    why = "; ".join([*told, f"and {more} more"] if more > 0 else told)
    return _answer(request, 422, why.encode("utf-8", "replace").decode(), "/openapi.json says what is asked for")


def _note(request: Request, why: str) -> None:
    session = session_here(request)
    actor = session.account.id if session else getattr(request.state, "account", "")
    log_refusal(served(request), actor, why, f"{request.method} {request.url.path}")


def _answer(request: Request, status: int, why: str, hint: str = "") -> Response:
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return answered({"detail": why, "hint": hint or None}, status)
    return page(request, "refused.html.j2", session_here(request), status, why=why, title="This could not be done")
