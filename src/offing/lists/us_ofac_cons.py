"""OFAC's Non-SDN Consolidated List: sectoral, menu-based, correspondent-account and securities measures in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import ofac_advanced, ofac_csv, ofac_xml
from offing.lists.formats.ofac_measures import BINDS, non_sdn_listings
from offing.records.entity import Entity

_FILES = ofac_csv.Files("CONS_PRIM.CSV", "CONS_ADD.CSV", "CONS_ALT.CSV", "CONS_COMMENTS.CSV")

DATASET = Dataset(
    name="us_ofac_cons",
    title="Non-SDN Consolidated Sanctions List",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    authority="US",
    binds=BINDS,
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONS_ADVANCED.XML",
    history="https://sanctionslistservice.ofac.treas.gov/changes/history/{year}",
    forms=(
        Form("advanced", needs=("CONS_ADVANCED.XML",), root=ofac_advanced.ROOT),
        # The UN publishes a file of the same name; the root tells them apart.
        Form("xml", needs=("CONSOLIDATED.XML",), root=ofac_xml.ROOT, lacks=ofac_xml.LACKS),
        Form(
            "csv",
            needs=(_FILES.main,),
            may=(_FILES.addresses, _FILES.alternates, _FILES.comments),
            lacks=(*ofac_csv.LACKS, "the date of publication and a record count"),
            end=ofac_csv.END,
        ),
    ),
    max_age_days=30,
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Entities of one snapshot of the Non-SDN Consolidated List, in the form it was fetched in."""
    if form == "advanced":
        return ofac_advanced.read(files["CONS_ADVANCED.XML"], log, dataset=DATASET.name)
    make = non_sdn_listings(DATASET.name)
    if form == "xml":
        return ofac_xml.read(files["CONSOLIDATED.XML"], log, dataset=DATASET.name, listings=make)
    return ofac_csv.read(_FILES, files, log, dataset=DATASET.name, listings=make)
