"""When a name of a report that agrees with a list's is only possibly the entry: many bear it, or it may name something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from offing.claims.forms import TRADE
from offing.claims.model import Thing
from offing.claims.tables import known
from offing.index.find import Finder
from offing.index.glossary import english
from offing.index.names import fold, legal_forms, party_tokens

_OF_STATES = frozenset(
    "the of and for a armed forces force army navy naval air ground general staff guard guards revolutionary republican national "
    "central state states people's foreign trade bank ministry department office agency authority bureau defence defense "
    "interior intelligence security council committee commission party government supreme federal public military police customs "
    "coast border economic planning energy oil petroleum transport maritime affairs foundation organization organisation "
    "administration union institute corps command headquarters special operation service services directorate political reserve "
    "strategic research development agricultural cooperative credit savings saving estate real election academy academic rocket "
    "aerospace industries industry".split()
)
_SMALL = frozenset("of the and for in on to de la al el".split())
_PARTICLES = frozenset("al el ul bin ibn bint ben abu van von de der da di du la le".split())
_OF_MANY = frozenset(
    "golden star stars sea seas ocean oceans blue red white black green global world united new old pacific atlantic "
    "oriental orient sky sun gulf royal grand great first east west north south eastern western northern southern international "
    "general central national universal prime premier crown diamond eagle dragon phoenix union alliance group company".split()
)
"""Words by which firms everywhere are called."""
_OWN = 2
"""Words of a name that are neither trade's nor everybody's, from which a name of dictionary words is one firm's."""
_PLACES = frozenset({"capital", "city", "port", "area", "territory", "people"})
_FORMS: tuple[frozenset[str], ...] = (
    frozenset("ltd limited llc ooo pte pvt private sarl gmbh lllc ltda sdn bhd".split()),
    frozenset("jsc pjsc ojsc cjsc oao pao zao ao plc ag sa spa public joint stock incorporated inc nv".split()),
)
_ANY_FORM = frozenset("company co corporation corp firm".split())


def doubted(thing: Thing, people: Collection[str], finder: Finder) -> bool:
    """Whether what is called so may be no listed firm or body. `people`: the words of the names of the text's persons."""
    if thing.label == "agency":
        return _any_states(thing)
    if thing.label != "company" or legal_forms(thing.name):
        return False
    words = party_tokens(thing.name)
    own = [w for w in words if w not in _PARTICLES]
    surname = bool(own) and len(own) == 1 and len(words) > 1
    return (
        surname
        or all(w in people for w in own)
        or _of_anybody(own)
        or _a_place(thing.name)
        or bool(finder.ships_named(thing.name))
    )


def people_in(things: Iterable[Thing]) -> frozenset[str]:
    """The words of the names of a text's persons."""
    return frozenset(w for t in things if t.label == "person" for s in t.spellings for w in fold(s))


def sure_of(thing: Thing, sure: Sequence[Mapping[str, Any]], alerts: Iterable[Mapping[str, Any]]) -> Iterator[bool]:
    """For each sure match, whether it stays so: not where legal forms differ, nor where others' names begin with it."""
    words = tuple(party_tokens(thing.name))
    longer = {
        (m["dataset"], m["entry"])
        for m in alerts
        if thing.label == "company"
        and len(party_tokens(m["name"])) > len(words)
        and tuple(party_tokens(m["name"]))[: len(words)] == words
    }
    for match in sure:
        if thing.label not in ("company", "agency") or fold(match["name"]) == fold(thing.name):
            yield True
            continue
        others = {e for d, e in longer if d == match["dataset"] and e != match["entry"]}
        ambiguous = bool(others) and not legal_forms(thing.name)
        yield not ambiguous and _forms_agree(legal_forms(thing.name), legal_forms(match["name"]))


def _forms_agree(said: Collection[str], listed: Collection[str]) -> bool:
    """`FZE` is no `DMCC` and `SA` no `Limited`; `Company` may be any, and so may a name without a form."""
    a, b = {_kind(w) for w in said if w not in _ANY_FORM}, {_kind(w) for w in listed if w not in _ANY_FORM}
    return not a or not b or bool(a & b)


def _kind(form: str) -> str:
    return next((str(n) for n, alike in enumerate(_FORMS) if form in alike), form)


def _of_anybody(own: Collection[str]) -> bool:
    """Whether a firm's name is of dictionary words that many firms are called by: "Atlas Shipping", "Golden Star"."""
    if not all(w in TRADE or w in _OF_MANY or w.isdigit() or w in english() for w in own):
        return False
    return sum(w not in TRADE and w not in _OF_MANY and not w.isdigit() for w in own) < _OWN


def _a_place(name: str) -> bool:
    return any(k.kind in _PLACES for k in known().get(f" {'  '.join(fold(name))} ", ()))


def _any_states(thing: Thing) -> bool:
    """Whether a body's name is of words by which any state may call one of its own ("Armed Forces General Staff"), or is a

    description in small letters ("Syrian air force").
    """
    said = thing.name.replace("-", " ").split()
    small = any(w.islower() and w not in _SMALL for w in said)
    return small or all(w.lower() in _OF_STATES for w in said)
