"""Sentences with their mentions marked in them, as the rules' examples have them: `[V:Tantal]`, `[N:the tanker=Tantal]`."""

from __future__ import annotations

import re

from offing.claims.model import Document, Label, Mention, Thing

_MARK = re.compile(r"\[(?P<kind>[A-Z]):|(?:=(?P<name>[^\[\]=]*))?(?P<close>\])")
_LABELS: dict[str, Label] = {
    "V": "vessel", "N": "vessel", "O": "company", "K": "company", "A": "agency", "P": "person", "C": "country", "L": "place",
    "F": "facility", "G": "goods", "D": "date", "Q": "quantity", "I": "imo", "X": "list", "Y": "list", "Z": "list",
}  # fmt: skip


def read(example: str) -> tuple[Document, tuple[Mention, ...], tuple[Thing, ...]]:
    """The document, its mentions and things. Mentions of one name (or `=name`) are one thing; `=?` is told nowhere.

    A mention may stand within another: `[N:a [C:Togo]-flagged tanker=Tantal]`.
    """
    text = ""
    at = 0
    opened: list[tuple[str, int]] = []
    mentions: list[Mention] = []
    names: dict[tuple[Label, str], int] = {}
    for m in _MARK.finditer(example):
        text += example[at : m.start()]
        at = m.end()
        if not m["close"]:
            opened.append((m["kind"], len(text)))
            continue
        kind, start = opened.pop()
        label = _LABELS[kind]
        said = text[start:]
        name = m["name"] or said
        entity = -1 if name == "?" else names.setdefault((label, name), len(names))
        nominal = kind in "NK" or said.lower() in ("he", "she", "it", "they", "the ministry", "the official")
        plural = nominal and said.endswith(("s", "ies"))
        mentions.append(Mention(start, len(text), said, label, entity, "marked", nominal, plural))
    text += example[at:]
    things = tuple(Thing(k, label, name, (name,)) for (label, name), k in names.items())
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Document(name="example", text=text, sha256="", media="text", encoding="utf-8"), tuple(mentions), things
