"""What a row says of a ship, beside what a list entry says: numbers first, then what changes seldom, then what changes often."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from offing.index.rules import Part, part
from offing.index.told import Told
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Entity
from offing.records.identifiers import Identifier, imo_check_digit_ok, imo_company_check_ok, mid_of
from offing.records.territories import MID_TERRITORY, territory, territory_name, territory_names

TONNAGE_SAME, TONNAGE_OTHER = 0.02, 0.15
LENGTH_OTHER = 0.10
_DATED = re.compile(r"\bdated\s+(\d{4}(?:-\d\d){0,2})(?:\s*(?:,|/|to)\s*(\d{4}(?:-\d\d){0,2}))?")


def ship_parts(told: Told, entity: Entity) -> Iterator[Part]:
    """Everything but the name."""
    yield from imo_parts(told, entity)
    yield from _radio(told, entity)
    yield from _flag(told, entity)
    yield from _type(told, entity)
    yield from _sizes(told, entity)
    yield from _built(told, entity)


def one_keystroke(a: str, b: str) -> bool:
    """Whether two numbers of equal length differ by one digit, or by two neighbours that changed places."""
    if len(a) != len(b) or a == b:
        return False
    at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(at) == 1:
        return True
    return len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def imo_parts(told: Told, entity: Entity) -> Iterator[Part]:
    """At most one part: what the two sides' IMO numbers say of each other."""
    listed = entity.ids("imoNumber")
    if not told.imo:
        return
    if told.imo in listed:
        yield part("imo_bare", told.imo) if told.bare_imo else part("imo_same", told.imo, told.imo)
        return
    fits = imo_check_digit_ok(told.imo)
    near = next((i for i in listed if one_keystroke(told.imo, i)), None)
    valid = [i for i in listed if imo_check_digit_ok(i)]
    if near is not None and not (fits and valid and near not in valid):
        yield part("imo_slip_valid" if fits else "imo_slip", told.imo, near)
    elif not fits and imo_company_check_ok(told.imo):
        yield part("imo_of_company", told.imo, ", ".join(listed))
    elif not fits:
        yield part("imo_fails", told.imo, ", ".join(listed))
    elif valid:
        yield part("imo_other", told.imo, ", ".join(valid))
    else:
        yield part("imo_not_listed", told.imo)


def _radio(told: Told, entity: Entity) -> Iterator[Part]:
    """MMSI and call sign: given to one ship at a time, and handed on."""
    listed = [i for i in entity.identifiers if i.kind == "mmsi"]
    if told.mmsi and listed:
        same = [i for i in listed if i.value == told.mmsi]
        if same and told.period and all(_apart(_dated(i), told.period) for i in same):
            yield part("mmsi_other_time", told.mmsi, same[0].note)
        elif same:
            yield part("mmsi_same", told.mmsi, told.mmsi)
        else:
            yield part("mmsi_other", told.mmsi, ", ".join(i.value for i in listed))
    if told.mmsi and told.flag and any(i.value == told.mmsi for i in listed):
        issuer = MID_TERRITORY.get(mid_of(told.mmsi) or "")
        if issuer and issuer != told.flag:
            yield part("mid_other_flag", f"{told.mmsi} ({territory_name(issuer)}), flag {territory_name(told.flag)}")
    signs = entity.ids("callSign")
    if told.call_sign and signs:
        same_sign = told.call_sign in signs
        yield part("call_sign_same" if same_sign else "call_sign_other", told.call_sign, ", ".join(signs))


def _dated(identifier: Identifier) -> DateSpan | None:
    """The time for which a list gives a number, where its note says so (`dated 2015-03, 2017-11`)."""
    found = _DATED.search(identifier.note)
    try:
        return parse_span(f"{found[1]}/{found[2] or '..'}") if found else None
    except ValueError:
        return None


def _apart(span: DateSpan | None, period: DateSpan) -> bool:
    return span is not None and not span.overlaps(period)


