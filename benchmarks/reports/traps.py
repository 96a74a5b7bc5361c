"""Sentences that must not be read as certain claims: traps.csv gives text, never (claim types, `;`) and why."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from offing.claims.model import Claim, Reading
from reports.gold import TYPES

TABLE = Path(__file__).resolve().parent / "traps.csv"
Reader = Callable[..., Reading]
"""What reads a report of a name and its bytes; `published`, where it is given, is the day of one that tells none."""
SAID_TO_BE_SO = frozenset({"asserted", "confirmed", "alleged", "believed"})


@dataclass(frozen=True, slots=True)
class Trap:
    text: str
    never: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Fallen:
    trap: Trap
    type: str
    quote: str


def traps(table: Path = TABLE) -> list[Trap]:
    """Raises ValueError for a claim type that there is not."""
    with table.open(encoding="utf-8", newline="") as rows:
        found = [
            Trap(row["text"], frozenset(t.strip() for t in row["never"].split(";") if t.strip()), row["why"])
            for row in csv.DictReader(rows)
        ]
    strange = sorted({t for trap in found for t in trap.never} - set(TYPES))
    if strange:
        raise ValueError(f"{table}: no claim type {', '.join(strange)}")
    return found


def fallen(laid: Iterable[Trap], read: Reader) -> list[Fallen]:
    """Traps that the reader walked into: a partial claim, a denied or a questioned one is no fall."""
    found = []
    for i, trap in enumerate(laid):
        reading = read(f"trap {i + 1}", trap.text.encode())
        text = reading.document.text
        found += [
            Fallen(trap, c.type, text[c.start : c.end]) for c in reading.claims if c.type in trap.never and _flat(c)
        ]
    return found


def _flat(claim: Claim) -> bool:
    return claim.status == "complete" and claim.polarity == "positive" and claim.modality in SAID_TO_BE_SO
