"""The frames of verbs, nouns and "be" that tell a claim over a tree: rows of valences/*.csv, and of rules/doings*.csv.

A row is written as in rules/doings.csv, with more in two columns. In `roles`, `*` behind the types takes plain nouns that fit
them, `~sort` a noun of valences/sorts*.csv. `options` are `not_in` and `need` (patterns of the sentence), `text` and `not_text`
(of the whole text), `via`, `not_via` and `over` (verbs and words that a noun hangs on), `voice`, `known=yes` (only what the text
makes known), `doubt=ok` (said even where it is doubted), `pair` (a role whose two fillers did it with each other), `modality`,
`polarity`, `about=sanctions`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import cast

from offing.claims.asked_nouns import NOUNS, SORTS
from offing.claims.model import ClaimType, Modality, Polarity
from offing.claims.row_guards import Guards, guarded
from offing.claims.ruled import Rule, subject_matter
from offing.claims.template import Template
from offing.claims.valency import Doing, Form, doings, forms
from offing.claims.valency import rows as doing_rows

MIXED = frozenset({"designated", "delisted", "advisory_listed", "seized", "forfeited", "charged"})
"""Types whose lists hold ships, firms, people and goods side by side."""
_SURE = MIXED | {"port_call", "bound_for", "ais_gap"}
"""Types that say nothing of what a word points at where the text does not tell."""
_TOLD_BETTER = frozenset(
    (
        "shipped_cargo.carries shipped_cargo.carries_open sold.sells sold.supplies_with dealt_with.deals dealt_with.pays "
        "chartered_by.charters chartered_by.on_charter chartered_by.charters_out sts_transfer.passes sts_transfer.takes "
        "sts_transfer.transfer_with sts_transfer.moved_between procured_for.procures exported.exports sold.to_buyer "
        "shipped_cargo.imports"
    ).split()
)
"""Rows of doings that rows of valences say better over a tree."""
_BE = ("be", "is", "are", "was", "were", "been", "being", "am")
REGISTRY = "an agency with a registry"
"""Stands for the noun among what a sentence has."""
_PLAIN = frozenset("*RSGWUI")
"""What plain words without a name fill: nouns of a type, and letters of types."""
_ORDER = 30_000
"""Behind every rule of the other tables."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a role: `types` of mentions, plain nouns that fit the types (`phrase`), or literal `nouns`. One that `forbids`
    lets no row hold; where it is `mixed` types stand in one list; where it is `sure` the text must tell what a word points at."""

    place: str
    role: str
    types: str
    phrase: bool
    nouns: frozenset[str]
    mixed: bool = False
    sure: bool = False
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A row. `wanted` are, for each role it needs, the slots of which one must hold something, `asked`, for each that not any
    noun fills, the types of mentions and the nouns of which the sentence must have one; the rest is as the row has it."""

    rule: Rule
    slots: tuple[Slot, ...]
    needs: frozenset[str]
    agents: tuple[str, ...]
    doubt: bool = False
    via: frozenset[str] = frozenset()
    not_via: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    voice: str = ""
    known: bool = False
    pair: str = ""
    text: re.Pattern[str] | None = None
    not_text: re.Pattern[str] | None = None
    wanted: tuple[frozenset[str], ...] = ()
    asked: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """A word of a row: a form of its verb, "be", "noun" or "holder", with the particle that must follow it."""

    frame: Frame
    form: Form | str
    particle: str

    @property
    def nounlike(self) -> bool:
        return self.form in ("noun", "holder")


@cache
def heads() -> Mapping[str, tuple[Head, ...]]:
    """By word the verbs, nouns and adjectives it may be; under "@" what only stands beside a noun."""
    out: dict[str, list[Head]] = {}
    framed: list[tuple[Mapping[str, str], Frame]]
    framed = [
        (row, _of_doing(d)) for row, d in zip(doing_rows(), doings(), strict=True) if row["id"] not in _TOLD_BETTER
    ]
    framed += [(row, _of_row(row, k)) for k, row in enumerate(rows())]
    for row, frame in ((r, _wanting(f)) for r, f in framed):
        for verb in row["verbs"].split():
            bare, _, particle = verb.partition("_")
            for word, form in _verbal(bare):
                out.setdefault(word, []).append(Head(frame, form, particle.replace("_", " ")))
        for column, form in (("nouns", "noun"), ("holders", "holder")):
            for noun in row[column].split():
                out.setdefault(noun, []).append(Head(frame, form, ""))
    return {word: tuple(found) for word, found in out.items()}


@cache
def heads_of(word: str, verbal: bool) -> tuple[Head, ...]:
    """The heads that a word of `heads` may be as a verb, or as none."""
    return tuple(head for head in heads()[word] if head.form == "be" or head.nounlike != verbal)


@cache
def every_asked() -> frozenset[frozenset[str]]:
    """What rows ask a sentence for."""
    return frozenset(signs for found in heads().values() for h in found for signs in h.frame.asked)


@cache
def asked_by_sign() -> Mapping[str, frozenset[frozenset[str]]]:
    """The same by each sign that is enough."""
    every = frozenset(sign for signs in every_asked() for sign in signs)
    return {sign: frozenset(signs for signs in every_asked() if sign in signs) for sign in every}


