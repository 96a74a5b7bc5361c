"""Each rule on its own example: what it expects must come out, with the rules all running."""

from __future__ import annotations

import pytest

from offing.claims.model import Claim
from offing.claims.ruled import Rule, rules
from offing.claims.told import claims_of
from offing.claims.valence_frames import heads
from tests.claims.marked import read


def expected(text: str) -> list[tuple[str, str]]:
    """`role=one|two; other=three` → (role, value) of each."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return [(role.strip(), value.strip()) for role, _, values in pairs for value in values.split("|")]


def told(claims: tuple[Claim, ...], of_type: str) -> set[tuple[str, str]]:
    return {(a.role, a.text) for c in claims if c.type == of_type for a in c.args}


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_a_rule_reads_its_example(rule: Rule) -> None:
    assert rule.example and rule.expects, "every row carries a sentence and what it says"
    document, mentions, things = read(rule.example)
    claims = claims_of(document, mentions, things)
    assert set(expected(rule.expects)) <= told(claims, rule.type), "its roles are filled"
    for claim in claims:
        assert document.text[claim.start : claim.end].strip() == document.text[claim.start : claim.end]
        for arg in claim.args:
            assert document.text[arg.start : arg.end] == arg.text


def test_every_guard_is_in_the_language_of_templates() -> None:
    """Guards are compiled when first asked: one that cannot be would else fail in a reader's hands."""
    frames = {head.frame.rule.id: head.frame.rule for row in heads().values() for head in row}
    guards = {guard for rule in (*rules(), *frames.values()) for guard in rule.guards.each()}
    assert len(guards) > 300
    for guard in guards:
        assert guard.regex.pattern
