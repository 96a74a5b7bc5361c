"""Where the book names a party or a ship: every role column, every version of a paper, and the text of payments."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from offing.book.model import Book, Quoted, Row
from offing.index.names import fold, key, party_tokens, ship_tokens
from offing.index.ship_names import ends_in_voyage, ship_name_parts
from offing.records.dates import DateSpan, hull
from offing.records.identifiers import fold_code, fold_imo, fold_mmsi, imos_in_text
from offing.review.paper_facts import Facts
from offing.review.whole import words_of_ships

PARTY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "parties": ("name",),
    "ownership": ("owner", "owned"),
    "vessels": ("owner", "manager"),
    "voyages": ("charterer",),
    "cargo": ("shipper", "consignee"),
    "documents": ("shipper", "consignee", "notify", "issuer"),
    "payments": ("payer", "payee", "banks"),
}
"""The columns of each sheet that name a party."""
PARTY_NUMBERS = ("imo_company", "registration_number", "lei", "other_ids")
"""The columns that number one, in the parties sheet."""

_AFTER_PREFIX = re.compile(
    r"(?<![A-Za-z])(?:M\s?/\s?[VT]|M\.?[VT]\.?|V(?:E)?SS?E?L|VSL|SHIP|S\.?S\.?)(?![A-Za-z])"
    r"[\s:.,\"'“]*((?:[^\W_][\w'’.\-]*[ \t]*){1,5})",
    re.IGNORECASE,
)

_GLUED = re.compile(r"(?<![a-z])(?!imo\d)[a-z]+\d{7}(?!\d)", re.IGNORECASE)
"""Digits that are part of a ship's name (`JLZ8180405`) and no number of hers."""
_FOR_THE_MASTER = re.compile(
    r"\W*(?:signed\s+)?(?:(?:as|the)\s+)*(?:agents?\s+)?(?:only\s+)?(?:for|by)\s+(?:and\s+on\s+behalf\s+of\s+)?the\s+master\b",
    re.IGNORECASE,
)
"""`As agents for the master of HAADI`: who signed a bill, and no party of its own."""
_NAME_ENDS = frozenset(
    "FREIGHT FRT HIRE INV INVOICE VOY VOYAGE VOYAGES DD DATED DATE CP BL B/L PAYMENT PMT FOR FROM AT TO OF ON IMO REF"
    " DEMURRAGE BALANCE ADVANCE BUNKER BUNKERS COMMISSION PORT AGENCY CHARTER CARGO LOADING DISCHARGE AND PER VIA CLAIM"
    " PREMIUM POLICY EX FORMERLY JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC FLAG MMSI ETA ETD".split()
)


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named in a cell. `party` is the row of the parties sheet it refers to, if any; `in_text` for running text.

    One named in a paper has the lines that name her in `quoted`; `hedge` says why such a text means nobody that it names.
    """

    row: Row
    column: str
    name: str
    party: Row | None
    when: DateSpan | None
    in_text: bool = False
    quoted: tuple[Quoted, ...] = ()
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class ShipMention:
    """A ship named in a row by name, number or both; `vessel` is the row of the vessels sheet it refers to, if any.

    `bare` tells a number that stands in a text without the letters IMO before it; `ambiguous` a name in a text
    that several ships of the book bear; `quoted` the lines of a paper that name her; `whole` that the name in a text ends
    where it ends, and does not merely begin with a ship's.
    """

    row: Row
    column: str
    name: str
    imo: str
    when: DateSpan | None
    mmsi: str = ""
    call_sign: str = ""
    vessel: Row | None = None
    in_text: bool = False
    bare: bool = False
    ambiguous: bool = False
    quoted: tuple[Quoted, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Mentions:
    """All mentions of one book. Pure: nothing is looked up on any list here. `ship_words`: the folded words of the ships' names
    of a whole book, where `book` is a part of it."""

    book: Book
    ship_words: Container[str] | None = None

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """What each paper says, by its file."""
        return {paper.name: Facts(paper) for papers in self.book.papers.values() for paper in papers}

    @cached_property
    def _rows_by_ref(self) -> dict[tuple[str, str], Row]:
        found: dict[tuple[str, str], Row] = {}
        for row in self.book.rows:
            if row.id:
                found.setdefault((row.sheet, row.id.casefold()), row)
        for row in self.book.sheet("parties"):
            if not key(party_tokens(row["name"])):
                continue
            found.setdefault(("parties", "=" + key(party_tokens(row["name"]))), row)
        for row in self.book.sheet("vessels"):
            if imo := fold_imo(row["imo"]):
                found.setdefault(("vessels", "#" + imo), row)
            if row["name"]:
                found.setdefault(("vessels", "=" + key(ship_tokens(row["name"]))), row)
        return found

    def party(self, text: str) -> Row | None:
        """The row of the parties sheet that a cell means: by id, else by folded name."""
        found = self._rows_by_ref.get(("parties", text.casefold()))
        return found or (self._rows_by_ref.get(("parties", "=" + key(party_tokens(text)))) if text else None)

    def vessel(self, text: str) -> Row | None:
        """The row of the vessels sheet that a cell means: by id, IMO number, else by folded name."""
        if not text:
            return None
        found = self._rows_by_ref.get(("vessels", text.casefold()))
        if found is None and not _GLUED.search(text) and (imo := fold_imo(text)):
            found = self._rows_by_ref.get(("vessels", "#" + imo))
        if found is not None:
            return found
        named = (text, *ship_name_parts(text)[:1])  # `ARISTO V.12` is ARISTO; what she was before is not looked for
        keys = (key(ship_tokens(n)) for n in named)
        return next((v for k in keys if (v := self._rows_by_ref.get(("vessels", "=" + k))) is not None), None)

    def voyage(self, row: Row) -> Row | None:
        return self._rows_by_ref.get(("voyages", row["voyage"].casefold())) if row["voyage"] else None

    def when(self, row: Row) -> DateSpan | None:
        """The day or days of what a row records; None where the row is a standing fact (a party, an owner, a ship)."""
        if row.sheet in ("parties", "ownership", "vessels", "licences"):
            return None
        if row.sheet == "voyages":
            return hull([row.dates[c] for c in ("load_date", "discharge_date") if c in row.dates])
        if "date" in row.dates:
            return row.dates["date"]
        voyage = self.voyage(row)
        found = self.when(voyage) if voyage is not None else None
        return found or hull([row.dates[c] for c in ("valid_from", "valid_to") if c in row.dates])

    def dealings(self, row: Row) -> DateSpan | None:
        """From the first to the last dealing with a party, or of a ship's time in the book; None when not told."""
        first, last = ("first_dealt", "last_dealt") if row.sheet == "parties" else ("from", "to")
        return hull([row.dates[c] for c in (first, last) if c in row.dates])

    @cached_property
    def parties(self) -> tuple[PartyMention, ...]:
        return tuple(self._find_parties())

    def _find_parties(self) -> Iterator[PartyMention]:
        for row in self.book.rows:
            when = self.when(row)
            for column in PARTY_COLUMNS.get(row.sheet, ()):
                if row.sheet == "parties" and is_ship(row):
                    continue
                for text in _split(row[column]) if column in ("banks", "notify") else [row[column]]:
                    if column == "issuer" and _FOR_THE_MASTER.match(text):
                        continue
                    if not text:
                        if row.sheet == "parties" and (numbered := next((c for c in PARTY_NUMBERS if row[c]), "")):
                            yield PartyMention(row, numbered, "", row, when)
                        continue
                    party = row if row.sheet == "parties" else self.party(text)
                    if party is None and row.sheet == "ownership" and self.vessel(text) is not None:
                        continue
                    by_id = party is not None and party.id.casefold() == text.casefold()
                    name = party["name"] if party is not None and by_id and party["name"] else text
                    yield PartyMention(row, column, name, party, when)
            if row.sheet == "payments" and row["text"]:
                yield PartyMention(row, "text", row["text"], None, when, in_text=True)

    @cached_property
    def _namesakes(self) -> dict[str, list[Row]]:
        """Ships of the vessels sheet by folded name, each IMO number once: several where the book has two of one name."""
        found: dict[str, dict[str, Row]] = {}
        for row in self.book.sheet("vessels"):
            if row["name"] and (imo := fold_imo(row["imo"])):
                found.setdefault(key(ship_tokens(row["name"])), {}).setdefault(imo, row)
        return {name: list(rows.values()) for name, rows in found.items()}

    @cached_property
    def _ship_words(self) -> Container[str]:
        return self.ship_words if self.ship_words is not None else words_of_ships(self.book)

    @cached_property
    def ships(self) -> tuple[ShipMention, ...]:
        return tuple(self._find_ships())

    def _find_ships(self) -> Iterator[ShipMention]:
        for row in self.book.rows:
            when = self.when(row)
            if row.sheet == "vessels":
                imo = fold_imo(row["imo"]) or ""
                mmsi, sign = fold_mmsi(row["mmsi"]) or "", fold_code(row["call_sign"])
                yield ShipMention(row, "imo" if imo else "name", row["name"], imo, when, mmsi, sign, row)
            elif row.sheet == "parties" and is_ship(row):
                own = fold_imo(row["imo_company"]) or next(iter(imos_in_text(row["other_ids"])), "")
                yield ShipMention(row, "name" if row["name"] else "imo_company", row["name"], own, when)
            elif row.sheet in ("voyages", "documents") and (row["vessel"] or row["imo"]):
                yield self._ship_in_columns(row, when)
            elif row.sheet == "payments" and row["text"]:
                yield from self._ships_in_text(row, when)

    def _ship_in_columns(self, row: Row, when: DateSpan | None) -> ShipMention:
        """The ship of a voyage or paper. A number on the row itself is what the paper says; the vessels sheet fills the rest."""
        own = fold_imo(row["imo"]) or (not _GLUED.search(row["vessel"]) and fold_imo(row["vessel"])) or ""
        vessel = self.vessel(row["vessel"]) or self.vessel(own)
        by_id = vessel is not None and vessel.id.casefold() == row["vessel"].casefold()
        name = vessel["name"] if by_id and vessel is not None else row["vessel"]
        if not by_id and not re.search(r"[^\W\d_]", re.sub(r"(?i)imo|no\b|number", "", name)):
            name = vessel["name"] if vessel is not None else ""  # the cell holds a number, not a name
        if not own and vessel is not None:
            own = fold_imo(vessel["imo"]) or ""
        mmsi = fold_mmsi(vessel["mmsi"]) or "" if vessel is not None else ""
        sign = fold_code(vessel["call_sign"]) if vessel is not None else ""
        return ShipMention(row, "imo" if row["imo"] else "vessel", name, own, when, mmsi, sign, vessel)

    def _ships_in_text(self, row: Row, when: DateSpan | None) -> Iterator[ShipMention]:
        """IMO numbers in a remittance text, and the words after M/V, MT, VESSEL, which may begin with a ship's name."""
        for imo in imos_in_text(row["text"]):
            bare = re.search(rf"IMO\W*(?:NO|NUMBER|NR)?\W*{imo}", row["text"], re.IGNORECASE) is None
            yield ShipMention(row, "text", "", imo, when, in_text=True, bare=bare)
        for words in _AFTER_PREFIX.findall(row["text"]):
            yield from self.ships_called(row, "text", words.strip(), when)

    def ships_called(
        self,
        row: Row,
        column: str,
        words: str,
        when: DateSpan | None,
        quoted: tuple[Quoted, ...] = (),
        whole: bool = False,
    ) -> Iterator[ShipMention]:
        """The ship that words in a text begin with (or are, when `whole`).

        A name that the book itself gives to a ship of known number is that ship.
        """
        names = (words,) if whole else leading_names(words, self._ship_words.__contains__)
        vessel = next((v for n in names if (v := self.vessel(n)) is not None), None)
        several = self._namesakes.get(key(ship_tokens(vessel["name"])), []) if vessel is not None else []
        told = several if len(several) > 1 else [vessel]  # of several the text does not tell which it means
        for one in told:
            imo = fold_imo(one["imo"]) or "" if one is not None else ""
            yield ShipMention(
                row, column, words, imo, when, vessel=one, in_text=True, ambiguous=len(told) > 1, quoted=quoted,
                whole=whole,
            )  # fmt: skip


