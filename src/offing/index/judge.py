"""How what agrees and what differs becomes `match`, `strong` or `possible`, or is set aside.

- `match`: the same number. A ship's IMO number, a company's IMO number, an LEI, or the same number in a register or
  passport. The name does not count: ships and firms are renamed.
- `strong`: nearly a number, or a name with something beside it. The same MMSI or call sign (these are handed on); an IMO
  number that fails its check digit and is one keystroke from a listed one, under the same or a near name; a firm's whole
  distinctive name with nothing against it; a person's name with the same date of birth, or whole, in
  distinctive words, with the same address or with both the same country and the same year of birth; a firm's near name
  with the same address.
- `possible`: a name only. Every ship by name alone, a person's name alone or with the same country (names are
  common within one), a near name, a weak alias, a firm's name of common words where it is the listed one word for word or
  country or address agree, a ship's IMO number given for a firm or person, and whatever a fact speaks against without
  deciding.
- Set aside, with the reason kept: another valid IMO number; a year of birth two years or more from every listed one; a
  firm's name of common words only that is the listed one but for the legal form, or near it, or that a fact speaks
  against, with neither country nor address agreeing; a ship whose type, size or year of build
  are another's in two respects; a near name that the facts beside it take below the profile's bar, or another father's
  name, another given name or no family name in common; a person's whole name with father and son exchanged.
- In doubt, in a queue of its own: the same ship's name with another valid IMO number, where at least two of type,
  tonnage, year of build, length, call sign, MMSI and flag agree. A ship that has taken on another's number looks like
  that, and so do sister ships.

Within a band, an equal name stands before a near one, then what fewer facts speak against, then what all the evidence
makes likelier. That order has no unit, and no figure of it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from offing.index.evidence import log_odds_of
from offing.index.find import Hit
from offing.index.profiles import STANDARD, Profile
from offing.index.rules import Part

Strength = Literal["match", "strong", "possible", "weak"]
Queue = Literal["alert", "identity in doubt", "set aside"]
_RADIO = frozenset({"mmsi", "callSign"})
_HULL = frozenset({"type", "tonnage", "buildDate", "length"})
_SHIP_AGREES = _HULL | _RADIO | {"flag"}
_ENOUGH_IN_DOUBT = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """What a proposal amounts to. `order` sorts within a strength, greatest first, and is shown to nobody.

    `against` holds what speaks against it; `because` what decided, where it is set aside or in doubt.
    """

    strength: Strength
    order: float
    queue: Queue = "alert"
    against: tuple[Part, ...] = ()
    because: tuple[Part, ...] = ()


def judge(hit: Hit, parts: tuple[Part, ...], schema: str, profile: Profile = STANDARD) -> Judged:
    """The strength of a hit on an entry of that FollowTheMoney schema, or why it is set aside. Numbers first."""
    rules = {p.rule for p in parts}
    against = tuple(p for p in parts if p.differs)
    order = _order(hit, parts, against)

    def alert(strength: Strength) -> Judged:
        return Judged(strength, order, "alert", against)

    def aside(*because: Part) -> Judged:
        return Judged("possible", order, "set aside", against, because)

    if rules & {"imo_same", "number_same"}:
        return alert("match")
    if schema == "Vessel":
        decided = [p for p in parts if p.rule == "imo_other"]
        if decided:
            return _other_ship(hit, parts, order, against, decided[0])
        return alert(_ship(hit, parts, rules)) if _ship_stays(hit, parts, profile) else aside(*against)
    decided = [p for p in parts if p.bearing == "decides against"]
    if decided:
        return aside(*decided)
    if hit.via != "name":
        return alert("possible" if "number_other_country" in rules else "match")
    if not _exact(hit, parts) and not _near_enough(hit, parts, schema, profile):
        return aside(*against)
    common = [p for p in parts if p.rule in ("name_common", "name_common_whole", "name_near_common")]
    whole = "name_common_whole" in rules and not against
    if common and not whole and profile.common_words_aside and not _agreeing(parts) & {"country", "address"}:
        return aside(*common, *against)
    return alert(_person(hit, parts, rules) if schema == "Person" else _firm(hit, parts, rules))


def _order(hit: Hit, parts: tuple[Part, ...], against: tuple[Part, ...]) -> float:
    """An equal name or number before a near name, then the fewer facts against, then all the evidence."""
    return 1000.0 * _exact(hit, parts) - 50.0 * len(against) + sum(p.log_odds for p in parts)


def _exact(hit: Hit, parts: tuple[Part, ...]) -> bool:
    """Whether the names are equal; the same words with father and son exchanged are not."""
    return hit.exact and not any(p.rule == "name_father_and_son" for p in parts)


def _agreeing(parts: tuple[Part, ...]) -> set[str]:
    return {p.feature for p in parts if p.agrees and p.feature != "name"}


def _near_enough(hit: Hit, parts: tuple[Part, ...], schema: str, profile: Profile) -> bool:
    """Whether the near name, with what else agrees and differs, reaches the profile's bar."""
    context = sum(p.log_odds for p in parts if p.rule != "name_near")
    bar = log_odds_of(profile.near(schema))
    return hit.score >= profile.floor and log_odds_of(hit.score) + context >= bar - 1e-9


