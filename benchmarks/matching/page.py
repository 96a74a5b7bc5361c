"""docs/matching-quality.md: the figures of one run and what they mean, the errors with them."""

from __future__ import annotations

import textwrap
from inspect import getdoc

from matching.corruptions import CORRUPTIONS, wrong_imo_digit
from matching.errors import false_alarms, misses
from matching.generate import NATURAL, NUMBERS
from matching.labelled import NATURAL as LABELLED_NATURAL
from matching.negatives import IDENTITIES, NEGATIVES
from matching.results import Results
from matching.tables import (
    Table,
    alarm_classes,
    apart,
    own_thresholds,
    pairs,
    positive_classes,
    ratios,
    recalls,
    same_recall,
    speed,
    table,
)  # fmt: skip


def summary(results: Results) -> list[str]:
    """The tables that the terminal shows."""
    text = [
        "## Names only",
        "",
        *recalls(results.names_only, NATURAL),
        *own_thresholds(results.names_only),
        *same_recall(results.names_only),
    ]
    text += [
        "## With identifiers and context",
        "",
        *recalls(results.with_context, NATURAL),
        *own_thresholds(results.with_context),
    ]
    if results.labelled:
        text += [
            "## Labelled queries",
            "",
            *recalls(results.labelled, LABELLED_NATURAL),
            *own_thresholds(results.labelled),
        ]
    return [
        *text,
        "## Speed and memory",
        "",
        *speed(results),
        *(f"{n} was left out: {why}" for n, why in results.missing.items()),
    ]


def _how_made() -> Table:
    told = [
        *((n, f) for n, f in CORRUPTIONS.items()),
        ("imo_digit_wrong", wrong_imo_digit),
        *NEGATIVES.items(),
        *IDENTITIES.items(),
    ]
    return table(
        ["class", "what happens"],
        [[n, " ".join((getdoc(f) or "").split("\n\n")[0].split())] for n, f in told],
        numbers=False,
    )


_INTRODUCTION = """
Written by `make bench-matching` in {minutes:.0f} minutes on {machine}. Ratios count; absolute times move with the
machine. The list is {told}: {entries:,} people, firms and ships; aircraft are left out. The questions are made from
these public-domain names by the documented changes at the end of this page, with fixed seeds. This is the `{split}`
split: two thirds of the things listed are asked about here, `--split dev` gives the other third to work on. The
generator is in the repository (`benchmarks/matching`); what it makes is not.

Names only: {positives:,} listed things and {negatives:,} unlisted ones. A listed thing counts as found when an
entry of it is proposed at the threshold; an unlisted one is a false alarm when anything is. The natural classes
were made by nobody: a real alias, or the name in another script, held out of the list and asked. Offing's score is
its strength and, within one strength, its own order of hits. `index + LogicV2` is nomenklatura 4.17.4 with its own
blocking index; `50 near + LogicV2` is its matcher over the 50 nearest names by character n-grams, which stands in
for a search engine; both have caches raised to hold the whole list, which makes them faster. `rapidfuzz` compares
every name of the kind, words sorted. A recall over all classes is uncertain by about .01, one of a class of 90 by
.05; at 1 or 2 per 1,000 a handful of negatives decides. The people and firms that are on no list are recombined
from listed parts and from common words; only the ships are real. Whoever makes both the changes and a matcher
favours himself: read the natural classes and the labelled sets first.
"""
_CONTEXT = """
The same questions with what a paper may say beside the name (flag, country, birth date: each seven times in ten
where the list has it; a real ship her own IMO number), and questions that only a number or a date decides, counted
apart.
"""
_LABELLED = """
`../shared/matching/screening_dev.jsonl.gz`, whole but for the classes that a number decides: {positives:,} listed,
{negatives:,} unlisted. Nothing is trained on it. Natural classes: P20 (real aliases), P21 (original scripts), P23
(names as another maker treats them).
"""
_SPEED = """
Ordinary people, firms and ships in turn, three in a hundred a changed listed name. Each system runs in a process of
its own, timed by that process's CPU time; single questions are timed by the wall, and none of them was asked
before.
"""


def _prose(text: str) -> Table:
    return [
        "\n\n".join(
            textwrap.fill(" ".join(p.split()), 120, break_on_hyphens=False) for p in text.strip().split("\n\n")
        ),
        "",
    ]


def write_page(results: Results) -> str:
    """The whole page as Markdown."""
    first, questions = results.names_only[0], results.questions
    listed = {x.id: x for x in questions.listed}
    about = {
        "minutes": results.took_s / 60, "machine": results.machine, "told": results.told, "entries": len(questions.listed),
        "split": results.split, "positives": len(first.positives), "negatives": len(first.negatives),
    }  # fmt: skip
    text = ["# Matching quality", "", *_prose(_INTRODUCTION.format(**about))]
    for name, why in results.missing.items():
        text += _prose(f"**{name} was left out:** {why}")
    for title, sets, natural, words in (
        ("Names only", results.names_only, NATURAL, ""),
        ("With identifiers and context", results.with_context, NATURAL, _CONTEXT),
        ("Labelled queries, names only", results.labelled, LABELLED_NATURAL, _LABELLED),
    ):
        if sets:
            sizes = {"positives": len(sets[0].positives), "negatives": len(sets[0].negatives)}
            text += [f"## {title}", "", *(_prose(words.format(**sizes)) if words else [])]
            text += [*recalls(sets, natural), *own_thresholds(sets), *same_recall(sets)]
            if sets is results.with_context:
                text += [*apart(sets, NUMBERS, found=True), *apart(sets, tuple(IDENTITIES), found=False)]
            text += [*positive_classes(sets), *alarm_classes(sets)]
    if results.pairs:
        words = "A pair is proposed when the second is an answer to the first. Nothing is trained on them."
        text += ["## Labelled pairs", "", words, "", *pairs(results)]
    text += ["## Speed and memory", "", *_prose(_SPEED), *speed(results), ratios(results), ""]
    text += ["## Twenty misses of Offing, names only", ""]
    text += table(["asked", "listed as", "class", "what it proposed"], misses(first, listed), numbers=False)
    text += ["## Twenty false alarms of Offing, names only", ""]
    text += table(["asked", "proposed", "class", "score"], false_alarms(first, listed), numbers=False)
    return "\n".join([*text, "## How the questions are made", "", *_how_made()]).rstrip() + "\n"
