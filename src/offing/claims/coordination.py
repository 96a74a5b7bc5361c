"""Several said as one: a group and the names of its members, verbs left out between pairs, "A and B ... C and D respectively".

Works on a folded sentence (`phrases.folded`). `<K1> registered in <C2>, <O3O4>, and <O5>` becomes `<O3O4> registered in <C2>, and
<O5>`, and what is said of <K1>, here or later, is said of <O3> and <O4>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from offing.claims.masked import Masked, numbers
from offing.claims.model import Mention
from offing.claims.wording import WORDED

_NUMBERS = {**WORDED, "both": 2, "pair": 2, "trio": 3}
_DIGITS = re.compile(r"\d{1,3}(?![\d,.])")
_RELATIVE = (
    r" (?:registered|based|incorporated|located|headquartered|domiciled|owned|operated|managed|run|controlled|flagged|flying|in|"
    r"of|from|with|linked|belonging|that|which|who|said|believed|accused|suspected|used|involved|carrying|affiliated|associated)"
    r"(?![\w-])(?:[^,;:\"<>]|<[A-Z]\d+>){0,80}?"
)
_GOES_ON = (
    r"(?= (?:was|were|is|are|has|have|had|to|from|on|in|said|will|would|could|also|with|at|by|for|over|"
    r"brought|took|sold|bought|left|sent|made|came|went|met|ran|held|sank|gave|got|flew|lay|set|put|belong|carry|fly|sail|[a-z]+ed)"
    r"(?![\w-]))"
)
_HEADED = re.compile(
    rf"(?P<head><[NK]\d+>)(?P<clause>{_RELATIVE})?(?: as well| too| in all| altogether)?"
    r"(?P<mark>,? (?P<part>including|among them|notably|such as)|,? namely|,|:| -|(?<=>)(?= <))[:,]? "
    rf"(?P<row><(?:[VOP]\d+)+>)(?P<close>,{_GOES_ON}| -{_GOES_ON})?",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r",? (?:(?:including|among them|notably)(?: also)? (?P<row><(?:[VOP]\d+)+>)|"
    r"(?P<other><(?:[VOP]\d+)+>) (?:among them|included))"
    r"(?P<close>,(?= (?!and |or |but |<)))?",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?<![\w-])both (?=<(?:[A-Z]\d+){2,}>)|(?<=\d>) both(?= )", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?P<row><(?:[VOP]\d+){2,}>)(?:,| -) (?:both |all )?(?P<head><[NK]\d+>)"
    r"(?P<close>,(?= (?:was|were|are|have|had|[a-z]+ed)(?![\w-])))?"
    r"(?=[,.;)]|$| (?:which|that|who|owned|operated|managed|and|in|of|from|with|registered|based|linked|accused|used|for|on)"
    r"(?![\w-]))",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?P<the>(?:the )?following )?(?P<head><[NK]\d+>)(?P<mid>[^:\"]{0,400}?)(?P<row>: (?P<names><(?:[VOP]\d+)+>))(?=[.;]|$)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?:(?P<among>among )(?:the |those )?)?(?:<[NK](?P<head>\d+)>|(?:those|the others|others|the targets|"
    r"the (?:individuals|people|entities|names))) (?:newly |also |already |so |thus |most recently )?"
    r"(?P<said>(?P<verb>[a-z]{3,}ed)(?:,? (?:on|in|by|for|under|over|last|this|from|at|with)"
    r"(?:[^,;:\"<>]|<[ACDLG]\d+>){1,60}?|,? <D\d+>){0,2}) (?P<copula>are|were|is|was|includes?|included)(?: also)?:? "
    r"(?P<row><(?:[VOP]\d+)+>)(?! (?:in|at|by|on|said)(?![\w-]))",
    re.IGNORECASE,
)
_OF_LISTS = frozenset("designated sanctioned blacklisted targeted listed named".split())
"""What the rules know of "those" that were so."""
_TOGETHER = re.compile(
    r"(?P<subject><(?:[VOP]\d+)+>)(?P<said> (?:was|were|has been|have been|had been) [^<>;:\"]{3,80}?|"
    r" (?:was|were|has been|have been|had been) [^;:\"<>]{3,60}? <[ACDX]\d+>[^;:\"<>]{0,40}?),?"
    r" (?:together|along) with (?P<row><(?:[VOP]\d+)+>)(?=[.,;)]|$)",
    re.IGNORECASE,
)
_PUT_TOGETHER = re.compile(
    r"(?:put|puts|placed|places|added|adds|listed|lists|sanctioned|blacklisted|designated|blocked) (?P<subject><(?:[VOP]\d+)+>)"
    r"(?P<said>(?:, [^;:\"]{1,120}?,)? [^<>;:\"]{0,60}(?:<[AXZCD]\d+>[^<>;:\"]{0,30}){0,2}?),?"
    r" (?:together|along) with (?P<row><(?:[VOP]\d+)+>)(?=[.,;)]|$)",
    re.IGNORECASE,
)
_PREPOSITION = r"to|at|in|from|by|for|off|into|under|on|with"
_BETWEEN = r"(?: (?:on|in) <D\d+>| <D\d+>| (?:with|carrying|for) (?:[a-z0-9,.]{1,12} ){0,3}?<[QGD]\d+>){0,2}"
"""What may stand between two pairs."""
_PAIR = re.compile(
    rf"(?P<subject><(?P<kind>[VNOKP])\d+>)(?P<verb>(?: (?:was|were|is|are|has|had|have|been))*"
    rf" (?!(?:and|or|said|that)(?![\w-]))[a-z]{{2,20}}"
    rf"(?: (?!(?:and|or|that|which|who|{_PREPOSITION})(?![\w-]))[a-z-]{{2,20}}){{0,3}})"
    rf"(?P<prep> (?:{_PREPOSITION})) (?P<object><(?P<other>[A-Z])\d+>){_BETWEEN}",
    re.IGNORECASE,
)
_ALIKE = {"V": "VN", "N": "VN", "O": "OKP", "K": "OKP", "P": "OKP", "L": "LC", "C": "LC", "A": "AC"}


@dataclass(frozen=True, slots=True)
class Members:
    """The mentions that name the members of a group, by their numbers; `whole`: all of them."""

    numbers: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Coordinated:
    """A sentence rewritten; `groups`: by a group's number as a thing its members."""

    sentence: Masked
    groups: Mapping[int, Members] = field(default_factory=dict)


