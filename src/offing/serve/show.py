"""Templates of the page: every value escaped, hidden characters made visible."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FunctionLoader
from markupsafe import Markup

from offing.desk.accounts import Session
from offing.report.drawing import PATTERNS
from offing.report.html import review_environment
from offing.review.finding import KINDS
from offing.serve import said


def _own(name: str) -> str | None:
    place = files("offing.serve").joinpath("templates", name)
    return place.read_text("utf-8") if place.is_file() else None


@cache
def environment() -> Environment:
    """The report's words and templates, and the page's own before them."""
    report = review_environment()
    env = report.overlay(
        loader=ChoiceLoader([FunctionLoader(_own), report.loader]) if report.loader else FunctionLoader(_own)
    )
    env.filters["when"] = lambda text: f"{text[:10]} {text[11:16]} UTC" if len(text) > 16 else text
    env.globals["patterns"] = Markup(PATTERNS)  # noqa: S704 - a constant
    env.globals.update(
        case_words=said.case_words, event_words=said.event_words, event_lines=said.event_lines,
        disposition_words=said.DISPOSITION_WORDS, kind_order=KINDS,
    )  # fmt: skip
    env.filters["many"] = lambda n: f"{n:,}"
    return env


def page(request: Request, name: str, session: Session | None, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from `templates/`. It may stand in the browser's history, and nowhere else."""
    told = {
        "session": session,
        "account": session.account if session else None,
        "csrf": session.csrf if session else "",
    }
    body = environment().get_template(name).render(path=request.url.path, **told, **context)
    return HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})
