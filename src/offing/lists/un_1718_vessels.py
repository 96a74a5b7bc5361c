"""Ships designated by the UN's 1718 Committee, rebuilt from the copies of that list in EU and UK law.

Measures are per ship: an asset freeze, a port ban, de-flagging. A port ban is not a freeze.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats.fact_table import read_fact_table
from offing.records.entity import Entity

TABLE = "un_1718_vessels.csv"

DATASET = Dataset(
    name="un_1718_vessels",
    title="UN 1718 designated vessels, rebuilt from EU Regulation 2017/1509 (2025-12-17) and the UK Sanctions List (2026-05)",
    publisher="UN Security Council Committee established pursuant to resolution 1718 (2006); rows by Offing",
    authority="UN",
    binds="UN member states, through their own law",
    url="https://main.un.org/securitycouncil/en/sanctions/1718/materials/1718-Designated-Vessels-List",
    forms=(
        Form(
            "table",
            needs=(TABLE.upper(),),
            lacks=(
                "the UN's own text, flags, owners and amendments: this is a reconstruction from two copies",
                "ships that the UN has removed and the copies have dropped",
                "de-flagging orders, but for the one our facts name",
            ),
        ),
    ),
    bundled=True,
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Ships with a listing per measure, dated as the copies date the Committee's decision."""
    del form
    log.notes.append(
        "a reconstruction: annexes XIII.B, XIV.A and XIV.B of Regulation (EU) 2017/1509 as of 2025-12-17, "
        "held against the UK Sanctions List of 2026-05; not read from the UN"
    )
    yield from read_fact_table(DATASET.name, files[TABLE.upper()], log)
