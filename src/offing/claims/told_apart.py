"""What the claims of one event agree in, and what they tell differently."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from offing.claims.model import Arg, Claim, Difference, Reading, Said
from offing.claims.same import folded
from offing.records.dates import DateSpan, iso

_REPORT = "the report itself"
_WHEN = "when"
_PRONOUNS = frozenset({"he", "she", "it", "they"})


def compared(
    said: Sequence[Said], readings: Sequence[Reading], ids: Sequence[Sequence[int]]
) -> tuple[tuple[tuple[str, str], ...], tuple[Difference, ...]]:
    """(role, words) that more than one claim gives alike, and the differences, in the order of the claims."""
    claims = [(s, readings[s.document].claims[s.claim]) for s in said]
    if len(claims) < 2:
        return (), ()
    agreed: list[tuple[str, str]] = []
    found: list[Difference] = []
    for role in dict.fromkeys(a.role for _, c in claims for a in c.args):
        given = [(s, arg) for s, c in claims if (arg := c.arg(role)) is not None]
        same, difference = _role(role, given, readings, ids)
        if same:
            agreed.append((role, same))
        if difference:
            found.append(difference)
    found += _dates(claims)
    for kind, tellings in (
        ("modality", [(c.modality if c.polarity == "positive" else f"not: {c.modality}", s) for s, c in claims]),
        ("speaker", [(_speakers(c, readings[s.document]), s) for s, c in claims]),
    ):
        if len({t for t, _ in tellings}) > 1:
            found.append(Difference(_kind(kind), "", tuple(tellings)))
    return tuple(agreed), tuple(found)


def _kind(name: str) -> Literal["modality", "speaker"]:
    return "modality" if name == "modality" else "speaker"


def _role(
    role: str, given: Sequence[tuple[Said, Arg]], readings: Sequence[Reading], ids: Sequence[Sequence[int]]
) -> tuple[str, Difference | None]:
    """What is agreed in a role, and how it differs: in value, or only in spelling. "She" and "the ship" are told by name."""
    if len(given) < 2:
        return "", None
    values = {_value(s, a, ids) for s, a in given}
    tellings = tuple((_name(a, readings[s.document]), s) for s, a in given)
    spellings = {folded(text) for text, _ in tellings}
    if len(values) > 1:
        return "", Difference("value", role, tellings)
    if len(spellings) > 1:
        return tellings[0][0], Difference("spelling", role, tellings)
    return tellings[0][0], None


def _name(arg: Arg, reading: Reading) -> str:
    """The words of the role, or, where they only point, the name of what they point at."""
    points = any(m.nominal and m.entity == arg.thing and m.start == arg.start for m in reading.mentions)
    return reading.things[arg.thing].name if arg.thing >= 0 and points else arg.text


def _value(said: Said, arg: Arg, ids: Sequence[Sequence[int]]) -> frozenset[int | str]:
    parts = arg.parts or (arg,)
    return frozenset(ids[said.document][a.thing] if a.thing >= 0 else folded(a.text) for a in parts)


def _dates(claims: Sequence[tuple[Said, Claim]]) -> list[Difference]:
    told = [(s, c.happened.span, c.happened.basis) for s, c in claims if c.happened]
    spans = {span for _, span, _ in told}
    if len(spans) < 2:
        return []
    tellings = tuple((f"{iso(span)} (“{basis}”)" if basis else iso(span), s) for s, span, basis in told)
    return [Difference("precision" if _nested(list(spans)) else "value", _WHEN, tellings)]


def _nested(spans: Sequence[DateSpan]) -> bool:
    """Whether each lies within the next wider one."""
    ordered = sorted(spans, key=lambda s: (s.end - s.start).days if s.start and s.end else 10**6)
    return all(
        inner.start
        and inner.end
        and outer.start
        and outer.end
        and outer.start <= inner.start
        and inner.end <= outer.end
        for inner, outer in pairwise(ordered)
    )


def days_in(span: DateSpan) -> int:
    """How many days it may be; very many where an end is open."""
    return (span.end - span.start).days if span.start and span.end else 10**7


def _speakers(claim: Claim, reading: Reading) -> str:
    named = (
        reading.things[s.thing].name if s.thing >= 0 and s.text.casefold() in _PRONOUNS else s.text
        for s in claim.speakers
    )
    return ", as told by ".join(named) or _REPORT
