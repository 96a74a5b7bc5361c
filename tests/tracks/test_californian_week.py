"""A week of real tracks off California (June 2018): six real transfers of tankers, and berths and anchorages that are none."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from offing.tracks.event import CONFIRMED, PARTNER_UNOBSERVED, PROBABLE, Event, iso
from offing.tracks.observe import Observed, observe
from tests.shared import shared

FURTHER = (
    (frozenset({235849000, 538004026}), "2018-06-01T00", "ENERGY COMMANDER and HOVDEN SPIRIT, 50 m apart at 3.2 kn"),
    (frozenset({538004319, 538007181}), "2018-06-03T09", "SUEZ RAJAN and LEICESTER, 59 m apart at 2.7 kn"),
)
"""Transfers that are not in the labels: found here, and supported by draughts or by the geometry."""


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    files = [shared("ais", "positions.parquet"), shared("ais", "static.parquet")]
    yield observe(files, tmp_path_factory.mktemp("week"))


def labels() -> list[dict[str, str]]:
    with Path(shared("ais", "sbarc_sts_labels.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def met(week: Observed, a: int, b: int) -> list[Event]:
    return [e for e in week.events if e.kind == "encounter" and e.b and {e.a.mmsi, e.b.mmsi} == {a, b}]


def test_what_was_read(week: Observed) -> None:
    assert week.read.positions == 685_261
    assert sum(week.read.dropped.values()) >= 685_531 - 685_261, "what is not read is counted"


def test_every_labelled_transfer_is_found(week: Observed) -> None:
    labelled = [r for r in labels() if r["label"] == "STS"]
    assert labelled
    for row in labelled:
        found = met(week, int(row["mmsi_a"]), int(row["mmsi_b"]))
        assert len(found) == 1, f"{row['event_id']}: one encounter, in one piece"
        assert found[0].tier in {CONFIRMED, PROBABLE}, row["event_id"]
        assert abs(float(row["med_sep_m"]) - float(str(found[0].measures["median_distance_m"]))) <= 10, row["event_id"]


@pytest.mark.parametrize(("mmsis", "start", "why"), FURTHER)
def test_transfers_outside_the_labels(week: Observed, mmsis: frozenset[int], start: str, why: str) -> None:
    found = met(week, *sorted(mmsis))
    assert [iso(e.start_s)[:13] for e in found] == [start], why
    assert found[0].tier in {CONFIRMED, PROBABLE}, why


def test_no_labelled_negative_is_an_encounter(week: Observed) -> None:
    negatives = [r for r in labels() if r["label"] == "not_sts"]
    assert negatives
    for row in negatives:
        start, end = row["start_obs_utc"], row["end_obs_utc"]
        found = met(week, int(row["mmsi_a"]), int(row["mmsi_b"]))
        assert not [e for e in found if iso(e.start_s)[:16] <= end and iso(e.end_s)[:16] >= start], row["event_id"]


def test_the_transfer_whose_partner_was_not_heard(week: Observed) -> None:
    (row,) = [r for r in labels() if r["label"] == "sts_partner_unobserved"]
    found = [e for e in week.events if e.kind == "draught_change" and e.a.mmsi == int(row["mmsi_a"])]
    assert [e.tier for e in found] == [PARTNER_UNOBSERVED], row["evidence"]


def test_nothing_but_the_real_transfers_is_sure(week: Observed) -> None:
    sure = {
        frozenset({e.a.mmsi, e.b.mmsi})
        for e in week.events
        if e.kind == "encounter" and e.b and e.tier in {CONFIRMED, PROBABLE}
    }
    real = {frozenset({int(r["mmsi_a"]), int(r["mmsi_b"])}) for r in labels() if r["label"] == "STS"} | {
        m for m, _, _ in FURTHER
    }
    assert sure == real


def test_honest_ships_are_left_alone(week: Observed) -> None:
    odd = {e.a.mmsi for e in week.events if e.kind in {"position_jump", "shared_mmsi", "identity_change"}}
    assert len(odd) <= 0.01 * week.mmsis, sorted(odd)
