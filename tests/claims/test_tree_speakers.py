"""Who says a claim where only the tree of its sentence tells: rows of whole sentences."""

from __future__ import annotations

import pytest

from offing.claims.ingest import read_report
from offing.claims.read import read
from tests.claims.naming import small_gazetteer

SAID = [
    ("US officials say the ship Sparta IV and her sister Sparta II carry oil from Tartus to Novorossiysk.", "shipped_cargo",
     "US officials", "official", "a present tense that no ending tells from a noun"),
    ("Shipping databases list the tanker Koti as owned by Koti Corp.", "owned_by", "Shipping databases", "data", "list as"),
    ("Shipping databases place the tanker Anka at Izmail since Thursday.", "port_call", "Shipping databases", "data",
     "the verb of showing is the claim's own"),
    ("The tanker Boracay left the port of Primorsk with crude, tracking sites show, and was due at Vadinar.", "port_call",
     "tracking sites", "data", "set apart"),
    ("The tanker Koti called at Nampo.", "port_call", "", "", "the report's own word"),
    ("The captain of the tanker Koti placed it at anchor in Nampo.", "port_call", "", "", "a captain is no database"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "speaker", "kind", "why"), SAID, ids=[s[4] for s in SAID])
def test_who_says_it(text: str, type: str, speaker: str, kind: str, why: str) -> None:
    claims = [c for c in read(read_report(text.encode(), "x.txt"), small_gazetteer()).claims if c.type == type]
    told = {(s.text, str(s.kind)) for c in claims for s in c.speakers}
    assert told == ({(speaker, kind)} if speaker else set()), why
    assert claims or not speaker, why