def is_ship(row: Row) -> bool:
    """Whether a row's type says that it is a ship."""
    return row["type"].strip().casefold() in ("vessel", "ship", "tanker", "bulker", "bulk carrier")


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n|]", text) if part.strip()]


def leading_names(words: str, goes_on: Callable[[str], bool]) -> tuple[str, ...]:
    """`HAADI FREIGHT FEB` → the beginnings that may be a ship's name, longest first.

    A name ends where the words end, or before a word that no ship's name goes on with: of `PACIFIC SEA INV 15` PACIFIC
    is not proposed when SEA is a word of ships' names. `goes_on` tells that of a folded word.
    """
    parts = words.split()

    def ends_at(n: int) -> bool:
        if (
            n == len(parts)
            or parts[n].strip(".:").upper() in _NAME_ENDS
            or any(ends_in_voyage(" ".join(parts[n:m])) for m in (n + 1, n + 2))
        ):
            return True
        return not any(goes_on(t) for t in ship_tokens("x " + parts[n])[1:])

    return tuple(" ".join(parts[:n]) for n in range(min(len(parts), 4), 0, -1) if ends_at(n))


def windows(text: str, longest: int = 8) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of words of a text as party tokens, longest first: (start, length, tokens)."""
    words = fold(text)[:400]
    for size in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            yield start, size, party_tokens(" ".join(words[start : start + size]))
