"""A folded sentence made plainer: without asides, dates and adverbs; and with its second predicate brought to its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from offing.claims.literals import one_of
from offing.claims.masked import Masked
from offing.claims.phrases import words
from offing.claims.rows import in_rows

_QUOTED = r'"(?=[^"]{1,60}")|(?<=[\w>.,])"'
_PLACED = (
    r"(?<=[0-9]>),? (?:in|of|from|near|off|based in|at|both of|all of)(?: or near| or in)? (?:the )?<[CL]\d+>,?"
    r"(?= (?:was|were|is|are|has|have|had)(?![\w-]))"
)
_SEATED = (
    r"(?<=[0-9]>) (?:registered|based|incorporated|headquartered|domiciled|located) in (?:the )?<[CL]\d+>"
    r"(?=,? (?:and |or )?<[VOP]\d+>)"
)
_SET_UP = (
    r"(?<=[0-9]>) concerning (?:the )?<[CL]\d+>(?= (?:has |had |have )?[a-z]+(?:ed|t)(?![\w-]))|"
    r"(?<=[0-9]>) (?:set up|established|created|appointed|mandated|formed) (?:by|under|in|pursuant to) [^,;:\"<>]{1,60}"
    r"(?= (?:has |had |have )?(?:designated|listed|added|named|removed|sanctioned|approved|said|agreed)(?![\w-]))"
)
_DASHED = re.compile(
    r"(?<=[0-9]>), \d{1,2},(?= )|(?<=[0-9]>) - [^;:\"<]{1,100} -(?= )|(?<=[0-9]>) -(?= (?:was|were|is|are|has|have|had)(?![\w-]))"
)
_LISTED = (
    r"(?<=[0-9]>), (?=(?:an?|the|its|his|her|their|one of|based|located|registered|headquartered|formerly|which|who|whose|also|"
    r"both|of|from|in|owned|managed|operated|controlled|run|flagged)(?![\w-]))"
    r"(?![^;:\"<,]{0,60}(?:<[A-Z]\d+> )?(?:said|says|told|announced|added)(?![\w-]))"
    r"(?:[^;:\"<,]|<[CLDQAIGFNK]\d+>|(?<!, )<[VOP]\d+>|,(?! (?:and |or )?<[VOP])){1,120}?"
    r"(?=,(?: and| or| as well as)? <[VOP]\d+>(?:[,.;)]|$| (?:and|or|for|in|over|on|from|under|of|as|with)(?![\w-])))"
)
"""What is said of a member of an enumeration: `<O1>, a firm in <C2>, <O3>, which owns it, and <O4>`."""
_OFFICE = (
    r"(?<![\w-])(?:the|its|his|her|their|a|an|<[OVCLAP]\d+>'s) (?:(?:<[CL]\d+> )?[a-z][a-z-]{2,20} ){1,3}"
    r"(?:(?:of|for|behind|at|in) (?:the )?(?:[a-z-]{2,20} ){0,2}<[VOKCLAN]\d+>)?, "
    r"(?:mr |mrs |ms |captain |capt\.? |the )?(?P<name><[VOP]\d+>)"
    r"(?:,(?= (?!and |or |but |who |which |an? |the ))|"
    r"(?=[.;]|$| and |, and |, (?:for|over|under|in|on|after|who|which|to|with|from)(?![\w-])))"
)
"""A person or firm behind the words for what they are: "the skipper of the <V1>, <P2>, " -> "<P2>"."""
_VERB = r"(?:[a-z]+ed|has|had|have|is|was|are|were|said|says|will|would)(?![\w-])"
_DONE = r"(?:[a-z]+ed|held|taken|put|hit|struck|sold|cut|built|bought|sunk|shut|made|seen|found|led|kept)"
_PASSIVE = (
    r"(?<=[0-9]>)(?P<aux>,?(?: which| that| who)? (?:was|were|is|are|has been|have been|had been))"
    rf"(?P<first> {_DONE}(?![\w-])[^;:\"]{{0,160}}?,? (?:and|but|then|before being|after being)(?: was| were| has been)?)"
    rf"(?= (?:[a-z]+ly |later |then |also |now )?{_DONE}(?![\w-]))"
)
_ACTIVE = (
    r"(?<=[0-9]>)(?P<first> (?!(?:has |have |had )?[a-z]+ that )(?:has |have |had )?[a-z]+(?:ed|s)(?![\w-])"
    r"[^;:\"]{0,160}?,? (?:and|but)(?: has| have| had)?)"
    r"(?= (?:[a-z]+ly |later |then |also |now |is |are |was |were )?[a-z]+(?:ed|s|der)(?![\w-]))"
)


_JUDGED = re.compile(
    r"(?<=[0-9]>)(?P<which>,? (?:which|who|whom|that)) (?:the )?<A\d+>(?: [a-z]+ly| also| had| has| then| later)* "
    r"(?P<verb>sanctioned|designated|blacklisted|targeted|listed|fined|charged|indicted|accused|punished)(?= [a-z<])",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    r"(?P<verb>said|believed|alleged|thought|reported|suspected) by (?:the )?<[AOK]\d+>(?= to [a-z])", re.IGNORECASE
)
"""What is said of one by another: "<V1>, which <A2> sanctioned for carrying" -> "<V1>, which was sanctioned for"."""
_SAYING = (
    r"(?:(?<=> which)|(?<=> that)|(?<=> who)|(?<=>, which)|(?<=>, who)) (?:the |an? )?(?:[a-z-]{1,20} ){0,3}?"
    r"(?:<[ACOPK]\d+>|[a-z]{3,20}s|it|he|she|they) (?:says?|said|believes?|believed|alleges?|alleged|claims?|claimed|suspects?|"
    r"suspected|thinks?|finds?|found|reports?|reported|contends?|contended|maintains?|maintained|understands?)(?: that)?"
    r"(?= (?!the |an? |its? |he |she |they |his |her |their |that |in |on |of |to )[a-z])"
)
"""Who says what a relative clause says: "<V1>, which prosecutors say carried <G2>"."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`aside` is compiled, for its case tells: no aside goes on behind "and" with a name."""

    aside: re.Pattern[str]
    date: str
    adverb: str


