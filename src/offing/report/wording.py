"""The fixed words of every report, and how a foreign string is made safe to look at."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from offing.records.dates import DateSpan, iso
from offing.review.finding import Finding, Status
from offing.review.result import ListUsed

KIND_WORDS: dict[str, str] = {
    "LIST": "a published list says so",
    "RULE": "a rule of law attaches to a fact",
    "CONFLICT": "two facts disagree",
    "BEHAVIOUR": "a pattern of conduct; never by itself a reason to stop",
    "REPORTED": "someone alleges it; not established",
    "MISSING": "a needed fact is absent",
}
KIND_MARKS: dict[str, str] = {
    "LIST": "■",
    "RULE": "◆",
    "CONFLICT": "▲",
    "BEHAVIOUR": "●",
    "REPORTED": "○",
    "MISSING": "◇",
}
"""A shape beside the word and the colour: no kind is told by colour alone."""

STRENGTH_WORDS: dict[str, str] = {
    "match": "match",
    "strong": "strong",
    "possible": "possible",
    "weak": "weak",
    "no_conclusion": "no conclusion",
}
STRENGTH_MEANS: tuple[tuple[str, str], ...] = (
    ("match", "the same number, such as an IMO number, or the fact that decides; never a name by itself"),
    (
        "strong",
        "nearly a number (an MMSI, a call sign, an IMO number one keystroke off), a firm's whole distinctive name with "
        "nothing against it, a person's name with the date of birth or the address; in the other checks, several "
        "facts that agree",
    ),
    ("possible", "a name only, a near name, or something speaks against it without deciding; someone has to look"),
    ("weak", "a hint; it supports other facts and carries nothing by itself"),
    ("no conclusion", "the data cannot tell either way"),
)
STATE_WORDS: dict[str, str] = {
    "current": "current",
    "stale": "STALE: older than its allowed age",
    "held_back": "HELD BACK: a newer feed was not taken, the older version was used",
    "bundled": "bundled with Offing; not fetched from the publisher",
    "user": "brought with the book",
    "later": "LATER: dated after the day of the review",
    "not_loaded": "not loaded; it repeats or precedes other lists",
    "unreadable": "UNREADABLE: not checked",
    "undated": "UNDATED: its files state no day",
    "missing": "MISSING: not checked",
}
STOP = "Stop and escalate"
STOP_MEANS = (
    "Only firm listings and rules that freeze or ban stand here, and no listing that surely came after the event of its "
    "row. "
    "Offing gives evidence, never a verdict: a person who may decide has to decide."
)
STOP_NONE = (
    "No finding of this review is a firm listing or rule that freezes or bans and that stood at the event. "
    "That says nothing about what was not checked, and nothing about the other findings."
)
ASKED = "What the US shipping advisories ask of this desk"
ASKED_MEANS = (
    "The items are in Offing's words, each with its source; they are guidance and no law. “Done” means that the checks "
    "named ran and that the book holds what they need, for the rows it holds; not that nothing else is to be done. “In part” "
    "names what was lacking where the rest was looked at, “no data” what the book or the lists lack. "
    "“Not done” is a task that no check settles."
)
METHOD: tuple[str, ...] = (
    "Offing gives evidence, not a verdict. Each finding shows its source, the quoted line, the version, the date, "
    "an innocent reading and what would settle it.",
    "A status is a set of measures by authority, list and date. An advisory is not a block; a port ban is not an asset "
    "freeze; a delisting by one authority leaves the listings of the others standing.",
    "Three clocks are kept apart: the day of the event, the day the fact was listed or became known, and the day of the "
    "review.",
    "An IMO number comes before a name. The same name with another valid IMO number is not the same ship.",
    "Behaviour alone never says stop. Silence of AIS, an encounter or a draught change has ordinary reasons too.",
    "A row without a finding means only that the lists and checks named here hold no entry for it. Lists lag, names vary, "
    "owners hide, and what is named under “not checked” was not looked at.",
)
MARKED = "Marks such as ‹U+202E› stand for invisible or direction-changing characters in the source."

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def visible(text: str) -> str:
    """The text with control, invisible and direction-changing characters (and lone surrogates) written as `‹U+202E›`.

    Tabs and line feeds stay. So a name that would turn the line around, or drive a terminal, is seen for what it is.
    """
    return _HIDDEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", text)


def cut(text: str, most: int, where: str = "") -> str:
    """At most `most` characters, ending in a note of how many were left off (and `where` they stand) when cut."""
    if len(text) <= most:
        return text
    tail = f" … [cut: {len(text):,} characters{'; whole in ' + where if where else ''}]"
    return text[: max(0, most - len(tail))] + tail


def inert(cell: str) -> str:
    """A cell that no spreadsheet program reads as a formula."""
    return f"'{cell}" if cell.startswith(_BEGINS_FORMULA) else cell


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def anchor(text: str) -> str:
    """ASCII letters, digits and hyphens of the text: a piece of an HTML id."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", folded).strip("-")[:40]


