"""What an MMSI says of itself was replaced by something else, or one IMO number went to another MMSI.

Name, call sign or IMO number: each value in three messages or more over three hours or longer, the old one never
again after the new one (`how`: replaced), or two of them taking turns (in turn); two IMO numbers with good check
digits do so by themselves. Typing errors, cuts, garbled
messages and other ways to write one name are none; a new type or new dimensions alone are none. One IMO number under
two MMSIs: one after the other (new MMSI, with the flags of their digits) or at the same time (two at once). Sales,
new flags and new names are everyday; the event says when. IMO numbers with a bad check digit are told as such and
make no event by themselves: small craft fill in other numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from offing.records.identifiers import imo_check_digit_ok
from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen, Value
from offing.tracks.identity import Spell, alike, flag_of, spells
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.suspects import Suspects

KIND = "identity_change"
NAMING = ("imo", "name", "call_sign")
TOGETHER_S = 86_400
"""Values changed within a day of each other were changed together."""
DEFAULT_MMSIS = 5
"""An IMO number under more MMSIs than this is somebody's default."""
Change = tuple[Spell, Spell]


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every lasting change, and every IMO number under two MMSIs."""
    told = spells(engine, params, changed_only=True)
    held: dict[int, dict[str, list[Spell]]] = {}
    numbers: dict[str, list[Spell]] = {}
    for spell in told:
        if spell.messages < params.said_times:
            continue
        if spell.what == "imo" and imo_check_digit_ok(spell.told):
            numbers.setdefault(spell.told, []).append(spell)
        if spell.last_s - spell.first_s >= params.said_s:
            held.setdefault(spell.mmsi, {}).setdefault(spell.what, []).append(spell)
    found = [e for mmsi, fields in sorted(held.items()) for e in _of_one(mmsi, fields, known)]
    for number, users in sorted(numbers.items()):
        if 1 < len(users) <= DEFAULT_MMSIS:
            found += [
                _new_mmsi(number, a, b, known) for a, b in pairwise(sorted(users, key=lambda s: (s.first_s, s.mmsi)))
            ]
    return found


def _of_one(mmsi: int, fields: Mapping[str, Sequence[Spell]], known: Mapping[int, Seen]) -> list[Event]:
    changes = sorted(
        (
            c
            for values in fields.values()
            for c in pairwise(sorted(values, key=lambda s: s.first_s))
            if not alike(c[0].what, c[0].told, c[1].told)
        ),
        key=lambda c: (c[0].last_s, c[0].what),
    )
    replaced = [c for c in changes if c[0].last_s < c[1].first_s]
    found = [
        _event(mmsi, group, "replaced", known)
        for group in _grouped(replaced)
        if any(c[0].what in NAMING for c in group)
    ]
    turning = [c for c in changes if c[0].last_s >= c[1].first_s]
    if sum(c[0].what in NAMING for c in turning) > 1 or any(
        c[0].check_digit_ok and c[1].check_digit_ok for c in turning
    ):
        found.append(_event(mmsi, turning, "in turn", known))
    return found


def _grouped(changes: Sequence[Change]) -> list[list[Change]]:
    groups: list[list[Change]] = []
    for change in changes:
        if groups and change[0].last_s - groups[-1][-1][0].last_s <= TOGETHER_S:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _event(mmsi: int, changes: Iterable[Change], how: str, known: Mapping[int, Seen]) -> Event:
    held = list(changes)
    measures: dict[str, Value] = {"how": how, "changed": tuple(c[0].what for c in held), "flag": flag_of(mmsi)}
    for old, new in held:
        measures |= {f"{old.what}_before": old.told, f"{old.what}_after": new.told}
        measures |= {f"{old.what}_messages_before": old.messages, f"{old.what}_messages_after": new.messages}
        if old.what == "imo":
            measures |= {
                "imo_before_check_digit_ok": old.check_digit_ok,
                "imo_after_check_digit_ok": new.check_digit_ok,
            }
    start = min(c[0].last_s for c in held) if how == "replaced" else min(c[0].first_s for c in held)
    end = max(c[1].first_s for c in held) if how == "replaced" else max(c[1].last_s for c in held)
    words = ", ".join(
        f"{old.what.replace('_', ' ')} {old.told} {'to' if how == 'replaced' else 'and'} {new.told}"
        for old, new in held
    )
    return Event(KIND, start, end, seen(known, mmsi * 100), None, None, None, None, f"{how}: {words}", measures)


def _new_mmsi(number: str, old: Spell, new: Spell, known: Mapping[int, Seen]) -> Event:
    at_once = new.first_s <= old.last_s
    flags = flag_of(old.mmsi), flag_of(new.mmsi)
    how = "two at once" if at_once else "new MMSI"
    measures: dict[str, Value] = {
        "how": how,
        "changed": ("mmsi",) if flags[0] == flags[1] else ("mmsi", "flag"),
        "imo": number,
        "mmsi_before": old.mmsi,
        "mmsi_after": new.mmsi,
        "flag_before": flags[0],
        "flag_after": flags[1],
        "messages_before": old.messages,
        "messages_after": new.messages,
    }
    start, end = (new.first_s, min(old.last_s, new.last_s)) if at_once else (old.last_s, new.first_s)
    a, b = seen(known, old.mmsi * 100), seen(known, new.mmsi * 100)
    why = f"{how}: IMO {number} under MMSI {old.mmsi} and {new.mmsi}"
    return Event(KIND, start, end, a, b, None, None, None, why, measures)
