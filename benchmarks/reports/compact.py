"""Annotated reports in one file each, marked where they are said: `{t1:Vessel:Hai Xing}, which {c1:Company:Dong Fang} bought`.

A file has a head (`@doc`, `@source`, `@published`, `@title`, `@list id ofac-sdn:26243`), a line `@@`, the text with its marks, a
line `@@`, and a line for each claim: `owned_by asset=@t1 owner=@c1 date=2019 :: The Hai Xing, which Dong Fang bought`. A mark is
`{id:Label:words}` for a name, `{id:~:words}` for words that point at what it names, `{a+b:~:both}` for several. A value is `@id`,
several `@a+@b`, or `"words of the text"`; `speaker=@id:kind`, `modality=`, `neg`, `optional` as in README.md.

`python -m reports.compact FOLDER [OUT]` names what is wrong with a folder's files, and writes them as pairs of .txt and .json.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from offing.claims.model import Modality, SpeakerKind
from reports.annotated import LABELS, ROLES
from reports.gold import Annotated, of_marks

FOLDER = Path(__file__).with_name("compact")
_MARK = re.compile(r"\{(?P<id>[\w+]+):(?P<label>[A-Za-z]+|~):(?P<words>[^{}]*)\}")
_PART = re.compile(r'(?P<key>\w+)=(?P<value>"[^"]*"(?:\+"[^"]*")*(?::\w+)?|\S+)|(?P<flag>\bneg\b|\boptional\b)')
_NOTE = re.compile(r"\s*\[[^\]]*\]")


@dataclass(slots=True)
class _Read:
    """A file as it is read: its text, its marks as annotations keep them, and what is wrong with it."""

    text: str = ""
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    coref: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def folder(path: Path = FOLDER) -> list[Annotated]:
    """Every file of a folder, by name. Raises ValueError where an annotation does not agree with its text or with itself."""
    return [annotated(file) for file in sorted(path.glob("*.txt"))]


def annotated(file: Path) -> Annotated:
    text, marks, wrong = marks_of(file)
    if wrong:
        raise ValueError(f"{file}: {wrong[0]}")
    return of_marks(file.stem, text.encode(), marks, str(file))


def marks_of(file: Path) -> tuple[str, dict[str, Any], list[str]]:
    """The text, its marks as `gold` reads them, and what is wrong, in words."""
    parts = re.split(r"(?m)^@@[ \t]*\n", file.read_text(encoding="utf-8"), maxsplit=2)
    if len(parts) < 3:
        return "", {}, ["not three parts with @@ between them"]
    said, body, told = parts
    head = dict(re.findall(r"(?m)^@(doc|source|published|title|manner)[ \t]+(.*?)[ \t]*$", said))
    out = _Read()
    _text(body.strip("\n") + "\n", out)
    for name, entries in re.findall(r"(?m)^@list[ \t]+(\w+)[ \t]+(.+?)[ \t]*$", said):
        if name in out.entities:
            out.entities[name]["list_entry"] = entries.split()
        else:
            out.wrong.append(f"@list of no such id: {name}")
    for number, line in enumerate(filter(str.strip, told.splitlines())):
        if not line.startswith("@@"):
            _claim(number, line.strip(), out)
    day = head.get("published")
    marks = {
        "doc": file.stem, "source": head.get("source", ""),
        "published": {"date": day, "precision": "day", "basis": ""} if day else None,
        "meta": {"lang": "en", "title": head.get("title", ""), "manner": head.get("manner", "")},
        "boilerplate": [], "entities": list(out.entities.values()), "mentions": out.mentions, "coref": out.coref,
        "claims": out.claims,
    }  # fmt: skip
    return out.text, marks, out.wrong


def _text(body: str, out: _Read) -> None:
    pointing: list[tuple[str, dict[str, Any]]] = []
    pieces: list[str] = []
    at = length = 0
    for m in _MARK.finditer(body):
        pieces += [body[at : m.start()], m["words"]]
        start = length + m.start() - at
        length, at = start + len(m["words"]), m.end()
        mark = {"start": start, "end": length, "text": m["words"]}
        if m["label"] == "~":
            pointing.append((m["id"], mark))
            continue
        if m["label"] not in LABELS:
            out.wrong.append(f"no label {m['label']}: {m['words']!r}")
        one = out.entities.setdefault(m["id"], {"id": m["id"], "label": m["label"], "names": [], "list_entry": None})
        if one["label"] != m["label"]:
            out.wrong.append(f"{m['id']} is {one['label']} and {m['label']}")
        if m["words"] not in one["names"]:
            one["names"].append(m["words"])
        out.mentions.append({**mark, "label": m["label"], "entity": m["id"]})
    out.text = "".join([*pieces, body[at:]])
    if "{" in out.text or "}" in out.text:
        out.wrong.append("a brace is left in the text")
    for name, mark in pointing:
        members = name.split("+")
        out.wrong += [f"{mark['text']!r} points at no such id: {x}" for x in members if x not in out.entities]
        out.coref.append(
            {**mark, "entity": name} if len(members) == 1 else {**mark, "entity": None, "members": members}
        )


def _claim(number: int, line: str, out: _Read) -> None:
    said, sign, quote = line.partition(" :: ")
    kind, _, rest = said.partition(" ")
    if not sign or kind not in ROLES:
        out.wrong.append(f"no claim: {line[:80]}")
        return
    at = out.text.find(quote)
    if at < 0 and (m := re.search(r"\s+".join(map(re.escape, quote.split())), out.text)):
        at, quote = m.start(), m[0]
    if at < 0:
        out.wrong.append(f"not in the text: {quote[:80]!r}")
        return
    claim: dict[str, Any] = {
        "id": f"c{number}", "type": kind, "args": {}, "quote": {"start": at, "end": at + len(quote), "text": quote},
        "attribution": None, "attribution_kind": None, "modality": "asserted", "polarity": "pos", "date": None, "core": True,
    }  # fmt: skip
    for m in _PART.finditer(rest):
        if m["flag"]:
            claim.update({"polarity": "neg"} if m["flag"] == "neg" else {"core": False})
        elif m["key"] == "speaker" and kind != "statement":
            _speaker(m["value"], claim, out)
        elif m["key"] == "modality" and m["value"] in get_args(Modality):
            claim["modality"] = m["value"]
        elif m["key"] == "date":
            claim["date"] = m["value"]
        else:
            values = list(_values(m["value"], out))
            claim["args"][m["key"]] = values[0] if len(values) == 1 else values
    missing = [r for r in ROLES[kind] if r not in claim["args"] and not (r == "vessel" and "entity" in claim["args"])]
    out.wrong += [f"{kind} without {role}: {line[:80]}" for role in missing]
    out.claims.append(claim)


def _speaker(value: str, claim: dict[str, Any], out: _Read) -> None:
    who, _, kind = value.rpartition(":")
    known = kind in get_args(SpeakerKind)
    claim["attribution"], claim["attribution_kind"] = (who if known else value).strip('"'), kind if known else None
    if claim["attribution"].startswith("@") and claim["attribution"][1:] not in out.entities:
        out.wrong.append(f"a speaker of no such id: {value}")


def _values(value: str, out: _Read) -> Iterator[str]:
    if value.startswith('"'):
        for words in re.findall(r'"([^"]*)"', value):
            if _NOTE.sub("", words) not in out.text:
                out.wrong.append(f"not in the text: {words!r}")
            yield words
        return
    for each in value.split("+"):
        name = each.removeprefix("@")
        if name not in out.entities:
            out.wrong.append(f"no such id: {each}")
        yield "@" + name


def main(arguments: Sequence[str]) -> None:
    wrong = 0
    for file in sorted(Path(arguments[0]).glob("*.txt")):
        text, marks, slips = marks_of(file)
        for slip in slips:
            print(f"{file.name}: {slip}")  # noqa: T201
        wrong += len(slips)
        if len(arguments) > 1 and not slips:
            out = Path(arguments[1])
            out.mkdir(parents=True, exist_ok=True)
            (out / file.name).write_text(text, encoding="utf-8")
            (out / f"{file.stem}.json").write_text(
                json.dumps(marks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
    print(f"{wrong} faults")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
