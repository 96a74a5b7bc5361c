"""What the US shipping advisories ask of each desk, and how far a review answers it: done, in part, not done, or no data.

The table `data/duties.csv` is in our words, each row with its source and how sure it is. An item is settled by checks and needs
sheets, columns (`vessels.flag`), papers (`documents:insurance`), tracks or lists. Nothing here looks at the book again: the
answer for another desk comes from the same review.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from offing.review.finding import Finding
from offing.review.result import Review

DONE, IN_PART, NOT_DONE, NO_DATA = "done", "in part", "not done", "no data"
ROLES = (
    "owner", "charterer", "trader", "broker", "insurer", "bank", "flag", "port_agent", "port", "class", "forwarder", "reporter",
    "us_person", "eu_person", "uk_person",
)  # fmt: skip
"""The desks of `--role`. Those without rows of their own in the table have what is asked of all."""
SURE = {"high": "", "medium": "; medium confidence", "low": "; low confidence"}
_LISTS_LACK = {"missing", "unreadable"}
_LISTS = "lists "


@dataclass(frozen=True, slots=True)
class Duty:
    """One item: whom it is asked of (`all` or roles), the checks that settle it, and what of a book they need, all of it;
    `a|b` needs one of the two.
    """

    id: str
    roles: tuple[str, ...]
    asks: str
    checks: tuple[str, ...]
    needs: tuple[str, ...]
    source: str
    confidence: str

    def of(self, role: str) -> bool:
        return "all" in self.roles or role in self.roles


@dataclass(frozen=True, slots=True)
class Answer:
    """How a review answers an item. `state` is `done`, `in part` (something is lacking, but the rest
    was looked at), `not done` or `no data`; `why` says it, `gaps` what was lacking."""

    duty: Duty
    state: str
    why: str
    gaps: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def by_check(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The findings by check, checks without one left out."""
        grouped = ((c, tuple(f for f in self.findings if f.check == c)) for c in self.duty.checks)
        return tuple((check, found) for check, found in grouped if found)


@cache
def duties() -> tuple[Duty, ...]:
    """The table, in its order."""
    text = files("offing.review").joinpath("data", "duties.csv").read_text(encoding="utf-8")
    return tuple(
        Duty(
            r["id"], tuple(r["roles"].split()), r["asks"], tuple(r["checks"].split()), tuple(r["needs"].split()), r["source"],
            r["confidence"],
        )
        for r in csv.DictReader(text.splitlines())
    )  # fmt: skip


def answers(review: Review) -> tuple[Answer, ...]:
    """Every item of the table, answered."""
    by_check: dict[str, list[Finding]] = {}
    for finding in review.findings:
        by_check.setdefault(finding.check, []).append(finding)
    return tuple(_answer(review, duty, by_check) for duty in duties())


def checklist(review: Review, role: str = "") -> tuple[Answer, ...]:
    """The items asked of a desk, answered; with "" only those asked of all."""
    return tuple(a for a in answers(review) if a.duty.of(role))


def desks() -> tuple[str, ...]:
    """The desks that have rows of their own."""
    named = {role for duty in duties() for role in duty.roles}
    return tuple(role for role in ROLES if role in named)


def counted(answers: tuple[Answer, ...]) -> str:
    """`3 done, 1 in part, 2 not done, 4 no data`."""
    return ", ".join(f"{sum(a.state == s for a in answers)} {s}" for s in (DONE, IN_PART, NOT_DONE, NO_DATA))


def source_words(duty: Duty) -> str:
    return duty.source + SURE.get(duty.confidence, f"; {duty.confidence}")


def _answer(review: Review, duty: Duty, by_check: dict[str, list[Finding]]) -> Answer:
    found = tuple(f for check in duty.checks for f in by_check.get(check, ()))
    unknown = [c for c in duty.checks if c not in review.checks_run]
    if not duty.checks:
        return Answer(duty, NOT_DONE, "a task for people: no check of Offing settles it", (), ())
    if unknown:
        return Answer(duty, NOT_DONE, f"not run in this review: {', '.join(unknown)}", (), found)
    gaps = tuple(_gaps(review, duty))
    count = f"{len(found):,} finding{'' if len(found) == 1 else 's'}"
    if gaps:
        looked = bool(found) or (all(gap.startswith(_LISTS) for gap in gaps) and any(x.version for x in review.lists))
        seen = f" ({count} in what is there)" if looked else ""
        return Answer(duty, IN_PART if looked else NO_DATA, f"lacking: {'; '.join(gaps)}{seen}", gaps, found)
    return Answer(duty, DONE, f"{count} ({', '.join(duty.checks)})", (), found)


def _gaps(review: Review, duty: Duty) -> Iterator[str]:
    held = {name for name, _ in review.book.rows} | set(review.book.filled)
    for need in duty.needs:
        if need == "lists":
            lack = [x.dataset for x in review.lists if x.state in _LISTS_LACK]
            if lack:
                yield f"{_LISTS}{', '.join(lack)}"
        elif not held & set(need.split("|")):
            yield " or ".join(_named(one) for one in need.split("|"))


def _named(need: str) -> str:
    if need == "tracks":
        return "AIS tracks in tracks/"
    if ":" in need:
        return f"documents of type {need.partition(':')[2].replace('_', ' ')}"
    sheet, _, column = need.partition(".")
    return f"column {column} of {sheet}" if column else f"sheet {sheet}"
