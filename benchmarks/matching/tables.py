"""The tables of docs/matching-quality.md, each from the outcomes of all systems on one set of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from matching.loading import Loading
from matching.measure import PER_1000, Scored, best_f1, by_class, f1, share
from matching.results import Results

Table = list[str]
OURS = "Offing"
REACHED = 1e-6
"""Any score: Offing has laid the two beside each other, however little it makes of them."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> Table:
    """A Markdown table; all columns but the first are set right where they are numbers."""
    line = "|---" + ("|---:" if numbers else "|---") * (len(head) - 1) + "|"
    return [f"| {' | '.join(head)} |", line, *(f"| {' | '.join(r)} |" for r in rows), ""]


def part(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".replace("0.", ".", 1) if value < 1 else "1.000"


def per_1000(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def recalls(sets: Sequence[Scored], natural: Sequence[str]) -> Table:
    rows = []
    for one in sets:
        told = tuple(c for c in by_class(one.positives) if c.startswith(tuple(natural)))
        cells = [part(one.recall(one.at(n))) for n in PER_1000]
        rows.append([one.system, *cells, part(one.recall(one.at(10), told))])
    return table(["recall at so many false alarms per 1,000", *map(str, PER_1000), "natural classes at 10"], rows)


def own_thresholds(sets: Sequence[Scored]) -> Table:
    rows = [
        [f"{one.system}: {name}", part(one.recall(t)), per_1000(one.alarms(t))]
        for one in sets
        for name, t in one.thresholds.items()
    ]
    return table(["at a threshold of its own", "recall", "false alarms per 1,000"], rows)


def same_recall(sets: Sequence[Scored]) -> Table:
    """False alarms of every system at the recall that the others reach at their default."""
    rows = []
    for goal in sets:
        recall = goal.recall(goal.default) or 0.0
        needed = [one.reaching(recall) for one in sets]
        cells = [per_1000(o.alarms(n)) if n < inf else "never" for o, n in zip(sets, needed, strict=True)]
        rows.append([f"{part(recall)} ({goal.system})", *cells])
    return table(["false alarms per 1,000 at the same recall", *(s.system for s in sets)], rows)


def positive_classes(sets: Sequence[Scored]) -> Table:
    rows = []
    for category, first in by_class(sets[0].positives).items():
        cells = [part(one.recall(one.at(10), [category])) for one in sets]
        own = part(sets[0].recall(sets[0].default, [category]))
        rows.append([category, str(len(first)), *cells, own])
    return table(["recall at 10 per 1,000", "queries", *(s.system for s in sets), f"{sets[0].system}, default"], rows)


def alarm_classes(sets: Sequence[Scored]) -> Table:
    rows = []
    for category, first in by_class(sets[0].negatives).items():
        cells = []
        for one in sets:
            mine = by_class(one.negatives)[category]
            at_10 = share(mine, one.at(10), found=False) or 0.0
            default = share(mine, one.default, found=False) or 0.0
            cells.append(f"{1000 * at_10:.0f} / {1000 * default:.0f}")
        rows.append([category, str(len(first)), *cells])
    return table(["false alarms per 1,000, at 10 overall / at its default", "queries", *(s.system for s in sets)], rows)


def apart(sets: Sequence[Scored], categories: Sequence[str], *, found: bool) -> Table:
    """Classes counted apart (by the beginnings of their names): of listed things the share found, of others that alerts."""
    rows = []
    for category, first in by_class(sets[0].outcomes).items():
        if not category.startswith(tuple(categories)) or first[0].query.positive != found:
            continue
        cells = [
            part(share((o for o in one.outcomes if o.query.category == category), t, found=found))
            for one in sets
            for t in one.thresholds.values()
        ]
        rows.append([category, str(len(first)), *cells])
    head = [f"{s.system}: {name}" for s in sets for name in s.thresholds]
    return table(["share " + ("found" if found else "alerted on"), "queries", *head], rows) if rows else []


def speed(results: Results) -> Table:
    rows = []
    for system, t in results.timed.items():
        memory = "–" if t.added_mib is None else f"{t.added_mib:.0f}"
        p99 = f"{t.p99_ms:.2f}" if t.singles >= 100 else f"{t.p99_ms:.2f} (of {t.singles})"
        rows.append(
            [system, f"{t.per_s:,.0f}", f"{t.records:,}", f"{t.p50_ms:.2f}", p99, memory, f"{t.build.wall_s:.1f}"]
        )
    head = [
        "system",
        "records per CPU second",
        "records",
        "one query, p50 ms",
        "p99 ms",
        "memory added, MiB",
        "list taken in, s",
    ]
    return table(head, rows)


def ratios(results: Results) -> str:
    ours = results.timed.get("Offing")
    others = [(n, t) for n, t in results.timed.items() if n != "Offing"]
    told = ", ".join(f"{ours.per_s / t.per_s:.1f} times {n}" for n, t in others) if ours else ""
    return f"Offing's records per CPU second are {told}." if told else "Nothing to compare with."


def sizes(results: Results) -> Table:
    rows = [
        [
            f"{x.names:,}", f"{x.build_s:.0f}", f"{x.arrays_mib:.0f}", f"{x.resident_mib:,.0f}", f"{x.peak_mib:,.0f}",
            f"{x.per_s:,.0f}", f"{results.sizes[0].per_s / x.per_s:.1f}", f"{x.p50_ms:.2f}", f"{x.p99_ms:.2f}",
            f"{x.p99_cpu_ms:.2f}", part(x.recall), part(x.recall_with_context), part(x.recall_with_numbers),
            f"{x.alarms_at_default:.0f} / {part(x.recall_at_default)}",
        ]
        for x in results.sizes
    ]  # fmt: skip
    head = [
        "names", "built in s", "arrays, MiB", "memory added, MiB", "at most while building", "names per CPU second",
        "cost of one", "one question, p50 ms", "p99 ms", "p99 ms of CPU", "recall at 10 per 1,000: names only",
        "with country, flag, birth date, type, tonnage", "with numbers too",
        "names only, default: false alarms per 1,000 / recall",
    ]  # fmt: skip
    return table(head, rows)


def loading(one: Loading) -> Table:
    rows = [
        ["the four lists taken in, four commands", f"{one.taken_in_s:.2f} s"],
        ["opened and one question answered, the first time", f"{one.first_s:.2f} s"],
        ["opened and one question answered, later", f"{one.open_s:.2f} s"],
        ["the whole command `offing screen NAME`", f"{one.screen_s:.2f} s"],
        ["one list's newer version taken in, the whole command", f"{one.update_s:.2f} s"],
        ["– of it the files read, what differs kept", f"{one.read_s:.2f} s"],
        ["– of it the names made ready (the index)", f"{one.ready_s:.2f} s"],
        ["opened and one question answered, after that", f"{one.after_s:.2f} s"],
        ["memory of a process that answered, at most", f"{one.peak_mib:.0f} MiB"],
    ]
    return table([f"{one.entries:,} entries", "measured"], rows)


def pairs(results: Results) -> Table:
    text: Table = []
    for one, scores in results.pairs:
        text += [f"### {one.title[0].upper()}{one.title[1:]}", "", f"{len(one.pairs)} pairs. {one.told}".rstrip(), ""]
        both = len(set(one.labels)) > 1
        certain = [i for i, c in enumerate(one.certain) if c]
        classes = {c: [i for i, x in enumerate(one.classes) if x == c] for c in dict.fromkeys(one.classes)}
        rows = []
        for system, mine in scores.items():
            bars = dict(results.thresholds[system])
            if system == OURS:
                bars["with lower bars, reached at all"] = REACHED
            for name, t in bars.items():
                f1s = [part(f1(mine, one.labels, t)), part(best_f1(mine, one.labels)[0])] if both else []
                wrong = [str(sum((mine[i] >= t) != one.labels[i] for i in certain))] if certain else []
                told = [part(sum(mine[i] >= t for i in at) / len(at)) for at in classes.values()]
                rows.append([f"{system}: {name}", *f1s, *wrong, *told])
        head = [
            *(["F1", "F1 at the best threshold"] if both else []),
            *([f"wrong of {len(certain)} beyond doubt"] if certain else []),
            *(f"{c} ({len(at)}): share proposed" for c, at in classes.items()),
        ]
        text += table(["system", *head], rows)
    return text
