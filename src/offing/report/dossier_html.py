"""dossier.html: the dossier as one page that needs nothing else and asks the network for nothing; and both files on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from offing.errors import UsageError
from offing.records.rungs import RUNGS
from offing.report.chart import chart
from offing.report.dossier_json import dossier_json
from offing.report.dossier_words import (
    BY_NAME,
    BY_NAME_MEANS,
    HOW_WORDS,
    NO_VERDICT,
    NONE_BY_NUMBER,
    TOPICS,
    grouped,
    no_events_words,
    no_news_words,
    no_twins_words,
    stands_words,
)  # fmt: skip
from offing.report.drawing import PATTERNS
from offing.report.html import policy, review_environment, template_text
from offing.report.mapped import of_finding
from offing.report.observed import HEADINGS, TIER_WORDS
from offing.report.timeline import drawn, lanes_of
from offing.report.write import encoded, write_file
from offing.review.dossier import Dossier
from offing.tracks.event import iso as instant

CHARTS_MOST = 30


def dossier_html(dossier: Dossier) -> str:
    """The page. Every value of a book, a list or a report is escaped, and hidden characters are shown as `‹U+202E›`."""
    css = template_text("review.css") + template_text("dossier.css")
    return (
        review_environment()
        .get_template("dossier.html.j2")
        .render(
            csp=policy(css, ""),
            css=Markup(css),  # noqa: S704 - our own files
            patterns=Markup(PATTERNS),  # noqa: S704 - a constant
            charts=_charts(dossier),
            whole_in="dossier.json",
            **told_with(dossier),
        )
    )


def told_with(dossier: Dossier) -> dict[str, Any]:
    """What the templates of a dossier's parts need beside the words of every report."""
    return {
        "d": dossier, "drawing": _timeline(dossier), "topics": [(title, grouped(dossier.of(*names))) for title, names in TOPICS],
        "how_words": HOW_WORDS, "by_name_title": BY_NAME, "by_name_means": BY_NAME_MEANS, "no_verdict": NO_VERDICT,
        "no_news": no_news_words(dossier), "no_events": no_events_words(dossier), "none_by_number": NONE_BY_NUMBER,
        "listing": lambda s: RUNGS[s.rung].listing, "no_twins": no_twins_words(dossier),
        "stands_words": lambda m: stands_words(m, dossier), "headings": HEADINGS, "tiers": TIER_WORDS, "instant": instant,
    }  # fmt: skip


def _timeline(dossier: Dossier) -> Markup:
    statuses = [m.status for m in (dossier.hers or dossier.by_name)]
    shown = drawn(lanes_of(statuses), (), dossier.title, dossier.as_of, now="dossier")
    return Markup(shown)  # noqa: S704 - escaped in drawing.py


def _charts(dossier: Dossier) -> dict[str, Markup]:
    """By finding: its map, each place once."""
    drawn_of: dict[str, Markup] = {}
    seen = set()
    for book, lines in dossier.lines:
        for found in dossier.findings:
            finding = found.finding
            if found.book != book or not finding.where or finding.where in seen or len(drawn_of) >= CHARTS_MOST:
                continue
            seen.add(finding.where)
            sea = of_finding(finding, lines)
            if sea is not None:
                drawn_of[finding.id] = Markup(chart(sea))  # noqa: S704 - escaped in drawing.py
    return drawn_of


def write_dossier(dossier: Dossier, out: Path) -> list[Path]:
    """Write dossier.json and dossier.html into the folder, made if need be. Raises UsageError when it cannot be written."""
    contents = {"dossier.json": dossier_json(dossier), "dossier.html": dossier_html(dossier)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [write_file(out / name, encoded(text)) for name, text in contents.items()]
    except OSError as problem:
        raise UsageError(
            f"the dossier cannot be written: {problem.strerror}", where=str(problem.filename or out)
        ) from problem
