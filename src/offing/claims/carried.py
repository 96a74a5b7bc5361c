"""What a sentence takes over from the one before: the subject that it leaves out and the ship whose owner it speaks of.

"The Courageous was built in 1995. Held by Cambodia since March." · "Her papers were checked. The owner is Alisa Ltd."
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from offing.claims.coordination import Members
from offing.claims.implied_ships import SORT
from offing.claims.literals import has_one
from offing.claims.masked import Masked, letter, low, numbers
from offing.claims.model import Mention
from offing.claims.wording import WORDED

_ELIDED = re.compile(
    r"(?:(?:also|later|then|previously|first|already|now|since|formerly) )?"
    r"(?:designated|sanctioned|blacklisted|listed|blocked|delisted|seized|held|detained|impounded|arrested|boarded|intercepted|"
    r"involved in|engaged in|accused of|suspected of|complicit in|"
    r"owned|managed|operated|flagged|registered|chartered|named|renamed|known|charged|indicted|convicted|forfeited|added|removed|"
    r"bound for|built|based|linked|controlled|deregistered|de-flagged)(?![\w-])"
    r"(?! (?:(?:[a-z]+ )?(?:vessels?|ships?|tankers?|companies|firms?|entities|individuals|persons|people|"
    r"parties|names)|<)(?![\w-]))",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:repaired|supplied|carried|transported|delivered|shipped|operates|manages|owns|exported|sold|procured|bought|provided|"
    r"facilitated|arranged|repairs|supplies|carries|transports|ships|exports|sells|insures|insured|bunkered|runs|handles|handled)"
    r" (?!by |in |from |at |on |under |to |through |with |out |off )",
    re.IGNORECASE,
)
_SUBJECT_COMES = re.compile(r",[^,;:]{0,40}<[VNOKP]\d")
_NUMBERS = {**WORDED, "both": 2}
_THEY = re.compile(
    r"(?:they|these|those)(?= (?:all |both |also |had |have |were |are |then |later |jointly )*(?!(?:said|say|told|allege|"
    r"alleged|believe|believed|added|denied|did|do)(?![\w-]))[a-z]{3,}(?![\w-]))",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?<![\w-])(?:officials|prosecutors|analysts|experts|crews?|lawyers|sources|authorities|investigators|men|police|officers|"
    r"owners|sailors|diplomats|lawmakers|agents|traders|brokers)(?![\w-])",
    re.IGNORECASE,
)
_OWN_PART = re.compile(
    rf"(?<![\w-])their (?P<sort>{SORT})(?P<part>owner|shipowner|manager|operator|charterer)s(?P<be> (?:are|were)|,|:)? "
    r"(?:the )?(?P<row><[OKP]\d+>(?:(?:, and|,| and) (?:the )?<[OKP]\d+>){1,9})",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:, and|,| and) (?:the )?(?=<)")
_SEVERAL = re.compile(
    rf"(?<![\w<-])(?:both(?: of (?:them|these))?|all (?P<count>{'|'.join(_NUMBERS)})(?: of them)?)(?= (?:are|were|have|had|came|"
    r"come|belong|sail|sailed|fly|flew|carry|called|remain|share|[a-z]+ed)(?![\w-]))|"
    r"(?P<none>none(?: of (?:them|those|these|the (?:[a-z]+ )?(?P<sort>ships|vessels|tankers|companies|firms)))?|"
    r"(?P<two>neither)(?: of (?:them|the two)| (?P<one>ship|vessel|tanker|company|firm))?) "
    r"(?P<be>has been|have been|had been|is|was)(?! (?:known|clear|said|expected)(?![\w-]))",
    re.IGNORECASE,
)
_SEVERAL_SAID = ("both", "all ", "none", "neither")
_THERE = re.compile(
    r"(?<=[a-z>)] )(?<!that )(?<!over )(?<!out )(?<!if )(?<!as )(?<!and )(?<!but )(?<!from )(?<!to )there(?![\w'-])"
    r"(?! (?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|remains?|remained|seems?|appears?|"
    r"exists?)(?![\w-]))"
)
_PLACE = re.compile(r"<[LF]\d+>")
_POINTED = re.compile(r"<(?P<kind>[NK])(?P<number>\d+)>")
_SORTS = {"ship": "V", "vess": "V", "tank": "V", "comp": "O", "firm": "O"}
_COUNT = re.compile(rf"(?<![\w-])(?:{'|'.join(_NUMBERS)})(?![\w-])", re.IGNORECASE)
_ABOUT = re.compile(r"<([VNOK])(\d+)>")
_NAMED_AS = re.compile(r"<[NK]\d+> as (?=<(?:[VOP]\d+){2,}>)")


def with_subject(sentence: Masked, before: Masked | None) -> Masked:
    """A folded sentence that begins with a participle, given the subject of the one before as its own; else as it is.

    The subject is the ship, firm or person of the sentence before, if there is no other in it. The words it is given stand
    nowhere: they are placed at the sentence's start.
    """
    does = bool(_DOES.match(sentence.text))
    if (
        before is None
        or not (does or _ELIDED.match(sentence.text))
        or (_SUBJECT_COMES.search(sentence.text) and not does)
    ):
        return sentence
    first = re.search(r"<[VNOKP]\d+>", before.text)
    if not first or len(re.findall(r"<[VNOKP]\d", before.text)) != 1:
        return sentence
    given = f"{first[0]} " if does else f"{first[0]} was "
    text = given + sentence.text[0].lower() + sentence.text[1:]
    return Masked(text, (*[sentence.places[0]] * (len(given) - 1), sentence.places[0], *sentence.places))


def with_members(
    sentence: Masked, before: Masked | None, mentions: Sequence[Mention], groups: Mapping[int, Members]
) -> Masked:
    """A masked sentence with the ships or firms put in for "both", "all five" and "the two companies", where the sentence before
    names just as many, or `groups` tells who are pointed at."""

    def several(m: re.Match[str]) -> str | None:
        if m["none"]:
            rows = [
                f
                for f in (
                    _named(k, before, mentions) for k in _SORTS.get((m["sort"] or m["one"] or "")[:4].lower(), "VO")
                )
                if len(f) > 1
            ]
            found = [r for r in rows if not m["two"] or len(r) == 2]
            have = " were not" if m["be"].lower() in ("is", "was") else " have not been"
            return f"<{''.join(found[0])}>{have}" if len(found) == 1 == len(rows) else None
        return counted("VO", m["count"] or "both")

    def pointed(m: re.Match[str]) -> str | None:
        group = mentions[int(m["number"])]
        if group.members and group.entity in groups:
            return f"<{''.join(f'{letter(mentions[n])}{n}' for n in groups[group.entity].numbers)}>"
        if group.entity >= 0 or not group.plural or not (count := _COUNT.search(group.text)):
            return None
        return counted({"N": "V", "K": "O"}[m["kind"]], count[0])

    def counted(kinds: str, said: str) -> str | None:
        found = [f for k in kinds if len(f := _named(k, before, mentions)) == _NUMBERS[said.lower()]]
        return f"<{''.join(found[0])}>" if len(found) == 1 else None

    if not (before or groups):
        return sentence
    told = sentence.rewritten(_POINTED, pointed) if "<N" in sentence.text or "<K" in sentence.text else sentence
    return told.rewritten(_SEVERAL, several) if has_one(low(sentence.text), _SEVERAL_SAID) else told


def with_them(sentence: Masked, before: Masked | None) -> Masked:
    """A masked sentence that begins with "they", with the ships or firms put in that the sentence before tells of as of one row,
    if it tells of nobody else who are several."""
    if before is None or not (m := _THEY.match(sentence.text)) or _PEOPLE.search(before.text):
        return sentence
    told = _NAMED_AS.sub("", before.text)
    rows = [t for t in re.findall(r"<[^<>]*>", told) if len(numbers(t)) > 1 and t[1] in "VOP"]
    if len(rows) != 1 or re.search(r"<[NK]\d", told):
        return sentence
    return sentence.replaced([(0, m.end(), rows[0])])


def with_there(sentence: Masked, before: Masked | None) -> Masked:
    """A masked sentence with the place put in for "there": "called there twice" is "called at <L3> twice". It is the last place
    told of, in the sentence or the one before."""
    if "there" not in sentence.text:
        return sentence
    changes: list[tuple[int, int, str]] = []
    for m in _THERE.finditer(sentence.text):
        told = _PLACE.findall(sentence.text[: m.start()]) or _PLACE.findall(before.text if before else "")
        if told:
            changes += [(m.start() - 1, m.start(), " at "), (*m.span(), told[-1])]
    return sentence.replaced(changes) if changes else sentence


def each_its_own(sentence: Masked, before: Masked | None, mentions: Sequence[Mention]) -> Masked:
    """ "Their owners are <O1> and <O2>" of as many ships: `<V3>'s owner is <O1> and <V4>'s owner is <O2>`."""
    changes: list[tuple[int, int, str]] = []
    for m in _OWN_PART.finditer(sentence.text):
        row = [k for token in re.findall(r"<[^<>]*>", m["row"]) for k in numbers(token)]
        here = Masked(sentence.text[: m.start()], sentence.places[: m.start()])
        ships = _named("V", here, mentions) or _named("V", before, mentions)
        if len(ships) != len(row) or len(ships) < 2:
            continue
        said = f"'s {m['sort']}{m['part']}{' is' if m['be'] else ''} "
        changes.append((m.start(), m.start("row"), f"<{ships[0]}>{said}"))
        gaps = _NEXT.finditer(sentence.text, m.start("row"), m.end("row"))
        changes += [(g.start(), g.end(), f" and <{ship}>{said}") for g, ship in zip(gaps, ships[1:], strict=False)]
    return sentence.replaced(changes)


def begins_with_several(text: str) -> bool:
    """Whether a sentence begins with "both", "all five" or "they", which the sentence before names."""
    return bool(_SEVERAL.match(text) or _THEY.match(text))


def _named(kind: str, sentence: Masked | None, mentions: Sequence[Mention]) -> list[str]:
    """The tokens' parts of one kind in a sentence, the first of each thing."""
    first: dict[int, str] = {}
    for token in re.findall(r"<[^<>]*>", sentence.text) if sentence else ():
        for kind_of, number in numbers(token):
            if kind_of == kind and mentions[number].entity >= 0:
                first.setdefault(mentions[number].entity, f"{kind_of}{number}")
    return list(first.values())
