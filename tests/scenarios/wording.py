"""The words that no output may use, and how to look for them in Offing's own words only."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

NEVER: tuple[tuple[str, str], ...] = (
    (r"sanction(?:ed|s)\s+(?:vessel|ship|tanker|hull)s?\b", "on LIST of AUTHORITY since DATE"),
    (r"black-?\s?list(?:ed|ing)?\b", "on a US advisory; not blocked by that fact"),
    (
        r"\b(?:turn|switch)(?:ed|ing)?\s+off\s+(?:its|her|the|their)\s+(?:ais|transponder)",
        "no AIS received from T1 to T2",
    ),
    (r"\b(?:went|going|gone)\s+dark\b", "no AIS received from T1 to T2"),
    (r"\btransferr?ed\s+(?:oil|fuel|petroleum|crude|cargo|coal)\b", "stayed within D m of X for H hours"),
    (
        r"\bvisited\s+(?:nampo|songnim|wonsan|chongjin|ra[js]in|na[js]in|hungnam|kimchaek|haeju|north korea|the dprk)",
        "could have reached Nampo; not observed",
    ),
    (r"\bforged\b|\bforger(?:y|ies)\b|\bfake[ds]?\b", "conflicts with"),
    (r"\bno\s+risk\b|\brisk[- ]free\b", "no entry found in [lists, versions]; not checked: […]"),
    (r"\bclean\b|\bclear\b", "no entry found in [lists, versions]; not checked: […]"),
    (r"\b\d{1,3}\s*/\s*100\b|\brisk score\b|\bscore of \d", "the facts, each with its proof"),
    (r"\bsanctions?\s+match(?:es)?\b|\bsanctions?\s+hits?\b", "on LIST of AUTHORITY since DATE"),
    (r"\b(?:is|are|was|were)\s+owned\s+by\b(?![^.;]*\d{4})", "SOURCE says X % on DATE"),
)
"""(pattern, what to say instead): the left column of the design's table of words."""

NAME_ONLY = re.compile(r"(?<!possible )\bmatch(?:es|ed)?\b", re.IGNORECASE)
"""On a name alone, "match" may stand in "possible match: name only" and nowhere else."""

_TAG = re.compile(r"\[([^\s\[\]]+) ([^\[\]]+)\]")
"""What a status is told with: `[list entry]`."""
_HEDGE = "possible match: "
_NAMES = (_HEDGE, "bears the ", "is near the name of ", "the text names ")
_OTHER_SHIP = ("is that of ", " also met ")
"""From here on another number, or another ship, is spoken of: an earlier hedge does not cover it."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_OWN_FIELDS = ("says", "innocent", "settle")


def faults(text: str, *, quoted: Iterable[str] = ()) -> list[str]:
    """Each forbidden wording in `text`, once what it quotes (in quotation marks, or the `quoted` texts) is out."""
    ours = without(text, quoted)
    return [f"{m[0]!r} → {instead}" for rule, instead in NEVER if (m := re.search(rule, ours, re.IGNORECASE))]


def without(text: str, quoted: Iterable[str]) -> str:
    """`text` less quoted spans and less the given texts: those are the user's or a publisher's words, not Offing's."""
    for words in sorted(quoted, key=len, reverse=True):
        text = text.replace(words, " … ")
    return _QUOTED.sub(" … ", text)


def own_texts(finding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, text) of everything in a finding that Offing words itself; evidence, labels and names are others' words."""
    for field in _OWN_FIELDS:
        value = finding.get(field) or []
        for text in [value] if isinstance(value, str) else value:
            yield field, text
    for status in finding.get("status") or []:
        yield "status.wording", status.get("wording") or ""


def finding_faults(finding: Mapping[str, Any], quoted: Iterable[str]) -> list[str]:
    """Forbidden wording in one finding, as `field: word → instead`; knows that a name alone is only a possible match."""
    quoted = list(quoted)
    found = [f"{field}: {fault}" for field, text in own_texts(finding) for fault in faults(text, quoted=quoted)]
    only_possible = finding.get("kind") == "LIST" and finding.get("strength") in ("possible", "weak")
    if only_possible and (m := NAME_ONLY.search(without(str(finding.get("says", "")), quoted))):
        found.append(f"says: {m[0]!r} on a name alone → possible match: name only")
    return found + _unhedged(finding)


def _unhedged(finding: Mapping[str, Any]) -> list[str]:
    """Statuses in `says` of which it is not told by what the ship or party may be the listed one, or that it is by a name alone.

    `detail.known_by` tells the way of each entry where a finding speaks of other ships; `detail.via` where it speaks of its own.
    """
    says, detail = str(finding.get("says", "")), finding.get("detail") or {}
    ways: dict[tuple[str, ...], set[str]] = {}
    for known in detail.get("known_by") or []:
        ways.setdefault((known["list"], known["entry"]), set()).add(known["via"])
    own = {(s.get("list"), s.get("entry")) for s in finding.get("status") or []} - ways.keys()
    own |= {(e["dataset"], e["entry"]) for e in (detail.get("compared") or {}).get("entries") or []}
    found = []
    for told in _TAG.finditer(says):
        before = says[: told.start()].casefold()
        if told.groups() in ways:
            covered = before[max(before.rfind(words) for words in _OTHER_SHIP) + 1 :]
            if ways[told.groups()] == {"name"} and _HEDGE not in covered:
                found.append(f"says: {told[0]} on a name alone → possible match: name only")
        elif told.groups() not in own:
            found.append(f"says: {told[0]} without a word of how its entry was found")
        elif detail.get("via") == "name" and not any(words in before for words in _NAMES):
            found.append(f"says: {told[0]} on a name alone → possible match: name only")
    return found


def cells(*folders: Path) -> set[str]:
    """Every cell of two words or more below the headers of the CSV files in `folders`: what a finding may quote.

    A cell of one word (`vessel`) is left in: taking it out would hide half of a forbidden wording.
    """
    found: set[str] = set()
    for path in (p for folder in folders if folder.is_dir() for p in sorted(folder.glob("*.csv"))):
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            rows = list(csv.reader(file))[1:]
        found |= {c.strip() for row in rows for c in row if len(c.split()) > 1}
    return found


def page_text(page: str) -> str:
    """The words of an HTML page or template that a reader sees: no style, script, tag, comment or placeholder."""
    page = re.sub(r"(?is)<(style|script)\b.*?</\1\s*>|<!--.*?-->|\{#.*?#\}", " ", page)
    return re.sub(r"(?s)\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", " ", page)
