"""What verbs and their nouns say of what stands beside them: rows of rules/doings.csv, each a class of verbs.

`verbs` are base forms (`ship+` doubles its last letter, `take/took/taken` gives its past and participle, `pick_up` has a
particle), `nouns` the nouns of the same doing, `holders` those for who does it ("owner"). `roles` says what role the subject, the
object and what hangs on a preposition have, and of what types they must be: `subject=actor:OPK object=goods:G
to/into=recipient:OPK`; `-` is no role, `!to=-:V` forbids a ship behind "to". A row holds in the active and the passive, for
participles, relative clauses and nouns. `needs` are roles without which it says nothing, `agents` what "by" is in the passive.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from offing.claims.model import ClaimType, Modality
from offing.claims.row_guards import Guards, guarded
from offing.claims.ruled import Rule, subject_matter
from offing.claims.template import Template
from offing.errors import MalformedSource

_PLAIN = frozenset("UWHIJMSZ")
"""Letters of types that plain words fill."""
Form = Literal["base", "s", "past", "part", "pastpart", "ing", "noun", "holder"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A role and the types of mentions that may fill it."""

    role: str
    types: str


@dataclass(frozen=True, slots=True)
class Doing:
    """A row. `slots` by "subject", "object", "dative" or a preposition. `asked` are, for each role that it needs and no plain
    words fill, the types of which a sentence must name one."""

    rule: Rule
    slots: Mapping[str, Slot]
    needs: frozenset[str]
    agents: tuple[str, ...]
    asked: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a verb or noun of a row, with the particle that must follow it."""

    doing: Doing
    form: Form
    particle: str


def rows() -> list[dict[str, str]]:
    folder = resources.files("offing.claims") / "rules"
    tables = (folder.joinpath(name).read_text("utf-8") for name in ("doings.csv", "doings_legal.csv"))
    return [row for text in tables for row in csv.DictReader(text.splitlines(), strict=True)]


@cache
def doings() -> tuple[Doing, ...]:
    """Every row. MalformedSource for one that says what it cannot mean."""
    return tuple(_doing(row, k) for k, row in enumerate(rows()))


@cache
def doing(rule: str) -> Doing:
    """The row of a rule's id."""
    return next(d for d in doings() if d.rule.id == rule)


def _doing(row: Mapping[str, str], order: int) -> Doing:
    slots: dict[str, Slot] = {}
    for part in row["roles"].split():
        places, _, filled = part.partition("=")
        role, sign, types = filled.partition(":")
        if not sign or not role or not types.isupper():
            raise MalformedSource("no role of a doing", where=f"doings.csv: {row['id']}", value=part)
        for place in places.split("/"):
            slots[place.replace("_", " ")] = Slot(role, types)
    rule = Rule(
        row["id"], cast(ClaimType, row["type"]), Template("", (), (), ()), (), _guards(row),
        cast("Modality | None", row["modality"] or None),
        None, row["example"], row["expects"], False, _about(row), 10_000 + order,
        row.get("said", ""),
    )  # fmt: skip
    needs = frozenset(row["needs"].split())
    asked = (_types(role, slots) for role in sorted(needs))
    return Doing(
        rule, slots, needs, tuple((row["agents"] or "by").split()), tuple(t for t in asked if t.isdisjoint(_PLAIN))
    )


def _types(role: str, slots: Mapping[str, Slot]) -> frozenset[str]:
    """The types of what fills a role; who uses a ship has it aboard, whatever it is called."""
    own = (s.types + ("VN" if place == "aboard" else "") for place, s in slots.items() if s.role == role)
    return frozenset("".join(own))


def _guards(row: Mapping[str, str]) -> Guards:
    """A row's own guards with those of its type; without own ones what no sentence of the type may say."""
    said, kind = row.get("options") or "", cast(ClaimType, row["type"])
    guards = guarded(f"doings: {row['id']}", kind, said)
    return guards if said else Guards(not_in=guards.not_in)


def _about(row: Mapping[str, str]) -> re.Pattern[str] | None:
    return subject_matter("sanctions") if "about=sanctions" in (row.get("options") or "") else None


@cache
def heads() -> Mapping[str, tuple[Head, ...]]:
    """By word the verbs and nouns it may be."""
    out: dict[str, list[Head]] = {}
    for row, doing in zip(rows(), doings(), strict=True):
        for verb in row["verbs"].split():
            bare, _, particle = verb.partition("_")
            for word, form in forms(bare):
                out.setdefault(word, []).append(Head(doing, form, particle.replace("_", " ")))
        for noun in row["nouns"].split():
            out.setdefault(noun, []).append(Head(doing, "noun", ""))
        for noun in row["holders"].split():
            out.setdefault(noun, []).append(Head(doing, "holder", ""))
    return {word: tuple(found) for word, found in out.items()}


def forms(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb as rows write it."""
    bare, *irregular = verb.split("/")
    doubled = bare.endswith("+")
    base = bare.rstrip("+")
    stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") else base
    yield base, "base"
    yield (
        (
            base[:-1] + "ies"
            if _by_y(base)
            else base + "es"
            if base.endswith(("s", "sh", "ch", "x", "o"))
            else base + "s"
        ),
        "s",
    )
    yield _ing(base, stem, bool(irregular)), "ing"
    if not irregular:
        yield (base[:-1] + "ied" if _by_y(base) else stem + "ed"), "pastpart"
    elif len(irregular) == 1:
        yield irregular[0], "pastpart"
    else:
        yield irregular[0], "past"
        yield irregular[1], "part"


def _ing(base: str, stem: str, irregular: bool) -> str:
    """ "lying", "fleeing", "putting"; regular verbs that double their last letter are marked by "+"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if irregular and stem == base and _SHORT.search(base):
        return base + base[-1] + "ing"
    return (base if base.endswith("ee") else stem) + "ing"


_SHORT = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdgmnpt]$")


def _by_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in ("a", "e", "o", "u")
