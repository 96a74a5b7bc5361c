"""What the rows of rules/doings.csv and rules/acts.csv say over the tree of a sentence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import cast

from offing.claims.arguments import Tree
from offing.claims.asked_nouns import NOUNS, SORTS
from offing.claims.doing_items import classes
from offing.claims.former_names import Found
from offing.claims.masked import letter
from offing.claims.model import Arg, ClaimType, Mention, Modality, Polarity
from offing.claims.ruled import Guards, Match, Rule, guarded, roles, subject_matter
from offing.claims.template import Template
from offing.claims.valency import Form, doings, forms
from offing.claims.valency import rows as doing_rows
from offing.syntax.trees import Word

_FORBIDDEN = "!"
_MIXED = frozenset({"designated", "delisted", "advisory_listed", "seized", "forfeited", "charged"})
"""Types whose lists hold ships, firms, people and goods side by side."""
_SURE = _MIXED | {"port_call", "bound_for", "ais_gap"}
"""Types that say nothing of what a word points at where the text does not tell."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What may fill a role: `types` of mentions, plain nouns of a sort (`phrase`: any that fit the types), or literal `nouns`."""

    place: str
    role: str
    types: str
    phrase: bool
    nouns: frozenset[str]
    mixed: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    rule: Rule
    slots: tuple[Slot, ...]
    needs: frozenset[str]
    agents: tuple[str, ...]
    via: frozenset[str]
    sure: bool
    voice: str = ""
    over: frozenset[str] = frozenset()
    known: bool = False
    never_via: frozenset[str] = frozenset()
    text: re.Pattern[str] | None = None
    not_text: re.Pattern[str] | None = None
    wanted: tuple[frozenset[str], ...] = ()
    """For each thing it needs, the slots of which one must hold something."""


def _wanting(frame: Frame) -> Frame:
    """A frame that knows which slots it cannot do without; a counterparty may stand in a row with the first."""
    places: dict[str, set[str]] = {}
    for slot in frame.slots:
        if not slot.place.startswith(_FORBIDDEN):
            places.setdefault(slot.role, set()).update((slot.place, *(frame.agents if slot.place == "subject" else ())))
    return replace(frame, wanted=tuple(frozenset(places.get(n, ())) for n in sorted(frame.needs - {"counterparty"})))


@dataclass(frozen=True, slots=True)
class Head:
    frame: Frame
    form: str
    particle: str


_TOLD_BETTER = frozenset(
    "shipped_cargo.carries shipped_cargo.carries_open sold.sells sold.supplies_with dealt_with.deals dealt_with.pays chartered_by.charters "
    "chartered_by.on_charter chartered_by.charters_out sts_transfer.passes sts_transfer.takes sts_transfer.transfer_with "
    "sts_transfer.moved_between procured_for.procures exported.exports sold.to_buyer shipped_cargo.imports".split()
)
"""Rows of doings that rows of valences say better over a tree."""
_BE = "be is are was were been being am".split()


@cache
def heads() -> Mapping[str, tuple[Head, ...]]:
    """By word the verbs, nouns and adjectives it may be."""
    out: dict[str, list[Head]] = {}
    frames = [(row, _of_doing(d, row)) for row, d in zip(doing_rows(), doings(), strict=True) if row["id"] not in _TOLD_BETTER]
    frames += [(row, _frame(row, k)) for k, row in enumerate(rows())]
    for row, frame in ((r, _wanting(f)) for r, f in frames):
        for verb in row["verbs"].split():
            bare, _, particle = verb.partition("_")
            if bare == "be":
                for w in _BE:
                    out.setdefault(w, []).append(Head(frame, "be", particle.replace("_", " ")))
                continue
            if bare == "@":
                out.setdefault(bare, []).append(Head(frame, "base", ""))
                continue
            for word, form in _forms(bare):
                out.setdefault(word, []).append(Head(frame, form, particle.replace("_", " ")))
        for noun in row["nouns"].split():
            out.setdefault(noun, []).append(Head(frame, "noun", ""))
        for noun in row["holders"].split():
            out.setdefault(noun, []).append(Head(frame, "holder", ""))
    return {word: tuple(found) for word, found in out.items()}


