"""Offing's own fact tables, read from the package."""

from __future__ import annotations

from datetime import date
from importlib import resources

from offing.index.keep import Version
from offing.lists.contract import ListModule, ListReading, read_list
from offing.snapshots import sha256_of, version_name

NO_DAY = date(1, 1, 1)
"""The date of a list that states none and is not kept by version."""


def read_bundled(module: ListModule) -> tuple[ListReading, Version]:
    """One of Offing's own fact tables, read from the package."""
    form = module.DATASET.forms[0]
    table = str(getattr(module, "TABLE"))  # noqa: B009 - only bundled modules have it
    with resources.as_file(resources.files("offing.lists") / "tables" / table) as path:
        reading = read_list(module, form, {form.needs[0]: path})
        digest = sha256_of(path)
    day = reading.log.published or NO_DAY
    return reading, version_of(module.DATASET.name, day, digest, {table: digest}, reading, module.DATASET.url)


def version_of(name: str, day: date, digest: str, files: dict[str, str], reading: ListReading, url: str) -> Version:
    label = version_name(day, digest) if day != NO_DAY else digest[:8]
    return Version(
        0, name, label, reading.form.name, day, day if day != NO_DAY else None, "", url, digest, files, reading.log.entries,
        reading.form.lacks, tuple(reading.log.notes),
    )  # fmt: skip
