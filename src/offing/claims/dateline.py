"""The dateline that opens a story: "SEOUL, March 22 (Yonhap) --". Place, day, agency, and a mark before the first sentence."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]{1,20}(?:[ /][A-ZÀ-Þ.'’\-]{2,20}){0,4}"
_MIXED = r"[A-ZÀ-Þ][a-zß-ÿ'’.\-]{1,20}(?:[ /][A-ZÀ-Þ][A-Za-zß-ÿ'’.\-]{1,20}){0,2}"
_REGION = r"(?:, [A-Z][A-Za-zß-ÿ.'’\-]{1,20}(?: (?:[A-Z][A-Za-zß-ÿ.'’\-]{0,20}|of|the|and)){0,3})"
_AGENCY = r"(?:\([^()\n]{2,50}\)|\[[^\[\]\n]{2,50}\]|/[A-Z][A-Za-z .\-]{1,30}/)"
_MARK = r"\s?(?:--|[-–—―]|:)"
_NEXT = r"(?=\s{0,2}[\"“‘'«(]{0,2}[A-Z0-9À-ÖØ-Þ\u0400-\u042f\uac00-\ud7a3\u4e00-\u9fff])"
DATELINES = (
    # SEOUL: · SEOUL (Reuters) - · WASHINGTON, March 21 (Reuters) - · THE HAGUE, Netherlands (AP) —
    re.compile(rf"\[?{_CAPS}\]?{_REGION}?(?:,? {_DAY})?,?(?: {_AGENCY})?{_MARK}{_NEXT}"),
    # MOSCOW, March 22. /TASS/.
    re.compile(rf"(?:{_CAPS}|{_MIXED}){_REGION}?(?:, {_DAY})?\.? /[A-Z][A-Za-z .\-]{{1,30}}/\.?(?:{_MARK})?{_NEXT}"),
    # Seoul, March 22 (Yonhap) -- · Seoul (AFP) – : a place in small letters needs a day or an agency
    re.compile(rf"{_MIXED}{_REGION}?,? {_DAY},?(?: {_AGENCY})?{_MARK}{_NEXT}"),
    re.compile(rf"{_MIXED}{_REGION}?,? {_AGENCY}{_MARK}{_NEXT}"),
    # (Reuters) - · [AFP] · Reuters -
    re.compile(rf"{_AGENCY}{_MARK}{_NEXT}"),
    re.compile(rf"(?:Reuters|AFP|AP|UPI|TASS|Xinhua|Yonhap|Bloomberg){_MARK}{_NEXT}"),
)
_LEAD_ONLY = (
    # Seoul — North Korea … , only where the story begins
    re.compile(rf"{_MIXED}{_REGION}?\s?(?:--|[–—―]){_NEXT}"),
)
_NO_PLACE = re.compile(
    r"\[?(?:UPDATE|BREAKING|EXCLUSIVE|ANALYSIS|FACTBOX|EXPLAINER|TIMELINE|WATCH|READ|NOTE|PHOTO|VIDEO|CORRECTION|IMO|MMSI|DWT|FAQ|LIVE|"
    r"OPINION|COMMENT|FOCUS|FEATURE|INSIGHT|WRAPUP|RPT|QUESTION|ANSWER|RELATED|ALSO|MORE|NEW|SOURCE|CONTACT|SUMMARY|BACKGROUND|WARNING|"
    r"DISCLAIMER|EDITOR|TAGS?|URGENT|ALERT|INTERVIEW|SPECIAL REPORT|IN BRIEF|KEY POINTS|VESSEL|SHIP|OWNER|FLAG|NAME|TYPE|AKA|"
    r"MR|MS|MRS)\b"
)
LONGEST = 120


def dateline_end(paragraph: str, first: bool) -> int:
    """Where the dateline of a paragraph ends, 0 if it has none. `first` is the first of the story."""
    head = paragraph[:LONGEST]
    if _NO_PLACE.match(head):
        return 0
    for pattern in (*DATELINES, *_LEAD_ONLY) if first else DATELINES:
        m = pattern.match(head)
        if m and not (m[0].endswith(":") and len(paragraph) < m.end() + 40):  # "OWNER: Paeksol" is a row, not a story
            return m.end()
    return 0
