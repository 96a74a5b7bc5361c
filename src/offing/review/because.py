"""Why a finding is new, changed or gone: the entry that a version of a list changed, else what else moved between the reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from offing.index.changes import Change
from offing.review.since import Altered, Noted


@dataclass(frozen=True, slots=True)
class Ground:
    """What a review stood on: all of it the same, and the review is the same. Digests and versions as text.

    `lists` maps each list to its version in use, `files` each file of the book to its SHA-256.
    """

    as_of: str
    engine: str
    role: str
    profile: str
    decisions: str
    lists: Mapping[str, str] = field(hash=False)
    files: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `what` is `entry` (a version of a list changed it), `list` (one was loaded, or left), `book`, `day`, `setting`,
    `decision`, `engine`, `elsewhere` (other entries of the same versions) or `first` (no review before).

    Of an entry: `kind` as in `index.changes` and `fields` as (field, old, new).
    """

    what: str
    says: str
    dataset: str = ""
    entry: str = ""
    before: str = ""
    after: str = ""
    kind: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()


def reasons(
    one: Noted | Altered, changes: Mapping[tuple[str, str], Sequence[Change]], before: Ground | None, now: Ground
) -> tuple[Reason, ...]:
    """The entries that it rests on and that changed; where none did, all that moved between the two reviews.

    `changes` are by list and entry, and by list and `since.cite` of a line.
    """
    if before is None:
        return (Reason("first", "the first review of this book"),)
    entries = one.before.rests_on | one.now.rests_on if isinstance(one, Altered) else one.rests_on
    came = dict.fromkeys(c for key in sorted(entries) for c in changes.get(key, ()))
    found = [_of_change(c) for c in sorted(came, key=lambda c: (c.dataset, c.entry, c.date, c.after))]
    for dataset in sorted({d for d, _ in entries}):
        was, is_ = before.lists.get(dataset, ""), now.lists.get(dataset, "")
        if was != is_ and not (was and is_):
            found.append(_of_list(dataset, was, is_))
    found += _came_into_force(one.now if isinstance(one, Altered) else one, before, now) if not found else []
    return tuple(found) or tuple(_elsewhere(before, now))


def _came_into_force(one: Noted, before: Ground, now: Ground) -> list[Reason]:
    """Entries that stood in the list before, with a day of listing or of its end that has come since."""
    found = []
    for stand in one.status:
        for word, when in (("since", stand.since), ("until", stand.until)):
            if before.as_of < when <= now.as_of:
                says = f"{stand.list}: entry {stand.entry} ({stand.name}) is listed {word} {when}, after the last review's day"
                found.append(Reason("day", says, stand.list, stand.entry, before.as_of, now.as_of))
    return list(dict.fromkeys(found))


def _of_change(change: Change) -> Reason:
    fields = tuple((f.name, "; ".join(f.old), "; ".join(f.new)) for f in change.fields)
    told = {"added": "was added", "removed": "was removed", "changed": "was changed"}[change.kind]
    if change.kind == "changed":
        told += f" in {', '.join(f.name for f in change.fields)}"
    says = f"{change.dataset} {change.after}: entry {change.entry} ({change.name}) {told}"
    return Reason("entry", says, change.dataset, change.entry, change.before, change.after, change.kind, fields)


def _of_list(dataset: str, was: str, now: str) -> Reason:
    says = f"{dataset} {now} is in use, and was not" if now else f"{dataset} {was} was in use, and is not"
    return Reason("list", says, dataset, before=was, after=now)


def _elsewhere(before: Ground, now: Ground) -> list[Reason]:
    found = []
    names = sorted(n for n in before.files.keys() | now.files.keys() if before.files.get(n) != now.files.get(n))
    if names:
        found.append(Reason("book", f"the book's files differ: {', '.join(names[:5])}"))
    for name in ("role", "profile"):
        was, is_ = getattr(before, name), getattr(now, name)
        if was != is_:
            found.append(
                Reason("setting", f"the {name} was {was or 'none'} and is {is_ or 'none'}", before=was, after=is_)
            )
    if before.decisions != now.decisions:
        found.append(Reason("decision", "decisions were made or withdrawn"))
    if before.engine != now.engine:
        found.append(Reason("engine", "another make of Offing", before=before.engine, after=now.engine))
    moved = sorted(d for d in before.lists.keys() | now.lists.keys() if before.lists.get(d) != now.lists.get(d))
    for dataset in moved:
        was, is_ = before.lists.get(dataset, ""), now.lists.get(dataset, "")
        if was and is_:
            says = f"{dataset} went from {was} to {is_}: other entries of it"
            found.append(Reason("elsewhere", says, dataset, before=was, after=is_))
        else:
            found.append(_of_list(dataset, was, is_))
    if before.as_of != now.as_of:
        found.append(
            Reason(
                "day", f"the day of the review went from {before.as_of} to {now.as_of}", "", "", before.as_of, now.as_of
            )
        )
    return found or [Reason("elsewhere", "nothing that is kept of the last review differs")]
