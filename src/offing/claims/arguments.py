"""Who does what to whom in a tree: the grammatical subject, objects and prepositional phrases of a verb or a noun of doing.

Whatever way a sentence puts it, active or passive, relative, participle, coordination, the same words come out in the same slots:
"subject" who does it, "object" to what it is done, "dative", and each preposition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, wraps

from typing import TypeVar, cast

from offing.claims.doing_items import classes
from offing.syntax.trees import Word

_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBAL = ("VB", "MD")
_FOR_WHAT = frozenset({"for", "of", "from", "with"})
"""Prepositions after which a doing is the object's: "listed X for shipping", "accused X of shipping"."""
_BLOCKED = frozenset({"if", "unless", "whether", "lest"})
_MAYBE = frozenset({"may", "might", "could", "would", "should", "must", "can"})
_WISHED = frozenset(
    f"{stem}{end}" for stem, ends in (
        ("threaten", "|s|ed|ing"), ("urg", "e|es|ed|ing"), ("want", "|s|ed|ing"), ("ask", "|s|ed|ing"), ("demand", "|s|ed|ing"),
        ("request", "|s|ed|ing"), ("refus", "e|es|ed|ing|al"), ("consider", "|s|ed|ing"), ("propos", "e|es|ed|ing|al|als"),
        ("declin", "e|es|ed|ing"), ("appl", "y|ies|ied|ying|ication"), ("recommend", "|s|ed|ing|ation"), ("call", "|s|ed|ing"),
        ("attempt", "|s|ed|ing"), ("tr", "y|ies|ied|ying"), ("seek", "|s|ing"), ("sought", ""), ("petition", "|s|ed|ing"),
        ("threat", "|s"), ("bid", "|s"), ("motion", "|s"), ("weigh", "|s|ed|ing"), ("avoid", "|s|ed|ing"), ("fail", "|s|ed|ing|ure"),
        ("plead", "|s|ed|ing"), ("wish", "|es|ed|ing"), ("hop", "e|es|ed|ing"), ("press", "|es|ed|ing"), ("push", "|es|ed|ing"),
        ("forbid", "|s|den"), ("prevent", "|s|ed|ing"), ("risk", "|s|ed|ing"), ("fear", "|s|ed|ing"), ("discuss", "|es|ed|ing"),
        ("against", ""), ("mull", "|s|ed|ing"), ("vow", "|s|ed|ing"), ("oppos", "e|es|ed|ing|ition"), ("reject", "|s|ed|ing"),
    ) for end in ends.split("|")
)
"""What is only wished for, tried or refused is not done."""
_UPWARD = frozenset({"xcomp", "ccomp", "pcomp", "acl", "dobj", "csubj", "advcl", "pobj", "prep", "nsubjpass", "conj", "oprd"})
_NOT = frozenset({"no", "nobody", "none", "neither", "nothing"})
_PLURAL = frozenset({"are", "were", "have", "both", "all"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_USES = frozenset({"used", "use", "uses", "using", "chartered", "hired", "fixed", "employed", "engaged", "charter", "hire", "employ", "sailed", "returned"})
"""Verbs whose "to ..." tells what is done: "used the ship to carry coal"."""
_AWAITED = frozenset({"expected", "scheduled", "due", "likely", "ready", "set", "supposed", "meant", "intended", "expecting", "hoping", "planned", "tried", "try", "tries", "trying", "attempted", "attempt", "attempting", "sought", "seek", "seeking", "seeks", "refused", "refuse", "declined", "failed", "unable", "threatened", "wanted", "wants", "asked", "ordered", "offered", "hopes", "plans", "meant"})
"""After which "to ..." has not happened yet."""
_MEASURES = frozenset({"sanctions", "sanction", "measures", "penalty", "fine", "restrictions", "charges", "designations"})
"""Measures on somebody "for" what he did."""
_MEANT = frozenset({"destined", "intended", "meant", "bound", "earmarked", "ordered"})
_NAMES = frozenset({"VESSEL", "COMPANY", "PERSON", "AGENCY"})
_PARTIES = frozenset({"COMPANY", "PERSON", "AGENCY"})
_LIGHT = frozenset({"made", "make", "makes", "sent", "signed", "had", "did", "conducted", "concluded", "carried"})
"""Verbs that only tell who did what their object names: "payments that X made to Y"."""
_JOINERS = frozenset({"name", "hands", "possession", "ownership", "flag", "registry", "laws", "colours", "ensign", "control", "direction", "umbrella", "orders", "behest", "aegis", "supervision", "instructions", "behalf", "board", "benefit", "account", "care", "aboard", "destined", "bound", "side"})


def mended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """With what stands in apposition hung on what it is: "a manager in <PLACE>, <COMPANY>", "two officials of <AGENCY>, <PERSON>",
    "<COMPANY> of <PLACE>, a broker"; the parser takes the word just before."""
    out = list(words)
    for n, word in enumerate(words):
        if word.relation not in ("appos", "conj") or word.head == n:
            continue
        over = words[word.head]
        if word.relation == "conj" and word.kind in _NAMES and not over.kind and over.tag.startswith("NN") and word.head < n:
            between = words[word.head + 1 : n]
            if any(w.text in (",", ":") for w in between) and not any(w.relation == "cc" for w in between):
                out[n] = replace(word, relation="appos")
            continue
        if word.relation == "appos" and word.kind in _NAMES and word.kind == over.kind and any(w.head == n and w.relation == "conj" for w in words):
            out[n] = replace(word, relation="conj")
            continue
        if not over.kind or (word.kind not in _NAMES if word.kind else not word.tag.startswith("NN")):
            continue
        if over.kind == word.kind or (not word.kind and over.kind in _NAMES):
            continue
        if word.relation == "conj" and (
            any(w.relation == "cc" for w in words[word.head + 1 : n]) or not any(w.text == "," for w in words[word.head + 1 : n])
        ):
            continue
        prep = words[over.head]
        if over.relation != "pobj" or prep.relation != "prep":
            continue
        holder = words[prep.head]
        if not holder.tag.startswith("NN") or bool(holder.kind in _NAMES) == bool(word.kind):
            continue
        out[n] = replace(word, relation="appos", head=prep.head)
    return tuple(out)


_EARNED = frozenset({"money", "dollars", "currency", "cash", "revenue", "revenues", "income", "profit", "profits", "million", "millions", "fortune", "part", "business", "living"})
_BLAME = frozenset({"charge", "charges", "suspicion", "suspicions", "accusation", "accusations", "allegation", "allegations", "count", "counts", "grounds"})
_HIS = frozenset({"its", "their", "his", "her"})


@cache
def _doers() -> frozenset[str]:
    return classes()["ships"] | classes()["agents"]


_T = TypeVar("_T")


def _once(asked: Callable[[Tree, int], _T]) -> Callable[[Tree, int], _T]:
    """A question about a word of a tree, answered once."""
    name = asked.__name__

    @wraps(asked)
    def answered(self: Tree, at: int) -> _T:
        known = self.known
        if (name, at) not in known:
            known[name, at] = asked(self, at)
        return cast("_T", known[name, at])

    return answered


@dataclass(frozen=True)
class Tree:
    """The words of a sentence with what hangs on each. What is answered is kept: whoever asks changes nothing in it."""

    words: tuple[Word, ...]

    @cached_property
    def known(self) -> dict[tuple[str, int], object]:
        """Answers given."""
        return {}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.words]
        for n, word in enumerate(self.words):
            if word.head != n:
                below[word.head].append(n)
        return tuple(map(tuple, below))

    def having(self, at: int, *relations: str) -> list[int]:
        """What hangs on a word by some relations, in order."""
        return [c for c in self.children[at] if self.words[c].relation in relations]

    def verbal(self, at: int) -> bool:
        return self.words[at].tag.startswith(_VERBAL)

    @_once
    def passive(self, at: int) -> bool:
        """Whether a verb stands in the passive: "was seized", "the ship seized by ..."."""
        word = self.words[at]
        if self.having(at, "auxpass", "nsubjpass"):
            return True
        if word.tag in ("VBN", "VBD") and self.having(at, "agent") and not self.having(at, "dobj"):
            return True
        if word.tag != "VBN" or self.having(at, "aux", "nsubj"):
            return False
        if word.relation == "acl" and self.words[word.head].head == word.head and self.having(at, "dobj") and not self.having(at, "agent"):
            return False  # <COMPANY>, a firm in <PLACE>, coordinated exports
        if word.relation == "conj":
            return self.passive(word.head) if self.verbal(word.head) else True
        return word.relation in ("acl", "advcl", "amod", "ROOT", "relcl", "xcomp", "ccomp", "oprd", "dep", "pcomp", "appos", "csubj")

    def grammatical_subject(self, at: int, depth: int = 0) -> list[int]:
        """The subject of a verb, its own or the one that it shares."""
        if depth > 8:
            return []
        word = self.words[at]
        own = self.having(at, *_SUBJECTS)
        if own:
            return [self._antecedent(own[0], at)]
        if word.low in _BEING and self.having(at, "acomp", "advcl", "prep", "advmod", "csubj") and self.having(at, "attr"):
            return [self.having(at, "attr")[0]]
        behind = [c for a in self.having(at, "auxpass") for c in self.having(a, "attr", "nsubj") if c > a]
        if behind:
            return behind[:1]
        head = word.head
        match word.relation:
            case "relcl" | "acl":
                if word.relation == "acl" and word.tag in ("VB", "TO"):
                    return []
                return [self._nearest(head, at)]
            case "conj" if self.verbal(head):
                return self.grammatical_subject(head, depth + 1)
            case "conj":
                return []
            case "xcomp" | "ccomp" | "oprd":
                held = self.having(head, "dobj") if not self.passive(head) else []
                return [held[0]] if held and word.relation != "oprd" else self.grammatical_subject(head, depth + 1)
            case "advcl" if word.tag in ("VBG", "VBN", "VB"):
                return self.grammatical_subject(head, depth + 1) if self.verbal(head) else []
            case "csubj" if word.tag == "VBN" and self.words[head].low in _BEING:
                return self.having(head, "attr")[:1]
            case "pcomp":
                return self._of_preposition(head, depth)
            case "amod" if self.words[head].kind:
                return [head]
            case "ROOT" | "dep":
                return []
        return []

    def _of_preposition(self, prep: int, depth: int) -> list[int]:
        """Whose doing it is that hangs on a preposition: "listed X for shipping", "X admitted to shipping", "its role in shipping"."""
        over = self.words[prep].head
        if self.verbal(over):
            if (self.words[prep].low in _FOR_WHAT or self.words[prep].low == "as") and not self.passive(over):
                objects = [self._antecedent(o, over) for o in self.having(over, "dobj")]
                if objects and self.words[objects[0]].kind != "AMOUNT" and self.words[objects[0]].low not in _EARNED:
                    upon = [o for n in (over, objects[0]) for p in self.having(n, "prep") if self.words[p].low in ("on", "against") for o in self.having(p, "pobj")]
                    return [upon[0] if upon and self.words[objects[0]].low in _MEASURES else objects[0]]
            return self.grammatical_subject(over, depth + 1)
        word = self.words[over]
        whose = self.having(over, "poss")
        if whose and self.words[whose[0]].low in _HIS and word.relation == "pobj":
            above = self.words[word.head]
            if above.low in ("for", "over") and self.verbal(above.head):
                held = [] if self.passive(above.head) else self.having(above.head, "dobj")
                return [held[0]] if held else self.grammatical_subject(above.head, depth + 1)
        if whose:
            return [whose[0]]
        if word.low in _BLAME and word.relation == "pobj" and self.verbal(self.words[word.head].head):
            blamed = self.words[word.head].head
            held = [] if self.passive(blamed) else [self._antecedent(o, blamed) for o in self.having(blamed, "dobj")]
            return [held[0]] if held else self.grammatical_subject(blamed, depth + 1)
        if self.words[prep].low in _FOR_WHAT and (word.kind in ("VESSEL", "COMPANY", "PERSON") or word.low in _doers()):
            return [over]
        if word.relation == "dobj" and self.verbal(word.head):
            return self.grammatical_subject(word.head, depth + 1)
        if word.tag.startswith("JJ"):
            return self.grammatical_subject(word.head, depth + 1) if self.verbal(word.head) else [word.head]
        if word.tag.startswith("NN"):
            return [over]
        return []

    def _antecedent(self, at: int, verb: int) -> int:
        """A relative pronoun's antecedent; else the word itself."""
        if self.words[at].low not in _RELATIVE or self.words[at].kind:
            return at
        for _ in range(6):
            word = self.words[verb]
            if word.relation in ("relcl", "acl"):
                return self._nearest(word.head, verb)
            if word.head == verb:
                break
            verb = word.head
        over = self.words[at].head
        if self.words[at].relation == "pobj" and over == at - 1:
            before = over - 2 if over > 1 and self.words[over - 1].low == "," else over - 1
            if before >= 0 and self.words[before].tag.startswith("NN"):
                return before
        return at

    def _nearest(self, head: int, verb: int) -> int:
        """Of things in a row before a relative or a participle the one it is said of: all, by their first, where the verb is plural."""
        row = [k for k in self.chained(head) if k < verb and self.words[k].tag.startswith(("NN", "PRP"))]
        if len(row) < 2:
            return head
        low = {self.words[c].low for c in (verb, *self.having(verb, "aux", "auxpass", "nsubj", "nsubjpass", "dep"))}
        return head if low & _PLURAL else max(row)

    @_once
    def slots(self, at: int) -> Mapping[str, list[int]]:
        """What stands in each slot of a verb."""
        out: dict[str, list[int]] = {}
        subject = self.grammatical_subject(at)
        passive = self.passive(at)
        objects = [self._antecedent(o, at) for o in self.having(at, "dobj", "oprd")]
        if passive:
            out["object"] = subject
            out["second"] = objects
            for agent in self.having(at, "agent"):
                out.setdefault("by", []).extend(self._held(agent, at))
        else:
            out["subject"] = subject
            if not objects and self.words[at].relation == "relcl":
                own = self.having(at, *_SUBJECTS)
                if own and self.words[own[0]].low not in _RELATIVE and not self._has_relative(at):
                    objects = [self.words[at].head]
            if not objects:
                objects = [o for c in self.having(at, "xcomp", "ccomp") if self.having(c, "aux") and self.words[c].tag == "VB" for o in self.having(c, "nsubj")][:1]
            if objects:
                objects += [c for c in self.having(at, "conj") if self.words[c].kind and c > objects[0]]
            out["object"] = objects
        for one in self.having(at, "dative"):
            held = self._held(one, at) if self.words[one].tag in ("IN", "TO") else [one]
            out.setdefault("dative", []).extend(held)
            if self.words[one].tag in ("IN", "TO"):
                out.setdefault(self.words[one].low, []).extend(held)
        for whole, part in (("object", out.get("object", ())), ("subject", out.get("subject", ()))):
            for one in part:
                out.setdefault(f"{whole} of", []).extend(self.whose(one))
        over = [at, *self.having(at, "prt", "advmod", "attr", "acomp")]
        if not passive:
            over += self.having(at, "dobj")
        for one in over:
            for name, held in self.phrases(one, at):
                out.setdefault(name, []).extend(held)
        for one in (*objects[:1], *(subject[:1] if passive else ())):
            if passive or one not in self.having(at, "dobj"):
                for name, held in self.phrases(one, at):
                    if name in ("from", "off", "from off") and name not in out:
                        out[name] = list(held)
            self._of_its_contents(one, at, out)
            for other in self.chained(one)[1:]:
                for name, held in self.phrases(other, at) if self.words[other].relation == "conj" else ():
                    if name in ("from", "to", "for", "into", "aboard", "on behalf of") and name not in out:
                        out[name] = list(held)
        self._shared(at, passive, out)
        for near in self.having(at, "advmod", "acomp"):
            for name, held in self.phrases(near, at):
                out.setdefault(f"{self.words[near].low} {name}", []).extend(held)
        if self.words[at].relation == "relcl":
            self._fronted(at, out)
        out["attr"] = self.having(at, "attr", "acomp", "oprd")
        joined = [c for c in self.having(at, "npadvmod", "compound", "amod", "advmod", "nmod") if c == at - 2 and self.words[at - 1].text == "-"]
        if joined and self.words[joined[0]].kind:
            out["hyphen"] = joined
            if self.words[at].relation == "amod":
                out["object"] = [self.words[at].head]
        return out

    def whose(self, at: int) -> list[int]:
        """What a noun is of: "X's beacon", "the beacon of X", "a ship whose beacon"."""
        held = [self._antecedent(c, self.words[at].head) for c in self.having(at, "poss")]
        return held + [one for name, of in self.phrases(at, at) if name == "of" for one in of]

    def _of_its_contents(self, one: int, at: int, out: dict[str, list[int]]) -> None:
        """What hangs on the goods that an amount is of: "2m barrels of crude from Iran"."""
        for _ in range(4):
            for doing in self.having(one, "acl"):
                if self.words[doing].low in _MEANT:
                    for name, further in self.phrases(doing, at):
                        out.setdefault(f"{self.words[doing].low} {name}", list(further))
            held = [o for p in self.having(one, "prep") if self.words[p].low == "of" for o in self.having(p, "pobj")]
            if not held:
                return
            one = held[0]
            for name, further in self.phrases(one, at):
                if name != "of" and name not in out:
                    out[name] = list(further)

    def _shared(self, at: int, passive: bool, out: dict[str, list[int]]) -> None:
        """What a verb has in common with the next one: "supplied, sold or transferred fuel to X", "bought and shipped by X"."""
        nearest = [c for c in self.having(at, "conj") if self.verbal(c) and at < c <= at + 6 and self.passive(c) == passive]
        for c in nearest[:1]:
            if any(at < k < c for k in self.children[at] if self.words[k].relation not in ("cc", "punct", "advmod", "auxpass", "aux", "conj", "neg")):
                return
            if self.having(c, *_SUBJECTS):
                return
            further = self.slots(c)
            if passive or not out.get("object"):
                for name, held in further.items():
                    if name not in ("subject", "object") or (name == "object" and not passive and not out.get("object")):
                        out.setdefault(name, list(held))
                        if name == "object":
                            out[name] = list(held)

    def _fronted(self, at: int, out: dict[str, list[int]]) -> None:
        return

    @_once
    def noun_slots(self, at: int) -> Mapping[str, list[int]]:
        """What stands in each slot of a noun or adjective."""
        word = self.words[at]
        out: dict[str, list[int]] = {}
        above = word.head

        def put(name: str, held: Sequence[int]) -> None:
            out.setdefault(name, []).extend(held)

        put("poss", [self._antecedent(c, at) for c in self.having(at, "poss")])
        put("adj", self.having(at, "amod", "compound", "nmod"))
        put("of", [c for c in self.having(at, "compound", "amod", "nmod") if self.words[c].kind])
        for name, held in self.phrases(at, at):
            put(name, held)
        if not out["poss"] and not out["of"]:
            for also in self._also(at):
                for name, held in self.phrases(also, also):
                    if name in ("of", "at", "in"):
                        put(name, held)
        if word.relation in ("compound", "nmod", "amod") and self.words[above].kind in _NAMES:
            put("poss", [self._antecedent(c, above) for c in self.having(above, "poss")])
            put("of", [c for c in self.having(above, "compound", "amod", "nmod") if self.words[c].kind and c < at])
            for name, held in self.phrases(above, above):
                put(name, held)
        put("is", [c for c in self.having(at, "appos") if self.words[c].kind])
        if word.relation in ("attr", "acomp", "oprd") and self.verbal(above):
            put("is", self.grammatical_subject(above) if not (word.relation == "oprd" and self.having(above, "dobj")) else self.having(above, "dobj"))
            for name, held in self.phrases(above, above):
                put(name, held)
        elif word.relation == "appos" or (word.relation in ("amod", "compound") and (self.words[above].kind or at > above)):
            row = [k for k in self.chained(above) if k < at and self.words[k].kind]
            put("is", row[-1:] if word.tag == "NN" and len(row) > 1 and at > above else [above])
        elif word.relation == "advcl" and self.verbal(above):
            put("is", self.grammatical_subject(above))
        elif word.relation == "conj" and not self.verbal(above):
            first = self.noun_slots(above)
            put("is", first.get("is", ()))
            put("has", first.get("has", ()))
        elif word.relation == "dobj" and self.passive(above):
            put("is", self.grammatical_subject(above))
            for name, held in self.phrases(above, above):
                put(name, held)
        elif word.relation == "dobj":
            put("has", self.grammatical_subject(above) if not self.passive(above) else ())
            for name, held in self.phrases(above, above):
                put(name, held)
        elif word.relation in ("nsubjpass", "nsubj"):
            if word.relation == "nsubj" and self.verbal(above):
                put("is", self.having(above, "attr"))
            for name, held in self.phrases(above, above):
                put(name, held)
        elif word.relation == "pobj" and self.words[above].relation in ("prep", "agent"):
            over = self.words[above].head
            low = self.words[above].low
            located = self.located(over, above)
            if low in ("by", "through") and self.verbal(over) and not self.passive(over):
                located = self.grammatical_subject(over)
            put(low + "~", located)
            if low == "as" and self.verbal(over) and located and len(self._preps(over, "as")) > 1:
                located = [k for k in self.chained(located[0]) if k < above][-1:]
            if low in ("as", "among"):
                put("is", located)
            if low in ("for", "to") and self.verbal(over):
                put("has", self.grammatical_subject(over))
        self._of_its_contents(at, at, out)
        for doing in self.having(at, "relcl"):
            if self.words[doing].low in _LIGHT and not self.passive(doing):
                put("has", [s for s in self.having(doing, "nsubj") if self.words[s].low not in _RELATIVE])
                for name, held in self.phrases(doing, doing):
                    put(name, held)
        if word.relation == "nsubj":
            put("is", self._said_of(above))
        return out

    def _also(self, at: int) -> list[int]:
        """Common nouns without a word of their own that follow one: "part owner, chairman and director of <COMPANY>"."""
        out: list[int] = []
        for c in self.having(at, "conj"):
            if self.words[c].tag.startswith("NN") and not self.words[c].kind and not self.having(c, "det", "poss"):
                out += [c, *self._also(c)]
        return out

    def beside(self, at: int) -> dict[str, list[int]]:
        """What stands right beside a noun or a name: "the <NATION> firm", "a <PLACE> trader", "<COUNTRY>'s", "<COMPANY>, <PLACE>"."""
        out: dict[str, list[int]] = {}
        before = self.having(at, "amod", "compound", "nmod")
        if self.words[at].kind:
            plain = [c for c in before if not self.words[c].kind and self.words[c].tag in ("NN", "JJ")]
            before += [x for c in plain for x in self.having(c, "amod", "compound", "nmod")]
        if found := [c for c in before if self.words[c].kind == "NATION" and not (self.words[c + 1].text == "-" or self.words[c + 1].tag == "VBN")]:
            out["nation"] = found
        if found := [c for c in before if self.words[c].kind in ("PLACE", "COUNTRY")]:
            out["land"] = found
        if (found := [self._antecedent(c, at) for c in self.having(at, "poss")]) and self.words[at].kind:
            out["poss"] = found
        if found := [c for c in self.having(at, "appos", "npadvmod") if at < c < at + 3 and self.words[c].kind in ("PLACE", "COUNTRY")]:
            out["where"] = found
        after = self.words[at + 1 : at + 4]
        if self.words[at].kind == "COMPANY" and len(after) > 1 and after[0].low == "in":
            placed = at + 3 if after[1].low == "the" and len(after) > 2 else at + 2
            if self.words[placed].kind in ("PLACE", "COUNTRY"):
                out["in"] = [placed]
        return out

    def _said_of(self, verb: int) -> list[int]:
        """What a thing is said to be: "her cargo was coal", "the load consisted of steel"."""
        low = self.words[verb].low
        if low in _BEING:
            return self.having(verb, "attr")
        if low.startswith("consist"):
            return [o for p in self.having(verb, "prep") for o in self.having(p, "pobj")]
        return self.having(verb, "dobj") if low.startswith(("compris", "includ")) else []

    def _preps(self, over: int, low: str) -> list[int]:
        return [c for c in self.having(over, "prep") if self.words[c].low == low]

    def located(self, over: int, prep: int | None = None) -> list[int]:
        """What a prepositional phrase of a word is said of: of a verb's its object, or its subject where it stands before it."""
        if not self.verbal(over):
            return [over]
        subject = self.grammatical_subject(over)
        if prep is not None and subject and prep < subject[0]:
            return subject
        objects = [] if self.passive(over) else self.having(over, "dobj")
        return objects[:1] or subject

    def _has_relative(self, at: int) -> bool:
        return any(
            self.words[c].low in _RELATIVE for p in self.having(at, "prep") for c in self.children[p]
        )

    def phrases(self, over: int, verb: int) -> Iterator[tuple[str, list[int]]]:
        """The prepositional phrases of a word: by preposition, what it governs."""
        for prep in self.having(over, "prep", "agent"):
            name = self.words[prep].low
            held = self._held(prep, verb)
            yield name, held
            for inner in self.having(prep, "prep"):
                yield f"{name} {self.words[inner].low}", self._held(inner, verb)
                yield self.words[inner].low, self._held(inner, verb)
            for one in held:
                if self.words[one].low in _JOINERS:
                    for further in self.having(one, "prep"):
                        yield f"{name} {self.words[one].low} {self.words[further].low}", self._held(further, verb)
            for more in self.having(prep, "conj"):
                yield self.words[more].low, self._held(more, verb)

    def _held(self, prep: int, verb: int) -> list[int]:
        return [self._antecedent(c, verb) for c in self.having(prep, "pobj", "pcomp")]

    @_once
    def chained(self, at: int) -> list[int]:
        """A word with what is coordinated with it and what stands in apposition."""
        out = [at]
        for c in self.children[at]:
            word = self.words[c]
            if word.relation == "conj" and not self.verbal(c):
                out += self.chained(c)
            elif word.relation == "appos" and not self.words[at].kind:
                out += self.chained(c)
            elif word.relation == "prep" and word.low in ("in", "of", "from") and not self.words[at].kind and c == at + 1:
                places = [o for o in self.having(c, "pobj") if self.words[o].kind in ("PLACE", "COUNTRY")]
                out += [x for o in places for x in self.having(o, "appos") if self.words[x].kind in ("COMPANY", "VESSEL", "PERSON")]
            elif word.relation == "prep" and word.low in ("including", "like") and not self.words[at].kind:
                out += [x for o in self.having(c, "pobj") for x in self.chained(o)]
        return out

    @_once
    def doubted(self, at: int) -> bool:
        """Whether a verb stands under a condition, a possibility or a wish."""
        verb: int = at
        if self.words[at].relation == "advcl" and self.words[at].tag == "VB" and self.words[self.words[at].head].low not in _USES:
            return True
        if self.words[at].relation == "acl" and self.words[at].tag == "VB":
            return True
        for _ in range(6):
            word = self.words[verb]
            for c in self.children[verb]:
                low = self.words[c].low
                if (self.words[c].relation == "aux" and low in _MAYBE) or (
                    self.words[c].relation in ("mark", "advmod") and low in _BLOCKED
                ):
                    return True
            if word.relation == "xcomp" and self.words[word.head].low in _AWAITED:
                return True
            if word.relation in ("conj", "xcomp", "advcl") and self.verbal(word.head) and word.relation != "advcl":
                verb = word.head
                continue
            break
        return False

    @_once
    def wished(self, at: int) -> bool:
        """Whether a doing is only asked for, tried, considered or refused: "urged OFAC to list X", "an attempt to seize X"."""
        far = 0
        for _ in range(6):
            word = self.words[at]
            content = word.relation == "relcl" and any(self.words[c].relation == "mark" or self.words[c].low == "that" for c in self.having(at, "mark", "advmod", "det"))
            if word.head == at or not (content or word.relation in _UPWARD) or far > 3:
                return False
            if word.relation == "advcl" and word.tag != "VB":
                return False
            far += word.relation in ("pobj", "prep")
            at = word.head
            if self.words[at].low in _WISHED:
                return True
            if word.relation == "advcl" and any(self.words[c].low in _WISHED for c in self.having(at, "nsubj", "nsubjpass", "dobj")):
                return True
            if word.relation == "xcomp" and word.tag == "VB" and self.words[at].low == "ordered":
                return True
        return False

    @_once
    def negated(self, at: int) -> bool:
        """Whether a verb, or the verb of a noun, is denied: "has not been charged", "nobody has listed X", "under no sanctions"."""
        if self.denied_word(at):
            return True
        for _ in range(4):
            if self.verbal(at):
                break
            if self.words[at].relation not in ("attr", "acomp", "dobj", "nsubjpass", "oprd"):
                return False
            at = self.words[at].head
        if any(self.words[c + 1].low != "only" for c in self.having(at, "neg") if c + 1 < len(self.words)):
            return True
        return any(self.denied_word(c) for c in self.having(at, *_SUBJECTS)) or any(
            self.denied_word(c) for a in self.having(at, "agent") for c in self.having(a, "pobj")
        )

    def denied_word(self, at: int) -> bool:
        """"nobody", "no court", "none of them"."""
        return self.words[at].low in _NOT or any(
            self.words[c].low in _NOT and self.words[c].relation in ("det", "neg", "poss") for c in self.children[at]
        )
