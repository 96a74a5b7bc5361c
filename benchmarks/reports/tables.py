"""The figures as markdown, and the misses and false claims with their quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.counting import Tally
from reports.gold import Value
from reports.measure import Of, One, pooled, together
from reports.pairing import Asked, Given


def figures(title: str, each: Sequence[One]) -> str:
    """A section: mentions, coreference, links, claims by type and together, what right claims tell besides, invalid quotes."""
    types, measures = pooled(each)
    named = sum((o.named.overlap for o in each), Tally())
    exact = sum((o.named.exact for o in each), Tally())
    core = together(types, context=False)
    rows = [
        _row("mentions", named),
        _row("mentions, to the character", exact),
        _row("nominals resolved", sum((o.stood.nominals for o in each), Tally())),
        _row("short names resolved", sum((o.stood.short_names for o in each), Tally())),
        _row("**core claims**", core.tally),
        _row("core claims, incomplete ones as wrong", core.tally + Tally(given=core.incomplete)),
        _row("context claims (only recall is asked)", together(types, context=True).tally),
    ]
    links = [o.linked for o in each]
    link_figures = (
        f"Links: {sum(k.asked for k in links)} listed things; {sum(k.correct for k in links)} matched, "
        f"{sum(k.offered for k in links)} possible, {sum(k.missed for k in links)} missed; "
        f"{sum(k.false for k in links)} false matches, {sum(k.unasked for k in links)} possible of things not listed."
    )
    slips = sum(len(o.misplaced) for o in each)
    texts = ", ".join(f"{o.gold.name} {_score(together(o.types, context=False).tally)}" for o in each)
    labels: dict[str, Tally] = defaultdict(Tally)
    for one in each:
        for label, tally in one.named.labels.items():
            labels[label] += tally
    return "\n".join(
        [
            f"## {title}: {len(each)} texts",
            "",
            "| measure | asked | found | given | right | P | R | F1 |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            link_figures,
            f"Incomplete claims (right so far): {core.incomplete}; set aside: {core.aside}. Words out of place: {slips}.",
            "",
            "| claims | asked | found | given | right | P | R | F1 | incomplete |",
            "|---|---|---|---|---|---|---|---|---|",
            *(_row(kind, of.tally, of) for kind, of in sorted(types.items())),
            "",
            "| of right core claims | asked | found | given | right | P | R | F1 |",
            "|---|---|---|---|---|---|---|---|",
            *(_row(measure, tally) for measure, tally in measures.items()),
            "",
            "| mentions | asked | found | given | right | P | R | F1 |",
            "|---|---|---|---|---|---|---|---|",
            *(_row(label, tally) for label, tally in sorted(labels.items())),
            "",
            f"Core claims, P and R per text: {texts}",
            "",
        ]
    )


def _row(what: str, tally: Tally, of: Of | None = None) -> str:
    shares = " | ".join("" if x is None else f"{x:.2f}" for x in (tally.precision, tally.recall, tally.f1))
    end = "" if of is None else f" {of.incomplete} |"
    return f"| {what} | {tally.asked} | {tally.found} | {tally.given} | {tally.right} | {shares} |{end}"


def _score(tally: Tally) -> str:
    return "/".join("-" if x is None else f"{x:.2f}" for x in (tally.precision, tally.recall))


def shown(one: One) -> Iterator[str]:
    """Every miss, false claim, false mention and slip of a text, for whoever writes rules on it."""
    text = one.gold.text
    for miss in one.paired.missed:
        yield f"MISSED {miss.told.type} {_asked(miss)}: {text[miss.told.start : miss.told.end]!r}"
    for judged in one.paired.judged:
        claim = judged.given.claim
        if judged.verdict in {"wrong", "incomplete"}:
            word = "FALSE" if judged.verdict == "wrong" else "INCOMPLETE"
            yield f"{word} {claim.type} {_given(judged.given)} [{claim.rule}]: {text[claim.start : claim.end]!r}"
    for slip in one.slips:
        quote = text[slip.claim.start : slip.claim.end]
        yield f"SLIP {slip.measure}: {slip.have!r} for {slip.want!r} [{slip.claim.type}, {slip.claim.rule}]: {quote!r}"
    for spot in one.named.missed:
        yield f"MENTION MISSED {spot.label} {spot.text!r} at {spot.start}"
    for mention in one.named.false:
        yield f"MENTION FALSE {mention.label} {mention.text!r} at {mention.start} [{mention.rule}]"
    for spot, said in one.stood.wrong:
        yield f"COREFERENCE {spot.text!r} at {spot.start}: {said} for {spot.entity or 'nothing'}"
    for line in one.linked.told:
        yield f"LINK {line}"
    for line in one.misplaced:
        yield f"OUT OF PLACE {line}"


def _asked(miss: Asked) -> str:
    return ", ".join(f"{role}={'+'.join(_value(v) for v in each)}" for role, each in miss.keys.items())


def _value(value: Value) -> str:
    return value.entity or value.phrase or "?"


def _given(given: Given) -> str:
    return ", ".join(f"{role}={'+'.join(f'{a.text} ({a.thing})' for a in each)}" for role, each in given.keys.items())
