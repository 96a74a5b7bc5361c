"""Codes that some feeds write as words (the Danish Maritime Authority's files, older MarineCadastre files)."""

from __future__ import annotations

NAVSTAT = {
    "under way using engine": 0,
    "at anchor": 1,
    "not under command": 2,
    "restricted maneuverability": 3,
    "restricted manoeuvrability": 3,
    "constrained by her draught": 4,
    "moored": 5,
    "aground": 6,
    "engaged in fishing": 7,
    "under way sailing": 8,
    "power-driven vessel towing astern": 11,
    "power-driven vessel pushing ahead or towing alongside": 12,
    "ais-sart (active)": 14,
}
"""ITU-R M.1371-5, table 47 (navigational status)."""

SHIP_TYPE = {
    "wig": 20,
    "fishing": 30,
    "towing": 31,
    "towing long/wide": 32,
    "dredging": 33,
    "diving": 34,
    "military": 35,
    "sailing": 36,
    "pleasure": 37,
    "pleasure craft": 37,
    "hsc": 40,
    "pilot": 50,
    "sar": 51,
    "tug": 52,
    "port tender": 53,
    "anti-pollution": 54,
    "law enforcement": 55,
    "medical": 58,
    "not party to conflict": 59,
    "passenger": 60,
    "cargo": 70,
    "tanker": 80,
    "other": 90,
}
"""ITU-R M.1371-5, table 53 (type of ship), the first number of a group where the word names the group."""

MOBILE = {
    "base station": 4,
    "aton": 21,
    "sar airborne": 9,
    "search and rescue transponder": -1,
    "man overboard device": -1,
}
"""The Danish column "Type of mobile" → the message type that such a sender sends; -1: a distress beacon."""


def case_of(text: str, words: dict[str, int], otherwise: str) -> str:
    """The SQL that turns words into their codes."""
    whens = " ".join(f"WHEN '{word}' THEN {code}" for word, code in words.items())
    return f"CASE lower({text}) {whens} ELSE {otherwise} END"
