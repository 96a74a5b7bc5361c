"""What was asked of the matcher, beside what this run measured: one table at the head of the page.

The bars were set before the matcher was built. A row that could not be measured here says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matching.labelled import LabelledPairs
from matching.measure import Scored, best_f1, f1, share
from matching.results import Results
from matching.scaling import SIZES
from matching.tables import OURS, REACHED, Table, part, per_1000, table

THEIRS = "index + LogicV2"
Row = tuple[str, str, str, bool | None]


def targets(results: Results) -> Table:
    """Rows: what, the bar, measured, whether it is met."""
    made = [*_labelled(results), *_numbers(results), *_pairs(results), *_cost(results)]
    told = {True: "yes", False: "**no**", None: "–"}
    return table(
        ["asked of Offing", "bar", "measured", "met"], [[w, b, m, told[ok]] for w, b, m, ok in made], numbers=False
    )


def _of(sets: Iterable[Scored], system: str) -> Scored | None:
    return next((s for s in sets if s.system == system), None)


def _at_least(what: str, bar: float, value: float | None, more: str = "") -> Row:
    return what, f"≥ {part(bar)}", part(value) + more, None if value is None else value >= bar - 1e-9


def _at_most(what: str, bar: str, value: float | None, limit: float | None, told: str) -> Row:
    return what, bar, told, None if value is None or limit is None else value <= limit + 1e-9


def _labelled(results: Results) -> Iterator[Row]:
    ours, theirs = _of(results.labelled, OURS), _of(results.labelled, THEIRS)
    if ours is None:
        yield "labelled queries", "–", "not here", None
        return
    at = ours.at(10)

    def beside(classes: list[str] | None = None) -> str:
        return f" (LogicV2 {part(theirs.recall(theirs.at(10), classes))})" if theirs else ""

    natural = [c for c in ours.classes if c.startswith(("P20", "P21", "P23"))]
    yield _at_least("labelled, names only: recall at 10 false alarms per 1,000", 0.92, ours.recall(at), beside())
    yield _at_least("its natural classes P20, P21, P23", 0.82, ours.recall(at, natural), beside(natural))
    yield _at_least("P21 in Arabic letters", 0.60, ours.recall(at, ["P21_xscript_ara"]), beside(["P21_xscript_ara"]))
    chinese = ours.recall(at, ["P21_xscript_cjk"])
    yield (
        "P21 in Chinese characters", "more than 0", part(chinese) + beside(["P21_xscript_cjk"]),
        None if chinese is None else chinese > 0,
    )  # fmt: skip
    if theirs is None:
        return
    recall = theirs.recall(theirs.default) or 0.0
    mine, limit = ours.alarms(ours.reaching(recall)), theirs.alarms(theirs.default)
    yield _at_most(
        f"false alarms per 1,000 at LogicV2's default recall ({part(recall)})", "a tenth of LogicV2's", mine,
        None if limit is None else limit / 10, f"{per_1000(mine)} (LogicV2 {per_1000(limit)})",
    )  # fmt: skip
    for category in ("N12_person_recombined", "N13_person_one_swap"):
        a, b = (_alerted(s, category, s.at(10)) for s in (ours, theirs))
        yield _at_most(
            f"{category}: false alarms per 1,000 at 10 overall", "not above LogicV2's", a, b,
            f"{per_1000(a)} (LogicV2 {per_1000(b)})",
        )  # fmt: skip


def _alerted(one: Scored, category: str, at_least: float) -> float | None:
    found = share((o for o in one.outcomes if o.query.category == category), at_least, found=False)
    return None if found is None else 1000 * found


def _numbers(results: Results) -> Iterator[Row]:
    for told, sets in (("labelled", results.labelled_context), ("made", results.with_context)):
        ours = _of(sets, OURS)
        if ours is None:
            continue
        above = list(ours.thresholds.values())[-1]
        for category, what, bar in (
            ("P16_imo_wrong_digit", "one wrong IMO digit: found", 0.98),
            ("imo_digit_wrong", "one wrong IMO digit: found", 0.98),
            ("P17_imo_renamed", "renamed, the same IMO number: found", 1.0),
            ("renamed_same_imo", "renamed, the same IMO number: found", 1.0),
        ):
            if category in ours.classes:
                found = share((o for o in ours.outcomes if o.query.category == category), ours.default, found=True)
                yield _at_least(f"{told}, {what} ({category})", bar, found)
        for category in ("N10_vessel_same_name_diff_imo", "same_name_other_imo", "same_ship_other_imo"):
            if category in ours.classes:
                rate = share((o for o in ours.outcomes if o.query.category == category), above, found=False)
                yield _at_most(
                    f"{told}, another valid IMO number above `possible` ({category})", "0", rate, 0, part(rate)
                )
    if "same_ship_other_imo" in results.in_doubt:
        held, asked = results.in_doubt["same_ship_other_imo"]
        yield _at_least("like ship, other IMO number: kept in the queue `identity in doubt`", 1.0, held / asked)


def _pairs(results: Results) -> Iterator[Row]:
    for one, scores in results.pairs:
        mine = scores.get(OURS)
        if mine is None:
            continue
        shown, above = [*results.thresholds[OURS].values()][:2]

        if "vessel_pairs" in one.title:
            yield _at_least(
                "ship pairs, renamed with the same IMO number", 1.0, _proposed(one, mine, "same_imo_renamed", shown)
            )
            for category, what in (("same_name_other_imo", "the same name"), ("near_name_other_imo", "a near name")):
                told = _proposed(one, mine, category, above)
                yield _at_most(
                    f"ship pairs, {what}, another IMO number: above `possible`", "≤ .020", told, 0.02, part(told)
                )
        elif "name_pairs" in one.title:
            theirs = scores.get(THEIRS)
            more = f", at its default {part(f1(mine, one.labels, shown))}"
            if theirs:
                more += f" (LogicV2 {part(best_f1(theirs, one.labels)[0])})"
            yield _at_least("name pairs, best F1", 0.85, best_f1(mine, one.labels)[0], more)
        elif "cross_script" in one.title:
            found = sum(s >= shown for s in mine)
            reached = sum(s >= REACHED for s in mine)
            yield (
                "pairs in two scripts: proposed", "all that letters can reach",
                f"{found} of {len(mine)}; {reached} with lower bars", None,
            )  # fmt: skip


def _proposed(one: LabelledPairs, scores: Sequence[float], category: str, at_least: float) -> float:
    found = [s >= at_least for s, c in zip(scores, one.classes, strict=True) if c == category]
    return sum(found) / max(len(found), 1)


def _cost(results: Results) -> Iterator[Row]:
    ours, theirs = results.timed.get(OURS), results.timed.get(THEIRS)
    if ours and theirs:
        if engine := results.timed.get("Offing's engine"):
            what = "batch: records per CPU second beside index + LogicV2, scores as theirs are"
            yield _at_least_times(what, 100, engine.per_s / theirs.per_s)
        what = "the same with rules, status on the day and explanation, as a user is shown it"
        yield _at_least_times(what, 100, ours.per_s / theirs.per_s)
    if ours:
        yield _below(f"{results.timed_on:,} names: one whole answer of `offing screen`, p99 ms", 2.0, ours.p99_ms)
    first = next((x for x in results.sizes if x.names == SIZES[0]), None)
    last = next((x for x in results.sizes if x.names == SIZES[-1]), None)
    for one, ms, mib in ((first, 2.0, 30.0), (last, 5.0, 600.0)):
        if one:
            yield _below(f"{one.names:,} names: one question to the engine, p99 ms", ms, one.p99_ms)
            yield _below(f"{one.names:,} names: arrays, MiB", mib, one.arrays_mib)
    if first and last:
        yield _below("cost per record, the longest list beside the shortest", 6.0, first.per_s / last.per_s)
        yield _at_least(
            f"{last.names:,} names, with context and numbers: recall at 10 per 1,000", 0.80, last.recall_with_numbers,
            f" (names only {part(last.recall)}, with context {part(last.recall_with_context)})",
        )  # fmt: skip
    if results.loading:
        yield _below("SDN + UN + UK + EU: opened and answered, s", 1.0, results.loading.open_s)
        yield _below("SDN + UN + UK + EU: resident at most, MiB", 300.0, results.loading.peak_mib)
        told = results.loading.update_s + results.loading.after_s
        yield _below("from one list's newer version to an answer, s", 2.0, told)


def _at_least_times(what: str, bar: float, value: float) -> Row:
    return what, f"≥ {bar:g}", f"{value:.0f}", value >= bar


def _below(what: str, bar: float, value: float) -> Row:
    return what, f"< {bar:g}", f"{value:.2f}" if value < 10 else f"{value:.0f}", value < bar
