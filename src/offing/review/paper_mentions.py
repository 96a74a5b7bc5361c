"""Ships and parties that the book's papers name: under labels, by IMO number, after M/V, and listed firms in the running text.

What the row itself names is screened there and is not named again. A firm in running text counts only where a whole listed
name stands in capitals' words; near words such as "sanctions" or "embargo" it is one with whom nobody is to deal, and is only
logged. Nothing is looked up here but whether a run of words is a listed name at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offing.book.model import Paper, Row
from offing.index.names import FORMS_ANYWHERE, FORMS_AT_AN_END, fold, key, party_tokens, ship_tokens
from offing.index.roll import PARTIES, Roll, keyed_as
from offing.index.view import View
from offing.reading.prose import Line
from offing.records.dates import DateSpan
from offing.review.mentions import PARTY_COLUMNS, Mentions, PartyMention, ShipMention
from offing.review.paper_facts import Facts
from offing.review.paper_labels import PARTY_LABELS, Said
from offing.review.paper_ships import ShipSaid
from offing.review.papers import open_party, party_key

COLUMN = "file"
_FORMS = FORMS_ANYWHERE | FORMS_AT_AN_END
_CLAUSE = re.compile(
    r"sanction|embargo|\bOFAC\b|boycott|designat|restricted part|blocked (?:person|part)|black-?list|security council",
    re.IGNORECASE,
)
_CLAUSE_LINES = 3
_HEDGE = "the paper's lines beside it speak of sanctions: a clause on whom nobody is to deal with"
_SMALL = frozenset("of and the for de du la le el del der die und al & y".split())
_NOBODY = re.compile(
    r"^(?:as\s+(?:per|agent|above|below|stated|agreed)|see\b|the\b|t\.?b\.?[na]\b|n/?a\b|same\b|if\b|to\b|shall\b|will\b|no\b|none\b|not\b|name\b"
    r"|signature|stamp|date\b|address|telephone|phone|tel\b|fax\b|e-?mail)|\b(?:shall|will|must|hereby|means|should|whichever)\b",
    re.IGNORECASE,
)  # fmt: skip
_LONGEST_NAME, _LONGEST_RUN = 14, 8
_ADDRESS = re.compile(
    r",(?!\s*(?:co|ltd|limited|inc|llc|corp|s\.?a|gmbh|pte|pty|bhd|sdn|plc|b\.?v|n\.?v|jsc|l\.?l\.?c)\b)\s*",
    re.IGNORECASE,
)


def in_papers(mentions: Mentions, view: View) -> Iterator[PartyMention | ShipMention]:
    """Every such mention of a book, in the order of its rows and of the papers' lines."""
    if not mentions.book.papers:
        return
    own = {m.row: m for m in mentions.ships if m.row.sheet == "documents"}
    roll = view.listed.roll
    running = {name: _running(facts.paper, roll) for name, facts in mentions.facts.items()}
    for row, papers in mentions.book.papers.items():
        when = mentions.when(row)
        for paper in papers:
            facts = mentions.facts[paper.name]
            for ship in facts.ships:
                yield from _ship(mentions, row, when, paper, ship, own.get(row))
            labelled = list(_under_labels(mentions, row, when, facts))
            yield from labelled
            known = {party_key(m.name) for m in labelled} | _in_cells(mentions, row)
            yield from _in_the_text(row, when, paper, running[paper.name], known)


def _ship(
    mentions: Mentions, row: Row, when: DateSpan | None, paper: Paper, ship: ShipSaid, own: ShipMention | None
) -> Iterator[ShipMention]:
    same_name = own is not None and bool(ship.name) and key(ship_tokens(ship.name)) == key(ship_tokens(own.name))
    if own is not None and (ship.imo == own.imo if ship.imo and own.imo else same_name):
        return
    quoted = tuple(paper.quoted(line) for line in ship.lines)
    if ship.imo:
        yield ShipMention(
            row, COLUMN, ship.name, ship.imo, when, in_text=True, bare=ship.bare, quoted=quoted, whole=ship.whole
        )
    else:
        yield from mentions.ships_called(row, COLUMN, ship.name, when, quoted, ship.whole)


# ---- parties


def named_party(value: str) -> str:
    """The name that a label's value begins with, its address off; "" where it names nobody."""
    name = _ADDRESS.split(value.strip(" \"'“”"), maxsplit=1)[0].strip(" .:;-")
    first = next((c for c in name if c.isalnum()), "")
    words = name.split()
    if not first or first.islower() or not 0 < len(words) <= _LONGEST_NAME or _NOBODY.search(name) or open_party(name):
        return ""
    return name if sum(c.isalpha() for c in name) >= 3 else ""


