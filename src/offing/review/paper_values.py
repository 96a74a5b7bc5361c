"""Where what stands under a paper's labels disagrees with the row that names it: parties, the day, the quantity, code, number.

As in `paper_conflicts`, both sides must be sure: one value under the label, and the row's nowhere in the paper's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta

from offing.book.cells import read_number
from offing.index.names import fold, party_tokens
from offing.records.dates import DateSpan, iso, parse_span
from offing.review.finding import Strength
from offing.review.paper_facts import codes_in, dates_in, plain, quantities_in
from offing.review.paper_laid import Beside, Laid
from offing.review.paper_mentions import named_party
from offing.review.papers import Papers, digits, kind_of, on, open_party
from offing.review.quantities import measure, measured

QUANTITY_SHARE, DAYS = 0.05, 1
_FOR_ANOTHER = re.compile(r"\bc/o\b|behalf|\bo/b\b|agent|account|formerly|\bex\b|[/&]|\band\b", re.IGNORECASE)
_TRADE = frozenset(
    "trading shipping international company import export group industrial industries marine maritime global general services"
    " holdings holding logistics energy oil petroleum agency bank commercial corporation freight transport forwarding line lines"
    " and of the commodities resources materials enterprise enterprises development investment".split()
)
_NUMBERS = {
    "bill_of_lading": ("bill_of_lading_number",), "certificate_of_origin": ("certificate_number",),
    "invoice": ("invoice_number",), "insurance": ("policy_number", "certificate_number"),
}  # fmt: skip
_WEIGHED = ("bill_of_lading", "certificate_of_origin", "invoice")
"""A charter party's quantity is more or less, at somebody's option."""


def values(papers: Papers, laid: Iterable[Laid]) -> Iterator[Beside]:
    """Of every paper with its row."""
    for one in laid:
        for column in ("shipper", "consignee"):
            yield from _party(papers, one, column)
        yield from (*_date(one), *_quantity(one), *_code(one), *_number(one))


def _party(papers: Papers, one: Laid, column: str) -> Iterator[Beside]:
    cell = one.row[column]
    said = one.only([column], lambda text: [n] if (n := named_party(text)) else [])
    if not cell or open_party(cell) or said is None or any(_FOR_ANOTHER.search(line.text) for line in said.lines):
        return
    row = papers.mentions.party(cell)
    names = [cell, *([row["name"]] if row is not None and row["name"] else [])]
    theirs = _telling(said.text)
    ours = [t for name in names for t in _telling(name)]
    if not theirs or not ours or not (said.text + "".join(names)).isascii():
        return
    alike = any(a[:4] == b[:4] for a in theirs for b in ours) or any(t in one.facts.folded for t in ours)
    if not alike and not any(papers.same_party(said.text, n) for n in names):
        says = f"names “{said.text}” as {column}; the row names “{names[-1]}”"
        yield one.otherwise(column, says, "possible", said.lines, ((one.row, (column,)),))


def _telling(name: str) -> list[str]:
    """The words of a firm's name that tell it from others: three letters or more, none of trade."""
    return [t for t in party_tokens(name) if len(t) >= 3 and t not in _TRADE and not t.isdigit()]


def _date(one: Laid) -> Iterator[Beside]:
    ours = one.row.dates.get("date")
    if ours is None or not ours.is_day or ours.start is None or ours.end is None:
        return
    said = one.only(["date"], lambda text: (iso(d) for d in dates_in(text)))
    wide = DateSpan(ours.start - timedelta(days=DAYS), ours.end + timedelta(days=DAYS))
    if said is not None and not any(wide.overlaps(d) for d in (parse_span(said.text), *one.facts.days)):
        says = f"bears the date {said.text}; the row says {on(ours)}"
        yield one.otherwise("date", says, "possible", said.lines, ((one.row, ("date",)),))


def _amounts(text: str) -> Iterator[tuple[float, str]]:
    for number, unit in quantities_in(text):
        with suppress(ValueError):
            if (found := measure(read_number(number), unit)) is not None:
                yield found


def _quantity(one: Laid) -> Iterator[Beside]:
    ours = measured(one.row)
    if ours is None or kind_of(one.row) not in _WEIGHED:
        return
    said = one.only(["quantity"], lambda text: (f"{amount:,.3f} {unit}" for amount, unit in _amounts(text)))
    if said is None or not said.text.endswith(f" {ours[1]}"):
        return
    every = [a for line in one.facts.paper.lines for a, unit in _amounts(line.text) if unit == ours[1]]
    near = any(abs(a - ours[0]) <= QUANTITY_SHARE * max(a, ours[0]) for a in every)
    if not near and plain(one.row["quantity"]) not in one.facts.folded:
        told = f"{read_number(said.text.split()[0]):,.10g} {ours[1]}"
        says = f"is for {told}; the row says {one.row['quantity']} {one.row['unit']}".rstrip()
        yield one.otherwise("quantity", says, "possible", said.lines, ((one.row, ("quantity", "unit")),))


def _code(one: Laid) -> Iterator[Beside]:
    ours = digits(one.row)[:4]
    said = one.only(["hs"], lambda text: (c[:4] for c in codes_in(text)))
    if len(ours) < 4 or said is None or said.text == ours:
        return
    if not any(re.search(rf"(?<!\d){ours}", line.text) for line in one.facts.paper.lines):
        says = f"gives the HS heading {said.text}; the row says {one.row['hs']}"
        strength: Strength = "weak" if said.text[:2] == ours[:2] else "possible"
        yield one.otherwise("hs", says, strength, said.lines, ((one.row, ("hs",)),))


def _number(one: Laid) -> Iterator[Beside]:
    ours, fields = one.row["number"], _NUMBERS.get(kind_of(one.row), ())
    said = one.only(fields, lambda text: [w] if (w := _first_word(text)) else []) if ours and fields else None
    if said is None:
        return
    theirs, folded = plain(said.text), plain(ours)
    if len(folded) >= 3 and len(theirs) >= 3 and theirs not in folded and not one.facts.holds(ours):
        says = f"bears the number “{said.text}”; the row says “{ours}”"
        yield one.otherwise("number", says, "weak", said.lines, ((one.row, ("number",)),))


def _first_word(text: str) -> str:
    """The number that a label's value begins with: its first word, where that has a digit."""
    word = text.split(maxsplit=1)[0].strip(" ,;") if text.split() else ""
    return word if re.search(r"\d", word) and fold(word) else ""
