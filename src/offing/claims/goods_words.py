"""Goods as a text names them: "coal", "refined oil", but no "oil tanker" and no "cargo ship"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from offing.claims.found import Found
from offing.claims.gazetteer import Hit
from offing.claims.ship_words import SHIP, SHIPS
from offing.claims.tables import Known
from offing.claims.wording import HYPHEN, LOWER, NUMBER, SPACE, Words


def goods_named(words: Words, hit: Hit, sense: Known, a: int, b: int) -> Found | None:
    """Goods are written small; `Coal` may open a sentence. `cargo ship`, `oil tanker`, `steel company` name no goods."""
    if any(words.shapes[k] not in (LOWER, NUMBER) for k in range(hit.first, hit.last)):
        upper = sense.said.isupper() or words.first(hit.first) or words.is_titled(hit.first)
        mixed = any(c.isupper() for c in sense.said)
        if not (upper or mixed):
            return None
    after = words.low(hit.last)
    if (
        sense.said in SHIPS
        and hit.last < len(words)
        and words.shapes[hit.last] != LOWER
        and words.gaps[hit.last] == SPACE
    ):
        return None  # the yachts Alfa Nora and Tango Dos
    if hit.last < len(words) and words.gaps[hit.last] in (SPACE, HYPHEN) and after in _NO_GOODS:
        return None
    before = words.low(hit.first - 1)
    if sense.said == "cargo" and before in ("the", "her", "its", "his", "their", "no", "this", "that", "whose"):
        return None
    if after in ("oil", "gas", "product", "products", "chemical") and words.low(hit.last + 1) in SHIP | SHIPS:
        return None
    if before in ("nuclear", "chemical", "biological") or (sense.said == "cargo" and after == "of"):
        return None
    if (sense.said, before) in _IDIOMS or (hit.first and words.gaps[hit.first] == HYPHEN):
        return None
    if sense.said == "goods" and before == "of" and words.low(hit.first - 2) not in _MUCH_OF:
        return None
    if sense.said in _ALSO_OTHER and before not in _GOODS_BEFORE:
        return None
    if sense.said in _ARMS and (after in _OF_ARMS or before in _NOT_MOVED or words.low(hit.first - 2) == "up"):
        return None
    if sense.said.endswith("missiles") and (
        not _FIRED.isdisjoint(words.low(k) for k in range(hit.first - 3, hit.first)) or before == "the" or after in _FLY
    ):
        return None
    if sense.said in ("scrap", "cash", "bunkers") and (before in ("for", "in") or after in ("value", "dealer", "or")):
        return None
    if before == "to" and sense.said in ("fish", "fuel", "ship", "arms", "tea"):
        return None
    return Found(a, b, "goods", "gazetteer:goods", name=sense.said, tier=2)


def amounts(words: Words, fixed: Sequence[Found], lands: Mapping[int, int]) -> Iterator[Found]:
    """What no table has, of which an amount or a cargo is told: "2,300 tonnes of limonite", "a shipment of pistachios"."""
    for one in fixed:
        if one.label == "quantity":
            k = words.at(one.end)
            if words.low(k) == "of" and words.gaps[k] == SPACE:
                yield from _amount(words, k + 1, lands)
    for k, word in enumerate(words.lows):
        if word == "of" and words.low(k - 1) in _LOADS and words.gaps[k] == SPACE and k < len(words) - 1:
            yield from _amount(words, k + 1, lands)


def goods_again(words: Words, found: Sequence[Found]) -> Iterator[Found]:
    """ "The cars were photographed": words of several senses, with an article, where the text has named such goods."""
    told = {words.low(words.at(f.end) - 1) for f in found if f.label == "goods"} & _ALSO_OTHER
    if not told:
        return
    over = {k for f in found for k in words.within(f.start, f.end)}
    for k, word in enumerate(words.lows):
        here = word in told and words.shapes[k] == LOWER and k not in over and words.gaps[k] == SPACE
        if k and here and words.low(k - 1) in _POINTED and words.gaps[min(k + 1, len(words) - 1)] != HYPHEN:
            yield Found(words.start(k), words.end(k), "goods", "goods-again", name=words.low(k), tier=2)


def goods_meant(words: Words, found: Sequence[Found]) -> list[Found]:
    """With "the fuel" being the jet fuel that the text named last, where it was named so."""
    out = []
    fuller: dict[str, str] = {}
    for one in found:
        if one.label == "goods" and one.name and not one.plural:
            *more, head = one.name.lower().split()
            k = words.at(one.start)
            if more and head in _SHORT:
                fuller[head] = one.name
            elif head in fuller and words.low(k - 1) in _MEANT and words.gaps[k] == SPACE:
                out.append(replace(one, name=fuller[head]))
                continue
        out.append(one)
    return out


_SHORT = frozenset(
    "fuel oil gasoline products product gas petroleum concentrate ore parts components ammunition".split()
)
"""Heads of longer names of goods that stand alone for them when the text goes on."""
_MEANT = frozenset("the that this these those such".split())
_POINTED = frozenset("the these those its their his her such".split())


def _amount(words: Words, k: int, lands: Mapping[int, int]) -> Iterator[Found]:
    k = lands.get(k, k)
    first = k
    while k < len(words) and k < first + 3 and words.shapes[k] == LOWER and words.gaps[k] in (SPACE, HYPHEN):
        word = words.low(k)
        if word in _NO_WARE or word.endswith(("ing", "ed", "ly")):
            break
        k += 1
    if k > first and words.end(k - 1) - words.start(k - 1) > 2:
        yield Found(words.start(first), words.end(k - 1), "goods", "amount-of", tier=3)


_LOADS = frozenset("cargo cargoes shipment shipments consignment consignments shiploads shipload truckloads".split())
_NO_WARE = (
    SHIP
    | SHIPS
    | frozenset(
        "without "
        "the a an its his her their this that these those it them which what any all some more most other such and or but "
        "from to "
        "for in on at by with of off into over under about worth was were is are has had have be been aboard that than as after "
        "when while where who out again until since during if because just also then today last this abroad back home "
        "before between bound via through near goods items cargo water capacity displacement weight space people migrants "
        "bought sold sent brought taken put found lost made meant left went came "
        "one two three four five six seven eight nine ten unknown suspected illicit illegal concealed crude-oil".split()
    )
)
_NO_GOODS = (
    SHIP
    | SHIPS
    | frozenset(
        "flights flight jets plane planes aircraft airline airlines transportation transport company companies firm firms "
        "trader traders industry market markets ministry producer producers terminal terminals refinery sector giant giants "
        "major field fields depot tank analyst analysts mine mines mill plant embargo exports exporter exporters importer "
        "imports ban sanctions test tests revenue revenues program programme money launch launches capabilities "
        "and-gas office facility facilities cap hold holds handling owner owners documents manifest manifests "
        "arm prices price baron barons drum drums platforms stores queue queues programmes programs minister network networks "
        "spot supply rig rigs spill slick tanker-tracking station stations storage wells well pipeline".split()
    )
)
_MUCH_OF = frozenset(
    "worth million billion tons tonnes boxes crates containers loads shipment shipments consignment consignments".split()
)
"""Behind these "of goods" tells of a cargo; elsewhere it is a word of law ("a description of goods")."""
_IDIOMS = frozenset({("gold", "the"), ("goods", "sporting"), ("iron", "pig"), ("gas", "natural"), ("arms", "small")})
_ALSO_OTHER = frozenset(
    "lead tanks spirits iron boats watches seeds pipes engines equipment vehicles containers chips salt toys fruit "
    "computers tea food wood ballistic rockets cars fish components parts sensors pens paint rock rocks wax glass pumps "
    "cables printers phones tablets radios cameras processors tin nuts honey soap candles tiles beans butter soy mines fuses "
    "spares aircraft residues feed straw hay skins hair paintings medals coins stamps cash eels cod commodities transmitters "
    "launchers cartridges materiel speedboats armaments sokol chicken pork spices wines antennas vaccines compressors hides "
    "rye oats".split()
)
"""Goods whose words mean other things as often."""
_ARMS = frozenset("arms weapons".split())
_OF_ARMS = frozenset(
    "control controls race dealer dealers dealing inspector inspectors system systems proliferation expert experts deal deals "
    "maker makers development of outstretched folded crossed linked around deployment defence defense bazaar range".split()
)
_NOT_MOVED = frozenset("up both his her their its fired testing tested firing take took taking laid lay".split())
_FIRED = frozenset("fired fires firing launched launches launching launch tested test testing shot by against".split())
_FLY = frozenset("toward towards at into against fired launched struck hit".split())
_GOODS_BEFORE = frozenset(
    "procuring of and or carrying shipped sold exported imported smuggled selling exporting shipping including for procured "
    "luxury in buying bought supplied carry carries carried transport load loaded smuggle buy sell supply deliver import "
    "export procure delivered transporting transported seized included include includes other like with deliver bring "
    "brings brought some more these those".split()
)
