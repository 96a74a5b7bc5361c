"""The lists that are asked: OFAC's SDN List and the UN's, read from the publishers' files by Offing's own readers."""

from __future__ import annotations

import csv
import gzip
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from matching.spellings import FORMS
from matching.things import Kind, Listed, plain
from offing.lists.contract import list_modules, read_list
from offing.records.entity import Entity

_FORM_WORDS = frozenset(w for row in FORMS for form in row for w in plain(form))
_ID_KINDS = frozenset({"passportNumber", "idNumber", "taxNumber", "registrationNumber", "leiCode", "swiftBic"})


@dataclass(frozen=True, slots=True)
class Ship:
    """A real ship of 2020, on no list unless her number says so."""

    imo: str
    name: str
    flag: str
    type: str = ""
    gross: str = ""


def read_public_lists(shared: Path) -> tuple[list[Listed], str]:
    """Every person, firm and ship of the SDN List (April 2024, else July 2021) and of the UN's list, and what was read."""
    ofac = shared / "lists" / "ofac"
    newer, rest = (
        ofac / "sdn_history_2021-08_2024-05" / "sdn_2024-04-02.csv.gz",
        ofac / "addalt_2024-04_watchman_static",
    )
    with tempfile.TemporaryDirectory() as folder:
        if newer.exists():
            main = Path(folder) / "sdn.csv"
            main.write_bytes(gzip.decompress(newer.read_bytes()))
            files, told = (
                {"SDN.CSV": main, "ADD.CSV": rest / "add.csv", "ALT.CSV": rest / "alt.csv"},
                "SDN of 2 April 2024",
            )
        else:
            older = ofac / "watchman_bench_2021"
            files, told = {p.name.upper(): p for p in older.iterdir()}, "SDN of July 2021"
        listed = [*_read("us_ofac_sdn", files)]
    listed += _read("un_sc", {"CONSOLIDATED.XML": shared / "lists" / "un" / "consolidated_2026-02-27.xml"})
    return listed, f"OFAC {told} and the UN list of 27 February 2026"


def _read(dataset: str, files: Mapping[str, Path]) -> Iterable[Listed]:
    module = list_modules()[dataset]
    form = next(f for f in module.DATASET.forms if all(n in files for n in f.needs))
    for entity in read_list(module, form, files).entities:
        if entity.schema not in ("Airplane", "Asset") and entity.names:
            yield _listed(entity)


def _listed(entity: Entity) -> Listed:
    kind: Kind = "Person" if entity.schema == "Person" else "Vessel" if entity.schema == "Vessel" else "Organization"
    strong = dict.fromkeys(n.text for n in entity.names if n.kind != "weakAlias")
    weak = dict.fromkeys(n.text for n in entity.names if n.text not in strong)
    countries = [*entity.values("country"), *entity.values("nationality"), *entity.values("citizenship")]
    return Listed(
        f"{entity.dataset}:{entity.entry}", kind, tuple(strong) or tuple(weak), tuple(weak) if strong else (),
        entity.ids("imoNumber"), entity.ids("mmsi"), entity.ids("callSign"), entity.values("flag"),
        tuple(dict.fromkeys(countries)), entity.values("birthDate"),
        tuple(i.value for i in entity.identifiers if i.kind in _ID_KINDS), entity.values("type") if kind == "Vessel" else (),
        entity.values("grossRegisteredTonnage"),
    )  # fmt: skip


def read_fleet(shared: Path) -> list[Ship]:
    """The real ships of 2020 (ODC-PDDL), by IMO number, each once."""
    found: dict[str, Ship] = {}
    for name in ("3-vessels.csv", "5-vessels.csv"):
        with (shared / "matching" / name).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                flag = row["flag"].partition("(")[0].strip()
                found.setdefault(
                    row["imo"], Ship(row["imo"], row["vessel_name"].strip(), flag, row["type"], row["gross_tonnage"])
                )
    return [found[imo] for imo in sorted(found)]


@dataclass(frozen=True)
class Ground:
    """The list with what a generator asks of it: which entries are one thing, which names are taken."""

    listed: Sequence[Listed]
    group: Mapping[str, tuple[str, ...]]
    """Entry id → ids of all entries of the same thing: the same primary name and kind, or the same IMO number."""
    bearers: Mapping[tuple[Kind, tuple[str, ...]], tuple[str, ...]]
    """(kind, plain words) → ids of the entries that bear that name, weak names included."""

    bare: frozenset[tuple[str, ...]]
    """Plain words of every listed firm's names without words of legal forms."""

    def taken(self, kind: Kind, name: str) -> bool:
        """Whether a name is listed, whatever its case, marks, order and, for a firm, its legal form."""
        return (kind, plain(name)) in self.bearers or (kind == "Organization" and without_form(name) in self.bare)

    def right(self, one: Listed, name: str) -> tuple[str, ...]:
        """Entries that answer to this name of this entry."""
        same = self.bearers.get((one.kind, plain(name)), ())
        return tuple(dict.fromkeys(i for other in (one.id, *same) for i in self.group[other]))

    def split(self, one: Listed) -> str:
        """`dev` for a third of the things, `test` for the others, by thing: no thing is in both."""
        return "dev" if crc32(min(self.group[one.id]).encode()) % 3 == 0 else "test"


def ground(listed: Sequence[Listed]) -> Ground:
    by_key: dict[tuple[object, ...], list[str]] = defaultdict(list)
    bearers: dict[tuple[Kind, tuple[str, ...]], list[str]] = defaultdict(list)
    for one in listed:
        by_key[one.kind, plain(one.names[0])].append(one.id)
        for imo in one.imo:
            by_key["imo", imo].append(one.id)
        for name in dict.fromkeys((*one.names, *one.weak)):
            bearers[one.kind, plain(name)].append(one.id)
    group: dict[str, set[str]] = {one.id: {one.id} for one in listed}
    for ids in by_key.values():
        merged = set[str]().union(*(group[i] for i in ids))
        for i in merged:
            group[i] = merged
    return Ground(
        listed,
        {i: tuple(sorted(g)) for i, g in group.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in bearers.items()},
        frozenset(without_form(n) for x in listed if x.kind == "Organization" for n in (*x.names, *x.weak)),
    )


def without_form(name: str) -> tuple[str, ...]:
    """Plain words of a firm's name without any that belong to legal forms; all of them where nothing else is left."""
    words = plain(name)
    return tuple(w for w in words if w not in _FORM_WORDS) or words


def natural_order(name: str, kind: Kind) -> str:
    """`AHMAD, Farhad Kanabi` → `Farhad Kanabi AHMAD`: as most papers write a person."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if kind == "Person" and comma and "," not in given else name


def without(one: Listed, names: Iterable[str]) -> Listed:
    """The entry with some names held out; at least one is left."""
    gone = set(names)
    kept = tuple(n for n in one.names if n not in gone)
    return replace(one, names=kept or one.names[:1], weak=tuple(n for n in one.weak if n not in gone))
