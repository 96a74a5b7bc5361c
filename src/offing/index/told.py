"""What a user's own row says of the thing it names: the facts that a list entry can be laid beside."""

from __future__ import annotations

from dataclasses import dataclass

from offing.records.dates import DateSpan


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a firm or person as the book gives it: `kind` a FollowTheMoney property, "" where it does not say."""

    value: str
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of one row, folded for comparison; "" and None where it is silent.

    `kind` is `ship`, `person`, `firm` or "" (not said). `countries` and `flag` are territory codes. `born` holds every
    date of birth given. `period` is the time the row speaks of. Tonnages in tons, `length_m` in metres.
    """

    names: tuple[str, ...] = ()
    kind: str = ""
    imo: str = ""
    bare_imo: bool = False
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""
    type: str = ""
    gross_tonnage: float | None = None
    deadweight: float | None = None
    built: int | None = None
    length_m: float | None = None
    countries: tuple[str, ...] = ()
    address: str = ""
    born: tuple[DateSpan, ...] = ()
    gender: str = ""
    numbers: tuple[Number, ...] = ()
    lei: str = ""
    imo_company: str = ""
    period: DateSpan | None = None