def _under_labels(mentions: Mentions, row: Row, when: DateSpan | None, facts: Facts) -> Iterator[PartyMention]:
    """Each party once, those aside that the row's own cells name."""
    told: dict[str, list[Said]] = {}
    for said in facts.under(*PARTY_LABELS):
        if name := named_party(said.value):
            told.setdefault(party_key(name), []).append(said)
    cells = _in_cells(mentions, row)
    for folded, places in told.items():
        if folded not in cells:
            name = named_party(places[0].value)
            quoted = tuple(facts.paper.quoted(line) for s in places[:2] for line in s.lines)
            yield PartyMention(row, COLUMN, name, mentions.party(name), when, quoted=tuple(dict.fromkeys(quoted)))


def _in_cells(mentions: Mentions, row: Row) -> set[str]:
    """The folded names of the parties that a row names in its cells, by name or id."""
    cells = [row[c] for c in PARTY_COLUMNS["documents"] if row[c]]
    named = [p["name"] for c in cells if (p := mentions.party(c)) is not None]
    return {party_key(n) for n in (*cells, *named)}


def _in_the_text(
    row: Row, when: DateSpan | None, paper: Paper, runs: Sequence[tuple[str, Line, bool]], known: set[str]
) -> Iterator[PartyMention]:
    for words, line, clause in runs:
        if party_key(words) not in known:
            known.add(party_key(words))
            hedge = f"{_HEDGE} ({paper.quoted(line).words})" if clause else ""
            yield PartyMention(row, COLUMN, words, None, when, in_text=True, quoted=(paper.quoted(line),), hedge=hedge)


def _running(paper: Paper, roll: Roll) -> list[tuple[str, Line, bool]]:
    """Runs of words that are a listed name, the longest first found; the line where each begins, and whether it is a clause's."""
    runs = list(_capitals(paper.lines, roll))
    found: list[tuple[str, Line, bool]] = []
    windows = [
        (n, start, start + size)
        for n, run in enumerate(runs)
        for size in range(min(_LONGEST_RUN, len(run)), 1, -1)
        for start in range(len(run) - size + 1)
    ]
    names = [" ".join(word for word, _ in runs[n][start:end]) for n, start, end in windows]
    keys = [[keyed_as(party_tokens(name), PARTIES)] for name in names]
    taken: set[tuple[int, int]] = set()
    said = [line for line in paper.lines if _CLAUSE.search(line.text)]
    clause = {(c.page, c.number + n) for c in said for n in range(-_CLAUSE_LINES, _CLAUSE_LINES + 1)}
    for (n, start, end), name, known in zip(windows, names, roll.any_keyed(keys), strict=True):
        if known and len(party_tokens(name)) > 1 and not taken & {(n, i) for i in range(start, end)}:
            taken |= {(n, i) for i in range(start, end)}
            line = paper.lines[runs[n][start][1]]
            found.append((name, line, (line.page, line.number) in clause))
    return sorted(found, key=lambda f: (f[1].page, f[1].number, f[0]))


def _capitals(lines: Sequence[Line], roll: Roll) -> Iterator[list[tuple[str, int]]]:
    """Runs of words, each with its line, that could be a listed name: capitals' words that stand in one, and small words between.

    A name may go over the end of a line, never of a page or a sentence.
    """
    asked: dict[str, bool] = {}
    run: list[tuple[str, int]] = []
    page = 0
    for at, line in enumerate(lines):
        if line.page != page:
            yield from _ended(run)
            run, page = [], line.page
        for word in line.text.split():
            if word not in asked:
                asked[word] = _may_be_of_a_name(word, roll)
            if asked[word]:
                run.append((word, at))
            if not asked[word] or _ends(word):
                yield from _ended(run)
                run = []
    yield from _ended(run)


def _ended(run: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    if len(run) > 1:
        yield run


def _may_be_of_a_name(word: str, roll: Roll) -> bool:
    plain = word.strip(".,()\"'“”‘’")
    if plain.casefold() in _SMALL:
        return True
    first = next((c for c in plain if c.isalnum()), "")
    tokens = fold(plain)
    if not first or first.islower() or not tokens:
        return False
    return all(t in _FORMS or any(roll.names_with(w) for w in (t, *party_tokens(t))) for t in tokens)


def _ends(word: str) -> bool:
    """Whether a sentence or an item ends with the word: a comma may stand before a legal form, a full stop after `Co`."""
    if word.endswith((";", ":", ")", "?", "!")):
        return True
    plain = "".join(fold(word))
    return word.endswith(".") and plain not in _FORMS and len(plain) > 3
