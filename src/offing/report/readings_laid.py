"""A report laid out for its page: its paragraphs, the stretches that claims quote, and each claim beside the line it is from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from offing.claims.in_words import MODALITIES, STATUSES, UNRESOLVED, how_read, how_sure, when, who_says
from offing.claims.in_words import TYPES as TYPE_WORDS
from offing.claims.model import Arg, Claim, Link, Reading, Segment, SegmentKind
from offing.claims.ruled import roles
from offing.report.wording import cut

SEGMENT_WORDS: dict[SegmentKind, str] = {
    "header": "page header",
    "headline": "headline",
    "dateline": "dateline",
    "byline": "byline",
    "body": "",
    "quote": "",
    "caption": "picture's text",
    "boilerplate": "not of the article",
}
FURNITURE = frozenset({"header", "byline", "boilerplate"})
_FIRM = frozenset({"asserted", "confirmed"})
_MOST_QUOTE = 600
_MOST_PIECE = 20_000
"""Characters shown of a stretch that nothing parts."""
LONG_CHARS = 400_000
"""Of a text above this the page shows the paragraphs with claims, so that it still opens."""
_CHIPS = {"partial": "not whole", "dangling": "hangs in the air"}
"""What stands first on the card of such a claim, before how sure its speaker is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph that the same claims quote. `claims` are numbers from 1; `ends` those whose quote ends here."""

    text: str
    kind: SegmentKind
    spoken: bool
    claims: tuple[int, ...] = ()
    sure: str = ""
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and the claims that begin in it. `kind` is what it is when it is all of one kind, `body` else."""

    kind: SegmentKind
    pieces: tuple[Piece, ...]
    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A role of a claim in words. `named` is the thing meant where the words do not say it; `lacks` what is not resolved."""

    role: str
    text: str
    named: str
    lacks: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as its card shows it. `sure` is one of `firm`, `unsure`, `denied`, `broken`: how it is drawn; `chip` says it."""

    number: int
    type: str
    advisory: bool
    sure: str
    chip: str
    how: str
    status: str
    quote: str
    roles: tuple[Filled, ...]
    speakers: str
    when: str
    rule: str


def sure(claim: Claim) -> str:
    """The weakest thing that holds of a claim: `broken` (not whole), `denied`, `unsure` (not said flatly), else `firm`."""
    if claim.status != "complete":
        return "broken"
    if claim.modality == "denied" or claim.polarity == "negative":
        return "denied"
    return "firm" if claim.modality in _FIRM else "unsure"


_WEAKEST_FIRST = ("broken", "denied", "unsure", "firm")


def rows(reading: Reading) -> Iterator[Row]:
    """Every paragraph of the text, in order; of a text above `LONG_CHARS` those alone in which a claim begins."""
    text = reading.document.text
    plain = [s for s in reading.document.segments if s.kind != "quote"]
    speech = [(s.start, s.end) for s in reading.document.segments if s.kind == "quote"]
    spoken = _beneath(speech, plain)
    quoted = _beneath([(c.start, c.end) for c in reading.claims], plain)
    by_start = sorted(range(len(reading.claims)), key=lambda c: (reading.claims[c].start, reading.claims[c].end))
    starts = [reading.claims[c].start for c in by_start]
    told = 0
    for i, j in _paragraphs(text, plain):
        upto = bisect_right(starts, plain[j - 1].end - 1)
        here = [by_start[n] for n in range(told, upto)]
        told = max(told, upto)
        if not here and len(text) > LONG_CHARS:
            continue
        pieces: list[Piece] = []
        for k in range(i, j):
            if k > i:
                pieces.append(Piece(text[plain[k - 1].end : plain[k].start], "body", False))
            pieces += _pieces(reading, plain[k], quoted.get(k, ()), [speech[n] for n in spoken.get(k, ())])
        kinds = {plain[k].kind for k in range(i, j)}
        kind: SegmentKind = plain[i].kind if len(kinds) == 1 else "body"
        yield Row(kind, tuple(pieces), tuple(card(reading, c) for c in here))


def _beneath(spans: Sequence[tuple[int, int]], plain: Sequence[Segment]) -> dict[int, list[int]]:
    """By segment: which of the spans reach into it, in order of their beginnings."""
    ends = [s.end for s in plain]
    found: dict[int, list[int]] = {}
    for n in sorted(range(len(spans)), key=lambda n: spans[n]):
        k = bisect_right(ends, spans[n][0])
        while k < len(plain) and plain[k].start < spans[n][1]:
            found.setdefault(k, []).append(n)
            k += 1
    return found


