"""What a row says of a firm or person, beside what a list entry says: numbers, dates of birth, countries, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from offing.index.names import fold
from offing.index.rules import Part, part
from offing.index.told import Number, Told
from offing.records.dates import DateSpan, iso, parse_span
from offing.records.entity import Entity, Statement
from offing.records.identifiers import Identifier, imo_company_check_ok, lei_ok
from offing.records.territories import territory, territory_names

YEARS_APART, YEARS_APART_CIRCA = 2, 5
"""From how many years apart two births are two people's; where a list says `circa`, more."""
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction")
_NO_PLACE = frozenset(
    "road street str no the of and district room floor building city avenue ave box suite unit block lane"
    " p o po province town county region area office house tower plaza centre center north south east west hong kong"
    " new united republic arab emirates islamic democratic peoples people".split()
)
_ESTIMATED = ("circa", "approximately", "approx", "about", "estimated")


def party_parts(told: Told, entity: Entity) -> Iterator[Part]:
    """Everything but the name."""
    yield from _numbers(told, entity)
    if entity.schema == "Person":
        yield from _born(told, entity)
        yield from _gender(told, entity)
    yield from _country(told, entity)
    yield from _address(told, entity)


# ---- numbers


def _numbers(told: Told, entity: Entity) -> Iterator[Part]:
    yield from _one_for_each(told.lei, entity.ids("leiCode"), "leiCode", "lei_other", lei_ok)
    yield from _one_for_each(
        told.imo_company, entity.ids("imoCompany"), "imoCompany", "imo_company_other", imo_company_check_ok
    )
    for number in told.numbers:
        same = [i for i in entity.identifiers if i.value == number.value and i.kind not in ("imoNumber", "mmsi")]
        if same:
            yield _same_number(number, same[0], told, entity)
            continue
        rivals = [i for i in entity.identifiers if number.kind and i.kind == number.kind and _rivals(number, i, told)]
        if rivals:
            rule = "passport_other" if number.kind == "passportNumber" else "number_other"
            yield part(rule, number.value, rivals[0].original or rivals[0].value, feature=number.kind)


def _one_for_each(ours: str, listed: tuple[str, ...], feature: str, other: str, fits: object) -> Iterator[Part]:
    """Numbers of which a firm has one: the same decides, another speaks against where both check.

    A company IMO number that does not check speaks against too, and less: it is another, or the same mistyped.
    """
    if not ours or not listed:
        return
    if ours in listed:
        yield part("number_same", ours, ours, feature=feature)
    elif callable(fits) and fits(ours) and any(fits(x) for x in listed):
        yield part(other, ours, ", ".join(listed))
    elif feature == "imoCompany" and callable(fits) and not fits(ours):
        yield part("imo_company_fails", ours, ", ".join(listed))


def _same_number(number: Number, listed: Identifier, told: Told, entity: Entity) -> Part:
    """The same digits; of another country's register they are another number. A person's papers may be of any country."""
    ours = {number.country} if number.country else set() if entity.schema == "Person" else set(told.countries)
    theirs = _register(listed) or (set() if number.country else set(_territories(entity)))
    rule = "number_other_country" if ours and theirs and not ours & theirs else "number_same"
    return part(rule, number.value, listed.original or listed.value, feature=listed.kind)


def _rivals(number: Number, listed: Identifier, told: Told) -> bool:
    """Whether two numbers of one kind are surely of one register: one country's, and of equal length."""
    ours = {number.country} if number.country else set(told.countries)
    return len(ours) == 1 and ours == _register(listed) and len(number.value) == len(listed.value)


def _register(listed: Identifier) -> set[str]:
    """The country that a list gives for a number, among the words of its note."""
    return {t for w in listed.note.split(";") if (t := territory(w.strip()))}


# ---- dates of birth


def _born(told: Told, entity: Entity) -> Iterator[Part]:
    """The listed date that agrees best, of all that the list gives; the book's against every one of them."""
    listed = [(span, _is_estimate(s)) for s in entity.statements if s.prop == "birthDate" if (span := _span(s.value))]
    if not told.born or not listed:
        return
    rules = [(_compared(ours, theirs, about), ours, theirs) for ours in told.born for theirs, about in listed]
    best = min(rules, key=lambda r: _BEST_FIRST.index(r[0]))
    all_listed = ", ".join(dict.fromkeys(iso(theirs) for _, _, theirs in rules))
    yield part(best[0], iso(best[1]), all_listed if best[0] == "born_other" else iso(best[2]))


_BEST_FIRST = (
    "born_day", "born_month", "born_year", "born_about", "born_slip", "born_next_year", "born_other_day", "born_other",
)  # fmt: skip


def _is_estimate(statement: Statement) -> bool:
    return any(w in statement.note.casefold() for w in _ESTIMATED)


