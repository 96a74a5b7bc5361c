"""What a document names and points at: every mention with its label, and the things that mentions share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from offing.claims.bodies import body_names, lower_bodies, outlets
from offing.claims.body_parts import parts_of_bodies
from offing.claims.dated_words import dates
from offing.claims.fellows import of_a_row
from offing.claims.figures import figures
from offing.claims.firm_contexts import firms_beside
from offing.claims.firms import firm_names
from offing.claims.found import Found, joined, settled
from offing.claims.gazetteer import Gazetteer, Hit
from offing.claims.goods_words import amounts, goods_again, goods_meant
from offing.claims.groups import groups
from offing.claims.guards import accepted, country_words, written
from offing.claims.koreas import koreas
from offing.claims.likely_names import likely_names
from offing.claims.model import Document, Mention, Thing
from offing.claims.offices import offices
from offing.claims.persons import person_names
from offing.claims.persons_beside import persons_beside
from offing.claims.pointing import pointing
from offing.claims.runs import Run, runs
from offing.claims.sentences import sentences
from offing.claims.several import told_together
from offing.claims.ships import ship_names
from offing.claims.ships_beside import ships_beside
from offing.claims.short_forms import by_initials, named_again
from offing.claims.sites import facilities, listings, places, unknown_places
from offing.claims.things import numbered, renumbered
from offing.claims.wording import Words, words_of


def mentions_of(document: Document, gazetteer: Gazetteer) -> tuple[tuple[Mention, ...], tuple[Thing, ...]]:
    """The mentions in order of their start, a longer before one within it; the things by number.

    A country or place may be mentioned within the phrase for a body, an office, a list or a group; no others overlap.
    """
    words = words_of(document.text, sentences(document.text, document.segments))
    found = found_in(words, gazetteer)
    mentions, things = numbered(words, found)
    pointed, same = pointing(words, mentions, document.weight < 1)
    things = told_together(pointed, things)
    ordered = sorted([*mentions, *pointed], key=lambda m: (m.start, -m.end))
    return renumbered(ordered, things, same)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules find named: the runs of capitals, every `chance`, and the names that are `sure`, overlaps settled."""

    runs: Sequence[Run]
    chances: Sequence[Found]
    sure: list[Found]


def found_in(words: Words, gazetteer: Gazetteer) -> list[Found]:
    """Everything named in a text, overlaps settled."""
    ruled = by_rules(words, gazetteer)
    found = with_others(words, ruled, gazetteer.common)
    likely = likely_names(words, ruled.runs, found, gazetteer.common)
    if not likely:
        return found
    return with_others(words, replace(ruled, sure=joined(ruled.sure, likely)), gazetteer.common)


def by_rules(words: Words, gazetteer: Gazetteer) -> Ruled:
    """What the words themselves and what stands beside them show to be named."""
    hits = gazetteer.hits(words.fold)
    fixed = settled([*dates(words), *figures(words.text)])
    spans = list(runs(words, _barred(words, fixed)))
    taken = {(h.first, h.last) for h in hits if _is_other(h) and written(words, h)}

    towns = {(h.first, h.last) for h in hits if h.known and h.known[0].kind in ("city", "port", "area")}
    at_ships = {(h.first, h.last) for h in hits if any(n.kind == "vessel" for n in h.listed)}

    def known(first: int, last: int) -> bool:
        return (first, last) in taken

    lands = country_words(words, hits)
    told = list(accepted(words, hits, spans, gazetteer))
    found = [
        *fixed,
        *told,
        *koreas(words, told),
        *ship_names(words, spans, known, at_ships, towns, gazetteer.common),
        *firm_names(words, spans, known, gazetteer.common),
        *person_names(words, spans, known, gazetteer.common),
        *body_names(words, spans, lands),
        *outlets(words, spans),
        *places(words, spans),
        *lower_bodies(words, lands),
        *offices(words, spans, lands),
        *unknown_places(words, spans, gazetteer.common, lands),
        *by_initials(words),
        *facilities(words, spans),
        *listings(words, [f for f in told if f.label == "country"]),
        *groups(words, lands),
        *amounts(words, fixed, lands),
    ]
    found = _of_pipelines(words, found)
    first = _spelt_alike(words, settled(found))
    first = joined(first, parts_of_bodies(words, first), ships_beside(words, spans, first, gazetteer.common))
    first = joined(first, firms_beside(words, spans, first, gazetteer.common))
    first = joined(first, of_a_row(words, spans, first))
    first = joined(first, persons_beside(words, spans, first, gazetteer.common))
    surnames = {words.text[f.start : f.end].split()[-1].lower() for f in first if f.label == "person" and not f.plural}
    first, found = _no_surnames(words, first, surnames), _no_surnames(words, found, surnames)
    return Ruled(spans, found, first)


def with_others(words: Words, ruled: Ruled, common: Container[str]) -> list[Found]:
    """With where the names are said again or shorter, and what stands in a row with them."""
    again = named_again(words, ruled.sure, common)
    every = joined(ruled.sure, ruled.chances, again)
    every = joined(every, goods_again(words, every))
    return goods_meant(words, joined(every, of_a_row(words, ruled.runs, every)))


def _of_pipelines(words: Words, found: Sequence[Found]) -> list[Found]:
    """With the name of a pipeline being the pipeline's where it stands alone, though a firm be called after it."""
    works = {words.text[f.start : f.end] for f in found if f.label == "company" and _PIPELINE.match(words.text, f.end)}
    works |= {name for f in found if f.label == "facility" and (name := _pipeline(words.text[f.start : f.end]))}
    if not works:
        return list(found)
    return [
        replace(f, label="facility", rule="pipeline", name="", listed=())
        if f.label == "company" and words.text[f.start : f.end] in works
        else f
        for f in found
    ]


_PIPELINE = re.compile(r" (?:(?:natural )?gas |oil )?pipelines?\b")


def _pipeline(said: str) -> str:
    name, _, noun = said.removeprefix("the ").rpartition(" ")
    return name if noun in ("pipeline", "pipelines") else ""


def _spelt_alike(words: Words, found: Sequence[Found]) -> list[Found]:
    """With the same words of one label being one name: that of a list, where one of them was found on a list."""
    of: dict[tuple[str, str], Found] = {}
    for one in found:
        if one.listed and not one.plural:
            of.setdefault((one.label, words.text[one.start : one.end].lower()), one)
    out = []
    for one in found:
        known = None if one.listed else of.get((one.label, words.text[one.start : one.end].lower()))
        out.append(replace(one, name=known.name, listed=known.listed) if known else one)
    return out


def _no_surnames(words: Words, found: Sequence[Found], surnames: Container[str]) -> list[Found]:
    """Without firms that are called by one word, which is a person's surname here: "his company Alchwiki moved cash"."""
    said = ("firm-before", "firm-by", "gazetteer:company")
    return [f for f in found if f.rule not in said or words.text[f.start : f.end].lower() not in surnames]


def _is_other(hit: Hit) -> bool:
    return any(
        k.kind in ("territory", "people", "capital", "agency", "outlet", "area", "city", "list") for k in hit.known
    )


def _barred(words: Words, fixed: Sequence[Found]) -> bytearray:
    """The words of dates and figures, which are part of no name."""
    barred = bytearray(len(words))
    for one in fixed:
        first, last = bisect_right(words.fold.ends, one.start), bisect_left(words.fold.begins, one.end)
        barred[first:last] = b"\1" * (last - first)
    return barred
