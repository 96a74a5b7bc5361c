"""A row of names with a few words about each, of which the sentence or those before tell what was done to them.

"OFAC listed four firms. ... The other three are A, deputy of B; C, which is in D; and E." · "Named were A, who had the V1; B of
the V2; and C."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from offing.claims.likewise import LIKEWISE
from offing.claims.masked import Masked, numbers
from offing.claims.members_told import MEMBERS
from offing.claims.model import Arg, Claim, ClaimType, Mention
from offing.claims.ruled import roles
from offing.claims.sentences import Sentence
from offing.claims.wording import WORDED

_ACTS = frozenset[ClaimType](
    {"designated", "delisted", "advisory_listed", "seized", "charged", "forfeited", "denied_flag"}
)
_LISTINGS = frozenset[ClaimType]({"designated", "delisted", "advisory_listed"})
_FIRST_OF = _LISTINGS | frozenset[ClaimType]({"charged"})
_COUNT = rf"(?:{'|'.join(w for w in WORDED)}|\d{{1,3}})"
_LEAD = re.compile(
    r"(?:(?P<rest>among those|"
    rf"(?:among )?the (?:rest|remainder|others?|(?:other|remaining) (?P<count>{_COUNT})(?: (?:[a-z-]+ )?[a-z]+)?|"
    r"(?:other|remaining) [a-z]+s))|"
    r"(?P<they>they|these|those))"
    r"(?: (?:named|listed|sanctioned|designated|concerned|targeted|blacklisted|added|affected))? "
    r"(?P<verb>includes?|included|are|were|is|was):? ",
    re.IGNORECASE,
)
"""Begins a sentence that only names who the others are."""
_SORT = r"(?:(?:an?|[a-z][a-z'-]{2,}|[A-Z]{3,5}|\d[\d,]*(?:-[a-z]+)?|<[CLQG]\d+>(?:-[a-z]+|'s)?|<[NK]\d+>|<[POV]\d+>'s) ){0,7}?"
_NO_SORT = re.compile(
    r"\b(?:of|in|at|by|for|with|from|to|on|who|whom|which|whose|that|said|says|was|were|is|are|has|had|have|and|or|but|as|not|"
    r"under|after|before|when|where|while|did|does|will|would|owns|owned|belongs|runs|used|through|via|also|"
    r"(?<!-)(?!(?:registered|sanctioned|blacklisted|limited|listed)\b)[a-z]+ed)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?:and |both |also )*(?P<sort>{_SORT})<(?P<who>[VOP]\d+(?:[VOP]\d+)*)>(?!'s|-)")
_UNKNOWN = re.compile(r"(?:and )?(?:[A-Z][\w'-]+ ?){1,3}(?:\([^()]{1,60}\))?(?:,? and |, )")
"""A name of the row that is no mention."""
_CLOSED = re.compile(
    r"(?:,? ?\([^()]{1,90}\)|,? <I\d+>|"
    r",? (?:also )?(?:of|in|from|at|based in) (?:the )?(?:[a-z]+ ){0,2}<[CLF]\d+>(?:,? <[CLF]\d+>)?)*"
)
_NEXT = re.compile(r"(?:,? and |, | - )(?!(?:which|who|whose|where|as|with|but|while)\b)")
_LAST = re.compile(
    r", (?:which|who|whose|flagged|registered|owned|managed|based|a|an|the|its) [^;:]{3,120}?, and (?=(?:the )?<[VOP])"
)
"""An aside about a member, before the last."""
_NOMINAL = re.compile(
    r"(?:$|\.| ?\(|, [A-Z]| and (?:the )?<[VOP]|, <[VOPI]|"
    r",? (?:also )?(?:of|in|from|at|for|on|with|under|which|who|whose|a|an|the|its|his|her|both|one|another|based|known|"
    r"described|said to|formerly|master|head|director|deputy|owner|manager|operator|alias|aka|chief|chairman|registered|owned|"
    r"flagged|managed|operated|held|run|controlled|linked|suspected|accused|believed|thought)\b)"
)
"""What may stand behind a name that is only named."""
_FINITE = re.compile(
    r"(?:^|, )(?:both|all|they|it|he|she|these|neither)\b|(?:^|(?<!>), )which\b|, (?:was|were|is|are|has|had|have|will|said)\b"
)
_SEVERAL = re.compile(
    rf"(?:(?i:{_COUNT}|several|dozens of|some|many|more|the|further|other) )?[a-z][\w' -]*(?:s|men|people)"
)
_LISTS = r"(?:added|listed|designated|sanctioned|blacklisted|named|put under sanctions|put on|placed on|imposed sanctions on)"
_COUNTED = re.compile(
    rf"(?:<(?P<by>[AC]\d+)> (?:has |have |had )?(?:also |today |newly )?(?:(?:on )?<D\d+> )?{_LISTS} "
    rf"(?P<who>{_COUNT} (?:[a-z-]+ |<C\d+> ){{0,3}}(?:names|concerns|parties|more|others|newcomers|entries|targets))\b|"
    rf"one of (?P<whom>(?:the )?{_COUNT} (?:[a-z-]+ |<C\d+> ){{0,3}}[a-z]+s) (?:that |which |whom )?(?:the )?<(?P<as>[AC]\d+)> "
    rf"(?:has |have |had )?(?:also )?(?:{_LISTS}|put|placed)\b)",
    re.IGNORECASE,
)
_WHEN = r"(?:(?:on|in|that|last|the|this) )*(?:<D\d+>|same day|following (?:day|week|month|year))"
_FOLLOWED = re.compile(
    rf"(?:then )?(?:(?P<more>(?:{_COUNT}|several|others?)(?: (?:more|others))?)|"
    rf"(?:the )?(?P<who><(?:[VOP]\d+)+>(?:(?:, | and |, and ){_SORT}<(?:[VOP]\d+)+>)*)"
    rf"(?:, [^;:]{{3,80}}?,)?) followed (?:soon |later )?{_WHEN}(?(more): )",
    re.IGNORECASE,
)
_CAME = re.compile(
    rf"(?:then,? |next,? )?(?:{_WHEN},? )+(?:(?P<who>(?!))|came|it was the turn of) (?=(?:the )?<[VOP])", re.IGNORECASE
)
"""Others of whom it is only told when they were listed too."""
_LASTS = 4
"""Paragraphs after which it is no longer told who the rest are of."""


def acts_told(
    acts: Sequence[tuple[int, Claim]],
    claims: Sequence[Claim],
    sentence: Masked,
    at: Sentence,
    mentions: Sequence[Mention],
) -> list[tuple[int, Claim]]:
    """The acts that a later sentence may be about: those of this sentence if it tells any, else those of the last that did."""
    here = [(at.paragraph, c) for c in claims if c.type in _ACTS and c.polarity == "positive" and _about(c)]
    return here or unclaimed_act(sentence, at, mentions) or list(acts)


def unclaimed_act(sentence: Masked, at: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, Claim]]:
    """A listing of so many that a sentence tells without a word for what they are: "OFAC added four names"."""
    m = _COUNTED.search(sentence.text)
    if not m:
        return []
    by = mentions[int((m["by"] or m["as"])[1:])]
    start, end = sentence.span(*m.span("who" if m["who"] else "whom"))
    args = (
        Arg("authority", by.text, by.start, by.end, by.entity),
        Arg("target", (m["who"] or m["whom"]), start, end, -1),
    )
    span = sentence.span(m.start(), m.end())
    claim = Claim(
        "designated",
        args,
        *span,
        at.start,
        at.end,
        (),
        "asserted",
        "positive",
        None,
        False,
        "partial",
        "designated.counted_names",
    )
    return [(at.paragraph, claim)]


def of_the_rest(
    sentence: Masked,
    at: Sentence,
    claims: Sequence[Claim],
    acts: Sequence[tuple[int, Claim]],
    mentions: Sequence[Mention],
) -> list[Claim]:
    """Claims of those that a sentence lists; `claims` are its own, `acts` those that were told before."""
    text = sentence.text
    out: list[Claim] = []
    m = _LEAD.match(text)
    if m:
        told = _carried(m, at, acts)
        row = list(_row(text, m.end())) if told else []
        if told and row and not (m["count"] and len(row) > _number(m["count"])):
            start, end = sentence.span(0, len(text.rstrip()))
            for claim in told:
                out += [_of(claim, n, mentions, (start, end), at, MEMBERS) for n in row]
    elif f := _FOLLOWED.match(text) or _CAME.match(text):
        told = [c for paragraph, c in acts if at.paragraph - paragraph <= 1 and c.type in _LISTINGS][-1:]
        row = list(_row(text, f.end())) if f.re is _CAME or f["more"] else [n for _, n in numbers(f["who"])]
        span = sentence.span(0, f.end() if f["who"] else len(text.rstrip()))
        out += [
            replace(_of(c, n, mentions, span, at, LIKEWISE), happened=None, inherited=False) for c in told for n in row
        ]
    else:
        out = list(_further(sentence, at, claims, mentions))
    return [c for k, c in enumerate(out) if not _told(c, (*claims, *out[:k]))]


def _carried(m: re.Match[str], at: Sentence, acts: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """The act that was told last, of a group where there is one; "they" were told of as a group right before."""
    reach = _LASTS if m["rest"] else 1
    near = [c for paragraph, c in acts if at.paragraph - paragraph <= reach and c.type in _LISTINGS]
    groups = [c for c in near if _of_several(c)]
    return groups[-1:] if m["they"] or groups else near[-1:]


def _of_several(claim: Claim) -> bool:
    about = _about(claim)
    return about is not None and bool(_SEVERAL.fullmatch(about.text.strip()))


def _row(text: str, start: int) -> Iterator[int]:
    """The mentions of a row that begins there, asides and all."""
    if ";" in text[start:]:
        at = start
        for part in text[start:].split(";"):
            found = list(_items(part.lstrip(), plain=False))
            if not found:
                return
            yield from found
            at += len(part) + 1
    else:
        yield from _items(text[start:], plain=True)


def _items(part: str, *, plain: bool) -> Iterator[int]:
    """The names that a part of a row begins with; `plain`: of a row without semicolons, where asides may stand between."""
    at = 0
    while True:
        item = _ITEM.match(part, at)
        if plain and not item and (unknown := _UNKNOWN.match(part, at)):
            at = unknown.end()
            continue
        if not item or _NO_SORT.search(item["sort"]):
            return
        behind = part[item.end() :].rstrip()
        if not _NOMINAL.match(behind):
            return
        yield from (n for _, n in numbers(f"<{item['who']}>"))
        closed = _CLOSED.match(part, item.end())
        at = closed.end() if closed else item.end()
        gaps = [g for g in (_NEXT.match(part, at), _LAST.match(part, at) if plain else None) if g]
        if not gaps:
            return
        at = next((g.end() for g in gaps if _ITEM.match(part, g.end())), gaps[0].end())


def _further(sentence: Masked, at: Sentence, claims: Sequence[Claim], mentions: Sequence[Mention]) -> Iterator[Claim]:
    """What is said of the first of a row with semicolons, said of the others."""
    parts = sentence.text.split(";")
    if len(parts) < 2 or len(parts) > 40:
        return
    first = sentence.places[len(parts[0]) - 1] if parts[0] else sentence.places[0]
    told = [c for c in claims if c.type in _FIRST_OF and (a := _about(c)) and a.start <= first and c.end <= first + 2]
    if not told:
        return
    last = max(told, key=lambda c: _about(c).start)  # type: ignore[union-attr]
    about = _about(last)
    if about is None or _FINITE.search(sentence.text[len(parts[0]) + 1 :].lstrip()):
        return
    row: list[int] = []
    for part in parts[1:]:
        found = list(_items(part.lstrip(), plain=False))
        if not found:
            break
        row += found
    end = sentence.span(0, len(sentence.text.rstrip()))[1]
    for n in row:
        yield _of(last, n, mentions, (last.start, end), at, LIKEWISE)


def _of(
    claim: Claim, number: int, mentions: Sequence[Mention], span: tuple[int, int], at: Sentence, mark: str
) -> Claim:
    about = _about(claim)
    m = mentions[number]
    arg = Arg(about.role if about else "", m.text, m.start, m.end, m.entity)
    return replace(
        claim, args=tuple(arg if a is about else a for a in claim.args), start=span[0], end=span[1],
        sentence_start=at.start, sentence_end=at.end, rule=claim.rule + mark, status="complete" if m.entity >= 0 else "partial",
    )  # fmt: skip


def _about(claim: Claim) -> Arg | None:
    name = next((r.name for r in roles()[claim.type] if r.key), "")
    return claim.arg(name)


def _number(word: str) -> int:
    return WORDED.get(word.lower()) or int(word)


def _told(claim: Claim, others: Sequence[Claim]) -> bool:
    mine = _about(claim)
    return mine is not None and any(
        o.type == claim.type and (a := _about(o)) is not None and a.thing == mine.thing >= 0 for o in others
    )
