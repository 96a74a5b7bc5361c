"""An annotated report as the scorer reads it: entities, mentions, nominals and claims, each checked against the text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from offing.claims.model import ClaimType
from offing.records.dates import DateSpan, parse_span

TYPES: tuple[str, ...] = get_args(ClaimType)
CONTEXT = frozenset({"withdrew", "met", "statement", "notified"})
"""Types that a sanctions analyst can do without: they are measured apart, and one that the gold lacks is no error."""
LISTS = {"ofac": "us_ofac_sdn", "ofac-sdn": "us_ofac_sdn", "ofac-cons": "us_ofac_cons"}
_HEADER = re.compile(rb"\ASOURCE: [^\n]*\n\n")
"""A line that the keeper of a text put before it: no part of the report."""
_BRACKETS = re.compile(r"\s*\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text; `entity` is "" for a nominal whose antecedent is not in the text."""

    start: int
    end: int
    text: str
    label: str
    entity: str
    members: tuple[str, ...] = ()
    """Of a nominal that points at several: "both"."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Where an entity is listed. An empty entry stands for any; `possible` for one that a name alone cannot settle."""

    dataset: str
    entry: str
    possible: bool


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a role: an entity, or a phrase of the text; `unresolved` where the text does not tell who or what it is."""

    entity: str
    phrase: str
    unresolved: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that the annotator found. `optional` claims are neither asked for nor held against a reader."""

    id: str
    type: str
    args: Mapping[str, tuple[Value, ...]]
    start: int
    end: int
    speaker: Value | None
    speaker_kind: str
    modality: str
    positive: bool
    happened: DateSpan | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    label: str
    names: tuple[str, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """`headings` are stretches that the annotator left alone: a claim read from them is not held against a reader."""

    name: str
    content: bytes
    text: str
    entities: Mapping[str, Entity]
    mentions: tuple[Spot, ...]
    nominals: tuple[Spot, ...]
    claims: tuple[Told, ...]
    headings: tuple[tuple[int, int], ...]
    published: date | None = None
    """The day on which the report appeared, where its annotator knows it from outside the text."""


def folder(path: Path) -> list[Annotated]:
    """Every NAME.json of a folder that has its NAME.txt beside it, by name."""
    pairs = [(p.with_suffix(".txt"), p) for p in sorted(path.glob("*.json"))]
    return [annotated(text, gold) for text, gold in pairs if text.exists()]


def seed(shared: Path) -> list[Annotated]:
    """The two articles the project began with, and a third text, from the folder that OFFING_SHARED names."""
    news = [
        (next(iter(sorted((shared / "news").glob(f"{n}*.txt")))), shared / "claims" / f"gold_{n}.json")
        for n in ("000", "001")
    ]
    return [annotated(text, gold) for text, gold in news] + folder(shared / "claims")


def annotated(text_file: Path, gold_file: Path) -> Annotated:
    """Raises ValueError where the annotation does not agree with the text or with itself."""
    content = _HEADER.sub(b"", text_file.read_bytes())
    return of_marks(gold_file.stem, content, json.loads(gold_file.read_text(encoding="utf-8")), str(gold_file))


def of_marks(name: str, content: bytes, gold: dict[str, Any], where: str) -> Annotated:
    """An annotation as its file keeps it, with its text. Raises ValueError where they do not agree."""
    text = content.decode("utf-8")
    entities = {
        e["id"]: Entity(e["id"], e["label"], tuple(e["names"]), _listed(e.get("list_entry"))) for e in gold["entities"]
    }
    one = Annotated(
        name=name,
        content=content,
        text=text,
        entities=entities,
        mentions=tuple(_spot(m) for m in gold["mentions"]),
        nominals=tuple(_spot(m) for m in gold["coref"]),
        claims=tuple(_told(c, entities) for c in gold["claims"]),
        headings=tuple(_headings(text, gold)),
        published=_known(gold.get("published")),
    )
    _check(one, gold, where)
    return one


def _known(told: dict[str, Any] | None) -> date | None:
    outside = told is not None and not told.get("basis") and told.get("precision") == "day"
    return date.fromisoformat(told["date"]) if told is not None and outside else None


def _spot(row: dict[str, Any]) -> Spot:
    entity, members = row.get("entity") or "", tuple(row.get("members") or ())
    return Spot(row["start"], row["end"], row["text"], row.get("label", ""), entity, members)


def _listed(entry: str | list[str] | None) -> tuple[Listed, ...]:
    entries = [entry] if isinstance(entry, str) else entry or []
    found = []
    for each in entries:
        dataset, _, number = each.removesuffix("?").partition(":")
        found.append(Listed(LISTS.get(dataset, dataset), number, each.endswith("?")))
    return tuple(found)


def _value(value: str, entities: Mapping[str, Entity]) -> Value:
    if value.startswith("@"):
        if value[1:] not in entities:
            raise ValueError(f"no entity {value}")
        return Value(value[1:], "", False)
    note = _BRACKETS.search(value)
    return Value("", _BRACKETS.sub("", value).strip(), bool(note))


def _told(row: dict[str, Any], entities: Mapping[str, Entity]) -> Told:
    """A flag that the annotator's note calls a nationality is one: the seeds are older than that distinction."""
    kind = row["type"]
    if kind == "flagged_in" and (row.get("note") or "").startswith("nationality"):
        kind = "nationality"
    args = {
        role: tuple(_value(v, entities) for v in (value if isinstance(value, list) else [value]))
        for role, value in row["args"].items()
    }
    attribution = row.get("attribution")
    nearest = attribution[0] if isinstance(attribution, list) and attribution else attribution
    return Told(
        id=row["id"],
        type=kind,
        args=args,
        start=row["quote"]["start"],
        end=row["quote"]["end"],
        speaker=_value(nearest, entities) if nearest else None,
        speaker_kind=row.get("attribution_kind") or "",
        modality=row["modality"],
        positive=row["polarity"] == "pos" and row["modality"] != "denied",
        happened=parse_span(row["date"]) if row.get("date") else None,
        optional=kind not in TYPES or (kind not in CONTEXT and not row["core"]),
    )


def _headings(text: str, gold: dict[str, Any]) -> list[tuple[int, int]]:
    titles = [gold.get("meta", {}).get(key) for key in ("title", "other_headline")]
    spans = [(m.start(), m.end()) for title in titles if title for m in re.finditer(re.escape(title), text)]
    return spans + [(b["start"], b["end"]) for b in gold.get("boilerplate", [])]


def _check(one: Annotated, gold: dict[str, Any], where: str) -> None:
    quoted = [c["quote"] for c in gold["claims"]]
    for row in [*gold["mentions"], *gold["coref"], *quoted, *gold.get("boilerplate", [])]:
        if one.text[row["start"] : row["end"]] != row["text"]:
            raise ValueError(
                f"{where}: {row['start']}: the text has {one.text[row['start'] : row['end']]!r}, not {row['text']!r}"
            )
    strange = {s.entity for s in (*one.mentions, *one.nominals)} - {"", *one.entities}
    if strange:
        raise ValueError(f"{where}: mentions of no entity: {', '.join(sorted(strange))}")
