"""Two made-up reports of one ship, read by hand: what they say, how sure, and where they differ."""

from __future__ import annotations

from datetime import date

from offing.claims.ingest import read_report
from offing.claims.model import (
    Arg,
    Claim,
    ClaimType,
    Dated,
    Difference,
    Event,
    Label,
    Link,
    Mention,
    Modality,
    Polarity,
    Reading,
    Said,
    Speaker,
    SpeakerKind,
    Status,
    Thing,
)
from offing.records.dates import DateSpan, day

FIRST = """Harbour office holds tanker over fuel | 2020-05-05 |

Harbour office holds tanker over fuel

4 May 2020

BUSAN (Reuters) - The harbour office detained the tanker Green Pine on Monday. A port official alleged that the Green Pine had
passed fuel to the Red Oak in April.

The owner, Jinxing Co. Ltd., denied that she had “met the Red Oak”. The Treasury Department named the Green Pine in an advisory.

The company sold coal, he said.

Like this:
"""
SECOND = """Published: Tue, May 5, 2020

Even so, the ministry said the Green Pine was impounded. Please refresh the page for the fullest version. -Asian talks over USA
-led measures went on, and the US matched the steps it took past year.
"""


def _at(text: str, words: str, after: int = 0) -> tuple[int, int]:
    start = text.index(words, after)
    return start, start + len(words)


def arg(text: str, role: str, words: str, thing: int = -1, after: int = 0) -> Arg:
    start, end = _at(text, words, after)
    return Arg(role, words, start, end, thing)


def claim(
    text: str,
    type_: ClaimType,
    quote: str,
    args: tuple[Arg, ...],
    speaker: tuple[str, SpeakerKind] | None = None,
    modality: Modality = "asserted",
    status: Status = "complete",
    polarity: Polarity = "positive",
    happened: Dated | None = None,
) -> Claim:
    """A claim whose quote is these words of the text."""
    start, end = _at(text, quote)
    speakers = (Speaker(speaker[0], *_at(text, speaker[0]), speaker[1]),) if speaker else ()
    return Claim(
        type_, args, start, end, start, end, speakers, modality, polarity, happened, False, status, f"sample_{type_}"
    )


def dated(text: str, words: str, span: DateSpan) -> Dated:
    return Dated(span, words, *_at(text, words))


def thing(number: int, label: Label, name: str, *links: Link) -> Thing:
    return Thing(number, label, name, (name,), links=links)


PINE = Link("us_ofac_sdn", "12345", "GREEN PINE", "match", "the same IMO number")
JINXING = Link("us_ofac_sdn", "26243", "JINXING <CO>., LTD", "possible", "name only")


def first() -> Reading:
    document = read_report(FIRST.encode(), "first.txt")
    t = document.text
    april = dated(t, "in April", DateSpan(date(2020, 4, 1), date(2020, 4, 30)))
    company = t.index("The company")
    claims = (
        claim(
            t, "seized", "The harbour office detained the tanker Green Pine on Monday",
            (arg(t, "authority", "The harbour office", 2), arg(t, "object", "Green Pine", 0)),
            happened=dated(t, "on Monday", day(date(2020, 5, 4))),
        ),
        claim(
            t, "sts_transfer", "the Green Pine had\npassed fuel to the Red Oak in April",
            (arg(t, "vessel", "Green Pine", 0, t.index("alleged")), arg(t, "counterparty", "Red Oak", 1),
             arg(t, "goods", "fuel")),
            ("A port official", "anonymous_official"), "alleged", happened=april,
        ),
        claim(
            t, "sts_transfer", "denied that she had “met the Red Oak”",
            (arg(t, "vessel", "she", 0), arg(t, "counterparty", "Red Oak", 1, t.index("met the"))),
            ("Jinxing Co. Ltd.", "company"), "denied", polarity="negative",
        ),
        claim(
            t, "owned_by", "The owner, Jinxing Co. Ltd., denied that she",
            (arg(t, "asset", "she", 0), arg(t, "owner", "Jinxing Co. Ltd.", 3)),
        ),
        claim(
            t, "advisory_listed", "The Treasury Department named the Green Pine in an advisory",
            (arg(t, "authority", "The Treasury Department", 4), arg(t, "target", "Green Pine", 0, t.index("Treasury"))),
        ),
        claim(t, "sold", "The company sold coal", (arg(t, "actor", "The company"), arg(t, "goods", "coal")), ("he", "unresolved"),
              status="dangling"),
        claim(t, "bound_for", "passed fuel", (arg(t, "vessel", "Green Pine", 0),), status="partial"),
    )  # fmt: skip
    things = (
        thing(0, "vessel", "Green Pine", PINE), thing(1, "vessel", "Red Oak"), thing(2, "agency", "the harbour office"),
        thing(3, "company", "Jinxing Co. Ltd.", JINXING), thing(4, "agency", "Treasury Department"),
    )  # fmt: skip
    pointed = Mention(company, company + 11, "The company", "company", -1, "sample", nominal=True)
    return Reading(document, (pointed,), things, claims)


def second() -> Reading:
    document = read_report(SECOND.encode(), "second.txt")
    t = document.text
    args = (arg(t, "object", "Green Pine", 0),)
    impounded = claim(t, "seized", "the Green Pine was impounded", args, ("the ministry", "unresolved"))
    return Reading(document, (), (thing(0, "vessel", "Green Pine", PINE),), (impounded,))


def sample() -> tuple[tuple[Reading, ...], tuple[Event, ...]]:
    """Both readings and their events."""
    one, other = Said(0, 0), Said(1, 0)
    shared = Event(
        "seized", (one, other), 2, (("object", "Green Pine"),),
        (
            Difference("value", "authority", (("The harbour office", one), ("the ministry", other))),
            Difference("modality", "", (("asserted", one), ("not: alleged", other))),
        ),
        day(date(2020, 5, 4)),
    )  # fmt: skip
    readings = (first(), second())
    alone = [Event(c.type, (Said(0, n),), 1, (), (), None) for n, c in enumerate(readings[0].claims) if n]
    return readings, (shared, *alone)
