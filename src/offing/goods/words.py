"""Words of a cargo → goods named, with candidate HS codes and the reason for each, by a small glossary of our own.

What is named is the head of a phrase: of `coal mining machinery` machinery, of `90,000 bottles of vodka` vodka, of `steam coal in
bulk` coal. A word of the glossary that stands elsewhere in a phrase whose head is unknown counts as a hint only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from offing.goods.tables import DATA

_SEGMENT = re.compile(r"[,;/|&+\n()\[\]]|(?<=\s)and(?=\s)|\b(?:incl|including|also|as well as)\b", re.IGNORECASE)
_HEAD_END = re.compile(
    r"\b(?:in|for|with|from|to|at|not|ex|by|per|on|under|as|via|without|excluding|packed|loaded|shipped|"
    r"destined|suitable|of which)\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "bottle box carton bag tonne ton mt t kg kilo case pallet container drum barrel bbl litre liter l ml cl piece pc pcs unit "
    "set package pkg bale roll reel coil lot cargo shipment parcel bulk crate sack tin can cask teu feu metric quantity "
    "cubic metre meter m3 cbm dozen pair consignment".split()
)
_AFTER = _MEASURES | frozenset(
    "grade quality origin fob cif cfr nos new fresh dried washed whole frozen chilled raw net gross type size class a b c i ii "
    "iii max min vol abv alc ron ppm x of".split()
)
_CRUDE_TOO = frozenset(
    "oil glycerine glycerin glycerol tallow lard fat wax lecithin stearin olein lanolin degra acid palm pko cpko benzene benzol "
    "phenol cresol naphthalene anthracene tar methanol sulphate turpentine sulphur sulfur sugar salt rubber soapstock talc mica "
    "gypsum clay kaolin feldspar borate iodine".split()
)
"""What is sold `crude` as well as refined, so that the word after it is an adjective; of petroleum it is the good itself."""
_ASIAN = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the glossary. `hs` are its candidate codes, `broad` words name too much to speak against a code."""

    term: str
    forms: tuple[str, ...]
    hs: tuple[str, ...]
    why: str
    broad: bool
    query: str


@dataclass(frozen=True, slots=True)
class Named:
    """A good that a text names: the glossary's line, the words as found, and whether it is the head of its phrase."""

    term: Term
    words: str
    head: bool


@cache
def glossary() -> tuple[Term, ...]:
    rows = csv.DictReader((DATA / "glossary.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        Term(r["term"], _list(r["forms"]), _list(r["hs"]), r["why"], r["broad"] == "yes", r["query"]) for r in rows
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in text.split(";") if x.strip())


def _fold(text: str) -> list[str]:
    """Words in small letters without their plural s; numbers are left out."""
    tokens = re.findall(r"[^\W_]+(?:[\d]*)", text.casefold())
    return [_single(t) for t in tokens if not t[0].isdigit()]


def _single(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _by_form() -> dict[tuple[str, ...], Term]:
    found: dict[tuple[str, ...], Term] = {}
    for term in glossary():
        for form in (term.term, *term.forms):
            if not _ASIAN.search(form):
                found.setdefault(tuple(_fold(form)), term)
    return found


@cache
def _asian() -> tuple[tuple[str, Term], ...]:
    forms = [(f, t) for t in glossary() for f in t.forms if _ASIAN.search(f)]
    return tuple(sorted(forms, key=lambda x: -len(x[0])))


@lru_cache(maxsize=4096)
def named(text: str) -> tuple[Named, ...]:
    """The goods that a text names, each once, heads before hints."""
    found: dict[str, Named] = {}
    for one in (*_heads_and_hints(text), *_in_asian_script(text)):
        held = found.get(one.term.term)
        if held is None or (one.head and not held.head):
            found[one.term.term] = one
    return tuple(sorted(found.values(), key=lambda n: not n.head))


def _heads_and_hints(text: str) -> Iterator[Named]:
    for segment in _SEGMENT.split(text[:2000]):
        head, _, rest = segment.partition(" of ")
        counted = set(_fold(head)) <= _MEASURES
        phrase = _HEAD_END.split(rest if rest and counted else head, maxsplit=1)[0]
        tokens = _fold(phrase)
        while tokens and (tokens[-1] in _AFTER) and tuple(tokens) not in _by_form():
            tokens.pop()
        tokens = _without_adjective(tokens)
        ends = _known_end(tokens)
        if ends:
            yield Named(_by_form()[tuple(ends)], " ".join(ends), True)
            continue
        for i in range(len(tokens)):
            for j in range(min(len(tokens), i + 4), i, -1):
                if term := _by_form().get(tuple(tokens[i:j])):
                    yield Named(term, " ".join(tokens[i:j]), False)
                    break


def _known_end(tokens: list[str]) -> list[str] | None:
    """The longest form of the glossary that a phrase ends in."""
    return next((tokens[i:] for i in range(len(tokens)) if tuple(tokens[i:]) in _by_form()), None)


def _without_adjective(tokens: list[str]) -> list[str]:
    """`palm kernel oil crude` without its last word; `Urals crude` and `petroleum oil crude` as they are."""
    before = tokens[:-1]
    if tokens[-1:] != ["crude"] or not before or {"petroleum", "mineral"} & set(before):
        return tokens
    end = _known_end(before)
    known = end is not None and not _by_form()[tuple(end)].broad
    return before if known or before[-1] in _CRUDE_TOO else tokens


def _in_asian_script(text: str) -> Iterator[Named]:
    if not _ASIAN.search(text):
        return
    rest = text
    for form, term in _asian():
        if form in rest:
            rest = rest.replace(form, " ")
            yield Named(term, form, True)
