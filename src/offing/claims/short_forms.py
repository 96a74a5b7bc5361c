"""The shorter ways of a text to name again what it has named in full: "Dalian Haibo", "Haibo", "Chun", an acronym in brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from offing.claims.folding import fold
from offing.claims.forms import TRADE, without_form
from offing.claims.found import Found
from offing.claims.model import Label
from offing.claims.tables import known, rows, words_in
from offing.claims.wording import AND, CAPITALS, COMMA, HYPHEN, LOWER, SPACE, Words

_NAMED: tuple[Label, ...] = ("vessel", "company", "person", "agency", "facility", "place")
_SMALL = frozenset("of and the for on to in de s".split())
_PARTICLES = frozenset("al el ul bin ibn abu ben von van de del di da du d o la le".split())
_LONGEST = 9
_GENERIC = frozenset(
    "international global world general national korea china new first united east west north south".split()
)
_HEADS = frozenset(
    "customs navy ministry department agency committee council commission panel guards authority bureau board coalition".split()
)
_WEAK = frozenset({"the-name", "gazetteer:firm", "capitals", "person-says"})
"""Rules by which a word may be found that is short for a name found otherwise."""
_NO_BODY = frozenset(
    "nationals standard initiative resolution unit act system program programme agreement law plan index order organization "
    "list zone terrorist code convention number".split()
)
_PARENT = re.compile(
    r"\b(?:subsidiar(?:y|ies)|units?|arms?|affiliates?|offshoots?|divisions?|branch(?:es)?) of (?:the )?"
    r"([A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,2})"
)
"""Whom a firm belongs to is not called by that firm's short name: "Rosneft Trading S.A., a subsidiary of Rosneft"."""
_INITIALS = re.compile(r"[A-Z][A-Z&-]{1,6}")
_ACRONYM = re.compile(
    r",? \((?:the |also known as |hereafter |or |aka )?[\"']?([A-Za-z][\w.&'-]{1,24}(?: [A-Z][\w.&'-]{1,24}){0,2})[\"']?\)"
)


def named_again(words: Words, found: Sequence[Found], common: Container[str]) -> list[Found]:
    """Further mentions of the names found, in full or shortened; a form that fits two names is one of neither."""
    forms = _forms(words, found, common)
    return list(_look(words, forms, common)) if forms else []


def _forms(words: Words, found: Sequence[Found], common: Container[str]) -> dict[tuple[str, ...], Found]:
    full: dict[tuple[str, ...], Found] = {}
    short: dict[tuple[str, ...], dict[str, Found]] = defaultdict(dict)
    for one in found:
        if one.label not in _NAMED or one.plural or (one.label == "place" and one.rule.startswith("gazetteer")):
            continue
        said = fold(words.text[one.start : one.end]).split()
        if not said:
            continue
        source = one if one.name else replace(one, name=words.text[one.start : one.end])
        known = full.get(tuple(said), source)
        if known.tier >= 0:
            better = known.rule == "place-head" and source.label == "vessel"
            full[tuple(said)] = source if better else known
        key = fold(source.name)
        for form in _shorter(one.label, said, common, _shouted(words, one)):
            if form != tuple(said):
                short[form][key] = source
        if bracketed := _ACRONYM.match(words.plain, one.end, one.end + 90):
            form = tuple(fold(bracketed[1]).split())
            if form and _stands_for(form, said, words.plain[bracketed.end(1) : bracketed.end(1) + 1], bracketed[1]):
                full[form] = replace(source, tier=-1)
    for form, leader in _leaders().items():
        if form not in short:
            short[form] = {leader.name: leader}
    for form, of in short.items():
        if len(of) > 1 and all(one.label == "agency" for one in of.values()) and len({*form} & _HEADS):
            first = min(of.values(), key=lambda one: one.start)
            short[form] = {first.name: first}
    for form, house in _houses(words, found, common).items():
        if form not in full and (len(short.get(form, {})) != 1):
            short[form] = {house.name: house}
    for form, of in short.items():
        people = {
            name: one for name, one in of.items() if one.label == "person" and one.rule != "leader" and one.tier < 3
        }
        if len(people) == 1:  # Qatirji is the man, and the Qatirji Company is called so
            short[form] = people
            if form in full and full[form].label == "company" and form[0] in _PARTICLES:
                del full[form]
    whole = {tuple(without_form(list(said))): one for said, one in full.items() if one.label == "company"}
    for form, one in whole.items():
        if len(form) > 1 and len(short.get(form, {})) > 1:
            short[form] = {one.name: one}
    parents = {p for m in _PARENT.finditer(words.plain) for p in (tuple(fold(m[1]).split()[:n]) for n in (1, 2, 3))}
    clear = {
        form: one
        for form, of in short.items()
        if len(of) == 1 and not ((one := next(iter(of.values()))).label == "company" and form in parents)
    }
    weak = {form: one for form, one in full.items() if one.tier > 2 or one.rule in _WEAK}
    return {**weak, **clear, **{form: one for form, one in full.items() if form not in weak}}


