"""Readings made from an annotation, perfect or spoiled: what the scorer is tested with."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from offing.claims.model import Arg, Claim, Dated, Document, Link, Mention, Reading, Speaker, Thing
from tests.benchmarks.loaded import load

gold_files = load("gold", "reports")
counting = load("counting", "reports")


def empty(gold: Any) -> Reading:
    """A reading that found nothing."""
    digest = hashlib.sha256(gold.content).hexdigest()
    return Reading(Document(gold.name, gold.text, digest, "text", "utf-8"), (), (), ())


def perfect(gold: Any) -> Reading:
    """What the annotator told, in the words of the model."""
    numbers = {name: i for i, name in enumerate(gold.entities)}
    mentions = [_mention(s, numbers, nominal=False) for s in gold.mentions]
    mentions += [_mention(s, numbers, nominal=True) for s in gold.nominals]
    things = [
        Thing(
            numbers[e.id],
            _label(e.label),
            e.names[0],
            e.names,
            links=tuple(
                Link(x.dataset, x.entry, e.names[0], "possible" if x.possible else "match", "") for x in e.listed
            ),
        )
        for e in gold.entities.values()
    ]
    claims = [_claim(gold, told, numbers) for told in gold.claims if told.type in gold_files.TYPES]
    return replace(
        empty(gold), mentions=tuple(sorted(mentions, key=lambda m: m.start)), things=tuple(things), claims=tuple(claims)
    )


def _label(label: str) -> Any:
    return sorted(counting.LABELS[label])[0]


def _mention(spot: Any, numbers: dict[str, int], *, nominal: bool) -> Mention:
    number = numbers.get(spot.entity, -1)
    label: Any = _label(spot.label) if spot.label else "vessel"
    plural = spot.label.endswith("Group")
    return Mention(spot.start, spot.end, spot.text, label, number, "made", nominal or plural, plural)


def _place(gold: Any, value: Any, near: int) -> tuple[int, int]:
    """Where the value stands, nearest to the claim: a phrase that is not in the text stands nowhere."""
    if value.entity:
        spots = [(s.start, s.end) for s in (*gold.mentions, *gold.nominals) if s.entity == value.entity]
        spots = spots or [
            (m.start(), m.end())
            for n in gold.entities[value.entity].names
            for m in re.finditer(re.escape(n), gold.text)
        ]
    else:
        at = gold.text.casefold().find(value.phrase.casefold(), near)
        at = at if at >= 0 else gold.text.casefold().find(value.phrase.casefold())
        spots = [(at, at + len(value.phrase))] if at >= 0 and value.phrase else []
    return min(spots, key=lambda s: abs(s[0] - near), default=(0, 0))


def _claim(gold: Any, told: Any, numbers: dict[str, int]) -> Claim:
    args = []
    for role, values in told.args.items():
        for value in values:
            start, end = _place(gold, value, told.start)
            if start < end:
                args.append(Arg(role, gold.text[start:end], start, end, numbers.get(value.entity, -1)))
    speakers: tuple[Speaker, ...] = ()
    if told.speaker:
        start, end = _place(gold, told.speaker, told.start)
        kind: Any = told.speaker_kind or "unresolved"
        speakers = (Speaker(gold.text[start:end], start, end, kind, numbers.get(told.speaker.entity, -1)),)
    happened = Dated(told.happened, "", told.start, told.start) if told.happened else None
    modality: Any = told.modality
    return Claim(
        told.type,
        tuple(args),
        told.start,
        told.end,
        told.start,
        told.end,
        speakers,
        modality,
        "positive" if told.positive or told.modality == "denied" else "negative",
        happened,
        False,
        "complete",
        "made",
    )


def written(folder: Path, name: str, text: str, gold: dict[str, Any]) -> Any:
    """An annotation by phrases: each stands where its words first stand, or where they do the n-th time (`words#2`)."""

    def find(phrase: str) -> dict[str, Any]:
        words, _, nth = phrase.partition("#")
        at = -1
        for _ in range(int(nth or 1)):
            at = text.index(words, at + 1)
        return {"start": at, "end": at + len(words), "text": words}

    by_id = {e["id"]: e for e in gold["entities"]}
    mentions = [find(p) | {"entity": e, "label": by_id[e]["label"]} for p, e in gold["mentions"]]
    nominals = [find(p) | {"entity": e} for p, e in gold["coref"]]
    claims = [c | {"id": f"{name}-{i}", "quote": find(c["quote"])} for i, c in enumerate(gold["claims"])]
    (folder / f"{name}.txt").write_bytes(text.encode())
    full = gold | {"doc": name, "mentions": mentions, "coref": nominals, "claims": claims}
    (folder / f"{name}.json").write_text(json.dumps(full), encoding="utf-8")
    return gold_files.annotated(folder / f"{name}.txt", folder / f"{name}.json")
