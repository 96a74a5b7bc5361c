"""A noun with an article that points at one told of before: "the anchored VLCC", "the 127-metre ro-ro", "the leasing firm"."""

from __future__ import annotations

from dataclasses import dataclass

from offing.claims.model import Label
from offing.claims.ship_words import SHIP, SHIPS
from offing.claims.wording import CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, POINT, SPACE, Words

FIRM = frozenset(
    "company firm shipper bank trader conglomerate shipowner insurer refiner lender forwarder broker brokerage manufacturer "
    "shipbuilder supplier subsidiary".split()
)
FIRMS = frozenset("companies firms banks".split())
ANY_FIRM = frozenset("company firm companies firms".split())
"""Of the nouns for firms those that any firm is."""
PERSON = frozenset(
    "businessman businesswoman cook oligarch tycoon financier magnate banker trader shipowner broker".split()
)
BODY = frozenset(
    "ministry department agency committee panel court council registry authority administration commission guard".split()
)
FACILITY = frozenset("office terminal refinery shipyard plant zone embassy pipeline depot".split())
LAND = frozenset("regime country".split())
SHIP_NOUN = frozenset(SHIP | {"supertanker", "fso", "fpso", "vlgc"})
_IN_CAPITALS = frozenset("vlcc ulcc vlgc fso fpso".split())
BETWEEN = frozenset(
    "merchant motor suspect customs maritime intelligence chinese-owned shipping trading oil crude product products fuel cargo "
    "coal container general bulk fishing chemical gas russian iranian aging ageing sanctioned blacklisted seized detained same "
    "latter former stricken said laden giant anchored elderly rusty rusting old empty missing mysterious mystery unlucky lng lpg "
    "car livestock very state-owned stateless drifting crippled hijacked chartered listed designated impounded arrested "
    "leasing family state state-run private parent commodities commodity logistics insurance energy steel local "
    "little small luxury grain ore cement vehicle heavy-lift offending vanished".split()
)
PARTED = frozenset("second other another first last third fourth".split())
"""Words that tell one from its fellows."""
_COUNTS = frozenset("two three four five six seven eight nine ten eleven".split())
_SIZE = frozenset("ton tonne dwt metre meter foot year old built barrel deadweight gross teu".split())
_DEFINES = frozenset("that which who whose behind carrying named called known of owned".split())
_GOES_ON = (
    SHIP_NOUN
    | SHIPS
    | FIRM
    | FIRMS
    | BODY
    | frozenset("owner owners operator manager tracking officials building terminal captain master crew".split())
)


@dataclass(frozen=True, slots=True)
class Noun:
    """The words [first, last) with `head` as their noun; `lands`: the words among them that may be a country's."""

    first: int
    last: int
    head: str
    label: Label
    lands: tuple[int, ...]
    plain: frozenset[str]
    """The other words before the noun."""


def noun_at(words: Words, i: int) -> Noun | None:
    """The noun phrase that an article at word `i` opens, if nothing behind the noun says which one is meant."""
    k, steps = _figured(words, i + 1), 0
    lands: list[int] = []
    plain: set[str] = set()
    while k < len(words) and words.gaps[k] in (SPACE, HYPHEN) and steps < 6:
        last = k + 2 if words.low(k) == "ro" and words.low(k + 1) == "ro" and words.gaps[k + 1] == HYPHEN else k + 1
        head = "ro-ro" if last > k + 1 else words.low(k)
        label = label_of(head)
        hyphened = last < len(words) and words.gaps[last] == HYPHEN
        if (
            label
            and not hyphened
            and (words.shapes[k] == LOWER or (words.shapes[k] == CAPITALS and head in _IN_CAPITALS))
        ):
            if last < len(words) and words.gaps[last] == SPACE and _goes_on(words, last):
                return None
            return Noun(i, last, head, label, tuple(lands), frozenset(plain))
        if words.shapes[k] in (LOWER, NUMBER):
            joined = hyphened or words.gaps[k] == HYPHEN
            if not (joined or head in BETWEEN or head in PARTED or head in _COUNTS):
                return None
            plain.add(head)
        else:
            lands.append(k)
        k, steps = last, steps + 1
    return None


def label_of(word: str) -> Label | None:
    if word in SHIP_NOUN or word in SHIPS or word == "ro-ro":
        return "vessel"
    if word in FIRM or word in FIRMS:
        return "company"
    if word in PERSON:
        return "person"
    if word in BODY:
        return "agency"
    if word in FACILITY:
        return "facility"
    return "country" if word in LAND else None


def _goes_on(words: Words, k: int) -> bool:
    """Whether the next word makes the noun another thing: "the company that ...", "the tanker Vityaz", "the ship owner"."""
    return words.shapes[k] != LOWER or words.low(k) in _DEFINES or words.low(k) in _GOES_ON


def _figured(words: Words, k: int) -> int:
    """The word after a size or age that begins with word `k`, "5,412-ton", "2006-built", "30-year-old"; or `k`."""
    x = k
    while x < len(words) and x < k + 3 and words.shapes[x] == NUMBER and (x == k or words.gaps[x] in (COMMA, POINT)):
        x += 1
    if x == k or words.gaps[k] != SPACE:
        return k
    y = x
    while y < len(words) and y < x + 3 and words.gaps[y] in (HYPHEN, SPACE) and words.low(y) in _SIZE:
        y += 1
    return y if y > x else k
