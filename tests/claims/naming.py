"""A small gazetteer for tests, and a text's mentions in short."""

from __future__ import annotations

from functools import cache

from offing.claims.gazetteer import Gazetteer, ListedName, gazetteer_of
from offing.claims.mentions import mentions_of
from offing.claims.model import Document, Label, Mention, Thing
from offing.index.glossary import english

NAMES = (
    ListedName("DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", "company", "us_ofac_sdn", "26243"),
    ListedName("LIAONING DANXING INTERNATIONAL FORWARDING CO., LTD", "company", "us_ofac_sdn", "26244"),
    ListedName("PAEKSOL TRADING CORPORATION", "company", "us_ofac_sdn", "21724"),
    ListedName("SAID", "company", "us_ofac_sdn", "1"),
    ListedName("ALERT", "vessel", "us_ofac_sdn", "2"),
    ListedName("THIRD FLOOR", "company", "us_ofac_sdn", "3"),
    ListedName("HOPE", "vessel", "us_ofac_sdn", "4"),
    ListedName("MOON", "vessel", "us_ofac_sdn", "5"),
    ListedName("GO", "company", "us_ofac_sdn", "6"),
    ListedName("NEW STAR", "vessel", "us_ofac_sdn", "7"),
    ListedName("WISE HONEST", "vessel", "us_ofac_sdn", "8"),
    ListedName("YUK TUNG", "vessel", "us_ofac_sdn", "9"),
    ListedName("CH'ONGCH'ON GANG SHIPPING CO", "company", "us_ofac_sdn", "10"),
    ListedName("KIM, Jong Un", "person", "us_ofac_sdn", "20157"),
    ListedName("SEVASTOPOL", "vessel", "us_ofac_sdn", "11"),
    ListedName("NORD STREAM 2 AG", "company", "us_ofac_sdn", "13"),
    ListedName("PUTIN, Vladimir Vladimirovich", "person", "us_ofac_sdn", "12"),
)


@cache
def small_gazetteer() -> Gazetteer:
    return gazetteer_of(NAMES, english())


def document(text: str, weight: float = 1.0) -> Document:
    return Document(name="text", text=text, sha256="", media="text", encoding="utf-8", weight=weight)


def mentioned(text: str, weight: float = 1.0) -> tuple[tuple[Mention, ...], tuple[Thing, ...]]:
    return mentions_of(document(text, weight), small_gazetteer())


def named(text: str, label: Label) -> list[str]:
    """What a text names of a label, in order."""
    return [m.text for m in mentioned(text)[0] if m.label == label and not m.nominal]


def pointed(text: str, words: str, weight: float = 1.0) -> str | None:
    """The name of the thing that a nominal of these words is; None where it is none, KeyError where it is no mention."""
    mentions, things = mentioned(text, weight)
    for m in mentions:
        if m.nominal and m.text == words:
            return things[m.entity].name if m.entity >= 0 else None
    raise KeyError(words)
