"""What a report is read into. Offsets count characters of `Document.text`, half-open; the text is as it came, unnormalised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from offing.records.dates import DateSpan

WHOLE = 0.75
"""Weight of a report from which it is taken for the text that its author wrote."""
VERSION = "1"
"""Of the rules: part of every claim, so that one read by older rules can be told."""

SegmentKind = Literal["header", "headline", "dateline", "byline", "body", "quote", "caption", "boilerplate"]
Label = Literal[
    "vessel", "company", "agency", "person", "country", "place", "facility", "goods", "date", "money", "quantity", "imo", "list"
]  # fmt: skip
"""What a mention names. `agency` is an authority or other public body; `list` a publisher's list or advisory."""
Tier = Literal["match", "possible"]
ClaimType = Literal[
    "designated", "delisted", "advisory_listed", "owned_by", "managed_by", "chartered_by", "flagged_in", "nationality",
    "renamed", "affiliated", "based_in", "shipped_cargo", "sts_transfer", "exported", "sold", "procured_for", "dealt_with",
    "seized", "forfeited", "charged", "port_call", "bound_for", "ais_gap", "denied_flag", "withdrew", "met", "statement",
    "notified",
]  # fmt: skip
SpeakerKind = Literal[
    "government", "official", "anonymous_official", "court", "international", "company", "person", "expert", "media", "document",
    "data", "anonymous", "unresolved",
]  # fmt: skip
Modality = Literal["asserted", "confirmed", "alleged", "believed", "planned", "questioned", "denied", "unclear"]
"""How sure the speaker is: `asserted` is said flatly, `alleged` charged, `believed` thought likely by the one who says it,
`questioned` raised as a question, `denied` said not to be so."""
Polarity = Literal["positive", "negative"]
Status = Literal["complete", "partial", "dangling"]
"""`partial`: an argument that the type needs is not named here or not resolved; `dangling`: who or what it is about is not told
in this text at all ("the company", "it" without an antecedent)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text and what it is. Segments do not overlap, but for `quote`, which lies within a body."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as some words of the text tell it, or the page's own data (then `start == end`)."""

    span: DateSpan
    basis: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `weight` (0 to 1) is lowered by the signs of garbling in `garbled`, each in words; `conflicts` are dates of
    publication that differ from `published`."""

    name: str
    text: str
    sha256: str
    media: Literal["text", "html", "pdf"]
    encoding: str
    segments: tuple[Segment, ...] = ()
    title: str = ""
    published: Dated | None = None
    conflicts: tuple[Dated, ...] = ()
    outlet: str = ""
    garbled: tuple[str, ...] = ()
    weight: float = 1.0
    notes: tuple[str, ...] = ()
    """What was not read: pages that are pictures, a text that was cut."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named (or, if `nominal`, pointed at: "the company", "she", "dozens of vessels").

    `entity` numbers the things of one document: mentions of one thing share it; -1 for a nominal or pronoun whose antecedent is
    not in the text. `value` is what it comes to: an ISO date or span, a territory's ISO 3166 code, a seven-digit IMO number, an
    amount with its unit; empty where there is none. `plural` counts for groups ("two Chinese shipping companies", "tankers").
    `members`: the things that a group pointed at is made of ("both"), as far as no words for the group told them before.
    """

    start: int
    end: int
    text: str
    label: Label
    entity: int
    rule: str
    nominal: bool = False
    plural: bool = False
    value: str = ""
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A listed entry that a thing of a document may be."""

    dataset: str
    entry: str
    name: str
    tier: Tier
    why: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of one document: its fullest name, every way it is written, IMO numbers given for it, and its links."""

    number: int
    label: Label
    name: str
    spellings: tuple[str, ...]
    imo: tuple[str, ...] = ()
    value: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Arg:
    """What stands in a role: its words in the text, and the thing it is (-1: not resolved, or a plain phrase).

    `parts` are the members of an enumeration ("metal and coal"), each an Arg of the same role.
    """

    role: str
    text: str
    start: int
    end: int
    thing: int = -1
    parts: tuple[Arg, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of the chain of who says it, the nearest to the claim first ("customs officials", "Yonhap")."""

    text: str
    start: int
    end: int
    kind: SpeakerKind
    thing: int = -1


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said in a report. `text[start:end]` is the quote; the sentence holds it.

    `happened` is when, `happened.basis` the words that say so ("last July"); `inherited` tells that they stand in another
    sentence. `speakers` is empty where the report says it in its own voice.
    """

    type: ClaimType
    args: tuple[Arg, ...]
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    speakers: tuple[Speaker, ...]
    modality: Modality
    polarity: Polarity
    happened: Dated | None
    inherited: bool
    status: Status
    rule: str
    version: str = VERSION

    def arg(self, role: str) -> Arg | None:
        """The first argument in a role."""
        return next((a for a in self.args if a.role == role), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read."""

    document: Document
    mentions: tuple[Mention, ...]
    things: tuple[Thing, ...]
    claims: tuple[Claim, ...]

    @property
    def groups(self) -> frozenset[int]:
        """The numbers of the things that are many and could be anybody: "dozens of vessels"."""
        return frozenset(m.entity for m in self.mentions if m.plural)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim within an event: which document (by its place among the readings) and which claim of it."""

    document: int
    claim: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the claims of one event tell differently. `kind`: value, spelling, precision, modality or speaker."""

    kind: Literal["value", "spelling", "precision", "modality", "speaker"]
    role: str
    tellings: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as several claims tell it. `sources` counts origins, not documents: a copied sentence is one source."""

    type: ClaimType
    claims: tuple[Said, ...]
    sources: int
    agreed: tuple[tuple[str, str], ...]
    conflicts: tuple[Difference, ...]
    happened: DateSpan | None