@cache
def _leaders() -> dict[tuple[str, ...], Found]:
    """Heads of state by their names, of one form the first."""
    names = [name for row in rows("leaders") for name in row["names"].split(";")]
    return {tuple(fold(name).split()): Found(0, 0, "person", "leader", name=name) for name in reversed(names)}


def by_initials(words: Words) -> Iterator[Found]:
    """ "Air and Marine Operations (AMO)": capitals before a bracket whose initials it holds are a name, of a body or a firm."""
    for i in range(1, len(words)):
        if (
            words.shapes[i] != CAPITALS
            or words.between(i) not in (" (", ' ("')
            or not _INITIALS.fullmatch(words.said(i, i + 1))
        ):
            continue
        wanted = words.low(i)
        k, at = i, len(wanted)
        while k > 0 and at > 0 and i - k < _LONGEST and (k == i or words.gaps[k] in (SPACE, HYPHEN, AND)):
            k -= 1
            if words.shapes[k] != LOWER and words.low(k)[0] == wanted[at - 1]:
                at -= 1
            elif words.low(k) not in _SMALL:
                break
        if at == 0 and i - k > 1 and words.low(i - 1) not in _NO_BODY and words.shapes[k] != LOWER:
            yield Found(words.start(k), words.end(i - 1), "agency", "initials", tier=2)


def _stands_for(form: tuple[str, ...], said: list[str], quoted: str, printed: str) -> bool:
    """Initials of the name, a word of it, or what is put in quotes for it."""
    if len(form) > 1:
        return quoted in "\"'" or set(form) <= set(said)
    initials = "".join(w[0] for w in said)
    big = "".join(c for c in form[0] if c.isalpha())
    return (
        quoted in "\"'"
        or form[0] in said
        or (printed.isupper() and bool(big) and big[0] in initials and len(big) <= len(said) + 2)
    )


def _houses(words: Words, found: Sequence[Found], common: Container[str]) -> dict[tuple[str, ...], Found]:
    """What several firms, or one whose name says more, begin with: the name of their house, which is none of them."""
    houses: dict[tuple[str, ...], Found] = {}
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        said = words.text[one.start : one.end].split()
        if one.label != "company" or one.plural or len(said) < 2 or not said[0][0].isupper():
            continue
        form = tuple(fold(said[0]).split())
        if len(form) != 1 or form[0] in common or len(form[0]) < 3 or _is_known(list(form)) or form[0] in TRADE:
            continue
        names[form].add(" ".join(said).lower())
        houses.setdefault(form, replace(one, name=said[0], listed=()))
    return {form: one for form, one in houses.items() if len(names[form]) > 1 or one.name.isupper()}


def _shouted(words: Words, one: Found) -> frozenset[str]:
    """The words of a name that are printed in capitals: the initials by which a group calls its firms."""
    return frozenset(w.lower() for w in words.text[one.start : one.end].split() if w.isupper() and len(w) > 2)


def _shorter(
    label: Label, said: list[str], common: Container[str], shouted: Container[str]
) -> Iterator[tuple[str, ...]]:
    if label == "person":
        yield from _of_person(said)
    elif label == "vessel":
        if len(said) > 2 and said[-1].isdigit() and len(said[-1]) < 3:
            yield tuple(said[:-1])
        if len(said) > 1:
            yield from ((w,) for w in said if len(w) > 4 and w.isalpha() and w not in common and not _is_known([w]))
    elif label == "company":
        yield from _of_firm(said, common, shouted)
        rest = said[1:] if _is_known(said[:1]) else []
        if len(rest) > 2:
            yield from (f for f in _of_firm(rest, common, shouted) if len(f) > 1)
    elif label == "agency":
        heads = [w for w in said if w in _HEADS]
        if heads and len(said) > 1:
            yield (heads[-1] if "of" not in said else heads[0],)


