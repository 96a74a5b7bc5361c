"""What was decided before: that a proposal is another thing than the entry, and the facts which that rests on.

A decision holds for the row it was made on as long as its facts do, and for another row of the same name only where a
fact that tells namesakes apart is the same too. It can be withdrawn, by a further line. It keeps a digest of each fact of
the book and of the entry, so that a change can be named without the facts being written down a second time. Pure: where
decisions are kept, and who may make them, is for others to say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from offing.errors import UsageError
from offing.index.names import fold, key, legal_forms, party_tokens, ship_tokens
from offing.index.told import Told
from offing.records.dates import iso
from offing.records.entity import Entity

NOT_THE_SAME = "not the same"
WITHDRAWN = "withdrawn"
_TELLS_APART = frozenset({
    "imoNumber", "mmsi", "callSign", "numbers", "leiCode", "imoCompany", "birthDate", "address",
})  # fmt: skip
"""Facts of a book that two things of one name and country seldom share."""
_ENTRY_FACTS = (
    "flag", "pastFlags", "type", "grossRegisteredTonnage", "tonnage", "buildDate", "country", "nationality", "citizenship",
    "jurisdiction", "birthDate", "birthPlace", "gender", "address",
)  # fmt: skip

Facts = Mapping[str, str]
"""Fact → digest."""


@dataclass(frozen=True, slots=True)
class DecidedEntry:
    """The entry a decision is about, as it stood."""

    dataset: str
    entry: str
    name: str
    facts: Facts = field(hash=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one finding. `row` is the sheet and id of the book's row, "" where it has none."""

    on: date
    by: str
    why: str
    finding: str
    sheet: str
    id: str
    label: str
    book: Facts = field(hash=False)
    entries: tuple[DecidedEntry, ...]
    decision: str = NOT_THE_SAME

    @property
    def words(self) -> str:
        return f"decided on {self.on.isoformat()} by {self.by}: {self.why}"


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier decision on a proposal, and the facts that have changed since ("flag in the book").

    `other` is the row it was made on, where this is another of the same name that nothing else tells to be the same thing.
    """

    decision: Decision
    changed: tuple[str, ...]
    other: str = ""

    @property
    def holds(self) -> bool:
        return not self.changed and not self.other

    @property
    def words(self) -> str:
        if self.other and not self.changed:
            return (
                f"{self.decision.words}; that was {self.other}, and the name is not enough to say that this is the same"
            )
        if not self.changed:
            return f"{self.decision.words}; the facts have not changed"
        return f"{self.decision.words}; since then changed: {', '.join(self.changed)}"


@dataclass(frozen=True)
class Decisions:
    """All decisions, oldest first, withdrawals among them; the latest on a thing counts."""

    made: tuple[Decision, ...] = ()

    @cached_property
    def standing(self) -> tuple[Decision, ...]:
        """Those that were not withdrawn after they were made."""
        stand: list[Decision] = []
        for decision in self.made:
            if decision.decision == WITHDRAWN:
                stand = [d for d in stand if d.finding != decision.finding]
            else:
                stand.append(decision)
        return tuple(stand)

    def withdrawal(self, finding: str, *, on: date, by: str, why: str) -> Decision:
        """What withdraws the decisions made on a finding. Raises UsageError where none stands."""
        _needs(by, why)
        held = next((d for d in reversed(self.standing) if d.finding == finding), None)
        if held is None:
            raise UsageError("no decision stands on that finding", value=finding, hint="`offing decisions` lists them")
        return replace(held, on=on, by=by.strip(), why=why.strip(), decision=WITHDRAWN)

    @cached_property
    def _by_entry(self) -> dict[tuple[str, str], list[tuple[Decision, DecidedEntry]]]:
        found: dict[tuple[str, str], list[tuple[Decision, DecidedEntry]]] = {}
        for decision in self.standing:
            for entry in decision.entries:
                found.setdefault((entry.dataset, entry.entry), []).append((decision, entry))
        return found

    def about(self, rows: Sequence[tuple[str, str]], told: Told, entity: Entity) -> Remembered | None:
        """The latest decision on this entry and this thing. `rows` are the sheet and id of the mention and of what it names.

        On a row of that id it is remembered whatever has changed. On any other of the same name it holds where every fact
        is the same and one of them tells namesakes apart; where the name is all, it is remembered and does not hold.
        """
        decided = self._by_entry.get((entity.dataset, entity.entry))
        if not decided:
            return None
        book = book_facts(told)
        known_by = [ident for _, ident in rows if ident]
        for decision, entry in reversed(decided):
            same_row = bool(decision.id) and (decision.sheet, decision.id) in rows
            same_name = "name" in book and decision.book.get("name") == book["name"]
            if not same_row and not same_name:
                continue
            changed = (
                *(f"{fact} in the book" for fact in _changed(decision.book, book)),
                *(f"{fact} on the list" for fact in _changed(entry.facts, entry_facts(entity))),
            )
            if same_row:
                return Remembered(decision, changed)
            if changed and known_by and decision.id:
                continue
            told_apart = not changed and bool(_TELLS_APART & book.keys())
            return Remembered(decision, changed, "" if told_apart else _row_words(decision))
        return None


NONE_MADE = Decisions()


def _row_words(decision: Decision) -> str:
    return f"{decision.label or 'a row'} ({' '.join(x for x in (decision.sheet, decision.id) if x)})"


def is_decision(why: str) -> bool:
    """Whether a reason why something was set aside is an earlier decision."""
    return why.startswith("decided on ")


def _needs(by: str, why: str) -> None:
    if not by.strip() or not why.strip():
        raise UsageError("a decision needs who made it and why", hint="--by WHO --why TEXT")


def _changed(before: Facts, now: Facts) -> list[str]:
    return sorted(fact for fact in {*before, *now} if before.get(fact) != now.get(fact))


def book_facts(told: Told) -> dict[str, str]:
    """A digest of each fact that tells who or what a row of the book names; not of when, or in what role."""
    tokens = ship_tokens if told.kind == "ship" else party_tokens
    facts: dict[str, object] = {
        "name": sorted(key(tokens(n)) for n in told.names),
        "legal form": sorted({f for n in told.names for f in legal_forms(n)}) if told.kind not in ("ship", "person") else [],
        "imoNumber": told.imo, "mmsi": told.mmsi, "callSign": told.call_sign, "flag": told.flag,
        "type": told.type.casefold(), "grossRegisteredTonnage": told.gross_tonnage, "tonnage": told.deadweight,
        "buildDate": told.built, "length": told.length_m, "country": sorted(told.countries),
        "address": list(fold(told.address)), "birthDate": sorted(iso(b) for b in told.born),
        "gender": told.gender.casefold(), "numbers": sorted(n.value for n in told.numbers), "leiCode": told.lei,
        "imoCompany": told.imo_company,
    }  # fmt: skip
    return {fact: _digest(value) for fact, value in facts.items() if value}


def entry_facts(entity: Entity) -> dict[str, str]:
    """A digest of each fact that tells who or what an entry means; not of its measures."""
    tokens = ship_tokens if entity.schema == "Vessel" else party_tokens
    facts: dict[str, list[str]] = {"name": sorted({key(tokens(n.text)) for n in entity.names})}
    for kind in sorted({i.kind for i in entity.identifiers}):
        facts[kind] = sorted(entity.ids(kind))
    for prop in _ENTRY_FACTS:
        facts[prop] = sorted(entity.values(prop))
    return {fact: _digest(value) for fact, value in facts.items() if value}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def decide(document: Mapping[str, Any], finding: str, *, on: date, by: str, why: str) -> Decision:
    """The decision that a finding of a findings.json is not the same thing. Raises UsageError where it cannot be one."""
    _needs(by, why)
    held = next((f for f in document.get("findings", ()) if f.get("id") == finding), None)
    if held is None:
        raise UsageError("no finding has that id", value=finding)
    compared = held.get("detail", {}).get("compared")
    if not compared:
        raise UsageError(
            "only a finding that compares a row with a list entry can be decided",
            where=held.get("check", ""),
            value=finding,
        )
    if held.get("strength") == "match":
        raise UsageError(
            "the number is the same, so the thing is",
            where=held.get("check", ""),
            value=finding,
            hint="Correct the number in the book, or take it up with the list's publisher",
        )
    entries = tuple(DecidedEntry(e["dataset"], e["entry"], e["name"], dict(e["facts"])) for e in compared["entries"])
    subject = held["subject"]
    return Decision(
        on,
        by.strip(),
        why.strip(),
        finding,
        subject["sheet"],
        subject["id"],
        subject["label"],
        dict(compared["book"]),
        entries,
    )


def to_line(decision: Decision) -> str:
    """One line of JSON, ended."""
    body = {
        "decision": decision.decision, "on": decision.on.isoformat(), "by": decision.by, "why": decision.why,
        "finding": decision.finding, "subject": {"sheet": decision.sheet, "id": decision.id, "label": decision.label},
        "book": dict(decision.book),
        "entries": [
            {"dataset": e.dataset, "entry": e.entry, "name": e.name, "facts": dict(e.facts)} for e in decision.entries
        ],
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False) + "\n"


def from_lines(lines: Iterable[str]) -> Decisions:
    """The decisions that `to_line` wrote, blank lines aside. Raises ValueError with the line's number for any other."""
    made = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            body = json.loads(line)
            subject = body["subject"]
            entries = tuple(DecidedEntry(e["dataset"], e["entry"], e["name"], e["facts"]) for e in body["entries"])
            made.append(
                Decision(
                    date.fromisoformat(body["on"]), body["by"], body["why"], body["finding"], subject["sheet"],
                    subject["id"], subject["label"], body["book"], entries, body["decision"],
                )
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"line {number}: {error}") from error
    return Decisions(tuple(made))
