"""What a finding on a name or number lays side by side: the facts that agree and those that speak against, with both values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offing.review.finding import Finding

IN_DOUBT = "Identity in doubt"
IN_DOUBT_MEANS = (
    "A ship of a listed ship's name and looks under another valid IMO number. By the numbers they are two ships, and sister "
    "ships look like that too; so this stands apart from the listings and says no more than that somebody has to look."
)
NOTHING_AGAINST = "nothing that was compared"
ENTRIES_MOST, NAMES_MOST = 4, 3
_AGREES = frozenset({"for", "decides for"})
_DIFFERS = frozenset({"against", "decides against"})


@dataclass(frozen=True, slots=True)
class Laid:
    """The entries that were compared alike: which they are, what agrees, what speaks against, what only one side gives.

    `whose` is "" where the finding has no other entries to be told from these.
    """

    whose: str
    agree: tuple[str, ...]
    against: tuple[str, ...]
    aside: tuple[str, ...]

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """`agrees`, `against` and, where there is any, `beside`: each with its facts in one line."""
        told = (
            ("agrees", "; ".join(self.agree)),
            ("against", "; ".join(self.against) or NOTHING_AGAINST),
            ("beside", "; ".join(self.aside)),
        )
        return tuple((label, text) for label, text in told if text)


def laid(finding: Finding) -> tuple[Laid, ...]:
    """The comparisons of the finding in the order of its entries; none where nothing was compared.

    Read from `detail["compared"]["entries"]`, else from `detail["parts"]`; entries with the same facts stand together.
    """
    compared = finding.detail.get("compared")
    entries: Sequence[Mapping[str, Any]] = compared.get("entries", ()) if compared else ()
    groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for entry in entries:
        groups.setdefault(_sides(entry.get("parts", ())), []).append(_who(entry))
    if not entries and finding.detail.get("parts"):
        groups[_sides(finding.detail["parts"])] = []
    told = {sides: who for sides, who in groups.items() if any(sides)}
    return tuple(Laid(_whose(who) if len(told) > 1 else "", *sides) for sides, who in told.items())


def fact_words(says: str, value: str) -> str:
    """`the same country (CN)`, `another year of build (2003 / 1998)`: the book's value first, once where both are one."""
    half = (len(value) - 3) // 2
    if half > 0 and value == f"{value[:half]} / {value[:half]}":
        value = value[:half]
    return f"{says} ({value})" if value else says


def left_words(all_laid: Sequence[Laid]) -> str:
    """What is said of the comparisons beyond `ENTRIES_MOST`; "" where all are shown."""
    left = len(all_laid) - ENTRIES_MOST
    return f"… {left:,} more compared, in findings.json" if left > 0 else ""


def in_doubt(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand in the queue `identity in doubt`."""
    return tuple(f for f in findings if f.detail.get("queue") == IN_DOUBT.lower())


def _sides(parts: Iterable[Mapping[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    agree: list[str] = []
    against: list[str] = []
    aside: list[str] = []
    for part in parts:
        side = agree if part["bearing"] in _AGREES else against if part["bearing"] in _DIFFERS else aside
        side.append(fact_words(part["says"], part.get("value", "")))
    return tuple(agree), tuple(against), tuple(aside)


def _who(entry: Mapping[str, str]) -> str:
    return f"{entry.get('name', '')} [{entry.get('dataset', '')} {entry.get('entry', '')}]".strip()


def _whose(who: Sequence[str]) -> str:
    more = f" and {len(who) - NAMES_MOST} more" if len(who) > NAMES_MOST else ""
    return "; ".join(who[:NAMES_MOST]) + more
