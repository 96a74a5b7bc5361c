"""A web page → its article, line by line, and what the page's own data say of it. Nothing in it runs or loads."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as pages

from offing.claims.model import Dated
from offing.errors import MalformedSource
from offing.reading.html import read_html
from offing.records.dates import DateSpan, parse_span
from offing.units import MAX_ARTICLE_PAGE_CHARS, MAX_ARTICLE_PAGE_TAGS

_META_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "published-date", "displaydate",
)  # fmt: skip
_META_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_META_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_publisher")
_MOST_DATA_CHARS = 200_000
_MOST_DATA_PARTS = 2_000
_TOO_LITTLE = 120
"""Characters of article below which the whole page is read instead."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text with its headline first, and what the page's data say: dates of publication, the likeliest first, and outlet."""

    text: str
    title: str
    dates: tuple[Dated, ...]
    outlet: str
    notes: tuple[str, ...]


def read_page(content: str, name: str) -> Page:
    """Raises MalformedSource where there is no page or no text in it."""
    root = _root(content, name)
    data = _data(root)
    title = (
        _first(data, "headline")
        or _meta(root, _META_TITLES)
        or _words(root.find(".//h1"))
        or _words(root.find(".//title"))
    )
    body, notes = _article(content, root, name)
    if not body:
        raise MalformedSource(
            "the page holds no text", where=name, hint="Save it from a browser as a complete page or a PDF"
        )
    if title and " ".join(body[0].split()).casefold() not in title.casefold():
        body = [title, *body]
    return Page("\n\n".join(body), title, _dates(root, data), _outlet(root, data), notes)


def _root(content: str, name: str) -> Any:
    parser = pages.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedSource("no page of HTML can be read", where=name, value=str(error)[:200]) from error
    if root is None:
        raise MalformedSource("the page of HTML is empty", where=name)
    return root


def _article(content: str, root: Any, name: str) -> tuple[list[str], tuple[str, ...]]:
    """The lines of the article; of the whole page, and a note, where none can be told from the rest."""
    tags = sum(1 for _ in root.iter())
    if len(content) > MAX_ARTICLE_PAGE_CHARS or tags > MAX_ARTICLE_PAGE_TAGS:
        why = f"the page has {len(content):,} characters and {tags:,} tags"
    else:
        import trafilatura  # as late as this: few reports are pages

        for library in ("trafilatura", "justext", "htmldate"):
            if not logging.getLogger(library).handlers:
                logging.getLogger(library).addHandler(logging.NullHandler())  # what it has to say is said by our notes
        found = trafilatura.bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
        text = str(found.text or "") if found is not None and not isinstance(found, dict) else ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if sum(map(len, lines)) >= _TOO_LITTLE:
            return lines, ()
        why = "no article stands out on the page"
    lines = [line.text for line in read_html(content, name)]
    return lines, (f"{why}: all of its text was read, menus and notices with it",) if lines else ()


def _data(root: Any) -> tuple[dict[str, Any], ...]:
    """The page's data about articles (JSON-LD), those that call themselves articles first."""
    out: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MOST_DATA_CHARS:
            try:
                out += _parts(json.loads(script.text))
            except (ValueError, RecursionError):
                continue
    return tuple(sorted(out, key=lambda part: "Article" not in str(part.get("@type", ""))))


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    for _ in range(_MOST_DATA_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if isinstance(part, list):
            waiting += part[:_MOST_DATA_PARTS]
        elif isinstance(part, dict):
            yield part
            waiting += [v for k, v in part.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]


def _first(data: tuple[dict[str, Any], ...], key: str) -> str:
    for part in data:
        value = part.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _meta(root: Any, names: tuple[str, ...]) -> str:
    told = {key: value for key, value in _metas(root) if key in names}
    return next((told[n] for n in names if n in told), "")


def _metas(root: Any) -> Iterator[tuple[str, str]]:
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = " ".join((node.get("content") or "").split())
        if key and value:
            yield key, value


def _dates(root: Any, data: tuple[dict[str, Any], ...]) -> tuple[Dated, ...]:
    told = [("datePublished", value) for part in data if isinstance(value := part.get("datePublished"), str)]
    metas = dict(reversed(list(_metas(root))))
    told += [(key, metas[key]) for key in _META_DATES if key in metas]
    times = [(node.get("itemprop") or "", node.get("datetime") or "") for node in root.iter("time")]
    own = [value for item, value in times if item.lower() == "datepublished"]
    days = {value[:10] for _, value in times if value}
    told += [("time", value) for value in own or ([times[0][1]] if len(days) == 1 and times[0][1] else [])]
    out: list[Dated] = []
    for key, value in told:
        span = _span(value)
        if span is not None and not any(d.span == span for d in out):
            out.append(Dated(span, f'page data {key} "{value[:60]}"', 0, 0))
    return tuple(out)


def _span(value: str) -> DateSpan | None:
    from offing.claims.dated_lines import dated_line

    try:
        return parse_span(value.strip())
    except ValueError:
        found = dated_line(value)
        return found[0].span if found else None


def _outlet(root: Any, data: tuple[dict[str, Any], ...]) -> str:
    for part in data:
        publisher = part.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return " ".join(str(publisher["name"]).split())[:120]
    return _meta(root, _META_OUTLETS)[:120]


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())[:400] if node is not None else ""
