"""What the drawings say: sums of holdings, lanes of status, and how an event stands to a measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from offing.records.dates import day, parse_span
from offing.report.groups import by_sheet
from offing.report.ownership import MOST_BOXES, Regime, edges, ownership, sums
from offing.report.timeline import lanes, timeline
from offing.report.wording import relation, since_words, until_words
from offing.review.finding import Status
from tests.report.sample import AS_OF, NEW_REGENT, SCRIPT, SUMMED, TANTAL, sample

SVG = "{http://www.w3.org/2000/svg}"


def holding(owner: str, owned: str, percent: float | None, **rest: Any) -> dict[str, Any]:
    return {
        "owner": owner,
        "owned": owned,
        "percent": percent,
        "control": False,
        "blocked": owner.startswith("B"),
        **rest,
    }


@pytest.mark.parametrize(
    ("holdings", "wanted", "why"),
    [
        ([holding("B1", "X", 25), holding("B2", "X", 25)], {"X": "25 + 25 = 50 %"}, "two quarters make a half"),
        ([holding("B1", "X", 60), holding("X", "Y", 60)], {"X": "60 %", "Y": "60 %"}, "the rule does not multiply"),
        ([holding("B1", "X", 49), holding("X", "Y", 100)], {"X": "49 %"}, "below the half nothing passes on"),
        ([holding("B1", "X", None), holding("B2", "X", 30)], {"X": "30 + unknown = 30 % or more"}, "unknown is not zero"),
        ([holding("B1", "X", None)], {"X": "share unknown"}, "nothing known is said as that"),
        ([holding("B1", "X", None, control=True)], {}, "control is not ownership"),
        ([holding("B1", "X", 60), holding("X", "Y", 50), holding("Y", "X", 40)], {"X": "60 + 40 = 100 %", "Y": "50 %"},
         "a circle ends"),
        ([holding("B1", "X", 60, to="2018-12-31"), holding("B1", "X", 10, **{"from": "2019-01-01"})], {"X": "10 %"},
         "sold down before"),
        ([holding("N", "X", 100)], {}, "nobody is blocked, nothing is summed"),
    ],
)  # fmt: skip
def test_sums_of_blocked_owners(holdings: list[dict[str, Any]], wanted: dict[str, str], why: str) -> None:
    found = sums(edges({"ownership": tuple(holdings)}), AS_OF, Regime(""))
    said = {
        name: text.removeprefix("held through blocked owners: ").removesuffix(" on 2019-04-01")
        for name, text in found.items()
    }
    assert said == wanted, why


@pytest.mark.parametrize(
    "finding", [SUMMED, replace(SUMMED, detail={"ownership": [holding("A", "B1", 60), holding("B1", "A", 60)]})]
)
def test_ownership_is_well_formed_and_escaped(finding: Any) -> None:
    tree = etree.fromstring(ownership(finding, alone=True).encode())
    boxes = [r for r in tree.iter(f"{SVG}rect") if r.get("class") in ("box", "blk")]
    names = {n for e in edges(finding.detail) for n in (e.owner, e.owned)}
    assert len(boxes) == len(names)
    assert "BLOCKED OWNER" in "".join(str(t) for t in tree.itertext()), "told by word, not by colour alone"


def test_a_hostile_name_stays_text() -> None:
    drawn = ownership(replace(SUMMED, detail={"ownership": [holding(SCRIPT * 40, "B1 \u202e & co", 10)]}))
    assert "<script" not in drawn
    assert "\u202e" not in drawn
    etree.fromstring(drawn.encode())


def test_too_many_boxes_are_left_to_the_table() -> None:
    crowd = [holding(f"N{n}", "X", 1) for n in range(MOST_BOXES)]
    assert ownership(replace(SUMMED, detail={"ownership": crowd})) == ""


def objects(*findings: Any) -> dict[str, Any]:
    return {o.id: o for s in by_sheet(sample(findings)) for o in s.objects}


def test_a_lane_per_authority_list_and_rung() -> None:
    found = [(x.authority, x.list, x.rung) for x in lanes(objects(NEW_REGENT)["V2"])]
    assert found == [
        ("UK", "gb_uksl", "port_ban"),
        ("UN", "un_1718_vessels", "port_ban"),
        ("EU", "eu_vessels", "delisted"),
    ]


def test_the_timeline_says_in_words_what_it_draws() -> None:
    tree = etree.fromstring(timeline(objects(NEW_REGENT)["V2"], AS_OF, alone=True).encode())
    desc = tree.findtext(f"{SVG}desc") or ""
    for part in (
        "between 2018-03-30 and 2018-10-16",
        "2018-10-16; to: no end stated",
        "event 2018-06-07",
        "as of 2019-04-01",
    ):
        assert part in desc
    hatched = [r for r in tree.iter(f"{SVG}rect") if r.get("fill") == "url(#hx2)"]
    assert len(hatched) == 2, "the uncertain UK start and the EU period without a day"
    assert not [r for r in tree.iter(f"{SVG}rect") if r.get("class") == "bar"], "a port ban is not drawn as a freeze"


def test_no_status_no_timeline() -> None:
    assert timeline(objects(replace(TANTAL, status=()))["V1"], AS_OF) == ""


def status(since: str | None, until: str | None) -> Status:
    return Status(
        "blocked", "US", "l", "1", "n", (), parse_span(since) if since else None, parse_span(until) if until else None
    )


@pytest.mark.parametrize(
    ("since", "until", "event", "wanted", "why"),
    [
        ("2019-03-21", None, "2018", "event was before this", "listed after the voyage"),
        ("2017-03-31", None, "2018-06", "in force at the event", "listed before, no end"),
        ("2018", None, "2018-06", "order with the event uncertain", "some day of 2018 may be either side"),
        ("2010", "2014", "2018", "event was after its end", "delisted before"),
        ("2010", "2018", "2018-06", "order with the event uncertain", "the end may be either side"),
        (None, None, "2018", "", "no date in the source, nothing to say"),
        ("2010", None, None, "", "no event"),
    ],
)
def test_relation(since: str | None, until: str | None, event: str | None, wanted: str, why: str) -> None:
    assert relation(status(since, until), parse_span(event) if event else None) == wanted, why


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("2019-03-21", None, ("2019-03-21", "no end stated")),
        ("2018-02", "2019", ("2018-02 (day not stated)", "2019 (day not stated)")),
        ("2018-02-03/2018-03-04", "../2019-01-01", ("between 2018-02-03 and 2018-03-04", "not later than 2019-01-01")),
        (None, None, ("date not stated", "no end stated")),
    ],
)
def test_dates_in_words(since: str | None, until: str | None, wanted: tuple[str, str]) -> None:
    found = status(since, until)
    assert (since_words(found), until_words(found)) == wanted


def test_as_of_before_every_listing_is_drawn() -> None:
    late = replace(NEW_REGENT, status=(replace(NEW_REGENT.status[0], since=day(date(2025, 1, 1))),))
    etree.fromstring(timeline(objects(late)["V2"], AS_OF, alone=True).encode())
