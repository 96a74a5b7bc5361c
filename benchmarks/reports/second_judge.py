"""What a second judge says of claims that a reading makes and the annotation lacks: an annotator leaves some out.

`python -m reports.second_judge SET FOLDER` writes the texts of a set for the judge, each with claims that counted as wrong among
as many that the annotator told, in one form and the order of the text, so that the judge does not know whose a claim is. The
judge writes `text number yes|no why` lines; `python -m reports.second_judge SET FOLDER --keep` puts them into second_judge.csv.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from offing.claims.model import Arg, Claim, Reading
from offing.claims.sentences import sentences
from reports.counting import Tally
from reports.gold import CONTEXT, Annotated, Told, Value, folder
from reports.measure import One, one
from reports.pairing import positive
from reports.reader import unlinked

HERE = Path(__file__).parent
TABLE = HERE / "second_judge.csv"
FIELDS = ("set", "text", "claim", "whose", "verdict", "why")


@dataclass(frozen=True, slots=True)
class Put:
    """A claim as the judge sees it; `key` tells it again, `start` is where it stands."""

    start: int
    said: str
    key: str
    whose: str


def put_before(gold: Annotated) -> list[Put]:
    """The claims of a text for the judge: each that counts as wrong, and as many of the annotator's, in the order of the text."""
    reading = unlinked(gold.name, gold.content, gold.published)
    each = one(gold, lambda *_, **_given: reading)
    wrong = {
        key_of(j.given.claim): j.given.claim
        for j in each.paired.judged
        if j.verdict == "wrong" and j.given.claim.type not in CONTEXT
    }
    told = [t for t in gold.claims if t.type not in CONTEXT and not t.optional]
    picked = random.Random(gold.name).sample(told, min(len(wrong), len(told)))  # noqa: S311
    out = [
        Put(c.start, _said(c.type, positive(c), _given(c, reading), gold, c.start), k, "reading")
        for k, c in wrong.items()
    ]
    out += [
        Put(t.start, _said(t.type, t.positive, _told(t, gold), gold, t.start), _key_of_told(t), "annotator")
        for t in picked
    ]
    return sorted(out, key=lambda p: (p.start, p.said))


def key_of(claim: Claim) -> str:
    args = sorted(f"{a.role}:{a.start}-{a.end}" for a in claim.args)
    return f"{claim.type} {'said' if positive(claim) else 'denied'} {' '.join(args)}"


def _key_of_told(told: Told) -> str:
    return f"{told.id} {told.type}"


def _given(claim: Claim, reading: Reading) -> Iterator[tuple[str, str]]:
    for a in claim.args:
        yield a.role, _words(a, reading)


def _words(arg: Arg, reading: Reading) -> str:
    if arg.parts:
        return ", ".join(_words(p, reading) for p in arg.parts)
    return reading.things[arg.thing].name if arg.thing >= 0 else arg.text


def _told(told: Told, gold: Annotated) -> Iterator[tuple[str, str]]:
    for role, values in told.args.items():
        yield role, ", ".join(_name(v, gold) for v in values)


def _name(value: Value, gold: Annotated) -> str:
    return gold.entities[value.entity].names[0] if value.entity and gold.entities[value.entity].names else value.phrase


def _said(type: str, said: bool, args: Iterable[tuple[str, str]], gold: Annotated, at: int) -> str:
    sentence = next((s for s in sentences(gold.text) if s.start <= at < s.end), None)
    quote = gold.text[sentence.start : sentence.end] if sentence else gold.text[at : at + 200]
    roles = "; ".join(f"{role} = {words}" for role, words in args)
    return f"{type}{'' if said else ' (DENIED)'}: {roles}\n   in: {' '.join(quote.split())}"


def write(of: str, out: Path) -> int:
    """The pool of a set, in a file for each text; gives how many claims."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for gold in folder(HERE / "texts" / of):
        put = put_before(gold)
        lines = [f"# {gold.name}", "", gold.text.strip(), "", "# Claims", ""]
        lines += [f"{k}. {p.said}" for k, p in enumerate(put, start=1)]
        (out / f"{gold.name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        count += len(put)
    return count


def keep(of: str, out: Path) -> tuple[int, int]:
    """Puts the verdicts in FOLDER/verdicts.txt into the table; gives how many of the annotator's claims were confirmed, of how
    many. Raises ValueError for a verdict on no claim."""
    rows = [r for r in kept() if r["set"] != of]
    put = {g.name: put_before(g) for g in folder(HERE / "texts" / of)}
    yes = controls = 0
    for line in (out / "verdicts.txt").read_text(encoding="utf-8").splitlines():
        text, number, verdict, why = [*line.split(maxsplit=3), ""][:4]
        if text not in put or not 0 < int(number) <= len(put[text]) or verdict not in ("yes", "no"):
            raise ValueError(f"no such claim: {line}")
        p = put[text][int(number) - 1]
        controls += p.whose == "annotator"
        yes += p.whose == "annotator" and verdict == "yes"
        rows.append(dict(zip(FIELDS, (of, text, p.key, p.whose, verdict, why), strict=True)))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return yes, controls


def kept() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())) if TABLE.exists() else []


def confirmed(of: str) -> Mapping[str, frozenset[str]]:
    """By text the claims of readings that the second judge found said."""
    out: dict[str, set[str]] = {}
    for r in kept():
        if r["set"] == of and r["whose"] == "reading" and r["verdict"] == "yes":
            out.setdefault(r["text"], set()).add(r["claim"])
    return {text: frozenset(keys) for text, keys in out.items()}


def second(of: str, each: Sequence[One], core: Tally) -> Tally | None:
    """Core claims with those right that the second judge confirmed, asked for as well; None for a set not judged again."""
    known = confirmed(of)
    if not any(r["set"] == of for r in kept()):
        return None
    more = 0
    for o in each:
        keys = {key_of(j.given.claim) for j in o.paired.judged if j.verdict == "wrong"}
        more += len(keys & known.get(o.gold.name, frozenset()))
    return core + Tally(asked=more, found=more, right=more)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    if asked.keep:
        print("of the annotator's claims confirmed: {} of {}".format(*keep(asked.set, asked.folder)))  # noqa: T201
    else:
        print(f"{write(asked.set, asked.folder)} claims")  # noqa: T201


if __name__ == "__main__":
    main()
