"""The US Consolidated Screening List: one flat file in which trade.gov re-publishes the lists of three departments.

It is a courtesy copy: the department's own list prevails. Each row keeps the list it comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.errors import MalformedSource
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import ofac_csl
from offing.lists.formats.ofac_entry import Draft, say_unplaced
from offing.reading.tables import read_table
from offing.records.entity import Entity, Place

DATASET = Dataset(
    name="us_csl",
    title="Consolidated Screening List",
    publisher="International Trade Administration, US Department of Commerce",
    authority="US",
    binds=ofac_csl.BINDS,
    url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    forms=(
        Form(
            "csv",
            needs=("CONSOLIDATED.CSV",),
            lacks=(
                "listing dates of OFAC's entries",
                "relation types",
                "weak and former names told apart",
                "a record count",
            ),
        ),
    ),
    max_age_days=14,
    needed=False,
    republishes=("us_ofac_sdn", "us_ofac_cons"),
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Entities of one snapshot, one per row: a party on two of the lists has two rows, each with its own standing.

    An entry is the row's OFAC number, with the list's code where the number stands on several lists; else its `_id`.
    Raises UnreadField for a column, a type or a source list nobody has placed.
    """
    del form
    path = files["CONSOLIDATED.CSV"]
    rows = list(read_table(path, known=ofac_csl.COLUMNS))
    log.entries = len(rows)
    numbers = Counter(row.get("entity_number") for row in rows)
    seen: Counter[str] = Counter()
    unplaced: Counter[str] = Counter()
    for row in rows:
        code = ofac_csl.source_code(row, path.name)
        number = row.get("entity_number")
        entry = number or row.get("_id")
        if entry is None:
            raise MalformedSource("a row without _id or entity_number", where=f"{path.name} row {row.number}")
        if number and numbers[number] > 1:
            entry = f"{number}-{code.partition(' ')[0]}"
        seen[entry] += 1
        key = entry if seen[entry] == 1 else f"{entry}-{seen[entry]}"
        draft = Draft(DATASET.name, key, ofac_csl.schema(row, path.name))
        listing = ofac_csl.read_row(draft, row, code, log)
        unplaced.update(draft.unplaced)
        yield draft.entity(Place(path.name, f"row {row.number}", row.raw), [listing])
    say_unplaced(unplaced, log)