def _paragraphs(text: str, plain: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Runs [i, j) of segments with no end of line between them."""
    i = 0
    for k in range(1, len(plain) + 1):
        if k == len(plain) or any(c in text[plain[k - 1].end : plain[k].start] for c in "\n\r\x0b\x0c\u2028\u2029"):
            yield i, k
            i = k


def _pieces(
    reading: Reading, segment: Segment, quoted: Sequence[int], spoken: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """The segment cut wherever a claim's quote or a quotation begins or ends, however they overlap."""
    start, end = segment.start, segment.end
    claims = [(n, reading.claims[n]) for n in quoted]
    spans = [(c.start, c.end) for _, c in claims]
    cuts = {start, end} | {p for span in (*spans, *spoken) for p in span if start < p < end}
    open_now: list[tuple[int, Claim]] = []
    at = says = 0
    for a, b in pairwise(sorted(cuts)):
        while at < len(claims) and claims[at][1].start <= a:
            open_now.append(claims[at])
            at += 1
        open_now = [(n, c) for n, c in open_now if c.end > a]
        while says < len(spoken) and spoken[says][1] <= a:
            says += 1
        ranks = {sure(c) for _, c in open_now}
        yield Piece(
            cut(reading.document.text[a:b].replace("\r\n", "\n"), _MOST_PIECE),
            segment.kind,
            says < len(spoken) and spoken[says][0] <= a,
            tuple(n + 1 for n, _ in open_now),
            next((r for r in _WEAKEST_FIRST if r in ranks), ""),
            tuple(n + 1 for n, c in open_now if c.start == a),
            tuple(n + 1 for n, c in open_now if c.end == b),
        )


def card(reading: Reading, number: int) -> Told:
    """What the card of one claim shows (`number` counts from 0)."""
    claim = reading.claims[number]
    quote = reading.document.text[claim.start : claim.end]
    return Told(
        number + 1,
        TYPE_WORDS[claim.type],
        claim.type == "advisory_listed",
        sure(claim),
        _CHIPS.get(claim.status) or how_sure(claim),
        how_sure(claim),
        STATUSES[claim.status],
        quote if len(quote) <= _MOST_QUOTE else quote[: _MOST_QUOTE - 1] + "…",
        tuple(_roles(claim, reading)),
        who_says(claim, reading.things),
        when(claim),
        "; ".join(filter(None, (f"{claim.rule}, version {claim.version}", how_read(claim)))),
    )


def _roles(claim: Claim, reading: Reading) -> Iterator[Filled]:
    known = roles().get(claim.type, ())
    keys = {r.name for r in known if r.key}
    for arg in claim.args:
        words = arg.role.replace("_", " ")
        if not arg.parts:
            yield _filled(words, arg, reading, arg.role in keys)
            continue
        yield Filled(words, arg.text, "", "", ())
        for part in arg.parts:
            inside = arg.start <= part.start and part.end <= arg.end
            yield _filled("of these" if inside else "named elsewhere", part, reading, arg.role in keys)
    filled = {r.key for r in known if claim.arg(r.name) is not None}
    lacking: dict[str, list[str]] = {}
    for role in known:
        if role.key and role.key not in filled:
            lacking.setdefault(role.key, []).append(role.name.replace("_", " "))
    for names in lacking.values():
        yield Filled(" or ".join(names), "", "", "not named here", ())


def _filled(words: str, arg: Arg, reading: Reading, key: bool) -> Filled:
    if arg.thing >= 0:
        thing = reading.things[arg.thing]
        return Filled(
            words, arg.text, "" if thing.name.casefold() in arg.text.casefold() else thing.name, "", thing.links
        )
    points = any(m.nominal and m.entity < 0 and m.start < arg.end and arg.start < m.end for m in reading.mentions)
    return Filled(words, arg.text, "", UNRESOLVED if key or points else "", ())


def counted(reading: Reading) -> tuple[tuple[str, int], ...]:
    """How the claims of a report are said, in words, with their numbers; those not whole are counted apart."""
    whole = [c for c in reading.claims if c.status == "complete"]
    told = [(how_sure(c)) for c in whole]
    order = {w: i for i, w in enumerate(MODALITIES.values())}
    found = [(w, told.count(w)) for w in sorted(set(told), key=lambda w: (order.get(w, 99), w))]
    left = len(reading.claims) - len(whole)
    return (*found, ("not whole: something is not resolved in the text", left)) if left else tuple(found)
