"""Writes docs/reports-quality.md: `make bench-reports`. `--first` keeps this run's figures as those of first contact."""

from __future__ import annotations

import argparse
import csv
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.counting import Tally
from reports.gold import Annotated, folder, seed
from reports.measure import One, one, pooled, together
from reports.reader import read, unlinked
from reports.tables import figures
from reports.traps import fallen, traps

HERE = Path(__file__).parent
FIRST = HERE / "first_contact.csv"
PAGE = HERE.parents[1] / "docs" / "reports-quality.md"
MEASURES = ("mentions", "core claims", "links", "speaker", "modality", "event date")
BARS = {"mentions": "F1 ≥ .93", "core claims": "P ≥ .85, R ≥ .60", "links": "no false match"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: of so many asked and so many given, so many are right."""

    measure: str
    asked: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def headline(each: Sequence[One]) -> list[Figure]:
    """The figures that the bars are set on, over all texts."""
    types, measures = pooled(each)
    named = sum((o.named.overlap for o in each), Tally())
    core = together(types, context=False).tally
    links = [o.linked for o in each]
    matched = sum(k.correct for k in links)
    rows = [
        Figure("mentions", named.asked, named.given, named.right),
        Figure("core claims", core.asked, core.given, core.right),
        Figure("links", sum(k.asked for k in links), matched + sum(k.false for k in links), matched),
    ]
    for name, label in (
        ("speaker", "speaker, the nearest"),
        ("modality", "modality"),
        ("event date", "event date, compatible"),
    ):
        of = measures[label]
        rows.append(Figure(name, of.asked, of.given, of.right))
    return rows


def kept_first() -> list[Figure]:
    if not FIRST.exists():
        return []
    rows = csv.DictReader(FIRST.read_text(encoding="utf-8").splitlines())
    return [Figure(r["measure"], int(r["asked"]), int(r["given"]), int(r["right"])) for r in rows]


def keep_first(found: Sequence[Figure]) -> None:
    lines = ["measure,asked,given,right", *(f"{f.measure},{f.asked},{f.given},{f.right}" for f in found)]
    FIRST.write_text("\n".join(lines) + "\n", encoding="utf-8")


def speed(texts: Sequence[Annotated]) -> str:
    """Documents a second of one process, and a hostile text of ten million characters against one of a million."""
    for text in texts:
        unlinked(text.name, text.content)
    times = []
    for _ in range(5):
        begun = time.process_time()
        for text in texts:
            unlinked(text.name, text.content)
        times.append(time.process_time() - begun)
    size = statistics.mean(len(t.text) for t in texts)
    a_second = len(texts) / min(times)
    hostile = []
    for n in (1, 10):
        body = (HOSTILE * (n * 1_000_000 // len(HOSTILE))).encode()
        begun = time.process_time()
        unlinked("hostile.txt", body)
        hostile.append(time.process_time() - begun)
    return (
        f"{a_second:.0f} documents of {size:,.0f} characters a second of one processor, lists in memory, without linking. "
        f"A hostile text of 1 million characters takes {hostile[0]:.1f} s, one of 10 million {hostile[1]:.1f} s."
    )


HOSTILE = "The \"M/V ((( A of the, who, which IMO 12345 was \"said to be 'seized' by <X>, Ltd. Co. and B, C, D, and\n"


def page(held: Sequence[One], dev: Sequence[One], seeds: Sequence[One], told_speed: str, trapped: str) -> str:
    now, first = headline(held), {f.measure: f for f in kept_first()}
    lines = [
        "# Reading reports: quality",
        "",
        f"Written by `make bench-reports` on {platform.system()} {platform.machine()}, Python {platform.python_version()}.",
        "",
        "**Who made what.** Rules, annotations and this page were made by the same project; the held-out texts were chosen, "
        "written and annotated by another hand than the rules', before the rules were run on them, and their content was not "
        "shown to who wrote rules. *First contact* is the first run of the rules on them; *now* is this run: where the two "
        "differ, rules have been changed since, if not by looking at these texts. The development texts were tuned on.",
        "",
        "**How to read.** A claim is right when its type, whether it is said or denied, and every key argument agree. "
        "A claim that is not resolved in the text and says so is neither right nor wrong (a second row counts it as wrong). "
        "Speakers, modality and dates are counted on right claims only. Links are to OFAC's list of May 2024; a name without a "
        "number is *possible*, never a match, where it is a person's or a ship's or where several entries bear it.",
        "",
        "## Held-out texts",
        "",
        "| measure | bar | first contact: P / R / F1 | now: asked | given | right | P | R | F1 |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for f in now:
        was = first.get(f.measure)
        told = f"{was.precision:.2f} / {was.recall:.2f} / {was.f1:.2f}" if was else "–"
        lines.append(
            f"| {f.measure} | {BARS.get(f.measure, '')} | {told} | {f.asked} | {f.given} | {f.right} | {f.precision:.2f} "
            f"| {f.recall:.2f} | {f.f1:.2f} |"
        )
    lines += ["", told_speed, "", trapped, ""]
    lines += [figures("Held-out texts, in full", held), "", figures("The two seed articles and a third", seeds), ""]
    lines += [figures("Development texts", dev), ""]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", action="store_true")
    asked = parser.parse_args(arguments)
    texts = folder(HERE / "texts" / "held")
    held = [one(t, read) for t in texts]
    if asked.first:
        keep_first(headline(held))
    dev = [one(t, read) for t in folder(HERE / "texts" / "dev")]
    shared = os.environ.get("OFFING_SHARED", str(HERE.parents[2] / "shared"))
    seeds = [one(t, read) for t in seed(Path(shared))] if Path(shared).is_dir() else []
    laid = traps()
    fell = fallen(laid, read)
    trapped = f"Traps (`benchmarks/reports/traps.csv`): {len(laid)}, fallen into: {len({f.trap.text for f in fell})}."
    trapped += "".join(f"\n- {f.type}: “{f.trap.text}” ({f.trap.why})" for f in fell)
    PAGE.write_text(page(held, dev, seeds, speed(texts), trapped), encoding="utf-8")
    print(f"written: {PAGE}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
