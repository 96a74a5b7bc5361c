"""Ships named in annexes of EU regulations, from tables of the consolidated acts (CSV, one file per regulation).

Annex XLII to Regulation 833/2014 bans port calls and services: it freezes nothing. Regulation 2017/1509 freezes the
ships of Annexes XIII.B, XIV.A and XV.F and keeps those of XIV.B out of ports. A ship in two parts is one entity with two
listings. Other annexes of these acts name firms and people; they are counted in the log and belong to other lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from offing.errors import UnreadField
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats.eu_annexes import COLUMNS, annex_day, check_unused, facts, names, ship_number
from offing.lists.formats.gathering import Gathering, dated
from offing.reading.tables import TableRow, read_table
from offing.records.entity import Entity, Listing, Place

_RUSSIA, _DPRK = "32014R0833.CSV", "32017R1509.CSV"
_NO_VERSION = "the date of the consolidated act: the tables do not state it"

DATASET = Dataset(
    name="eu_vessels",
    title="Ships in annexes of EU Regulations 833/2014 (Annex XLII) and 2017/1509 (Annexes XIII to XV)",
    publisher="Council of the European Union, Official Journal",
    authority="EU",
    binds="EU persons, EU ports and business done in the EU",
    url="https://eur-lex.europa.eu/eli/reg/2014/833",
    address="-",
    forms=(
        Form("both", (_RUSSIA, _DPRK), lacks=(_NO_VERSION,)),
        Form("annex_xlii", (_RUSSIA,), lacks=(_NO_VERSION, "the DPRK ships of Regulation 2017/1509")),
        Form("annex_xiv", (_DPRK,), lacks=(_NO_VERSION, "the ships of Annex XLII to Regulation 833/2014")),
    ),
)


@dataclass(frozen=True, slots=True)
class _Annex:
    """What an annex does to a ship: the rung, the measure column that must stand beside it, and the words for it."""

    rung: str
    measure: str
    act: str
    wording: str


_DPRK_ACT = "Regulation (EU) 2017/1509"
_ANNEXES = {
    ("32014R0833", "XLII"): _Annex(
        "services_ban",
        "Transportation restrictions",
        "Regulation (EU) No 833/2014",
        "port access and services ban (Article 3s); not an asset freeze",
    ),
    ("32017R1509", "XIII.B"): _Annex("asset_freeze", "Asset freeze", _DPRK_ACT, "asset freeze (Article 34)"),
    ("32017R1509", "XIV.A"): _Annex("asset_freeze", "Asset freeze", _DPRK_ACT, "asset freeze (Article 34)"),
    ("32017R1509", "XIV.B"): _Annex(
        "port_ban", "Transportation restrictions", _DPRK_ACT, "port entry ban; not an asset freeze"
    ),
    ("32017R1509", "XV.F"): _Annex("asset_freeze", "Asset freeze", _DPRK_ACT, "asset freeze by the EU's own decision"),
}


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """One entity per ship and act, by IMO number (by name where the act says that none exists). Fills `log`."""
    for needed in next(f.needs for f in DATASET.forms if f.name == form):
        path = files[needed]
        ships: dict[str, Gathering] = {}
        rows = 0
        for row in read_table(path, known=COLUMNS):
            if row["schema"] != "Vessel":
                log.ignored[f"{row['celex']} annex {row['annex']}: {row['schema']}"] += 1
                continue
            rows += 1
            _gather(ships, row, path.name, log)
        log.entries += len(ships)
        log.notes.append(f"{path.name}: {rows:,} ship rows, {len(ships):,} ships")
        for found in ships.values():
            yield found.entity(DATASET.name)


def _gather(ships: dict[str, Gathering], row: TableRow, file: str, log: ReadLog) -> None:
    where = f"{file} line {row.line}"
    celex, part, record = row["celex"], row["annex"], row.get("recordId")
    annex = _ANNEXES.get((celex, part))
    if annex is None or row["measure"] != annex.measure:
        raise UnreadField(
            "a ship under an annex or a measure nobody reads", where=where, value=f"{part} {row['measure']}"
        )
    check_unused(row, where)
    number = ship_number(row, where)
    if number is None:
        log.notes.append(f"{row['name']}: IMO number printed as {row['imoNumber']!r}")
    key = number or row["name"]
    place = Place(file, f"line {row.line}", row.raw)
    found = ships.get(key)
    if found is None:
        found = ships[key] = Gathering(f"{celex}:{part.partition('.')[0]}:{key}", "Vessel", place)
    else:
        found.place = Place(file, f"{found.place.at}, {place.at}", f"{found.place.quote}\n{row.raw}")
    found.add(names(row))
    found.add(facts(row, number))
    found.add(
        [
            Listing(
                authority=DATASET.authority,
                dataset=DATASET.name,
                entry=f"{celex}:{part}:{record or key}",
                rung=annex.rung,
                programs=(row["programKey"],) if row.get("programKey") else (),
                measure=row["measure"],
                legal_basis=f"{annex.act}, Annex {part}",
                since=dated(row.get("startDate"), f"{where} startDate", annex_day),
                binds=DATASET.binds,
                wording=annex.wording,
            )
        ]
    )
