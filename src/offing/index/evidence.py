"""The evidence for and against: what the book says of a thing laid beside what a list entry says, fact by fact.

Pure: a Told, an Entity and the Hit that brought them together in, Parts out. How much each part is worth, and why, stands
in `rules.csv`; what they amount to is for `judge.py` to say.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from anyascii import anyascii

from offing.index.evidence_names import name_parts
from offing.index.evidence_parties import party_parts
from offing.index.evidence_ships import ship_parts
from offing.index.find import REORDERED, Hit
from offing.index.names import fold, key, legal_forms, party_tokens, ship_tokens
from offing.index.rules import Part, part
from offing.index.told import Told
from offing.index.written import two_scripts
from offing.records.entity import Entity

__all__ = ["Part", "Told", "lay", "log_odds_of", "name_support"]

_SAME, BUT_THE_FORM = "the same name", "but for the legal form"
SUPPORT = 0.6
"""Share of letters in common from which a ship's name supports a slip of her number."""


def lay(told: Told, entity: Entity, hit: Hit, name_rule: str = "") -> tuple[Part, ...]:
    """All parts, the one that led here first. `name_rule` is the rule of the name, where the hit does not tell it."""
    found = list(ship_parts(told, entity) if entity.schema == "Vessel" else party_parts(told, entity))
    if name_rule:
        found.insert(0, part(name_rule, hit.value, hit.listed))
    elif hit.via == "name":
        found[:0] = _name(told, entity, hit)
    else:
        found.sort(key=lambda p: p.feature != hit.via)
        if hit.via == "imoNumber" and entity.schema == "Vessel" and told.kind != "ship":
            found.insert(0, part("imo_given_for_firm", hit.value, f"ship {entity.caption}"))
        found += _other_name(told, entity)
    given = (*([hit.value] if hit.via == "name" and not name_rule else []), *told.names)
    if mixed := dict.fromkeys(word for name in given for word in two_scripts(name)):
        found.append(part("name_two_scripts", "; ".join(mixed)))
    return tuple(found)


def _name(told: Told, entity: Entity, hit: Hit) -> list[Part]:
    """The names of a hit by name, and what is to be said of the listed one."""
    firm = entity.schema not in ("Person", "Vessel")
    common = firm and (common_words_only(hit.listed) or (not hit.distinct and len(party_tokens(hit.listed)) > 1))
    if not hit.exact:
        found = [part("name_near", hit.value, hit.listed, log_odds=log_odds_of(hit.score))]
        if firm and common_words_only(hit.listed):
            found.append(part("name_near_common", hit.listed))
        if entity.schema == "Person" and initials_turned(hit.value, hit.listed):
            found.append(part("name_initials_turned", hit.value, hit.listed))
    elif common and any(same_words(hit.value, n.text) for n in entity.names if n.kind != "weakAlias"):
        found = [part("name_common_whole", hit.value, hit.listed)]
    elif REORDERED in hit.differs and not common:
        found = [part("name_reordered", hit.value, hit.listed)]
    elif hit.distinct and not common:
        found = [part("name_same", hit.value, hit.listed)]
    else:
        found = [part("name_common" if common else "name_short", hit.value, hit.listed)]
    if firm and hit.exact and _forms(hit.value) != _forms(hit.listed):
        found[0] = replace(found[0], says=found[0].says.replace(_SAME, f"{_SAME} {BUT_THE_FORM}"))
    if entity.schema == "Person" and (not hit.exact or REORDERED in hit.differs):
        found += name_parts(hit.value, hit.listed, (n.text for n in entity.names))
    if hit.listed_kind == "weakAlias":
        found.append(part("name_weak", hit.listed))
    if hit.listed_kind == "previousName":
        borne = next((n.dated for n in entity.names if n.text == hit.listed and n.dated), None)
        apart = borne is not None and told.period is not None and not borne.overlaps(told.period)
        found.append(part("name_other_time" if apart else "name_former", hit.listed, borne or ""))
    return found


def _other_name(told: Told, entity: Entity) -> list[Part]:
    """For a hit by number: whether the name goes with it."""
    if not told.names:
        return []
    tokens = ship_tokens if entity.schema == "Vessel" else party_tokens
    listed = {key(tokens(n.text)) for n in entity.names}
    for name in told.names:
        if key(tokens(name)) in listed:
            return [part("name_same", name, entity.caption)]
    alike = max(told.names, key=lambda n: name_support(n, entity))
    rule = "name_near" if name_support(alike, entity) >= SUPPORT else "name_other"
    return [part(rule, alike, entity.caption)]


@cache
def _empty_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of trade, words that any firm may put before one, and words that any firm may add."""
    text = files("offing.index").joinpath("empty.csv").read_text(encoding="utf-8")
    groups = {row["group"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}
    return groups["trade"], groups["plain"], groups["silent"]


@lru_cache(maxsize=16_384)
def common_words_only(name: str) -> bool:
    """Whether a firm's name is one or two words of trade, or one with a plain word beside: EASTERN TRADING LLC, GLOBAL SHIPPING.

    A place, a word of another language (Bank Tejarat), two plain words (GOLDEN STAR) or a third word (OCEAN MARITIME
    MANAGEMENT) make it a name.
    """
    trade, plain, silent = _empty_words()
    tokens = [t for t in party_tokens(name) if t not in silent]
    beside = [t for t in tokens if t not in trade]
    return 0 < len(tokens) <= 2 and len(beside) < len(tokens) and all(t in plain for t in beside)


def initials_turned(name: str, listed: str) -> bool:
    """Whether two initials stand for two listed words in the other order: `R. A. Kadyrov`, Kadyrov Aleksandr Romanovych."""
    ours, theirs = (re.findall(r"[a-z]+", anyascii(text).lower()) for text in (name, listed))
    initials = [w for w in ours if len(w) == 1]
    leads = [w[0] for w in theirs if w not in ours]
    return len(initials) == len(leads) == 2 and initials != leads and initials == leads[::-1]


_FORM_SPELLINGS = {"limited": "ltd", "company": "co", "corporation": "corp", "incorporated": "inc"}


def _forms(name: str) -> set[str]:
    """The legal forms of a firm's name, each in one spelling."""
    return {_FORM_SPELLINGS.get(form, form) for form in legal_forms(name)}


def same_words(name: str, listed: str) -> bool:
    """Whether two names are the same word for word, the legal form with them (`Ltd` and `Limited` are one)."""
    ours, theirs = ([_FORM_SPELLINGS.get(t, t) for t in fold(text) if t != "the"] for text in (name, listed))
    return ours == theirs


def name_support(name: str, entity: Entity) -> float:
    """Share of letters that a name has in common with the nearest listed one, 0 to 1; 0 where the hull numbers differ."""
    tokens = ship_tokens if entity.schema == "Vessel" else party_tokens
    ours = tokens(name)
    best = 0.0
    for listed in entity.names:
        theirs = tokens(listed.text)
        if {t for t in ours if t.isdigit()} == {t for t in theirs if t.isdigit()}:
            best = max(best, SequenceMatcher(None, key(ours), key(theirs), autojunk=False).ratio())
    return best


def log_odds_of(score: float) -> float:
    """A score between 0 and 1 as log-odds, held between -4.6 and 4.6."""
    held = min(max(score, 0.01), 0.99)
    return log(held / (1 - held))
