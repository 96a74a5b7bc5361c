"""What a list module owes, and how the modules are found."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from offing.errors import MalformedSource, MissingSource
from offing.reading.again import Again, Carried, Was
from offing.records.entity import Entity


@dataclass(frozen=True, slots=True)
class Form:
    """One way a list is published: the files it needs and may have (publisher's names, upper case), and what it lacks.

    `root` is the XML root that tells it from another publisher's file of the same name. `lacks` is printed in reports:
    what this form cannot give that a better one can.
    """

    name: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    root: str = ""
    lacks: tuple[str, ...] = ()
    end: bytes = b""
    """With which the publisher ends every file: a fetched one without it, where the version in use has it, is cut short."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a list is. `binds` says whom its measures bind; `forms` stand in order of preference."""

    name: str
    title: str
    publisher: str
    authority: str
    binds: str
    url: str
    forms: tuple[Form, ...]
    max_shrink: float = 0.10
    """Share of entries that a new version may lose before it is refused."""
    max_age_days: int = 30
    needed: bool = True
    """False for a list that another covers (a retired one, a re-publication): its absence leaves no gap."""
    address: str = ""
    """Where the file of the first form is fetched from, where that is not `url`; `-` where there is none."""
    history: str = ""
    """Where the publisher tells the days of its publications of a `{year}`, as OFAC does (`build.published`)."""
    bundled: bool = False
    """The rows ship with Offing as our own fact tables; nothing is fetched."""
    republishes: tuple[str, ...] = ()
    """Lists whose entries this one repeats under their numbers: those are left to the originals where they are loaded."""
    stands_for: tuple[str, ...] = ()
    """Datasets of which these rows are a stand-in: they are set aside for any of those that is loaded."""

    @property
    def fetched_from(self) -> str:
        """The address of the first form's file; empty where only files brought by hand are read."""
        one = len(self.forms[0].needs) == 1 and not self.bundled and self.address != "-"
        return (self.address or self.url) if one else ""


@dataclass(slots=True)
class ReadLog:
    """What a reading says beside its entities. `ignored` counts values that were seen and set aside by name."""

    published: date | None = None
    declared: int | None = None
    """The record count that the file states of itself."""
    entries: int = 0
    """Entries in the publisher's own way of counting."""
    ignored: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    again: Again = field(default_factory=Again)
    """Entries that need not be read, as they stand as in the version before; a reader may take no heed of it."""


class ListModule(Protocol):
    """The shape of every module in `offing.lists`."""

    DATASET: Dataset

    def read(self, form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
        """Entities of one snapshot but those in `log.again`; `files`: the publisher's upper-case names. Fills `log`."""
        ...


def list_modules() -> dict[str, ListModule]:
    """Every list by dataset name, found by the presence of its module."""
    import offing.lists as package

    found: dict[str, ListModule] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg or info.name == "contract":
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        found[module.DATASET.name] = module
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ListReading:
    """One snapshot of one list: the entities read, and in `log.again` the entries carried over from the version before."""

    dataset: Dataset
    form: Form
    log: ReadLog
    entities: tuple[Entity, ...]


def read_list(
    module: ListModule, form: Form, files: Mapping[str, Path], before: Mapping[str, Was] | None = None
) -> ListReading:
    """Read one snapshot and hold it to the count it states of itself. `before`: entries of the version before.

    Raises MalformedSource when the file declares another number of records than it holds, when two entries share an
    identifier, or when there is none at all.
    """
    missing = [n for n in form.needs if n not in files]
    if missing:
        raise MissingSource(f"the form {form.name!r} of {module.DATASET.name} needs {', '.join(missing)}")
    log = ReadLog(again=Again(before or {}))
    entities = tuple(module.read(form.name, files, log))
    where = ", ".join(p.name for p in files.values())
    every: list[Entity | Carried] = [*entities, *log.again.carried]
    if not every:
        raise MalformedSource("no entry in the file", where=where, hint="An empty download must not replace a list")
    if log.declared is not None and log.declared != log.entries:
        raise MalformedSource(
            f"the file says it holds {log.declared:,} records and holds {log.entries:,}",
            where=where,
            hint="Cut short in transfer? Fetch it again",
        )
    twice = [e for e, n in Counter(x.entry for x in every).items() if n > 1]
    if twice:
        raise MalformedSource(f"{len(twice)} entry identifiers stand twice, such as {twice[0]}", where=where)
    return ListReading(module.DATASET, form, log, entities)
