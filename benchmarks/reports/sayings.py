"""Scores a reader on sentences: `PYTHONPATH=benchmarks:src python -m reports.sayings [FOLDER ...] --reader module:function`.

Each folder holds TYPE.jsonl: a sentence and its claims a line. Every line is read as a document of its own. `--type` takes the
lines of one file only; `--show` lists misses and false claims; leave it out on sentences that are held out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from offing.claims.model import Arg, Claim, Reading
from reports.alignment import shared_part, values, words
from reports.counting import Tally
from reports.gold import CONTEXT, TYPES
from reports.pairing import ALIKE, KEYS, SYMMETRIC, TOGETHER, Given, Verdict, given, positive
from reports.score import loaded
from reports.traps import Reader

BANK = Path(__file__).resolve().parent / "sayings" / "bank"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim of the annotator with one value in every key role: literal words of the text; several only of goods or parties."""

    type: str
    keys: Mapping[str, tuple[str, ...]]
    positive: bool
    core: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence; `kind` is the type that its file is for."""

    id: str
    kind: str
    text: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one claim adds to the figures of its type, and the line that shows it: "" where it is right. An `incomplete` one gives
    fewer key arguments than the text and none that differs: neither right nor wrong."""

    kind: str
    tally: Tally
    incomplete: bool
    line: str


