"""What sources say of a ship over time: each name, flag, owner, manager and measure of the hull, with who says so and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from offing.book.model import Row
from offing.index.evidence_ships import number_in
from offing.index.find import Finder
from offing.index.names import key, party_tokens, ship_tokens
from offing.index.past import Text
from offing.records.dates import DateSpan
from offing.records.entity import Entity
from offing.records.identifiers import fold_code, fold_mmsi
from offing.records.territories import territory
from offing.review.context import cited
from offing.review.examined import Examined
from offing.review.finding import Evidence
from offing.review.one_ship import Ship
from offing.review.ship_known import Fact, How, Topic
from offing.review.ship_rows import rows_naming

Past = Mapping[tuple[str, str], Sequence[Text]]
"""(dataset, entry) → its texts over time, oldest first, for lists of which versions are held."""
_KINDS = {"name": "name", "alias": "also known as", "weakAlias": "weak alias", "previousName": "former name"}
_RANK = {"former name": 1, "also known as": 2, "weak alias": 3}
_FORMER = frozenset({"former name", "former flag"})
_PROPS: Mapping[str, tuple[Topic, str]] = {
    "flag": ("flag", "flag"),
    "pastFlags": ("flag", "former flag"),
    "owner": ("owner", "owner"),
    "type": ("type", "type"),
    "buildDate": ("built", "built"),
    "grossRegisteredTonnage": ("gross_tonnage", "gross tonnage"),
    "tonnage": ("deadweight", "tonnage"),
    "length": ("length_m", "length"),
    "offing:length": ("length_m", "length"),
}
_COLUMNS: Mapping[str, Topic] = {
    "name": "name", "flag": "flag", "owner": "owner", "manager": "manager", "type": "type", "built": "built",
    "gross_tonnage": "gross_tonnage", "deadweight": "deadweight", "length_m": "length_m", "mmsi": "mmsi",
    "call_sign": "call_sign",
}  # fmt: skip
_FIGURES = frozenset({"built", "gross_tonnage", "deadweight", "length_m"})


def folded(topic: Topic, value: str) -> str:
    """What of a value is compared: a territory's code, a name's folded words, a figure; "" where it cannot be read."""
    if topic == "name":
        return key(ship_tokens(value))
    if topic == "flag":
        return territory(value) or ""
    if topic in ("owner", "manager", "tie"):
        return key(party_tokens(value))
    if topic in _FIGURES:
        figure = number_in(value[:4] if topic == "built" else value)
        return f"{figure:g}" if figure else ""
    if topic == "mmsi":
        return fold_mmsi(value) or ""
    return fold_code(value) if topic == "call_sign" else value.casefold()


def facts_of(ship: Ship, finder: Finder, books: Sequence[Examined], past: Past, as_of: date) -> tuple[Fact, ...]:
    """Every fact, by topic and source; of lists of which versions are held also what they no longer say."""
    how: How = "number" if ship.imo else "mmsi" if ship.mmsi else "name"
    found = [f for p in ship.entries for f in listed_facts(finder, p, how, past)]
    found += [f for p in ship.by_name for f in listed_facts(finder, p, "name", past)]
    for book in books:
        found += book_facts(book, ship, as_of)
        found += heard_facts(book, ship)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(fact: Fact) -> tuple[object, ...]:
    begun = fact.dated or fact.seen
    day = begun.start if begun and begun.start else date.min
    source, rank = fact.source, _RANK.get(fact.kind, 0)
    firm = fact.how != "number", not fact.current
    return fact.topic, *firm, rank, day, source.source, source.place, fact.kind, fact.value, fact.note


def listed_facts(finder: Finder, position: int, how: How, past: Past) -> Iterator[Fact]:
    """The facts of one entry; what an older version of its list said and this one does not is not current."""
    held, entity = finder.view.held[position], finder.view.entity(position)
    over_time = past.get((held.dataset, held.entry), ())
    if held.timeless or not over_time:
        yield from (replace(f, how=how) for f in _of_entity(entity, cited(held.dataset, held.version, entity.place)))
        return
    seen: dict[tuple[str, ...], tuple[Fact, DateSpan]] = {}
    for text in over_time:
        stood = DateSpan(text.first.dated, max(text.first.dated, text.last.dated))
        for fact in _of_entity(text.entity, cited(held.dataset, text.last, text.entity.place)):
            same = (fact.topic, fact.kind, fact.value, fact.note)
            before = seen.get(same)
            span = DateSpan(before[1].start, max(before[1].end or date.min, stood.end or date.min)) if before else stood
            seen[same] = (replace(fact, current=fact.current and text.stands), span)
    for fact, span in seen.values():
        yield replace(fact, how=how, seen=span)


def _of_entity(entity: Entity, source: Evidence) -> Iterator[Fact]:
    for name in entity.names:
        kind = _KINDS[name.kind]
        yield _fact("name", name.text, kind, source, dated=name.dated)
    for number in entity.identifiers:
        if number.kind in ("mmsi", "callSign"):
            topic: Topic = "mmsi" if number.kind == "mmsi" else "call_sign"
            yield _fact(topic, number.original or number.value, topic.replace("_", " "), source, note=number.note)
    for statement in entity.statements:
        if statement.prop in _PROPS:
            prop, kind = _PROPS[statement.prop]
            yield _fact(prop, statement.value, kind, source, note=statement.note)
    for tie in entity.relations:
        words = tie.kind.casefold()
        share = f"{tie.percentage:g} %" if tie.percentage is not None else ""
        note = "; ".join(filter(None, (share, tie.note)))
        kind = f"former: {tie.kind}" if tie.former else tie.kind
        topics: list[Topic] = ["owner"] if "own" in words else []
        topics += ["manager"] if "operat" in words or "manag" in words else []
        for one in topics or ["tie"]:
            fact = _fact(one, tie.target_name or tie.target, kind, source, dated=tie.dated, note=note)
            yield replace(fact, current=not tie.former)


def _fact(topic: Topic, value: str, kind: str, source: Evidence, dated: DateSpan | None = None, note: str = "") -> Fact:
    return Fact(
        topic, value, kind, folded(topic, value), source, dated=dated, current=kind not in _FORMER, note=note
    )  # fmt: skip


def book_facts(book: Examined, ship: Ship, as_of: date) -> Iterator[Fact]:
    """Her rows of the vessels sheet, what papers and voyages call her, and who holds her by the ownership sheet."""
    said: set[str] = set()
    for row, how in rows_naming(book, ship):
        if row.sheet == "vessels":
            said.add(key(ship_tokens(row["name"])))
            span = _span(row)
            for column, topic in _COLUMNS.items():
                if row[column]:
                    source = cell_of(book, row, column)
                    yield replace(
                        _fact(topic, row[column], column.replace("_", " "), source, dated=span),
                        how=how, current=_on(span, as_of),
                    )  # fmt: skip
    for one in book.mentions.ships:
        if ship.imo and one.imo == ship.imo and one.name and not one.in_text and key(ship_tokens(one.name)) not in said:
            source = cell_of(book, one.row, "vessel" if one.row["vessel"] else one.column)
            yield replace(_fact("name", one.name, f"name in {one.row.sheet}", source, dated=one.when), current=False)
    yield from _holders(book, ship, as_of)


def _holders(book: Examined, ship: Ship, as_of: date) -> Iterator[Fact]:
    hers = {id(row) for row, how in rows_naming(book, ship) if row.sheet == "vessels" and how == "number"}
    for row in book.book.sheet("ownership"):
        vessel = book.mentions.vessel(row["owned"])
        if vessel is None or id(vessel) not in hers or not row["owner"]:
            continue
        party = book.mentions.party(row["owner"])
        name = party["name"] if party is not None and party["name"] else row["owner"]
        percent = row.numbers.get("percent")
        share = f"{percent:g} %" if percent is not None else ""
        told = f"source: {row['source']}" if row["source"] else ""
        topic: Topic = "manager" if "manag" in row["role"].casefold() else "owner"
        span = _span(row)
        fact = _fact(
            topic,
            name,
            row["role"] or "owner",
            cell_of(book, row, "owner"),
            span,
            "; ".join(filter(None, (share, told))),
        )
        yield replace(fact, current=_on(span, as_of))


def heard_facts(book: Examined, ship: Ship) -> Iterator[Fact]:
    """What she sent of herself by AIS, under her IMO number, between the first and last time she was heard."""
    tracks = book.tracks
    if tracks is None or not ship.imo:
        return
    for mmsi, seen in sorted(tracks.ships.items()):
        if str(seen.imo or "") != ship.imo:
            continue
        ends = tracks.ends.get(mmsi)
        days = [datetime.fromtimestamp(s, UTC).date() for s in (ends.first_s, ends.last_s)] if ends else []
        span = DateSpan(days[0], days[1]) if days else None
        quote = (
            f"MMSI {mmsi:09d}, IMO {seen.imo}, name {seen.name or 'not sent'}, call sign {seen.call_sign or 'not sent'}"
        )
        files = ", ".join(f.name for f in tracks.files)
        source = Evidence(
            book.name, f"{files} · AIS of MMSI {mmsi:09d}", quote, sha256=tracks.files[0].sha256 if tracks.files else ""
        )
        told: list[tuple[Topic, str]] = [
            ("mmsi", f"{mmsi:09d}"),
            ("name", seen.name or ""),
            ("call_sign", seen.call_sign or ""),
        ]
        for topic, value in told:
            if value:
                yield replace(_fact(topic, value, "sent by AIS", source, dated=span), current=False)


def cell_of(book: Examined, row: Row, column: str) -> Evidence:
    place = f"{row.file} · {row.sheet} row {row.number} · {column}"
    return Evidence(book.name, place, row[column], sha256=book.book.files.get(row.file, ""))


def _span(row: Row) -> DateSpan | None:
    begun, left = row.dates.get("from"), row.dates.get("to")
    start, end = begun.start if begun else None, left.end if left else None
    return DateSpan(start, end) if (start or end) and not (start and end and start > end) else None


def _on(span: DateSpan | None, day: date) -> bool:
    return span is None or ((span.start is None or span.start <= day) and (span.end is None or span.end >= day))


def of_topic(facts: Iterable[Fact], *topics: Topic) -> tuple[Fact, ...]:
    return tuple(f for f in facts if f.topic in topics)
