"""A FollowTheMoney object as a query, and an answer's matches as scored entities: yente's question, Offing's answer.

The score is a step and no probability. Offing tells four strengths, and the score tells which: 1.0 match (a number, or all
that is known, agrees), 0.8 strong, 0.6 possible (a name only), 0.4 weak. `match` is true of the first two. An entry whose
identity is in doubt is at most possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from offing.index.view import View
from offing.screener import Found
from offing.serve.ftm_told import told

SCORES = {"match": 1.0, "strong": 0.8, "possible": 0.6, "weak": 0.4}
FIRM = ("match", "strong")
NAMES = ("name", "alias", "previousName", "weakAlias")
MOST_NAMES = 8
"""Names of one query that are each asked."""
_BEARS = {"for": 1.0, "decides for": 1.0, "against": -1.0, "decides against": -1.0}
_TYPES = {
    "Vessel": "vessel", "Person": "person", "Company": "company", "Organization": "organisation", "PublicBody": "organisation",
}  # fmt: skip
_COLUMNS = {
    "imo": ("imoNumber",),
    "mmsi": ("mmsi",),
    "call_sign": ("callSign",),
    "flag": ("flag",),
    "country": ("country", "nationality", "citizenship", "jurisdiction", "mainCountry"),
    "born": ("birthDate",),
    "gender": ("gender",),
    "address": ("address",),
    "registration_number": ("registrationNumber",),
    "lei": ("leiCode",),
    "gross_tonnage": ("grossRegisteredTonnage", "tonnage"),
    "deadweight": ("deadweightTonnage",),
    "built": ("buildDate",),
    "other_ids": (
        "idNumber", "passportNumber", "taxNumber", "innCode", "ogrnCode", "vatCode", "dunsCode", "swiftBic", "uscCode",
        "socialSecurityNumber", "serialNumber", "isin", "isinCode", "bikCode", "okpoCode", "kppCode", "uniqueEntityId",
    ),
}  # fmt: skip
_SEVERAL = ("country", "other_ids")


def rows_of(schema: str, properties: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows that are screened for one object: one for each of its names, each with all its facts."""
    values = {k: _texts(v) for k, v in properties.items()}
    facts = {"type": _TYPES.get(schema, "")}
    for column, names in _COLUMNS.items():
        given = [v for name in names for v in values.get(name, ())]
        if given:
            facts[column] = "; ".join(dict.fromkeys(given)) if column in _SEVERAL else given[0]
    if schema not in ("Vessel", "Thing"):
        facts.pop("flag", None)
    told = {k: v for k, v in facts.items() if v}
    called = list(dict.fromkeys(n for p in NAMES for n in values.get(p, ())))[:MOST_NAMES]
    if not called and (parts := [v for p in ("firstName", "middleName", "lastName") for v in values.get(p, ())[:1]]):
        called = [" ".join(parts)]
    return [{**told, "name": n} for n in called] or [told]


def scored(view: View, found: Sequence[Found], threshold: float) -> list[dict[str, Any]]:
    """The matches of all rows of one object, each entry once, the firmest first."""
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for answer in found:
        for match in answer.matches:
            key = match["dataset"], match["entry"]
            if key not in best or score_of(match) > score_of(best[key]):
                best[key] = match
    ordered = sorted(best.values(), key=lambda m: -score_of(m))
    return [_scored(view, m, threshold) for m in ordered if (m["dataset"], m["entry"]) in view.by_entry]


def score_of(match: Mapping[str, Any]) -> float:
    score = SCORES[match["strength"]]
    return score if match["queue"] == "alert" else min(score, SCORES["possible"])


def _scored(view: View, match: Mapping[str, Any], threshold: float) -> dict[str, Any]:
    score = score_of(match)
    firm = match["strength"] in FIRM and match["queue"] == "alert"
    explained: dict[str, dict[str, Any]] = {}
    for part in match["score_parts"]:
        name, n = part["feature"], 2
        while name in explained:
            name, n = f"{part['feature']}_{n}", n + 1
        bears = _BEARS.get(part["bearing"], 0.0)
        detail = f"{part['says']}: {part['value']}" if part["value"] else part["says"]
        explained[name] = {"score": bears, "detail": detail, "query": None, "candidate": None}
    return {
        **told(view, view.by_entry[match["dataset"], match["entry"]]),
        "score": score,
        "match": firm and score >= threshold,
        "features": {name: e["score"] for name, e in explained.items()},
        "explanations": explained,
        "strength": match["strength"],
        "why": match["why"],
        "against": match["against"],
    }


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values if isinstance(v, str) and v.strip()]
