"""OFAC's SDN.CSV as it stood on 308 occasions from August 2021 to May 2024: a first file and what changed by each later one."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from offing.answer import screen_queries
from offing.build import Updated, open_lists, update
from offing.lists.contract import list_modules
from offing.settings import Home

FOLDER = ("lists", "ofac", "sdn_history_2021-08_2024-05")


@dataclass(frozen=True, slots=True)
class Day:
    """One version: when it was seen, the file as OFAC writes it, and what the keeper of the history counted."""

    at: datetime
    body: bytes
    counted: Mapping[str, int]
    sha256: str
    """The first digits of the hash of the file as it was seen."""

    @property
    def day(self) -> date:
        return self.at.date()


def read_history(folder: Path) -> Iterator[Day]:
    """Every version, oldest first; the last of all, an empty file, is left out."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as handle:
        told = list(csv.DictReader(handle))
    (base,) = folder.glob("base_*.csv.gz")
    text = gzip.decompress(base.read_bytes()).decode("utf-8").rstrip("\x1a")
    rows = {int(row[0]): _line(row) for row in csv.reader(io.StringIO(text, newline="")) if len(row) > 1}
    with gzip.open(folder / "deltas.jsonl.gz", "rt", encoding="utf-8") as lines:
        deltas = {one["commit"]: one for one in map(json.loads, lines)}
    for version in told:
        if not int(version["rows"]):
            continue
        counted = {kind: int(version[kind]) for kind in ("rows", "added", "removed", "changed")}
        if delta := deltas.get(version["commit"]):
            for row in delta["removed"]:
                del rows[int(row[0])]
            for row in (*(pair["after"] for pair in delta["changed"]), *delta["added"]):
                rows[int(row[0])] = _line(row)
        body = "\r\n".join(rows[number] for number in sorted(rows)) + "\r\n\x1a"
        yield Day(datetime.fromisoformat(version["scraped_at"]), body.encode("utf-8"), counted, version["sha256"])


def _line(row: list[str]) -> str:
    return ",".join([row[0], *map(_cell, row[1:])])


def _cell(text: str) -> str:
    """As OFAC writes it: remarks are cut at a thousand characters, be the last a space, which the history's rows have not."""
    text = text.strip()
    if len(text) == 999:
        text += " "
    return "-0- " if text == "-0-" else f'"{text}"'


def loaded(home: Home, versions: Iterable[Day], work: Path) -> list[Updated]:
    """Each version taken as `offing update --from … --dated …` takes it."""
    module, done = list_modules()["us_ofac_sdn"], []
    for one in versions:
        (work / "SDN.CSV").write_bytes(one.body)
        done.append(update(home, module, work, retrieved=one.at, dated=one.day))
    return done


def asked_of(body: bytes, others: bytes, count: int, seed: int) -> list[dict[str, str]]:
    """Names to screen: of a file, as they stand and with a letter changed, and of another file that it may not have."""
    chance = random.Random(seed)
    found = []
    for text, share in ((body, 2 * count // 3), (others, count - 2 * count // 3)):
        rows = [r for r in csv.reader(io.StringIO(text.decode("utf-8"), newline="")) if len(r) > 1]
        for i, row in enumerate(chance.sample(rows, share)):
            name = row[1]
            at = chance.randrange(len(name))
            found.append({"name": name if i % 2 else name[:at] + chance.choice("aeioust") + name[at + 1 :]})
    return found


def answers(home: Home, day: date, queries: Sequence[Mapping[str, str]]) -> list[list[tuple[str, ...]]]:
    """For each name the entries that are in force on that day: entry, name, type, strength, features, measures.

    Left out are entries that were gone by then or came later, which a home that holds more than the one list tells of too;
    and from when to when, which only such a home knows.
    """
    told = []
    for answer in screen_queries(queries, open_lists(home, day), day):
        matches = [m for m in answer.matches if m["dataset"] == "us_ofac_sdn" and _in_force(m, day)]
        told.append(sorted(_told(m) for m in matches))
    return told


def _told(match: Mapping[str, Any]) -> tuple[str, ...]:
    parts = [(p["feature"], p["value"]) for p in match["score_parts"]]
    measures = [(s["rung"], s["program"]) for s in match["status"]]
    return (*(str(match[key]) for key in ("entry", "name", "type", "strength")), str(parts), str(measures))


def _in_force(match: Mapping[str, Any], day: date) -> bool:
    return any(s["rung"] != "delisted" and (s["from"] or "")[:10] <= day.isoformat() for s in match["status"])