def _of_person(said: list[str]) -> Iterator[tuple[str, ...]]:
    """The surname: the first word of a Korean or Chinese name, else the last."""
    if len(said) < 2:
        return
    if said[0] in words_in("east_asian_surnames") and (said[0] not in words_in("given_names") or len(said) == 3):
        yield (said[0],)
    elif said[-1] not in ("jr", "sr", "ii", "iii"):
        yield (said[-1],)
        if said[-2] in _PARTICLES:
            yield tuple(said[-2:])
        if len(said) > 3:
            yield tuple(said[-2:])


def _of_firm(said: list[str], common: Container[str], shouted: Container[str]) -> Iterator[tuple[str, ...]]:
    bare = without_form(said)
    while len(bare) > 1:
        if not all(w in TRADE or w in _GENERIC for w in bare) and not _is_known(bare):
            yield tuple(bare)
        if bare[-1] not in TRADE and bare[-1] not in _GENERIC:
            break
        bare = bare[:-1]
    if (
        len(bare) == 1
        and bare[0] in common
        and not _is_known(bare)
        and bare[0] not in TRADE
        and len(said) > 1
        and len(bare[0]) > 3
    ):
        yield (bare[0],)
    if len(bare) > 2 and not all(w in TRADE or w in _GENERIC for w in bare[:2]) and not _is_known(bare[:2]):
        yield tuple(bare[:2])
    for word in bare:
        if (
            (len(word) >= 4 or (word in shouted and all(w in TRADE or w in _GENERIC for w in bare if w != word)))
            and word not in common
            and word not in TRADE
            and not _is_known([word])
            and word not in words_in("given_names")
        ):
            yield (word,)


def _is_known(form: list[str]) -> bool:
    form = form[:-1] if form[-1] == "s" else form
    return any(k.kind != "firm" for k in known().get(f" {'  '.join(form)} ", ()))


def _look(words: Words, forms: dict[tuple[str, ...], Found], common: Container[str]) -> Iterator[Found]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        lengths[form[0]].add(len(form))
    for i in range(len(words)):
        if words.shapes[i] == LOWER or words.low(i) not in lengths:
            continue
        for length in sorted(lengths[words.low(i)], reverse=True):
            j = i + length
            form = tuple(words.lows[i:j])
            if j > len(words) or form not in forms:
                continue
            if any(words.shapes[k] == LOWER and words.gaps[k] == SPACE and len(form[k - i]) > 4 for k in range(i, j)):
                continue
            if len(form) == 1 and (
                _part_of_more(words, i, forms[form].label) or (form[0] in common and _opens(words, i, forms[form]))
            ):
                continue
            source = forms[form]
            yield Found(
                words.start(i),
                words.end(j - 1),
                source.label,
                f"again:{source.rule}",
                source.value,
                source.name,
                _tier(words, i, source),
                listed=source.listed,
            )
            break


_PLACED = frozenset("in at from to near off outside via through around for".split())
_GOES_ON = frozenset("said says was is had has told names named did denied will would".split())


def _tier(words: Words, i: int, source: Found) -> int:
    """A name of this text goes before the same word in a table: Sevastopol a ship, Gatik a firm named in full."""
    if source.tier < 0 or (source.label == "vessel" and not _at(words, i)):
        return -1
    return 0 if source.label == "company" else 2


def _at(words: Words, i: int) -> bool:
    """Whether a word before makes the name a place's: "in Sevastopol" is no ship."""
    return words.low(i - 1) in _PLACED or (words.low(i - 1) == "of" and words.low(i - 2) in ("port", "city", "town"))


def _opens(words: Words, i: int, source: Found) -> bool:
    """Whether a common word's capital is its sentence's: without a verb after it, that it names something is not told."""
    if source.rule == "leader" or (source.label == "person" and i + 1 < len(words) and words.gaps[i + 1] == COMMA):
        return False
    return words.first(i) and words.low(i + 1) not in _GOES_ON


def _part_of_more(words: Words, i: int, label: Label) -> bool:
    """Whether a word alone stands beside another capital, and so in another name: `Wonsan Haibo` for `Haibo`."""
    if words.is_titled(i):
        return False
    after = i + 1 < len(words) and words.gaps[i + 1] in (SPACE, HYPHEN) and words.shapes[i + 1] in (1, 2)
    before = i > 0 and words.gaps[i] in (SPACE, HYPHEN) and words.shapes[i - 1] in (1, 2) and not words.first(i - 1)
    return after or (before and label != "person")
