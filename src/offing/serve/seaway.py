"""What the page shows of each ship of a reviewed book, as plain data of bounded size: her dossier, her way, her lanes.

Each is `{key, name, body}`: the key is her IMO number or, without one, `mmsi-…`. Under the empty key stands the list of them:
`{ships, of, rows}`, where `rows` names the ships of a row of the book (`vessels 2`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from offing.book.model import Row
from offing.records.identifiers import mid_of
from offing.records.territories import MID_TERRITORY, territory_name
from offing.review.dossier import Dossier
from offing.review.examined import Examined
from offing.review.mentions import ShipMention
from offing.review.one_ship import Several
from offing.review.tracked import NAME_ALONE, TWO_SHIPS, Followed, same_ship  # fmt: skip
from offing.review.tracked import ships_of as in_book
from offing.serve.sea.lanes import heard_flags, lanes_of, left_out
from offing.serve.sea.plain import plain
from offing.serve.sea.ways import Linked, thinned, way_of

SHIPS_MOST = 300
"""Ships of one book that are kept: those that were heard first, then those with findings."""
BYTES_MOST = 300_000
"""Of one ship's body as JSON."""
ROWS_MOST = 5_000
MMSI_MOST = 6
_MOST: Mapping[str, int] = {
    "measures": 80, "facts": 150, "conflicts": 40, "rows": 150, "set_aside": 60, "at_sea": 120, "told": 60, "not_checked": 60,
    "decisions": 40,
}  # fmt: skip
"""Of each part of a dossier so many are kept; what was left out is told."""
FINDINGS_MOST = 400
_QUOTE_MOST = 600


@dataclass(frozen=True, slots=True)
class _Her:
    """A ship of the book: what is asked for her, and under which MMSIs she was heard."""

    key: str
    asked: str
    one: ShipMention
    linked: tuple[Linked, ...]


def ships_of(examined: Examined, told: Callable[[str], Dossier | Several]) -> list[dict[str, Any]]:
    """Each ship of the book that has an IMO number or an MMSI, and their list. `told` gives the dossier of one asked for."""
    ships = list(_hers(examined))
    named = {(f.subject.sheet, f.subject.row) for f in examined.review.findings}
    ships.sort(key=lambda s: (not s.linked, (s.one.row.sheet, s.one.row.number) not in named))
    rows = {(r.sheet, r.number, r.id): r for r in examined.book.rows}
    found = [_ship(her, examined, told(her.asked), rows) for her in ships[:SHIPS_MOST]]
    return [*found, {"key": "", "name": "", "body": _listed(found, len(in_book(examined.mentions)))}]


def _listed(found: Iterable[Mapping[str, Any]], of: int) -> dict[str, Any]:
    ships, rows = [], dict[str, list[str]]()
    for ship in found:
        body = ship["body"]
        tracks = [t for t in body["sea"]["tracks"] if t["hers"] and t["t"]]
        ships.append({
            "key": ship["key"], "name": ship["name"], "imo": body["imo"], "mmsi": body["mmsi"],
            "findings": len(body["findings"]), "stops": sum(f["stops"] for f in body["findings"]),
            "events": len(body["sea"]["events"]), "gaps": len(body["sea"]["gaps"]),
            "heard": [min(t["t"][0] for t in tracks), max(t["t"][-1] for t in tracks)] if tracks else None,
        })  # fmt: skip
        for row in body["rows"]:
            if len(rows) < ROWS_MOST or row in rows:
                rows.setdefault(row, []).append(ship["key"])
    return {"ships": ships, "of": of, "rows": rows}


def _hers(examined: Examined) -> Iterator[_Her]:
    """Each ship once, with the MMSIs that the tracks link to her; one without a number is known by her first."""
    followed, seen = examined.followed, set()
    for one in in_book(examined.mentions):
        linked = tuple(_linked(one, examined, followed)) if followed is not None else ()
        mmsi = f"{linked[0].mmsi:09d}" if linked else one.mmsi
        key = one.imo or (f"mmsi-{mmsi}" if mmsi else "")
        if key and key not in seen:
            seen.add(key)
            yield _Her(key, one.imo or mmsi, one, linked[:MMSI_MOST])


def _linked(one: ShipMention, examined: Examined, followed: Followed) -> Iterator[Linked]:
    """Those that sent her number, then those that the book's rows link to her."""
    tracks = followed.tracks
    sent = [mmsi for mmsi, seen in sorted(tracks.ships.items()) if one.imo and str(seen.imo or "") == one.imo]
    shared = {e.a.mmsi for e in tracks.events if e.kind == "shared_mmsi"}
    for mmsi in sent:
        yield Linked(mmsi, "IMO number", (TWO_SHIPS,) if mmsi in shared else ())
    for ship in followed.ships:
        if ship.same == same_ship(one) and ship.mmsi not in sent:
            by = {"mmsi": "MMSI", "callSign": "call sign and name", "imoNumber": "IMO number"}.get(ship.by, "name")
            doubts = (NAME_ALONE,) if ship.by == "name" else ()
            yield Linked(ship.mmsi, by, (*doubts, *((TWO_SHIPS,) if ship.shared else ())))


