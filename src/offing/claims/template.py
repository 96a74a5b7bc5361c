"""The language of the rules: what a claim looks like in a masked sentence, compiled to a linear regular expression.

    {authority:AC+} [ADV] (sanctioned|blacklisted) {target:VNOKP+} [for {reason:words}]

Words stand for themselves, in any case. `{role:TYPES}` is one mention of those types (`masked.TYPES`), with `+` an enumeration
too, with `/MACRO` what that macro says instead; `{role:phrase}` up to 12 words without a comma, `{role:words}` up to 25,
`{role:quote}` what stands in double quotes.
`[…]` may be missing, `(a|b)` is either, `(a|b)*` up to four of them. `...` is up to 6 words without punctuation or mentions but
of countries, `....` up to 12 of anything but `;`, `:` and double quotes. CAPITALS name a row of macros.csv; `/…/` is a regular
expression.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from offing.claims.literals import Row, best, either, grown, lowered, said_in, together
from offing.errors import MalformedSource

_GAP = r'(?: (?:[^ <>,;:"()]{1,30}|<C\d+>[^ <>,;:"()]{0,20})){0,6}?'
_FAR = r',?(?: [^ ;:"]{1,40}){0,12}?'
_FREE = {
    "phrase": r'[^ ,;:"]{1,40}(?: [^ ,;:"]{1,40}){0,11}',
    "words": r'[^ ;:"]{1,40}(?: [^ ;:"]{1,40}){0,24}',
    "quote": r'"[^"]{1,900}"',
}
_ATOM = re.compile(
    r"(?P<space>\s+)|\{(?P<role>[a-z_]+):(?P<types>[A-Z|]+\+?(?:/[A-Z][A-Z_]+)?|phrase|words|quote)\}|(?P<far>\.\.\.\.)|(?P<gap>\.\.\.)|"
    r"/(?P<raw>(?:[^/\\]|\\.)+)/|(?P<macro>[A-Z][A-Z_]+)|(?P<mark>[()\[\]|*])|(?P<word>[^\s{}()\[\]|*/A-Z]+)"
)
_FIRST = re.compile(r"^(\(\?P<\w+>)<(?=\[|\(\?:\[[A-Z]+\]\\d\+\)\+>\))")
"""A mention that a template begins with: what may not stand before it is said after its "<", which is quickly found."""
_WHOLE = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template. `needs`: sets of words, of each of which one must stand in the sentence;
    `empty`: may match nothing; `types`: for each mention it must have, the letters it may be of; `tight`: begins with a comma or
    colon, before which there is no space; `says`: sets of literals, of each of which the sentence must contain one; `literal`:
    what the piece says, if it says but one thing; `row`: all that it needs, in order."""

    regex: str
    needs: tuple[frozenset[str], ...]
    empty: bool
    types: tuple[str, ...]
    tight: bool = False
    says: tuple[frozenset[str], ...] = ()
    literal: str = ""
    row: Row = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A template as a regular expression in any case. `groups` says which role each group fills; `row` all that a sentence must
    have, in order."""

    pattern: str
    groups: tuple[tuple[str, str], ...]
    needs: tuple[frozenset[str], ...]
    types: tuple[str, ...]
    says: tuple[frozenset[str], ...] = ()
    row: Row = ()

    @property
    def regex(self) -> re.Pattern[str]:
        """For sentences in lower case, which takes half the time; compiled when first asked: most sentences need few."""
        return _regex(self.pattern)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(lowered(pattern))


def compiled(
    template: str, macros: Mapping[str, str], where: str = "", known: dict[str, Part] | None = None
) -> Template:
    """The template, macros expanded. `known` keeps what macros without roles come to, for who reads many templates with the same.

    MalformedSource for what is not in the language.
    """
    reader = _Reader(macros, where, {} if known is None else known)
    part = reader.read(template)
    if part.empty:
        raise MalformedSource("a template that may match nothing", where=where, value=template)
    begins = _FIRST.sub(r"\1<(?<![\\w-]<)", part.regex)
    pattern = rf"{begins}(?![\w-])" if begins != part.regex else rf"(?<![\w-]){part.regex}(?![\w-])"
    return Template(pattern, tuple(reader.groups), part.needs, part.types, part.says, part.row)


class _Reader:
    """Reads one template; collects its groups."""

    def __init__(self, macros: Mapping[str, str], where: str, known: dict[str, Part]) -> None:
        self.macros = macros
        self.where = where
        self.known = known
        self.groups: list[tuple[str, str]] = []
        self.within: list[str] = []

    def read(self, template: str) -> Part:
        atoms = []
        at = 0
        while at < len(template):
            m = _ATOM.match(template, at)
            if not m:
                raise MalformedSource(
                    "not in the language of templates", where=self.where, value=template[at : at + 30]
                )
            atoms.append(m)
            at = m.end()
        part, used = self._either(atoms, 0)
        if used < len(atoms):
            raise MalformedSource("a bracket too many", where=self.where, value=template)
        return part

    def _either(self, atoms: list[re.Match[str]], at: int) -> tuple[Part, int]:
        choices = []
        while True:
            part, at = self._row(atoms, at)
            choices.append(part)
            if at < len(atoms) and atoms[at]["mark"] == "|":
                at += 1
                continue
            return _alternative(choices), at

    def _row(self, atoms: list[re.Match[str]], at: int) -> tuple[Part, int]:
        items: list[list[Part]] = [[]]
        while at < len(atoms):
            m = atoms[at]
            if m["mark"] and m["mark"] in ")]|":
                break
            at += 1
            if m["space"]:
                items.append([])
            elif m["mark"] in ("(", "["):
                inner, at = self._either(atoms, at)
                close = ")" if m["mark"] == "(" else "]"
                if at >= len(atoms) or atoms[at]["mark"] != close:
                    raise MalformedSource("a bracket is not closed", where=self.where, value=m.string)
                at += 1
                if at < len(atoms) and atoms[at]["mark"] == "*":
                    at += 1
                    inner = Part(f"(?:{inner.regex})(?: (?:{inner.regex})){{0,3}}", (), True, ())
                elif close == "]":
                    inner = Part(inner.regex, (), True, inner.types if inner.types == ("gap",) else (), inner.tight)
                items[-1].append(inner)
            else:
                items[-1].append(self._atom(m))
        filled = [i for i in items if i]
        if not filled:
            raise MalformedSource(
                "nothing between two bars or brackets", where=self.where, value=atoms[0].string if atoms else ""
            )
        return _sequence(filled), at

    def _atom(self, m: re.Match[str]) -> Part:
        if m["word"]:
            word = m["word"].lower()
            needs = tuple(frozenset((whole,)) for whole in _WHOLE.findall(word)[:1])
            says = (frozenset((word,)),)
            pattern = re.escape(word).replace(r"\-", "-")
            row = together(needs, says)
            return Part(pattern, needs, False, (), word[0] in ",:;", says if len(word) > 2 else (), word, row)
        if m["role"]:
            group = f"g{len(self.groups)}_{m['role']}"
            self.groups.append((group, m["role"]))
            types = m["types"].replace("|", "")
            if types in _FREE:
                quotes = (frozenset('"'),) if types == "quote" else ()
                return Part(f"(?P<{group}>{_FREE[types]})", (), False, (), row=together(says=quotes))
            types, _, macro = types.partition("/")
            letters = types.rstrip("+")
            inner = rf"(?:[{letters}]\d+)+" if types.endswith("+") else rf"[{letters}]\d+"
            if macro:
                said = self._macro(macro)
                row = either([together(types=(letters,)), said.row])
                return Part(f"(?P<{group}><{inner}>|{said.regex})", (), False, (), row=row)
            return Part(f"(?P<{group}><{inner}>)", (), False, (letters,), row=together(types=(letters,)))
        if m["gap"] or m["far"]:
            return Part(_GAP if m["gap"] else _FAR, (), True, ("gap",))
        if m["raw"]:
            told = tuple(filter(None, (said_in(m["raw"]),)))
            return Part(f"(?:{m['raw']})", (), False, (), says=told, row=together(says=told))
        return self._macro(m["macro"] or "")

    def _macro(self, name: str) -> Part:
        if name not in self.macros or name in self.within:
            raise MalformedSource(
                "no such macro" if name not in self.macros else "a macro within itself", where=self.where, value=name
            )
        if name in self.known:
            return self.known[name]
        self.within.append(name)
        groups = len(self.groups)
        part = self.read(self.macros[name])
        self.within.pop()
        if len(self.groups) == groups:
            self.known[name] = part
        return part


def _alternative(choices: list[Part]) -> Part:
    if len(choices) == 1:
        return choices[0]
    rarest = [min(c.needs, key=_rarity) for c in choices if c.needs]
    needs = (frozenset(w for words in rarest for w in words),) if len(rarest) == len(choices) else ()
    same = choices[0].types if all(c.types == choices[0].types for c in choices) else ()
    says = tuple(filter(None, (frozenset().union(*said),))) if all(said := [best(c.says) for c in choices]) else ()
    regex = f"(?:{'|'.join(c.regex for c in choices)})"
    empty = any(c.empty for c in choices)
    return Part(
        regex, needs, empty, same, choices[0].tight, says, row=either([c.row for c in choices], needs, says, same)
    )


def _sequence(items: list[list[Part]]) -> Part:
    """Items stand a space apart; one that may be missing takes its space with it."""
    if len(items) == 1 and len(items[0]) == 1:
        return items[0][0]
    regex = ""
    needs: tuple[frozenset[str], ...] = ()
    types: tuple[str, ...] = ()
    says: tuple[frozenset[str], ...] = ()
    row: Row = ()
    begun = False
    for item in items:
        piece = "".join(f"(?:{p.regex})?" if p.empty and len(item) > 1 else p.regex for p in item)
        if item[0].types == ("gap",):
            regex += piece
            begun = True
            continue
        space = "" if item[0].tight else " "
        if all(p.empty for p in item):
            regex += f"(?:{space}{piece})?" if begun or item[0].tight else f"(?:{piece} )?"
            begun = begun or item[0].tight
            continue
        regex += f"{space}{piece}" if begun else piece
        begun = True
        types += tuple(t for p in item for t in p.types)
        if len(item) == 1:
            needs += item[0].needs
        says += tuple(said for p in item if not p.empty for said in p.says)
        row += item[0].row if len(item) == 1 else grown(g for p in item if not p.empty for g in p.row)
    if not begun:
        return Part(regex, (), True, ())
    phrase = " ".join(item[0].literal for item in items)
    if all(len(item) == 1 and item[0].literal and not item[0].tight for item in items):
        says = (frozenset((phrase,)),)
        row = together(needs, says)
    return Part(regex, needs, False, types, items[0][0].tight or items[0][0].types == ("gap",), says, row=row)


def _rarity(words: frozenset[str]) -> tuple[bool, int]:
    """Few and long words make the best filter."""
    return (min(map(len, words)) < 4, len(words))