def since_words(status: Status) -> str:
    """From when, never guessed: `2019-03-21`, `2018-02 (day not stated)`, `between … and …`, or `date not stated`."""
    return _end_words(status.since, "date not stated")


def until_words(status: Status) -> str:
    """To when, in the same words, or `no end stated`."""
    return _end_words(status.until, "no end stated")


def _end_words(span: DateSpan | None, unknown: str) -> str:
    if span is None:
        return unknown
    text = iso(span)
    if span.is_day:
        return text
    if span.start is None or span.end is None:
        return f"not later than {span.end}" if span.end else f"not before {span.start}"
    return f"between {text.replace('/', ' and ')}" if "/" in text else f"{text} (day not stated)"


def relation(status: Status, event: DateSpan | None) -> str:
    """How the event stands to the measure in time, where both are dated: `in force at the event`, `event was before this` …"""
    since, until = status.since, status.until
    if event is None or since is None:
        return ""
    if event.end and since.start and event.end < since.start:
        return "event was before this"
    if until and until.end and event.start and event.start > until.end:
        return "event was after its end"
    begun = since.end is not None and event.start is not None and event.start >= since.end
    going = until is None or (until.start is not None and event.end is not None and event.end <= until.start)
    return "in force at the event" if begun and going else "order with the event uncertain"


def event_words(finding: Finding) -> str:
    """When the event of the finding was: `event 2018-06`, or `no event date`."""
    return f"event {iso(finding.event_date)}" if finding.event_date else "no event date"


def age_words(used: ListUsed, as_of: date) -> str:
    """`12 days`, `dated after the review`, `age unknown`, or a dash for a list that was not read."""
    if used.age_days is not None:
        return f"{used.age_days:,} day{'' if used.age_days == 1 else 's'}"
    if not used.version:
        return "–"
    return "dated after the review" if used.published > as_of.isoformat() else "age unknown"


def published_words(used: ListUsed) -> str:
    """The publisher's day, `not stated`, or a dash for a list that was not read."""
    return used.published or ("not stated" if used.version else "–")


def lacks_words(used: ListUsed) -> str:
    """What the version used cannot give, and the notes of its reading, as one line."""
    lacks = f"Lacks: {'; '.join(used.lacks)}." if used.lacks else ""
    return " ".join(x for x in (lacks, f"Notes: {'; '.join(used.notes)}." if used.notes else "") if x)


def state_words(used: ListUsed) -> str:
    """The state in fixed words; a state nobody has worded is shown as it is."""
    return STATE_WORDS.get(used.state, used.state)


def entries_words(used: ListUsed) -> str:
    """The number of entries, or a dash for a list that was not read."""
    return f"{used.entries:,}" if used.version or used.entries else "–"


def role_words(role: str) -> str:
    return role or "no role stated"


def place_words(sheet: str, row: int, column: str = "") -> str:
    """`parties row 2, name`: where in the user's own book."""
    place = f"{sheet} row {row}" if row > 0 else sheet or "the book as a whole"
    return f"{place}, {column}" if column else place


def places_words(findings: Iterable[Finding], most: int) -> str:
    """`ownership rows 2, 5, documents row 6 and 3 more`: rows of the book, each once."""
    rows = list(dict.fromkeys((f.subject.sheet, f.subject.row) for f in findings if f.subject.row > 0))
    sheets: dict[str, list[int]] = defaultdict(list)
    for sheet, row in rows[:most]:
        sheets[sheet].append(row)
    told = (f"{s} row{'s' if len(n) > 1 else ''} {', '.join(map(str, sorted(n)))}" for s, n in sheets.items())
    return ", ".join(told) + (f" and {len(rows) - most:,} more" if len(rows) > most else "")
