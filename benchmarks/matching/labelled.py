"""Labelled sets of ../shared/matching, where they are: further sections of the page. Nothing is trained on them.

Their licences differ, so only figures leave them, never a row.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.things import Kind, Listed, Query

BY_NUMBER = ("P16", "P17", "P25", "P26", "N10")
"""Classes that only a number decides: left out of "names only"."""
REAL = ("N01", "N02", "N03", "N04", "N05")
"""Classes of real people, firms and ships that are on no list."""
NATURAL = ("P20", "P21", "P23")
_BANDS = ((100, 100), (95, 99), (90, 94), (85, 89), (0, 84))


@dataclass(frozen=True)
class LabelledPairs:
    """Pairs of one file, each with its class and label."""

    title: str
    pairs: list[tuple[Query, Listed]]
    labels: list[bool]
    classes: Sequence[str]
    certain: Sequence[bool] = ()
    """Of each pair whether the set's makers call it beyond doubt, where they say so."""
    told: str = ""


def _kind(schema: str) -> Kind:
    return "Person" if schema == "Person" else "Vessel" if schema == "Vessel" else "Organization"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        yield from map(json.loads, handle)


def screening_sets(folder: Path) -> tuple[list[Listed], list[Query]] | None:
    """The list and the queries of `screening_*.jsonl.gz`; None where they are not."""
    if not (folder / "screening_dev.jsonl.gz").exists():
        return None
    listed = []
    for row in _lines(folder / "screening_list.jsonl.gz"):
        strong = tuple(n["name"] for n in row["names"] if n["kind"] != "weak")
        weak = tuple(n["name"] for n in row["names"] if n["kind"] == "weak")
        listed.append(
            Listed(
                row["id"], _kind(row["schema"]), strong or weak, weak if strong else (), tuple(row["imo"]), tuple(row["mmsi"]),
                tuple(row["callsign"]), tuple(row["flag"]), tuple(row["country"]), tuple(row["dob"]), tuple(row["ids"]),
            )
        )  # fmt: skip
    queries = [
        Query(
            row["qid"], row["cat"], _kind(row["schema"]), row["name"], tuple(row["equiv"]) if row["label"] else (),
            row.get("orig") or "", imo=row.get("imo") or "", mmsi=row.get("mmsi") or "", country=row.get("country") or "",
            born=row.get("dob") or "",
        )
        for row in _lines(folder / "screening_dev.jsonl.gz")
    ]  # fmt: skip
    return listed, queries


def pair_sets(folder: Path) -> list[LabelledPairs]:
    """The labelled pairs that are here."""
    made = (
        (folder / "vessel_pairs.csv", _vessels),
        (folder / "name_pairs_826.csv", _names),
        (folder / "cross_script_pairs.csv", _scripts),
        (folder / "ofac_site_scores.csv", _site),
    )
    return [read(path) for path, read in made if path.exists()]


def _vessels(path: Path) -> LabelledPairs:
    pairs, labels, classes = [], [], []
    for i, row in enumerate(_rows(path)):
        query = Query(f"v{i}", row["class"], "Vessel", row["name1"], imo=row["imo1"], flag=row["flag1"])
        flag = (row["flag2"],) if row["flag2"] else ()
        pairs.append((query, Listed(f"v{i}", "Vessel", (row["name2"],), imo=(row["imo2"],), flag=flag)))
        labels.append(row["is_match"] == "true")
        classes.append(row["class"])
    return LabelledPairs("ships with their IMO numbers (`vessel_pairs.csv`)", pairs, labels, classes)


def _names(path: Path) -> LabelledPairs:
    pairs, labels, classes, certain = [], [], [], []
    for i, row in enumerate(_rows(path)):
        kind = _kind(row["schema"])
        if kind == "Vessel":
            continue  # two of them call different hull numbers one ship
        pairs.append((Query(f"n{i}", row["quality"], kind, row["name1"]), Listed(f"n{i}", kind, (row["name2"],))))
        labels.append(row["is_match"] == "true")
        classes.append(f"{kind}, {'the same' if labels[-1] else 'others'}")
        certain.append(row["quality"] == "STRONG")
    return LabelledPairs("people and firms (`name_pairs_826.csv`, without its ships)", pairs, labels, classes, certain)


def _scripts(path: Path) -> LabelledPairs:
    pairs, classes = [], []
    section = ""
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            section = line.strip("# ").partition(" to ")[0] if " to Latin" in line else section
        elif line.strip():
            name, latin = line.split(",")[:2]
            pairs.append((Query(f"s{i}", section, "Person", name), Listed(f"s{i}", "Person", (latin,))))
            classes.append(section)
    return LabelledPairs("one name in two scripts (`cross_script_pairs.csv`)", pairs, [True] * len(pairs), classes)


def _site(path: Path) -> LabelledPairs:
    """Not labels but another system's opinion: what the US search site shows for a name, and how high."""
    pairs, classes = [], []
    for i, row in enumerate(sorted(_rows(path), key=lambda r: -float(r["ofac_score"]))):
        kind: Kind = "Person" if "," in row["result_name"] else "Organization"
        shown = float(row["ofac_score"])
        if shown < 0:
            continue  # the site showed no score
        classes.append(next(f"shown at {n}" if n == 100 else f"{n} to {m}" for n, m in _BANDS if shown >= n))
        query = Query(f"o{i}", "", kind, row["query_name"])
        pairs.append((query, Listed(f"o{i}", kind, (row["result_name"],))))
    return LabelledPairs(
        "what the US search site shows (`ofac_site_scores.csv`)", pairs, [True] * len(pairs), classes,
        told="Nobody has labelled these pairs; most of the lower ones are other people, so fewer is not worse there.",
    )  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)
