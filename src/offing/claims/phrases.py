"""A masked sentence made simpler: noun phrases folded into the mention that heads them, enumerations into one token.

`the Russian-flagged tanker <V1> (<I2>), <V3> and the <V4>` becomes `<V1V3V4>`. What is folded in keeps its place in the text, so
that quotes stay whole.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from offing.claims.coordination import Members, coordinated, paired
from offing.claims.literals import one_of
from offing.claims.masked import Masked, numbers
from offing.claims.model import Mention
from offing.claims.rows import in_rows, of_names

_ARTICLE = (
    r"(?<![\w-])(?:the|a|an) (?P<head><[CLXYFQ]\d+>)"
    r"(?=['\",.;:)]|$| (?:and|or|to|in|on|at|of|for|from|with|by|as|after|before|that|which|who|they|it|he|she|was|is|are|were|"
    r"has|have|had|will|would|could|may|said|says|told|also|over|under|since|while|where|when|but|into|off|via|<|[a-z]+ed|"
    r"[a-z]+ing)(?![\w-]))"
)
"""An article before a token that is no noun's modifier."""
_NAMED = r"<[VNOKPAF]\d+>"
_CLOSE = (
    r"(?:,(?= (?:was|were|is|are|has|have|had|to|from|on|in|which|who|said|says|will|would|could|also|with|at|by|for|over|"
    r"[a-z]+ed)(?![\w-])))?"
)
"""The comma that ends an apposition, where a predicate goes on."""
_BEFORE = re.compile(
    r"(?P<nominal><[NK]\d+>)(?:(?P<comma>,)|:| called| named| known as| dubbed)? (?P<head><[VO]\d+>)(?(comma)(?:,(?= [a-z]))?)"
)
_BEHIND = re.compile(
    r"(?P<head><[VO]\d+>), (?P<nominal><[NK]\d+>)(?=[,.;)]|$| (?:which|that|owned|operated|managed|and)(?![\w-]))"
)


_CLOSED = re.compile(r"(?P<row><(?:[VOP]\d+){2,}>),(?= (?:was|were|is|are|has|have|had)(?![\w-]))")
"""A row between commas that its predicate follows: "Four ships, the <V1>, the <V2> and the <V3>, were"."""


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """words.csv: by kind its words, longest first."""
    text = (resources.files("offing.claims") / "rules" / "words.csv").read_text("utf-8")
    return {
        row["kind"]: tuple(sorted(set(row["words"].split()), key=lambda w: (-len(w), w)))
        for row in csv.DictReader(text.splitlines())
    }


@dataclass(frozen=True, slots=True)
class _Patterns:
    """All of them linear: what repeats is bounded and begins with a mark of its own."""

    phrase: str
    goods: str
    body: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    w = {kind: one_of(told) for kind, told in words().items()}
    nouns = one_of(word for kind in ("vessel", "company", "person") for word in words()[kind])
    determiner = rf"(?:(?:{w['determiner']}) ){{0,3}}"
    modifier = (
        rf"(?:(?:{nouns})(?:(?P<comma>,)(?: the)?| called| named| known as| dubbed|(?=[ \"'<]))|"
        rf"(?:{w['adjective']}),?(?=[ \"'<])|"
        r"<Q\d+>(?:-[a-z]+)?,?|<[CL]\d+>(?:-[a-z]+,?)?|<[CAOPNKV]\d+>'s?|[a-z]+-(?:[a-z]+-)?(?:flagged|flag|based|owned|registered|run|controlled|"
        r"backed|operated|managed|linked|old|tonne|ton|foot|meter|metre)|\d[\d,.]*(?:-[a-z]+)*|imo)"
    )
    after = r"(?:,? ?\((?:[^()<>]|<[A-Z]\d+>){0,90}\)|,? ?<I\d+>)?"
    named = r"(?P<quote>['\"])?"
    phrase = rf"(?<![\w<-]){determiner}(?:{modifier} ){{0,7}}{named}(?P<head>{_NAMED})(?(quote),?['\"]){after}(?(comma){_CLOSE})"
    load = r"(?:(?:<G\d+>|cargo|cargoes|shipment|shipments|load|haul|consignment|batch) of )?"
    about = (
        "about|around|some|nearly|almost|roughly|over|at least|at most|up to|more than|less than|just over|just under"
    )
    much = rf"(?:(?:(?:{about}) )?<Q\d+> (?:worth )?(?:of )?)?"
    sort = rf"(?:(?:{w['goods']}|<C\d+>(?: and <C\d+>)?|[a-z]+-[a-z]+) ){{0,3}}"
    goods = rf"(?<![\w<-])(?:(?:{w['determiner']}) ){{0,2}}{load}{much}{sort}(?P<head><G\d+>)"
    which = (
        "special|maritime|federal|coastal|border|state|revolutionary|military|naval|local|port|security|criminal|senior"
    )
    hands = "agents|officers|inspectors|marshals|troops|commandos|warships|forces|investigators"
    body = (
        rf"(?<![\w<-])(?:the )?<(?:[CL](?P<number>\d+)>(?:'s)?(?: (?:{which}))?(?: (?:{w['agency']}))+|"
        rf"A(?P<agency>\d+)>(?: (?:{hands}))+)(?![\w-])"
    )
    return _Patterns(phrase, goods, re.compile(body, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Folding:
    """A sentence folded, as it stands and with groups replaced by the members that it names; for a country that stands for a body
    of it ("South Korean customs", now of type A), where those words stand; and the members of those groups."""

    plain: Masked
    grouped: Masked
    bodies: Mapping[int, tuple[int, int]]
    groups: Mapping[int, Members]


def folded(sentence: Masked, mentions: Sequence[Mention]) -> Folding:
    """The sentence with noun phrases and enumerations folded."""
    p = _patterns()
    bodies: dict[int, tuple[int, int]] = {}
    read = sentence

    def body(m: re.Match[str]) -> str:
        number = int(m["number"] or m["agency"])
        bodies[number] = read.span(*m.span())
        return f"<A{number}>"

    def apposed(m: re.Match[str]) -> str | None:
        if mentions[numbers(m["nominal"])[0][1]].plural:
            return None  # a group, whose members `coordinated` finds
        return m["head"] if _same(m["nominal"], m["head"], mentions) else None

    read = read.rewritten(p.body, body)
    read = read.cut(p.phrase, "head")
    read = read.rewritten(_BEFORE, apposed).rewritten(_BEHIND, apposed)
    if "<G" in read.text:
        read = read.cut(p.goods, "head")
    read = read.cut(_ARTICLE, "head")
    read = paired(read)
    joined = coordinated(of_names(read), mentions)
    grouped = _closed(in_rows(joined.sentence))
    return Folding(_closed(in_rows(read)) if joined.groups else grouped, grouped, bodies, joined.groups)


def _closed(sentence: Masked) -> Masked:
    return sentence.rewritten(_CLOSED, lambda m: m["row"]) if ">," in sentence.text else sentence


def _same(nominal: str, head: str, mentions: Sequence[Mention]) -> bool:
    """Whether "the tanker" beside a name is that name's own: not of another type, not known to be something else."""
    (kind, a), (other, b) = numbers(nominal)[0], numbers(head)[0]
    if (kind == "N") != (other == "V"):
        return False
    return mentions[a].entity in (-1, mentions[b].entity) or mentions[a].plural
