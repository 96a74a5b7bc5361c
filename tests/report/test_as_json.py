"""findings.json: the contract's shape, byte for byte the same, verbatim."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from offing.records.dates import DateSpan
from offing.report.as_json import findings_json, plain
from offing.report.geojson import NOTE_NONE, map_geojson
from offing.report.write import encoded
from tests.report.golden import check_golden
from tests.report.sample import AS_OF, FINDINGS, GAP, HOSTILE, LONG, SCRIPT, TANTAL, TURNED, sample, whole


def test_golden() -> None:
    short = replace(HOSTILE, evidence=(replace(HOSTILE.evidence[0], quote=SCRIPT),))
    check_golden("findings.json", findings_json(sample((*FINDINGS[:-1], short))))


def test_the_order_in_which_the_review_was_built_does_not_show() -> None:
    review = sample()
    other = replace(
        review,
        findings=review.findings[::-1],
        lists=review.lists[::-1],
        checks_run=review.checks_run[::-1],
        book=replace(review.book, files=review.book.files[::-1], problems=review.book.problems[::-1]),
    )
    other = replace(other, lists=review.lists)  # `none_found` names the lists in the order of the review
    assert encoded(findings_json(review)) == encoded(findings_json(other))


def test_shape_of_the_contract() -> None:
    data = json.loads(findings_json(sample()))
    assert list(data) == ["review", "findings"]
    assert {"book", "as_of", "engine", "role", "lists", "not_checked", "complete", "set_aside", "checks"} <= set(
        data["review"]
    )
    assert {"dataset", "version", "sha256", "published", "entries", "state", "title"} <= set(data["review"]["lists"][0])
    assert {"name", "rows", "files", "unmapped", "problems"} <= set(data["review"]["book"])
    finding = next(f for f in data["findings"] if f["check"] == "listed_party")
    assert finding["subject"] == {
        "sheet": "parties", "row": 2, "column": "name", "id": "P1", "label": "Dalian Haibo Intl Freight",
    }  # fmt: skip
    status = finding["status"][0]
    assert (status["rung"], status["authority"], status["entry"], status["program"]) == (
        "blocked",
        "US",
        "26243",
        ["DPRK3"],
    )
    assert (status["from"], status["to"], status["words"]) == ("2019-03-21", None, "blocked (US)")
    assert (finding["event_date"], finding["known_from"], finding["as_of"]) == ("2018", "2019-03-21", AS_OF.isoformat())
    assert set(finding["evidence"][0]) == {"source", "version", "sha256", "place", "quote", "retrieved", "url"}
    assert set(finding["rule"]) == {"id", "version", "basis", "params"}
    assert finding["rule"]["params"] == {"least_rare_tokens": 2, "scripts": ["Latn", "Hani"]}


def test_foreign_text_is_verbatim() -> None:
    finding = next(f for f in json.loads(findings_json(sample()))["findings"] if f["check"] == "news")
    assert TURNED in finding["says"], "the JSON is the record: direction marks stay as they are"
    assert finding["evidence"][0]["quote"].endswith(LONG)


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    review = sample((replace(TANTAL, says="a \ud800 b"),))
    assert json.loads(encoded(findings_json(review)))["findings"][0]["says"] == "a \ud800 b"


@pytest.mark.parametrize(
    ("value", "wanted", "why"),
    [
        ({"b": 1, "a": None}, {"a": None, "b": 1}, "keys in order; unknown stays null"),
        (
            (date(2019, 3, 21), DateSpan(date(2018, 1, 1), date(2018, 12, 31))),
            ["2019-03-21", "2018"],
            "dates as ISO text",
        ),
        (frozenset({"b", "a"}), ["a", "b"], "a set has no order of its own"),
        (float("nan"), None, "JSON has no NaN; it means unknown"),
        (Decimal("12.5"), 12.5, "a number stays a number"),
    ],
)
def test_plain(value: Any, wanted: Any, why: str) -> None:
    assert plain(value) == wanted, why


def test_plain_refuses_what_nobody_has_decided_about() -> None:
    with pytest.raises(TypeError, match="object"):
        plain({"a": object()})


def test_map() -> None:
    features = json.loads(map_geojson(sample()))["features"]
    assert [(f["id"], f["geometry"]) for f in features] == [(GAP.id, {"type": "Point", "coordinates": [132.1, 41.2]})]


def test_map_without_a_place_says_so() -> None:
    assert json.loads(map_geojson(whole())) == {
        "type": "FeatureCollection", "as_of": "2019-04-01", "features": [], "note": NOTE_NONE,
    }  # fmt: skip


def test_ais_not_available_is_no_place() -> None:
    assert json.loads(map_geojson(sample((replace(GAP, detail={"lat_deg": 91, "lon_deg": 181}),))))["features"] == []
