"""What the weights are learned from: spoilt names of listed things, and things on no list that look as if they were.

Things asked about are those of the benchmark's `dev` split (a third of OFAC's SDN list and of the UN's); the index they are
asked of holds the whole list but for a part of that third, which is kept out and gives the names of nobody listed.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from matching.lists import ground, natural_order, read_public_lists
from matching.things import Kind, Listed
from spoil import spoilt

from offing.index import shelf
from offing.index.glossary import PLACE, firm_word, ordinary
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.words import read

INDEX = Path(__file__).resolve().parents[2] / "src" / "offing" / "index"
KINDS = {"Person": PERSON, "Organization": FIRM, "Vessel": SHIP}
RELATED = "~"
"""In place of the entry meant: a listed firm kept out of the index. What shares its rarest word is most often its kin."""
ORDINARY = "-"
"""In place of the entry meant: a name of nobody listed, of the everyday kind by which a kind's level is set."""
HARD = ""
"""In place of the entry meant: a made-up name that looks listed."""
SYLLABLES = (
    "hai xin hong jin fu da tong feng hua yang shun tai an ping long xing sheng yuan hang ming guang bao li mei chang cheng "
    "jiang shan yun kum song ryong chon hung sin pyong ryon bong san gang dok un nam jang sang son myong"
).split()
PLACES = (
    "Germany France Spain Italy Mexico Brazil Canada Australia Malaysia Thailand Vietnam Indonesia Pakistan Kazakhstan Armenia"
    " Cyprus Greece Egypt Oman Qatar Kuwait Bahrain India Panama Japan Singapore Dubai Lebanon Iraq Turkey Ukraine Sweden Finland"
    " Netherlands Ireland Poland (UK) (HK) Shanghai Beijing Moscow Siberia London Africa Asia Europe"
).split()
FORMS = ("Ltd", "LLC", "Inc", "Co., Ltd", "Corporation", "GmbH", "S.A.", "", "")
_COMMERCE = ("Entity List (EL)", "Unverified List (UVL)", "Military End User (MEU)")
_DEBARRED = ("ITAR Debarred (DTC)", "Denied Persons List (DPL)")
_FIRM_LIKE = re.compile(r"\b(?:inc|ltd|llc|co|corp|limited|company|gmbh|trading|group|s\.?a)\b", re.IGNORECASE)
_SCHEMA: dict[int, Kind] = {PERSON: "Person", FIRM: "Organization", SHIP: "Vessel"}
Question = tuple[str, int, str]
"""Name, kind, the entry meant (or HARD, ORDINARY, RELATED)."""


@dataclass(frozen=True)
class Entry:
    """A listed thing: its number, those of the same thing, kind, names as papers write them."""

    number: str
    same: tuple[str, ...]
    kind: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """Questions, and what the index holds that they are put to."""

    asked: Sequence[Question]
    indexed: Sequence[Entry]


def entries(shared: Path) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Listed things: those to ask about (the dev split), and all others; then the real firms and persons of other lists."""
    listed, _ = read_public_lists(shared)
    whole = ground(listed)
    strangers = [e for e in _strangers(shared) if not whole.taken(_SCHEMA[e.kind], e.names[0])]
    dev: list[Entry] = []
    rest: list[Entry] = []
    for one in listed:
        (dev if whole.split(one) == "dev" else rest).append(_entry(one, whole.group[one.id]))
    return dev, rest, strangers


def _strangers(shared: Path) -> Iterator[Entry]:
    """Firms and persons on lists of the US Departments of Commerce and State alone (public domain)."""
    path = shared / "lists" / "us_csl" / "consolidated_2022-04.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["name"].strip()
            if row["source"].startswith(_COMMERCE):
                yield Entry(f"csl:{row['_id']}", (), FIRM, (name,))
            elif row["source"].startswith(_DEBARRED) and name.count(",") == 1 and not _FIRM_LIKE.search(name):
                family, _, given = name.partition(",")
                yield Entry(f"csl:{row['_id']}", (), PERSON, (f"{given.strip()} {family.strip()}",))


def _entry(one: Listed, same: tuple[str, ...]) -> Entry:
    names = dict.fromkeys(natural_order(n, one.kind) for n in (*one.names, *one.weak))
    return Entry(one.id, same, KINDS[one.kind], tuple(names))


def lesson(dev: Sequence[Entry], rest: Sequence[Entry], strangers: Sequence[Entry], rng: Random) -> Lesson:
    """One drawing: which of the things are kept out of the index, which aliases are, how the names are spoilt."""
    gone = {n for e in dev if rng.random() < 0.4 for n in e.same}
    inside, outside = [e for e in dev if e.number not in gone], [e for e in dev if e.number in gone]
    indexed: list[Entry] = [e for e in rest if e.number not in gone]
    asked: list[Question] = []
    for e in inside:
        names = list(e.names)
        if len(names) > 1 and rng.random() < 0.6:
            asked.append((names.pop(rng.randrange(1, len(names))), e.kind, e.number))
        indexed.append(Entry(e.number, e.same, e.kind, tuple(names)))
        for _ in range(5 if e.kind == SHIP else 2):
            asked.append((spoilt(rng.choice(names), e.kind, rng), e.kind, e.number))
    for e in outside:
        for name in e.names:
            asked.append((name, e.kind, RELATED if e.kind == FIRM else ORDINARY))
            if rng.random() < 0.5:
                asked.append((spoilt(name, e.kind, rng), e.kind, RELATED if e.kind == FIRM else HARD))
    for e in strangers:
        asked.append((e.names[0], e.kind, RELATED if e.kind == FIRM else ORDINARY))
        if rng.random() < 0.3:
            asked.append((spoilt(e.names[0], e.kind, rng), e.kind, RELATED if e.kind == FIRM else HARD))
    asked += _persons(indexed, outside, rng)
    asked += _firms(indexed, outside, rng)
    asked += _ships(indexed, outside, rng)
    return Lesson(asked, indexed)


def _names(listed: Sequence[Entry], kind: int, least: int = 1) -> list[list[str]]:
    return [n.split() for e in listed if e.kind == kind for n in e.names if len(n.split()) >= least]


def _persons(indexed: Sequence[Entry], outside: Sequence[Entry], rng: Random) -> Iterator[Question]:
    """Everyday names, listed persons' parts put together anew, one word of a listed name put for another."""
    with (INDEX / "known.csv").open(encoding="utf-8") as lines:
        world = [(k, w.split()) for k, _, w in list(csv.reader(lines))[1:] if k == "0"]
    given = [w for _, words in world[:4] for w in words]
    family = [w for _, words in world[4:] for w in words]
    for _ in range(3000):
        yield " ".join([*rng.sample(given, rng.randint(1, 2)), rng.choice(family)]), PERSON, ORDINARY
    people = _names(indexed, PERSON, 2)
    pool = [w for n in _names(outside, PERSON) for w in n if len(w) > 3]
    for _ in range(1500):
        a, b = rng.choice(people), rng.choice(people)
        yield " ".join([*a[: rng.randint(1, len(a) - 1)], b[-1]]), PERSON, HARD
        c = list(rng.choice(people))
        c[rng.randrange(len(c))] = rng.choice(pool)
        yield " ".join(c), PERSON, HARD


