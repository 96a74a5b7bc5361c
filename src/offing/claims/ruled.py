"""The rules: rows of rules/*.csv read into compiled templates, and which of them may match a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast, get_args

from offing.claims.masked import Masked, low
from offing.claims.model import ClaimType, Modality, Polarity
from offing.claims.row_guards import EVERY, MACROS, Guards, general_guards, guards_of, macros, options_of, parts, table
from offing.claims.template import Template, compiled
from offing.claims.vocabulary import Spans, Vocabulary, vocabulary_of
from offing.errors import MalformedSource

View = Literal["inner", "folded", "undated", "bare", "shared"]
"""inner: mentions as tokens, "the <C1>-flagged tanker <V2>" as it stands; folded: noun phrases and enumerations as one token;
undated: folded, without dates and adverbs; bare: undated, without asides; shared: bare, with the second predicate brought to its
subject."""
_FOLDED: tuple[View, ...] = ("undated", "bare", "shared")
_TABLES = (*MACROS, "roles.csv", "words.csv", "guards.csv", "doings.csv", "doings_legal.csv", "unclaimed.csv")
_SUBJECTS = {
    "sanctions": r"\b(?:sanction|blacklist|blocked (?:person|property)|specially designated|assets? freeze|port (?:access )?ban|"
    r"ofac|ofsi|sdn\b|treasury|1718 committee|panel of experts|(?:un|u\.n\.|security council|council)'s? (?:list|committee)|"
    r"committee of the (?:u\.?n\.?|united nations)|consolidated list|restrictive measures)"
}
"""What a rule may want the text to be about: `about=sanctions`."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a type. `key` names the group of roles of which one must be filled ("": none must); `each`: one claim for each
    member of an enumeration in it."""

    name: str
    key: str
    each: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `modality` and `polarity` are what the words of the rule themselves say, over what their context does; `named`:
    it says nothing of what the text does not name; `about`: what the text must speak of somewhere; `said`: whether its country is
    to be said by an adjective or by its name."""

    id: str
    type: ClaimType
    template: Template
    views: tuple[View, ...]
    guards: Guards
    modality: Modality | None
    polarity: Polarity | None
    example: str
    expects: str
    named: bool
    about: re.Pattern[str] | None
    order: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched a view of a sentence at [start, end); `roles`: (role, start, end) in the view."""

    rule: Rule
    view: View
    start: int
    end: int
    roles: tuple[tuple[str, int, int], ...]


@cache
def roles() -> Mapping[ClaimType, tuple[Role, ...]]:
    """Of each type its roles; the first with a key is what the claim is about."""
    out: dict[ClaimType, list[Role]] = {}
    for row in table("roles.csv"):
        key = row["role"] if row["key"] == "yes" else row["key"]
        out.setdefault(cast(ClaimType, row["type"]), []).append(Role(row["role"], key, row["each"] == "yes"))
    return {t: tuple(rs) for t, rs in out.items()}


@cache
def ordered_roles(type: ClaimType) -> Mapping[str, int]:
    """By name the places of the roles of a type among them."""
    return {r.name: k for k, r in enumerate(roles()[type])}


@cache
def key_roles(type: ClaimType) -> frozenset[str]:
    """The roles of a type that have a key: what a claim is about."""
    return frozenset(r.name for r in roles()[type] if r.key)


@cache
def each_roles(type: ClaimType) -> frozenset[str]:
    """The roles of a type with a claim for each member of an enumeration in them."""
    return frozenset(r.name for r in roles()[type] if r.each)


@cache
def rules() -> tuple[Rule, ...]:
    """Every row of every rule file. MalformedSource for a row that says what it cannot mean."""
    names = sorted(f.name for f in (resources.files("offing.claims") / "rules").iterdir() if f.name.endswith(".csv"))
    rows = [(n, row) for n in names if n not in _TABLES for row in table(n)]
    general = general_guards()
    out = tuple(_rule(f"{name}: {row['id']}", row, general, k) for k, (name, row) in enumerate(rows))
    if len({r.id for r in out}) < len(out):
        twice = next(r.id for k, r in enumerate(out) if any(r.id == o.id for o in out[:k]))
        raise MalformedSource("two rules of one id", where="rules", value=twice)
    return out


def _rule(where: str, row: Mapping[str, str], general: Mapping[str, Mapping[str, str]], order: int) -> Rule:
    known = {r.name for r in roles().get(cast(ClaimType, row["type"]), ())}
    template = compiled(row["template"], macros(), where, parts())
    for _, role in template.groups:
        if role not in known:
            raise MalformedSource(f"{row['type']} has no such role", where=where, value=role)
    options = dict(options_of(row["options"], where))
    views = tuple(filter(None, options.pop("view", "").split(",")))
    modality = options.pop("modality", None)
    polarity = options.pop("polarity", None)
    about = options.pop("about", "")
    named = options.pop("named", "")
    said = options.pop("said", "")
    if (
        not set(views) <= {*get_args(View)}
        or modality not in (None, *get_args(Modality))
        or polarity not in (None, *get_args(Polarity))
        or about not in ("", *_SUBJECTS)
        or said not in ("", "adjective", "name")
    ):
        raise MalformedSource("an option with no such value", where=where, value=row["options"])
    own = {} if options.pop("guards", "") == "no" else general.get(row["type"], {})
    return Rule(
        row["id"], cast(ClaimType, row["type"]), template, (*cast("tuple[View, ...]", views),) or _FOLDED,
        guards_of((options, own, general.get(EVERY, {}))), cast("Modality | None", modality),
        cast("Polarity | None", polarity), row["example"], row["expects"], named == "yes",
        re.compile(_SUBJECTS[about], re.IGNORECASE) if about else None, order, said,
    )  # fmt: skip


def subject_matter(name: str) -> re.Pattern[str]:
    """What a text must speak of for a rule that is `about` it."""
    return re.compile(_SUBJECTS[name], re.IGNORECASE)


@cache
def _vocabulary() -> Vocabulary:
    return vocabulary_of([r.template.row for r in rules()])


@lru_cache(maxsize=16)
def _spans(sentence: str) -> Spans:
    return _vocabulary().spans_of(sentence)


def words_of(sentence: str) -> frozenset[str]:
    """The words of a masked sentence, with what else of it the rules know."""
    return _spans(sentence).have


def in_reach(views: Mapping[View, Masked], own: frozenset[str]) -> Iterator[tuple[Rule, View, Masked]]:
    """The rules, in their order, each with the views of it that have all that it cannot match without, and in its order. `own`
    are the words that are the sentence's own: others, which only a view has put there, let no rule match."""
    vocabulary, every = _vocabulary(), rules()
    spans = {view: _spans(read.text) for view, read in views.items()}
    distinct: dict[tuple[View, ...], tuple[View, ...]] = {}
    for order in vocabulary.fitting(frozenset().union(*(one.have for one in spans.values()))):
        rule = every[order]
        if rule.views not in distinct:
            distinct[rule.views] = _distinct(views, rule.views)
        for view in distinct[rule.views]:
            if vocabulary.in_order(order, spans[view]) and not any(map(own.isdisjoint, rule.template.needs)):
                yield rule, view, views[view]


def _distinct(views: Mapping[View, Masked], names: Sequence[View]) -> tuple[View, ...]:
    """The views of those names without what is one with a view before it."""
    first: dict[int, View] = {}
    for name in names:
        first.setdefault(id(views[name]), name)
    return tuple(first.values())


@lru_cache(maxsize=4)
def speaks_of(subject: re.Pattern[str], text: str) -> bool:
    """Whether a text speaks of what a rule wants it to be about."""
    return subject.search(text) is not None


def matches(rule: Rule, view: View, sentence: Masked) -> Iterator[Match]:
    """Where a rule matches a view of a sentence and its guards let it."""
    for m in rule.template.regex.finditer(low(sentence.text)):
        if rule.guards.pass_(sentence.text, *m.span()):
            found = tuple((role, *m.span(group)) for group, role in rule.template.groups if m.start(group) >= 0)
            yield Match(rule, view, m.start(), m.end(), found)
