"""What could not be checked?

A list that is missing, stale, held back because a newer feed was not taken, or dated after the review's day; a sheet
that is not in the book; a cell that could not be read: each makes the review incomplete, and is said before anything
that was found. A cell that was read and cannot be as it stands (an amount below zero, a day yet to come, an end before its
beginning, a voyage of no ship, an id that no row has) is told beside them, with what was made of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.book.model import CellProblem
from offing.book.paper_files import GONE
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
        proof = Evidence(source="offing", place="what was loaded", quote=gap.why)
        yield _missing(context, Subject("review", 0, "", gap.what, gap.what), f"{gap.what}: {gap.why}", proof)
    ids = {(r.sheet, r.number): r.id for r in context.book.rows}
    for problem in context.book.problems:
        if problem.value or problem.row:
            yield _unread(context, problem, ids.get((problem.sheet, problem.row), ""))


def _unread(context: Context, problem: CellProblem, row_id: str) -> Finding:
    """A cell is quoted from its file; what has no cell (a line, a whole file) is Offing's own word."""
    files = {row.file for row in context.book.sheet(problem.sheet)} or {problem.sheet}
    file = files.pop() if len(files) == 1 else ""
    where = f"{problem.sheet} row {problem.row}" if problem.row else problem.sheet
    place = " · ".join(p for p in (where, problem.column) if p)
    cell = f"{problem.value!r} could not be read" if problem.value else "something could not be read"
    if problem.odd:
        cell = f"{problem.value!r} {problem.odd}" if problem.value else problem.odd
    elif problem.column == "file" and problem.value:
        gone = problem.expected.startswith(GONE)
        cell = f"there is no such file, {problem.value!r}" if gone else f"{cell}, or not whole"
    if problem.column and problem.value:
        place_in_file = " · ".join(p for p in (file, place) if p)
        proof = Evidence(
            "book", place_in_file, problem.value.removesuffix("…"), sha256=context.book.files.get(file, "")
        )
    else:
        proof = Evidence("offing", place, problem.value or problem.expected)
    subject = Subject(problem.sheet, problem.row, problem.column, row_id, problem.value or problem.expected)
    return _missing(context, subject, f"{place}: {cell}; expected {problem.expected}.", proof)


def _missing(context: Context, subject: Subject, says: str, proof: Evidence) -> Finding:
    return Finding(
        kind="MISSING",
        check=CHECK.id,
        subject=subject,
        says=says,
        strength="no_conclusion",
        evidence=(proof,),
        innocent=CHECK.innocent,
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
    )