def _firms(indexed: Sequence[Entry], outside: Sequence[Entry], rng: Random) -> Iterator[Question]:
    """Everyday firms, a listed firm's own word put for another's, names of common words alone."""
    firms = _names(indexed, FIRM, 2)
    own = [w for n in _names(outside, FIRM) for w in n if len(w) > 4 and w.isalpha()]
    words = sorted(ordinary())
    people = [w for n in _names([*indexed, *outside], PERSON) for w in n if len(w) > 3]
    trades = [w for (k, w), share in sorted(shelf.shares().items()) if k == FIRM and share > 0.004 and w.isalpha()]
    for _ in range(600):
        pool = rng.choice((words, words, people, own))
        name = [rng.choice(pool) for _ in range(rng.choice((1, 1, 2)))]
        yield " ".join([*name, *rng.sample(trades, rng.randint(0, 2)), rng.choice(FORMS)]), FIRM, ORDINARY
    for _ in range(1500):
        name = [rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3))]
        name = ["".join(name)] if rng.random() < 0.5 else name
        yield " ".join([*name, *rng.sample(trades, rng.randint(1, 3)), rng.choice(FORMS)]), FIRM, ORDINARY
    for _ in range(200):
        firm = list(rng.choice(firms))
        firm[_rarest(firm)] = rng.choice(own)
        yield " ".join(firm), FIRM, HARD
    elsewhere = [[*f] for f in firms if any(_place(w) for w in f)]
    for _ in range(150):
        firm = list(rng.choice(elsewhere))
        at = rng.choice([i for i, w in enumerate(firm) if _place(w)])
        firm[at] = rng.choice(PLACES)
        yield " ".join(firm), FIRM, HARD
    for _ in range(60):
        yield " ".join(rng.sample(trades, rng.randint(2, 4))), FIRM, HARD


def _place(word: str) -> bool:
    known = firm_word(word.strip("(),.").lower())
    return known is not None and bool(known[1] & PLACE)


def _rarest(words: list[str]) -> int:
    """The place of a firm's own word: the one least shared."""
    shares = shelf.shares()

    def share(i: int) -> float:
        found = [w for r in read(words[i], FIRM) for w in r.words]
        return min((shares.get((FIRM, w), 0.0) for w in found), default=1.0) - len(words[i]) / 1e6

    return min(range(len(words)), key=share)


def _ships(indexed: Sequence[Entry], outside: Sequence[Entry], rng: Random) -> Iterator[Question]:
    """Everyday ships, one word or the number of a listed ship put for another."""
    ships = _names(indexed, SHIP)
    pool = [w for n in _names(outside, SHIP) for w in n if w.isalpha()]
    words = sorted(ordinary())
    people = [w for n in _names(indexed, PERSON) for w in n if len(w) > 3]
    with (INDEX / "known.csv").open(encoding="utf-8") as lines:
        usual = [w for k, _, ws in list(csv.reader(lines))[1:] if k == "2" for w in ws.split()]
    for _ in range(2500):
        pools = (usual, usual, words, people)
        yield " ".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(1, 2))), SHIP, ORDINARY
        yield " ".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3))), SHIP, ORDINARY
    for _ in range(500):
        ship = list(rng.choice(ships))
        at = rng.randrange(len(ship))
        ship[at] = str(rng.randint(1, 30)) if ship[at].isdigit() else rng.choice(pool)
        yield " ".join(ship), SHIP, HARD
        ship = list(rng.choice(ships))
        at = rng.randrange(len(ship))
        ship[at] = rng.choice(SYLLABLES)
        yield " ".join(ship), SHIP, HARD
        yield " ".join([*[w for w in rng.choice(ships) if not w.isdigit()], str(rng.randint(1, 30))]), SHIP, HARD
        fleet = "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(rng.randint(2, 4)))
        yield f"{rng.choice((fleet, rng.choice(usual)))} {rng.choice(rng.choice(ships))}", SHIP, ORDINARY
        yield f"{rng.choice(rng.choice(ships))} {rng.choice((*'ABCJKST', 'MARU', rng.choice(usual)))}", SHIP, ORDINARY
