"""Annotated reports: a text, and what is said in it, marked by hand. `load` reads a pair of files, `faults` names what is wrong.

The files keep the form of the first annotations: labels as in `LABELS`, arguments as "@entity", a phrase, or a list of these.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from offing.claims.model import ClaimType, Label, Modality, SpeakerKind

DEV = Path(__file__).with_name("texts") / "dev"

LABELS: dict[str, Label] = {
    "Vessel": "vessel", "VesselGroup": "vessel", "Company": "company", "CompanyGroup": "company", "Org": "agency",
    "Person": "person", "Country": "country", "Place": "place", "Facility": "facility", "Goods": "goods", "Date": "date",
    "Money": "money", "Quantity": "quantity", "IMO": "imo", "List": "list",
}  # fmt: skip
"""The annotators' labels and the model's. A group is a plural nominal ("six tankers"); `Org` is any public body or outlet."""

LOOSE = frozenset({"other", "opened", "brokered", "sanctions_effect", "summit_failed"})
"""Types that annotators use for what the model has no type for."""
CONTEXT = frozenset({"statement", "met", "notified", "withdrew"}) | LOOSE
"""Types that are never core: what surrounds a claim."""

ROLES: dict[str, tuple[str, ...]] = {
    "designated": ("target",), "delisted": ("target",), "advisory_listed": ("target",), "owned_by": ("asset", "owner"),
    "managed_by": ("asset", "manager"), "chartered_by": ("asset", "charterer"), "flagged_in": ("vessel", "country"),
    "nationality": ("country",), "renamed": ("vessel",), "affiliated": ("entity", "parent"), "based_in": ("entity", "place"),
    "shipped_cargo": ("actor",), "sts_transfer": ("vessel",), "exported": ("goods",), "sold": ("goods",),
    "procured_for": ("actor",), "dealt_with": ("actor", "counterparty"), "seized": ("object",), "forfeited": ("object",),
    "charged": ("target",), "port_call": ("vessel", "port"), "bound_for": ("vessel", "destination"), "ais_gap": ("vessel",),
    "denied_flag": ("vessel", "country"), "withdrew": ("actor",), "met": ("parties",), "statement": ("speaker",),
    "notified": ("actor",),
}  # fmt: skip
"""The roles without which a claim of a type says nothing that can be used."""

OTHER_ROLES = frozenset(
    {
        "authority", "target", "reason", "list", "asset", "owner", "manager", "charterer", "vessel", "country", "former_name",
        "entity", "parent", "place", "actor", "counterparty", "goods", "from", "to", "on_behalf_of", "beneficiary", "origin",
        "object", "destination", "via", "port", "recipient", "content", "speaker", "parties",
    }
)  # fmt: skip

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_UNRESOLVED = re.compile(r" ?\[[^\]]*\]$")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text and its annotation as read from the JSON beside it."""

    name: str
    text: str
    marks: dict[str, Any]


def load(folder: Path = DEV) -> tuple[Annotated, ...]:
    """Every `NAME.txt` of a folder with its `NAME.json`, by name. Raises OSError where one of a pair is missing."""
    names = sorted({path.stem for path in folder.glob("*.txt")} | {path.stem for path in folder.glob("*.json")})
    return tuple(_load_one(folder, name) for name in names)


def _load_one(folder: Path, name: str) -> Annotated:
    text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
    return Annotated(name, text, json.loads((folder / f"{name}.json").read_text("utf-8")))


def faults(report: Annotated) -> tuple[str, ...]:
    """What does not hold of an annotation, in words: slices, labels, roles, references, dates. Empty where all holds."""
    marks, found = report.marks, list[str]()
    for key in ("doc", "source", "published", "meta", "boilerplate", "entities", "mentions", "coref", "claims"):
        if key not in marks:
            found.append(f"{key} is missing")
    known = {entity["id"] for entity in marks["entities"]}
    for part in ("boilerplate", "mentions", "coref"):
        found += [f"{part}: {slip}" for mark in marks[part] if (slip := _slice(report.text, mark))]
    found += [f"entity {e['id']}: no label {e['label']}" for e in marks["entities"] if e["label"] not in LABELS]
    labels = {entity["id"]: entity["label"] for entity in marks["entities"]}
    for mark in (*marks["mentions"], *marks["coref"]):
        if mark["entity"] not in known:
            found.append(f"mention {mark['text']!r}: no entity {mark['entity']}")
        elif mark.get("label", labels[mark["entity"]]) != labels[mark["entity"]]:
            found.append(f"mention {mark['text']!r}: labelled otherwise than its entity")
    spans = sorted((mark["start"], mark["end"]) for mark in marks["mentions"])
    found += [f"mentions overlap at {b[0]}" for a, b in pairwise(spans) if b[0] < a[1]]
    for claim in marks["claims"]:
        found += [f"claim {claim['id']}: {slip}" for slip in _claim(report.text, claim, known)]
    return tuple(found)


def _slice(text: str, mark: dict[str, Any]) -> str:
    cut = text[mark["start"] : mark["end"]]
    return (
        "" if cut == mark["text"] and cut else f"{mark['text']!r} is not text[{mark['start']}:{mark['end']}] = {cut!r}"
    )


def _claim(text: str, claim: dict[str, Any], known: set[str]) -> list[str]:
    kind, found = claim["type"], list[str]()
    if slip := _slice(text, claim["quote"]):
        found.append(slip)
    if kind not in get_args(ClaimType) and kind not in LOOSE:
        found.append(f"no type {kind}")
    if claim["core"] and kind in CONTEXT:
        found.append(f"a {kind} is not core")
    found += [f"role {role} is missing" for role in ROLES.get(kind, ()) if role not in claim["args"]]
    found += [f"no role {role}" for role in claim["args"] if role not in OTHER_ROLES and kind not in LOOSE]
    if claim["modality"] not in get_args(Modality):
        found.append(f"no modality {claim['modality']}")
    if claim["polarity"] not in ("pos", "neg"):
        found.append(f"no polarity {claim['polarity']}")
    if claim["attribution_kind"] not in (None, *get_args(SpeakerKind)):
        found.append(f"no kind of speaker {claim['attribution_kind']}")
    if (claim["attribution"] is None) != (claim["attribution_kind"] is None):
        found.append("a speaker without a kind, or a kind without a speaker")
    if claim["date"] is not None and not _DAY.fullmatch(claim["date"]):
        found.append(f"no date {claim['date']}")
    values = [v for value in claim["args"].values() for v in (value if isinstance(value, list) else [value])]
    for value in (*values, *([claim["attribution"]] if claim["attribution"] else [])):
        if value.startswith("@"):
            found += [] if value[1:] in known else [f"no entity {value}"]
        elif (phrase := _UNRESOLVED.sub("", value)) and phrase not in text:
            found.append(f"{phrase!r} is not in the text")
    return found
