"""The starter table: US, EU and UK entries on North Korea, as our own facts, so that a first review needs no network.

It is a stand-in. Once a list it stands for is loaded, the rows of that authority are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats.fact_table import read_fact_table
from offing.records.entity import Entity

TABLE = "starter_dprk.csv"

DATASET = Dataset(
    name="starter_dprk",
    title="Starter table on North Korea: US SDN rows as of 2024-05-03, UK rows as of 2026-05, EU rows as of 2025-12",
    publisher="Offing, from the lists of the US Treasury (OFAC), the UK Foreign Office and the Council of the EU",
    authority="US, EU, UK",
    binds="see each listing: US, EU and UK measures stand side by side",
    url="https://sanctionslist.ofac.treas.gov/Home/SdnList",
    forms=(
        Form(
            "table",
            needs=(TABLE.upper(),),
            lacks=(
                "everything listed, changed or removed after the days in the title",
                "entries that do not concern North Korea",
                "weak aliases, addresses, dates of birth and papers of most entries",
                "the exact day of listing where only an interval is known",
            ),
        ),
    ),
    max_age_days=30,
    bundled=True,
    stands_for=("us_ofac_sdn", "eu_vessels", "gb_uksl", "gb_conlist"),
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Entries with a listing per authority and measure; `Listing.entry` is the publisher's own identifier."""
    del form
    yield from read_fact_table(DATASET.name, files[TABLE.upper()], log)