def sayings(folder: Path, kind: str = "") -> list[Saying]:
    """Raises ValueError for a type that there is not and for an argument that is no part of its text."""
    files = sorted(folder.glob(f"{kind or '*'}.jsonl"))
    lines = [(f, line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_saying(file.stem, json.loads(line)) for file, line in lines]


def _saying(kind: str, row: Mapping[str, Any]) -> Saying:
    wanted: list[Wanted] = []
    for claim in row["claims"]:
        name = claim["type"]
        if name not in TYPES:
            raise ValueError(f"{row['id']}: no claim type {name}")
        args = {role: tuple(v) if isinstance(v, list) else (v,) for role, v in claim["args"].items()}
        strange = [phrase for each in args.values() for phrase in each if not phrase or phrase not in row["text"]]
        if strange:
            raise ValueError(f"{row['id']}: {strange[0]!r} is not in the text")
        keys = {role: next((args[r] for r in _roles(name, role) if r in args), ()) for role in KEYS[name]}
        filled = {role: v for role, v in keys.items() if v}
        choices = [[v] if role in TOGETHER else [(each,) for each in v] for role, v in filled.items()]
        said = claim.get("polarity", "pos") == "pos" and claim.get("modality") != "denied"
        core = claim.get("core", True)
        wanted += [Wanted(name, dict(zip(filled, each, strict=True)), said, core) for each in product(*choices)]
    return Saying(row["id"], kind, row["text"], tuple(wanted))


def _roles(kind: str, role: str) -> tuple[str, ...]:
    """A nationality may be a firm's as well as a ship's."""
    return (*ALIKE.get(role, (role,)), *(["entity"] if (kind, role) == ("nationality", "vessel") else []))


def agrees(wanted: str, arg: Arg, reading: Reading) -> bool:
    """The argument or a mention of the thing that it is shares half of the longer's characters with the wanted words, or ends
    in them; or the thing goes by a name of the same words. Of goods and of what has no name the last word is enough."""
    spans = [(arg.start, arg.end), *((m.start, m.end) for m in reading.mentions if m.entity == arg.thing >= 0)]
    head = arg.role == "goods" or not wanted[0].isupper()
    for found in re.finditer(re.escape(wanted), reading.document.text):
        for start, end in spans:
            if shared_part(*found.span(), start, end) >= 0.5 or (
                end == found.end() and (head or start <= found.start())
            ):
                return True
    names = [n for t in reading.things if t.number == arg.thing for n in (t.name, *t.spellings)]
    return any(words(n) == words(wanted) for n in names)


def verdict(one: Given, other: Wanted, reading: Reading) -> Verdict:
    """`right`, `incomplete` or `wrong`, for this pair alone; the two ships of a transfer may change places."""
    if one.claim.type != other.type or positive(one.claim) != other.positive:
        return "wrong"
    have = dict(one.keys)
    if one.claim.type == "nationality" and "vessel" not in have:
        have |= {"vessel": tuple(firms)} if (firms := values(one.claim.args, "entity")) else {}
    first = _keys(one.claim, have, other, reading)
    pair = SYMMETRIC.get(one.claim.type)
    if first == "right" or not pair:
        return first
    swapped = {pair[1 - pair.index(r)] if r in pair else r: v for r, v in have.items()}
    second = _keys(one.claim, swapped, other, reading)
    return min(first, second, key=("right", "incomplete", "wrong").index)


def _keys(claim: Claim, have: Mapping[str, tuple[Arg, ...]], other: Wanted, reading: Reading) -> Verdict:
    agreed = absent = 0
    for role in KEYS[claim.type]:
        args, wanted = have.get(role, ()), other.keys.get(role, ())
        if not wanted:
            if role != "goods" and any(a.thing >= 0 for a in args):
                return "wrong"
        elif any(agrees(w, a, reading) for w in wanted for a in args):
            agreed += 1
        elif any(a.thing >= 0 for a in args) or (args and claim.status == "complete" and not wanted[0][0].isupper()):
            return "wrong"
        else:
            absent += 1
    return "right" if not absent else "incomplete" if agreed else "wrong"


def judged(saying: Saying, reading: Reading) -> Iterator[Outcome]:
    """What is said twice and what is optional is left aside; so is a context type not asked for, but in the file of its own."""
    ours = [g for claim in reading.claims for g in given(claim)]
    verdicts = [[verdict(g, w, reading) for w in saying.wanted] for g in ours]
    taken: set[int] = set()
    for w, want in sorted(enumerate(saying.wanted), key=lambda pair: not pair[1].core):
        found = next((i for i in range(len(ours)) if i not in taken and verdicts[i][w] == "right"), None)
        if found is not None:
            taken.add(found)
        if want.core:
            told = _told("MISSED", saying, want.type, want.positive, want.keys)
            hit = found is not None
            yield Outcome(want.type, Tally(1, hit, hit, hit), False, "" if hit else told)
    for i, one in enumerate(ours):
        kind = one.claim.type
        if i in taken or "right" in verdicts[i] or (kind in CONTEXT and kind != saying.kind):
            continue
        half = [w.core for v, w in zip(verdicts[i], saying.wanted, strict=True) if v == "incomplete"]
        have = {role: [a.text for a in args] for role, args in one.keys.items()}
        told = _told("INCOMPLETE" if half else "FALSE", saying, kind, positive(one.claim), have, one.claim.rule)
        yield Outcome(kind, Tally(given=not half), any(half), told)


def _told(word: str, saying: Saying, kind: str, said: bool, keys: Mapping[str, Iterable[str]], rule: str = "") -> str:
    args = ", ".join(f"{role}={'+'.join(each)}" for role, each in keys.items())
    return f"{word} {saying.id} {kind}{'' if said else ' (denied)'} {args}{rule and f' [{rule}]'}: {saying.text!r}"


def scored(each: Iterable[Saying], read: Reader) -> list[Outcome]:
    return [o for one in each for o in judged(one, read(f"{one.id}.txt", one.text.encode()))]


def table(outcomes: Sequence[Outcome]) -> str:
    """The figures per type of claim and together, as markdown."""
    rows = ["| claims | asked | found | given | right | P | R | incomplete |", "|---|---|---|---|---|---|---|---|"]
    kinds = {kind: [o for o in outcomes if o.kind == kind] for kind in sorted({o.kind for o in outcomes})}
    for kind, of in [*kinds.items(), ("**all**", outcomes)]:
        t = sum((o.tally for o in of), Tally())
        shares = " | ".join("" if x is None else f"{x:.2f}" for x in (t.precision, t.recall))
        half = sum(o.incomplete for o in of)
        rows.append(f"| {kind} | {t.asked} | {t.found} | {t.given} | {t.right} | {shares} | {half} |")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[BANK])
    parser.add_argument("--reader", default="reports.reader:read")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--type", default="", choices=("", *TYPES), metavar="TYPE")
    asked = parser.parse_args(arguments)
    read = loaded(asked.reader)
    for folder in asked.folders:
        each = sayings(folder, asked.type)
        outcomes = scored(each, read)
        lines = [o.line for o in outcomes if o.line and asked.show]
        print("\n".join([f"## {folder}: {len(each)} sentences", "", table(outcomes), *lines]))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
