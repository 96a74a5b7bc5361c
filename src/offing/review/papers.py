"""The papers of each voyage laid together: which rows belong to it, its ship, places that are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from offing.book.model import Row
from offing.index.names import key, party_tokens, ship_tokens
from offing.index.ship_names import ship_key
from offing.places.ports import Port, distance_m, find_port
from offing.records.dates import DateSpan, iso
from offing.records.territories import territory
from offing.review.finding import Strength
from offing.review.mentions import Mentions, ShipMention

ONE_PORT_M, ONE_PORT_ABROAD_M = 100_000.0, 30_000.0
"""Ports of one country within the first may be basins of one; of two countries within the second nothing is said."""
_KINDS: tuple[tuple[str, str], ...] = (
    ("bill_of_lading", r"bills?\s*of\s*lading|b\s*/?\s*ls?|(?:sea\s*)?waybill|mates?\s*receipt"),
    ("certificate_of_origin", r"certificates?\s*of\s*origin|c\s*/?\s*o|coo|origin\s*certificate"),
    ("insurance", r".*\b(?:insurance|policy|p\s*(?:&|and)\s*i)\b.*|certificate\s*of\s*entry|blue\s*card|cover\s*note"),
    ("charter_party", r"charter\s*part(?:y|ies)|c\s*/\s*p|cp|fixture(?:\s*note)?"),
    ("invoice", r"(?:commercial|proforma|pro\s*forma|freight)?\s*invoice"),
)  # fmt: skip
_WRITTEN = {
    "bill_of_lading": ("bill of lading", "bills of lading", "waybill", "sea waybill"),
    "certificate_of_origin": ("certificate of origin",),
    "insurance": ("insurance", "certificate of insurance", "insurance certificate"),
    "charter_party": ("charter party",),
    "invoice": ("invoice", "commercial invoice"),
}
"""Kinds as they are mostly written: a type one slip from one of them is read as that kind."""
_TO_ORDER = re.compile(r"^\W*(?:to|unto)\s+(?:the\s+)?order\b|^\W*bearer\W*$|^\W*same\s+as\b", re.IGNORECASE)
_NOMINATED = re.compile(r"\b(?:nominat|t\.?b\.?n\b|t\.?b\.?a\b|to be (?:named|advised)|various)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folder:
    """What the book holds of one voyage."""

    voyage: Row
    ship: ShipMention | None
    documents: tuple[Row, ...]
    cargo: tuple[Row, ...]
    payments: tuple[Row, ...]

    def papers(self, kind: str) -> tuple[Row, ...]:
        """Its documents of a kind."""
        return tuple(d for d in self.documents if kind_of(d) == kind)

    @property
    def deadweight(self) -> float | None:
        """Of its ship, tonnes; None where the vessels sheet does not tell."""
        vessel = self.ship.vessel if self.ship else None
        found = vessel.numbers.get("deadweight") if vessel is not None else None
        return found if found and found > 0 else None


@dataclass(frozen=True)
class Papers:
    """The papers of one book by voyage. Pure."""

    mentions: Mentions

    @cached_property
    def _ships(self) -> Mapping[Row, ShipMention]:
        return {m.row: m for m in self.mentions.ships if m.row.sheet in ("voyages", "documents")}

    def ship(self, row: Row) -> ShipMention | None:
        """The ship that a voyage or paper names; None where it names none, or one still to be nominated."""
        found = self._ships.get(row)
        named = found is not None and (found.imo or found.name) and not _NOMINATED.search(row["vessel"])
        return found if named else None

    @cached_property
    def folders(self) -> tuple[Folder, ...]:
        """One for each row of the voyages sheet."""
        book = self.mentions.book
        sheets = {s: self._by_voyage(s) for s in ("documents", "cargo", "payments")}
        return tuple(
            Folder(
                row,
                self.ship(row),
                *(tuple(sheets[s].get(row.id.casefold(), ()) if row.id else ()) for s in ("documents", "cargo", "payments")),
            )
            for row in book.sheet("voyages")
        )  # fmt: skip

    def _by_voyage(self, sheet: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.mentions.book.sheet(sheet):
            for ident in voyage_ids(row):
                found.setdefault(ident, []).append(row)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Folder]:
        return {f.voyage.id.casefold(): f for f in reversed(self.folders) if f.voyage.id}

    def of(self, row: Row) -> tuple[Folder, ...]:
        """The folders that a row's `voyage` cell names, in its order."""
        return tuple(f for ident in voyage_ids(row) if (f := self._by_id.get(ident)) is not None)

    def around(self, row: Row) -> tuple[Folder, ...]:
        """The folders of a voyage's own row, or those that a row's `voyage` cell names."""
        if row.sheet == "voyages":
            return tuple(f for f in (self._by_id.get(row.id.casefold()),) if f is not None and f.voyage is row)
        return self.of(row)

    def same_party(self, one: str, other: str) -> bool:
        """Whether two cells name one party: by the row they refer to, else by the folded name without its legal form."""
        return party_key(one) == party_key(other) or self.party(one) == self.party(other)

    def party(self, text: str) -> str:
        """What a cell names, for comparing: the row of the parties sheet that it refers to, else the folded name."""
        row = self.mentions.party(text)
        return f"#{row.number} {row.file}" if row is not None else party_key(text)

    def same_ship(self, one: ShipMention, other: ShipMention) -> bool | None:
        """By number where both tell one, else by row or name; None where neither can be compared."""
        if one.imo and other.imo and (one.imo == other.imo or not _by_name_alone(one, other)):
            return one.imo == other.imo
        if one.name and other.name and key(ship_tokens(one.name)) == key(ship_tokens(other.name)):
            return True
        if one.vessel is not None and one.vessel == other.vessel:
            return True
        return False if one.name and other.name else None


