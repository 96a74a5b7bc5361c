"""What could not be checked?

A list that is missing, stale, held back because a newer feed was refused, or dated after the review's day; a sheet
that is not in the book; a cell that could not be read: each makes the review incomplete, and is said before anything
that was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Subject

CHECK = Check(
    id="coverage",
    asks="What could not be checked?",
    kinds=("MISSING",),
    basis="Offing's own record of what it read",
    needs=(),
    innocent=("A gap in what was checked says nothing about the thing itself.",),
    settle=("Load or update the list, bring the sheet, or mend the cell, and review again.",),
)


def run(context: Context) -> Iterator[Finding]:
    for gap in context.not_checked:
        yield _missing(
            context, Subject("review", 0, "", gap.what, gap.what), f"{gap.what}: {gap.why}", "what was loaded", gap.why
        )
    for problem in context.book.problems:
        if not problem.value and problem.row == 0:
            continue
        subject = Subject(problem.sheet, problem.row, problem.column, "", problem.value or problem.expected)
        cell = f"{problem.value!r} could not be read" if problem.value else "something could not be read"
        place = f"{problem.sheet} row {problem.row}{f' · {problem.column}' if problem.column else ''}"
        yield _missing(
            context, subject, f"{place}: {cell}; expected {problem.expected}.", place, problem.value or problem.expected
        )


def _missing(context: Context, subject: Subject, says: str, place: str, quote: str) -> Finding:
    return Finding(
        kind="MISSING", check=CHECK.id, subject=subject, says=says, strength="no_conclusion",
        evidence=(Evidence(source="book" if subject.sheet != "review" else "offing", place=place, quote=quote),),
        innocent=CHECK.innocent, settle=CHECK.settle, rule=CHECK.rule, as_of=context.as_of,
    )  # fmt: skip
