"""The ladder's words are fixed, and tell a freeze from what is none."""

import pytest

from offing.records.rungs import LADDER, RUNGS, words

WORDS = [
    ("blocked", "US", "blocked (US)"),
    ("blocked_by_ownership", "US", "blocked by ownership (US)"),
    ("asset_freeze", "UN", "asset freeze (UN)"),
    ("port_ban", "UN", "port ban / de-flagging (UN); not an asset freeze by that fact"),
    ("services_ban", "EU", "port and services ban (EU); not an asset freeze by that fact"),
    ("advisory", "US", "on a US advisory; not blocked by that fact"),
    ("advisory", "", "on an advisory; not blocked by that fact"),
    ("named", "", "named; not listed by that fact"),
    ("delisted", "UN", "no longer listed (UN); history only"),
]


@pytest.mark.parametrize(("rung", "authority", "expected"), WORDS)
def test_words(rung: str, authority: str, expected: str) -> None:
    assert words(rung, authority) == expected


def test_only_freezes_and_bans_may_stop_and_every_other_rung_says_what_it_is_not() -> None:
    assert {r.name for r in LADDER if r.stops} == {
        "blocked",
        "blocked_by_ownership",
        "asset_freeze",
        "port_ban",
        "services_ban",
    }
    for rung in LADDER:
        assert rung.freezes or ";" in rung.words, rung.name
        assert RUNGS[rung.name] is rung
    assert not RUNGS["advisory"].listing