def _verbal(bare: str) -> Iterator[tuple[str, str]]:
    if bare == "be":
        yield from ((w, "be") for w in _BE)
    elif bare == "@":
        yield bare, "base"
    else:
        yield from _forms(bare)


def _forms(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb as rows write it, "has" among those of "have/had"."""
    yield from forms(verb)
    if verb.startswith("have"):
        yield "has", "s"


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    """Every row of valences/*.csv but for the sorts of nouns."""
    return tuple(_lines(sorts=False))


@cache
def sorts() -> Mapping[str, frozenset[str]]:
    """By name, nouns of a sort: valences/sorts*.csv."""
    return {row["sort"]: frozenset(row["words"].split()) for row in _lines(sorts=True)}


def _lines(*, sorts: bool) -> Iterator[Mapping[str, str]]:
    folder = resources.files("offing.claims") / "valences"
    for name in sorted(
        f.name for f in folder.iterdir() if f.name.endswith(".csv") and f.name.startswith("sorts") == sorts
    ):
        yield from csv.DictReader(folder.joinpath(name).read_text("utf-8").splitlines(), strict=True)


def _wanting(frame: Frame) -> Frame:
    """A frame that knows which slots it cannot do without; a counterparty may stand in a row with the first."""
    places: dict[str, set[str]] = {}
    signs: dict[str, set[str]] = {}
    for slot in frame.slots:
        if not slot.forbids:
            places.setdefault(slot.role, set()).update((slot.place, *(frame.agents if slot.place == "subject" else ())))
            signs.setdefault(slot.role, set()).update(_signs(slot))
    needs = sorted(frame.needs - {"counterparty"})
    asked = (frozenset(s) for n in needs if (s := signs.get(n)) and s.isdisjoint(_PLAIN))
    return replace(
        frame,
        wanted=tuple(frozenset(places.get(n, ())) for n in needs),
        asked=frozenset(asked),
    )


def _signs(slot: Slot) -> Iterator[str]:
    """Of what a sentence must have something for a slot to be filled: the nouns, and the types of mentions."""
    if slot.nouns:
        yield from slot.nouns
        yield from "XZ" if slot.nouns & {"list", "annex"} else slot.types
        yield from (REGISTRY,) if "registry" in slot.nouns else ()
    else:
        yield from slot.types
        yield from "*" if slot.phrase else ""


def _of_doing(doing: Doing) -> Frame:
    slots = []
    for place, one in doing.slots.items():
        nouns = (
            frozenset().union(*(SORTS.get(t, frozenset()) for t in one.types))
            if one.role in NOUNS
            else frozenset[str]()
        )
        mixed, forbids = doing.rule.type in MIXED, place.startswith("!")
        slots.append(Slot(place.lstrip("!"), one.role, one.types, False, nouns, mixed, forbids=forbids))
    return Frame(doing.rule, tuple(slots), doing.needs, doing.agents)


def _of_row(row: Mapping[str, str], order: int) -> Frame:
    options = dict(_option(part) for part in row["options"].split(";") if part.strip())
    return Frame(
        _rule(row, options, order),
        tuple(_slots(row["roles"].split(), row["type"])),
        frozenset(row["needs"].split()),
        ("by",),
        options.get("doubt") == "ok",
        _any_form(options.get("via", "")),
        _any_form(options.get("not_via", "")),
        frozenset(options.get("over", "").split()),
        options.get("voice", ""),
        options.get("known") == "yes",
        options.get("pair", ""),
        _pattern(options.get("text")),
        _pattern(options.get("not_text")),
    )


def _option(said: str) -> tuple[str, str]:
    name, _, value = said.strip().partition("=")
    return name, value


def _rule(row: Mapping[str, str], options: Mapping[str, str], order: int) -> Rule:
    said = "; ".join(f"{k}={v}" for k, v in options.items() if k in ("not_in", "need"))
    kind = cast(ClaimType, row["type"])
    return Rule(
        row["id"], kind, Template("", (), (), ()), (), guarded(f"valences: {row['id']}", kind, said) if said else Guards(),
        cast("Modality | None", options.get("modality")), cast("Polarity | None", options.get("polarity")),
        row["example"], row["expects"], False, subject_matter("sanctions") if options.get("about") == "sanctions" else None,
        _ORDER + order,
    )  # fmt: skip


def _slots(said: Sequence[str], kind: str) -> Iterator[Slot]:
    for part in said:
        places, _, filled = part.partition("=")
        role, _, types = filled.partition(":")
        nouns = sorts()[role[1:]] if role.startswith("~") else frozenset[str]()
        for place in places.replace("_", " ").split("/"):
            mixed, sure, forbids = kind in MIXED, kind in _SURE, place.startswith("!")
            yield Slot(place.lstrip("!"), role, types.rstrip("*"), types.endswith("*"), nouns, mixed, sure, forbids)


def _any_form(verbs: str) -> frozenset[str]:
    """Every form of verbs as rows write them, "|" between."""
    return frozenset(w for v in verbs.split("|") if v for w, _ in _verbal(v))


def _pattern(said: str | None) -> re.Pattern[str] | None:
    """What a whole text must, or must not, say."""
    return re.compile(rf"\b(?:{said})", re.IGNORECASE) if said else None
