"""What is said of one thing and then, without saying it again, of another: ", as were <P2> and <P3>", ", as did <V2>", "; so are
<O2>", "So was <V2>.", "together with <O2>", "alongside <O2>", "with him".

The claim is made again with the other in the place of what it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from offing.claims.masked import Masked, letter, numbers
from offing.claims.model import Arg, Claim, ClaimType, Mention
from offing.claims.ruled import roles

LIKEWISE = "@likewise"
"""Ends the rule of a claim about what is told to be so too."""
_BE = r"(?:is|are|was|were|has been|have been|had been)"
_NOUN = (
    r"(?:sister|ships?|tankers?|vessels?|freighters?|firms?|company|companies|traders?|brokers?|bank|brothers|owners?|managers?|"
    r"director|deputy|chairman|businessm[ae]n|shipowner|manager|operator|captains?|masters?|oil|shipping|trading|cargo|lpg|registered)"
)
_SORT = rf"(?:(?:the|a|an|its|his|her|their|former|another|<[CL]\d+>(?:-[a-z]+)?|<[NKPO]\d+>'s|{_NOUN}) ){{0,6}}?"
_ROW = (
    rf"{_SORT}<(?P<first>(?:[VOPNK]\d+)+)>"
    rf"(?P<more>(?:(?:, and |,? and |, )(?:also )?{_SORT}<(?:[VOPNK]\d+)+>(?!'s)){{0,8}})(?!'s)"
)
_OF_IT = r"(?!(?:,? (?:of|for|by)| said| says| told)(?![\w-]))"
_AS = re.compile(rf"(?P<mark>[,;]| -) (?:and )?(?:as|so) {_BE}(?: also)? {_ROW}{_OF_IT}", re.IGNORECASE)
_DID = re.compile(
    rf"(?P<mark>[,;]| -) (?:and )?(?:as|so) (?:did|does|do|has|had|have)(?: also)? {_ROW}{_OF_IT}", re.IGNORECASE
)
_SO = re.compile(
    rf"(?:(?:so|likewise) {_BE}(?: also)?|the same (?:goes|went|holds|is true|was true|applies|applied) (?:for|of|to)|"
    rf"with <[NKPVO]\d+>(?:'s)? (?:went|go|came|goes)(?: also)?) {_ROW}{_OF_IT}",
    re.IGNORECASE,
)
_WITH = re.compile(rf"(?:along with|together with|alongside|(?P<bare>(?<=ed) with)) {_ROW}{_OF_IT}", re.IGNORECASE)
_TOO = re.compile(
    r"(?:(?:(?:after|before|while|and|as)|<D\d+>) (?:the )?<(?P<one>[AC]\d+)>(?: has| have| had)? (?:done|did|do|does) "
    r"(?:the same|so|likewise|too|as well)|(?:so|as) (?:did|has|had|have) (?:the )?<(?P<two>(?:[AC]\d+)+)>|"
    r"<(?P<three>(?:[AC]\d+)+)>(?: soon| later| then| has| had)? followed suit|"
    r"by (?:the )?<[AC]\d+>,?(?: (?:in|on|last|since))?(?: <D\d+>)?,? and (?:(?:<D\d+>|later|then|also|since|in|on) )*"
    r"by (?:the )?<(?P<four>(?:[AC]\d+)+)>|"
    r"(?:\A|[;,] (?:and )?)(?:the )?<(?P<five>[AC]\d+)>(?: itself)?(?: has| have| had)? (?:did so|done so|"
    r"followed"
    r"(?= (?:<D\d+>|(?:in|on|last|this|a|two|three|four|six|the (?:next|following|same)|soon|later|shortly|within)\b)"
    r"[^,;:<]{0,24}(?:<D\d+>)?[^,;:<]{0,12}(?:[.,;]|$)))|"
    r"(?:to|on|onto) (?:the )?(?:<[XZ]\d+>|<[AC]\d+>(?:'s)? (?:sanctions |black)?list)(?: (?:in|on|since))?(?: <D\d+>)?,? and "
    r"(?:to|on|onto) "
    r"(?:that of (?:the )?|the )?<(?P<six>[AC]\d+)>(?:'s(?: own)?)?(?= (?:in|on|since|a|two|last|the)\b|[.,;]|$))(?!'s)",
    re.IGNORECASE,
)
"""Another authority that did so too."""
_NEXT = re.compile(r"<((?:[VOPNK]\d+)+)>")
_KINDS = {"V": "V", "N": "V", "O": "O", "K": "O", "P": "P"}
_ACTS = frozenset[ClaimType](
    {"designated", "delisted", "advisory_listed", "seized", "charged", "forfeited", "denied_flag"}
)
_STATES = _ACTS | frozenset[ClaimType](
    {"flagged_in", "nationality", "based_in", "affiliated", "managed_by", "owned_by", "bound_for"}
)
_DONE = frozenset[ClaimType](
    {"shipped_cargo", "exported", "sold", "procured_for", "dealt_with", "sts_transfer", "port_call", "ais_gap"}
)
_TURNS = re.compile(
    r"[;:]|\b(?:for|over|but|while|whereas|who|which|after|before|because|said|says|told|and [a-z]+ed)\b", re.IGNORECASE
)
_NAMED = re.compile(r"[^,:;]{0,60}[,:] (?:the )?<[VOP]")
_HOW = re.compile(r"\b(?:if|whether|unless|not|never|n't)\b", re.IGNORECASE)


def likewise(
    sentence: Masked, claims: Sequence[Claim], earlier: Sequence[Claim], mentions: Sequence[Mention]
) -> list[Claim]:
    """The claims of those that a sentence only adds; `claims` are its own, `earlier` those of the sentence before."""
    out: list[Claim] = []
    text = sentence.text
    types = {c.type for c in claims}
    for m in _AS.finditer(text) if types & _STATES else ():
        at = sentence.span(m.start(), m.end())[0]
        told = [c for c in claims if c.type in _STATES and (a := _about(c)) is not None and a.start < at]
        out += _again(told, sentence, m, mentions)
    for m in _DID.finditer(text) if types & _DONE else ():
        at = sentence.span(m.start(), m.end())[0]
        out += _again([c for c in claims if c.type in _DONE and c.start < at], sentence, m, mentions)
    for m in _WITH.finditer(text) if types & _ACTS else ():
        start = sentence.places[m.start()]
        acts = [c for c in claims if c.type in _ACTS and c.type != "charged" and c.start < start]
        near = [c for c in acts if not _TURNS.search(_between(sentence, c, start))]
        if m["bare"] and not re.search(
            r"(?:sanction|blacklist|designat|list|nam|detain|seiz|indict)ed\Z", text[: m.start("bare")]
        ):
            continue
        out += _again(near, sentence, m, mentions)
    listed = [c for c in claims or earlier if c.type in ("designated", "delisted")]
    others: list[Claim] = []
    for m in _TOO.finditer(text) if listed else ():
        others += _by_another(listed, sentence, m, mentions)
    so = _SO.match(text) if earlier else None
    if so and not _HOW.search(text[: so.end()]):
        out += _again([c for c in earlier if c.type in _STATES], sentence, so, mentions)
    own = [c for k, c in enumerate(out) if not _told(c, (*claims, *out[:k]))]
    named = [c for c in claims if c.arg("authority") is not None]
    return own + [c for k, c in enumerate(others) if not _told(c, (*named, *own, *others[:k]))]


def _by_another(
    told: Sequence[Claim], sentence: Masked, m: re.Match[str], mentions: Sequence[Mention]
) -> Iterator[Claim]:
    """The listings that another authority is said to have made too; when it did is not told."""
    start, end = sentence.span(m.start(), m.end())
    row = [mentions[n] for _, n in numbers(f"<{next(filter(None, m.groups()))}>")]
    for c in told:
        if c.polarity != "positive" or c.start >= start > c.sentence_end:
            continue
        kept = tuple(a for a in c.args if a.role not in ("authority", "list", "reason"))
        here = c.sentence_start <= start < c.sentence_end
        for by in row:
            yield replace(
                c, args=(Arg("authority", by.text, by.start, by.end, by.entity), *kept),
                start=min(c.start, start) if here else start, end=max(c.end, end) if here else end,
                sentence_start=c.sentence_start if here else sentence.places[0],
                sentence_end=c.sentence_end if here else sentence.places[-1] + 1,
                happened=None, inherited=False, speakers=(), rule=c.rule + LIKEWISE,
            )  # fmt: skip


def _again(told: Sequence[Claim], sentence: Masked, m: re.Match[str], mentions: Sequence[Mention]) -> Iterator[Claim]:
    """The last thing told, told of each member of a row."""
    if not told:
        return
    last = max(told, key=lambda c: (c.end, c.start))
    about = _about(last)
    if about is None:
        return
    start, end = sentence.span(m.start(), m.end())
    here = last.sentence_start <= start < last.sentence_end
    keys = {r.name for r in roles()[last.type] if r.key}
    whole = all(p.thing >= 0 for a in last.args if a is not about and a.role in keys for p in (a.parts or (a,)))
    for kind, number in _members(m):
        mention = mentions[number]
        ahead = sentence.text[: m.start("first") - 1].lower() + mention.text.lower()
        back = mention.plural and ahead.endswith(
            tuple(f"{w} {mention.text.lower()}" for w in ("the", "those", "these"))
        )
        back = back or mention.text.lower().startswith(("the ", "those ", "these "))
        if mention.entity < 0 or back or (mention.plural and _NAMED.match(sentence.text, m.end())):
            continue
        if last.type not in _ACTS and _KINDS[kind] != _KINDS.get(_kind_of(about, mentions), _KINDS[kind]):
            continue
        arg = Arg(about.role, mention.text, mention.start, mention.end, mention.entity)
        args = tuple(arg if a is about else a for a in last.args)
        yield replace(
            last, args=args, start=min(last.start, start) if here else start, end=max(end, mention.end),
            sentence_start=last.sentence_start if here else sentence.places[0],
            sentence_end=last.sentence_end if here else sentence.places[-1] + 1,
            happened=last.happened if here else None, inherited=last.inherited and here,
            rule=last.rule + LIKEWISE, status="complete" if whole else last.status,
        )  # fmt: skip


def _members(m: re.Match[str]) -> Iterator[tuple[str, int]]:
    for token in (f"<{m['first']}>", *(f"<{x}>" for x in _NEXT.findall(m["more"]))):
        yield from numbers(token)


def _between(sentence: Masked, claim: Claim, start: int) -> str:
    """The words of a sentence between what a claim is about and a place of the document."""
    about = _about(claim)
    ended = about.end if about is not None else claim.end
    first = next((k for k, place in enumerate(sentence.places) if place >= ended), len(sentence.text))
    last = next((k for k, place in enumerate(sentence.places) if place >= start), len(sentence.text))
    return sentence.text[first:last]


def _about(claim: Claim) -> Arg | None:
    name = next((r.name for r in roles()[claim.type] if r.key), "")
    return claim.arg(name)


def _kind_of(arg: Arg, mentions: Sequence[Mention]) -> str:
    at = bisect_left(mentions, arg.start, key=lambda m: m.start)
    beside = takewhile(lambda m: m.start == arg.start, mentions[at:])
    return next((letter(m) for m in beside if m.end == arg.end), "")


def _told(claim: Claim, others: Sequence[Claim]) -> bool:
    mine, by = _about(claim), claim.arg("authority")
    return mine is not None and any(
        o.type == claim.type
        and (a := _about(o)) is not None
        and a.thing == mine.thing
        and a.thing >= 0
        and (by is None or (b := o.arg("authority")) is None or b.thing == by.thing)
        for o in others
    )