def pointed_at_together(mentions: Sequence[Mention]) -> dict[int, Members]:
    """By its number the members of each group that is told by pointing at names alone: "both", where two were named."""
    groups: dict[int, Members] = {}
    last: dict[int, int] = {}
    for k, m in enumerate(mentions):
        if not m.nominal:
            last[m.entity] = k
        if m.members and all(x in last for x in m.members):
            groups[m.entity] = Members(tuple(last[x] for x in m.members), True)
    return groups


def coordinated(sentence: Masked, mentions: Sequence[Mention]) -> Coordinated:
    """A folded sentence with groups replaced by the members that it names."""
    groups: dict[int, Members] = {}
    if "oth " in sentence.text:
        sentence = sentence.rewritten(_BOTH, lambda m: "")
    if not any(begun in sentence.text for begun in ("<V", "<O", "<P")):
        return Coordinated(sentence)
    if "<N" in sentence.text or "<K" in sentence.text:
        for rewrite in (_among, _behind, _list, _headed):
            sentence = sentence.replaced(_apart(rewrite(sentence.text, mentions, groups)))
    sentence = sentence.replaced(_apart(_inverted(sentence.text, mentions, groups)))
    if " with <" in sentence.text:
        sentence = sentence.replaced(_apart(_together(sentence.text)))
    return Coordinated(sentence, groups)


def paired(sentence: Masked) -> Masked:
    """With a verb put in where it is left out: `<V1> sailed to <L2> and <V3> to <L4>` → `<V1> sailed to <L2> while <V3>
    sailed to <L4>`."""
    return sentence.replaced(_apart(_pairs(sentence.text))) if sentence.text.count("<") > 3 else sentence


