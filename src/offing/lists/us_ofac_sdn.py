"""OFAC's list of Specially Designated Nationals and Blocked Persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import ofac_advanced, ofac_csv, ofac_xml
from offing.lists.formats.ofac_measures import BINDS, sdn_listings
from offing.records.entity import Entity

_FILES = ofac_csv.Files("SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV")

DATASET = Dataset(
    name="us_ofac_sdn",
    title="Specially Designated Nationals and Blocked Persons List",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    authority="US",
    binds=BINDS,
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN_ADVANCED.XML",
    history="https://sanctionslistservice.ofac.treas.gov/changes/history/{year}",
    forms=(
        Form("advanced", needs=("SDN_ADVANCED.XML",), root=ofac_advanced.ROOT),
        Form("xml", needs=("SDN.XML",), root=ofac_xml.ROOT, lacks=ofac_xml.LACKS),
        Form(
            "csv",
            needs=(_FILES.main,),
            may=(_FILES.addresses, _FILES.alternates, _FILES.comments),
            lacks=(*ofac_csv.LACKS, "the date of publication and a record count"),
            end=ofac_csv.END,
        ),
    ),
    max_age_days=7,
)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """Entities of one snapshot of the SDN List, in the form it was fetched in."""
    if form == "advanced":
        return ofac_advanced.read(files["SDN_ADVANCED.XML"], log, dataset=DATASET.name)
    make = sdn_listings(DATASET.name)
    if form == "xml":
        return ofac_xml.read(files["SDN.XML"], log, dataset=DATASET.name, listings=make)
    return ofac_csv.read(_FILES, files, log, dataset=DATASET.name, listings=make)