def _span(text: str) -> DateSpan | None:
    try:
        return parse_span(text)
    except ValueError:
        return None


def _compared(ours: DateSpan, theirs: DateSpan, about: bool) -> str:
    """The rule that two dates of birth, each an interval, fall under."""
    if ours.is_day and theirs.is_day and ours == theirs:
        return "born_about" if about else "born_day"
    if ours.overlaps(theirs):
        if about or _years(ours) > 1 or _years(theirs) > 1:
            return "born_about"
        return "born_month" if _days(ours) < 32 and _days(theirs) < 32 else "born_year"
    if ours.start and theirs.start and ours.is_day and theirs.is_day and _one_slip(ours.start, theirs.start):
        return "born_slip"
    gap = _gap(ours, theirs)
    if about:
        return "born_about" if gap <= 2 else "born_next_year" if gap < YEARS_APART_CIRCA else "born_other"
    if gap == 0:
        return "born_other_day"
    return "born_next_year" if gap < YEARS_APART else "born_other"


def _days(span: DateSpan) -> int:
    return (span.end - span.start).days + 1 if span.start and span.end else 100_000


def _years(span: DateSpan) -> int:
    return span.end.year - span.start.year + 1 if span.start and span.end else 1000


def _gap(a: DateSpan, b: DateSpan) -> int:
    """Years between two spans that do not overlap, by their nearest ends."""
    first, second = (a, b) if a.end and b.start and a.end < b.start else (b, a)
    return second.start.year - first.end.year if first.end and second.start else 0


def _one_slip(a: date, b: date) -> bool:
    """Day and month swapped, or all alike but one digit of the year, or two neighbours swapped in year, month or day."""
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return True
    ours, theirs = ((f"{d.year:04}", f"{d.month:02}", f"{d.day:02}") for d in (a, b))
    apart = [(x, y) for x, y in zip(ours, theirs, strict=True) if x != y]
    if len(apart) != 1:
        return False
    (x, y), at = apart[0], [i for i, (c, d) in enumerate(zip(*apart[0], strict=True)) if c != d]
    if len(at) == 1:
        return len(x) == 4
    return len(at) == 2 and at[1] == at[0] + 1 and x[at[0]] == y[at[1]] and x[at[1]] == y[at[0]]


# ---- country, gender, address


def _territories(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for p in COUNTRIES for v in entity.values(p) if (t := territory(v))))


def _country(told: Told, entity: Entity) -> Iterator[Part]:
    theirs = _territories(entity)
    born_in = {t for v in entity.values("birthPlace") if (t := territory(v.rpartition(",")[2].strip()))}
    ours = territory_names(told.countries)
    if not told.countries:
        return
    if set(told.countries) & set(theirs):
        yield part("country_same", ours, territory_names(theirs))
    elif set(told.countries) & born_in:
        yield part("birth_place_same", ours, ", ".join(entity.values("birthPlace")))
    elif theirs:
        yield part("country_other", ours, territory_names(theirs))


def _gender(told: Told, entity: Entity) -> Iterator[Part]:
    ours, theirs = told.gender[:1].casefold(), {g[:1].casefold() for g in entity.values("gender")}
    if ours in ("f", "m") and theirs & {"f", "m"}:
        yield part("gender_same" if ours in theirs else "gender_other", told.gender, ", ".join(entity.values("gender")))


def _address(told: Told, entity: Entity) -> Iterator[Part]:
    """Two words or house numbers that both addresses hold, names of countries and words of every address aside."""
    if not told.address:
        return
    listed = {t for a in entity.values("address") for t in fold(a)}
    shared = [
        t
        for t in dict.fromkeys(fold(told.address))
        if t in listed and t not in _NO_PLACE and (len(t) >= 4 or t.isdigit()) and territory(t) is None
    ]
    if len(shared) >= 2:
        yield part("address_same", ", ".join(shared))


def kind_of_number(label: str) -> str:
    """The FollowTheMoney property that a label before a number means (`passport: …`, `INN …`); "" when it tells nothing."""
    word = re.sub(r"[\W_\d]+", "", label).casefold()
    table = {
        "passportNumber": ("passport", "passportno", "passportnumber", "pass", "ppt"),
        "taxNumber": ("tax", "vat", "nit", "ruc", "rif", "rfc", "tin", "taxid", "taxno"),
        "innCode": ("inn",),
        "ogrnCode": ("ogrn",),
        "idNumber": ("id", "nationalid", "nationalidno", "identity", "cedula", "curp", "cnic", "idno", "idcard"),
        "registrationNumber": (
            "registration",
            "reg",
            "regno",
            "registrationnumber",
            "companyno",
            "crno",
            "uscc",
            "brn",
        ),
        "swiftBic": ("swift", "bic", "swiftbic"),
    }
    return next((kind for kind, words in table.items() if word in words), "")
