"""Every list beside the repository, for one review: the publishers' files by Offing's readers, the copies as plain lists."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from offing.build import open_lists, prepare, update
from offing.index.names import party_tokens
from offing.lists.contract import list_modules
from offing.settings import Home

_COLUMNS = "name type aliases imo mmsi flag country ids authority rung program entry from to reason source".split()
_READ = datetime(2026, 3, 1, tzinfo=UTC)
Row = dict[str, str]


def official(shared: Path, home: Path, work: Path, as_of: date) -> list[str]:
    """Takes into `home` each list that is there under a form that its publisher gives; what was read, in words."""
    lists, told = shared / "lists", []
    for name, files, dated in (
        (
            "us_ofac_sdn",
            {
                "sdn.csv": lists / "ofac/sdn_history_2021-08_2024-05/sdn_2024-05-03_last.csv.gz",
                "add.csv": lists / "ofac/addalt_2024-04_watchman_static/add.csv",
                "alt.csv": lists / "ofac/addalt_2024-04_watchman_static/alt.csv",
            },
            date(2024, 5, 3),
        ),
        ("us_ofac_cons", {p.name: p for p in sorted((lists / "ofac/watchman_cons").glob("*.csv"))}, date(2025, 2, 1)),
        ("us_csl", {"consolidated.csv": lists / "us_csl/consolidated_2022-04.csv.gz"}, date(2022, 4, 21)),
        ("un_sc", {"consolidated.xml": lists / "un/consolidated_2026-02-27.xml"}, None),
        ("gb_conlist", {"ConList.csv": lists / "uk/ConList_2018-04-13.csv"}, None),
        (
            "eu_vessels",
            {p.name: p for p in sorted((lists / "eu/journal_sanctions_2026-08/consolidated").glob("*.csv"))},
            None,
        ),
    ):
        if not files or not all(p.exists() for p in files.values()):
            continue
        folder = work / name
        folder.mkdir(parents=True)
        for as_named, path in files.items():
            data = path.read_bytes()
            (folder / as_named).write_bytes(gzip.decompress(data) if path.suffix == ".gz" else data)
        done = update(Home(home), list_modules()[name], folder, retrieved=_READ, dated=dated)
        told.append(f"{name} ({done.entries:,} entries)")
    prepare(Home(home), as_of)
    return told


def plain(shared: Path, folder: Path) -> list[str]:
    """Writes as plain lists what has been copied into other shapes: the UK list and EU annexes of 2026, OFAC's ships of 2026."""
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for name, words, rows in (
        ("uk_2026_05", "UK Sanctions List of May 2026", _uk(shared / "lists/uk/uksl_2026-05_transformed")),
        ("eu_2026_08", "annexes of 45 EU acts of August 2026", _eu(shared / "lists/eu/journal_sanctions_2026-08")),
        ("us_ships_2026_03", "OFAC's ships of March 2026", _ships(shared / "lists/ofac/sdn_vessels_2026-03-20.json")),
    ):
        found = list(rows)
        if found:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, _COLUMNS, restval="")
                writer.writeheader()
                writer.writerows(found)
            told.append(f"{words} ({len(found):,} entries)")
    return told


def on_lists(folder: Path, home: Path) -> tuple[set[str], set[str]]:
    """IMO numbers of ships, and folded names, on any of the lists: what bears them is a true finding, and not honest trade."""
    view = open_lists(Home(home), _READ.date(), (folder,)).view
    entities = [view.entity(at) for at in range(len(view.held))]
    imos = {n for e in entities for n in e.ids("imoNumber")}
    return imos, {name_key(n.text) for e in entities if e.schema != "Vessel" for n in e.names}


def name_key(name: str) -> str:
    """A name without case, marks, order of words and legal form."""
    return " ".join(sorted(party_tokens(name)))


def _csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _uk(folder: Path) -> Iterator[Row]:
    if not folder.exists():
        return
    names, numbers = defaultdict(list), defaultdict(list)
    for row in _csv(folder / "subject_names.csv"):
        names[row["unique_id"]].insert(
            0 if row["name_type"] == "primary" else 10_000, " ".join(row["full_name"].split())
        )
    for row in _csv(folder / "subject_identifiers.csv"):
        if row["identifier_type"] == "imo":
            numbers[row["unique_id"]].append(row["raw_value"])
    kinds = {"individual": "person", "entity": "organisation", "ship": "vessel"}
    for row in _csv(folder / "subjects.csv"):
        ident, kind = row["unique_id"], kinds[row["subject_type"]]
        day, month, year = row["date_designated"].split("/")
        yield {
            "name": names[ident][0],
            "type": kind,
            "aliases": _joined(names[ident][1:]),
            "imo": ";".join(numbers[ident]) if kind == "vessel" else "",
            "authority": "UK",
            "entry": ident,
            "rung": "services_ban" if kind == "vessel" else "asset_freeze",
            "from": f"{year}-{month}-{day}",
        }


def _eu(folder: Path) -> Iterator[Row]:
    kinds = {"Person": "person", "Vessel": "vessel"}
    for path in sorted(folder.glob("consolidated/*.csv")):
        for row in _csv(path):
            freeze = "freeze" in row["measure"].casefold()
            yield {
                "name": row["name"].split(";")[0].strip(),
                "type": kinds.get(row["schema"], "organisation"),
                "aliases": _joined(f"{row['name']};{row['alias']};{row['previousName']}".split(";")[1:]),
                "imo": row["imoNumber"],
                "flag": row["flag"],
                "authority": "EU",
                "program": row["programKey"],
                "rung": "asset_freeze" if freeze else "services_ban" if row["schema"] == "Vessel" else "sectoral",
                "entry": f"{row['celex']}-{row['recordId']}",
            }


def _ships(path: Path) -> Iterator[Row]:
    if path.exists():
        for ship in json.loads(path.read_text(encoding="utf-8"))["vessels"]:
            yield {
                "name": ship["name"],
                "type": "vessel",
                "imo": str(ship["imo"]),
                "authority": "US",
                "rung": "blocked",
                "flag": ship["vessel_info"].get("flag") or "",
                "entry": f"V-{ship['imo']}",
            }


def _joined(names: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(n.strip().replace(";", ",") for n in names if n.strip()))
