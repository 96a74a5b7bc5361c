"""Whether a form of a verb is active or passive where it stands, or no verb at all."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.doing_asides import said_between
from offing.claims.doing_items import BETWEEN, Item, classes


def voice_of(s: Sequence[Item], k: int, form: str) -> tuple[int, str]:
    """The last place before a verb with its auxiliaries, and whether it is passive, active, bare or no verb."""
    c = classes()
    j = k - 1
    while j >= 0 and (s[j].low.endswith("ly") or s[j].low in BETWEEN or s[j].letters == "D"):
        j -= 1
    if j > 0 and s[j].low == "," and (opened := said_between(s, j)) > 0:
        j = opened
    low = s[j].low if j >= 0 else ""
    if form == "base":
        if low in ("can", "could", "cannot"):
            return j, "no"
        several = low.endswith("s") or low in ("data", "people")
        follows = s[k + 1] if k + 1 < len(s) else None
        known = several and follows is not None and (bool(follows.letters) or follows.low in c["det"])
        return j, "active" if known or low in c["modal"] or (j >= 0 and s[j].letters) or low in c["rel"] else "no"
    if form == "s":
        known = j >= 0 and (bool(s[j].letters) or low in c["rel"] or low in (",", ")", '"', "and", "but"))
        return j, "active" if known else "no"
    if form == "ing":
        return j, "no" if low in c["det"] or low.startswith("'") else "active"
    if low in ("a", "an", "the"):
        return j, "no"
    if low in c["be"]:
        return j, "passive"
    if low in c["have"] or form == "past":
        return j, "active"
    return j, "bare"