def _apart(changes: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    done = 0
    for start, end, new in sorted(changes):
        if start >= done:
            yield start, end, new
            done = end


def _pairs(text: str) -> Iterator[tuple[int, int, str]]:
    for first in _PAIR.finditer(text):
        subjects = _ALIKE.get(first["kind"].upper(), first["kind"])
        objects = _ALIKE.get(first["other"].upper(), first["other"])
        then = re.compile(
            rf"(?P<and>(?:[,;]| - )?(?: and| while| but)?) <[{subjects}]\d+>(?:, [^;:\"]{{1,90}}?,)?"
            rf"(?P<prep>{re.escape(first['prep'])})"
            rf" <[{objects}]\d+>{_BETWEEN}"
        )
        at = first.end()
        while m := then.match(text, at):
            if m["and"]:
                yield m.start("and"), m.end("and"), " while"
            yield m.start("prep"), m.end("prep"), first["verb"] + first["prep"]
            at = m.end()


def _kind_fits(head: str, row: str, group: Mention | None = None) -> bool:
    """Whether names of a row are of the kind of a noun: ships of ships, firms and persons of firms, persons of persons."""
    letters = set(re.findall("[A-Z]", row))
    if group is not None and group.label == "person":
        return letters == {"P"}
    return letters == {"V"} if head == "N" else letters <= {"O", "P"} and "O" in letters


def _group(token: str, mentions: Sequence[Mention]) -> tuple[str, Mention] | None:
    kind, number = numbers(token)[0]
    mention = mentions[number]
    return (kind, mention) if mention.plural else None


def _count(mention: Mention) -> int:
    """How many a group is said to be; 0 where it is not told."""
    for word in mention.text.lower().split():
        if word in _NUMBERS:
            return _NUMBERS[word]
        if _DIGITS.fullmatch(word):
            return int(word)
    return 0


def _token(row: Sequence[tuple[str, int]]) -> str:
    return f"<{''.join(f'{kind}{number}' for kind, number in row)}>"


def _note(groups: dict[int, Members], mention: Mention, row: Sequence[tuple[str, int]], whole: bool) -> None:
    if mention.entity >= 0:
        groups.setdefault(mention.entity, Members(tuple(n for _, n in row), whole))


def _headed(text: str, mentions: Sequence[Mention], groups: dict[int, Members]) -> Iterator[tuple[int, int, str]]:
    for m in _HEADED.finditer(text):
        found = _group(m["head"], mentions)
        if found is None or not _kind_fits(found[0], m["row"], found[1]):
            continue
        row, count = numbers(m["row"]), _count(found[1])
        if m["part"]:
            _note(groups, found[1], row, False)
            continue
        if count > len(row) or (not count and len(row) < 2) or (m["mark"] == "" and m["clause"]):
            continue
        if m["clause"] and re.search(r"<[VOP]\d", m["clause"]) and count != len(row):
            continue
        own, rest = (row[:count], row[count:]) if count else (row, ())
        _note(groups, found[1], own, True)
        aside = "," if m["clause"] and m["close"] and not rest else ""
        yield m.start("head"), m.end("head"), _token(own) + aside
        a = m.end("clause") if m["clause"] else m.end("head")
        yield a, m.end("row"), f", and {_token(rest)}" if rest else aside
        if m["close"] and not rest:
            yield m.start("close"), m.end("close"), ""


def _among(text: str, mentions: Sequence[Mention], groups: dict[int, Members]) -> Iterator[tuple[int, int, str]]:
    """ "Seven tankers brought fuel, among them <V1> and <V2>": some of the one group that is told of before."""
    for m in _AMONG.finditer(text):
        row = m["row"] or m["other"]
        kind = "N" if row[1] == "V" else "K"
        heads = [h for h in re.findall(rf"<{kind}\d+>", text[: m.start()]) if _group(h, mentions)]
        if len(set(heads)) != 1 or not _kind_fits(kind, row):
            continue
        mention = mentions[numbers(heads[0])[0][1]]
        _note(groups, mention, numbers(row), False)
        if mention.entity >= 0:
            yield m.start(), m.end(), ""


def _behind(text: str, mentions: Sequence[Mention], groups: dict[int, Members]) -> Iterator[tuple[int, int, str]]:
    for m in _BEHIND.finditer(text):
        found = _group(m["head"], mentions)
        row = numbers(m["row"])
        if found is None or not _kind_fits(found[0], m["row"], found[1]) or _count(found[1]) not in (0, len(row)):
            continue
        _note(groups, found[1], row, True)
        yield m.end("row"), m.end("close") if m["close"] else m.end("head"), ""


def _list(text: str, mentions: Sequence[Mention], groups: dict[int, Members]) -> Iterator[tuple[int, int, str]]:
    """A list behind a colon at the end: of "the following", or of the only group before it."""
    for m in _LIST.finditer(text):
        found = _group(m["head"], mentions)
        if found is None or not _kind_fits(found[0], m["names"], found[1]):
            continue
        following = m["the"] or "following" in found[1].text.lower()
        row = numbers(m["names"])
        if not following and (re.search(r"<[NK]\d", m["mid"]) or _count(found[1]) not in (0, len(row)) or len(row) < 2):
            continue
        _note(groups, found[1], row, True)
        yield m.start(), m.end("head"), _token(row)
        yield m.start("row"), m.end("row"), ""
        return


def _inverted(text: str, mentions: Sequence[Mention], groups: dict[int, Members]) -> Iterator[tuple[int, int, str]]:
    """ "The ships newly listed are <V1> and <V2>": they were listed."""
    for m in _INVERTED.finditer(text):
        row = numbers(m["row"])
        if m["head"]:
            mention = mentions[int(m["head"])]
            if not mention.plural:
                continue
            whole = not m["among"] and m["copula"].lower() in ("are", "were")
            _note(groups, mention, row, whole)
        elif m["verb"].lower() in _OF_LISTS:
            continue
        yield m.start(), m.end("row"), f"{_token(row)} {'were' if len(row) > 1 else 'was'} {m['said']}"


def _together(text: str) -> Iterator[tuple[int, int, str]]:
    """ "<V1> and <V2> were delisted, together with <O3>": all three were."""
    for m in (*_TOGETHER.finditer(text), *_PUT_TOGETHER.finditer(text)):
        row = (*numbers(m["subject"]), *numbers(m["row"]))
        yield m.start("subject"), m.end("subject"), _token(row)
        yield m.end("said"), m.end("row"), ""