def _ship(
    her: _Her, examined: Examined, told: Dossier | Several, rows: Mapping[tuple[str, int, str], Row]
) -> dict[str, Any]:
    dossier = told if isinstance(told, Dossier) else None
    name = (dossier.identity.name if dossier else "") or her.one.name or her.one.imo or her.key
    findings = (*dossier.findings, *dossier.news) if dossier else ()
    listed = {(e.event.kind, e.event.start_s, e.her.mmsi): e.other_listed for e in dossier.at_sea} if dossier else {}
    sea = way_of(examined, her.linked, listed)
    if dossier:
        sea["lanes"] = lanes_of(dossier, rows)
        sea["lanes"]["flags"] += heard_flags(dossier.facts, _flags(her.linked))
        sea["left_out"] += left_out(dossier)
    body = {
        "imo": her.one.imo, "mmsi": [f"{x.mmsi:09d}" for x in her.linked] or [m for m in (her.one.mmsi,) if m],
        "name": name, "title": dossier.title if dossier else name, "as_of": examined.review.as_of.isoformat(),
        "several": plain(told.candidates[:20]) if isinstance(told, Several) else [],
        "led_to": dossier.identity.imo if dossier and not her.one.imo else "",
        "dossier": _cut(dossier) if dossier else None,
        "left_out": [
            f"{part.replace('_', ' ')}: the first {most} of {n:,}" for part, most in _MOST.items()
            if dossier and (n := len(getattr(dossier, part))) > most
        ],
        "findings": [
            {"id": f.finding.id, "how": f.how, "stops": f.finding.stops, "news": f.finding.check == "news"}
            for f in findings[:FINDINGS_MOST]
        ],
        "findings_of": len(findings),
        "rows": list(dict.fromkeys(f"{r.sheet} {r.row}" for r in dossier.rows)) if dossier else [],
        "sea": {"lanes": {name: [] for name in _LANES}, **sea},
    }  # fmt: skip
    return {"key": her.key, "name": name, "body": _within(body)}


_LANES = ("names", "flags", "owners", "listings", "voyages", "papers", "payments")


def _flags(linked: Iterable[Linked]) -> dict[str, str]:
    codes = {f"{x.mmsi:09d}": MID_TERRITORY.get(mid_of(f"{x.mmsi:09d}") or "", "") for x in linked}
    return {mmsi: territory_name(code) for mmsi, code in codes.items() if code}


def _cut(dossier: Dossier) -> dict[str, Any]:
    """The dossier without what is kept beside it (findings, tracks, what is measured of events), parts and quotes bounded."""
    parts = {part: getattr(dossier, part)[:most] for part, most in _MOST.items()}
    parts["at_sea"] = tuple(replace(e, event=replace(e.event, measures={})) for e in parts["at_sea"])
    return _short(plain(replace(dossier, **parts, findings=(), news=(), lines=())))  # type: ignore[no-any-return]


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _QUOTE_MOST else value[: _QUOTE_MOST - 2] + " …"
    if isinstance(value, dict):
        return {k: _short(v) for k, v in value.items()}
    return [_short(v) for v in value] if isinstance(value, list) else value


def _within(body: dict[str, Any]) -> dict[str, Any]:
    """The body within `BYTES_MOST`: tracks thinned further, then areas in reach, then the dossier's parts halved."""
    sea = body["sea"]
    for most in (2000, 1200, 700, 400, 200):
        if _bytes(body) <= BYTES_MOST:
            return body
        sea["tracks"] = [thinned(t, most) for t in sea["tracks"]]
        told = body["dossier"] or {}
        for part, bound in _MOST.items():
            if len(told.get(part, ())) > bound * most // 2000:
                told[part] = told[part][: max(1, bound * most // 2000)]
        said = (one[what] for one in sea["said"] for what in ("draught", "destination"))
        for many in (*sea["lanes"].values(), sea["events"], sea["gaps"], *said):
            del many[max(20, len(many) * 2 // 3) :]
        note = "for its size parts of this page hold only the first of what there is; tracks are thinned"
        body["left_out"] = [*dict.fromkeys((*body["left_out"], note))]
    for gap in sea["gaps"]:
        gap["ring"] = None
    body["rows"] = body["rows"][:500]
    return body


def _bytes(body: Mapping[str, Any]) -> int:
    return len(json.dumps(body))
