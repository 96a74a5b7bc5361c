"""Reports read and laid beside the lists: what `offing read` answers. Names are looked for with the lists' own names at hand,
and a thing found is then asked of the matcher that screens everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from offing.answer import lists_used, screen_queries
from offing.build import OpenLists, open_lists
from offing.claims.events import events_of
from offing.claims.model import Event, Link, Reading, Thing
from offing.claims.proposed import question, verified
from offing.doubted import doubted, people_in, sure_of
from offing.errors import OffingError, UsageError
from offing.index.find import Finder
from offing.index.names import key, party_tokens, ship_tokens
from offing.report.readings_json import readings_dict
from offing.reporters import gazetteer_for, readings_of
from offing.review.result import ListUsed, NotChecked
from offing.review.run import lists_not_checked
from offing.settings import Home

_TYPES = {"vessel": "vessel", "company": "company", "person": "person", "agency": "organisation"}
_FIRM = ("match", "strong")
_LEAST_PERSON, _LEAST_LEADING = 2, 2
"""Words of a person's name, and of the beginning of a firm's, from which it is taken for that of an entry."""
_MOST_LINKS = 6
NOT_HEARD = "the model gave no answer"
Ask = Callable[[list[dict[str, str]]], str]


@dataclass(frozen=True, slots=True)
class Press:
    """The readings in the order of the files, what happened by them, files not read (name, why), and the lists beside them."""

    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    unread: tuple[tuple[str, str], ...]
    lists: tuple[ListUsed, ...]
    not_checked: tuple[NotChecked, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    """What a model proposed and the source does not say: why, how many."""


def read_press(
    files: Iterable[tuple[str, bytes]],
    *,
    as_of: date,
    home: Path | None = None,
    lists: Sequence[Path] = (),
    model: tuple[str, Ask] | None = None,
    rules_only: bool = False,
    published: date | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Press:
    """Read (name, bytes) of each file. One that cannot be read is told in `unread`. `model` is a name and what asks it;
    with `rules_only` nothing is read by likeness to annotated texts; `published` is the day of reports that tell none."""
    progress("opening the lists")
    opened = open_lists(Home(home) if home is not None else None, as_of, lists)
    finder = Finder(opened.view)
    gazetteer = gazetteer_for(finder)
    readings: list[Reading] = []
    unread: list[tuple[str, str]] = []
    dropped: dict[str, int] = {}
    for name, reading in readings_of(files, gazetteer, learned=not rules_only, published=published):
        progress(f"read {name}")
        if isinstance(reading, str):
            unread.append((name, reading))
            continue
        found = linked(reading, opened, finder, as_of)
        readings.append(_with_model(found, model, dropped) if model is not None else found)
    used = lists_used(opened, as_of)
    return Press(
        tuple(readings),
        events_of(readings),
        tuple(unread),
        used,
        tuple(lists_not_checked(used)),
        tuple(sorted(dropped.items())),
    )


def press_dict(press: Press) -> dict[str, object]:
    """What `offing read --json` prints."""
    return readings_dict(press.readings, press.events) | {
        "unread": [{"name": name, "why": why} for name, why in press.unread],
        "lists": [
            {"dataset": x.dataset, "version": x.version, "published": x.published, "state": x.state}
            for x in press.lists
        ],
        "not_checked": [{"what": n.what, "why": n.why} for n in press.not_checked],
    }


def _with_model(reading: Reading, model: tuple[str, Ask], dropped: dict[str, int]) -> Reading:
    """With what a model proposes and the source says; a model that gives no answer costs nothing but its claims."""
    name, ask = model
    try:
        answer = ask(question(reading))
    except UsageError:
        raise
    except OffingError as error:
        why = f"{NOT_HEARD}: {error}"
        dropped[why] = dropped.get(why, 0) + 1
        return reading
    proposed = verified(reading, answer, name)
    for why, n in proposed.dropped.items():
        dropped[why] = dropped.get(why, 0) + n
    return proposed.reading


def linked(reading: Reading, opened: OpenLists, finder: Finder, as_of: date) -> Reading:
    """The reading with the entries that its ships, firms and persons may be."""
    groups = reading.groups
    asked = [t for t in reading.things if t.label in _TYPES and t.number not in groups]
    queries = [{"name": t.name, "type": _TYPES[t.label], "imo": t.imo[0] if len(t.imo) == 1 else ""} for t in asked]
    answers = screen_queries(queries, opened, as_of, finder)
    people = people_in(reading.things)
    found = {
        thing.number: tuple(_links(thing, answer.matches, doubtful=doubted(thing, people, finder)))[:_MOST_LINKS]
        for thing, answer in zip(asked, answers, strict=True)
    }
    return replace(reading, things=tuple(replace(t, links=found.get(t.number, ())) for t in reading.things))


def _links(thing: Thing, matches: Sequence[dict[str, Any]], *, doubtful: bool) -> Iterator[Link]:
    """Firm where the number or a distinctive whole name agrees; possible where the name is that of the entry, or begins it,
    where several entries of one list bear it, and where it is `doubtful` whether it names the entry."""
    alerts = [m for m in matches if m["queue"] == "alert"]
    sure = [m for m in alerts if m["strength"] in _FIRM]
    stays = {id(m) for m, stay in zip(sure, sure_of(thing, sure, alerts), strict=True) if stay}
    for match in alerts:
        firm = match in sure
        if not firm and not _may_be(thing, match):
            continue
        alone = sum(m["dataset"] == match["dataset"] for m in sure) == 1
        why = "; ".join(p["says"] for p in match["score_parts"] if p["bearing"] != "against")
        surely = firm and alone and id(match) in stays and not doubtful
        how: Literal["match", "possible"] = "match" if surely else "possible"
        yield Link(match["dataset"], match["entry"], match["name"], how, why)


def _may_be(thing: Thing, match: dict[str, Any]) -> bool:
    if any(p["feature"] == "weakAlias" for p in match["score_parts"]):
        return False
    words = ship_tokens(thing.name) if thing.label == "vessel" else party_tokens(thing.name)
    listed = ship_tokens(match["name"]) if thing.label == "vessel" else party_tokens(match["name"])
    if thing.label == "person" and len(words) < _LEAST_PERSON:
        return False
    same = bool(key(words)) and sorted(words) == sorted(listed)
    begins = thing.label == "company" and len(words) >= _LEAST_LEADING and tuple(words) == tuple(listed[: len(words)])
    return same or begins
