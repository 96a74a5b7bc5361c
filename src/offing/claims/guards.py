"""Whether known words name the known thing in this text: `Said`, `Alert` and `Third Floor` are on lists, and are English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from offing.claims.forms import TRADE, form_length
from offing.claims.found import Found
from offing.claims.gazetteer import Gazetteer, Hit, ListedName
from offing.claims.goods_words import goods_named
from offing.claims.model import Label
from offing.claims.persons import TITLES
from offing.claims.runs import OPENERS, Run
from offing.claims.ship_words import SHIP, SHIPS
from offing.claims.tables import Known
from offing.claims.wording import AND, APART, CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, POINT, QUOTE, SPACE, Words

PUBLIC = frozenset(
    "ministry corps guard guards army navy force forces bureau department directorate committee party police council office "
    "brigade organization organisation movement front militia battalion".split()
)
"""Words of a body that is no firm, though lists file both as entities."""
_SMALL = frozenset("of and the de del der da al el bin ibn for on van von y e la le du des in und".split())
_LOCATIVE = frozenset(
    "in at from near outside off to through via around of towards toward between leaving left reached entered reach".split()
)
_CITED = re.compile(r"[A-Z]\.")
_SHORTEST_ALONE = 5


def country_words(words: Words, hits: Sequence[Hit]) -> dict[int, int]:
    """The first word of every country or its people, as written, to the word after the last."""
    found: dict[int, int] = {}
    last = 0
    for hit in hits:  # by place, the longer first: what lies in another is left out
        if hit.last > last and any(k.label == "country" for k in hit.known) and written(words, hit):
            found[hit.first] = last = hit.last
    return found


def accepted(words: Words, hits: Sequence[Hit], runs: Sequence[Run], gazetteer: Gazetteer) -> Iterator[Found]:
    """What the known names come to in this text, by place; overlaps are not settled here."""
    within = {k: run for run in runs for k in range(run.first, run.last)}
    for hit in hits:
        if _parted(words, hit):
            continue
        if hit.known and (found := _of_tables(words, hit, gazetteer)):
            yield found
        if (
            hit.listed
            and not any(k.label == "agency" for k in hit.known)
            and (found := _of_lists(words, hit, within, gazetteer))
        ):
            yield found


def written(words: Words, hit: Hit) -> bool:
    """Capitals where a name has them: every word that is not a small one begins with a capital or a digit."""
    shapes = words.shapes
    return all(
        shapes[k] != LOWER or words.low(k) in _SMALL or (k > hit.first and words.gaps[k] in (HYPHEN, POINT, QUOTE))
        for k in range(hit.first, hit.last)
    ) and (shapes[hit.first] != LOWER or words.low(hit.first) == "the")


def _parted(words: Words, hit: Hit) -> bool:
    """Whether the end of a sentence or the like stands between the words."""
    said = words.said(hit.first, hit.last)
    if "(" in said and ")" not in said:
        return True
    for k in range(hit.first + 1, hit.last):
        gap = words.gaps[k]
        if gap == APART and words.between(k) not in ("., ", ".-", ". ,"):
            bracketed = words.between(k) in (" (", ") ") and any(n.kind == "list" for n in hit.known)
            if not bracketed:
                return True
        if gap == POINT and words.between(k) != "." and words.end(k - 1) - words.start(k - 1) > 4:
            return True
        if (
            gap == COMMA
            and not _form_from(words, k, hit.last)
            and not any(n.kind in ("list", "agency") for n in hit.known)
        ):
            return True
    return False


def _form_from(words: Words, k: int, last: int) -> bool:
    return any(form_length([words.low(x) for x in range(k, e)], e - k) for e in range(k + 1, min(last, k + 3) + 1))


def _span(words: Words, hit: Hit) -> tuple[int, int]:
    """The characters of a hit, without "the", with the point of an abbreviation at its end (`U.S.`)."""
    first = hit.first + (words.low(hit.first) == "the" and hit.last - hit.first > 1)
    a, b = words.start(first), words.end(hit.last - 1)
    dotted = (
        hit.last - first > 1
        and words.between(hit.last - 1) == "."
        and words.end(hit.last - 1) - words.start(hit.last - 1) == 1
    )
    if dotted and words.text[b : b + 1] == ".":
        b += 1
    return a, b


def _of_tables(words: Words, hit: Hit, gazetteer: Gazetteer) -> Found | None:
    sense = hit.known[0]
    a, b = _span(words, hit)
    if sense.kind == "goods":
        return goods_named(words, hit, sense, a, b)
    if sense.kind == "list":
        return Found(a, b, "list", "gazetteer:list", name=sense.name, tier=0)
    if not written(words, hit) or not _cased(words, hit, sense):
        return None
    if _CITED.match(words.text, b, b + 2) and words.between(hit.last - 1) == ".":
        return None  # U.S.C. is a code of laws
    if sense.kind == "people" and words.low(hit.first - 1) == "inter" and words.gaps[hit.first] == HYPHEN:
        return None
    if words.is_titled(hit.first) and sense.kind in ("port", "firm") and words.low(hit.first) in gazetteer.common:
        return None
    if sense.kind in ("port", "firm", "city") and hit.last - hit.first == 1:
        run_on = _runs_on(words, hit)
        if words.low(hit.first) in gazetteer.common and not (sense.kind != "firm" and _located(words, hit)):
            return None
        if sense.kind == "port" and (run_on or not (_located(words, hit) or b - a >= _SHORTEST_ALONE)):
            return None
    if (
        sense.kind == "port"
        and hit.last - hit.first > 1
        and all(words.low(k) in gazetteer.common for k in range(hit.first, hit.last))
    ):
        return None
    if sense.label == "country" and words.low(hit.last) in ("marshals", "representative") and words.shapes[hit.last]:
        return None
    if sense.kind == "capital":
        return _capital(words, hit, sense, a, b)
    tier = 0 if sense.label == "agency" else 1
    return Found(a, b, sense.label, f"gazetteer:{sense.kind}", value=sense.value, name=sense.name, tier=tier)


def _cased(words: Words, hit: Hit, sense: Known) -> bool:
    """`US` is a country and `us` is not; acronyms are acronyms in capitals only."""
    said = words.said(hit.first, hit.last)
    if sense.said.isupper() and len(sense.said.replace(".", "")) <= 6 and not said.isupper():
        return len(said) > 3 and said[0].isupper() and said.isalpha() and sense.label in ("agency", "company")
    if sense.name == "International Maritime Organization" and len(said) == 3:
        return (
            words.low(hit.last) not in ("number", "numbers", "no", "nos")
            and words.shapes[min(hit.last, len(words) - 1)] != NUMBER
        )
    if len(said) <= 3 and said.isalpha() and sense.said.isupper() and words.is_titled(hit.first):
        return words.said(hit.first, hit.last) == sense.said and sense.value in ("us", "gb", "eu", "")
    return True


def _capital(words: Words, hit: Hit, sense: Known, a: int, b: int) -> Found:
    """A capital is a place where something is in, at or from it; elsewhere it stands for its government."""
    said = sense.said.partition(",")[0]
    placed = (
        _dateline(words, hit)
        or _located(words, hit)
        or words.between(hit.last).startswith("-")
        or words.between(hit.last).startswith(" (")
    )
    if placed and words.low(hit.first - 1) in ("to", "of", "from", "between") and not _port_like(words, hit):
        placed = words.low(hit.first - 1) in ("of", "from")
    before = words.low(hit.first - 1)
    follows = min(hit.last, len(words) - 1)
    if before in ("based", "headquartered") or (words.gaps[follows] == COMMA and words.shapes[follows] != LOWER):
        placed = True
    placed = placed or (words.gaps[follows] == SPACE and words.low(hit.last) in _CITY_OF)
    if (
        words.gaps[hit.first] == COMMA
        and words.shapes[hit.first - 1] != LOWER
        and words.plain[b : b + 1] in (".", ",", "", "\n")
    ):
        placed = True  # of Hume Street, Dublin,
    near = {words.low(k) for k in range(max(0, hit.first - 4), hit.first - 1)}
    far = {words.low(k) for k in range(max(0, hit.first - 8), hit.first)}
    if (before in ("to", "for") and near & _BOUND) or (before == "to" and far & _GIVEN_TO):
        placed = True  # a delegation to Tehran, signalling for Beirut
    if said == "Brussels" and not placed:
        return Found(a, b, "agency", "gazetteer:capital-union", value="eu", name="European Union", tier=1)
    label: Label = "place" if placed else "country"
    return Found(
        a, b, label, f"gazetteer:capital-{'place' if placed else 'government'}", value=sense.value, name=said, tier=1
    )


_CITY_OF = frozenset(
    "company firm trader trading broker court office newspaper bank traders firms shipowner lawyer "
    "businessman agent agency shipbroker street hotel "
    "airport district address suburb registry port time managers suburbs".split()
)
_BOUND = frozenset(
    "signalling signaling bound booked heading delegation envoy flight flights flew sailed documents tickets runs ran".split()
)
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_GIVEN_TO = frozenset(
    "supplied supply supplies shipped delivered deliver exported sold sent sends flown carried brought cargo shipment".split()
) | {"cargoes", "shipments", "deliveries"}


def _dateline(words: Words, hit: Hit) -> bool:
    """`WASHINGTON -`, `SEOUL:` at the head of a paragraph."""
    after = words.plain[words.end(hit.last - 1) : words.end(hit.last - 1) + 3]
    months = words.low(hit.last)[:3] in _MONTHS and words.gaps[min(hit.last, len(words) - 1)] == SPACE
    shouted = words.shapes[hit.first] == CAPITALS and (after.lstrip()[:1] in ("-", ":", "(", ",", "/") or months)
    return words.first(hit.first) and (after == " - " or shouted)


def _port_like(words: Words, hit: Hit) -> bool:
    return any(words.low(k) in ("port", "city", "office", "embassy", "ship", "sailed", "travelled", "flew", "trip", "visit")
               for k in range(max(0, hit.first - 6), hit.first))  # fmt: skip


def _located(words: Words, hit: Hit) -> bool:
    before = words.low(hit.first - 1) if hit.first else ""
    if before == "the":
        before = words.low(hit.first - 2)
    return (before in _LOCATIVE and words.gaps[hit.first] == SPACE) or words.between(hit.last)[:1] == "-"


def _runs_on(words: Words, hit: Hit) -> bool:
    """Whether a capitalised word stands directly before or after: the name is then part of another."""
    after = hit.last < len(words) and words.gaps[hit.last] in (SPACE, HYPHEN, AND) and words.shapes[hit.last] in (1, 2)
    before = hit.first > 0 and words.gaps[hit.first] in (SPACE, HYPHEN, AND) and words.shapes[hit.first - 1] in (1, 2)
    before = before and words.low(hit.first - 1) not in OPENERS
    return bool(after or before)


def _of_lists(words: Words, hit: Hit, within: dict[int, Run], gazetteer: Gazetteer) -> Found | None:
    """A name on a list. What are only words of the language need more than capitals."""
    if not written(words, hit):
        return None
    kinds = {n.kind for n in hit.listed}
    low = [words.low(k) for k in range(hit.first, hit.last)]
    rare = [w for w in low if w not in gazetteer.common and not w.isdigit() and w not in _SMALL]
    a, b = words.start(hit.first), words.end(hit.last - 1)
    formed = form_length(low, len(low)) > 0
    whole = _whole(words, hit, within)
    kind = _kind(kinds, low)
    if kind == "company" and not formed and low[-1] not in TRADE and any(w in PUBLIC for w in low):
        return Found(a, b, "agency", "gazetteer:listed-body", tier=1)
    if formed and len(low) > 1:
        if words.low(hit.last - 1) in ("co", "ltd", "corp", "inc", "a", "c") and words.text[b : b + 1] == ".":
            b += not _closing(words, hit.last)
        return _listed(a, b, "company", hit, 0)
    if not whole or (kind == "person" and len(low) < 2):
        return None
    titled = words.is_titled(hit.first)
    if len(low) == 1:
        alone = len(low[0]) >= _SHORTEST_ALONE and bool(rare) and kind != "person" and not hit.known and not titled
        if not alone or low[0] in _first_names():
            return None
        return _listed(a, b, kind, hit, 3)
    if not rare and not (len(low) >= 3 and low[-1] in TRADE and not titled):
        return None
    if titled and len(rare) < 2:
        return None
    return _listed(a, b, kind, hit, 0 if len(low) > 2 or (kind == "vessel" and len(rare) > 1) else 1)


def _kind(kinds: Collection[str], low: list[str]) -> str:
    order = ("company", "vessel", "person")
    if any(w.isdigit() for w in low):
        order = ("vessel", "company", "person")
    return next(k for k in order if k in kinds)


def _listed(a: int, b: int, kind: str, hit: Hit, tier: int) -> Found:
    of_kind: list[ListedName] = [n for n in hit.listed if n.kind == kind] or list(hit.listed)
    label: Label = "company" if kind == "company" else "vessel" if kind == "vessel" else "person"
    return Found(a, b, label, f"gazetteer:{label}", name=of_kind[0].name, tier=tier, listed=tuple(of_kind))


def _first_names() -> frozenset[str]:
    from offing.claims.tables import words_in

    return words_in("given_names") | words_in("east_asian_surnames")


def _closing(words: Words, last: int) -> bool:
    n = words.sentence(words.start(last - 1))
    return n >= 0 and words.end(last - 1) + 1 >= words.sentences[n].end


def _whole(words: Words, hit: Hit, within: dict[int, Run]) -> bool:
    """Whether the name fills its run of capitals, but for titles, types of ship, countries and openers around it."""
    run = within.get(hit.first)
    if run is None:
        return False
    before = range(run.first, hit.first)
    after = range(hit.last, run.last)
    fine = TITLES | SHIP | SHIPS | OPENERS | {"mv", "mt", "m", "v", "t"}
    return all(words.low(k) in fine or words.shapes[k] == NUMBER for k in before) and all(
        words.low(k) in fine or words.shapes[k] == CAPITALS for k in after
    )