def _flag(told: Told, entity: Entity) -> Iterator[Part]:
    """A flag changes within days: a little for, less against; the list's own flag history counts."""
    flags = _territories(entity, "flag")
    past = _territories(entity, "pastFlags")
    if not told.flag or not (flags or past):
        return
    rule = "flag_same" if told.flag in flags else "flag_past" if told.flag in past else "flag_other"
    yield part(rule, territory_name(told.flag), territory_names(past if rule == "flag_past" else flags or past))


def _territories(entity: Entity, prop: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for v in entity.values(prop) if (t := territory(v))))


@cache
def _type_words() -> dict[str, tuple[str, str]]:
    text = files("offing.index").joinpath("ship_types.csv").read_text(encoding="utf-8")
    return {r["word"]: (r["family"], r["kin"]) for r in csv.DictReader(text.splitlines())}


def ship_families(text: str) -> frozenset[tuple[str, str]]:
    """(family, kin) of each word of a type that the table knows: `Chemical/Products Tanker` is (tanker, wet)."""
    return frozenset(_type_words()[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _type_words())


def _type(told: Told, entity: Entity) -> Iterator[Part]:
    """Like when a family agrees; other when not even the kin does. A container ship and a bulk carrier say nothing."""
    listed = entity.values("type")
    ours, theirs = ship_families(told.type), frozenset(x for v in listed for x in ship_families(v))
    if not ours or not theirs:
        return
    if {f for f, _ in ours} & {f for f, _ in theirs}:
        yield part("type_alike", told.type, ", ".join(listed))
    elif not {k for _, k in ours} & {k for _, k in theirs}:
        yield part("type_other", told.type, ", ".join(listed))


def _sizes(told: Told, entity: Entity) -> Iterator[Part]:
    """Tonnages and length. Lists do not always say which tonnage they give: either agreeing within 2 % is the same."""
    gross = [n for v in entity.values("grossRegisteredTonnage") if (n := number_in(v))]
    dead = [n for v in entity.values("tonnage") if (n := number_in(v))]
    ours = [n for n in (told.gross_tonnage, told.deadweight) if n]
    same = next(((a, b) for a in ours for b in (*gross, *dead) if _within(a, b, TONNAGE_SAME)), None)
    if same:
        yield part("tonnage_same", f"{same[0]:,.0f}", f"{same[1]:,.0f}")
    else:
        for mine, theirs in ((told.gross_tonnage, gross), (told.deadweight, dead)):
            others = [*theirs, *(dead if theirs is gross else gross)]
            if mine and theirs and not any(_within(mine, t, TONNAGE_OTHER) for t in others):
                yield part("tonnage_other", f"{mine:,.0f}", f"{theirs[0]:,.0f}")
                break
    lengths = [n for p in ("length", "offing:length") for v in entity.values(p) if (n := number_in(v))]
    if told.length_m and lengths:
        mine = told.length_m
        if any(_within(mine, t, TONNAGE_SAME) for t in lengths):
            yield part("length_same", f"{mine:g} m", f"{lengths[0]:g} m")
        elif not any(_within(mine, t, LENGTH_OTHER) for t in lengths):
            yield part("length_other", f"{mine:g} m", f"{lengths[0]:g} m")


def _within(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


def _built(told: Told, entity: Entity) -> Iterator[Part]:
    years = [int(n) for v in entity.values("buildDate") if (n := number_in(v[:4]))]
    if told.built and years:
        if told.built in years:
            yield part("built_same", told.built, years[0])
        elif all(abs(told.built - y) >= 2 for y in years):
            yield part("built_other", told.built, ", ".join(map(str, years)))


def number_in(text: str) -> float | None:
    """A tonnage or year as lists print it (`317,356`, `183 m`); None when it is none."""
    found = re.fullmatch(
        r"([\d.]+)\s*(?:m|metres|meters|t|tons|tonnes|dwt|gt)?\.?", text.replace(",", "").strip().lower()
    )
    try:
        return float(found[1]) or None if found else None
    except ValueError:
        return None
