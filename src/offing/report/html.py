"""review.html: one file that needs nothing else and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from offing.report import wording
from offing.report.as_json import plain
from offing.report.chart import chart
from offing.report.drawing import PATTERNS
from offing.report.groups import Object, by_sheet, kinds, stopping
from offing.report.laid import ENTRIES_MOST, IN_DOUBT, IN_DOUBT_MEANS, in_doubt, laid, left_words
from offing.report.mapped import of_finding
from offing.report.ownership import edges, ownership
from offing.report.timeline import timeline
from offing.review.duties import checklist, counted, desks, source_words
from offing.review.finding import Finding
from offing.review.result import Review

OPEN_ALL_BELOW = 60
"""Reviews with fewer findings than this open every row; longer ones open the rows that stop."""
ASIDE_SHOWN, QUIET_SHOWN, FILES_SHOWN = 1000, 300, 12
DRAWN_BELOW = 2000
"""Above this many findings only rows that stop get a timeline, so that the file still opens."""
CHARTS_MOST = 60
"""Maps drawn in the page, each place once, so that the file still opens; `map.geojson` has them all."""


def review_html(review: Review) -> str:
    """The page. Every value of the book or of a list is escaped, and hidden characters are shown as `‹U+202E›`."""
    css, js = template_text("review.css"), template_text("review.js")
    total = len(review.findings)
    return (
        review_environment()
        .get_template("review.html.j2")
        .render(
            review=review,
            csp=policy(css, js),
            css=Markup(css),  # noqa: S704 - our own file
            js=Markup(js),  # noqa: S704 - our own file
            patterns=Markup(PATTERNS),  # noqa: S704 - a constant
            role=wording.role_words(review.role),
            sheets=by_sheet(review),
            stops=stopping(review),
            doubts=in_doubt(f for s in by_sheet(review) for o in s.objects for f in o.findings),
            kinds=kinds(review),
            total=total,
            open_all=total < OPEN_ALL_BELOW,
            charts=_charts(review),
            asked=checklist(review, review.role),
            others=[(role, checklist(review, role)) for role in desks() if role not in ("all", review.role)],
            timelines=partial(_timeline, as_of=review.as_of, every=total < DRAWN_BELOW),
            aside_shown=ASIDE_SHOWN,
            quiet_shown=QUIET_SHOWN,
            files_shown=FILES_SHOWN,
        )
    )


def policy(css: str, js: str = "") -> str:
    """The page's Content-Security-Policy: nothing may load, and only this style and this script may run."""
    script = f" script-src {_hash(js)};" if js else ""
    return f"default-src 'none'; style-src {_hash(css)};{script} base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def template_text(name: str) -> str:
    """A file of `report/templates/`, as text."""
    return files("offing.report").joinpath("templates", name).read_text("utf-8")


def _timeline(subject: Object, *, as_of: date, every: bool) -> Markup:
    return Markup(timeline(subject, as_of) if every or subject.stops else "")  # noqa: S704 - escaped in drawing.py


def _charts(review: Review) -> dict[str, Markup]:
    """By finding: its map; of findings about one place the first one's."""
    found = [f for s in by_sheet(review) for o in s.objects for f in o.findings if f.where]
    first = {f.where: f for f in reversed(found)}
    drawn = [f for f in found if first[f.where] is f][:CHARTS_MOST]
    maps = ((f.id, of_finding(f, review.lines)) for f in drawn)
    return {name: Markup(chart(sea)) for name, sea in maps if sea is not None}  # noqa: S704 - escaped in drawing.py


def _ownership(finding: Finding) -> Markup:
    return Markup(ownership(finding))  # noqa: S704 - escaped in drawing.py


def _params(params: Mapping[str, Any]) -> str:
    return json.dumps(plain(params), ensure_ascii=False)


def _linkable(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _shown(value: object) -> object:
    return wording.visible(value) if type(value) is str else value


def page_environment() -> Environment:
    """For a page's template: every value escaped, hidden characters made visible, a name that is not given an error."""
    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def review_environment() -> Environment:
    """The same, with the words that findings are shown with."""
    env = page_environment()
    env.globals.update(
        marks=wording.KIND_MARKS,
        kind_words=wording.KIND_WORDS,
        strength_words=wording.STRENGTH_WORDS,
        strength_means=wording.STRENGTH_MEANS,
        stop_title=wording.STOP,
        stop_means=wording.STOP_MEANS,
        stop_none=wording.STOP_NONE,
        method=wording.METHOD,
        doubt_title=IN_DOUBT,
        doubt_means=IN_DOUBT_MEANS,
        laid=laid,
        laid_most=ENTRIES_MOST,
        left_words=left_words,
        marked=wording.MARKED,
        asked_title=wording.ASKED,
        asked_means=wording.ASKED_MEANS,
        counted=counted,
        source_words=source_words,
        state_words=wording.state_words,
        age_words=wording.age_words,
        published_words=wording.published_words,
        lacks_words=wording.lacks_words,
        entries_words=wording.entries_words,
        since_words=wording.since_words,
        until_words=wording.until_words,
        place_words=wording.place_words,
        cut=wording.cut,
        relation=wording.relation,
        ownership=_ownership,
        edges=edges,
        params=_params,
        linkable=_linkable,
    )
    return env
