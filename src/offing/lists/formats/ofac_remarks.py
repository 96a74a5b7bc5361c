"""The Remarks cell of OFAC's CSV: `DOB 10 Dec 1948; POB Egypt; Passport 1084010 (Egypt); Linked To: NAME.`

Each segment is a labelled fact, a weak alias, a tie, or prose; prose is kept word for word as a note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from offing.lists.formats.ofac_entry import Draft
from offing.lists.formats.ofac_labels import LABELS, label_of
from offing.records.entity import Name, Relation, Statement

CUT = "cut at 1,000 characters by the publisher"

_SPLIT = re.compile(r";\s+")
_ALT = re.compile(r"alt\. +", re.IGNORECASE)
_TIE = "Linked To: "
_QUOTED = re.compile(r"[afn]\.k\.a\.,? *['\"](?P<name>.+?)['\"]?$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>(?:Listing|Effective|Purchase/Sales For Divestment) Date \([^()]+\)|Digital Currency Address - [A-Z0-9]+|"
    + "|".join(re.escape(label.printed) for label in sorted(LABELS.values(), key=lambda x: -len(x.printed)))
    + r")(?=[\s:]|$)[\s:\-]*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOCUMENT = re.compile(
    r"(?P<number>.*?)(?: +\((?P<country>[^()\d]+)\))?(?: +(?P<issued>issued [^;]+?))?(?: +(?P<expires>expires .+?))?$",
    re.DOTALL,
)


def ends_in(remarks: str, names: Collection[str]) -> bool:
    """Whether a remark closes with a name that stands on the list with its full stop: all that it takes of other entries."""
    return remarks.endswith(".") and _SPLIT.split(remarks.strip())[-1].removeprefix(_TIE) in names


def segments(remarks: str, names: Collection[str]) -> Iterator[str]:
    """The segments of a remark, its closing full stop dropped.

    The stop closes the remark, unless it belongs to a last name that stands on the list with it ("… COLOMBIANO S.A.").
    """
    parts = [p.strip() for p in _SPLIT.split(remarks.strip())]
    last = parts[-1]
    if last.endswith(".") and last.removeprefix(_TIE) not in names:
        parts[-1] = last[:-1]
    yield from (p for p in parts if p)


def ties(remark: str) -> tuple[list[str], str]:
    """The names in every `(Linked To: A; Linked To: B)` of a remark, and what is left of it.

    Names may hold brackets of their own: `ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE`.
    """
    names: list[str] = []
    prose = remark
    while (start := prose.find(f"({_TIE}")) >= 0:
        depth, end = 0, start
        for end in range(start, len(prose)):
            depth += (prose[end] == "(") - (prose[end] == ")")
            if depth == 0:
                break
        inner = prose[start + 1 : end] if depth == 0 else prose[start + 1 :]
        names.extend(n.strip() for n in inner.removeprefix(_TIE).split(f"; {_TIE}"))
        prose = f"{prose[:start].rstrip(' ;')}; {prose[end + 1 :].lstrip(' ;')}".strip(" ;")
    return names, prose


def read_remarks(draft: Draft, remarks: str, names: Collection[str], *, cut: bool) -> int:
    """Reads every segment into the draft; returns how many were no labelled fact and are kept as notes.

    The last segment of a remark that is `cut` is half a fact: it is kept as a note and never read as a whole one.
    """
    parts = list(segments(remarks, names))
    half = parts.pop() if cut else ""
    draft.state("notes", half, CUT)
    return sum(not _read(draft, segment) for segment in parts) + bool(half)


def _read(draft: Draft, segment: str) -> bool:
    bare = _ALT.sub("", segment, count=1) if _ALT.match(segment) else segment
    alternative = "alt." if bare != segment else ""
    if bare.startswith(_TIE):
        draft.relations.append(Relation("unspecified", target_name=bare.removeprefix(_TIE)))
        return True
    if f"({_TIE}" in bare:
        found_names, prose = ties(bare)
        draft.relations.extend(Relation("unspecified", target_name=n) for n in found_names)
        draft.state("notes", prose)
        return not prose
    if quoted := _QUOTED.fullmatch(bare):
        draft.names.append(Name(quoted["name"], "weakAlias"))
        return True
    found = _LABEL.fullmatch(bare)
    if found is None and any(s.prop == "position" and segment in s.value for s in draft.statements):
        return True  # Remarks repeat the Title column
    if found is None or not found["value"]:
        draft.keep(Statement("notes", segment))
        return False
    meaning = label_of(found["label"])
    if meaning is None or meaning.role == "statement":
        draft.add(found["label"], found["value"], notes=(alternative,))
        return True
    document = _DOCUMENT.fullmatch(found["value"])
    parts = document.groupdict(default="") if document else {"number": found["value"]}
    draft.add(
        found["label"],
        parts["number"].strip(" ()"),
        country=parts.get("country", ""),
        notes=(parts.get("issued", ""), parts.get("expires", ""), alternative),
    )
    return True