def _by_name_alone(one: ShipMention, other: ShipMention) -> bool:
    """Whether two of one name have their numbers from the vessels sheet only: it may hold two ships of that name."""
    names = {ship_key(one.name), ship_key(other.name)}
    return len(names) == 1 and any(not s.row["imo"] and ship_key(s.row["vessel"]) in names for s in (one, other))


@lru_cache(maxsize=50_000)
def party_key(text: str) -> str:
    """A party's name folded, without its legal form."""
    return key(party_tokens(text))


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two folded names of six letters or more differ by one letter: left out, added, changed, or two exchanged."""
    short, long = sorted((one, other), key=len)
    if len(short) < 6 or len(long) - len(short) > 1 or short == long:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        slip = long[at]
        return not slip.isdigit() and short[at:] == long[at + 1 :]
    changed = short[at + 1 :] == long[at + 1 :] and not (short[at] + long[at]).isdigit()
    return changed or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])


def told_apart(rows: Mapping[str, Row], one: str, other: str) -> bool:
    """Whether the vessels sheet itself tells a ship's two names, one after the other (`rows` by folded name)."""
    pair = [rows[n].dates for n in (one, other) if n in rows]
    return len(pair) == 2 and any(
        "to" in a and "from" in b and not a["to"].overlaps(b["from"]) for a, b in (pair, pair[::-1])
    )


def voyage_ids(row: Row) -> tuple[str, ...]:
    """The voyages that a cell names: one, or several with a comma, semicolon or plus sign between."""
    cell = row["voyage"]
    return tuple(dict.fromkeys(p.strip().casefold() for p in re.split(r"[,;+|\n]", cell) if p.strip())) if cell else ()


def kind_of(row: Row) -> str:
    """A document's type as one of CONTRACT section 2; "other" where it is none of them."""
    return _kind(row["type"])


@lru_cache(maxsize=5_000)
def _kind(text: str) -> str:
    plain = " ".join(re.sub(r"[_\-.]+", " ", text).casefold().split())
    found = next((kind for kind, words in _KINDS if re.fullmatch(words, plain)), "")
    return found or next(
        (kind for kind, names in _WRITTEN.items() if any(one_slip_apart(plain, n) for n in names)), "other"
    )


def open_party(text: str) -> bool:
    """Whether a cell names no party of its own: `to order`, `same as consignee`."""
    return bool(_TO_ORDER.search(text))


def digits(row: Row) -> str:
    """The digits of a row's HS code, "" where there are fewer than two."""
    found = re.sub(r"\D", "", row["hs"])
    return found if len(found) >= 2 and not re.search(r"[A-Za-z]{3}", row["hs"]) else ""


@lru_cache(maxsize=20_000)
def port_of(text: str) -> Port | None:
    """`find_port`, kept."""
    return find_port(text) if text else None


@lru_cache(maxsize=20_000)
def country_of(text: str) -> str:
    """The country of a place, as ISO 3166-1 alpha-2 in capitals: a country's own name, a port's, a last part's; "" if none."""
    if not text:
        return ""
    if code := territory(text):
        return code.upper()
    if (port := port_of(text)) is not None:
        return port.country
    parts = [p.strip() for p in re.split(r"[,;/()]", text) if p.strip()]
    return next((c.upper() for p in reversed(parts) if len(parts) > 1 and (c := territory(p))), "")


@lru_cache(maxsize=20_000)
def same_port(one: str, other: str) -> bool | None:
    """Whether two cells name one port; None where that cannot be told from them."""
    plain, beside = (" ".join(re.sub(r"[\W_]+", " ", t).casefold().split()) for t in (one, other))
    if not plain or not beside:
        return None
    if plain in beside or beside in plain:
        return True
    first, second = port_of(one), port_of(other)
    if first is None or second is None:
        countries = country_of(one), country_of(other)
        return False if all(countries) and countries[0] != countries[1] else None
    apart = float(distance_m(first.lon_deg, first.lat_deg, second.lon_deg, second.lat_deg))
    if first.country != second.country:
        return False if apart > ONE_PORT_ABROAD_M else None
    return apart <= ONE_PORT_M


def first_day(row: Row, *columns: str) -> date | None:
    """The earliest day that any of these cells allows."""
    return min((s for c in columns if c in row.dates and (s := row.dates[c].start)), default=None)


def last_day(row: Row, *columns: str) -> date | None:
    """The latest day that any of these cells allows."""
    return max((e for c in columns if c in row.dates and (e := row.dates[c].end)), default=None)


class Odd(NamedTuple):
    """What a paper's column says otherwise, and the cells elsewhere that it disagrees with."""

    row: Row
    column: str
    says: str
    strength: Strength
    proof: tuple[tuple[Row, tuple[str, ...]], ...]


def on(span: DateSpan | None) -> str:
    """A date as a sentence names it."""
    return iso(span) if span is not None else "no date"


def in_time(rows: Sequence[Row]) -> list[Row]:
    """Papers by version, date and id: not by the order in which the book happens to have them."""

    def place(row: Row) -> tuple[object, ...]:
        number = re.search(r"\d+", row["version"])
        return (
            int(number[0]) if number else 0,
            first_day(row, "date") or date.max,
            row["version"],
            row.id,
            row.file,
            row.number,
        )

    return sorted(rows, key=place)