@cache
def _patterns() -> _Patterns:
    w = {kind: one_of(told) for kind, told in words().items()}
    verb = rf"(?!(?:[^,;:\"<]|<[A-Z]\d+>){{0,70}}?<[A-Z]\d+> {_VERB})"
    determined = r"an?|the|its|his|her|their|one|<C\d+>(?:-[a-z]+)? [a-z]+"
    opener = rf"(?:{w['aside']}|[a-z]{{3,}}(?:ing|ed))(?![\w-])|(?:{determined})(?![\w-]){verb}"
    inside = r"(?:(?!, and | and (?:the )?(?:<[A-Z]\d+>,|(?-i:[A-Z][a-z])))[^;:\"]){1,140}?"
    opened = rf"(?:(?P<row>including)(?![\w-])|(?!including)(?:{opener}))"
    aside = rf"(?<=[0-9]>), {opened}{inside},(?= (?!and |or |but |(?(row)(?:the )?<|(?!))))"
    when = (
        r"(?:(?:(?:on|in|since|by|late|early|earlier|during|until|as of|back in) ){0,2}<D\d+>"
        r"|(?:between|from) <D\d+> (?:and|to|through|until) <D\d+>)"
    )
    goes_on = r"(?= (?!and |or |to |after |before |later |ago ))"
    date = rf"^(?:(?:then|but|and),? )?{when},? |, {when},{goes_on}| {when}(?=,|{goes_on})"
    adverb = rf"(?:, (?:{w['adverb']}),| (?:(?<!, )(?:{w['adverb']}),?|(?<=, )(?:{w['adverb']})))(?= )"
    return _Patterns(re.compile(aside, re.IGNORECASE), date, adverb)


def unsaid(sentence: Masked) -> Masked:
    """A sentence without who says what its relative clauses say."""
    return sentence.cut(_SAYING)


def is_judged(sentence: Masked) -> bool:
    """Whether a sentence tells by whom someone was sanctioned, or is said, to have done something."""
    return any(sentence.may_match(said) and said.search(sentence.text) for said in (_JUDGED, _SAID_BY))


def undated(sentence: Masked) -> Masked:
    """A folded sentence without dates and adverbs."""
    p = _patterns()
    read = sentence.rewritten(_JUDGED, lambda m: f"{m['which']} was {m['verb']}").rewritten(
        _SAID_BY, lambda m: m["verb"]
    )
    return (read.cut(p.date) if "<D" in read.text else read).cut(p.adverb)


def bare(sentence: Masked) -> Masked:
    """An undated sentence without asides between commas or dashes, places of a subject, and the marks of short quotes."""
    if ", " in sentence.text:
        sentence = sentence.cut(_OFFICE, "name")
    if ">, " in sentence.text:
        sentence = sentence.cut(_LISTED).rewritten(_patterns().aside, lambda m: "")
    if ">, " in sentence.text or "> -" in sentence.text:
        sentence = sentence.rewritten(_DASHED, lambda m: "")
    if "<C" in sentence.text or "<L" in sentence.text:
        sentence = sentence.cut(_PLACED).cut(_SEATED)
    if "> " in sentence.text:
        sentence = sentence.cut(_SET_UP)
    return in_rows(sentence.cut(_QUOTED) if '"' in sentence.text else sentence)


def shared(sentence: Masked) -> Masked:
    """A bare sentence with the first of two predicates left out: `<V1> was boarded by <A2> and seized` → `<V1> was seized`."""
    brought = sentence.cut(_PASSIVE, "aux")
    return brought if brought is not sentence else sentence.cut(_ACTIVE)
