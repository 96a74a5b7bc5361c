"""What a paper's text says, with the lines that say it: ships, parties, ports, days, quantities, codes, numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from offing.book.cells import read_date
from offing.book.model import Paper
from offing.records.dates import DateSpan
from offing.review.paper_labels import Said, labelled
from offing.review.paper_ships import ShipSaid, ships_said

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?<![\d/.\-])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}年\s?\d{{1,2}}月\s?\d{{1,2}}日"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s\-.,]*{_MONTH}[\s\-.,]*\d{{4}}|{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}})"
    r"(?![\d/\-])",
    re.IGNORECASE,
)  # fmt: skip
_PARTS = re.compile(
    r"(?P<day>\d{1,2})?\D*?(?P<month>[a-z]{3})[a-z]*\W*(?:(?P<later>\d{1,2})\D+)?(?P<year>\d{4})$", re.IGNORECASE
)
_QUANTITY = re.compile(
    r"(?<![\w.,])(\d[\d,.' ]*\d|\d)\s*(?:-\s*)?(m/?tons?|m/?ts?|metric\s+tonn?e?s?|tonn?e?s?|t|kgs?|kilograms?|bbls?"
    r"|barrels)\b\.?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\d.])(\d{4}(?:[.\s]?\d{2}){0,3})(?![\d])")


@dataclass(frozen=True)
class Facts:
    """One paper's."""

    paper: Paper

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Everything under a label."""
        return tuple(labelled(self.paper.lines))

    @cached_property
    def ships(self) -> tuple[ShipSaid, ...]:
        return ships_said(self.paper.lines, self.said)

    @cached_property
    def folded(self) -> str:
        """The letters and digits of the whole text, for asking whether something stands anywhere in it."""
        return plain(" ".join(line.text for line in self.paper.lines))

    @cached_property
    def days(self) -> tuple[DateSpan, ...]:
        """Every date that stands in it."""
        return tuple(dict.fromkeys(span for line in self.paper.lines for span in dates_in(line.text)))

    def under(self, *fields: str) -> tuple[Said, ...]:
        """What stands under labels of these fields."""
        return tuple(s for s in self.said if s.field in fields)

    def holds(self, words: str) -> bool:
        """Whether these words stand anywhere in the text, marks, spaces and case aside."""
        return plain(words) in self.folded


def plain(text: str) -> str:
    """Letters and digits only, in one case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def dates_in(text: str) -> Iterator[DateSpan]:
    """Each date as the span of days that it may mean."""
    for found in _DATE.finditer(text):
        words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", found[0], flags=re.IGNORECASE)
        if named := _PARTS.match(words):
            day = named["day"] or named["later"]
            words = f"{int(day)} {named['month'].capitalize()} {named['year']}" if day else ""
        elif "年" not in words:
            parts = re.split(r"[-/.]", words)
            words = "-".join(p.zfill(2) for p in parts) if len(parts[0]) == 4 else "/".join(parts)
        try:
            yield read_date(words.replace(" ", "") if "年" in words else words, None)[0]
        except ValueError:
            continue


def quantities_in(text: str) -> Iterator[tuple[str, str]]:
    """(number as written, unit) of each weight or volume of oil."""
    for found in _QUANTITY.finditer(text):
        yield found[1].strip(), re.sub(r"[\s/.]+", "", found[2]).casefold()


def codes_in(text: str) -> Iterator[str]:
    """The digits of each HS code under a label."""
    for found in _CODE.finditer(text):
        yield re.sub(r"\D", "", found[1])
