"""The ship meant where her owner, flag or cargo is told without her: "Her papers were checked. The owner is Alisa Ltd."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.literals import has_one
from offing.claims.masked import Masked, low, numbers
from offing.claims.model import Mention

_ABOUT = re.compile(r"<([VNOK])(\d+)>")
SORT = (
    r"(?:(?:registered|beneficial|ultimate|technical|commercial|ship|nominal|declared|stated|former|previous|then|current|new|"
    r"suspected|alleged|last|first|real|true|present|actual|disponent|ism|safety|legal|recorded|sole|own) ){0,2}"
)
PART = r"(?:owners?|shipowner|managers?|operators?|charterers?)"
_PARTS = ("owner", "manager", "operator", "charterer", "flag")
"""What a sentence has of which more is told below."""
_AND_PART = rf"(?: and {SORT}{PART})?"
_ENDS = r",|[;.)]|$| and <| but | since | until | in <D| from <D"
_WHOSE = re.compile(
    rf"(?<![\w-])(?:(?:its|her) (?={SORT}{PART}(?![\w-]))|"
    rf"the (?={SORT}{PART}{_AND_PART}(?: is| was| as|{_ENDS}| gave | has | had ))|"
    rf"(?<=[,;] )(?:and )?the (?={SORT}{PART} <O\d)|(?<=[;,.] )(?=(?:{SORT}{PART}: <[OP]|flag: <C)\d)|"
    rf"(?:the|its|her) (?=flag(?: state)? (?:is|was|remains|had been|has been|became) (?:that of )?(?:the )?<C)|"
    rf"(?<=[a-z>] as )(?:the |an? )?(?={SORT}{PART}{_AND_PART}(?:{_ENDS})))",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?<=>, )(?:the (?P<land><C\d+> ))?<K(?P<one>\d+)>(?=[,.;:)]|$| and | who | which )|(?<![>s] )<K(?P<two>\d+)>(?=,? <O\d)"
)
_IS_PART = re.compile(rf"(?:the )?(?-i:[A-Z][a-z-]+ )?(?P<noun>{SORT}{PART})", re.IGNORECASE)
"""Nouns that stand beside the firm they are said of, pointing at nobody else: "Alba Ltd, the managers", "the owner, Alba Ltd"."""
_ABOARD = re.compile(
    r"(?<=[a-z>] )(?:on board|aboard|onboard)"
    r"(?=[,.;)]|$| (?:when|as|at the|and|but|since|while|after|before)(?![\w-])| on <D| in <D)",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    rf"(?:(?P<part>{SORT}{PART}{_AND_PART}) of (?:both|all|these|them|the (?:two|three|four))|"
    rf"(?={SORT}{PART}{_AND_PART}: )|(?=(?:blocked )?interest of )|(?=flag: ))",
    re.IGNORECASE,
)
"""What an entry of a list goes on with: "OCEAN PETREL (IMO 9000003), Panama. Registered owner: Alba Ltd. Flag: Togo."."""


def with_possessor(sentence: Masked, before: Masked | None, mentions: Sequence[Mention]) -> Masked:
    """A masked sentence with the ship put in for "its" and "her" before "owner" and the like, and for "the" where it goes on
    "is", "as" or ends. Nothing is put in where two ships, or for "its" a ship and a firm after it, come into question."""

    def ship(m: re.Match[str]) -> str | None:
        here = _ABOUT.findall(sentence.text[: m.start()])
        if not any(kind in "VN" for kind, _ in here):
            here = _ABOUT.findall(before.text if before else "")
        ships = [(kind, number) for kind, number in here if kind in "VN"]
        known = {mentions[int(number)].entity for _, number in ships}
        if len(known) != 1 or known == {-1} or mentions[int(ships[-1][1])].plural:
            return None
        if here[-1] != ships[-1] and m[0].lower().startswith("its"):
            return None
        return f"<{ships[-1][0]}{ships[-1][1]}>'s "

    def beside(m: re.Match[str]) -> str | None:
        noun = _IS_PART.fullmatch(mentions[int(m["one"] or m["two"])].text)
        told = ship(m) if noun else None
        return f"{told}{m['land'] or ''}{noun['noun']}" if noun and told else None

    read = sentence
    if has_one(low(read.text), _PARTS):
        read = read.rewritten(_WHOSE, ship)
    if "<K" in read.text:
        read = read.rewritten(_NOUN, beside)
    if "<V" not in sentence.text and "<N" not in sentence.text:
        read = read.rewritten(_ABOARD, lambda m: f"{m[0]} {told[:-3]}" if (told := ship(m)) else None)
    entry = _ENTRY.match(read.text)
    ships = _ships(before, mentions) if entry else []
    if not entry or not ships or (len(ships) > 1) != bool(entry["part"]):
        return read
    said = entry["part"] or read.text[0]
    return read.replaced([(0, entry.end() or 1, f"<{''.join(ships)}>'s {said.lower()}")])


def _ships(sentence: Masked | None, mentions: Sequence[Mention]) -> list[str]:
    """The tokens' parts of the ships named in a sentence, the first of each."""
    first: dict[int, str] = {}
    for token in re.findall(r"<[^<>]*>", sentence.text) if sentence else ():
        for letter, number in numbers(token):
            if letter == "V" and mentions[number].entity >= 0:
                first.setdefault(mentions[number].entity, f"V{number}")
    return list(first.values())