# ---- ships


def _ship(hit: Hit, parts: tuple[Part, ...], rules: set[str]) -> Strength:
    if "imo_bare" in rules:
        return "possible"
    if "imo_slip" in rules:
        if hit.via == "imoSlip" and "name_near" not in rules and "name_same" not in rules:
            return "weak"
        return "strong"
    if rules & {"mmsi_same", "call_sign_same"} and "imo_slip_valid" not in rules:
        return "strong" if hit.via in _RADIO else "possible"
    return "possible"


def _ship_stays(hit: Hit, parts: tuple[Part, ...], profile: Profile) -> bool:
    """By number always; by name unless the hull is another's in two respects, or the near name falls below the bar."""
    if hit.via != "name" or {"imo_slip", "mmsi_same", "call_sign_same"} & {p.rule for p in parts}:
        return True
    hull = [p for p in parts if p.feature in _HULL]
    if sum(p.differs for p in hull) >= 2 and not any(p.agrees for p in hull):
        return False
    return hit.exact or _near_enough(hit, parts, "Vessel", profile)


def _other_ship(hit: Hit, parts: tuple[Part, ...], order: float, against: tuple[Part, ...], other: Part) -> Judged:
    """Another valid IMO number: another ship, unless name and hull say that the identity itself is in doubt."""
    agree = _agreeing(parts) & _SHIP_AGREES
    hull_differs = any(p.differs for p in parts if p.feature in _HULL)
    named = (hit.via == "name" and hit.exact) or any(p.rule == "name_same" for p in parts)
    if named and len(agree) >= _ENOUGH_IN_DOUBT and not hull_differs:
        firm = len(agree) > _ENOUGH_IN_DOUBT or agree & _RADIO
        return Judged("possible" if firm else "weak", order, "identity in doubt", against, (other,))
    return Judged("possible", order, "set aside", against, (other,))


# ---- persons and firms


def _person(hit: Hit, parts: tuple[Part, ...], rules: set[str]) -> Strength:
    if hit.listed_kind == "weakAlias":
        return "strong" if "born_day" in rules and not _speaks(parts) else "possible"
    if "born_day" in rules and not rules & {"gender_other"}:
        return "strong"
    if not hit.exact or _speaks(parts):
        return "possible"
    beside = rules & {"born_year", "born_month"} and "country" in _agreeing(parts)
    return "strong" if hit.distinct and (beside or "address_same" in rules) else "possible"


def _firm(hit: Hit, parts: tuple[Part, ...], rules: set[str]) -> Strength:
    if "name_in_text" in rules:
        return "strong"
    if hit.listed_kind == "weakAlias" or rules & {
        "name_common",
        "name_common_whole",
        "name_in_text_short",
        "name_in_paper",
    }:
        return "possible"
    if "address_same" in rules and not _speaks(parts):
        return "strong"
    whole = hit.exact and hit.distinct and "name_reordered" not in rules
    return "strong" if whole and not _speaks(parts) else "possible"


def _speaks(parts: tuple[Part, ...]) -> bool:
    """Whether a fact speaks against it, another passport aside."""
    return any(p.differs and p.rule != "passport_other" for p in parts)