def _forms(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb as rows write it, "has" among those of "have/had"."""
    yield from forms(verb)
    if verb.startswith("have"):
        yield "has", "s"


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    folder = resources.files("offing.claims") / "valences"
    tables = sorted(f.name for f in folder.iterdir() if f.name.endswith(".csv") and not f.name.startswith("sorts"))
    return tuple(r for t in tables for r in csv.DictReader(folder.joinpath(t).read_text("utf-8").splitlines(), strict=True))


@cache
def sorts() -> Mapping[str, frozenset[str]]:
    """By name, nouns of a sort: valences/sorts.csv."""
    folder = resources.files("offing.claims") / "valences"
    tables = sorted(f.name for f in folder.iterdir() if f.name.startswith("sorts"))
    lines = (r for t in tables for r in csv.DictReader(folder.joinpath(t).read_text("utf-8").splitlines(), strict=True))
    return {r["sort"]: frozenset(r["words"].split()) for r in lines}


def _of_doing(doing, row) -> Frame:  # noqa: ANN001
    slots = tuple(Slot(place, s.role, s.types, False, frozenset().union(*(SORTS.get(t, frozenset()) for t in s.types)) if s.role in NOUNS else frozenset(), doing.rule.type in _MIXED) for place, s in doing.slots.items())
    return Frame(doing.rule, slots, doing.needs, doing.agents, frozenset(), False)


def _frame(row: Mapping[str, str], order: int) -> Frame:
    options = dict(p.strip().partition("=")[::2] for p in row["options"].split(";") if p.strip())
    where = f"acts: {row['id']}"
    said = "; ".join(f"{k}={v}" for k, v in options.items() if k in ("not_in", "need"))
    type = cast(ClaimType, row["type"])
    rule = Rule(
        row["id"], type, Template("", (), (), ()), (), guarded(where, type, said) if said else Guards(),
        cast("Modality | None", options.get("modality")), cast("Polarity | None", options.get("polarity")), row["example"], row["expects"], False,
        subject_matter("sanctions") if options.get("about") == "sanctions" else None, 30_000 + order,
    )
    slots = []
    for part in row["roles"].split():
        places, _, filled = part.partition("=")
        role, _, types = filled.partition(":")
        nouns: frozenset[str] = frozenset()
        if role.startswith("~"):
            nouns, role, types = sorts()[role[1:]], role, types
        phrase = types.endswith("*")
        for place in places.split("/"):
            slots.append(Slot(place.replace("_", " "), role, types.rstrip("*"), phrase, nouns, type in _MIXED, type in _SURE))
    return Frame(rule, tuple(slots), frozenset(row["needs"].split()), ("by",), frozenset(options.get("via", "").split("|")) - {""}, options.get("doubt") == "ok", options.get("voice", ""), frozenset(options.get("over", "").split()), options.get("known") == "yes",
                 frozenset(options.get("not_via", "").split("|")) - {""}, _pattern(options.get("text")), _pattern(options.get("not_text")))


def _pattern(said: str | None) -> re.Pattern[str] | None:
    """What a whole text must, or must not, say."""
    return re.compile(rf"\b(?:{said})", re.IGNORECASE) if said else None


_TAGS = {"base": ("VB", "VBP", "VBD", "VBN"), "s": ("VBZ",), "past": ("VBD",), "part": ("VBN",), "pastpart": ("VBD", "VBN"), "ing": ("VBG",)}


def acts_in(tree: Tree, here: Sequence[tuple[int, Mention]], text: str) -> Iterator[Found]:
    known = heads()
    whose = with_selves(tree, resolved(tree, here))
    for at, word in enumerate(tree.words):
        if word.kind:
            yield from _beside(tree, at, whose, text)
            continue
        for head in known.get(word.low, ()):
            nounlike = head.form in ("noun", "holder")
            if nounlike == word.tag.startswith(("VB", "MD")) and head.form != "be":
                continue
            if head.particle and not _particle(tree, at, head.particle):
                continue
            if not fitting(head.frame, text):
                continue
            if not head.particle and head.form != "be" and word.low.startswith(_PHRASAL) and any(tree.words[c].low in _TURNS for c in tree.having(at, "prt")):
                continue
            if not head.frame.sure and (doubted(tree, at) or (head.frame.rule.type in _MIXED and not head.frame.rule.modality and tree.wished(at))):
                continue
            if nounlike:
                if head.frame.rule.type == "designated" and tree.words[word.head].low in _UNDONE:
                    continue
                slots = named_slots(tree, at, head.form)
                if head.frame.over and not (word.relation == "pobj" and tree.words[tree.words[word.head].head].low in head.frame.over):
                    continue
                if head.frame.via and not _by_way(tree, at, _vias(head.frame.via)):
                    continue
                if head.frame.never_via and tree.words[word.head].low in _vias(head.frame.never_via):
                    continue
                yield from _told(tree, at, head.frame, slots, False, whose, text)
            else:
                yield from _told(tree, at, head.frame, tree.slots(at), tree.passive(at), whose, text)
        if word.tag.startswith("NN"):
            yield from _beside(tree, at, whose, text)


def fitting(frame: Frame, text: str) -> bool:
    """Whether the whole text says what a row wants of it."""
    return (frame.text is None or _says(frame.text, text)) and (frame.not_text is None or not _says(frame.not_text, text))


@lru_cache(maxsize=500)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


_PHRASAL = ("carr", "tak", "took", "br", "ran", "run", "held", "hold", "made", "mak", "set", "gav", "giv", "put", "get", "got", "turn")
_TURNS = frozenset({"out", "over", "up", "down", "off", "forward", "about"})
"""Particles with which a verb is another: "carried out", "took over"."""


_UNDONE = frozenset(f"{s}{e}" for s, es in (("revok", "e|es|ed|ing"), ("annul", "|s|led|ling"), ("lift", "|s|ed|ing"), ("quash", "|es|ed|ing"),
    ("cancel", "|s|led|ed|ling"), ("rescind", "|s|ed|ing"), ("overturn", "|s|ed|ing"), ("terminat", "e|es|ed|ing"), ("end", "|s|ed|ing"),
    ("remov", "e|es|ed|ing"), ("drop", "|s|ped|ping"), ("withdr", "aw|aws|ew|awn|awing"), ("eas", "e|es|ed|ing"), ("waiv", "e|es|ed|ing")) for e in es.split("|"))  # fmt: skip
"""Verbs whose object is no more."""


@cache
def _vias(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(w for v in verbs for w in (_BE if v == "be" else [w for w, _ in _forms(v)]))


def _by_way(tree: Tree, at: int, verbs: frozenset[str]) -> bool:
    """Whether a noun is an argument of one of some verbs."""
    over = tree.words[tree.words[at].head]
    if over.low in verbs:
        return True
    return tree.words[at].relation == "pobj" and tree.words[over.head].low in verbs


def _beside(tree: Tree, at: int, whose: Mapping[int, Mention], text: str) -> Iterator[Found]:
    """A noun with a prepositional phrase, as if "be" stood between: "vessels under sanctions"."""
    slots: dict[str, list[int]] = {"subject": [at]}
    for name, held in tree.phrases(at, at):
        slots.setdefault(name, []).extend(held)
    if len(slots) > 1:
        for head in heads().get("be", ()):
            if head.form == "be" and not head.particle and fitting(head.frame, text):
                yield from _told(tree, at, head.frame, slots, False, whose, text)
    named = bool(tree.words[at].kind)
    slots = {k: held for k, held in slots.items() if k == "subject" or (min(held, default=at) - at < (9 if " " in k else 6 if named else 4) and (named or k != "of"))}
    slots |= tree.beside(at)
    if len(slots) > 1:
        for head in heads().get("@", ()):
            yield from _told(tree, at, head.frame, slots, False, whose, text)


def named_slots(tree: Tree, at: int, form: str) -> Mapping[str, list[int]]:
    slots = dict(tree.noun_slots(at))
    if form == "holder":
        slots["subject"] = list(slots.get("is", ()))
        slots["object"] = [*slots.get("of", ()), *slots.get("poss", ())]
    else:
        by = slots.get("by", [])
        of, poss = slots.get("of", []), slots.get("poss", [])
        if of:
            slots["object"], slots["subject"] = of, [*by, *poss, *slots.get("has", ())]
        else:
            slots["object"], slots["subject"] = poss if by else [], [*by, *([] if by else poss), *slots.get("has", ())]
            if poss and not by:
                slots["subject"] = [*poss]
    return slots


_BARRING = ("prohibit", "ban", "forb", "barr", "outlaw", "prevent", "suspend", "restrict", "limit", "allow", "permit", "authori", "halt", "stop")


def doubted(tree: Tree, at: int) -> bool:
    if tree.verbal(at):
        return tree.doubted(at)
    if tree.words[at].relation == "dobj" and tree.words[tree.words[at].head].low.startswith(_BARRING):
        return True
    over = at
    for _ in range(5):
        if tree.verbal(over):
            return tree.doubted(over)
        if tree.words[over].head == over:
            return False
        over = tree.words[over].head
    return False


def _particle(tree: Tree, at: int, particle: str) -> bool:
    parts = particle.split()
    return [w.low for w in tree.words[at + 1 : at + 1 + len(parts)]] == parts or (
        len(parts) == 1 and any(tree.words[c].low == particle for c in tree.having(at, "prt", "prep", "advmod"))
    )


def resolved(tree: Tree, here: Sequence[tuple[int, Mention]]) -> Mapping[int, Mention]:
    """By word the mention that it names or points at."""
    out: dict[int, Mention] = {}
    for k, word in enumerate(tree.words):
        named = [m for _, m in here if not m.nominal and ((m.start <= word.start and word.end <= m.end) or (word.kind == "AGENCY" and word.start <= m.start and m.end <= word.end))]
        if named:
            out[k] = max(named, key=lambda m: m.end - m.start)
            lands = [m for m in named if m.label == "country" and m is not out[k]]
            if lands and word.kind == "AGENCY":
                out[~k] = lands[0]
            continue
        pointing = [m for _, m in here if m.nominal and m.start <= word.start and word.end <= m.end]
        for m in sorted(pointing, key=lambda m: m.end - m.start):
            head = word.head
            inside = head != k and m.start <= tree.words[head].start and tree.words[head].end <= m.end
            if not inside:
                out[k] = m
                break
    for k, word in enumerate(tree.words[:-1]):
        after = tree.words[k + 1]
        if k not in out and after.kind in ("VESSEL", "COMPANY", "PERSON") and word.tag in ("NN", "NNP") and _class_of(word, after):
            out[k] = out[k + 1]
    for k, word in enumerate(tree.words[1:], 1):
        before = tree.words[k - 1]
        longer = word.tag.startswith("NNP") and before.head == k and before.relation == "compound" and before.kind in ("COMPANY", "VESSEL")
        if longer and word.kind in ("", "PLACE") and (k not in out or out[k].label == "place"):
            if k - 1 in out:
                out[k] = out[k - 1]
    for k, word in enumerate(tree.words):
        if word.low in _HIS and word.tag == "PRP$" and (k not in out or out[k].entity < 0):
            whom = _possessor(tree, k, out)
            if whom is not None:
                out[k] = whom
    for k, word in enumerate(tree.words):
        if k in out and not out[k].nominal or not word.tag.startswith("NN") or word.kind:
            continue
        named = _named_by(tree, k, out)
        if named is not None:
            out[k] = named
    return out


def with_selves(tree: Tree, known: Mapping[int, Mention]) -> Mapping[int, Mention]:
    """With "it" and "she" in what somebody says of himself."""
    out = dict(known)
    for k, word in enumerate(tree.words):
        if word.low in ("it", "she") and word.relation in ("nsubj", "nsubjpass") and (k not in out or out[k].entity < 0):
            m = _told_of_itself(tree, k, out)
            if m is not None:
                out[k] = replace(m, start=word.start, end=word.end, text=word.text, nominal=True)
    return out


def _told_of_itself(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """Who "it" is in what somebody says of himself: "X has admitted that it carried coal"."""
    verb = tree.words[k].head
    for _ in range(4):
        if tree.words[verb].relation != "conj" or not tree.verbal(tree.words[verb].head):
            break
        verb = tree.words[verb].head
    over = tree.words[verb].head
    if over == verb or tree.words[verb].relation not in ("ccomp", "advcl") or not tree.verbal(over) or over > verb:
        return None
    subject = tree.grammatical_subject(over)
    named = [known[c] for one in subject for c in tree.chained(one) if c in known]
    kinds = "VN" if tree.words[k].low == "she" else "VNO"
    return named[0] if len(named) == 1 and letter(named[0]) in kinds and named[0].entity >= 0 else None


_HIS = {"his": "P", "her": "PVN", "its": "OKVN", "their": "OK"}


def _possessor(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """Whom a pronoun means that nothing before tells: "<PERSON> and his company", "<COMPANY> sold it to its unit"."""
    types = _HIS[tree.words[k].low]
    over = tree.words[k].head
    held = tree.words[over]
    if held.relation == "conj":
        first = known.get(held.head)
        return first if first is not None and letter(first) in types and first.entity >= 0 else None
    if held.relation == "appos" or tree.words[k].low == "their":
        return None
    for _ in range(8):
        if tree.verbal(over) or tree.words[over].head == over:
            break
        if tree.words[over].relation in ("nsubj", "nsubjpass"):
            return None
        over = tree.words[over].head
    if not tree.verbal(over):
        return None
    subject = tree.grammatical_subject(over)
    m = known.get(subject[0]) if subject and subject[0] < k else None
    return m if m is not None and not m.nominal and letter(m) in types else None


def _named_by(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """The name that a common noun stands beside: "X, a company that", "its owner, X", "X is a company that"."""
    word = tree.words[k]
    plural = word.tag == "NNS"
    if plural:
        return _one_of(tree, k, known)
    if word.relation == "appos" and not tree.having(word.head, "conj"):
        m = known.get(word.head)
        return m if m is not None and not m.nominal and _alike(word, m) else None
    if word.relation == "attr" and tree.verbal(word.head):
        subject = tree.grammatical_subject(word.head)
        m = known.get(subject[0]) if subject else None
        return m if m is not None and _alike(word, m) else None
    if word.relation == "oprd" and tree.verbal(word.head):
        held = tree.having(word.head, "dobj")
        m = known.get(held[0]) if held else None
        return m if m is not None and m.entity >= 0 and _alike(word, m) else None
    if word.low == "property" and word.relation == "pobj" and tree.words[word.head].low == "as":
        over = tree.words[word.head].head
        located = tree.located(over)
        return known.get(located[0]) if located else None
    names = [known[c] for c in tree.having(k, "appos") if c in known and not known[c].nominal]
    return names[0] if len(names) == 1 and _alike(word, names[0]) else None


def _one_of(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """What is said to be among them: "X is among the ships that", "X is one of the firms that"."""
    if tree.words[k].relation != "pobj":
        return None
    prep = tree.words[tree.words[k].head]
    over = prep.head
    if prep.low == "of" and tree.words[over].low == "one" and tree.words[over].relation == "attr":
        over = tree.words[over].head
    elif prep.low != "among":
        return None
    if not tree.verbal(over) or tree.words[over].low not in ("is", "was", "are", "were", "be"):
        return None
    subject = tree.grammatical_subject(over)
    m = known.get(subject[0]) if subject else None
    return m if m is not None and not m.nominal and _alike(tree.words[k], m) else None


def _alike(word: Word, m: Mention) -> bool:
    c = classes()
    kind = letter(m)
    ship = word.low in c["ships"] or word.low in sorts()["craft"]
    if kind in "OKA" and word.low in sorts()["human"]:
        return False
    return ship if kind in "VN" else kind in "OKPA" and not ship


def _class_of(word: Word, name: Word) -> bool:
    c = classes()
    return word.low in (c["ships"] | sorts()["craft"] if name.kind == "VESSEL" else c["agents"])


_POINTING = re.compile(r"(?:the|th(?:is|at|ese|ose)|both|she|he|it|they|him|hers?|his|its|them|theirs?|(?:him|her|it)self|themselves)\b", re.I)
"""Words that point at something; where the text does not tell at what, nothing is said of it."""



def _told(tree: Tree, at: int, frame: Frame, slots: Mapping[str, list[int]], passive: bool, whose: Mapping[int, Mention], text: str) -> Iterator[Found]:
    filled: dict[str, list[Arg]] = {}
    if any(not any(slots.get(place) for place in places) for places in frame.wanted):
        return
    denied = tree.negated(at)
    if frame.voice and passive != (frame.voice == "passive"):
        return
    if frame.rule.type == "sts_transfer" and _of_no_cargo(tree, at, slots):
        return
    for slot in frame.slots:
        where = slot.place.lstrip(_FORBIDDEN)
        if where == "subject" and passive:
            held = [x for a in frame.agents for x in slots.get(a, ())]
        else:
            held = list(slots.get(where, ()))
        got = [a for one in held for a in _args(tree, one, slot, whose, text, at, frame.known) if one == at or not a.start <= tree.words[at].start < a.end]
        over = tree.words[at].head if where == "has" else at
        if not got and held and where in ("subject", "object", "has") and (other := _just_before(tree, over, held[0])) is not None:
            got = _args(tree, other, slot, whose, text, at, frame.known)
        denied = denied or bool(slot.nouns and got and any(tree.denied_word(one) for one in held))
        if got and slot.place.startswith(_FORBIDDEN):
            return
        if slot.role == "authority" and where == "subject" and not passive and not got and any(_other(tree, one) for one in held):
            return
        if got and (slot.role not in filled or slot.role in ("port", "object")):
            filled[slot.role] = [*filled.get(slot.role, ()), *got]
            if any(tree.words[one].low == "nothing" and any(w.low in ("but", "other", "except") for w in tree.words[one + 1 : one + 5]) for one in held):
                return
            denied |= any(tree.words[c].low in ("no", "neither", "nothing") for one in held for c in (one, *tree.having(one, "det")))
    if "between" in slots and "counterparty" in {s.role for s in frame.slots}:
        first = next((s for s in frame.slots if s.place == "between" and s.role != "counterparty"), None)
        if first is not None and len(pair := filled.get(first.role, [])) > 1 and "counterparty" not in filled:
            filled[first.role], filled["counterparty"] = pair[:1], [replace(a, role="counterparty") for a in pair[1:]]
    elif frame.rule.id == "dealt_with.signs" and "counterparty" not in filled and len(both := filled.get("actor", [])) == 2:
        filled["actor"], filled["counterparty"] = both[:1], [replace(both[1], role="counterparty")]
    elif frame.rule.type == "sts_transfer" and (frame.rule.id == "sts_transfer.exchanges" or not {"counterparty", "goods"} & (frame.needs | filled.keys())) and len(both := filled.get("vessel", [])) == 2:
        filled["vessel"], filled["counterparty"] = both[:1], [replace(both[1], role="counterparty")]
    filled.pop("-", None)
    if not frame.needs <= filled.keys():
        return
    filled = {r: a for r, a in filled.items() if r not in NOUNS and not r.startswith("~")}
    rule = replace(frame.rule, polarity="negative") if frame.rule.polarity is None and (denied or _neither(tree, at, filled)) else frame.rule
    yield from _founds(rule, filled, tree, at, text)
    for refused in _refused(tree, slots, frame, whose):
        yield from _founds(replace(rule, polarity="negative"), {**filled, refused.role: [refused]}, tree, at, text)


def _row_before(tree: Tree, at: int) -> list[int]:
    """The names in a row behind which a noun for all of them stands: "the X, the Y and the Z, tankers that"."""
    first = tree.words[at].head
    if tree.words[at].relation != "appos" or not tree.words[first].kind:
        return []
    while tree.words[first].relation == "conj" and tree.words[tree.words[first].head].kind:
        first = tree.words[first].head
    row = [k for k in tree.chained(first) if tree.words[k].kind and k < at]
    return row if len(row) > 1 else []


def _harbour(tree: Tree, at: int) -> list[int]:
    """Where a port, a berth or an anchorage is: "the port of X", "X port", "the breakwater at X", "at anchor off X"."""
    near = [o for p in tree.having(at, "prep") if tree.words[p].low in ("of", "in", "at", "off", "near") for o in tree.having(p, "pobj")]
    return [c for c in (*tree.having(at, "poss", "compound", "nmod", "appos"), *near) if tree.words[c].kind or tree.words[c].low in sorts()["berth"]]


def _refused(tree: Tree, slots: Mapping[str, list[int]], frame: Frame, whose: Mapping[int, Mention]) -> Iterator[Arg]:
    """Names of which the same is denied: "sanctioned X, but not Y"."""
    for slot in frame.slots:
        if slot.mixed and slot.role in ("target", "object") and slot.place in slots:
            for k in (k for one in slots[slot.place] for k in tree.chained(one)[1:]):
                m = whose.get(k)
                if m is not None and letter(m) in slot.types and (m.entity >= 0 or not m.nominal) and any(w.low == "not" for w in tree.words[max(k - 2, 0) : k]):
                    yield Arg(slot.role, m.text, m.start, m.end, m.entity)


def _just_before(tree: Tree, at: int, antecedent: int) -> int | None:
    """The name right before a relative clause, where its antecedent cannot be meant: "the flag of <COUNTRY>, which struck her off"."""
    if tree.words[at].relation != "relcl" or tree.words[at].head != antecedent:
        return None
    first = min([c for c in tree.children[at] if c > antecedent], default=at)
    names = [k for k in range(max(antecedent + 1, first - 2), first) if tree.words[k].kind]
    return names[-1] if names else None


def _other(tree: Tree, at: int) -> bool:
    """Whether a noun is no authority at all: "fog detained the ship", "passengers boarded"."""
    word = tree.words[at]
    return word.tag.startswith("NN") and not word.kind and word.low not in sorts()["force"]


def _of_no_cargo(tree: Tree, at: int, slots: Mapping[str, list[int]]) -> bool:
    """Whether what passes between two ships is no cargo: a crew, data, a signal."""
    other = (sorts()["people"] | sorts()["immaterial"]) - classes()["ships"]
    what = [*slots.get("object", ()), *slots.get("of", ()), *tree.having(at, "compound", "nmod", "amod")]
    return any(tree.words[k].low in other for k in what if not tree.words[k].kind)


def _neither(tree: Tree, at: int, filled: Mapping[str, list[Arg]]) -> bool:
    """Whether something is said neither of one nor of the other: "belongs neither to <O> nor to <C>"."""
    if tree.having(at, "neg") or any(tree.words[c].low in ("longer", "never") for c in tree.having(at, "advmod")):
        return True
    word = tree.words[at]
    if not tree.verbal(at):
        over = tree.words[word.head]
        if word.relation in ("attr", "acomp") and tree.having(word.head, "neg"):
            return True
        if any(tree.words[c].low == "no" for c in tree.having(at, "det", "neg")) and over.low not in ("longer",):
            return True
    starts = [a.start for args in filled.values() for a in args if a.start > tree.words[at].end]
    return bool(starts) and any(w.low == "neither" for w in tree.words[at + 1 :] if w.start < min(starts))


def _shared(tree: Tree, one: int, at: int) -> list[int]:
    """What stands in a slot: a word and what is coordinated with it, but for what follows only behind the head ("<V>, owned by <O>,
    and <V>") or, of what stands before a name, what has words of its own ("the <NATION> <O> and its manager <O>")."""
    row = tree.chained(one)
    if one < at:
        named = [x for c in tree.having(one, "appos") for x in tree.chained(c)] if not tree.words[one].kind else []
        row = [k for k in row if k < at or k in named]
    head = tree.words[at]
    if at <= one and (at == one or head.relation in ("amod", "compound", "nmod")):
        own = {"det", "poss", "amod", "compound", "nmod"}
        apart = {k for k in row if k != one and any(tree.words[c].relation in own for c in tree.children[k] if c < k)}
        row = [k for k in row if k not in apart and tree.words[k].head not in apart]
    return row


def _listed_after(tree: Tree, at: int) -> list[int]:
    """The names right behind a word for several: "two tankers, the X and the Y"."""
    word = tree.words[at]
    if word.kind or word.tag != "NNS" or at + 2 >= len(tree.words) or tree.words[at + 1].text not in (",", ":", "--", "–", "—", "-", "("):
        return []
    ship = word.low in classes()["ships"] or word.low in sorts()["craft"]
    out: list[int] = []
    for k in range(at + 2, len(tree.words)):
        one = tree.words[k]
        if one.kind == ("VESSEL" if ship else "COMPANY"):
            out.append(k)
        elif one.low not in ("the", "and", ",", "both", "namely", "-", "–", "—"):
            break
    joined = any(tree.words[k].low == "and" for k in range(out[0], out[-1])) if out else False
    return out if len(out) > 1 and joined and (ship or word.low in classes()["agents"]) else []


def _args(tree: Tree, one: int, slot: Slot, whose: Mapping[int, Mention], text: str, at: int, known: bool = False) -> list[Arg]:
    out: list[Arg] = []
    family = _family(whose, tree, one)
    row = _shared(tree, one, at)
    row = [x for k in row for x in (_listed_after(tree, k) or [k])]
    for k in row:
        m = whose.get(k)
        if k != one and any(w.low == "not" for w in tree.words[max(k - 2, 0) : k]):
            continue
        if known and m is not None and (m.entity < 0 or (m.nominal and m.plural)):
            continue
        if slot.role == "port" and m is not None and _OPEN.search(m.text):
            continue
        if not slot.mixed and m is not None and family and _FAMILY.get(letter(m), "") != family:
            continue
        word = tree.words[k]
        if m is None and slot.role in ("port", "destination", "place") and word.low in sorts()["berth"]:
            out += [a for one in _harbour(tree, k) for a in _args(tree, one, slot, whose, text, at, known)]
        if m is None and word.tag == "NNS" and not slot.nouns and (row := _row_before(tree, k)):
            out += [a for one in row if one != at for a in _args(tree, one, slot, whose, text, at, known) if a.thing >= 0 and _alike(word, whose[one])]
        if slot.nouns:
            if word.low in slot.nouns or (word.tag in ("NNP", "CD") and any(tree.words[c].low in slot.nouns for c in tree.having(k, "compound"))) or (word.kind == "AGENCY" and "registry" in slot.nouns and "regist" in word.low) or (m and (letter(m) in "XZ" if slot.nouns & {"list", "annex"} else letter(m) in slot.types)):
                out.append(Arg(slot.role, word.text, word.start, word.end))
        elif "R" in slot.types:
            land = _land(tree, k, whose)
            if land is not None:
                out.append(Arg(slot.role, land.text, land.start, land.end, land.entity))
        elif "S" in slot.types and m is None and word.low in _STATE and (land := _owner_state(tree, k, whose)) is not None:
            s, e = noun_phrase(tree, k)
            out.append(Arg(slot.role, text[s:e], s, e, land.entity))
        elif slot.role == "-" and (slot.types == "Z" or (m is not None and letter(m) in slot.types)):
            out.append(Arg(slot.role, word.text, word.start, word.end))
        elif m is not None:
            if slot.sure and m.entity < 0 and m.nominal and not m.members and _POINTING.match(m.text):
                continue
            if letter(m) == "Q" and {"G", "Q"} <= set(slot.types) and (held := _contents(tree, k, slot, whose, text)):
                out += held
            elif letter(m) in slot.types:
                out += [Arg(slot.role, m.text, m.start, m.end, e) for e in (m.members if m.nominal and m.members else (m.entity,))]
            elif "G" in slot.types and letter(m) == "Q":
                out += _contents(tree, k, slot, whose, text)
        elif "G" in slot.types and (word.low in sorts()["load"] or word.tag == "CD") and (held := _contents(tree, k, slot, whose, text)):
            out += held
        elif "V" in slot.types and word.low in sorts()["hold"]:
            out += [a for one in _whose_part(tree, k) for a in _args(tree, one, slot, whose, text, k)]
        elif slot.phrase and fits(word, slot.types) and (_counted(tree, k) and not any(c in whose for c in tree.having(k, "appos")) if slot.mixed else _some(tree, k)):
            s, e = noun_phrase(tree, k)
            out.append(Arg(slot.role, text[s:e], s, e))
        elif slot.phrase and word.low in _MANY and (of := _measured(tree, k)) is not None and of not in whose and fits(tree.words[of], slot.types):
            out.append(Arg(slot.role, text[word.start : noun_phrase(tree, of)[1]], word.start, noun_phrase(tree, of)[1]))
        elif "W" in slot.types and word.low == "anything":
            out.append(Arg(slot.role, word.text, word.start, word.end))
        elif "W" in slot.types and word.tag == "NN" and word.low in ("barrel", "drop", "kilo", "litre", "gram", "tonne", "ton", "cargo") and any(tree.words[c].low in ("a", "one", "single") for c in tree.children[k]):
            s, e = noun_phrase(tree, k)
            out.append(Arg(slot.role, text[s:e], s, e))
        elif "U" in slot.types and word.tag in ("NNP", "NNPS") and not word.kind:
            out.append(Arg(slot.role, word.text, word.start, word.end))
        elif "I" in slot.types and word.low in ("it", "them"):
            out.append(Arg(slot.role, word.text, word.start, word.end))
        elif "W" in slot.types and _ware(tree, k):
            s, e = noun_phrase(tree, k)
            out.append(Arg(slot.role, text[s:e], s, e))
    if not out and one not in whose and tree.words[one].low in _CIRCLE and slot.role in ("parent", "owner"):
        around = [*tree.having(one, "poss", "compound", "nmod"), *(x for p in tree.having(one, "prep") if tree.words[p].low == "of" for x in tree.having(p, "pobj"))]
        around += [x for c in tree.having(one, "acl") if tree.words[c].low in _HELD for p in tree.having(c, "agent") for x in tree.having(p, "pobj")]
        return [a for k in around for a in _args(tree, k, slot, whose, text, at, known)]
    named = {k for k, m in whose.items() if k >= 0 and not m.nominal}
    groups = {m.start for k, m in whose.items() if k >= 0 and m.nominal and m.plural and not m.members and named.intersection(tree.having(k, "appos"))}
    if groups and any(a.start not in groups for a in out):
        out = [a for a in out if a.start not in groups]
    if slot.phrase and not slot.mixed and any(a.thing >= 0 for a in out):
        return [a for a in out if a.thing >= 0]
    return out


_HELD = frozenset({"controlled", "owned", "run", "led", "headed", "directed", "operated", "managed"})
_CIRCLE = frozenset("network networks group empire web orbit stable conglomerate holding circle entourage syndicate fleet board staff".split())


_OPEN = re.compile(r"\b(?:Sea|Ocean|Strait|Straits|Channel|Gulf of \w+)\b")
"""Waters where no ship is in port."""
def _contents(tree: Tree, at: int, slot: Slot, whose: Mapping[int, Mention], text: str) -> list[Arg]:
    """The goods of which an amount or a load is: "3,000 tonnes of coal", "a second cargo of crude"."""
    held = [o for p in tree.having(at, "prep") if tree.words[p].low == "of" for o in tree.having(p, "pobj")]
    out = [a for one in held if one != at for a in _args(tree, one, slot, whose, text, at)]
    if not out and at in whose:
        stuff = [c for one in held for c in tree.chained(one) if tree.words[c].tag.startswith("NN") and not tree.words[c].kind]
        barred = classes()["agents"] | classes()["ships"] | sorts()["people"] | sorts()["craft"] | sorts()["immaterial"]
        out = [Arg(slot.role, text[s:e], s, e) for c in stuff if tree.words[c].low not in barred for s, e in [noun_phrase(tree, c)]]
    return out


def _whose_part(tree: Tree, at: int) -> list[int]:
    """The ship whose hold or tanks they are."""
    of = [o for p in tree.having(at, "prep") if tree.words[p].low == "of" for o in tree.having(p, "pobj")]
    return [*tree.having(at, "poss"), *of, *(c for c in tree.having(at, "compound", "nmod") if tree.words[c].kind)]


def _ware(tree: Tree, at: int) -> bool:
    """Whether a plain noun may be goods that no table has: "dried squid", "snow guns"."""
    word = tree.words[at]
    c = classes()
    return (
        not word.kind and word.tag in ("NN", "NNS") and word.low.isalpha()
        and not any(word.low in s for s in (c["ships"], c["agents"], sorts()["craft"], sorts()["people"], sorts()["load"], sorts()["immaterial"]))
        and not word.low.endswith(("tion", "ment", "ness", "ity", "ship", "ance", "ence", "ing", "ism", "age", "er", "ers", "or", "ors", "ist", "ists"))
        and not any(tree.words[x].low in _VAGUE or tree.words[x].relation == "poss" for x in tree.children[at])
        and any(tree.words[x].relation in ("nummod", "amod", "compound") for x in tree.children[at])
    )


_STATE = frozenset({"state", "government", "regime", "military", "army", "navy", "republic"})


def _owner_state(tree: Tree, at: int, whose: Mapping[int, Mention]) -> Mention | None:
    """Whose state a noun names: "the <NATION> state", "the government of <COUNTRY>"."""
    near = [*tree.having(at, "poss", "amod", "compound", "nmod"), *(x for p in tree.having(at, "prep") if tree.words[p].low == "of" for x in tree.having(p, "pobj"))]
    lands = [whose[c] for c in near if c in whose and letter(whose[c]) == "C" and not whose[c].nominal]
    return lands[0] if len(lands) == 1 else None


_KEEPERS = re.compile(r"regist|maritime|shipping|flag|marine|transport|government|administration", re.IGNORECASE)


def _land(tree: Tree, at: int, whose: Mapping[int, Mention]) -> Mention | None:
    """The country that a word names or whose registry it is: "Panama", "the Panamanian registry", "Guinea's registrar"."""
    m = whose.get(at)
    if m is not None and letter(m) == "C" and not m.nominal:
        return m
    word = tree.words[at]
    if word.low in ("it", "they") and (m is None or m.entity < 0) and tree.words[word.head].relation == "ccomp":
        speaker = tree.grammatical_subject(tree.words[word.head].head)
        return _land(tree, speaker[0], whose) if speaker and speaker[0] < at else None
    if m is not None and m.nominal and letter(m) == "A" and m.entity >= 0:
        return next((_land(tree, k, whose) for k, other in whose.items() if 0 <= k < at and not other.nominal and other.entity == m.entity), None)
    if word.low not in sorts()["registrar"] and not (word.kind == "AGENCY" and _KEEPERS.search(word.text)):
        return None
    if ~at in whose:
        return whose[~at]
    near = [*tree.having(at, "poss", "amod", "compound", "nmod"), *(x for p in tree.having(at, "prep") if tree.words[p].low in ("of", "in") for x in tree.having(p, "pobj"))]
    lands = [whose[c] for c in near if c in whose and letter(whose[c]) in "CL"]
    return lands[0] if len(lands) == 1 else None


_FAMILY = {**dict.fromkeys("VN", "ship"), **dict.fromkeys("OKPA", "party"), **dict.fromkeys("CLF", "place"), **dict.fromkeys("GQ", "goods")}


def _family(whose: Mapping[int, Mention], tree: Tree, at: int) -> str:
    m = whose.get(at)
    return _FAMILY.get(letter(m), "") if m is not None else ""


def fits(word: Word, types: str) -> bool:
    """Whether a plain noun may stand for a mention of some types."""
    if word.kind or not word.tag.startswith("NN"):
        return False
    c = classes()
    if word.low in c["ships"] or word.low in sorts()["craft"]:
        return bool(set("VN") & set(types))
    if word.low in c["agents"] or word.low in sorts()["people"]:
        return bool(set("OKP") & set(types))
    return "G" in types and word.low in sorts()["goods"]


_MANY = frozenset("dozens dozen scores hundreds handful couple number several some most many two three four five six seven eight nine ten".split())


def _measured(tree: Tree, at: int) -> int | None:
    """What there are dozens of."""
    held = [x for p in tree.having(at, "prep") if tree.words[p].low == "of" for x in tree.having(p, "pobj")]
    return held[0] if held else None


_VAGUE = frozenset({"few", "no", "any", "every", "each", "neither", "another", "the", "this", "that", "these", "those", "other", "such"})


_ANYBODY = frozenset({"persons", "people", "individuals", "entities", "companies", "vessels", "ships", "parties", "firms"})


def _some(tree: Tree, at: int) -> bool:
    """Whether a noun stands for somebody: "four people", "their owners", "a Saudi company", not "the company" or "no vessel"."""
    before = [tree.words[c] for c in tree.children[at] if c < at]
    if any(w.low in _VAGUE and w.relation in ("det", "amod") for w in before):
        return any(w.relation == "nummod" for w in before) and not any(w.low in ("no", "neither") for w in before)
    if tree.words[at].low in _ANYBODY and not any(w.relation != "punct" for w in before):
        return False
    return tree.words[at].tag == "NNS" or any(w.relation in ("nummod", "poss", "det", "amod") for w in before)


def _counted(tree: Tree, at: int) -> bool:
    """Whether a noun tells how many, and no names follow: "four people", "several firms"; not "none of the four"."""
    if tree.words[at].tag != "NNS" or any(w.low in (":", "namely") for w in tree.words[at:]):
        return False
    over = tree.words[tree.words[at].head]
    if over.low == "of" and tree.words[over.head].low in ("none", "one", "some", "most", "all", "each", "any", "neither", "either"):
        return False
    before = [tree.words[c] for c in tree.children[at] if c < at]
    return any(w.relation in ("nummod", "poss") or w.low in ("several", "dozens", "some") for w in before) and not any(w.low in ("no", "none", "neither") for w in before)


def noun_phrase(tree: Tree, at: int) -> tuple[int, int]:
    """Where a noun and what stands before it begins and ends."""
    start = tree.words[at].start
    for c in tree.children[at]:
        if c < at and tree.words[c].relation in ("det", "amod", "nummod", "compound", "poss", "nmod", "quantmod"):
            start = min(start, noun_phrase(tree, c)[0])
    end = tree.words[at].end
    agent = any(tree.words[at].low in s for s in (classes()["agents"], classes()["ships"], sorts()["people"]))
    for p in tree.having(at, "prep"):
        if agent and p == at + 1 and tree.words[p].low in ("in", "of", "near") and (held := tree.having(p, "pobj")):
            end = max(end, *(noun_phrase(tree, x)[1] for x in tree.chained(held[0])))
    return start, end


_PAIRS = frozenset({"owned_by", "managed_by", "flagged_in", "based_in", "affiliated"})


def _founds(rule: Rule, filled: Mapping[str, list[Arg]], tree: Tree, at: int, text: str) -> Iterator[Found]:
    each = {r.name for r in roles()[rule.type] if r.each}
    order = {r.name: k for k, r in enumerate(roles()[rule.type])}
    choices: list[list[Arg]] = []
    for role, args in filled.items():
        if role not in order:
            continue
        args = list({(a.thing, a.start): a for a in args}.values())
        if role == "place" and len(args) > 1 and rule.type == "based_in":
            args = args if " and " in text[args[0].end : args[1].start] else args[:1]
        if role in each or len(args) == 1 or rule.type == "based_in":
            choices.append(args)
        else:
            s, e = min(a.start for a in args), max(a.end for a in args)
            choices.append([Arg(role, text[s:e], s, e, -1, tuple(args))])
    every = product(*choices)
    said = [w.low for w in tree.words]
    if "respectively" in said or ["in", "that", "order"] in (said[k : k + 3] for k in range(len(said))):
        long = [c for c in choices if len(c) > 1]
        if len({len(c) for c in long}) > 1:
            return
        if len(long) == 1 and len(choices) == 2 and rule.type in _PAIRS:
            return
        if len(long) > 1:
            every = iter([tuple(c[k] if len(c) > 1 else c[0] for c in choices) for k in range(len(long[0]))])
    for args in every:
        things = [a.thing for a in args if a.thing >= 0]
        if len(set(things)) < len(things) or not args or (rule.type == "sts_transfer" and not things):
            continue
        word = tree.words[at]
        start, end = min(word.start, *(a.start for a in args)), max(word.end, *(a.end for a in args))
        match = Match(rule, "inner", 0, 0, ())
        yield Found(match, tuple(sorted(args, key=lambda a: order[a.role])), start, end)
