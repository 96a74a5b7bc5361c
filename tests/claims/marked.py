"""Sentences with their mentions marked in them, as the rules' examples have them: `[V:Tantal]`, `[N:the tanker=Tantal]`."""

from __future__ import annotations

import re

from offing.claims.model import Document, Label, Mention, Thing

_MARK = re.compile(r"\[(?P<kind>[A-Z]):(?P<text>[^\]=]+)(?:=(?P<name>[^\]]*))?\]")
_LABELS: dict[str, Label] = {
    "V": "vessel", "N": "vessel", "O": "company", "K": "company", "A": "agency", "P": "person", "C": "country", "L": "place",
    "F": "facility", "G": "goods", "D": "date", "Q": "quantity", "I": "imo", "X": "list", "Y": "list",
}  # fmt: skip


def read(example: str) -> tuple[Document, tuple[Mention, ...], tuple[Thing, ...]]:
    """The document, its mentions and things. Mentions of one name (or `=name`) are one thing; `=?` is told nowhere."""
    text = ""
    at = 0
    mentions: list[Mention] = []
    names: dict[tuple[Label, str], int] = {}
    for m in _MARK.finditer(example):
        text += example[at : m.start()]
        label = _LABELS[m["kind"]]
        name = m["name"] or m["text"]
        entity = -1 if name == "?" else names.setdefault((label, name), len(names))
        nominal = m["kind"] in "NK" or m["text"].lower() in ("he", "she", "it", "they", "the ministry", "the official")
        plural = nominal and m["text"].endswith(("s", "ies"))
        mentions.append(
            Mention(len(text), len(text) + len(m["text"]), m["text"], label, entity, "marked", nominal, plural)
        )
        text += m["text"]
        at = m.end()
    text += example[at:]
    things = tuple(Thing(k, label, name, (name,)) for (label, name), k in names.items())
    return Document(name="example", text=text, sha256="", media="text", encoding="utf-8"), tuple(mentions), things
