"""The US shipping advisory of 21 March 2019: ships it names. Never a listing: "This annex is not a sanctions list".

Twenty of the 26 tankers are on the US SDN list as well, by listings of their own; the annex adds nothing to those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats.fact_table import read_fact_table
from offing.records.entity import Entity

TABLE = "us_advisory_dprk.csv"

DATASET = Dataset(
    name="us_advisory_dprk",
    title="Ships named in the US advisory on North Korea's shipping practices, 2019-03-21 (29 of about 95)",
    publisher="US Department of State, Department of the Treasury (OFAC) and Coast Guard; rows by Offing from the press",
    authority="US",
    binds="nobody: guidance to the industry",
    url="https://ofac.treasury.gov/sanctions-programs-and-country-information/north-korea-sanctions",
    forms=(
        Form(
            "table",
            needs=(TABLE.upper(),),
            lacks=(
                "two of the 28 tankers, 15 of the 18 ships of the ship-to-ship annex and the 49 of the coal annex",
                "the IMO number of TANTAL, and one from the annex itself for VITYAZ and LUNIS",
            ),
        ),
    ),
    bundled=True,
    max_age_days=36500,
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Ships on the `advisory` rung, each with the confidence of its row."""
    del form
    yield from read_fact_table(DATASET.name, files[TABLE.upper()], log, binds=DATASET.binds)
